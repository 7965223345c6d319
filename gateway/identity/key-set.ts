import { hash } from 'node:crypto';
import { type CryptoKey, calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { isObject } from '../json.ts';
import type { Algorithm } from './issuer.ts';
import type { KeyProblem } from './security-log.ts';

/** A public key that signatures are checked by. */
export interface VerificationKey {
  readonly kid: string | undefined;
  readonly algorithm: Algorithm;
  readonly key: CryptoKey;
  /** RFC 7638: two keys with one thumbprint are the same key. */
  readonly thumbprint: string;
  /** True once its issuer no longer has it: what was verified by it is to be verified again. */
  isDropped: boolean;
}

/** A key source that cannot be used. */
export class KeySourceError extends Error {
  readonly problem: KeyProblem;

  constructor(problem: KeyProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** Members only private and symmetric keys have (RFC 7518 §6). */
const SECRET_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
export const MOST_KEYS = 100;
/** Bits of an RSA modulus (RFC 7518 §3.3: 2048 or more); a larger one makes each signature a burden. */
const RSA_BITS = { least: 2_048, most: 8_192 };
/**
 * Bounds of an RSA exponent, which is odd (FIPS 186-5 §A.1.1). By the exponent 1 a signature is what is signed, padded:
 * anybody can write it.
 */
const RSA_EXPONENT = { above: 2n ** 16n, below: 2n ** 256n };

/**
 * Reads a JWK set (RFC 7517). Keys of other kinds and uses are passed over. A set that holds a private or symmetric key
 * is refused as a whole: whoever published it can no longer say who signs.
 *
 * @throws KeySourceError
 */
export async function readKeySet(json: unknown, algorithms: readonly Algorithm[]): Promise<readonly VerificationKey[]> {
  const list = isObject(json) ? json['keys'] : undefined;
  if (!Array.isArray(list) || list.length > MOST_KEYS || !list.every(isObject)) throw new KeySourceError('KEY_SET');
  if (list.some(isSecret)) throw new KeySourceError('SECRET_KEY');
  const read = await Promise.all(list.map((jwk) => readKey(jwk, algorithms)));
  const keys = read.filter((key) => key !== undefined);
  if (keys.length === 0) throw new KeySourceError('NO_KEY');
  const names = keys.map(({ kid, algorithm }) => `${algorithm} ${kid ?? ''}`);
  // Which of two a token means could not be told.
  if (new Set(names).size < names.length) throw new KeySourceError('KEY_SET');
  return keys;
}

/** True for a key with a member that only its owner may know. */
export function isSecret(jwk: Readonly<Record<string, unknown>>): boolean {
  return jwk['kty'] === 'oct' || SECRET_MEMBERS.some((member) => Object.hasOwn(jwk, member));
}

/** One public key; undefined where it is of another kind or use, or weak. */
export async function readKey(
  jwk: Readonly<Record<string, unknown>>,
  algorithms: readonly Algorithm[],
): Promise<VerificationKey | undefined> {
  const { kid, use, key_ops: operations } = jwk;
  const algorithm = algorithmOf(jwk);
  if (!algorithm || !algorithms.includes(algorithm)) return undefined;
  if (use !== undefined && use !== 'sig') return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return undefined;
  if (kid !== undefined && typeof kid !== 'string') return undefined;
  const bare = publicMembers(jwk);
  try {
    const key = await importJWK(bare, algorithm);
    if (key instanceof Uint8Array || key.type !== 'public' || !isStrong(key)) return undefined;
    return { kid, algorithm, key, thumbprint: await calculateJwkThumbprint(bare), isDropped: false };
  } catch {
    return undefined;
  }
}

/** Members a thumbprint is made of, in their order (RFC 7638 §3.2; RFC 8037 §2). */
const THUMBPRINT_MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['RSA', ['e', 'kty', 'n']],
]);

/** Thumbprint of a public key (RFC 7638, SHA-256, base64url), at once; undefined where it is none the hub knows. */
export function thumbprintOf(jwk: Readonly<Record<string, unknown>>): string | undefined {
  const members = THUMBPRINT_MEMBERS.get(jwk['kty'])?.map((name) => [name, jwk[name]] as const);
  if (!members?.every(([, value]) => typeof value === 'string' && /^[\w-]+$/.test(value))) return undefined;
  return hash('sha256', JSON.stringify(Object.fromEntries(members)), 'base64url');
}

/** What the key can sign by its kind; its own `alg` may only say the same. */
function algorithmOf({ kty, crv, alg }: Readonly<Record<string, unknown>>): Algorithm | undefined {
  const algorithm =
    kty === 'RSA'
      ? 'RS256'
      : kty === 'EC' && crv === 'P-256'
        ? 'ES256'
        : kty === 'OKP' && crv === 'Ed25519'
          ? 'EdDSA'
          : undefined;
  // RFC 9864 names EdDSA over Ed25519 by its curve.
  const said = alg === 'Ed25519' ? 'EdDSA' : alg;
  return said === undefined || said === algorithm ? algorithm : undefined;
}

function publicMembers({ kty, crv, x, y, n, e }: Readonly<Record<string, unknown>>): JWK {
  return Object.fromEntries(Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)) as JWK;
}

function isStrong(key: CryptoKey): boolean {
  const { modulusLength: bits, publicExponent } = key.algorithm as Partial<RsaAlgorithm>;
  // Keys of the other kinds have one strength.
  if (bits === undefined || publicExponent === undefined) return bits === publicExponent;
  const exponent = BigInt(`0x${Buffer.from(publicExponent).toString('hex') || '0'}`);
  const isSound = exponent % 2n === 1n && exponent > RSA_EXPONENT.above && exponent < RSA_EXPONENT.below;
  return isSound && bits >= RSA_BITS.least && bits <= RSA_BITS.most;
}

/** What Web Crypto says of an RSA key beside its name. */
interface RsaAlgorithm {
  readonly modulusLength: number;
  readonly publicExponent: Uint8Array;
}
