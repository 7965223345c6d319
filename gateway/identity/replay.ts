import { randomBytes } from 'node:crypto';
import { TokenRefusal } from './refusal.ts';

/** Which proofs were seen before (RFC 9449 §11.1). */
export interface ReplayState {
  /**
   * True for the first who asks with this key, wherever they ask.
   *
   * @param key SHA-256 of what names the proof, lower-case hexadecimal: what is kept says nothing of a caller.
   * @param untilMs milliseconds since the epoch; from then on the proof is refused for its age.
   * @throws TokenRefusal PROOFS_UNAVAILABLE where it cannot be told.
   */
  isFirst(key: string, untilMs: number): Promise<boolean>;
}

/** What every process that checks proofs of the same callers must have in common. */
export interface ProofState extends ReplayState, AsyncDisposable {
  /** What nonces are made with: the same object until it changes. @throws TokenRefusal PROOFS_UNAVAILABLE */
  secret(): Uint8Array | Promise<Uint8Array>;
  /** The same where it is known; asks nobody. */
  readonly knownSecret: Uint8Array | undefined;
}

/** How often a full memory is looked through for what has ended, milliseconds. */
const SWEEP_MS = 1_000;

/**
 * Proofs seen by this process, for a gateway that is one process. When it is full, further proofs are refused until some
 * end: letting go of one that still holds would let it be used again.
 *
 * @param most proofs kept.
 */
export function proofsInMemory(most: number): ProofState {
  const secret = randomBytes(32);
  /** Key → until when, oldest first. */
  const seen = new Map<string, number>();
  let sweptAt = Number.NEGATIVE_INFINITY;
  const sweep = (): void => {
    if (performance.now() - sweptAt < SWEEP_MS) return;
    sweptAt = performance.now();
    const now = Date.now();
    for (const [key, until] of seen) if (until < now) seen.delete(key);
  };
  return {
    async isFirst(key, untilMs) {
      if (seen.has(key)) return false;
      if (seen.size >= most) sweep();
      if (seen.size >= most) throw new TokenRefusal('PROOFS_UNAVAILABLE');
      seen.set(key, untilMs);
      return true;
    },
    secret: () => secret,
    knownSecret: secret,
    async [Symbol.asyncDispose]() {
      seen.clear();
    },
  };
}
