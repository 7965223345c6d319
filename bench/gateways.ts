import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { makeGrantKeys } from '../standards/grant/keys.ts';
import { type Child, freePort, startChild } from './measure/child.ts';
import { CONCURRENCY, type Measured } from './measure/figures.ts';
import { caller } from './measure/load.ts';
import { composed, type Supergraphs, subgraphSdls } from './workload/graph.ts';
import { writePolicies } from './workload/policies.ts';
import type { SubgraphsMessage } from './workload/subgraphs.ts';

/** The subgraphs running, and one supergraph over them in files. Disposing ends and removes them. */
export interface Stage extends AsyncDisposable {
  readonly urls: ReadonlyMap<string, string>;
  readonly supergraphs: Supergraphs;
  /** Where to write files: removed at the end. */
  readonly folder: string;
  readonly labelledFile: string;
  readonly plainFile: string;
  /** Calls that subgraphs have answered so far. */
  calls(): Promise<number>;
}

/** A gateway that answers. Disposing ends it. */
export interface Gateway extends AsyncDisposable, Measured {
  readonly url: string;
  /** What identifies each caller. */
  readonly headers: readonly Readonly<Record<string, string>>[];
}

type Start = (stage: Stage, port: number) => Promise<Started>;
interface Started {
  readonly child: Child;
  readonly headers: readonly Readonly<Record<string, string>>[];
}

const STARTS_WITHIN_MS = 60_000;
/** Opened when needed: at a fixed rate a gateway that stalls has many requests waiting, on a connection each. */
const MOST_CONNECTIONS = 256;
const ISSUER = 'https://identity.bench.invalid';

/** @param registers subgraphs beside the four, which nobody asks. */
export async function openStage(registers = 0): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const child = startChild(['--import', 'tsx', file('workload/subgraphs.ts'), `${registers}`], {
    NODE_ENV: 'production',
  });
  const ready = await child.message<Extract<SubgraphsMessage, { kind: 'ready' }>>('ready');
  const urls = new Map(Object.entries(ready.urls));
  const supergraphs = composed(subgraphSdls(registers), urls);
  const labelledFile = join(folder, 'labelled.graphql');
  const plainFile = join(folder, 'plain.graphql');
  writeFileSync(labelledFile, supergraphs.labelled);
  writeFileSync(plainFile, supergraphs.plain);
  return {
    urls,
    supergraphs,
    folder,
    labelledFile,
    plainFile,
    async calls() {
      const answer = child.message<Extract<SubgraphsMessage, { kind: 'calls' }>>('calls');
      child.send({ kind: 'calls' });
      return (await answer).calls;
    },
    async [Symbol.asyncDispose]() {
      await child[Symbol.asyncDispose]();
      remove();
    },
  };
}

/** The program written by hand for the two operations. */
export function startFloor(stage: Stage): Promise<Gateway> {
  return start('floor', stage, async (_stage, port) => ({
    child: startChild([file('floor/floor.js'), `${port}`, JSON.stringify(Object.fromEntries(stage.urls))], PRODUCTION),
    headers: [{}],
  }));
}

