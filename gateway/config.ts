import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { JSONWebKeySet } from 'jose';
import type { Issuer } from './identity/tokens.ts';
import { type AgencyName, agencyName } from './ids.ts';
import { isObject } from './json.ts';
import { type RoleCategories, roleCategories } from './policy/categories.ts';

/** Everything a gateway process is told from outside. */
export interface HubConfig {
  readonly supergraphSdl: string;
  /** Agency → address of its subgraph, in place of the one the supergraph was composed with. */
  readonly subgraphs: ReadonlyMap<AgencyName, string>;
  readonly issuers: readonly Issuer[];
  readonly roles: RoleCategories;
  readonly purposes: ReadonlySet<string>;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly isGraphiqlServed: boolean;
}

/** All that is wrong with a configuration, at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const CONTRACT = new URL('../schema/', import.meta.url);

/**
 * Reads the environment: HUB_SUPERGRAPH, HUB_SUBGRAPHS, HUB_ISSUERS, HUB_ROLES, HUB_PURPOSES, HUB_HOST, HUB_PORT,
 * HUB_GRAPHIQL (docs/operate.md).
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
  const supergraphSdl = attempt('HUB_SUPERGRAPH', () => {
    const sdl = readFileSync(environment['HUB_SUPERGRAPH'] || inContract('supergraph.graphql'), 'utf8');
    if (sdl.trim() === '') throw new Error('the file is empty; make it with: hub compose');
    return sdl;
  });
  const subgraphs = attempt('HUB_SUBGRAPHS', () => subgraphsOf(environment['HUB_SUBGRAPHS'] || '{}'));
  const issuers = attempt('HUB_ISSUERS', () => issuersOf(environment['HUB_ISSUERS']));
  const roles = attempt('HUB_ROLES', () =>
    roleCategories(jsonFile(environment['HUB_ROLES'] || inContract('roles.json'))),
  );
  const purposes = attempt('HUB_PURPOSES', () =>
    purposesOf(jsonFile(environment['HUB_PURPOSES'] || inContract('purposes.json'))),
  );
  const port = attempt('HUB_PORT', () => portOf(environment['HUB_PORT'] || '4000'));
  if (!supergraphSdl || !subgraphs || !issuers || !roles || !purposes || port === undefined) {
    throw new ConfigError(problems);
  }
  return Object.freeze({
    supergraphSdl,
    subgraphs,
    issuers,
    roles,
    purposes,
    host: environment['HUB_HOST'] || '127.0.0.1',
    port,
    isGraphiqlServed: environment['HUB_GRAPHIQL'] === '1',
  });
}

function inContract(name: string): string {
  return fileURLToPath(new URL(name, CONTRACT));
}

function jsonFile(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function subgraphsOf(text: string): ReadonlyMap<AgencyName, string> {
  const json: unknown = JSON.parse(text);
  if (!isObject(json)) throw new Error('must be a JSON object: agency → URL of its subgraph');
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

function issuersOf(text: string | undefined): readonly Issuer[] {
  const form = 'must be a JSON list of { "issuer", "audience", "jwks": { "keys": […] } } with public keys';
  const json: unknown = text === undefined ? undefined : JSON.parse(text);
  if (!Array.isArray(json) || json.length === 0) throw new Error(form);
  return json.map((each: unknown) => {
    if (!isObject(each) || !isObject(each['jwks']) || !Array.isArray(each['jwks']['keys'])) throw new Error(form);
    const { issuer, audience } = each;
    if (typeof issuer !== 'string' || typeof audience !== 'string') throw new Error(form);
    if (each['jwks']['keys'].some((key: unknown) => !isObject(key) || 'd' in key || 'k' in key)) throw new Error(form);
    return { issuer, audience, jwks: each['jwks'] as unknown as JSONWebKeySet };
  });
}

function purposesOf(json: unknown): ReadonlySet<string> {
  if (!Array.isArray(json) || !json.every((each) => typeof each === 'string'))
    throw new Error('must be a list of texts');
  return new Set(json);
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('must be a port number, 0 to 65535');
  return port;
}
