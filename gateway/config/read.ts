import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { hubKeysOf } from '../../standards/grant/keys.ts';
import { type Access, DEFAULT_ENGINE, type HubConfig } from '../config.ts';
import { type Purposes, purposesOf } from '../identity/purposes.ts';
import { type AgencyName, agencyName } from '../ids.ts';
import { type RoleHierarchy, roleHierarchy } from '../policy/roles.ts';
import type { PolicySources } from '../policy/sources.ts';
import { addressOf, isOfThisMachine, originOf, postgresUrlOf } from './addresses.ts';
import { type AgreementSources, readAgreements } from './agreements.ts';
import { tlsOf } from './certificates.ts';
import type { ConfigDocument } from './document.ts';
import { wholeText } from './file.ts';
import { issuersOf } from './issuers.ts';
import { ledgerOf } from './ledger.ts';
import { readPolicies } from './policies.ts';
import { ConfigError } from './problems.ts';
import { Reading } from './reading.ts';
import { type Told, told } from './told.ts';
import { validated } from './validate.ts';
import type { Environment } from './variables.ts';

/** A configuration, and who said what of it. */
export interface ReadConfig {
  readonly config: HubConfig;
  readonly told: Told;
}

/** A supergraph, a register or an operation, bytes. */
const MOST_CONTRACT_BYTES = 64 * 1024 * 1024;

const CONTRACT = new URL('../../schema/', import.meta.url);

/**
 * Reads the file that HUB_CONFIG names and the variables that stand above it (docs/operate.md).
 *
 * @throws ConfigError with every problem found.
 */
export function readWithSources(environment: Environment): ReadConfig {
  const said = told(environment);
  const { problems, sound } = validated(said);
  const reading = new Reading(said);
  const config = configOf(reading, sound);
  const all = [...said.problems, ...problems, ...reading.problems];
  if (all.length > 0) throw new ConfigError(all);
  return { config, told: said };
}

/** The same without its sources. @throws ConfigError */
export function readConfig(environment: Environment): HubConfig {
  return readWithSources(environment).config;
}

function configOf(reading: Reading, document: ConfigDocument): HubConfig {
  const { listen = {}, engine = {} } = document;
  const mode = modeOf(reading, document);
  checkBound(reading, document, mode === 'production');
  return Object.freeze<HubConfig>({
    mode,
    supergraph: { kind: 'file', path: supergraphOf(reading, document) },
    subgraphs: subgraphsOf(reading, document),
    access: accessOf(reading, document, mode === 'production'),
    engine: Object.freeze({
      kind: engine.kind ?? DEFAULT_ENGINE.kind,
      planner: engine.planner ?? DEFAULT_ENGINE.planner,
      limits: Object.freeze({ ...DEFAULT_ENGINE.limits, ...engine.limits }),
    }),
    operations: operationsOf(reading, document),
    host: listen.host ?? '127.0.0.1',
    port: listen.port ?? 4000,
    workers: document.workers ?? 1,
    publicUrl: publicUrlOf(reading, document),
    tls: tlsOf(reading, document),
    isGraphiqlServed: document.graphiql ?? false,
    origins: originsOf(reading, document),
    pseudonymKey: document.pseudonymKey && pseudonymKeyOf(reading, document.pseudonymKey),
    agreements: agreementsOf(reading, document),
    grants: grantsOf(reading, document, mode === 'production'),
    registryUrl:
      document.registry && postgresUrlOf(reading, ['registry', 'databaseUrl'], document.registry.databaseUrl),
    ledger: ledgerOf(reading, document, mode === 'production'),
  });
}

/** A process that runs as production is one, whatever a file left over from development says. */
function modeOf(reading: Reading, { mode }: ConfigDocument): 'production' | 'development' {
  const isProduction = reading.told.environment['NODE_ENV'] === 'production';
  if (isProduction && mode === 'development') {
    reading.problem(['mode'], 'NODE_ENV says production; make both say the same');
  }
  return isProduction ? 'production' : (mode ?? 'development');
}

