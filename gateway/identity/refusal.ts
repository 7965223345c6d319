/** What is wrong with a proof of possession (RFC 9449 §4.3), beside its nonce. */
export const PROOF_FAULTS = [
  'PROOF_MALFORMED',
  'PROOF_ALGORITHM',
  'PROOF_KEY',
  'PROOF_SIGNATURE',
  'PROOF_REQUEST',
  'PROOF_TOKEN',
  'PROOF_TIME',
  'PROOF_REPLAYED',
] as const;

/** Why a caller was not let in, for the security log alone: the caller reads one text, whatever the reason. */
export const REFUSALS = [
  'NO_TOKEN',
  'HEADERS_TOO_LARGE',
  'TOKEN_TOO_LONG',
  'TOKEN_MALFORMED',
  'TOKEN_HEADER',
  'ALGORITHM',
  'TOKEN_TYPE',
  'ISSUER_UNKNOWN',
  'KEY_UNKNOWN',
  'SIGNATURE',
  'AUDIENCE',
  'EXPIRED',
  'NOT_YET_VALID',
  'CLAIMS',
  'BEYOND_ISSUER',
  'REVOKED',
  'KEYS_UNAVAILABLE',
  'REVOCATIONS_UNAVAILABLE',
  'UNBOUND',
  'BINDING_UNKNOWN',
  'NOT_PROVEN',
  'CERTIFICATE',
  'KEY_NOT_ENROLLED',
  'ENROLMENT_UNAVAILABLE',
  ...PROOF_FAULTS,
  'PROOF_NONCE',
  'PROOFS_UNAVAILABLE',
] as const;
export type RefusalReason = (typeof REFUSALS)[number];

/** A token that is not taken. Stays inside this room: its reason helps an attacker. */
export class TokenRefusal extends Error {
  readonly reason: RefusalReason;
  /** As configured; undefined until it is known which one the token names. */
  issuer: string | undefined;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}
