import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { registerFile, writeRegister } from './bureau/register.ts';
import { prepareCustoms } from './customs/tables.ts';
import { prepareImmigration } from './immigration/tables.ts';
import { startPolice } from './police/service.ts';
import { preparePolice } from './police/tables.ts';
import { type RunningPostgres, startPostgres } from './postgres/server.ts';
import { startSps } from './sps/service.ts';
import { prepareSps } from './sps/tables.ts';
import { claim, claimant } from './start/claim.ts';
import { hubHome, passableFolder } from './start/home.ts';
import { startPermits } from './template/service.ts';

/** The agencies' existing systems: a database for each, its tables made. */
export interface Systems extends AsyncDisposable {
  readonly databaseUrl: {
    readonly customs: string;
    readonly police: string;
    readonly immigration: string;
    readonly sps: string;
  };
}

/** The databases, beside the one that DATABASE_URL names. */
const DATABASES = {
  customs: 'hub_customs',
  police: 'hub_police',
  immigration: 'hub_immigration',
  sps: 'hub_sps',
  // No agency's: the hub's own, of what is revoked.
  registry: 'hub_registry',
  // The hub's own, of what was disclosed to whom.
  ledger: 'hub_ledger',
} as const;

/** How the tables of each are made in an empty database. */
const TABLES = new Map<string, (databaseUrl: string) => Promise<void>>([
  ['customs', prepareCustoms],
  ['police', preparePolice],
  ['immigration', prepareImmigration],
  ['sps', prepareSps],
]);

/** The agency whose system is the hub's disclosure ledger: the gateway makes its tables when it starts. */
export const LEDGER_READER = 'oversight';

/** A system that is a process of its own, running. */
export interface RunningSystem extends AsyncDisposable {
  readonly url: string;
}

/** The systems that answer over the network; the others are reached through their database. */
const SERVICES = new Map<string, (databaseUrl: string) => Promise<RunningSystem>>([
  ['police', (databaseUrl) => startPolice({ databaseUrl })],
  ['sps', (databaseUrl) => startSps({ databaseUrl })],
]);

/** Systems that keep no database. */
const IN_MEMORY = new Map<string, () => Promise<RunningSystem>>([['template', startPermits]]);

/** The systems that are a file, and where it is in the home of a demo. */
const FILES = new Map<string, (home: string) => string>([['bureau', registerFile]]);

/** The systems cannot be opened; the message says what to do. */
export class SystemsError extends Error {}

/**
 * Opens the agencies' databases: on the server of DATABASE_URL, else on that of the hub that runs here, else on one
 * started for as long as this is open. Missing databases and tables are made.
 *
 * @throws SystemsError, PostgresError, ClaimedError: each says what to do.
 */
export async function openSystems(onProgress: (line: string) => void = () => {}): Promise<Systems> {
  const external = process.env['DATABASE_URL'];
  if (external) return { databaseUrl: await prepareDatabases(external), [Symbol.asyncDispose]: async () => {} };
  const home = passableFolder(hubHome());
  const running = claimant(runFile(home));
  if (running?.databaseUrl) {
    return { databaseUrl: await prepareDatabases(running.databaseUrl), [Symbol.asyncDispose]: async () => {} };
  }
  return openOwn(home, onProgress);
}

