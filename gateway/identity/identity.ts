import type { IncomingHttpHeaders } from 'node:http';
import { HubError } from '../errors.ts';
import type { Issuer } from './issuer.ts';
import { KeySourceError, readKeySet } from './key-set.ts';
import { IDENTITY_LIMITS, type IdentityLimits } from './limits.ts';
import { type RefusalReason, TokenRefusal } from './refusal.ts';
import { NO_REVOCATIONS, type Revocations, revocations } from './revocations.ts';
import type { SecurityLog } from './security-log.ts';
import { type TokenVerifier, tokenVerifier } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/** Who asks, for the whole gateway: issuers, keys, revocations and what is told of those who are not let in. */
export interface Identity extends AsyncDisposable {
  /** At once where the token is known. @throws HubError UNAUTHENTICATED, IDENTITY_UNAVAILABLE */
  verify(token: string): Viewer | Promise<Viewer>;
  /** In place of tokens: who asks, by the headers of the request; undefined: nobody who is known. May throw HubError. */
  readonly of?: WhoAsks;
  /** Counts a refusal in the security log. @returns what the caller is told, which says nothing of the reason. */
  refusal(reason: RefusalReason): HubError;
  /** An issuer's key is in wrong hands: its keys are let go of at once and asked for anew. */
  reloadKeys(issuer: string): Promise<void>;
  /** Whether an agreement is suspended now. */
  isSuspended(agreement: string): boolean;
  /** Verified tokens kept. */
  readonly cachedTokens: number;
}

/** Tells who asks in place of the hub's own verification of tokens. */
export type WhoAsks = (headers: IncomingHttpHeaders) => Viewer | undefined | Promise<Viewer | undefined>;

export interface IdentityOptions {
  readonly issuers: readonly Issuer[];
  /** `postgres://…` of the registry of revocations; undefined: there is none. */
  readonly registryUrl: string | undefined;
  readonly log: SecurityLog;
  readonly limits?: Partial<IdentityLimits> | undefined;
  readonly of?: WhoAsks | undefined;
}

/** Nobody is at fault who sends a token that cannot be checked: they may try again. */
const UNAVAILABLE: ReadonlySet<RefusalReason> = new Set(['KEYS_UNAVAILABLE', 'REVOCATIONS_UNAVAILABLE']);

/** @throws Error where the issuers cannot be told apart or the keys written for one cannot be used. */
export async function openIdentity(options: IdentityOptions): Promise<Identity> {
  const { issuers, registryUrl, log } = options;
  await checkIssuers(issuers);
  const limits: IdentityLimits = { ...IDENTITY_LIMITS, ...options.limits };
  const revoked = registryUrl === undefined ? NO_REVOCATIONS : await revocations(registryUrl, limits, log);
  const tokens = tokenVerifier(issuers, { limits, revocations: revoked, log });
  const identity = identityOver(tokens, revoked, log, async () => {
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

function identityOver(
  tokens: TokenVerifier,
  revoked: Revocations,
  log: SecurityLog,
  close: () => Promise<void>,
): Identity {
  const refusal = (reason: RefusalReason, issuer?: string): HubError => {
    log.refused(reason, issuer);
    return new HubError(UNAVAILABLE.has(reason) ? 'IDENTITY_UNAVAILABLE' : 'UNAUTHENTICATED');
  };
  const refuse = (error: unknown): never => {
    if (error instanceof TokenRefusal) throw refusal(error.reason, error.issuer);
    throw error;
  };
  return {
    verify(token) {
      try {
        const viewer = tokens.verify(token);
        return viewer instanceof Promise ? viewer.catch(refuse) : viewer;
      } catch (error) {
        return refuse(error);
      }
    },
    refusal: (reason) => refusal(reason),
    reloadKeys: (issuer) => tokens.reload(issuer),
    isSuspended: (agreement) => revoked.isSuspended(agreement),
    get cachedTokens() {
      return tokens.cached;
    },
    [Symbol.asyncDispose]: close,
  };
}
