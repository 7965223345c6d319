import { ISSUER_DEFAULTS, type Issuer, type KeySource } from '../identity/issuer.ts';
import { type AgencyName, agencyName, PARTNER_ROLE, type RoleName, roleName } from '../ids.ts';
import { believedAddress } from './addresses.ts';
import { certificatesOf } from './certificates.ts';
import { claimsOf } from './claims.ts';
import type { IssuerEntry } from './document.ts';
import type { Path } from './problems.ts';
import type { Reading } from './reading.ts';

/** What issuers are held against. undefined: could not be read, which was told. */
export interface Registers {
  readonly isProduction: boolean;
  readonly roles: ReadonlyMap<string, unknown> | undefined;
  readonly purposes: { has(purpose: string): boolean } | undefined;
  /** No other issuer is believed. */
  readonly isOnlyOne: boolean;
}

/** The issuers of a configuration; what is wrong with them is noted. */
export function issuersOf(
  reading: Reading,
  entries: ReadonlyArray<IssuerEntry | undefined>,
  registers: Registers,
): readonly Issuer[] {
  const places = new Map<string, number>();
  const speakers = new Map<string, number>();
  return entries.flatMap((entry, at) => {
    if (!entry) return [];
    const path = ['issuers', at];
    const other = places.get(entry.issuer);
    if (other !== undefined) {
      reading.problem([...path, 'issuer'], `is the issuer of issuers[${other}] as well; put both into one`);
    }
    places.set(entry.issuer, at);
    // An officer's name is one person's within an issuer alone; within an agency it must be as well (registers of cases).
    for (const [index, agency] of entry.speaksFor.agencies.entries()) {
      const speaker = speakers.get(agency);
      if (speaker !== undefined && speaker !== at) {
        const place = [...path, 'speaksFor', 'agencies', index];
        reading.problem(place, `is an agency that issuers[${speaker}] speaks for; one issuer may speak for it`);
      }
      speakers.set(agency, speaker ?? at);
    }
    return [issuerOf(reading, entry, path, registers)];
  });
}

function issuerOf(reading: Reading, entry: IssuerEntry, path: Path, registers: Registers): Issuer {
  const { isProduction } = registers;
  const isDevelopment = entry.development ?? false;
  if (isDevelopment && isProduction) {
    reading.problem(
      [...path, 'development'],
      'an identity provider to develop with is refused in production; take it out',
    );
  }
  const believed = { isDevelopment, isProduction };
  believedAddress(reading, [...path, 'issuer'], entry.issuer, believed);
  if (entry.keys.jwksUri !== undefined)
    believedAddress(reading, [...path, 'keys', 'jwksUri'], entry.keys.jwksUri, believed);
  const speaksFor = speaksForOf(reading, entry, [...path, 'speaksFor'], registers);
  if (entry.binding !== 'bound' && entry.speaksFor.roles.some((role) => role === PARTNER_ROLE)) {
    const words = `must be bound for an issuer that speaks for the role ${PARTNER_ROLE}: a stolen token alone must be of no use`;
    reading.problem([...path, 'binding'], words);
  }
  return {
    issuer: entry.issuer,
    audience: entry.audience,
    keys: keysOf(reading, entry, [...path, 'keys', 'jwks', 'keys']),
    algorithms: entry.algorithms ?? ISSUER_DEFAULTS.algorithms,
    binding: entry.binding ?? ISSUER_DEFAULTS.binding,
    tokenType: entry.tokenType ?? ISSUER_DEFAULTS.tokenType,
    clockToleranceSeconds: entry.clockToleranceSeconds ?? ISSUER_DEFAULTS.clockToleranceSeconds,
    certificateAuthorities: certificatesOf(
      reading,
      entry.certificateAuthorities ?? ISSUER_DEFAULTS.certificateAuthorities,
      [...path, 'certificateAuthorities'],
    ),
    speaksFor,
    claims: claimsOf(reading, entry.claims ?? {}, [...path, 'claims'], {
      agency: speaksFor.agencies,
      country: speaksFor.countries,
      roles: speaksFor.roles,
      purposes: registers.purposes,
      onBehalfOf: speaksFor.onBehalfOf,
    }),
  };
}

/** Members of a JSON Web Key that only its owner may know (RFC 7518 §6.2.2, §6.3.2, §6.4.1; RFC 8037 §2). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const KEY_TYPES: readonly unknown[] = ['EC', 'OKP', 'RSA'];

function keysOf(reading: Reading, { keys }: IssuerEntry, path: Path): KeySource {
  if (keys.discovery) return { kind: 'discovery' };
  if (keys.jwksUri !== undefined) return { kind: 'uri', jwksUri: keys.jwksUri };
  const jwks = keys.jwks ?? { keys: [] };
  for (const [at, key] of jwks.keys.entries()) {
    if (PRIVATE_MEMBERS.some((member) => member in key)) {
      reading.problem(
        [...path, at],
        'is a private or shared key; write the public key alone, and make a new pair: it is out',
      );
    } else if (!KEY_TYPES.includes(key.kty)) {
      reading.problem([...path, at], 'must be a public key with "kty" EC, OKP or RSA (RFC 7517 §4)');
    }
  }
  return { kind: 'keys', jwks };
}

function speaksForOf(
  reading: Reading,
  { speaksFor }: IssuerEntry,
  path: Path,
  { roles: register, isOnlyOne }: Registers,
): Issuer['speaksFor'] {
  const agencies = new Set<AgencyName>();
  for (const [at, text] of speaksFor.agencies.entries()) {
    const name = agencyName(text);
    if (name) agencies.add(name);
    else reading.problem([...path, 'agencies', at], 'must be the name of an agency as the supergraph has it');
  }
  const roles = new Set<RoleName>();
  for (const [at, text] of speaksFor.roles.entries()) {
    const name = roleName(text);
    if (name) roles.add(name);
    if (!register || (name && register.has(name))) continue;
    reading.problem(
      [...path, 'roles', at],
      `is not in the register of roles; one of ${[...register.keys()].join(', ')}`,
    );
  }
  return {
    agencies,
    countries: new Set(speaksFor.countries),
    roles,
    onBehalfOf: new Set(speaksFor.onBehalfOf),
    // Where several issuers are believed, none can mint what another's callers are let in by.
    scopes: speaksFor.scopes ? new Set(speaksFor.scopes) : isOnlyOne ? 'any' : new Set(),
  };
}
