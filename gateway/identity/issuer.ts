import type { JSONWebKeySet } from 'jose';
import type { AgencyName, RoleName } from '../ids.ts';

/** Signature algorithms the hub believes (RFC 8725 §3.1: a closed list, never the token's own choice). */
export const ALGORITHMS = ['ES256', 'EdDSA', 'RS256'] as const;
export type Algorithm = (typeof ALGORITHMS)[number];

/** The algorithm a header names; undefined: none the hub believes. */
export function algorithmNamed(alg: unknown): Algorithm | undefined {
  // RFC 9864 names EdDSA over Ed25519 by its curve.
  const named = alg === 'Ed25519' ? 'EdDSA' : alg;
  return ALGORITHMS.find((each) => each === named);
}

/** The names by which a header may name it. */
export function namesOfAlgorithm(algorithm: Algorithm): string[] {
  return algorithm === 'EdDSA' ? ['EdDSA', 'Ed25519'] : [algorithm];
}

export const BINDINGS = ['bearer', 'bound'] as const;

/** Where an issuer's public keys come from. */
export type KeySource =
  /** Written into the configuration. */
  | { readonly kind: 'keys'; readonly jwks: JSONWebKeySet }
  /** Asked for at this address (RFC 7517). */
  | { readonly kind: 'uri'; readonly jwksUri: string }
  /** Found by the issuer's metadata: `ISSUER/.well-known/openid-configuration` (OpenID Connect Discovery 1.0). */
  | { readonly kind: 'discovery' };

/** What one attribute of the viewer is taken from. */
export type ClaimSource =
  /** A claim by its path: `['realm_access', 'roles']`. `values` translates the issuer's words into the hub's. */
  | { readonly kind: 'claim'; readonly path: readonly string[]; readonly values?: ReadonlyMap<string, string> }
  /** The same for every token of this issuer. */
  | { readonly kind: 'fixed'; readonly value: string | readonly string[] };

/** How claims become a viewer. What has no source has no value; agency, country and roles must have one. */
export interface ClaimMapping {
  readonly agency: ClaimSource;
  readonly country: ClaimSource;
  readonly roles: ClaimSource;
  readonly clearance?: ClaimSource;
  readonly post?: ClaimSource;
  readonly purposes?: ClaimSource;
  readonly onBehalfOf?: ClaimSource;
  readonly scopes?: ClaimSource;
}

/**
 * An issuer the hub believes, bound by configuration to what it may say: its own keys, and the agencies, countries and
 * roles it speaks for. Whatever its tokens claim beyond that is refused.
 */
export interface Issuer {
  /** `iss`, compared character by character. */
  readonly issuer: string;
  /** `aud` must hold this. */
  readonly audience: string;
  readonly keys: KeySource;
  readonly algorithms: readonly Algorithm[];
  /** `typ` of the token's header (RFC 9068: `at+jwt`). */
  readonly tokenType: string;
  /**
   * `bound`: an issuer of systems, whose tokens are taken only where they are bound to a key that is enrolled for their
   * client. A token that is bound must be proven, whoever issued it.
   */
  readonly binding: (typeof BINDINGS)[number];
  /** Seconds by which its clock may differ. */
  readonly clockToleranceSeconds: number;
  /** Certificate authorities (PEM) believed for its addresses, beside the usual ones. */
  readonly certificateAuthorities: readonly string[];
  readonly speaksFor: {
    readonly agencies: ReadonlySet<AgencyName>;
    readonly countries: ReadonlySet<string>;
    readonly roles: ReadonlySet<RoleName>;
    /** Countries its officers may act for; none: nobody may. */
    readonly onBehalfOf: ReadonlySet<string>;
    /** OAuth 2 scopes its word counts for; `any` only where no other issuer is believed. */
    readonly scopes: ReadonlySet<string> | 'any';
  };
  readonly claims: ClaimMapping;
}

/** What is done where the configuration says nothing. */
export const ISSUER_DEFAULTS = {
  algorithms: ALGORITHMS,
  tokenType: 'at+jwt',
  binding: 'bearer',
  clockToleranceSeconds: 5,
  certificateAuthorities: [],
  claims: {
    agency: { kind: 'claim', path: ['agency'] },
    country: { kind: 'claim', path: ['country'] },
    roles: { kind: 'claim', path: ['roles'] },
    clearance: { kind: 'claim', path: ['clearance'] },
    post: { kind: 'claim', path: ['post'] },
    purposes: { kind: 'claim', path: ['purposes'] },
    onBehalfOf: { kind: 'claim', path: ['on_behalf_of'] },
    scopes: { kind: 'claim', path: ['scope'] },
  },
} as const satisfies Partial<Issuer>;