/** What of the hub is other than usual. */
export interface HubOptions {
  /** File in place of the stage's. */
  readonly supergraph?: string;
  /** Calls carry grants, as those of the peers do not. */
  readonly isGranting?: boolean;
  /** Fields are decided by rules over labels, for a purpose. */
  readonly isProtected?: boolean;
  /** Said beside. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * The hub as it is run: a token of each of sixteen officers verified, the purpose stated, the ledger written.
 *
 * @param engine name for HUB_ENGINE; none: the hub's default.
 */
export async function startHub(
  stage: Stage,
  engine: string | undefined,
  {
    supergraph = stage.labelledFile,
    isGranting = true,
    isProtected = true,
    environment = { HUB_LEDGER: 'lines' },
  }: HubOptions = {},
): Promise<Gateway> {
  const name = `${engine ? `hub (${engine})` : 'hub'}${isGranting ? '' : ', without grants'}`;
  const { policies, bases } = writePolicies(stage.folder, stage.urls.keys());
  const hub = await start(name, stage, async (_stage, port) => {
    const { jwk, tokens } = await officers();
    const speaksFor = { agencies: ['accounts'], countries: ['UG'], roles: ['bench-reader'] };
    const issuers = [{ issuer: ISSUER, audience: 'hub', keys: { jwks: { keys: [jwk] } }, speaksFor }];
    const child = startChild(['dist/bin/hub.js', 'gateway'], {
      ...PRODUCTION,
      ...(engine && { HUB_ENGINE: engine }),
      HUB_SUPERGRAPH: isProtected ? supergraph : stage.plainFile,
      ...(isProtected ? { HUB_POLICIES: policies, HUB_BASES: bases } : { HUB_POLICIES: 'off', HUB_PURPOSES: 'off' }),
      HUB_ISSUERS: JSON.stringify(issuers),
      HUB_ROLES: file('workload/roles.json'),
      HUB_PORT: `${port}`,
      ...(isGranting ? { HUB_GRANTS_FILE: grantKeys(stage) } : { HUB_GRANTS: 'off' }),
      ...environment,
    });
    const headers = tokens.map((token) => ({ authorization: `Bearer ${token}`, 'hub-purpose': 'RISK_ASSESSMENT' }));
    return { child, headers };
  });
  // An open door would be measured as a fast one.
  const { status } = await fetch(hub.url, QUESTION);
  if (status === 401) return hub;
  await hub[Symbol.asyncDispose]();
  throw new Error(`the hub answers ${status} to a request without a token: it is not protected`);
}

/** Apollo Server over Apollo Gateway, its telemetry off. */
export function startApollo(stage: Stage): Promise<Gateway> {
  return start('Apollo Gateway', stage, async ({ plainFile }, port) => ({
    child: startChild([file('peers/apollo.js'), `${port}`, plainFile], {
      ...PRODUCTION,
      APOLLO_TELEMETRY_DISABLED: '1',
    }),
    headers: [{}],
  }));
}

/** @param isShared equal calls in flight are answered by one, as Hive does by default. */
export function startHive(stage: Stage, isShared: boolean): Promise<Gateway> {
  const name = isShared ? 'Hive Gateway, sharing calls in flight' : 'Hive Gateway';
  const program = file('peers/node_modules/@graphql-hive/gateway/dist/bin.js');
  return start(name, stage, async ({ plainFile }, port) => ({
    child: startChild(
      [program, 'supergraph', plainFile, '-c', file('peers/hive.config.js'), '-h', '127.0.0.1', '-p', `${port}`],
      { ...PRODUCTION, BENCH_SHARED: isShared ? '1' : '0' },
    ),
    headers: [{}],
  }));
}

const QUESTION = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' };
const PRODUCTION = { NODE_ENV: 'production' };

async function start(name: string, stage: Stage, by: Start): Promise<Gateway> {
  const port = await freePort();
  const { child, headers } = await by(stage, port);
  const url = `http://127.0.0.1:${port}/graphql`;
  const to = caller(url, headers, MOST_CONNECTIONS);
  await untilAnswering(url);
  return {
    name,
    url,
    headers,
    pid: child.pid,
    to,
    async [Symbol.asyncDispose]() {
      await to[Symbol.asyncDispose]();
      await child[Symbol.asyncDispose]();
    },
  };
}

/** Any answer will do: a gateway that refuses a request without a token is there as well. */
async function untilAnswering(url: string): Promise<void> {
  const until = Date.now() + STARTS_WITHIN_MS;
  while (Date.now() < until) {
    const response = await fetch(url, QUESTION).catch(() => undefined);
    if (response) {
      await response.arrayBuffer();
      return;
    }
    await sleep(100);
  }
  throw new Error(`nothing answers at ${url}`);
}

/** The agencies of the bench do not look at grants; what it costs to make them is measured. */
function grantKeys(stage: Stage): string {
  const path = join(stage.folder, 'grants.json');
  writeFileSync(path, JSON.stringify(makeGrantKeys([...stage.urls.keys()]).hub));
  return path;
}

/** One key, and a token for each caller. */
async function officers(): Promise<{ jwk: object; tokens: readonly string[] }> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'ES256' };
  const tokens = Array.from({ length: CONCURRENCY }, (_each, index) =>
    new SignJWT({ agency: 'accounts', country: 'UG', roles: ['bench-reader'], purposes: ['RISK_ASSESSMENT'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'bench', typ: 'at+jwt' })
      .setSubject(`officer-${index + 1}`)
      .setIssuer(ISSUER)
      .setAudience('hub')
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(privateKey),
  );
  return { jwk, tokens: await Promise.all(tokens) };
}

function file(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
