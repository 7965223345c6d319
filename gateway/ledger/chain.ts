import { createHash, hash } from 'node:crypto';

/** A text of JSON without line breaks, and what it can be found by. */
export interface Entry {
  readonly text: string;
  /** When what it tells of happened, milliseconds since the epoch. */
  readonly at: number;
  /** Keyed hashes of whom and what it tells of: they stand in the text as well, and here to be looked up by. */
  readonly names: readonly string[];
}

/** An entry in its place. */
export interface Linked extends Entry {
  /** From 1, without gaps. */
  readonly sequence: number;
  readonly link: Buffer;
}

export const LINK_BYTES = 32;

/** What the first entry of a writer is linked to. */
export function genesis(writer: string): Buffer {
  return createHash('sha256').update(`cbm-hub ledger 1\n${writer}`).digest();
}

/**
 * SHA-256(before ‖ sequence as 64 bits, big-endian ‖ SHA-256(text as UTF-8)).
 *
 * INVARIANT: this is how every kept entry is linked. To change it is to begin a ledger anew.
 */
export function linkOf(before: Uint8Array, sequence: number, text: string): Buffer {
  const joined = Buffer.allocUnsafe(LINK_BYTES * 2 + 8);
  joined.set(before, 0);
  joined.writeBigUInt64BE(BigInt(sequence), LINK_BYTES);
  joined.set(hash('sha256', text, 'buffer'), LINK_BYTES + 8);
  return hash('sha256', joined, 'buffer');
}
