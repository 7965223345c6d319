import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Secrets from which an agency's cursors are sealed, newest first, 32 bytes or more each. */
export type CursorSecrets = readonly [Uint8Array, ...Uint8Array[]];

/** A file of cursor secrets that cannot be used. The message names the file and what is expected, never its content. */
export class CursorSecretsError extends Error {}

const LEAST_BYTES = 32;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** More only cost time: a cursor lives as long as somebody turns pages. */
const MOST_SECRETS = 8;

/**
 * Reads the secrets of HUB_CURSOR_KEY_FILE: one a line in base64, the newest first, 1 to 8 of them; empty lines and
 * lines that begin with `#` are passed over. To rotate, put a new line on top, restart every instance of the agency, and
 * take the oldest line away when its pages have been turned.
 *
 * @throws CursorSecretsError
 */
export function readCursorSecrets(path: string): CursorSecrets {
  const lines = textOf(path)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  // Whatever is no base64 would be passed over, and what is left be a secret nobody meant.
  const [newest, ...older] = lines.map((line) => Buffer.from(BASE64.test(line) ? line : '', 'base64'));
  const isUsable = [newest, ...older].every((secret) => secret && secret.byteLength >= LEAST_BYTES);
  if (!newest || !isUsable || lines.length > MOST_SECRETS) {
    throw new CursorSecretsError(
      `${path} must hold 1 to ${MOST_SECRETS} lines of base64, each of ${LEAST_BYTES} bytes or more.`,
    );
  }
  return [newest, ...older];
}

/** For one run of one process: its cursors end with it. */
export function passingCursorSecrets(): CursorSecrets {
  return [randomBytes(LEAST_BYTES)];
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new CursorSecretsError(`${path} cannot be read.`);
  }
}
