import { hash, randomUUID } from 'node:crypto';
import { importJWK, type JWK, SignJWT } from 'jose';

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const ASSERTION_S = 60;

/** The keys of a system, private members included. */
export interface ClientKeys {
  /** Says to the issuer who it is (RFC 7523 §2.2). */
  readonly authentication: JWK;
  /** Its tokens are bound to it (RFC 9449); the hub has it enrolled. */
  readonly proof: JWK;
}

const SECRET_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi']);

/** What may be published of a key. */
export function publicPart(key: JWK): JWK {
  return Object.fromEntries(Object.entries(key).filter(([member]) => !SECRET_MEMBERS.has(member))) as JWK;
}

/** Longest wait for an answer, milliseconds. */
const PATIENCE_MS = 10_000;

async function json(ask: typeof fetch, url: string, init?: RequestInit): Promise<Record<string, unknown>> {
  const response = await ask(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => {
    throw new Error(`No issuer of tokens answers at ${new URL(url).origin}`);
  });
  return (await response.json()) as Record<string, unknown>;
}

/**
 * Asks for an access token that is bound to the key of the proofs: client credentials (RFC 6749 §4.4), the client named by a
 * signed assertion, the token's endpoint by discovery (RFC 8414).
 *
 * @param issuer address of the issuer.
 * @throws Error with what the issuer said.
 */
export async function partnerToken(
  issuer: string,
  client: string,
  { authentication, proof }: ClientKeys,
  ask: typeof fetch = fetch,
): Promise<string> {
  const metadata = await json(ask, `${issuer}/.well-known/openid-configuration`);
  const endpoint = String(metadata['token_endpoint']);
  const answer = await json(ask, endpoint, {
    method: 'POST',
    headers: { dpop: await proofOf(proof, { address: endpoint }) },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION,
      client_assertion: await assertion(client, issuer, authentication),
    }),
  });
  if (typeof answer['access_token'] === 'string') return answer['access_token'];
  throw new Error(`The issuer gives no token: ${answer['error_description'] ?? answer['error']}`);
}

/** Who the client is, signed (RFC 7523 §3). @param audience the issuer. */
export async function assertion(client: string, audience: string, key: JWK): Promise<string> {
  return new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(`${ASSERTION_S}s`)
    .sign(await importJWK(key, 'ES256'));
}

/** What a proof is of. */
export interface ProofWish {
  readonly address: string;
  /** POST, unless said otherwise. */
  readonly method?: string;
  /** The token it is sent with; none at the token endpoint. */
  readonly token?: string;
  /** As the hub told it in `DPoP-Nonce`. */
  readonly nonce?: string | undefined;
}

/** A proof of possession (RFC 9449 §4.2), good for one request. */
export async function proofOf(key: JWK, { address, method = 'POST', token, nonce }: ProofWish): Promise<string> {
  const htu = address.replace(/[?#].*$/s, '');
  const ath = token === undefined ? {} : { ath: hash('sha256', token, 'base64url') };
  return new SignJWT({ jti: randomUUID(), htm: method, htu, ...ath, ...(nonce !== undefined && { nonce }) })
    .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: publicPart(key) })
    .setIssuedAt()
    .sign(await importJWK(key, 'ES256'));
}

/** The nonce a hub gives out now; undefined where nobody answers there, or none is asked for. */
export async function nonceAt(address: string, key: JWK, token: string): Promise<string | undefined> {
  const headers = { authorization: `DPoP ${token}`, dpop: await proofOf(key, { address, token }) };
  try {
    const answer = await fetch(address, { method: 'POST', headers, redirect: 'error' });
    await answer.body?.cancel();
    return answer.headers.get('dpop-nonce') ?? undefined;
  } catch {
    return undefined;
  }
}
