import type { AgencyName, RoleName } from '../ids.ts';

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
}
