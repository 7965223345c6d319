import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { prepareCustoms } from '../../demo/customs/tables.ts';
import { writeNightsRegister } from '../../demo/generator/bureau.ts';
import { seed } from '../../demo/generator/seed.ts';
import { type Story, story } from '../../demo/generator/story.ts';
import { prepareImmigration } from '../../demo/immigration/tables.ts';
import { startPolice } from '../../demo/police/service.ts';
import { preparePolice } from '../../demo/police/tables.ts';
import { startSps } from '../../demo/sps/service.ts';
import { prepareSps } from '../../demo/sps/tables.ts';
import { startEmptySystem } from '../../demo/systems.ts';
import { DEFAULT_ENGINE, type HubConfig, type LedgerConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/hub.ts';
import type { Issuer } from '../../gateway/identity/issuer.ts';
import { purposesOf } from '../../gateway/identity/purposes.ts';
import { agencyName } from '../../gateway/ids.ts';
import { LEDGER_DDL } from '../../gateway/ledger/tables.ts';
import { roleHierarchy } from '../../gateway/policy/roles.ts';
import { madeHashKey } from '../../standards/ledger/keys.ts';
import { agencies } from '../../subgraphs/index.ts';
import { type RunningSubgraph, startSubgraph } from '../../subgraphs/kit/index.ts';
import { type Counter, countCalls, countStatements } from './counting.ts';
import { freshDatabase } from './database.ts';
import { testGrants } from './grants.ts';
import type { Answer } from './graph.ts';
import { nationalPolicies } from './policies.ts';
import { type Claims, testIssuer } from './tokens.ts';

const SCHEMA = new URL('../../schema/', import.meta.url);
const HOUR = 3_600_000;
const CASE_PURPOSE = 'CRIME_INVESTIGATION';

/** The national graph as it is composed, over seeded systems, with a counter before each system. */
export interface National extends AsyncDisposable {
  readonly url: string;
  readonly story: Story;
  /** The clock's time of the seeded day, milliseconds since the epoch. */
  readonly from: number;
  /** Addresses of the systems' databases, past the counters. */
  readonly databaseUrl: {
    readonly customs: string;
    readonly police: string;
    readonly immigration: string;
    readonly sps: string;
  };
  /** Agency → where its subgraph finds its system. */
  readonly sources: Readonly<Record<string, string>>;
  /** System → what is asked of it. */
  readonly asked: {
    readonly customs: Counter;
    readonly police: Counter;
    readonly immigration: Counter;
    readonly sps: Counter;
  };
  /** Configuration of its gateway: for another one over the same subgraphs. */
  readonly config: HubConfig;
  /** @param url address of another gateway over the same subgraphs. */
  ask(role: string, query: string, variables?: object, url?: string): Promise<Answer>;
  /** Asks as the token says, with the headers given. */
  send(claims: Claims, headers: Readonly<Record<string, string>>, query: string, variables?: object): Promise<Answer>;
  /** The same with a body of another form. */
  sendBody(claims: Claims, headers: Readonly<Record<string, string>>, body: object): Promise<Answer>;
  /** The disclosure ledger; undefined where exchanges are not kept. */
  readonly ledger: RecordedIn | undefined;
  /** Stops one agency's subgraph. */
  stop(agency: string): Promise<void>;
}

export interface NationalOptions {
  /** Lorries beside the story's; none: empty systems. */
  readonly movements?: number;
  /** Exchanges are kept in a ledger of its own, which oversight reads. */
  readonly isRecorded?: boolean;
}

/** A ledger: where its database is, and the file of the keys of its names. */
export interface RecordedIn {
  readonly databaseUrl: string;
  readonly namingFile: string;
}

/** Text of an officers' stored operation. */
export function storedOperation(name: string): string {
  return readFileSync(new URL(`operations/officer/${name}.graphql`, SCHEMA), 'utf8');
}

export async function startNational({ movements, isRecorded = false }: NationalOptions = {}): Promise<National> {
  const parts: AsyncDisposable[] = [];
  const use = <Part extends AsyncDisposable>(part: Part): Part => {
    parts.unshift(part);
    return part;
  };
  const close = async () => {
    for (const part of parts.splice(0)) await part[Symbol.asyncDispose]();
  };
  try {
    return await started(use, close, movements, isRecorded ? use(await recordedIn()) : undefined);
  } catch (error) {
    await close();
    throw error;
  }
}

const AGREEMENTS = {
  kind: 'folders',
  agreements: fileURLToPath(new URL('agreements/', SCHEMA)),
  operations: fileURLToPath(new URL('operations/partner/', SCHEMA)),
} as const;

type Use = <Part extends AsyncDisposable>(part: Part) => Part;

async function started(
  use: Use,
  close: () => Promise<void>,
  movements: number | undefined,
  ledger: RecordedIn | undefined,
): Promise<National> {
  const databaseUrl = {
    customs: use(await freshDatabase()).url,
    police: use(await freshDatabase()).url,
    immigration: use(await freshDatabase()).url,
    sps: use(await freshDatabase()).url,
  };
  await prepareCustoms(databaseUrl.customs);
  await preparePolice(databaseUrl.police);
  await prepareImmigration(databaseUrl.immigration);
  await prepareSps(databaseUrl.sps);
  const from = Math.floor(Date.now() / HOUR) * HOUR;
  const register = use(await startEmptySystem('bureau', ''));
  if (movements !== undefined) {
    const day = { movements, seed: 1, from };
    await seed(databaseUrl, day);
    writeNightsRegister(register.url, day);
  }
  const police = use(await startPolice({ databaseUrl: databaseUrl.police }));
  const sps = use(await startSps({ databaseUrl: databaseUrl.sps }));
  const asked = {
    customs: use(await countStatements(databaseUrl.customs)),
    police: use(await countCalls(police.url)),
    immigration: use(await countStatements(databaseUrl.immigration)),
    sps: use(await countCalls(sps.url)),
  };
  const sources: Readonly<Record<string, string>> = {
    customs: asked.customs.url,
    police: asked.police.url,
    immigration: asked.immigration.url,
    sps: asked.sps.url,
    bureau: register.url,
    oversight: ledger?.databaseUrl ?? use(await freshDatabase()).url,
  };
  const grants = testGrants(agencies.map(({ name }) => name));
  const subgraphs = new Map<string, RunningSubgraph>();
  for (const agency of agencies) {
    const options = {
      sourceUrl: sources[agency.name] ?? '',
      grants: grants.trust(agency.name),
      ledgerNamingFile: agency.name === 'oversight' ? ledger?.namingFile : undefined,
    };
    subgraphs.set(agency.name, use(await startSubgraph(agency, options)));
  }
  const identity = await testIssuer();
  const hubConfig: HubConfig = {
    ...config(subgraphs, identity.issuer),
    grants: grants.config,
    agreements: AGREEMENTS,
    ...(ledger && { ledger: ledgerConfig(ledger), pseudonymKey: Buffer.alloc(32, 7) }),
  };
  const hub = use(await startHub(hubConfig, ledger ? {} : { ledger: { append: async () => {}, act: async () => {} } }));
  async function send(
    claims: Claims,
    headers: Readonly<Record<string, string>>,
    query: string,
    variables: object = {},
    url = hub.url,
  ): Promise<Answer> {
    return sendBody(claims, headers, { query, variables }, url);
  }
  async function sendBody(
    claims: Claims,
    headers: Readonly<Record<string, string>>,
    sent: object,
    url = hub.url,
  ): Promise<Answer> {
    const authorization = `Bearer ${await identity.token(claims)}`;
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(sent),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: JSON.parse(text) };
  }
  const openCase = story(from).cases.open;
  if (movements !== undefined && movements > 0) {
    // The case is confirmed once a minute: what a test counts is what it asks for itself.
    const claims = { sub: 'demo:investigator', agency: 'police', roles: ['investigator'], purposes: [CASE_PURPOSE] };
    await send(claims, { 'hub-purpose': CASE_PURPOSE, 'hub-case': openCase }, '{ posts(first: 1) { totalCount } }');
    for (const counter of Object.values(asked)) counter.reset();
  }
  return {
    url: hub.url,
    story: story(from),
    from,
    databaseUrl,
    sources,
    asked,
    config: hubConfig,
    ledger,
    ask: (role, query, variables = {}, url = hub.url) => {
      const { agency, purposes } = persona(role);
      const headers = { 'hub-purpose': usual(purposes), ...(role === 'investigator' && { 'hub-case': openCase }) };
      return send({ sub: `demo:${role}`, agency, roles: [role], purposes }, headers, query, variables, url);
    },
    send,
    sendBody,
    stop: async (agency) => subgraphs.get(agency)?.[Symbol.asyncDispose](),
    [Symbol.asyncDispose]: close,
  };
}

