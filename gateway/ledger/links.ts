import { hash } from 'node:crypto';
import { genesis, LINK_BYTES } from './chain.ts';

/** Characters of a link as hex. */
export const LINK_HEX = 2 * LINK_BYTES;

const joined = Buffer.alloc(2 * LINK_BYTES + 8);
const TWO_TO_32 = 2 ** 32;

/** `linkOf` for a million entries: the same links as lower-case hex, which node makes in a third of the time of Buffers. */
export function hexLinkOf(before: string, sequence: number, text: string): string {
  joined.write(before, 0, 'hex');
  joined.writeUInt32BE(Math.floor(sequence / TWO_TO_32), LINK_BYTES);
  joined.writeUInt32BE(sequence % TWO_TO_32, LINK_BYTES + 4);
  joined.write(hash('sha256', text), LINK_BYTES + 8, 'hex');
  return hash('sha256', joined);
}

export function hexGenesis(writer: string): string {
  return genesis(writer).toString('hex');
}
