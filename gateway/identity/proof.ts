import { hash, KeyObject, verify } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { isObject } from '../json.ts';
import { isSame } from './binding.ts';
import { ALGORITHMS, type Algorithm, algorithmNamed } from './issuer.ts';
import { isSecret, readKey, thumbprintOf } from './key-set.ts';
import { type IdentityLimits, MOST_PROOF_CHARACTERS } from './limits.ts';
import type { Nonces } from './nonces.ts';
import { TokenRefusal } from './refusal.ts';

/** What a proof must be of. */
export interface ProofOf {
  readonly token: string;
  /** `cnf.jkt` of the token. */
  readonly thumbprint: string;
  /** Of the request. */
  readonly method: string;
  /** As the hub is called from outside, without query and fragment; never what the request says of it. */
  readonly address: string;
  readonly nonces: Nonces;
  readonly isNonceRequired: boolean;
}

/** A proof that holds, if it is the first of its kind. */
export interface CheckedProof {
  /** SHA-256 of the key's thumbprint and `jti`, lower-case hexadecimal. */
  readonly key: string;
  /** Milliseconds since the epoch; from then on it is too old. */
  readonly untilMs: number;
  /** Its nonce is given out no longer: the caller is told the next one. */
  readonly isNonceOld: boolean;
}

/** Checks proofs of possession. @throws TokenRefusal */
export type CheckProof = (proof: string, of: ProofOf) => Promise<CheckedProof>;

/** Keys of proofs that are kept as they are imported: one for each system that calls. */
const MOST_KEYS = 2_000;
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
/** Headers that ask for what the hub does not do, or name another key (RFC 7515 §4.1). */
const NOT_OBEYED = ['jku', 'x5u', 'x5c', 'crit', 'b64', 'zip'];
/** 96 random bits as text at least (RFC 9449 §4.2), and not what would be a burden. */
const IDENTIFIER = /^[\x21-\x7e]{16,128}$/;

type Members = Readonly<Record<string, unknown>>;

/** The header of a proof (RFC 7515 §4), and believed in nothing yet. */
interface Header {
  readonly algorithm: Algorithm;
  readonly jwk: Members;
}

/** A token's key as it is imported. */
interface ProofKey {
  readonly algorithm: Algorithm;
  readonly key: KeyObject;
  /** The header that named it last: a system sends the same with each proof. */
  readonly head: string;
}

/** A proof taken apart (RFC 7515 §7.1). */
interface Parts {
  readonly head: string;
  readonly claims: Members;
  /** `header.claims`, what is signed. */
  readonly signed: string;
  readonly signature: Buffer;
}

/**
 * The checks of RFC 9449 §4.3 in the order of what they cost: that the key is the token's comes before its signature is
 * looked at, so that nobody without a token has the hub compute with a key of their choice.
 */
export function proofCheck(limits: Pick<IdentityLimits, 'proofMs' | 'proofAheadMs'>): CheckProof {
  // By the thumbprint of the token, not by what is sent: no system takes the place of another by what it writes.
  const keys = new LRUCache<string, ProofKey>({ max: MOST_KEYS });
  const keyOf = async (head: string, bound: string): Promise<ProofKey> => {
    const known = keys.get(bound);
    if (known?.head === head) return known;
    const { algorithm, jwk } = headerOf(head);
    if (isSecret(jwk)) throw new TokenRefusal('PROOF_KEY');
    const thumbprint = thumbprintOf(jwk);
    if (thumbprint === undefined || !isSame(thumbprint, bound)) throw new TokenRefusal('PROOF_KEY');
    const { algorithm: own, key } = known ?? (await imported(jwk));
    if (own !== algorithm) throw new TokenRefusal('PROOF_ALGORITHM');
    const found = { algorithm, key, head };
    keys.set(bound, found);
    return found;
  };
  return async (proof, of) => {
    const parts = partsOf(proof);
    const { thumbprint } = of;
    const key = await keyOf(parts.head, thumbprint);
    if (!isSignedBy(key, parts)) throw new TokenRefusal('PROOF_SIGNATURE');
    const { jti, iat, nonce } = ofRequest(parts.claims, of);
    const [untilMs, now] = [iat * 1000 + limits.proofMs, Date.now()];
    if (untilMs < now || iat * 1000 > now + limits.proofAheadMs) throw new TokenRefusal('PROOF_TIME');
    const stretch = stretchOf(nonce, of);
    return { key: hash('sha256', `${thumbprint} ${jti}`), untilMs, isNonceOld: stretch === 'PREVIOUS' };
  };
}

