import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';

/** Signs checkpoints: Ed25519 (RFC 8032), over the text as UTF-8. */
export interface Signer {
  readonly kid: string;
  readonly key: KeyObject;
}

/** `kid` → public key. */
export type VerificationKeys = ReadonlyMap<string, KeyObject>;

/** The files, as they are written. The first of `signing` signs; the others have signed. */
export interface SigningKeysFile {
  readonly signing: readonly JsonWebKey[];
}

export interface VerificationKeysFile {
  readonly verification: readonly JsonWebKey[];
}

/** A new key: its private part for who signs, its public part for whoever checks. */
export function madeSigningKey(): { readonly signing: JsonWebKey; readonly verification: JsonWebKey } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('hex');
  return {
    signing: { ...privateKey.export({ format: 'jwk' }), kid },
    verification: { ...publicKey.export({ format: 'jwk' }), kid },
  };
}

/** @returns the first key of the file. @throws Error that says what is expected, never what was read. */
export function signerOf(json: unknown): Signer {
  const [first] = keysIn(json, 'signing', (jwk) => createPrivateKey({ key: jwk, format: 'jwk' }));
  if (!first) throw new Error('there is no signing key');
  const [kid, key] = first;
  return { kid, key };
}

/** @throws Error that says what is expected, never what was read. */
export function verificationKeysOf(json: unknown): VerificationKeys {
  return keysIn(json, 'verification', (jwk) => {
    // Who checks must not be able to sign.
    if (Object.hasOwn(jwk, 'd')) throw new Error('private');
    return createPublicKey({ key: jwk, format: 'jwk' });
  });
}

function keysIn(json: unknown, name: string, make: (jwk: JsonWebKey) => KeyObject): ReadonlyMap<string, KeyObject> {
  const list: unknown = isRecord(json) ? json[name] : undefined;
  if (!Array.isArray(list) || list.length === 0) {
    throw new Error(`the file must have "${name}", a list of Ed25519 keys as JWK with "kid"`);
  }
  const keys = new Map<string, KeyObject>();
  for (const jwk of list) {
    const kid: unknown = isRecord(jwk) ? jwk['kid'] : undefined;
    if (typeof kid !== 'string' || !/^[\w-]{1,64}$/.test(kid))
      throw new Error('a key needs a "kid" of letters and digits');
    if (keys.has(kid)) throw new Error('each key needs a "kid" of its own');
    keys.set(kid, ed25519(jwk, make, name));
  }
  return keys;
}

function ed25519(jwk: JsonWebKey, make: (jwk: JsonWebKey) => KeyObject, name: string): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = make(jwk);
  } catch {
    // Told below, without what was read.
  }
  const part = name === 'signing' ? 'private' : 'public';
  if (key?.asymmetricKeyType !== 'ed25519') throw new Error(`"${name}" must have ${part} Ed25519 keys as JWK`);
  return key;
}

/** @returns the signature as base64url. */
export function signed(text: string, { key }: Signer): string {
  return sign(null, Buffer.from(text), key).toString('base64url');
}

export type Signature = 'VALID' | 'INVALID' | 'KEY_UNKNOWN';

export function signatureOf(text: string, signature: string, kid: string, keys: VerificationKeys): Signature {
  const key = keys.get(kid);
  if (!key) return 'KEY_UNKNOWN';
  return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url')) ? 'VALID' : 'INVALID';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
