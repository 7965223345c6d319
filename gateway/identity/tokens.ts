import { hash } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import { Agent, fetch } from 'undici';
import { HubError } from '../errors.ts';
import { type AgencyName, agencyName, type RoleName, roleName } from '../ids.ts';
import { isObject } from '../json.ts';
import type { Issuer } from './issuer.ts';

/** Who asks. */
export interface Viewer {
  readonly principal: string;
  readonly agency: AgencyName;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly roles: readonly RoleName[];
}

/** Verifies access tokens. @throws HubError UNAUTHENTICATED, whatever the fault was. */
export type VerifyToken = (token: string) => Promise<Viewer>;

const CACHED_MS = 60_000;
const CACHE_SIZE = 10_000;

/** @param now milliseconds since the epoch. */
export function tokenVerifier(issuers: readonly Issuer[], now: () => number = Date.now): VerifyToken {
  const byName = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, keys: keysOf(issuer) }]));
  const cache = new Map<string, { viewer: Viewer; until: number }>();

  async function verify(token: string): Promise<{ viewer: Viewer; until: number }> {
    // Which keys to try is the issuer's own claim; that it is true is what the signature and `issuer` below prove.
    const claimed = byName.get(decodeJwt(token).iss ?? '');
    if (!claimed) throw new HubError('UNAUTHENTICATED');
    const { payload } = await jwtVerify(token, claimed.keys, {
      issuer: claimed.issuer.issuer,
      audience: claimed.issuer.audience,
      algorithms: [...claimed.issuer.algorithms],
      typ: claimed.issuer.tokenType,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: claimed.issuer.clockToleranceSeconds,
      currentDate: new Date(now()),
    });
    const until = Math.min(now() + CACHED_MS, (payload.exp ?? 0) * 1000);
    return { viewer: viewerOf(payload), until };
  }

  return async (token) => {
    const key = hash('sha256', token, 'base64');
    const known = cache.get(key);
    if (known && known.until > now()) return known.viewer;
    cache.delete(key);
    const verified = await verify(token).catch(() => {
      throw new HubError('UNAUTHENTICATED');
    });
    if (cache.size >= CACHE_SIZE) cache.delete(cache.keys().next().value ?? '');
    cache.set(key, verified);
    return verified.viewer;
  };
}

function keysOf(issuer: Issuer): JWTVerifyGetKey {
  const { keys, certificateAuthorities } = issuer;
  if (keys.kind === 'keys') return createLocalJWKSet(keys.jwks);
  const dispatcher = new Agent({ connect: { ca: [...rootCertificates, ...certificateAuthorities] } });
  const ask = (url: string) => fetch(url, { dispatcher, redirect: 'error', signal: AbortSignal.timeout(5_000) });
  const remote = async (): Promise<JWTVerifyGetKey> => {
    const url = keys.kind === 'uri' ? keys.jwksUri : await discovered(issuer.issuer, ask);
    return createRemoteJWKSet(new URL(url), { [customFetch]: (at) => ask(at) as unknown as Promise<Response> });
  };
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= remote();
    try {
      return await (await found)(header, token);
    } catch (error) {
      found = undefined;
      throw error;
    }
  };
}

async function discovered(issuer: string, ask: (url: string) => ReturnType<typeof fetch>): Promise<string> {
  const metadata: unknown = await (await ask(`${issuer}/.well-known/openid-configuration`)).json();
  const isOurs = isObject(metadata) && metadata['issuer'] === issuer && typeof metadata['jwks_uri'] === 'string';
  if (!isOurs) throw new HubError('UNAUTHENTICATED');
  return String(metadata['jwks_uri']);
}

/** A reference of a person or system: text without blanks or control characters. */
function isPrincipal(sub: unknown): sub is string {
  return typeof sub === 'string' && /^[^\s\p{C}]{1,255}$/u.test(sub);
}

function viewerOf(claims: JWTPayload): Viewer {
  const agency = agencyName(claims['agency']);
  const roles = Array.isArray(claims['roles']) ? claims['roles'].map(roleName) : [];
  const country = claims['country'];
  if (!agency || !isPrincipal(claims.sub) || typeof country !== 'string' || !/^[A-Z]{2}$/.test(country)) {
    throw new HubError('UNAUTHENTICATED');
  }
  if (roles.length === 0 || !roles.every((role) => role !== undefined)) throw new HubError('UNAUTHENTICATED');
  return { principal: claims.sub, agency, country, roles: roles.filter((role) => role !== undefined) };
}