/** @throws TokenRefusal PROOF_KEY */
async function imported(jwk: Members): Promise<Omit<ProofKey, 'head'>> {
  const read = await readKey(jwk, ALGORITHMS);
  if (!read) throw new TokenRefusal('PROOF_KEY');
  return { algorithm: read.algorithm, key: KeyObject.from(read.key) };
}

/** @throws TokenRefusal PROOF_MALFORMED */
function partsOf(proof: string): Parts {
  if (proof.length > MOST_PROOF_CHARACTERS || !FORM.test(proof)) throw new TokenRefusal('PROOF_MALFORMED');
  const [head = '', body = '', tail = ''] = proof.split('.');
  const signed = proof.slice(0, head.length + 1 + body.length);
  return { head, claims: decoded(body), signed, signature: Buffer.from(tail, 'base64url') };
}

/** @throws TokenRefusal PROOF_MALFORMED, PROOF_ALGORITHM */
function headerOf(head: string): Header {
  const header = decoded(head);
  const { typ, alg, jwk } = header;
  if (NOT_OBEYED.some((name) => Object.hasOwn(header, name))) throw new TokenRefusal('PROOF_MALFORMED');
  if (typ !== 'dpop+jwt' || !isObject(jwk)) throw new TokenRefusal('PROOF_MALFORMED');
  const algorithm = algorithmNamed(alg);
  if (!algorithm) throw new TokenRefusal('PROOF_ALGORITHM');
  return { algorithm, jwk };
}

function decoded(part: string): Members {
  try {
    const json: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (isObject(json)) return json;
  } catch {
    // What the library says holds what it read.
  }
  throw new TokenRefusal('PROOF_MALFORMED');
}

/** Digest of each signature (RFC 7518 §3.3, §3.4); EdDSA has its own (RFC 8037 §3.1). */
const DIGESTS: Readonly<Record<Algorithm, string | null>> = { ES256: 'sha256', RS256: 'sha256', EdDSA: null };

/**
 * At once, on this thread: a signature takes less than handing it to another one and back, which is what Web Crypto does.
 * The algorithm is the key's own, whatever the proof says.
 */
function isSignedBy({ algorithm, key }: ProofKey, { signed, signature }: Parts): boolean {
  try {
    return verify(DIGESTS[algorithm], Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false;
  }
}

/** The claims of a proof that is of this request and this token (RFC 9449 §4.3, 8 to 12). */
function ofRequest(claims: Members, { token, method, address }: ProofOf) {
  const { jti, iat, exp, htm, htu, ath, nonce } = claims;
  if (typeof jti !== 'string' || !IDENTIFIER.test(jti) || typeof iat !== 'number') {
    throw new TokenRefusal('PROOF_MALFORMED');
  }
  // It needs no end of its own; where it has one, it has ended.
  if (exp !== undefined && !(typeof exp === 'number' && exp * 1000 > Date.now())) throw new TokenRefusal('PROOF_TIME');
  // The address has its one form: a text that is the same needs not be read.
  if (htm !== method || (htu !== address && addressOf(htu) !== address)) throw new TokenRefusal('PROOF_REQUEST');
  if (typeof ath !== 'string' || !isSame(ath, hash('sha256', token, 'base64url'))) {
    throw new TokenRefusal('PROOF_TOKEN');
  }
  return { jti, iat, nonce };
}

function stretchOf(nonce: unknown, { nonces, isNonceRequired }: ProofOf): 'PRESENT' | 'PREVIOUS' | undefined {
  if (nonce === undefined && !isNonceRequired) return undefined;
  const stretch = typeof nonce === 'string' ? nonces.stretchOf(nonce) : undefined;
  if (!stretch) throw new TokenRefusal('PROOF_NONCE');
  return stretch;
}

/**
 * An address in its one form (RFC 3986 §6.2.2, §6.2.3): lower-case scheme and host, no default port, no dot segments,
 * and neither query nor fragment (RFC 9449 §4.3, 9). undefined: it is none of a web server.
 */
export function addressOf(text: unknown): string | undefined {
  if (typeof text !== 'string' || !URL.canParse(text)) return undefined;
  const { protocol, username, password, origin, pathname } = new URL(text);
  if (!/^https?:$/.test(protocol) || username !== '' || password !== '') return undefined;
  return origin + pathname;
}