/** A server for as long as the systems are open. Nobody else is told where it is: it would end under them. */
async function openOwn(home: string, onProgress: (line: string) => void): Promise<Systems> {
  const owned = claim(runFile(home));
  let server: RunningPostgres | undefined;
  async function close(): Promise<void> {
    await server?.[Symbol.asyncDispose]();
    owned[Symbol.dispose]();
  }
  try {
    server = await startPostgres({ folder: postgresFolder(home), onProgress });
    const databaseUrl = await prepareDatabases(server.url);
    return { databaseUrl, [Symbol.asyncDispose]: close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The record of the process that has `home`. */
export function runFile(home: string): string {
  return join(home, 'run.json');
}

/** Folder of the PostgreSQL server of `home`. */
export function postgresFolder(home: string): string {
  return join(home, 'postgres');
}

/** Names of the systems that are processes of their own. */
export function serviceNames(): readonly string[] {
  return [...SERVICES.keys()];
}

/** Agency → path of the file that is its system. */
export function systemFiles(home: string): ReadonlyArray<readonly [agency: string, path: string]> {
  return [...FILES].map(([agency, fileIn]) => [agency, fileIn(home)]);
}

/** Address of the database of a system that is a process of its own. @throws SystemsError */
export function serviceDatabase(name: string, databaseUrl: Systems['databaseUrl']): string {
  return databaseOf(name, databaseUrl) ?? unknownService();
}

/**
 * Where an agency's subgraph finds the agency's system: its service, else its database; empty for an agency that keeps
 * no system.
 *
 * @param services name → address of the services that run, of the ledger by the name of the agency that reads it, and path
 *   of the systems that are files.
 */
export function sourceUrl(
  agency: string,
  databaseUrl: Systems['databaseUrl'],
  services: ReadonlyMap<string, string>,
): string {
  return services.get(agency) ?? databaseOf(agency, databaseUrl) ?? '';
}

/** Starts one of the systems that are processes of their own, on its database. @throws SystemsError */
export function startService(name: string, databaseUrl: string): Promise<RunningSystem> {
  return (SERVICES.get(name) ?? unknownService())(databaseUrl);
}

/**
 * Starts an agency's system as it is before anything came in.
 *
 * @param databaseUrl an empty database, for the system that keeps one.
 * @returns where its subgraph finds it; an empty address for an agency that keeps no system.
 */
export async function startEmptySystem(agency: string, databaseUrl: string): Promise<RunningSystem> {
  const prepare = TABLES.get(agency);
  await prepare?.(databaseUrl);
  const start = SERVICES.get(agency);
  if (start) return start(databaseUrl);
  const fileIn = FILES.get(agency);
  if (fileIn) return emptyRegister(fileIn);
  const isDatabase = prepare !== undefined || agency === LEDGER_READER;
  return IN_MEMORY.get(agency)?.() ?? { url: isDatabase ? databaseUrl : '', [Symbol.asyncDispose]: async () => {} };
}

/** A register with nothing but a header. */
function emptyRegister(fileIn: (home: string) => string): RunningSystem {
  const home = mkdtempSync(join(tmpdir(), 'hub-register-'));
  const url = fileIn(home);
  writeRegister(url, []);
  return { url, [Symbol.asyncDispose]: async () => rmSync(home, { recursive: true }) };
}

function databaseOf(agency: string, databaseUrl: Systems['databaseUrl']): string | undefined {
  return new Map(Object.entries(databaseUrl)).get(agency);
}

function unknownService(): never {
  throw new SystemsError(`Name one of: ${serviceNames().join(', ')}`);
}

/**
 * Makes the agencies' databases and tables on a server, as far as they are missing.
 *
 * @param serverUrl address of any database of the server.
 * @returns the address of each agency's database.
 */
export async function prepareDatabases(serverUrl: string): Promise<Systems['databaseUrl']> {
  await withDatabase(serverUrl, (client) => createMissing(client, Object.values(DATABASES)));
  const databaseUrl = {
    customs: beside(serverUrl, DATABASES.customs),
    police: beside(serverUrl, DATABASES.police),
    immigration: beside(serverUrl, DATABASES.immigration),
    sps: beside(serverUrl, DATABASES.sps),
  };
  for (const [agency, prepare] of TABLES) await prepare(databaseOf(agency, databaseUrl) ?? unknownService());
  return databaseUrl;
}

/** Makes the database of the hub's own disclosure ledger, where it is missing. @returns its address. */
export async function prepareLedger(serverUrl: string): Promise<string> {
  await withDatabase(serverUrl, (client) => createMissing(client, [DATABASES.ledger]));
  return ledgerDatabase(serverUrl);
}

/** Address of the hub's registry on a server whose databases were made. */
export function registryDatabase(serverUrl: string): string {
  return beside(serverUrl, DATABASES.registry);
}

/** Address of the hub's disclosure ledger on such a server. */
export function ledgerDatabase(serverUrl: string): string {
  return beside(serverUrl, DATABASES.ledger);
}

/** Removes the agencies' databases from a server; whoever still uses them loses the connection. */
export async function dropDatabases(serverUrl: string): Promise<void> {
  await withDatabase(serverUrl, async (client) => {
    for (const name of Object.values(DATABASES)) await client.query(`drop database if exists ${name} with (force)`);
  });
}

async function withDatabase(serverUrl: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: serverUrl, connectionTimeoutMillis: 10_000 });
    await client.connect();
  } catch {
    // The address holds a password, and the driver's message may repeat parts of the address.
    throw new SystemsError('The PostgreSQL server of DATABASE_URL cannot be reached, or refuses this role.');
  }
  try {
    await use(client);
  } finally {
    await client.end();
  }
}

async function createMissing(client: pg.Client, names: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ datname: string }>('select datname from pg_database');
  const existing = new Set(rows.map(({ datname }) => datname));
  for (const name of names) if (!existing.has(name)) await createDatabase(client, name);
}

async function createDatabase(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`create database ${name} encoding 'UTF8' template template0`);
  } catch (error) {
    const { code } = error as { code?: string };
    // Another process made it in the same moment.
    if (code === '42P04' || code === '23505') return;
    if (code !== '42501') throw error;
    const statements = Object.values(DATABASES).map((each) => `CREATE DATABASE ${each} OWNER …;`);
    throw new SystemsError(
      `The role of DATABASE_URL may not create databases. Have these made, owned by that role: ${statements.join(' ')}`,
    );
  }
}

function beside(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}
