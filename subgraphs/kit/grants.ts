import { createHash, timingSafeEqual, verify } from 'node:crypto';
import { type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type AskedCoordinates, coordinatesOf } from '../../standards/grant/coordinates.ts';
import type { AgencyKeys, KeptKeys } from '../../standards/grant/keys.ts';
import {
  CLOCK_MS,
  GRANT_ISSUER,
  GRANT_MS,
  GRANT_TYPE,
  type GrantClaims,
  macOf,
  PROOF_MS,
} from '../../standards/grant/wire.ts';

/** Why a call is not let in: for the agency's own log, never for the caller. */
export type GrantFault =
  | 'MISSING'
  | 'GRANT_INVALID'
  | 'GRANT_FOREIGN'
  | 'GRANT_EXPIRED'
  | 'PROOF_INVALID'
  | 'PROOF_LATE'
  | 'REPLAYED'
  | 'TOO_MANY'
  | 'BODY_INVALID'
  | 'ABOUT_SCHEMA'
  | 'NOT_GRANTED';

/** A call as it came. */
export interface GrantedCall {
  readonly grant: unknown;
  readonly proof: unknown;
  /** The hub's reference of its decision; empty where there is none. */
  readonly decision: string;
  readonly body: Buffer;
  /** Text of the operation in the body; undefined: the body is no request. */
  readonly query: unknown;
}

/** @returns the grant, or why the call is not let in. */
export type CheckGrant = (call: GrantedCall) => GrantClaims | GrantFault;

export interface GrantRoom {
  /** Name of the agency whose door it is. */
  readonly agency: string;
  readonly schema: GraphQLSchema;
  readonly keys: KeptKeys<AgencyKeys>;
  /** The schema may be read: while developing. */
  readonly isSchemaOpen: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A grant whose signature held. */
interface Believed {
  readonly claims: GrantClaims;
  readonly kid: string;
  readonly allowed: ReadonlySet<string>;
  /** Operations that were found to be within it. */
  readonly within: WeakSet<AskedCoordinates>;
}

/** Longest grant that is read: every field of a large schema fits. */
const MOST_GRANT_CHARACTERS = 48 * 1024;
const KEPT_GRANTS = 10_000;
/** Operations kept, by the length of their texts in characters. */
const KEPT_CHARACTERS = 1_000_000;
/** As the gateway writes them: a time, a text of its own, a MAC of 32 bytes. */
const PROOF = /^(\d{13})\.([\w-]{8,64})\.([\w-]{43})$/;

/**
 * Checks calls at an agency's door: that the hub's signature stands under a grant for this agency that is in force, that
 * this body was sent under it just now and not before, and that it asks for nothing the grant does not name. A signature
 * is checked once for a grant, an operation read once for a text.
 *
 * Each process of an agency knows the calls that it has seen itself: repeated at another process of the same agency, a
 * call is let in there once more within `PROOF_MS`.
 */
export function grantCheck({ agency, schema, keys, isSchemaOpen, now = Date.now }: GrantRoom): CheckGrant {
  const grants = new LRUCache<string, Believed>({ max: KEPT_GRANTS });
  const operations = new LRUCache<string, AskedCoordinates>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, text) => text.length || 1,
  });
  const seen = new Seen();

  function believed(text: string): Believed | GrantFault {
    const key = createHash('sha256').update(text).digest('base64');
    const known = grants.get(key);
    // A key that was taken out takes its grants with it.
    if (known && keys.current.verification.has(known.kid)) return known;
    const read = readGrant(text, keys.current);
    if (typeof read === 'string') return read;
    const { claims, kid } = read;
    const made = { claims, kid, allowed: new Set(claims.coordinates), within: new WeakSet<AskedCoordinates>() };
    grants.set(key, made);
    return made;
  }

  function asked(query: unknown): AskedCoordinates | undefined {
    if (typeof query !== 'string') return undefined;
    const known = operations.get(query);
    if (known) return known;
    try {
      const found = coordinatesOf(parse(query, { noLocation: true }), schema);
      operations.set(query, found);
      return found;
    } catch {
      return undefined;
    }
  }

  return ({ grant, proof, decision, body, query }) => {
    if (typeof grant !== 'string' || typeof proof !== 'string' || grant.length > MOST_GRANT_CHARACTERS)
      return 'MISSING';
    const found = believed(grant);
    if (typeof found === 'string') return found;
    const { claims, allowed, within } = found;
    if (claims.aud !== agency) return 'GRANT_FOREIGN';
    const time = now();
    if (!isInForce(claims, time)) return 'GRANT_EXPIRED';
    const [, at = '', nonce = '', mac = ''] = PROOF.exec(proof) ?? [];
    const given = Buffer.from(mac);
    const isProven = keys.current.secrets.some((secret) => {
      const expected = Buffer.from(macOf(secret, claims.jti, { at: Number(at), nonce }, decision, body));
      return expected.length === given.length && timingSafeEqual(expected, given);
    });
    if (!isProven) return 'PROOF_INVALID';
    if (Math.abs(time - Number(at)) > PROOF_MS) return 'PROOF_LATE';
    // Only what was proven is remembered: nobody fills the memory from outside.
    const isNew = seen.add(`${claims.jti}.${nonce}`, time);
    if (isNew !== true) return isNew;
    const operation = asked(query);
    if (!operation) return 'BODY_INVALID';
    if (operation.isAboutSchema && !isSchemaOpen) return 'ABOUT_SCHEMA';
    if (within.has(operation)) return claims;
    for (const coordinate of operation.coordinates) if (!allowed.has(coordinate)) return 'NOT_GRANTED';
    within.add(operation);
    return claims;
  };
}