function supergraphOf(reading: Reading, { supergraph }: ConfigDocument): string {
  const path = supergraph === undefined ? inContract('supergraph.graphql') : reading.file(['supergraph'], supergraph);
  const text = reading.attempt(['supergraph'], 'the file cannot be read; make it with: hub compose', () =>
    wholeText(path, MOST_CONTRACT_BYTES),
  );
  if (text?.trim() === '') reading.problem(['supergraph'], 'the file is empty; make it with: hub compose');
  return path;
}

function subgraphsOf(reading: Reading, { subgraphs = {} }: ConfigDocument): ReadonlyMap<AgencyName, string> {
  const addresses = new Map<AgencyName, string>();
  for (const [name, url] of Object.entries(subgraphs)) {
    const agency = agencyName(name);
    if (!agency) reading.problem(['subgraphs', name], 'its key must be the name of an agency as the supergraph has it');
    else if (addressOf(reading, ['subgraphs', name], url)) addresses.set(agency, url);
  }
  return addresses;
}

function accessOf(reading: Reading, document: ConfigDocument, isProduction: boolean): Access {
  const issuers = reading.told.document['issuers'];
  if (document.open) {
    if (issuers !== undefined) {
      reading.problem(['open'], 'an open gateway asks nobody who they are; take out either "open" or the issuers');
    }
    return { kind: 'open' };
  }
  const roles = rolesOf(reading, document);
  const purposes = registerOfPurposes(reading, document);
  const policies = policiesOf(reading, document);
  const isAnonymousServed = document.anonymous === 'allow';
  if (isAnonymousServed && policies) {
    reading.problem(['anonymous'], 'rules speak of somebody; take it out, or turn the rules off with policies: off');
  }
  if (policies && document.purposes === 'off') {
    reading.problem(['purposes'], 'rules speak of a purpose; take it out, or turn the rules off with policies: off');
  }
  if (!isAnonymousServed && issuers === undefined && reading.told.environment['HUB_ISSUERS'] === undefined) {
    reading.problem(['issuers'], 'is missing; name who issues access tokens, in the file or by HUB_ISSUERS');
  }
  return {
    kind: 'protected',
    issuers: issuersOf(reading, document.issuers ?? [], {
      isProduction,
      roles,
      purposes,
      isOnlyOne: (document.issuers ?? []).length === 1,
    }),
    roles: roles ?? new Map(),
    purposes: document.purposes === 'off' ? undefined : (purposes ?? new Map()),
    isAnonymousServed,
    policies,
  };
}

/** Read once to say what is wrong, and again with each supergraph. */
function policiesOf(reading: Reading, { policies, bases }: ConfigDocument): PolicySources | undefined {
  if (policies === 'off') return undefined;
  const folder = policies === undefined ? inContract('policies') : reading.file(['policies'], policies);
  const basesFolder = bases === undefined ? inContract('bases') : reading.file(['bases'], bases);
  const sources: PolicySources = { kind: 'folders', policies: folder, bases: basesFolder };
  reading.attempt(['policies'], 'must name a folder of AGENCY.cedar files, "bases" one of JSON files', () =>
    readPolicies(sources),
  );
  return sources;
}

/** Read once to say what is wrong, and again with each supergraph. */
function agreementsOf(reading: Reading, document: ConfigDocument): AgreementSources | undefined {
  const { agreements, partnerOperations, policies } = document;
  if (agreements === undefined && policies !== undefined) return undefined;
  const sources: AgreementSources = {
    kind: 'folders',
    agreements: agreements === undefined ? inContract('agreements') : reading.file(['agreements'], agreements),
    operations:
      partnerOperations === undefined
        ? inContract('operations/partner')
        : reading.file(['partnerOperations'], partnerOperations),
  };
  const words =
    'must name a folder of agreements, each whole, and "partnerOperations" one of what is approved; hub check';
  reading.attempt(['agreements'], words, () => readAgreements(sources));
  return sources;
}

function rolesOf(reading: Reading, { roles }: ConfigDocument): RoleHierarchy | undefined {
  const path = roles === undefined ? inContract('roles.json') : reading.file(['roles'], roles);
  return reading.attempt(['roles'], 'must name a JSON file: role → roles it stands for as well', () =>
    roleHierarchy(JSON.parse(wholeText(path, MOST_CONTRACT_BYTES))),
  );
}

