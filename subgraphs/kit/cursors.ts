import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/**
 * Cursors that say nothing and cannot be carried elsewhere: deterministic authenticated encryption with associated data.
 *
 * The SIV construction of RFC 5297 (Rogaway and Shrimpton, "Deterministic Authenticated-Encryption", Eurocrypt 2006),
 * with HMAC-SHA-256 (RFC 2104) as its pseudo-random function in place of S2V over CMAC, since node:crypto has no SIV
 * mode: the synthetic IV is the MAC of associated data and plaintext, the first 16 bytes of it; the plaintext is
 * encrypted by AES-256-CTR under it; opening decrypts, makes the IV again and compares. The two keys come from one
 * secret by HKDF-SHA-256 (RFC 5869). The same position gives the same cursor, so answers can be compared byte for byte.
 */
export interface CursorKeys {
  /** Makes `IV || ciphertext` with the newest secret. */
  seal(associated: Uint8Array, plaintext: Uint8Array): Buffer;
  /** The plaintext, whichever secret sealed it; undefined for anything that none of them sealed for this data. */
  open(associated: Uint8Array, sealed: Uint8Array): Buffer | undefined;
}

/** What positions of one list look like and where they hold. */
export interface CursorPlace {
  /** Coordinate of the field that takes `after`: `Type.field`. */
  readonly field: string;
  /** Whose list it is and what narrows it: the parent's key and the values of the arguments, without the page itself. */
  readonly filter: unknown;
}

/** The cursors of one list, for one agency and one class of viewer. */
export interface Cursors {
  seal(position: readonly string[]): string;
  /** The position of `parts` parts; undefined for what is no cursor of this list. */
  open(cursor: string, parts: number): readonly string[] | undefined;
}

/** For whom cursors are made. */
export interface CursorOwner {
  readonly agency: string;
  /** Class of the viewer whose rules shaped the list; empty where no rules do. */
  readonly viewerClass: string;
}

const IV_BYTES = 16;
/** Plaintexts are filled up to whole blocks, so that a cursor's length does not tell an identifier's. */
const BLOCK_BYTES = 32;
/** No position is longer; anything longer is refused unread. */
const LONGEST_CURSOR = 1_400;

/** @param secrets newest first, 32 bytes or more each. The newest seals, all of them open. */
export function cursorKeys(secrets: readonly [Uint8Array, ...Uint8Array[]]): CursorKeys {
  const all = secrets.map((secret) => ({
    mac: derived(secret, 'cursor mac'),
    cipher: derived(secret, 'cursor cipher'),
  }));
  const [newest] = all as [KeyPair, ...KeyPair[]];
  return {
    seal(associated, plaintext) {
      const iv = syntheticIv(newest.mac, associated, plaintext);
      const cipher = createCipheriv('aes-256-ctr', newest.cipher, iv);
      return Buffer.concat([iv, cipher.update(plaintext), cipher.final()]);
    },
    open(associated, sealed) {
      if (sealed.byteLength <= IV_BYTES) return undefined;
      const iv = sealed.subarray(0, IV_BYTES);
      for (const { mac, cipher } of all) {
        const decipher = createDecipheriv('aes-256-ctr', cipher, iv);
        const plaintext = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES)), decipher.final()]);
        if (timingSafeEqual(iv, syntheticIv(mac, associated, plaintext))) return plaintext;
      }
      return undefined;
    },
  };
}

/** Binds cursors to their list: agency, viewer class, field and filter are the associated data. */
export function cursorsAt(keys: CursorKeys, { agency, viewerClass }: CursorOwner, place: CursorPlace): Cursors {
  const associated = Buffer.from(canonical([agency, viewerClass, place.field, place.filter]));
  return {
    seal: (position) => keys.seal(associated, filled(JSON.stringify(position))).toString('base64url'),
    open(cursor, parts) {
      if (cursor.length > LONGEST_CURSOR || !/^[A-Za-z0-9_-]+$/.test(cursor)) return undefined;
      const sealed = Buffer.from(cursor, 'base64url');
      // Of several spellings of the same bytes only the one that was given is a cursor.
      if (sealed.toString('base64url') !== cursor) return undefined;
      const plaintext = keys.open(associated, sealed);
      return plaintext && positionIn(plaintext.toString('utf8'), parts);
    },
  };
}

interface KeyPair {
  readonly mac: Buffer;
  readonly cipher: Buffer;
}

function derived(secret: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), use, 32));
}

/** The hash of the associated data has one length, so that where it ends and the plaintext begins is never in doubt. */
function syntheticIv(key: Buffer, associated: Uint8Array, plaintext: Uint8Array): Buffer {
  const digest = createHash('sha256').update(associated).digest();
  return createHmac('sha256', key).update(digest).update(plaintext).digest().subarray(0, IV_BYTES);
}

/** JSON text is not changed by blanks behind it. */
function filled(json: string): Buffer {
  const bytes = Buffer.from(json);
  return Buffer.concat([bytes, Buffer.alloc((BLOCK_BYTES - (bytes.byteLength % BLOCK_BYTES)) % BLOCK_BYTES, ' ')]);
}

/** One sealed by these keys for another number of parts is none of this field's either: the field's meaning changed. */
function positionIn(json: string, parts: number): readonly string[] | undefined {
  const position: unknown = JSON.parse(json);
  const isPosition = Array.isArray(position) && position.length === parts;
  return isPosition && position.every((part) => typeof part === 'string') ? position : undefined;
}

/** One text for equal values: members in the order of their names, what is absent and what is null alike. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}
