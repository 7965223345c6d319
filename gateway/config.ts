import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JSONWebKeySet } from 'jose';
import { DEFAULT_LIMITS, type EngineLimits } from './engine/limits.ts';
import { ISSUER_DEFAULTS, type Issuer } from './identity/issuer.ts';
import { type Purposes, purposesOf } from './identity/purposes.ts';
import { type AgencyName, agencyName, roleName } from './ids.ts';
import { isObject } from './json.ts';
import { type RoleCategories, roleCategories } from './policy/categories.ts';

/** Who may ask, and what is released. */
export type Access =
  /** Everything to everybody: for a supergraph that protects nothing. */
  | { readonly kind: 'open' }
  /** By token, purpose and label. */
  | {
      readonly kind: 'protected';
      readonly issuers: readonly Issuer[];
      readonly roles: RoleCategories;
      readonly purposes: Purposes;
    };

/** Where the composed graph comes from. A file is read again when it changes. */
export type SupergraphSource =
  | { readonly kind: 'text'; readonly sdl: string }
  | { readonly kind: 'file'; readonly path: string };

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
  /** `postgres://…` of the registry of revocations; undefined: tokens are not revoked. */
  readonly registryUrl?: string | undefined;
  readonly engine: EngineConfig;
  /** Operations planned before a supergraph is served: their texts. */
  readonly operations: readonly string[];
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly isGraphiqlServed: boolean;
}

export const DEFAULT_ENGINE: EngineConfig = { kind: 'hub', planner: 'hive', limits: DEFAULT_LIMITS };

