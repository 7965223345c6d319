import { mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { openServer } from '../../demo/start/data.ts';
import type { DemoRecord } from '../../demo/start/run.ts';
import { nothingRunning, type Running } from '../../demo/start/running.ts';
import { prepareLedger } from '../../demo/systems.ts';
import { startHub } from '../../gateway/hub.ts';
import type { AgencyFolder } from '../agency/folder.ts';
import { publishedSdl } from '../agency/published.ts';
import { paragraph } from '../check/report.ts';
import { makeKeyFiles } from '../ledger/key-files.ts';
import { checking } from './checking.ts';
import { type Composed, tried, writeContract } from './contract.ts';
import { gatewayConfig } from './gateway.ts';
import { devKeys } from './keys.ts';
import { madeNeighbours, type Neighbours } from './neighbours.ts';
import type { Others } from './others.ts';
import { type OwnSubgraph, ownSubgraph, systemAway } from './own-subgraph.ts';
import { type DevState, devState } from './state.ts';
import { isMadeUp, update } from './update.ts';
import { watchAgency } from './watch.ts';

export interface DevOptions {
  readonly agency: AgencyFolder;
  /** Folder of what is kept: database, keys, contract, logs. */
  readonly home: string;
  /** Its system, an address or a file; undefined: its own fields are made up as well. */
  readonly source: string | undefined;
  readonly others: Others;
  /** Of the gateway; 0: any free one. */
  readonly port: number;
  readonly say: (line: string) => void;
}

/** An agency beside its neighbours, as it is developed. */
export interface Dev extends AsyncDisposable, Pick<DemoRecord, 'url' | 'identity' | 'ledger' | 'subgraphs'> {
  /** Its name. */
  readonly agency: string;
  /** File of its SDL. */
  readonly schema: URL;
  readonly state: DevState;
  /** Folder of the contract that is served. */
  readonly contract: string;
  /** Address of the database server. */
  readonly databaseUrl: string;
}

/**
 * Starts everything an agency needs to be asked through a hub, and keeps it up to date with the agency's files. Where
 * these cannot be served yet, it waits until they can.
 *
 * @throws Error that says what to do.
 */
export async function startDev(options: DevOptions, signal: AbortSignal): Promise<Dev> {
  const running = nothingRunning();
  try {
    return await opened(options, running, signal);
  } catch (error) {
    await running.close();
    throw error;
  }
}

async function opened(options: DevOptions, running: Running, signal: AbortSignal): Promise<Dev> {
  const { home, say, agency } = options;
  const contract = join(home, 'contract');
  const logs = join(home, 'log');
  for (const folder of [contract, logs]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = devState();
  const first = await firstGood(options, state, signal);
  writeContract(contract, first);
  const names = first.brought.map(({ part }) => part.name);
  const keys = devKeys(home, names, agency.entry.name, options.others);
  running.add(() => keys[Symbol.dispose]());
  const ledgerKeys = makeKeyFiles(join(home, 'ledger'), names);
  say('Starting a ledger, personas, the neighbours and the agency …');
  const starting = [
    ledgerOf(home, running, say),
    identityOf(running),
    besides(first, options, keys.of, running),
    ownOf(options, keys.of(agency.entry.name), logs, running),
  ] as const;
  // Where one fails the others are waited for: what is still starting cannot be ended.
  await Promise.allSettled(starting);
  const [database, identity, neighbours, own] = await Promise.all(starting);
  signal.throwIfAborted();
  const subgraphs = Object.fromEntries([
    ...(options.others.kind === 'running' ? options.others.urls : neighbours.urls),
    ...addressOf(options, neighbours, own),
  ]);
  const { ledger } = database;
  const told = { home, contract, names, identity, ledger, ledgerKeys, keys, port: options.port };
  const config = gatewayConfig({ ...told, subgraphs: new Map(Object.entries(subgraphs)) });
  const hub = await startHub(config, { fault: (error) => state.fault(error) });
  running.add(() => hub[Symbol.asyncDispose]());
  state.served();
  const look = checking(agency.path, async (problems) => {
    const away = (await own?.isReady()) === false ? [systemAway(options.source)] : [];
    if (state.now.kind === 'serving') state.checked([...away, ...problems]);
  });
  running.add(() => look[Symbol.dispose]());
  look.again();
  const work = { ...options, contract, state, neighbours, own, look, latest: first };
  hub.onChange(() => state.served());
  const watch = watchAgency(agency.path, (changes) => update(work, changes).catch(state.fault));
  running.add(() => watch[Symbol.dispose]());
  return {
    agency: agency.entry.name,
    schema: agency.schema,
    url: hub.url,
    identity,
    state,
    contract,
    databaseUrl: database.url,
    subgraphs,
    ledger: { ...ledgerKeys, url: ledger, checkpoints: join(home, 'ledger', 'checkpoints') },
    [Symbol.asyncDispose]: () => running.close(),
  };
}

/** What is served first: what cannot be is told, and waited for. */
async function firstGood({ agency, say }: DevOptions, state: DevState, signal: AbortSignal): Promise<Composed> {
  const first = tried(agency);
  if (first.kind === 'composed') return first;
  state.refused(first.problems);
  for (const problem of first.problems) say(paragraph(problem));
  say('Nothing can be served yet: mend it and save; this goes on by itself.');
  return new Promise((resolve, reject) => {
    const watch = watchAgency(agency.path, async () => {
      const again = tried(agency);
      if (again.kind !== 'composed') return state.refused(again.problems);
      watch[Symbol.dispose]();
      resolve(again);
    });
    signal.addEventListener('abort', () => {
      watch[Symbol.dispose]();
      reject(signal.reason);
    });
  });
}

/** In the database that DATABASE_URL names, else in one of its own. */
async function ledgerOf(home: string, running: Running, say: (line: string) => void) {
  const server = await openServer(home, say);
  running.add(() => server[Symbol.asyncDispose]());
  return { url: server.url, ledger: process.env['DATABASE_URL'] || (await prepareLedger(server.url)) };
}

async function identityOf(running: Running): Promise<string> {
  // Loaded when asked for: it is there to develop with, and no part of an installation.
  const { startIdentity } = await import('../../demo/identity/provider.ts');
  const identity = await startIdentity();
  running.add(() => identity[Symbol.asyncDispose]());
  return identity.url;
}

/** Those who are not here are made up, and the agency itself where it has no system yet. */
async function besides(
  { brought }: Composed,
  { agency, others, source }: DevOptions,
  keyFile: (agency: string) => string,
  running: Running,
): Promise<Neighbours> {
  const made = madeNeighbours(keyFile);
  running.add(() => made[Symbol.asyncDispose]());
  const isMade = ({ part }: Composed['brought'][number]) =>
    part.name === agency.entry.name ? isMadeUp(agency, source) : others.kind === 'mock';
  await Promise.all(
    brought.filter(isMade).map((each) => {
      const isOwn = each.part.name === agency.entry.name;
      return made.make(each, isOwn ? agency.schema : publishedSdl(each.part.name));
    }),
  );
  return made;
}

async function ownOf(
  { agency, source }: DevOptions,
  grantKeys: string,
  logs: string,
  running: Running,
): Promise<OwnSubgraph | undefined> {
  if (agency.definition === undefined || source === undefined) return undefined;
  const isAddress = /^\w+:\/\//.test(source) || isAbsolute(source);
  const system = isAddress ? source : join(agency.path, source);
  const own = await ownSubgraph({ agency, source: system, grantKeys, logs });
  running.add(() => own[Symbol.asyncDispose]());
  const first = own.next();
  for (const { file, line, what } of await first.problems) throw new Error(`${file}:${line}: ${what}`);
  await first.adopt();
  return own;
}

/** A subgraph that is made with something else is asked where its entry says. */
function addressOf(
  { agency: { entry } }: DevOptions,
  { urls }: Neighbours,
  own: OwnSubgraph | undefined,
): ReadonlyArray<readonly [string, string]> {
  return [[entry.name, own?.url ?? urls.get(entry.name) ?? entry.url]];
}