async function recordedIn(): Promise<RecordedIn & AsyncDisposable> {
  const database = await freshDatabase();
  // A gateway makes them as well; under load it would not be done by the first question.
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(LEDGER_DDL);
  await client.end();
  const folder = mkdtempSync(join(tmpdir(), 'hub-test-'));
  const namingFile = join(folder, 'naming.json');
  writeFileSync(namingFile, JSON.stringify({ hashing: [madeHashKey(new Date(0))] }));
  return {
    databaseUrl: database.url,
    namingFile,
    async [Symbol.asyncDispose]() {
      await database[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true });
    },
  };
}

function ledgerConfig({ databaseUrl, namingFile }: RecordedIn): LedgerConfig {
  return {
    databaseUrl,
    instance: 'national',
    naming: { kind: 'file', path: namingFile },
    spool: undefined,
    signing: undefined,
    checkpoints: { folder: undefined, everyMs: HOUR },
    owners: new Map(),
  };
}

interface Persona {
  readonly name: string;
  readonly agency: string;
  readonly purposes: readonly string[];
}

const PERSONAS: readonly Persona[] = JSON.parse(
  readFileSync(new URL('../../demo/personas.json', import.meta.url), 'utf8'),
);

/** The persona of a role; who has a role nobody has is of no agency. */
export function persona(role: string): Persona {
  return PERSONAS.find(({ name }) => name === role) ?? { name: role, agency: 'port', purposes: ['RISK_ASSESSMENT'] };
}

/** What a role mostly asks for. */
function usual(purposes: readonly string[]): string {
  return purposes[0] ?? '';
}

function config(subgraphs: ReadonlyMap<string, RunningSubgraph>, issuer: Issuer): HubConfig {
  const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, SCHEMA), 'utf8'));
  return {
    supergraph: { kind: 'file', path: fileURLToPath(new URL('supergraph.graphql', SCHEMA)) },
    subgraphs: new Map(
      [...subgraphs].map(([name, { url }]) => {
        const agency = agencyName(name);
        if (!agency) throw new Error('not an agency name');
        return [agency, url];
      }),
    ),
    access: {
      kind: 'protected',
      issuers: [issuer],
      roles: roleHierarchy(json('roles.json')),
      isAnonymousServed: false,
      policies: nationalPolicies,
      purposes: purposesOf(json('purposes.json')),
    },
    engine: DEFAULT_ENGINE,
    operations: [],
    host: '127.0.0.1',
    port: 0,
    isGraphiqlServed: false,
  };
}
