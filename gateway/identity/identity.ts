import type { IncomingHttpHeaders } from 'node:http';
import { HubError, type ProofChallenge } from '../errors.ts';
import { enrolledKeys, type KeyEnrolments, NO_ENROLMENTS } from './enrolment.ts';
import { ALGORITHMS, type Issuer } from './issuer.ts';
import { KeySourceError, readKeySet } from './key-set.ts';
import { IDENTITY_LIMITS, type IdentityLimits } from './limits.ts';
import { type Peer, type Possession, possession, type ShownProof } from './possession.ts';
import { proofsInRegistry } from './proof-registry.ts';
import { PROOF_FAULTS, type RefusalReason, TokenRefusal } from './refusal.ts';
import { proofsInMemory } from './replay.ts';
import { NO_REVOCATIONS, type Revocations, revocations } from './revocations.ts';
import type { SecurityLog } from './security-log.ts';
import { type TokenVerifier, tokenVerifier } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/** Who asks, for the whole gateway: issuers, keys, revocations and what is told of those who are not let in. */
export interface Identity extends AsyncDisposable {
  /**
   * A token of the scheme Bearer, at once where it is known. One that is bound to a certificate is proven by the
   * connection's (RFC 8705 §3); one that is bound to a key is not taken so (RFC 9449 §7.2).
   *
   * @param peer undefined: the connection proves nothing.
   * @throws HubError UNAUTHENTICATED, UNPROVEN, IDENTITY_UNAVAILABLE
   */
  verify(token: string, peer?: Peer): Viewer | Promise<Viewer>;
  /** A token of the scheme DPoP with its proof (RFC 9449 §7.1). @throws HubError UNPROVEN, IDENTITY_UNAVAILABLE */
  prove(token: string, shown: ShownProof): Promise<Proven>;
  /** In place of tokens: who asks, by the headers of the request; undefined: nobody who is known. May throw HubError. */
  readonly of?: WhoAsks;
  /** Counts a refusal in the security log. @returns what the caller is told, which says nothing of the reason. */
  refusal(reason: RefusalReason, scheme?: 'Bearer' | 'DPoP'): HubError;
  /** An issuer's key is in wrong hands: its keys are let go of at once and asked for anew. */
  reloadKeys(issuer: string): Promise<void>;
  /** Whether an agreement is suspended now. */
  isSuspended(agreement: string): boolean;
  /** Verified tokens kept. */
  readonly cachedTokens: number;
}

/** A caller who holds the key of their token. */
export interface Proven {
  readonly viewer: Viewer;
  /** For the next proofs; undefined: the one that came is still given out. */
  readonly nonce: string | undefined;
}

/** Tells who asks in place of the hub's own verification of tokens. */
export type WhoAsks = (headers: IncomingHttpHeaders) => Viewer | undefined | Promise<Viewer | undefined>;

export interface IdentityOptions {
  readonly issuers: readonly Issuer[];
  /**
   * `postgres://…` of the registry of revocations, where proofs are remembered as well; undefined: there is none, and
   * proofs are remembered by this process alone.
   */
  readonly registryUrl: string | undefined;
  /** Keys of systems; undefined: none, and no caller of a `bound` issuer is let in. */
  readonly enrolments?: KeyEnrolments | undefined;
  /** Where callers call the hub (`htu` of their proofs); undefined: not known, and no proof holds. */
  readonly address?: () => string | undefined;
  readonly log: SecurityLog;
  readonly limits?: Partial<IdentityLimits> | undefined;
  readonly of?: WhoAsks | undefined;
}

/** Nobody is at fault who sends a token that cannot be checked: they may try again. */
const UNAVAILABLE: ReadonlySet<RefusalReason> = new Set([
  'KEYS_UNAVAILABLE',
  'REVOCATIONS_UNAVAILABLE',
  'ENROLMENT_UNAVAILABLE',
  'PROOFS_UNAVAILABLE',
]);
const NO_PEER: Peer = { certificate: undefined };

