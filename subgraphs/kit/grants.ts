import { createHash, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type GraphQLSchema, Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type AskedCoordinates, coordinatesOf } from '../../standards/grant/coordinates.ts';
import type { AgencyKeys, KeptKeys } from '../../standards/grant/keys.ts';
import { GRANT_MS, macOf, PROOF_MS } from '../../standards/grant/wire.ts';
import { isInForce, readGrant, type SignedGrant } from './claims.ts';

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
  | 'NOT_GRANTED'
  | 'RESIDUAL_NOT_APPLIED';

/** What stands in a call's headers. */
export interface GrantHeaders {
  readonly grant: unknown;
  readonly proof: unknown;
}

/** The rest of a call as it came. */
export interface GrantedCall {
  /** The hub's reference of its decision; empty where there is none. */
  readonly decision: string;
  readonly body: Buffer;
  /** Text of the operation in the body; undefined: the body is no request. */
  readonly query: unknown;
}

/** Checks a call in two steps: what its headers say, before its body is read, and then that they go with the body. */
export interface GrantCheck {
  /** @returns the headers as read, or why no body is read under them. */
  headers(call: GrantHeaders): GrantOpening | GrantFault;
  /** @returns the grant, or why the call is not let in. */
  call(opening: GrantOpening, call: GrantedCall): SignedGrant | GrantFault;
}

/** Headers that can be those of a call. */
export interface GrantOpening {
  readonly believed: Believed;
  readonly at: number;
  readonly nonce: string;
  readonly mac: Buffer;
}

export interface GrantRoom {
  /** Name of the agency whose door it is. */
  readonly agency: string;
  readonly schema: GraphQLSchema;
  readonly keys: KeptKeys<AgencyKeys>;
  /** The schema may be read: while developing. */
  readonly isSchemaOpen: boolean;
  /** Types whose records the agency restricts by residuals. A grant that restricts those of another type is refused. */
  readonly restricted: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

/** A grant whose signature held. */
interface Believed {
  readonly claims: SignedGrant;
  readonly key: KeyObject;
  readonly kid: string;
  readonly allowed: ReadonlySet<string>;
  /** Operations that were found to be within it. */
  readonly within: WeakSet<AskedCoordinates>;
}

/** Longest grant that is read: every field of a large schema fits. */
const MOST_GRANT_CHARACTERS = 48 * 1024;
/** Grants kept, by the length of their texts in characters: some ten thousand of a common size. */
const KEPT_GRANT_CHARACTERS = 32_000_000;
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
export function grantCheck(room: GrantRoom): GrantCheck {
  const { agency, keys, isSchemaOpen, now = Date.now } = room;
  const believed = believer(room);
  const asked = asker(room.schema);
  const seen = new Seen();

  return {
    headers({ grant, proof }) {
      if (typeof grant !== 'string' || typeof proof !== 'string' || grant.length > MOST_GRANT_CHARACTERS)
        return 'MISSING';
      const found = believed(grant);
      if (typeof found === 'string') return found;
      if (found.claims.aud !== agency) return 'GRANT_FOREIGN';
      const time = now();
      if (!isInForce(found.claims, time)) return 'GRANT_EXPIRED';
      const [, at = '', nonce = '', mac = ''] = PROOF.exec(proof) ?? [];
      if (mac === '') return 'PROOF_INVALID';
      if (Math.abs(time - Number(at)) > PROOF_MS) return 'PROOF_LATE';
      return { believed: found, at: Number(at), nonce, mac: Buffer.from(mac) };
    },
    call({ believed: { claims, allowed, within }, at, nonce, mac }, { decision, body, query }) {
      const isProven = keys.current.secrets.some((secret) => {
        const expected = Buffer.from(macOf(secret, claims.jti, { at, nonce }, decision, body));
        return expected.length === mac.length && timingSafeEqual(expected, mac);
      });
      if (!isProven) return 'PROOF_INVALID';
      // Its body may have come slowly: what is remembered must hold as long as the proof does.
      const time = now();
      if (Math.abs(time - at) > PROOF_MS) return 'PROOF_LATE';
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
    },
  };
}

/** Reads grants, each once. */
function believer({ keys, restricted }: GrantRoom): (text: string) => Believed | GrantFault {
  const grants = new LRUCache<string, Believed>({ maxSize: KEPT_GRANT_CHARACTERS, ttl: GRANT_MS });
  return (text) => {
    const id = createHash('sha256').update(text).digest('base64');
    const known = grants.get(id);
    // A key that was taken out takes its grants with it, and so does one in whose place another stands.
    if (known && keys.current.verification.get(known.kid) === known.key) return known;
    const read = readGrant(text, keys.current);
    if (!read) return 'GRANT_INVALID';
    const { claims } = read;
    if (claims.residuals.some(({ type }) => !restricted.has(type))) return 'RESIDUAL_NOT_APPLIED';
    const made = { ...read, allowed: new Set(claims.coordinates), within: new WeakSet<AskedCoordinates>() };
    grants.set(id, made, { size: text.length });
    return made;
  };
}

/** Reads operations, each once. */
function asker(schema: GraphQLSchema): (query: unknown) => AskedCoordinates | undefined {
  const operations = new LRUCache<string, AskedCoordinates>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_, text) => text.length || 1,
  });
  return (query) => {
    if (typeof query !== 'string') return undefined;
    const known = operations.get(query);
    if (known) return known;
    try {
      const document = parse(query, { noLocation: true });
      // The server compiles a text for the operation that is named when it does, and runs that for any name.
      if (document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length !== 1) return undefined;
      const found = coordinatesOf(document, schema);
      operations.set(query, found);
      return found;
    } catch {
      return undefined;
    }
  };
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