function registerOfPurposes(reading: Reading, { purposes }: ConfigDocument): Purposes | undefined {
  if (purposes === 'off') return undefined;
  const path = purposes === undefined ? inContract('purposes.json') : reading.file(['purposes'], purposes);
  return reading.attempt(['purposes'], 'must name a JSON file: a list of purposes, as schema/purposes.json', () =>
    purposesOf(JSON.parse(wholeText(path, MOST_CONTRACT_BYTES))),
  );
}

/** Texts of the folder's .graphql files, one operation each. */
function operationsOf(reading: Reading, { operations }: ConfigDocument): readonly string[] {
  if (operations === undefined) return [];
  const folder = reading.file(['operations'], operations);
  const texts = reading.attempt(['operations'], 'must name a folder of .graphql files', () =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.graphql'))
      .sort()
      .map((name) => wholeText(join(folder, name), MOST_CONTRACT_BYTES)),
  );
  return texts ?? [];
}

function originsOf(reading: Reading, { cors }: ConfigDocument): ReadonlySet<string> {
  const origins = cors?.origins ?? [];
  return new Set(origins.flatMap((origin, at) => originOf(reading, ['cors', 'origins', at], origin) ?? []));
}

/** What callers call the gateway by; their proofs name it, and so it has one form. */
function publicUrlOf(reading: Reading, { publicUrl }: ConfigDocument): string | undefined {
  const url = publicUrl === undefined ? undefined : addressOf(reading, ['publicUrl'], publicUrl);
  if (!url) return undefined;
  if (url.search || url.hash) reading.problem(['publicUrl'], 'must have neither query nor fragment; take them out');
  if (url.protocol !== 'https:' && !isOfThisMachine(url)) {
    reading.problem(['publicUrl'], 'must be https, or http of this machine: tokens are sent there');
  }
  if (/\/graphql\/?$/.test(url.pathname)) {
    reading.problem(['publicUrl'], 'must be the address without /graphql; take that out');
  }
  return url.href.replace(/\/$/, '');
}

/** What systems are held to, they are held to by every process alike. */
function checkBound(reading: Reading, document: ConfigDocument, isProduction: boolean): void {
  const at = document.issuers?.findIndex((issuer) => issuer?.binding === 'bound') ?? -1;
  if (at < 0) return;
  const path = ['issuers', at, 'binding'];
  if ((document.workers ?? 1) > 1 && !document.registry) {
    reading.problem(
      path,
      'needs proofs that every worker knows of; name a registry ("registry", HUB_REGISTRY_URL), or say "workers": 1',
    );
  }
  if (isProduction && document.publicUrl === undefined) {
    reading.problem(path, 'needs the address that callers prove they call; name it ("publicUrl", HUB_PUBLIC_URL)');
  }
}

const LEAST_KEY_CHARACTERS = 43;

/** 32 bytes or more, as base64 or hexadecimal text. */
function pseudonymKeyOf(reading: Reading, entry: NonNullable<ConfigDocument['pseudonymKey']>): Uint8Array | undefined {
  const text = reading.secret(['pseudonymKey'], entry);
  if (text === undefined) return undefined;
  if (text.length >= LEAST_KEY_CHARACTERS) return Buffer.from(text);
  return reading.problem(['pseudonymKey'], 'must be 32 random bytes as text; make them with: openssl rand -base64 32');
}

/** In production nobody forgets them: that agencies are asked without is said. */
function grantsOf(reading: Reading, { grants, open }: ConfigDocument, isProduction: boolean): HubConfig['grants'] {
  if (grants === 'off') return undefined;
  if (grants === undefined) {
    if (isProduction && !open) {
      reading.problem(['grants'], 'is missing; make keys with: hub grants, and name their file (or say off)');
    }
    return undefined;
  }
  const text = reading.secret(['grants'], grants);
  const keys =
    text &&
    reading.attempt(['grants'], 'must be the keys of a gateway as JSON; make them with: hub grants', () =>
      hubKeysOf(JSON.parse(text)),
    );
  if (!keys) return undefined;
  return 'fromFile' in grants
    ? { kind: 'file', path: reading.file(['grants', 'fromFile'], grants.fromFile) }
    : { kind: 'keys', keys };
}

function inContract(name: string): string {
  return fileURLToPath(new URL(name, CONTRACT));
}
