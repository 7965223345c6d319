import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Seals what an agency alone may read. */
export interface Seals {
  /** Agencies that have a key. */
  readonly agencies: ReadonlySet<string>;
  /**
   * @param about the decision it belongs to: it opens as a part of that one alone.
   * @returns base64url, as long for every content.
   */
  seal(agency: string, about: string, content: Sealed): string;
}

/** What was hidden of an answer. */
export interface Sealed {
  /** `Type.field` → of how many records it was withheld. */
  readonly withheld: Readonly<Record<string, number>>;
  /** Types of which records were taken out. */
  readonly hidden: readonly string[];
  /** Ids of the policies by which something was shown that is hidden of other records. */
  readonly policies: readonly string[];
}

/** Bytes of a content, filled up: how long a sealed part is tells nothing. */
const CONTENT_BYTES = 512;
const PUBLIC_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Sealed parts made with one pair of keys: random nonces of 96 bits stay apart. */
const MOST_OF_ONE_PAIR = 1_000_000;

/** X25519 with a pair of this process, HKDF-SHA-256, AES-256-GCM. @param keys agency → its public X25519 key. */
export function sealsFor(keys: ReadonlyMap<string, KeyObject>): Seals {
  const sealers = new Map([...keys].map(([agency, key]) => [agency, sealerFor(agency, key)]));
  return {
    agencies: new Set(keys.keys()),
    seal(agency, about, content) {
      const sealer = sealers.get(agency);
      if (!sealer) throw new Error('an agency without a key cannot be sealed for');
      return sealer(about, filled(content));
    },
  };
}

function sealerFor(agency: string, key: KeyObject): (about: string, content: Buffer) => string {
  let left = 0;
  let sender: Buffer = Buffer.alloc(0);
  let secret: Buffer = sender;
  return (about, content) => {
    if (left === 0) {
      const pair = generateKeyPairSync('x25519');
      sender = rawOf(pair.publicKey);
      secret = secretOf(agency, pair.privateKey, key, sender);
      left = MOST_OF_ONE_PAIR;
    }
    left -= 1;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([sender, nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  };
}

/** @throws Error where the part is another agency's, of another decision, or was changed. */
export function unsealed(agency: string, key: KeyObject, about: string, part: string): Sealed {
  const bytes = Buffer.from(part, 'base64url');
  const [sender, rest] = [bytes.subarray(0, PUBLIC_BYTES), bytes.subarray(PUBLIC_BYTES)];
  const peer = createPublicKey({ key: jwkOf(sender), format: 'jwk' });
  try {
    const secret = secretOf(agency, key, peer, sender);
    const cipher = createDecipheriv('aes-256-gcm', secret, rest.subarray(0, NONCE_BYTES)).setAAD(Buffer.from(about));
    cipher.setAuthTag(rest.subarray(rest.length - TAG_BYTES));
    const content = [cipher.update(rest.subarray(NONCE_BYTES, rest.length - TAG_BYTES)), cipher.final()];
    return JSON.parse(Buffer.concat(content).toString()) as Sealed;
  } catch {
    throw new Error('This part is not sealed for this key and this decision, or it was changed.');
  }
}

function secretOf(agency: string, privateKey: KeyObject, publicKey: KeyObject, sender: Buffer): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, sender, `cbm-hub ledger seal 1 ${agency}`, 32));
}

/** What does not fit is told in numbers alone. */
function filled(content: Sealed): Buffer {
  const bytes = Buffer.alloc(CONTENT_BYTES, ' ');
  const whole = Buffer.from(JSON.stringify(content));
  if (whole.length <= CONTENT_BYTES) whole.copy(bytes);
  else
    Buffer.from(JSON.stringify({ withheld: { '': totalOf(content) }, hidden: [], policies: [] } satisfies Sealed)).copy(
      bytes,
    );
  return bytes;
}

function totalOf({ withheld }: Sealed): number {
  return Object.values(withheld).reduce((sum, each) => sum + each, 0);
}

function rawOf(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' })['x'] ?? '', 'base64url');
}

function jwkOf(raw: Buffer): JsonWebKey {
  return { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') };
}
