import { hash } from 'node:crypto';
import { genesis, LINK_BYTES } from './chain.ts';

/** Characters of a link as hex. */
export const LINK_HEX = 2 * LINK_BYTES;

const joined = Buffer.alloc(2 * LINK_BYTES + 8);
const TWO_TO_32 = 2 ** 32;

/** `linkOf` for a million entries: the same links as lower-case hex, which node makes in a third of the time of Buffers. */
export function hexLinkOf(before: string, sequence: number, text: string): string {
  joined.write(before, 0, 'hex');
  writeSequence(sequence);
  joined.write(hash('sha256', text), LINK_BYTES + 8, 'hex');
  return hash('sha256', joined);
}

/** The same of the hash of a text; all hashes as characters of a byte each, which are written without being parsed. */
export function linkOfHash(before: string, sequence: number, textHash: string): string {
  joined.write(before, 0, 'latin1');
  writeSequence(sequence);
  joined.write(textHash, LINK_BYTES + 8, 'latin1');
  return hash('sha256', joined, 'binary');
}

function writeSequence(sequence: number): void {
  joined.writeUInt32BE(Math.floor(sequence / TWO_TO_32), LINK_BYTES);
  joined.writeUInt32BE(sequence % TWO_TO_32, LINK_BYTES + 4);
}

export function hexOf(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('hex');
}

export function bytesOf(hex: string): string {
  return Buffer.from(hex, 'hex').toString('latin1');
}

export function hexGenesis(writer: string): string {
  return genesis(writer).toString('hex');
}
