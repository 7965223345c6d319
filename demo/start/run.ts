import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { registerFile } from '../bureau/register.ts';
import { writeNightsRegister } from '../generator/bureau.ts';
import { story } from '../generator/story.ts';
import { partnerIssuer } from '../identity/partner-provider.ts';
import {
  LEDGER_READER,
  ledgerDatabase,
  registryDatabase,
  runFile,
  serviceDatabase,
  serviceNames,
  sourceUrl,
  systemFiles,
} from '../systems.ts';
import { demoAgreements } from './agreements.ts';
import { type Claim, claim } from './claim.ts';
import { openServer, prepareData } from './data.ts';
import { type GrantKeyFiles, grantKeyFiles } from './grant-keys.ts';
import { hubHome, passableFolder, writePrivate } from './home.ts';
import { startPart } from './part.ts';
import { demoIssuer, personaTokens } from './personas.ts';
import { isPortFree } from './port.ts';
import { writeQueries } from './queries.ts';
import { nothingRunning, type Running } from './running.ts';
import { listenForStop, Stopped } from './stop.ts';
import { welcome } from './welcome.ts';

/** What a demo hub is made of, beside the agencies' systems. */
export interface HubPlan {
  /** Names of the agencies whose subgraphs are started. */
  readonly agencies: readonly string[];
  /** File of the supergraph. */
  readonly supergraph: string;
  /** Folder of the stored operations to try. */
  readonly operations: string;
  /** Makes the keys of the disclosure ledger in a folder where there are none. */
  ledgerKeys(folder: string, agencies: readonly string[]): LedgerKeyFiles;
}

/** Files of the disclosure ledger's keys. */
export interface LedgerKeyFiles {
  readonly naming: string;
  readonly signing: string;
  readonly verification: string;
  /** Agency → its public key. */
  readonly owners: Readonly<Record<string, string>>;
}

/** What .hub/demo.json says: how to reach the hub that runs. */
export interface DemoRecord {
  readonly url: string;
  /** Address of the identity provider. */
  readonly identity: string;
  /** Registry of revocations, for HUB_REGISTRY_URL of `hub revoke`. */
  readonly registry: string;
  /** For HUB_LEDGER_URL, HUB_LEDGER_NAMING_FILE and HUB_LEDGER_VERIFICATION_FILE of `hub ledger`. */
  readonly ledger: {
    readonly url: string;
    readonly naming: string;
    readonly verification: string;
    /** Folder of exported checkpoints. */
    readonly checkpoints: string;
  };
  /** Persona → access token, good for twelve hours. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Stored operation → file that can be sent as it is. */
  readonly queries: Readonly<Record<string, string>>;
  /** References of two declarations that a partner may ask for. */
  readonly mrns: readonly string[];
  /** Agency → address of its subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** Folder of the contract that is served; none: the national one. */
  readonly contract?: string;
}

const USUAL_PORT = 4000;
const FORCED_EXIT = 130;

const say = (line: string): void => console.error(line);

/**
 * Runs everything on this machine until somebody asks to end, or a part ends unasked.
 *
 * @returns 0 where it was asked to end, 1 where something failed; what failed is said.
 */
export async function runHub(plan: HubPlan): Promise<number> {
  const running = nothingRunning();
  using stop = listenForStop(() => {
    running.kill();
    process.exit(FORCED_EXIT);
  });
  const ending = new AbortController();
  const launched = launch(plan, running, ending.signal);
  launched.catch(() => {});
  let exitCode = 0;
  try {
    await Promise.race([launched, stop.stopped, running.crashed]);
    await Promise.race([stop.stopped, running.crashed]);
  } catch (error) {
    if (error instanceof Stopped) say('\nStopping …');
    else {
      say(`hub start: ${error instanceof Error ? error.message : 'failed'}`);
      exitCode = 1;
    }
  }
  ending.abort(new Stopped());
  await running.close();
  // A step of the start may have been under way, and have started something meanwhile.
  await launched.catch(() => {});
  await running.close();
  return exitCode;
}

