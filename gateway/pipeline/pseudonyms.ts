import { hkdfSync } from 'node:crypto';
import { aessiv } from '@noble/ciphers/aes.js';
import type { Viewer } from '../identity/viewer.ts';

/** Makes the pseudonyms of one recipient; the same value of the same field always has the same one. */
export type PseudonymOf = (value: string, coordinate: string) => string;
export type PseudonymsOf = (viewer: Viewer) => PseudonymOf;

/** AES-SIV with 256 bits (RFC 5297 §2.2): one half authenticates, the other encrypts. */
const KEY_BYTES = 64;
/** Says which key sealed it, for the day there are two. */
const GENERATION = 'p1.';

/**
 * Pseudonyms by AES-SIV (RFC 5297), deterministic, with a key for each recipient: an agency's officers can follow a
 * person through answers, and two agencies that lay theirs side by side cannot. Only the hub can turn one back.
 *
 * @param secret 32 bytes or more.
 */
export function pseudonymsFor(secret: Uint8Array): PseudonymsOf {
  const recipients = new Map<string, PseudonymOf>();
  return ({ agency, country }) => {
    const recipient = JSON.stringify([country, agency]);
    const known = recipients.get(recipient);
    if (known) return known;
    const key = new Uint8Array(hkdfSync('sha512', secret, '', `hub pseudonym 1 ${recipient}`, KEY_BYTES));
    const made: PseudonymOf = (value, coordinate) => {
      const sealed = aessiv(key, Buffer.from(coordinate)).encrypt(Buffer.from(value));
      return GENERATION + Buffer.from(sealed).toString('base64url');
    };
    recipients.set(recipient, made);
    return made;
  };
}
