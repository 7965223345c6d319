import type { JSONWebKeySet } from 'jose';
import type { TlsConfig } from '../config.ts';
import type { EngineLimits } from '../engine/limits.ts';
import type { Algorithm, ClaimMapping, Issuer } from '../identity/issuer.ts';

/** A configuration as it is written (schema/hub-config.schema.json), once it follows its schema. */
export interface ConfigDocument {
  readonly mode?: 'production' | 'development';
  readonly supergraph?: string;
  readonly subgraphs?: Readonly<Record<string, string>>;
  readonly open?: boolean;
  /** undefined: an entry that does not follow the schema, and was told. */
  readonly issuers?: ReadonlyArray<IssuerEntry | undefined>;
  readonly roles?: string;
  /** A file, or `off`. */
  readonly purposes?: string;
  /** A folder, or `off`. */
  readonly policies?: string;
  readonly bases?: string;
  /** Folders. */
  readonly agreements?: string;
  readonly partnerOperations?: string;
  readonly anonymous?: 'allow' | 'refuse';
  readonly registry?: { readonly databaseUrl: SecretEntry };
  readonly ledger?: 'lines' | LedgerEntry;
  readonly grants?: 'off' | SecretEntry;
  readonly pseudonymKey?: SecretEntry;
  readonly publicUrl?: string;
  readonly tls?: {
    readonly key: SecretEntry;
    readonly certificate: FileEntry;
    readonly clientCertificates?: TlsConfig['clientCertificates'];
    readonly clientAuthorities?: readonly FileEntry[];
  };
  readonly listen?: { readonly host?: string; readonly port?: number };
  readonly workers?: number;
  readonly engine?: {
    readonly kind?: 'hub' | 'reference';
    readonly planner?: 'hive' | 'apollo';
    readonly limits?: Partial<EngineLimits>;
  };
  readonly operations?: string;
  readonly graphiql?: boolean;
  readonly cors?: { readonly origins?: readonly string[] };
}

/** The disclosure ledger. */
export interface LedgerEntry {
  readonly databaseUrl: SecretEntry;
  readonly naming: SecretEntry;
  readonly spool: 'off' | { readonly folder: string; readonly minutes?: number; readonly megabytes?: number };
  readonly instance?: string;
  readonly signing?: SecretEntry;
  readonly checkpoints?: { readonly folder?: string; readonly seconds?: number };
  readonly owners?: Readonly<Record<string, FileEntry>>;
}

/** Where a secret is. */
export type SecretEntry = { readonly fromEnvironment: string } | FileEntry;

export interface FileEntry {
  readonly fromFile: string;
}

export interface IssuerEntry {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: {
    readonly discovery?: true;
    readonly jwksUri?: string;
    readonly jwks?: JSONWebKeySet;
  };
  readonly algorithms?: readonly Algorithm[];
  readonly tokenType?: string;
  readonly binding?: Issuer['binding'];
  readonly clockToleranceSeconds?: number;
  readonly certificateAuthorities?: readonly FileEntry[];
  readonly development?: boolean;
  readonly speaksFor: {
    readonly agencies: readonly string[];
    readonly countries: readonly string[];
    readonly roles: readonly string[];
    readonly onBehalfOf?: readonly string[];
    readonly scopes?: readonly string[];
  };
  readonly claims?: { readonly [Attribute in keyof ClaimMapping]?: ClaimEntry };
}

/** A claim's path, or more about it. */
export type ClaimEntry = string | ClaimDescription;

export interface ClaimDescription {
  readonly claim?: string | readonly string[];
  readonly values?: Readonly<Record<string, string>>;
  readonly value?: string | readonly string[];
}