/** All that is wrong with a configuration, at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** What an open gateway is told: a supergraph, and what differs from the usual. */
export interface OpenOptions extends Partial<Pick<HubConfig, 'subgraphs' | 'host' | 'port' | 'operations'>> {
  readonly supergraphSdl: string;
  readonly engine?: EngineConfig['kind'];
  readonly planner?: EngineConfig['planner'];
  readonly limits?: Partial<EngineLimits>;
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

type Environment = Readonly<Record<string, string | undefined>>;

const CONTRACT = new URL('../schema/', import.meta.url);

/**
 * Reads the environment: HUB_SUPERGRAPH, HUB_SUBGRAPHS, HUB_ISSUERS, HUB_ROLES, HUB_PURPOSES, HUB_HOST, HUB_PORT,
 * HUB_GRAPHIQL, HUB_OPERATIONS, HUB_OPEN, HUB_ENGINE, HUB_PLANNER, HUB_REGISTRY_URL (docs/operate.md).
 *
 * @throws ConfigError with every problem found.
 */
export function readConfig(environment: Environment): HubConfig {
  const problems: string[] = [];
  const attempt = <Value>(name: string, read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : 'cannot be read'}`);
      return undefined;
    }
  };
  const path = environment['HUB_SUPERGRAPH'] || inContract('supergraph.graphql');
  attempt('HUB_SUPERGRAPH', () => {
    if (readFileSync(path, 'utf8').trim() === '') throw new Error('the file is empty; make it with: hub compose');
  });
  const subgraphs = attempt('HUB_SUBGRAPHS', () => subgraphsOf(environment['HUB_SUBGRAPHS'] || '{}'));
  const access = accessOf(environment, attempt);
  const port = attempt('HUB_PORT', () => portOf(environment['HUB_PORT'] || '4000'));
  const kind = attempt('HUB_ENGINE', () => oneOf(ENGINES, environment['HUB_ENGINE'] || DEFAULT_ENGINE.kind));
  const planner = attempt('HUB_PLANNER', () => oneOf(PLANNERS, environment['HUB_PLANNER'] || DEFAULT_ENGINE.planner));
  const registryUrl = attempt('HUB_REGISTRY_URL', () => registryUrlOf(environment['HUB_REGISTRY_URL'] || undefined));
  const operations = attempt('HUB_OPERATIONS', () => operationsIn(environment['HUB_OPERATIONS']));
  if (problems.length > 0 || !operations || !subgraphs || !access || port === undefined || !kind || !planner) {
    throw new ConfigError(problems);
  }
  return Object.freeze({
    supergraph: { kind: 'file', path } as const,
    subgraphs,
    access,
    registryUrl,
    engine: { ...DEFAULT_ENGINE, kind, planner },
    operations,
    host: environment['HUB_HOST'] || '127.0.0.1',
    port,
    isGraphiqlServed: environment['HUB_GRAPHIQL'] === '1',
  });
}

type Attempt = <Value>(name: string, read: () => Value) => Value | undefined;

function accessOf(environment: Environment, attempt: Attempt): Access | undefined {
  if (environment['HUB_OPEN'] === '1') return { kind: 'open' };
  const issuers = attempt('HUB_ISSUERS', () => issuersOf(environment['HUB_ISSUERS']));
  const roles = attempt('HUB_ROLES', () =>
    roleCategories(jsonFile(environment['HUB_ROLES'] || inContract('roles.json'))),
  );
  const purposes = attempt('HUB_PURPOSES', () =>
    purposesOf(jsonFile(environment['HUB_PURPOSES'] || inContract('purposes.json'))),
  );
  return issuers && roles && purposes && { kind: 'protected', issuers, roles, purposes };
}

function inContract(name: string): string {
  return fileURLToPath(new URL(name, CONTRACT));
}

function jsonFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value {
  const value = values.find((each) => each === text);
  if (!value) throw new Error(`must be one of ${values.join(', ')}`);
  return value;
}

function subgraphsOf(text: string): ReadonlyMap<AgencyName, string> {
  const form = 'must be a JSON object: agency → URL of its subgraph';
  const json = parsed(text, form);
  if (!isObject(json)) throw new Error(form);
  return new Map(
    Object.entries(json).map(([name, url]) => {
      const agency = agencyName(name);
      if (!agency || typeof url !== 'string' || !/^https?:$/.test(new URL(url).protocol)) {
        throw new Error('must be a JSON object: agency → URL of its subgraph');
      }
      return [agency, url];
    }),
  );
}

/** The library's own text would quote what it could not read. */
function parsed(text: string, form: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(form);
  }
}

function issuersOf(text: string | undefined): readonly Issuer[] {
  const form =
    'must be a JSON list of { "issuer", "audience", "keys": { "jwks": { "keys": […] } }, "speaksFor": { "agencies", "countries", "roles" } } with public keys';
  const json: unknown = text === undefined ? undefined : parsed(text, form);
  if (!Array.isArray(json) || json.length === 0) throw new Error(form);
  return json.map((each: unknown) => {
    if (!isObject(each) || !isObject(each['keys']) || !isObject(each['speaksFor'])) throw new Error(form);
    const { issuer, audience, speaksFor } = each;
    const { jwks } = each['keys'];
    if (typeof issuer !== 'string' || typeof audience !== 'string') throw new Error(form);
    if (!isObject(jwks) || !Array.isArray(jwks['keys'])) throw new Error(form);
    if (jwks['keys'].some((key: unknown) => !isObject(key) || 'd' in key || 'k' in key)) throw new Error(form);
    return {
      ...ISSUER_DEFAULTS,
      issuer,
      audience,
      keys: { kind: 'keys', jwks: jwks as unknown as JSONWebKeySet },
      speaksFor: {
        agencies: setOf(speaksFor['agencies'], agencyName, form),
        countries: setOf(speaksFor['countries'], textOf, form),
        roles: setOf(speaksFor['roles'], roleName, form),
        onBehalfOf: setOf(speaksFor['onBehalfOf'] ?? [], textOf, form),
      },
    };
  });
}

/** The text is not told: it holds a password. */
function registryUrlOf(text: string | undefined): string | undefined {
  if (text !== undefined && !/^postgres(ql)?:\/\//.test(text)) throw new Error('must be an address postgres://…');
  return text;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function setOf<Value>(json: unknown, read: (each: unknown) => Value | undefined, form: string): ReadonlySet<Value> {
  if (!Array.isArray(json)) throw new Error(form);
  const values = json.map(read).filter((each) => each !== undefined);
  if (values.length < json.length) throw new Error(form);
  return new Set(values);
}

/** Texts of the folder's .graphql files, one operation each. */
function operationsIn(folder: string | undefined): readonly string[] {
  if (!folder) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('must be a port number, 0 to 65535');
  return port;
}