async function launch(plan: HubPlan, running: Running, signal: AbortSignal): Promise<void> {
  const home = passableFolder(hubHome());
  const owned = claim(runFile(home));
  running.add(() => owned[Symbol.dispose]());
  const { day, databaseUrl, registry, ledger } = await openData(home, owned, running, signal);
  const start = partStarter(home, running, signal);
  const [identity, services] = await Promise.all([
    start('identity', ['demo', 'identity'], { HUB_HOME: home }),
    started(
      serviceNames().map((name) => [
        name,
        () => start(`system-${name}`, ['demo', 'system', name], { HUB_SOURCE_URL: serviceDatabase(name, databaseUrl) }),
      ]),
    ),
  ]);
  const keys = grantKeyFiles(home, plan.agencies);
  running.add(() => keys[Symbol.dispose]());
  const ledgerKeys = plan.ledgerKeys(join(home, 'ledger'), plan.agencies);
  const systems = new Map([...services, ...systemFiles(home), [LEDGER_READER, ledger]]);
  const subgraphs = await started(
    plan.agencies.map((name) => [
      name,
      () =>
        start(`subgraph-${name}`, ['subgraph', name], {
          HUB_SOURCE_URL: sourceUrl(name, databaseUrl, systems),
          HUB_GRANT_KEYS_FILE: keys.of(name),
          // Of the agencies, the one that reads the ledger alone may name whom it is about.
          ...(name === LEDGER_READER && { HUB_LEDGER_NAMING_FILE: ledgerKeys.naming }),
        }),
    ]),
  );
  const agreements = demoAgreements(home, identity);
  const surroundings = { home, identity, registry, ledger, ledgerKeys, keys, agreements };
  const url = await start('gateway', ['gateway'], await gatewayEnvironment(plan, subgraphs, surroundings));
  signal.throwIfAborted();
  owned.publish({ url });
  const record: DemoRecord = {
    url,
    identity,
    registry,
    ledger: {
      url: ledger,
      naming: ledgerKeys.naming,
      verification: ledgerKeys.verification,
      checkpoints: join(home, 'ledger', 'checkpoints'),
    },
    tokens: await personaTokens(identity),
    queries: Object.fromEntries(writeQueries(plan.operations, join(home, 'queries'), story(day.from))),
    mrns: story(day.from).mrns,
    subgraphs: Object.fromEntries(subgraphs),
  };
  const file = join(home, 'demo.json');
  // Its tokens are worth nothing once the hub has ended: the key ends with it.
  running.add(() => rmSync(file, { force: true }));
  writePrivate(file, JSON.stringify(record, null, 2));
  console.log(welcome(record, file));
}

/** Noted before it is looked at whether to go on: what was started is always ended. */
async function openData(home: string, owned: Claim, running: Running, signal: AbortSignal) {
  const server = await openServer(home, say);
  running.add(() => server[Symbol.asyncDispose]());
  signal.throwIfAborted();
  running.watch(server.ended, `PostgreSQL ended unasked. Its log is below ${home}.`);
  const data = await prepareData(server.url, say, signal);
  writeNightsRegister(registerFile(home), data.day);
  owned.publish({ databaseUrl: server.url });
  return { ...data, registry: registryDatabase(server.url), ledger: ledgerDatabase(server.url) };
}

type StartPart = (
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
) => Promise<string>;

function partStarter(home: string, running: Running, signal: AbortSignal): StartPart {
  const logs = join(home, 'log');
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  return (name, args, environment) => {
    signal.throwIfAborted();
    say(`Starting ${name} …`);
    return running.addPart(startPart({ name, args, environment, logFile: join(logs, `${name}.log`) })).url;
  };
}

/** Starts several at once. @returns name → address. */
async function started(
  parts: ReadonlyArray<readonly [name: string, start: () => Promise<string>]>,
): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(parts.map(async ([name, start]) => [name, await start()] as const)));
}

interface Surroundings {
  readonly home: string;
  readonly identity: string;
  readonly registry: string;
  readonly ledger: string;
  readonly ledgerKeys: LedgerKeyFiles;
  readonly keys: GrantKeyFiles;
  /** Folder of the agreements. */
  readonly agreements: string;
}

async function gatewayEnvironment(
  plan: HubPlan,
  subgraphs: ReadonlyMap<string, string>,
  { home, identity, registry, ledger, ledgerKeys, keys, agreements }: Surroundings,
): Promise<Readonly<Record<string, string>>> {
  return {
    HUB_SUPERGRAPH: plan.supergraph,
    HUB_SUBGRAPHS: JSON.stringify(Object.fromEntries(subgraphs)),
    HUB_HOST: '127.0.0.1',
    HUB_PORT: String(await gatewayPort()),
    HUB_MODE: 'development',
    HUB_ISSUERS: JSON.stringify([demoIssuer(identity, plan.agencies), partnerIssuer(identity)]),
    HUB_REGISTRY_URL: registry,
    HUB_LEDGER_URL: ledger,
    HUB_LEDGER_NAMING_FILE: ledgerKeys.naming,
    HUB_LEDGER_SIGNING_FILE: ledgerKeys.signing,
    HUB_LEDGER_OWNERS: JSON.stringify(
      Object.fromEntries(Object.entries(ledgerKeys.owners).map(([agency, fromFile]) => [agency, { fromFile }])),
    ),
    HUB_LEDGER_INSTANCE: 'demo',
    HUB_LEDGER_SPOOL: join(home, 'ledger', 'spool'),
    HUB_LEDGER_CHECKPOINTS: join(home, 'ledger', 'checkpoints'),
    HUB_AGREEMENTS: agreements,
    HUB_GRANTS_FILE: keys.hub,
    HUB_PSEUDONYM_KEY_FILE: keys.pseudonyms,
    HUB_GRAPHIQL: '1',
    // A page that is being developed against the hub.
    HUB_CORS_ORIGINS: process.env['HUB_CORS_ORIGINS'] ?? '',
  };
}

async function gatewayPort(): Promise<number> {
  const asked = Number(process.env['HUB_PORT'] ?? USUAL_PORT);
  if (!Number.isInteger(asked) || asked < 0 || asked > 65_535)
    throw new Error('HUB_PORT must be a port number, 0 to 65535.');
  if (asked === 0 || (await isPortFree(asked))) return asked;
  say(`Port ${asked} is taken: the gateway gets a free one (HUB_PORT names another).`);
  return 0;
}
