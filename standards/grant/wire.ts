import { createHmac, type KeyObject } from 'node:crypto';

/**
 * How the hub says at an agency's door who asks, what for, and what may be asked: a grant, and for each call a proof
 * that this body was sent under it, now. Both sides read it here.
 */

/** JWS compact (RFC 7515), EdDSA over Ed25519 (RFC 8037): `GrantClaims`. */
export const GRANT_HEADER = 'hub-grant';
/** `TIME.NONCE.MAC`: milliseconds since the epoch, a text of its own for each call, base64url. */
export const PROOF_HEADER = 'hub-proof';
/** What an agency writes into its log, for its owner to find by. */
export const DECISION_HEADER = 'hub-decision';
/** `typ` of the grant's header (RFC 8725 §3.11): no other token of the hub passes for one. */
export const GRANT_TYPE = 'hub-grant+jwt';
export const GRANT_ISSUER = 'hub';
/** Longest life of a grant, milliseconds. */
export const GRANT_MS = 60_000;
/** By how much the clocks of hub and agency may differ, milliseconds. */
export const CLOCK_MS = 5_000;
/** How old a call's proof may be, or how early, milliseconds. */
export const PROOF_MS = 30_000;

/** Who asks, as far as an agency's rules may read it. */
export interface GrantViewer {
  readonly principal: string;
  readonly issuer: string;
  readonly agency: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly roles: readonly string[];
  readonly clearance?: string | undefined;
  /** UN/LOCODE. */
  readonly post?: string | undefined;
}

export interface GrantClaims {
  readonly iss: typeof GRANT_ISSUER;
  /** The agency it is for. */
  readonly aud: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
  readonly viewer: GrantViewer;
  /** SHA-256 of the caller's own token, hexadecimal: the grant is of no use for another's. */
  readonly token: string;
  readonly purpose: string | undefined;
  readonly caseReference: string | undefined;
  /** Country acted for, ISO 3166-1 alpha-2. */
  readonly onBehalfOf: string | undefined;
  /** `Type.field` of everything that may be asked, sorted. */
  readonly coordinates: readonly string[];
  /** Of records of a type, only those that fit. */
  readonly residuals: ReadonlyArray<{ readonly type: string; readonly residual: unknown }>;
}

export interface Proof {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly nonce: string;
}

/**
 * HMAC-SHA-256 (RFC 2104) over what the call is about and its body.
 *
 * @param secret known to the hub and this agency alone.
 * @returns base64url.
 */
export function macOf(
  secret: KeyObject,
  grantId: string,
  { at, nonce }: Proof,
  decision: string,
  body: string | Buffer,
): string {
  return createHmac('sha256', secret)
    .update(`${grantId}\n${at}\n${nonce}\n${decision}\n`)
    .update(body)
    .digest('base64url');
}
