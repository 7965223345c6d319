import type { KeyObject } from 'node:crypto';
import type { HubKeys } from '../standards/grant/keys.ts';
import type { LedgerKeys } from '../standards/ledger/keys.ts';
import type { AgreementSources } from './config/agreements.ts';
import { DEFAULT_LIMITS, type EngineLimits } from './engine/limits.ts';
import type { Issuer } from './identity/issuer.ts';
import type { Purposes } from './identity/purposes.ts';
import type { AgencyName } from './ids.ts';
import type { Signer } from './ledger/signing.ts';
import type { RoleHierarchy } from './policy/roles.ts';
import type { PolicySources } from './policy/sources.ts';

/** Who may ask, and what is released. */
export type Access =
  /** Everything to everybody: for a supergraph that protects nothing. */
  | { readonly kind: 'open' }
  /** By token, purpose, standard directives and the owners' rules. */
  | {
      readonly kind: 'protected';
      readonly issuers: readonly Issuer[];
      readonly roles: RoleHierarchy;
      /** undefined: none is asked for. Rules always speak of one. */
      readonly purposes: Purposes | undefined;
      /** Whoever has no token is served as well, with what the standard directives leave to everybody. */
      readonly isAnonymousServed: boolean;
      /** The owners' rules; undefined: there are none, and only a supergraph without labels is served. */
      readonly policies: PolicySources | undefined;
    };

/** Where the composed graph comes from. A file is read again when it changes, looked at every `lookMs` milliseconds. */
export type SupergraphSource =
  | { readonly kind: 'text'; readonly sdl: string }
  | { readonly kind: 'file'; readonly path: string; readonly lookMs?: number };

export const ENGINES = ['hub', 'reference'] as const;
export const PLANNERS = ['hive', 'apollo'] as const;

/** How operations are planned and run. */
export interface EngineConfig {
  /** `reference`: @apollo/gateway, slower, to compare with. */
  readonly kind: (typeof ENGINES)[number];
  readonly planner: (typeof PLANNERS)[number];
  readonly limits: EngineLimits;
}

/** Everything a gateway process is told from outside. */
export interface HubConfig {
  readonly supergraph: SupergraphSource;
  /** Agency → address of its subgraph, in place of the one the supergraph was composed with. */
  readonly subgraphs: ReadonlyMap<AgencyName, string>;
  readonly access: Access;
  readonly engine: EngineConfig;
  /** Operations planned before a supergraph is served: their texts. */
  readonly operations: readonly string[];
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly isGraphiqlServed: boolean;
  /** Production believes no identity provider to develop with. */
  readonly mode?: 'production' | 'development';
  /** Processes that answer. */
  readonly workers?: number;
  /** Where callers call the hub, without `/graphql`; undefined: where it listens. */
  readonly publicUrl?: string | undefined;
  /** undefined: the hub answers plain HTTP. */
  readonly tls?: TlsConfig | undefined;
  /** Origins of pages of other sites that may ask in a browser; none: nobody's. */
  readonly origins?: ReadonlySet<string>;
  /** `postgres://…` of the registry of revocations, with its password; undefined: tokens are not revoked. */
  readonly registryUrl?: string | undefined;
  /** The agreements that partner countries' systems ask under; undefined: there are none, and no partner is answered. */
  readonly agreements?: AgreementSources | undefined;
  /** 32 bytes or more from which each recipient's pseudonyms are made; undefined: what would be shown as one is withheld. */
  readonly pseudonymKey?: Uint8Array | undefined;
  /** Where disclosures are recorded; undefined: as lines of JSON on standard output. */
  readonly ledger?: LedgerConfig | undefined;
  /** How agencies know that it is the hub that asks; undefined: they are asked without grants. */
  readonly grants?: GrantsConfig | undefined;
}

export const CLIENT_CERTIFICATES = ['none', 'asked'] as const;

/** TLS that the hub ends itself. All PEM. */
export interface TlsConfig {
  readonly key: string;
  /** With the chain that vouches for it. */
  readonly certificate: string;
  /** `asked`: callers may prove themselves by one; who has none is let in to show a token. */
  readonly clientCertificates: (typeof CLIENT_CERTIFICATES)[number];
  /** Where there are some, a certificate counts only where one of them vouches for it; none: any counts. */
  readonly clientAuthorities: readonly string[];
}

/** The disclosure ledger in a database. */
export interface LedgerConfig {
  /** `postgres://…`, with its password. */
  readonly databaseUrl: string;
  /** Name of this gateway among several. */
  readonly instance: string;
  /** Keys by which data subjects are named: in a file that is read again when it changes, or given. */
  readonly naming:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'keys'; readonly keys: LedgerKeys };
  /** Where entries are kept while the database is away; undefined: nothing is released then. */
  readonly spool: { readonly folder: string; readonly mostBytes: number; readonly mostMs: number } | undefined;
  /** undefined: this gateway closes no segments. */
  readonly signing: Signer | undefined;
  readonly checkpoints: { readonly folder: string | undefined; readonly everyMs: number };
  /** Agency → its public X25519 key, for what only it may read. */
  readonly owners: ReadonlyMap<string, KeyObject>;
}

/** Where the keys of grants are: in a file that is read again when it changes, or given. */
export type GrantsConfig =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'keys'; readonly keys: HubKeys };

export const DEFAULT_ENGINE: EngineConfig = { kind: 'hub', planner: 'hive', limits: DEFAULT_LIMITS };

/** What an open gateway is told: a supergraph, and what differs from the usual. */
export interface OpenOptions extends Partial<Pick<HubConfig, 'subgraphs' | 'host' | 'port' | 'operations'>> {
  readonly supergraphSdl: string;
  readonly engine?: EngineConfig['kind'];
  readonly planner?: EngineConfig['planner'];
  readonly limits?: Partial<EngineLimits>;
}

/**
 * Configuration of a gateway over any federation 2 supergraph, protected by `@authenticated`, `@requiresScopes` and
 * `@policy` alone: no purposes, no rules, and callers without a token are served what is left to everybody.
 *
 * @param issuers whose tokens are believed; none where startHub is given an `identity` of the caller's own.
 */
export function standardConfig({
  issuers = [],
  ...options
}: OpenOptions & { readonly issuers?: readonly Issuer[] }): HubConfig {
  return {
    ...openConfig(options),
    access: {
      kind: 'protected',
      issuers,
      roles: new Map(),
      purposes: undefined,
      isAnonymousServed: true,
      policies: undefined,
    },
  };
}

/** Configuration of a gateway without identity, purposes and policies, on loopback unless a host is given. */
export function openConfig(options: OpenOptions): HubConfig {
  const { supergraphSdl, engine = 'hub', planner = 'hive', limits, ...rest } = options;
  return {
    subgraphs: new Map(),
    operations: [],
    host: '127.0.0.1',
    port: 0,
    ...rest,
    supergraph: { kind: 'text', sdl: supergraphSdl },
    access: { kind: 'open' },
    engine: { kind: engine, planner, limits: { ...DEFAULT_LIMITS, ...limits } },
    isGraphiqlServed: false,
  };
}