/** @throws Error where the issuers cannot be told apart or the keys written for one cannot be used. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { issuers, registryUrl, log } = options;
  await checkIssuers(issuers);
  const limits: IdentityLimits = { ...IDENTITY_LIMITS, ...options.limits };
  const revoked = registryUrl === undefined ? NO_REVOCATIONS : await revocations(registryUrl, limits, log);
  const tokens = tokenVerifier(issuers, { limits, revocations: revoked, log });
  const held = possession({
    limits,
    state: registryUrl === undefined ? proofsInMemory(limits.proofs) : proofsInRegistry(registryUrl, limits),
    enrolled: enrolledKeys(options.enrolments ?? NO_ENROLMENTS, limits, log),
    boundIssuers: new Set(issuers.filter(({ binding }) => binding === 'bound').map(({ issuer }) => issuer)),
    address: options.address ?? (() => undefined),
  });
  const identity = identityOver({ tokens, revoked, held, log }, async () => {
    await held[Symbol.asyncDispose]();
    await tokens[Symbol.asyncDispose]();
    await revoked[Symbol.asyncDispose]();
    // What was counted since the last line is told.
    log[Symbol.dispose]();
  });
  return options.of ? Object.assign(identity, { of: options.of }) : identity;
}

async function checkIssuers(issuers: readonly Issuer[]): Promise<void> {
  const names = new Set<string>();
  for (const { issuer, keys, algorithms } of issuers) {
    // Whose keys a token is checked by could not be told.
    if (names.has(issuer)) throw new Error(`Two issuers have the name ${issuer}.`);
    names.add(issuer);
    if (keys.kind !== 'keys') continue;
    await readKeySet(keys.jwks, algorithms).catch((error: unknown) => {
      const problem = error instanceof KeySourceError ? error.problem : 'KEY_SET';
      throw new Error(`The keys written for the issuer ${issuer} cannot be used: ${problem}.`);
    });
  }
}

interface IdentityParts {
  readonly tokens: TokenVerifier;
  readonly revoked: Revocations;
  readonly held: Possession;
  readonly log: SecurityLog;
}

function identityOver({ tokens, revoked, held, log }: IdentityParts, close: () => Promise<void>): Identity {
  const { refusal, refuse } = refusals(held, log);
  const byPeer = (viewer: Viewer, peer: Peer): Viewer | Promise<Viewer> => {
    if (!viewer.binding) return viewer;
    const ofIssuer = (error: unknown): never => named(error, viewer.issuer);
    try {
      const proving = held.byPeer(viewer, peer);
      return proving ? proving.then(() => viewer, ofIssuer) : viewer;
    } catch (error) {
      return ofIssuer(error);
    }
  };
  return {
    verify(token, peer = NO_PEER) {
      try {
        const known = tokens.verify(token);
        const viewer = known instanceof Promise ? known.then((each) => byPeer(each, peer)) : byPeer(known, peer);
        return viewer instanceof Promise ? viewer.catch((error) => refuse(error, 'Bearer')) : viewer;
      } catch (error) {
        return refuse(error, 'Bearer');
      }
    },
    async prove(token, shown) {
      try {
        const viewer = await tokens.verify(token);
        const nonce = await held.byProof(viewer, token, shown).catch((error) => named(error, viewer.issuer));
        return { viewer, nonce };
      } catch (error) {
        return refuse(error, 'DPoP');
      }
    },
    refusal: (reason, scheme = 'Bearer') => refusal(reason, scheme),
    reloadKeys: (issuer) => tokens.reload(issuer),
    isSuspended: (agreement) => revoked.isSuspended(agreement),
    get cachedTokens() {
      return tokens.cached;
    },
    [Symbol.asyncDispose]: close,
  };
}

/** Throws it on, with the issuer of the token that was not proven. */
function named(error: unknown, issuer: string): never {
  if (error instanceof TokenRefusal) error.issuer = issuer;
  throw error;
}

/** What a caller is told of a proof that is no good (RFC 9449 §7.1, §9); of anything else that the token is none. */
const CHALLENGES: Readonly<Partial<Record<RefusalReason, ProofChallenge['error']>>> = {
  ...Object.fromEntries(PROOF_FAULTS.map((fault) => [fault, 'invalid_dpop_proof'] as const)),
  PROOF_NONCE: 'use_dpop_nonce',
};

function refusals(held: Possession, log: SecurityLog) {
  const refusal = (reason: RefusalReason, scheme: 'Bearer' | 'DPoP', issuer?: string): HubError => {
    log.refused(reason, issuer);
    if (UNAVAILABLE.has(reason)) return new HubError('IDENTITY_UNAVAILABLE');
    // A token that wants a proof and came without one: its holder is told how it is done.
    if (scheme === 'Bearer' && reason !== 'NOT_PROVEN') return new HubError('UNAUTHENTICATED');
    const error = CHALLENGES[reason] ?? 'invalid_token';
    return new HubError('UNPROVEN', undefined, { error, algorithms: ALGORITHMS, nonce: held.nonce });
  };
  const refuse = (error: unknown, scheme: 'Bearer' | 'DPoP'): never => {
    if (error instanceof TokenRefusal) throw refusal(error.reason, scheme, error.issuer);
    throw error;
  };
  return { refusal, refuse };
}