function isInForce({ iat, exp }: GrantClaims, time: number): boolean {
  return iat * 1000 <= time + CLOCK_MS && time < exp * 1000 + CLOCK_MS && exp - iat <= GRANT_MS / 1000;
}

/** @returns the claims where the signature holds and the shape is a grant's. */
function readGrant(text: string, keys: AgencyKeys): { claims: GrantClaims; kid: string } | GrantFault {
  const [header, payload, signature, ...more] = text.split('.');
  if (!header || !payload || !signature || more.length > 0) return 'GRANT_INVALID';
  const { alg, typ, kid } = jsonOf(header);
  const key = typeof kid === 'string' ? keys.verification.get(kid) : undefined;
  // The algorithm is the key's, not the token's (RFC 8725 §3.1).
  if (alg !== 'EdDSA' || typ !== GRANT_TYPE || !key || typeof kid !== 'string') return 'GRANT_INVALID';
  const isSigned = verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
  if (!isSigned) return 'GRANT_INVALID';
  const claims = jsonOf(payload) as Partial<GrantClaims>;
  const isGrant =
    claims.iss === GRANT_ISSUER &&
    typeof claims.jti === 'string' &&
    Number.isInteger(claims.iat) &&
    Number.isInteger(claims.exp) &&
    Array.isArray(claims.coordinates) &&
    Array.isArray(claims.residuals) &&
    typeof claims.viewer === 'object';
  return isGrant ? { claims: claims as GrantClaims, kid } : 'GRANT_INVALID';
}

function jsonOf(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Calls of one process that are remembered at once: far more than an old system answers. */
const MOST_SEEN = 500_000;

/** Calls that were let in, for as long as their proofs could be sent again. */
class Seen {
  /** By halves of the time a proof holds. */
  #now = new Set<string>();
  #before = new Set<string>();
  #since = Number.NEGATIVE_INFINITY;

  /** @returns true where it is the first of its kind. */
  add(call: string, time: number): true | 'REPLAYED' | 'TOO_MANY' {
    // A proof is taken from PROOF_MS before its time until PROOF_MS after: twice that in all.
    if (time - this.#since > 2 * PROOF_MS) {
      this.#before = time - this.#since > 4 * PROOF_MS ? new Set() : this.#now;
      this.#now = new Set();
      this.#since = time;
    }
    if (this.#now.has(call) || this.#before.has(call)) return 'REPLAYED';
    if (this.#now.size >= MOST_SEEN) return 'TOO_MANY';
    this.#now.add(call);
    return true;
  }
}
