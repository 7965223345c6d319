import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

/** A key that names are made by, from a moment on. */
export interface HashKey {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly from: number;
  readonly key: KeyObject;
}

/** What whom entries are about is named by. Its file is in other custody than the database. */
export interface LedgerKeys {
  /** At least one, each with an id of its own. */
  readonly hashing: readonly HashKey[];
}

/** The file, as it is written. */
export interface LedgerKeysFile {
  readonly hashing: ReadonlyArray<{ readonly id: string; readonly from: string; readonly key: string }>;
}

const KEY_BYTES = 32;

/** A further key. @param from its first moment. */
export function madeHashKey(from: Date): LedgerKeysFile['hashing'][number] {
  const id = `${from.toISOString().slice(0, 10)}-${randomBytes(3).toString('hex')}`;
  return { id, from: from.toISOString(), key: randomBytes(KEY_BYTES).toString('base64url') };
}

/** @throws Error that says what is expected, never what was read. */
export function ledgerKeysOf(json: unknown): LedgerKeys {
  const list = isRecord(json) ? json['hashing'] : undefined;
  if (!Array.isArray(list) || list.length === 0) throw new Error('the ledger keys must have "hashing", a list of keys');
  const hashing = list.map(hashKeyOf);
  if (new Set(hashing.map(({ id }) => id)).size < hashing.length) throw new Error('each key needs an "id" of its own');
  return { hashing };
}

function hashKeyOf(entry: unknown): HashKey {
  const { id, from, key } = isRecord(entry) ? entry : {};
  if (typeof id !== 'string' || !/^[\w-]{1,20}$/.test(id))
    throw new Error('a key needs an "id" of at most 20 letters and digits');
  const since = typeof from === 'string' ? Date.parse(from) : Number.NaN;
  if (Number.isNaN(since)) throw new Error('a key needs "from", the moment of its first use');
  const isEncoded = typeof key === 'string' && /^[\w-]+$/.test(key);
  const bytes = Buffer.from(isEncoded ? key : '', 'base64url');
  if (bytes.length < KEY_BYTES) throw new Error(`a key must be ${KEY_BYTES} bytes or more as base64url`);
  return { id, from: since, key: createSecretKey(bytes) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
