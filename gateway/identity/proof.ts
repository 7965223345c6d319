import { hash } from 'node:crypto';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { isObject } from '../json.ts';
import { isSame } from './binding.ts';
import { ALGORITHMS, algorithmNamed, namesOfAlgorithm } from './issuer.ts';
import { isSecret, readKey, thumbprintOf, type VerificationKey } from './key-set.ts';
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

/**
 * The checks of RFC 9449 §4.3 in the order of what they cost: that the key is the token's comes before its signature is
 * looked at, so that nobody without a token has the hub compute with a key of their choice.
 */
export function proofCheck(limits: Pick<IdentityLimits, 'proofMs' | 'proofAheadMs'>): CheckProof {
  const keys = new LRUCache<string, VerificationKey>({ max: MOST_KEYS });
  const keyOf = async (jwk: Readonly<Record<string, unknown>>, name: string): Promise<VerificationKey> => {
    const known = keys.get(name);
    if (known) return known;
    const key = await readKey(jwk, ALGORITHMS);
    if (!key) throw new TokenRefusal('PROOF_KEY');
    keys.set(name, key);
    return key;
  };
  return async (proof, of) => {
    const { algorithm, jwk } = headerOf(proof);
    if (isSecret(jwk)) throw new TokenRefusal('PROOF_KEY');
    const thumbprint = thumbprintOf(jwk);
    if (thumbprint === undefined || !isSame(thumbprint, of.thumbprint)) throw new TokenRefusal('PROOF_KEY');
    const key = await keyOf(jwk, thumbprint);
    if (key.algorithm !== algorithm) throw new TokenRefusal('PROOF_ALGORITHM');
    const { jti, iat = 0, nonce } = ofRequest(await verified(proof, key), of);
    const [untilMs, now] = [iat * 1000 + limits.proofMs, Date.now()];
    if (untilMs < now || iat * 1000 > now + limits.proofAheadMs) throw new TokenRefusal('PROOF_TIME');
    const stretch = stretchOf(nonce, of);
    return { key: hash('sha256', `${thumbprint} ${jti}`), untilMs, isNonceOld: stretch === 'PREVIOUS' };
  };
}

/** @throws TokenRefusal PROOF_MALFORMED, PROOF_ALGORITHM */
function headerOf(proof: string) {
  if (proof.length > MOST_PROOF_CHARACTERS || !FORM.test(proof)) throw new TokenRefusal('PROOF_MALFORMED');
  const header = decoded(proof);
  const { jwk }: { readonly jwk?: unknown } = header;
  if (NOT_OBEYED.some((name) => Object.hasOwn(header, name))) throw new TokenRefusal('PROOF_MALFORMED');
  if (header.typ !== 'dpop+jwt' || !isObject(jwk)) throw new TokenRefusal('PROOF_MALFORMED');
  const algorithm = algorithmNamed(header.alg);
  if (!algorithm) throw new TokenRefusal('PROOF_ALGORITHM');
  return { algorithm, jwk };
}

function decoded(proof: string) {
  try {
    return decodeProtectedHeader(proof);
  } catch {
    throw new TokenRefusal('PROOF_MALFORMED');
  }
}

async function verified(proof: string, { key, algorithm }: VerificationKey): Promise<JWTPayload> {
  try {
    return (await jwtVerify(proof, key, { algorithms: namesOfAlgorithm(algorithm) })).payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) throw new TokenRefusal('PROOF_SIGNATURE');
    throw new TokenRefusal(error instanceof errors.JWTExpired ? 'PROOF_TIME' : 'PROOF_MALFORMED');
  }
}

/** The claims of a proof that is of this request and this token (RFC 9449 §4.3, 8 to 12). */
function ofRequest(claims: JWTPayload, { token, method, address }: ProofOf): JWTPayload {
  const { jti, iat, htm, htu, ath } = claims;
  if (typeof jti !== 'string' || !IDENTIFIER.test(jti) || typeof iat !== 'number') {
    throw new TokenRefusal('PROOF_MALFORMED');
  }
  if (htm !== method || addressOf(htu) !== address) throw new TokenRefusal('PROOF_REQUEST');
  if (typeof ath !== 'string' || !isSame(ath, hash('sha256', token, 'base64url'))) {
    throw new TokenRefusal('PROOF_TOKEN');
  }
  return claims;
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
