import { type Binding, isSame } from './binding.ts';
import type { EnrolledKeys } from './enrolment.ts';
import type { IdentityLimits } from './limits.ts';
import { Nonces } from './nonces.ts';
import { addressOf, proofCheck } from './proof.ts';
import { TokenRefusal } from './refusal.ts';
import type { ProofState } from './replay.ts';
import type { Viewer } from './viewer.ts';

/** The connection a request came by, as the hub itself sees it. */
export interface Peer {
  /** SHA-256 of the certificate whose key its other end has proven in the handshake, base64url; undefined: none. */
  readonly certificate: string | undefined;
}

/** What a caller shows beside a token of the scheme DPoP. */
export interface ShownProof {
  readonly proof: string;
  /** Method of the request. */
  readonly method: string;
}

/** That who sends a token holds the key it is bound to. Checked for each request, and never kept. */
export interface Possession extends AsyncDisposable {
  /** By the connection's certificate (RFC 8705 §3). @throws TokenRefusal */
  byPeer(viewer: Viewer, peer: Peer): void | Promise<void>;
  /**
   * By a proof (RFC 9449 §7.1).
   *
   * @returns the nonce for the next proofs, where the one that came is given out no longer.
   * @throws TokenRefusal
   */
  byProof(viewer: Viewer, token: string, shown: ShownProof): Promise<string | undefined>;
  /** For a refusal; undefined while it cannot be told. */
  readonly nonce: string | undefined;
}

export interface PossessionParts {
  readonly limits: IdentityLimits;
  readonly state: ProofState;
  readonly enrolled: EnrolledKeys;
  /** Issuers of systems: their callers' keys are enrolled, and their proofs have a nonce. */
  readonly boundIssuers: ReadonlySet<string>;
  /** The hub as it is called from outside. */
  address(): string | undefined;
}

export function possession(parts: PossessionParts): Possession {
  const { limits, state, enrolled, boundIssuers } = parts;
  const check = proofCheck(limits);
  const nonces = noncesWith(limits);
  // Ahead of the first who proves: a nonce is told with the first refusal.
  if (boundIssuers.size > 0) void Promise.resolve(state.secret()).catch(() => {});
  /** Officers' own applications may bind their tokens to a key of their own: it is proven, and enrolled nowhere. */
  const enrolment = (viewer: Viewer, binding: Binding) =>
    boundIssuers.has(viewer.issuer) ? enrolled.check(viewer, binding) : undefined;
  return {
    byPeer(viewer, peer) {
      const binding = viewer.binding;
      if (!binding) return undefined;
      if (binding.kind === 'DPOP') throw new TokenRefusal('NOT_PROVEN');
      if (!peer.certificate || !isSame(peer.certificate, binding.thumbprint)) throw new TokenRefusal('CERTIFICATE');
      return enrolment(viewer, binding);
    },
    async byProof(viewer, token, { proof, method }) {
      const { binding, issuer } = viewer;
      if (binding?.kind !== 'DPOP') throw new TokenRefusal('UNBOUND');
      await enrolment(viewer, binding);
      const address = addressOf(parts.address());
      if (address === undefined) throw new TokenRefusal('PROOF_REQUEST');
      const known = nonces(await state.secret());
      const { thumbprint } = binding;
      const isNonceRequired = boundIssuers.has(issuer);
      const checked = await check(proof, { token, thumbprint, method, address, nonces: known, isNonceRequired });
      if (!(await state.isFirst(checked.key, checked.untilMs))) throw new TokenRefusal('PROOF_REPLAYED');
      return checked.isNonceOld ? known.present : undefined;
    },
    get nonce() {
      return state.knownSecret && nonces(state.knownSecret).present;
    },
    async [Symbol.asyncDispose]() {
      await state[Symbol.asyncDispose]();
      await enrolled[Symbol.asyncDispose]();
    },
  };
}

/** The nonces of the secret there is now. */
function noncesWith({ nonceMs }: Pick<IdentityLimits, 'nonceMs'>): (secret: Uint8Array) => Nonces {
  let last: { readonly secret: Uint8Array; readonly nonces: Nonces } | undefined;
  return (secret) => {
    if (last?.secret !== secret) last = { secret, nonces: new Nonces(secret, nonceMs) };
    return last.nonces;
  };
}
