import { type KeyObject, verify } from 'node:crypto';
import type { AgencyKeys } from '../../standards/grant/keys.ts';
import { parseResidual, type Residual } from '../../standards/grant/residual.ts';
import {
  CLOCK_MS,
  GRANT_ISSUER,
  GRANT_MS,
  GRANT_TYPE,
  type GrantClaims,
  type GrantViewer,
} from '../../standards/grant/wire.ts';

/** A residual of a type whose records the agency restricts. */
export interface TypeResidual {
  readonly type: string;
  readonly residual: Residual;
}

/** A grant that was signed by the hub, its claims read to the last. */
export type SignedGrant = Omit<GrantClaims, 'residuals'> & { readonly residuals: readonly TypeResidual[] };

export interface ReadGrant {
  readonly claims: SignedGrant;
  /** What it was signed by. */
  readonly kid: string;
  readonly key: KeyObject;
}

/** Members that a grant's header may have: one that is not understood may change what the rest means (RFC 7515 §4.1.11). */
const HEADER = new Set(['alg', 'typ', 'kid']);
const TYPE = /^[A-Za-z_]\w*$/;

/** @returns the claims where the signature holds and every one of them is what a grant's is. */
export function readGrant(text: string, keys: AgencyKeys): ReadGrant | undefined {
  const [header, payload, signature, ...more] = text.split('.');
  if (!header || !payload || !signature || more.length > 0) return undefined;
  const named = keyOf(jsonOf(header), keys);
  if (!named) return undefined;
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify(null, signed, named.key, Buffer.from(signature, 'base64url'))) return undefined;
  const claims = claimsOf(jsonOf(payload));
  return claims && { ...named, claims };
}

export function isInForce({ iat, exp }: SignedGrant, time: number): boolean {
  return iat * 1000 <= time + CLOCK_MS && time < exp * 1000 + CLOCK_MS && exp - iat <= GRANT_MS / 1000;
}

function keyOf(header: Record<string, unknown>, keys: AgencyKeys): Omit<ReadGrant, 'claims'> | undefined {
  const { alg, typ, kid } = header;
  // The algorithm is the key's, not the token's (RFC 8725 §3.1).
  if (alg !== 'EdDSA' || typ !== GRANT_TYPE || typeof kid !== 'string') return undefined;
  const key = keys.verification.get(kid);
  return key && Object.keys(header).every((name) => HEADER.has(name)) ? { kid, key } : undefined;
}

function claimsOf(claims: Record<string, unknown>): SignedGrant | undefined {
  const { iss, aud, iat, exp, jti, viewer, coordinates, residuals } = claims;
  const isGrant =
    iss === GRANT_ISSUER &&
    [aud, jti, claims['token']].every((text) => typeof text === 'string' && text !== '') &&
    Number.isSafeInteger(iat) &&
    Number.isSafeInteger(exp) &&
    isListOfTexts(coordinates) &&
    isViewer(viewer) &&
    ['purpose', 'caseReference', 'onBehalfOf'].every((name) => isTextOrNone(claims[name]));
  const read = isGrant ? residualsOf(residuals) : undefined;
  return read && { ...(claims as unknown as GrantClaims), residuals: read };
}

/** Undefined where one cannot be read: a condition that is not understood is never passed over. */
function residualsOf(list: unknown): TypeResidual[] | undefined {
  if (!Array.isArray(list)) return undefined;
  try {
    return list.map((each) => {
      const { type, residual, ...more } = recordOf(each);
      if (typeof type !== 'string' || !TYPE.test(type) || Object.keys(more).length > 0) throw new TypeError();
      return { type, residual: parseResidual(residual) };
    });
  } catch {
    return undefined;
  }
}

function isViewer(value: unknown): value is GrantViewer {
  const viewer = recordOf(value);
  return (
    ['principal', 'issuer', 'agency', 'country'].every((name) => typeof viewer[name] === 'string') &&
    isListOfTexts(viewer['roles']) &&
    isTextOrNone(viewer['clearance']) &&
    isTextOrNone(viewer['post'])
  );
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

function jsonOf(part: string): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(Buffer.from(part, 'base64url').toString()));
  } catch {
    return {};
  }
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}
