import { type AgencyName, agencyName, PARTNER_ROLE, type RoleName } from '../ids.ts';
import type { Binding } from './binding.ts';

/** Who asks. Made only from a verified token; every later decision rests on it. */
export interface Viewer {
  /** `sub` of the token, unique within its issuer. */
  readonly principal: string;
  /** `iss` of the token. */
  readonly issuer: string;
  readonly agency: AgencyName;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly roles: readonly RoleName[];
  /** OAuth 2 scopes (RFC 9068 §2.2.3), as far as its issuer's word on them counts. */
  readonly scopes: ReadonlySet<string>;
  /** As the agency grades it; undefined: none. */
  readonly clearance: string | undefined;
  /** UN/LOCODE of the post the officer works at; undefined: none. */
  readonly post: string | undefined;
  /** Purposes of the closed list the officer may state. Empty: none. */
  readonly purposes: ReadonlySet<string>;
  /** Countries (ISO 3166-1 alpha-2) the officer may act for. */
  readonly onBehalfOf: ReadonlySet<string>;
  /** SHA-256 of the token, hexadecimal. */
  readonly tokenHash: string;
  /** Milliseconds since the epoch at which the token ends. */
  readonly until: number;
  /** The key the token is bound to, which every request proves anew; undefined: a bearer token. */
  readonly binding: Binding | undefined;
}

/** A viewer of whom no more is known than is said: what is not said, the viewer has not. */
export function viewerWith(known: Partial<Viewer> & Pick<Viewer, 'principal'>): Viewer {
  const agency = agencyName('unknown');
  if (!agency) throw new Error('not a name');
  return {
    issuer: 'unknown',
    agency,
    country: 'ZZ',
    roles: [],
    scopes: new Set(),
    clearance: undefined,
    post: undefined,
    purposes: new Set(),
    onBehalfOf: new Set(),
    tokenHash: '',
    until: Number.POSITIVE_INFINITY,
    binding: undefined,
    ...known,
  };
}

/** True of a partner country's system. Whoever is one is nothing else, whatever other roles a token has. */
export function isPartner({ roles }: Pick<Viewer, 'roles'>): boolean {
  return roles.some((role) => role === PARTNER_ROLE);
}
