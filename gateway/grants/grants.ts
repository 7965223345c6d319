import { type KeyObject, randomBytes, sign } from 'node:crypto';
import type { HubKeys, KeptKeys } from '../../standards/grant/keys.ts';
import {
  DECISION_HEADER,
  GRANT_HEADER,
  GRANT_ISSUER,
  GRANT_MS,
  GRANT_TYPE,
  type GrantClaims,
  macOf,
  PROOF_HEADER,
} from '../../standards/grant/wire.ts';
import type { Enter, Scope } from '../engine/engine.ts';
import type { Planned, Purposed } from '../exchange.ts';
import { isPartner, type Viewer } from '../identity/viewer.ts';
import { PARTNER_ROLE } from '../ids.ts';

/** Grants for the agencies of this gateway. */
export interface Grants {
  /** Lets the calls of one exchange in. */
  enter(exchange: GrantedExchange): Enter;
}

/** What a grant says of an exchange. */
export type GrantedExchange = Pick<Purposed, 'decisionId' | 'viewer' | 'purpose' | 'caseReference' | 'actingFor'> &
  // What is asked before anything is decided is of no records that rules could deny.
  Partial<Pick<Planned, 'decisions' | 'receivedAt'>>;

interface Held {
  readonly grant: string;
  readonly id: string;
  readonly secret: KeyObject;
  /** What it was signed with: under the same name another may stand now. */
  readonly key: KeyObject;
  /** Milliseconds since the epoch after which it is made anew. */
  readonly freshUntil: number;
}

/** A grant is made anew so long before it ends, milliseconds: a call may wait for its turn at the agency. */
const RENEWED_MS = 15_000;
/** Purposes, cases and residuals of one caller and operation that are kept. */
const KEPT = 64;

/**
 * Grants are signed once for a caller, purpose and operation, and kept as long as the caller's verified token: another
 * token is another viewer, and has grants of its own. One that says how long records are kept is of its moment alone.
 */
export function grants(keys: KeptKeys<HubKeys>, now: () => number = Date.now): Grants {
  const held = new WeakMap<Viewer, WeakMap<Scope, Map<string, Held>>>();
  /** Texts no other process uses, and this one once. */
  const process = randomBytes(9).toString('base64url');
  let calls = 0;

  function heldFor(viewer: Viewer, scope: Scope, exchange: GrantedExchange, told: Told): Held | undefined {
    const [signing] = keys.current.signing;
    const [secret] = keys.current.secrets.get(scope.agency) ?? [];
    if (!signing || !secret) return undefined;
    const made = () =>
      mint({ ...claimsOf(viewer, scope, exchange, now()), residuals: told.residuals }, signing, secret);
    // Of this moment, it would not serve again.
    if (told.isTimed) return made();
    const byScope = held.get(viewer) ?? new WeakMap<Scope, Map<string, Held>>();
    const byReason = byScope.get(scope) ?? new Map<string, Held>();
    const reason = JSON.stringify([exchange.purpose, exchange.caseReference, exchange.actingFor, told.residuals]);
    const known = byReason.get(reason);
    const isCurrent = known && known.key === signing.key && known.secret === secret;
    if (isCurrent && known.freshUntil > now()) return known;
    const fresh = made();
    if (byReason.size >= KEPT) byReason.clear();
    byReason.set(reason, fresh);
    byScope.set(scope, byReason);
    held.set(viewer, byScope);
    return fresh;
  }

  return {
    enter: (exchange) => (scope) => {
      const { viewer, decisionId } = exchange;
      const told = toldOf(exchange, scope);
      const found = viewer && heldFor(viewer, scope, exchange, told);
      if (!found) {
        // What the agency would not leave out has been decided to be shown in its totals.
        if (told.residuals.length > 0) throw new Error(`there are no keys for grants to ${scope.agency}`);
        return undefined;
      }
      return (body) => {
        calls += 1;
        const proof = { at: now(), nonce: `${process}${calls.toString(36)}` };
        const mac = macOf(found.secret, found.id, proof, decisionId, body);
        return [
          GRANT_HEADER,
          found.grant,
          PROOF_HEADER,
          `${proof.at}.${proof.nonce}.${mac}`,
          DECISION_HEADER,
          decisionId,
        ];
      };
    },
  };
}

/** What an agency is to leave out of its answers by itself, type by type. */
interface Told extends Pick<GrantClaims, 'residuals'> {
  /** It is another one at each moment. */
  readonly isTimed: boolean;
}

const NOTHING: Told = { residuals: [], isTimed: false };

function toldOf({ decisions, receivedAt }: GrantedExchange, { agency }: Scope): Told {
  if (!decisions || !receivedAt || decisions.presences.size === 0) return NOTHING;
  const pushed = [...decisions.presences].flatMap(([type, { pushDown }]) =>
    pushDown?.agency === agency ? [{ type, pushDown }] : [],
  );
  const residuals = pushed
    .sort((one, other) => (one.type < other.type ? -1 : 1))
    .map(({ type, pushDown }) => ({ type, residual: pushDown.residual(receivedAt.getTime()) }));
  return { residuals, isTimed: pushed.some(({ pushDown }) => pushDown.isTimed) };
}

function claimsOf(
  viewer: Viewer,
  scope: Scope,
  exchange: GrantedExchange,
  now: number,
): Omit<GrantClaims, 'residuals'> {
  const { principal, issuer, agency, country, clearance, post, tokenHash, until } = viewer;
  // Of a partner no other role counts, with agencies neither.
  const roles = isPartner(viewer) ? viewer.roles.filter((role) => role === PARTNER_ROLE) : viewer.roles;
  return {
    iss: GRANT_ISSUER,
    aud: scope.agency,
    iat: Math.floor(now / 1000),
    exp: Math.floor(Math.min(now + GRANT_MS, until) / 1000),
    jti: randomBytes(12).toString('base64url'),
    viewer: { principal, issuer, agency, country, roles, clearance, post },
    token: tokenHash,
    purpose: exchange.purpose,
    caseReference: exchange.caseReference,
    onBehalfOf: exchange.actingFor,
    coordinates: scope.coordinates,
  };
}

function mint(claims: GrantClaims, { kid, key }: HubKeys['signing'][number], secret: KeyObject): Held {
  const header = { alg: 'EdDSA', typ: GRANT_TYPE, kid };
  const text = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const grant = `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  return { grant, id: claims.jti, secret, key, freshUntil: claims.exp * 1000 - RENEWED_MS };
}
