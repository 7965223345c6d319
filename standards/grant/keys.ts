import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

/** What a gateway signs and proves with: its file is in the gateway's custody alone. */
export interface HubKeys {
  /** The first signs; the others are being brought in or taken out. */
  readonly signing: ReadonlyArray<{ readonly kid: string; readonly key: KeyObject }>;
  /** Agency → secrets shared with it; the first proves. */
  readonly secrets: ReadonlyMap<string, readonly KeyObject[]>;
}

/** What an agency checks with: no grant can be made of it. */
export interface AgencyKeys {
  readonly verification: ReadonlyMap<string, KeyObject>;
  readonly secrets: readonly KeyObject[];
}

/** The files, as they are written. */
export interface HubKeysFile {
  readonly signing: readonly JsonWebKey[];
  readonly secrets: Readonly<Record<string, readonly string[]>>;
}

export interface AgencyKeysFile {
  readonly verification: readonly JsonWebKey[];
  readonly secrets: readonly string[];
}

const SECRET_BYTES = 32;

/** Makes keys for a gateway and the agencies it asks. */
export function makeGrantKeys(agencies: readonly string[]): {
  readonly hub: HubKeysFile;
  readonly agencies: ReadonlyMap<string, AgencyKeysFile>;
} {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const kid = randomBytes(8).toString('hex');
  const secrets = new Map(agencies.map((name) => [name, [randomBytes(SECRET_BYTES).toString('base64url')]]));
  const verification = [{ ...publicKey.export({ format: 'jwk' }), kid }];
  return {
    hub: { signing: [{ ...privateKey.export({ format: 'jwk' }), kid }], secrets: Object.fromEntries(secrets) },
    agencies: new Map([...secrets].map(([name, shared]) => [name, { verification, secrets: shared }])),
  };
}

/**
 * Keys for another agency beside those that a gateway has.
 *
 * @throws Error where the keys cannot be read, or the agency has some already.
 */
export function addAgencyKeys(json: unknown, agency: string): { hub: HubKeysFile; agency: AgencyKeysFile } {
  if (hubKeysOf(json).secrets.has(agency))
    throw new Error(`${agency} has a secret there already; docs/grants.md says how it turns`);
  const known = json as HubKeysFile;
  const secrets = [randomBytes(SECRET_BYTES).toString('base64url')];
  const verification = known.signing.map((key) => {
    const publicKey = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' });
    return { ...publicKey, kid: kidOf(key) };
  });
  return { hub: { ...known, secrets: { ...known.secrets, [agency]: secrets } }, agency: { verification, secrets } };
}

/** @throws Error that says what is expected, never what was read. */
export function hubKeysOf(json: unknown): HubKeys {
  const { signing, secrets } = recordOf(json, 'an object with "signing" and "secrets"');
  const shared = recordOf(secrets, '"secrets" as an object: agency → list of secrets');
  const keys = listOf(signing, '"signing" as a list of private Ed25519 keys (JWK with "kid")').map((jwk) => ({
    kid: kidOf(jwk),
    key: ed25519(() => createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' })),
  }));
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new Error('each key needs a "kid" of its own');
  return {
    signing: keys,
    secrets: new Map(Object.entries(shared).map(([agency, list]) => [agency, secretsOf(list)])),
  };
}

/** @throws Error that says what is expected, never what was read. */
export function agencyKeysOf(json: unknown): AgencyKeys {
  const { verification, secrets } = recordOf(json, 'an object with "verification" and "secrets"');
  const keys = listOf(verification, '"verification" as a list of public Ed25519 keys (JWK with "kid")');
  const byName = new Map<string, KeyObject>();
  for (const jwk of keys) {
    // A private key at an agency would let it make grants.
    if (Object.hasOwn(recordOf(jwk, 'a JWK'), 'd')) throw new Error('the keys of an agency must be public ones');
    const kid = kidOf(jwk);
    if (byName.has(kid)) throw new Error('each key needs a "kid" of its own');
    byName.set(
      kid,
      ed25519(() => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' })),
    );
  }
  return { verification: byName, secrets: secretsOf(secrets) };
}

function ed25519(make: () => KeyObject): KeyObject {
  let key: KeyObject | undefined;
  try {
    key = make();
  } catch {
    // Told below, without what was read.
  }
  if (key?.asymmetricKeyType !== 'ed25519') throw new Error('a key must be an Ed25519 key as JWK');
  return key;
}

function kidOf(jwk: unknown): string {
  const { kid } = recordOf(jwk, 'a JWK with "kid"');
  if (typeof kid !== 'string' || !/^[\w-]{1,64}$/.test(kid))
    throw new Error('a key needs a "kid" of letters and digits');
  return kid;
}

function secretsOf(list: unknown): readonly KeyObject[] {
  return listOf(list, 'a list of secrets').map((text) => {
    // Whatever is no base64url would be passed over, and what is left be a secret nobody meant.
    const isEncoded = typeof text === 'string' && /^[\w-]+={0,2}$/.test(text);
    const bytes = Buffer.from(isEncoded ? text : '', 'base64url');
    if (bytes.length < SECRET_BYTES) throw new Error(`a secret must be ${SECRET_BYTES} bytes or more as base64url`);
    return createSecretKey(bytes);
  });
}

function listOf(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Error(`the grant keys must have ${what}`);
  return value;
}

function recordOf(value: unknown, what: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`the grant keys must be ${what}`);
  return value as Record<string, unknown>;
}

/** How often a file of keys is looked at, milliseconds. */
const LOOK_MS = 1_000;
const MOST_BYTES = 1024 * 1024;

/** Keys that are read again when their file changes. */
export interface KeptKeys<Keys> extends Disposable {
  readonly current: Keys;
}

/** Keys that do not change. */
export function fixedKeys<Keys>(current: Keys): KeptKeys<Keys> {
  return { current, [Symbol.dispose]() {} };
}

/**
 * Reads keys from a file now and whenever it changes, so that they turn without a restart. What cannot be read later is
 * told and the keys before stay.
 *
 * @throws Error where they cannot be read now; no key is in it.
 */
export function keysFromFile<Keys>(
  path: string,
  parse: (json: unknown) => Keys,
  fault: (error: unknown) => void,
): KeptKeys<Keys> {
  let mark = markOf(path);
  let current = parse(readKeys(path));
  const timer = setInterval(() => {
    const now = markOf(path);
    if (now === undefined || now === mark) return;
    mark = now;
    try {
      current = parse(readKeys(path));
    } catch (error) {
      fault(error);
    }
  }, LOOK_MS).unref();
  return {
    get current() {
      return current;
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}

function markOf(path: string): string | undefined {
  const { mtimeMs, size, ino } = statSync(path, { throwIfNoEntry: false }) ?? {};
  return mtimeMs === undefined ? undefined : `${mtimeMs} ${size} ${ino}`;
}

/** @throws Error without the file's text. */
export function readKeys(path: string): unknown {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size > MOST_BYTES)
    throw new Error('the file of grant keys is no file that can be read');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new Error('the file of grant keys must be JSON; make it with: hub grants');
  }
}
