import { existsSync, lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { registerFile } from '../bureau/register.ts';
import { writeNightsRegister } from '../generator/bureau.ts';
import { ownerFile, temporaryFolderOf } from '../postgres/place.ts';
import { dropDatabases, openSystems, type RunningSystem, runFile, startService } from '../systems.ts';
import { ClaimedError, claim, claimant } from './claim.ts';
import { currentHour, seedWithProgress, USUAL_MOVEMENTS } from './data.ts';
import { hubHome } from './home.ts';
import { listenForStop } from './stop.ts';

/** Bound of --movements: a day of a post many times the size of any there is. */
const MOST_MOVEMENTS = 1_000_000;

/** `hub demo seed --movements N --seed S --from ISO`: plays a generated day into the systems. */
export async function seedCommand(args: readonly string[]): Promise<number> {
  const day = dayOf(args);
  using stop = listenForStop(() => process.exit(130));
  await using systems = await openSystems(console.error);
  console.log(await seedWithProgress(systems.databaseUrl, day, stop.signal));
  // Where nothing was started yet, npm start writes it, of the day that is there then.
  if (existsSync(hubHome())) writeNightsRegister(registerFile(hubHome()), day);
  return 0;
}

/** `hub demo reset`: removes everything the demo has made. @throws ClaimedError while a hub, or its tests, run. */
export async function resetCommand(): Promise<number> {
  const home = hubHome();
  const servers = ['postgres', 'test'].map((name) => join(home, name)).filter((folder) => existsSync(folder));
  for (const file of [runFile(home), ...servers.map(ownerFile)]) {
    const other = claimant(file);
    if (other) throw new ClaimedError(other);
  }
  const external = process.env['DATABASE_URL'];
  if (external) {
    await dropDatabases(external);
    console.log('Removed the databases of the demo from the server of DATABASE_URL.');
  }
  if (!existsSync(home)) return 0;
  requireHome(home);
  // Held to the last: nobody starts in a folder that is being removed.
  using _owned = claim(runFile(home));
  for (const path of [...servers.flatMap((folder) => temporaryFolderOf(folder) ?? []), home]) {
    rmSync(path, { recursive: true });
    console.log(`Removed ${path}`);
  }
  return 0;
}

/** `hub demo system NAME`: one existing system as a process, on the database of HUB_SOURCE_URL. */
export function startSystem(name: string): Promise<RunningSystem> {
  return startService(name, process.env['HUB_SOURCE_URL'] ?? '');
}

function dayOf(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: { movements: { type: 'string' }, seed: { type: 'string' }, from: { type: 'string' } },
    strict: true,
  });
  const movements = wholeNumber(values.movements ?? String(USUAL_MOVEMENTS), '--movements', 1, MOST_MOVEMENTS);
  const seed = wholeNumber(values.seed ?? '1', '--seed', 0, Number.MAX_SAFE_INTEGER);
  return { movements, seed, from: instant(values.from) };
}

function wholeNumber(text: string, name: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`${name} must be a whole number from ${least} to ${most}.`);
}

function instant(text: string | undefined): number {
  if (text === undefined) return currentHour();
  const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(time)) throw new Error('--from must be an instant such as 2026-11-23T08:00:00+03:00.');
  return time;
}

/** HUB_HOME may name anything; only a folder that holds nothing but what a hub writes is removed whole. */
function requireHome(home: string): void {
  const written = [
    'run.json',
    'demo.json',
    'postgres',
    'log',
    'queries',
    'test',
    'codes',
    'grants',
    'partners',
    'agreements',
    'ledger',
    'bureau',
  ];
  const isOurs = lstatSync(home).isDirectory() && readdirSync(home).every((name) => written.includes(name));
  if (!isOurs) throw new Error(`${home} holds what no hub has written; nothing was removed.`);
}
