/** What identity may cost and how long it trusts what it knows. Times in milliseconds. */
export interface IdentityLimits {
  /** How long a verified token is taken as it is; never beyond its end, a revocation or the loss of its key. */
  readonly cachedMs: number;
  /** Verified tokens kept. */
  readonly cachedTokens: number;
  /** Longest wait for an answer of an issuer's address, all of it. */
  readonly fetchMs: number;
  /** Longest answer of an issuer's address that is read, bytes. */
  readonly fetchBytes: number;
  /** A set of keys is asked for again after this time, whether or not anything is amiss. */
  readonly refreshMs: number;
  /** A key nobody knows makes the hub ask the issuer once in this time, however many tokens name one. */
  readonly coolDownMs: number;
  /** How long the last good set of keys serves while the issuer's address fails. */
  readonly keptMs: number;
  /** How long revocations may be out of reach before no token is taken. */
  readonly awayMs: number;
  /** How often the connection to the revocations is tried. */
  readonly heartbeatMs: number;
  /** How old a proof may be, and how far its clock may be ahead. */
  readonly proofMs: number;
  readonly proofAheadMs: number;
  /** How long one nonce is given out; it is taken for as long again. */
  readonly nonceMs: number;
  /** Proofs kept where there is no registry. */
  readonly proofs: number;
  /** Longest wait for the registry's word on a proof. */
  readonly proofStateMs: number;
  /** How often proofs that have ended are taken out of the registry. */
  readonly proofSweepMs: number;
  /** How long a case confirmed, and one not confirmed, is taken as it is. */
  readonly caseMs: number;
  readonly noCaseMs: number;
  /** Answers about cases kept. */
  readonly cases: number;
}

export const IDENTITY_LIMITS: IdentityLimits = {
  cachedMs: 60_000,
  cachedTokens: 10_000,
  fetchMs: 5_000,
  fetchBytes: 256 * 1024,
  refreshMs: 300_000,
  coolDownMs: 10_000,
  keptMs: 3_600_000,
  awayMs: 10_000,
  heartbeatMs: 2_000,
  proofMs: 60_000,
  proofAheadMs: 5_000,
  nonceMs: 120_000,
  proofs: 100_000,
  proofStateMs: 500,
  proofSweepMs: 10_000,
  caseMs: 60_000,
  noCaseMs: 5_000,
  cases: 10_000,
};

/** Characters of a token that are looked at; a longer one is refused unread. */
export const MOST_TOKEN_CHARACTERS = 8_192;

/** Characters of a proof that are looked at. */
export const MOST_PROOF_CHARACTERS = 4_096;

/**
 * Days a token may hold from its issue, and days a revocation stands unless said otherwise: a token that held longer
 * would be believed again when its revocation ends.
 */
export const MOST_TOKEN_DAYS = 30;
