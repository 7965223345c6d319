import { userInfo } from 'node:os';
import pg from 'pg';
import { codeOf, prepareTables } from '../../gateway/identity/registry.ts';
import { actEntry } from '../../gateway/ledger/entry.ts';
import type { Act, ActRecord } from '../../gateway/ledger/ledger.ts';
import { IS_LEDGER_PREPARED, LEDGER_DDL } from '../../gateway/ledger/tables.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { type LedgerKeys, ledgerKeysOf } from '../../standards/ledger/keys.ts';
import { readJson } from './files.ts';
import { placeOf } from './place.ts';

/** Options of every command that reads the ledger. */
export const READING = {
  database: { type: 'string' },
  by: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface ReadingValues {
  readonly database?: string | undefined;
  readonly by?: string | undefined;
}

/** Name of this program's chains. */
const INSTANCE = 'hub-command';

/** @throws Error that says what to do. */
export function ledgerUrl({ database }: ReadingValues): string {
  const url = placeOf('url', database);
  if (!url) throw new Error('say where the ledger is: HUB_LEDGER_URL, --database postgres://…, or npm start');
  return url;
}

/** Who does it: as they say, else by their name on this machine. */
export function actorOf({ by }: ReadingValues): string {
  return by ?? userInfo().username;
}

/** Keeps what somebody does in the ledger. @throws Error where it cannot be kept: then it is not done. */
export async function keepAct(url: string, by: string, act: Act, about: ActRecord['about']): Promise<void> {
  const writer = openWriter({ instance: INSTANCE, databaseUrl: url, spool: undefined });
  try {
    await writer.append(actEntry({ act, at: new Date().toISOString(), by, about }));
  } catch {
    throw new Error(
      'the ledger cannot keep that you do this, so it is not done: is the database there, and may you write?',
    );
  } finally {
    await writer[Symbol.asyncDispose]();
  }
}

/**
 * Keeps what an operator does to the hub where a ledger is named (HUB_LEDGER_URL). What takes something away is not kept
 * from being done by a ledger that is away: that it is not kept is said.
 *
 * @throws Error where it gives something, and cannot be kept.
 */
export async function keepOperatorAct(act: Act, about: ActRecord['about'], values: ReadingValues = {}): Promise<void> {
  const url = process.env['HUB_LEDGER_URL'];
  if (!url) return console.error('No ledger is named (HUB_LEDGER_URL): that this is done is kept nowhere.');
  try {
    await keepAct(url, actorOf(values), act, about);
  } catch (error) {
    if (act === 'AGREEMENT_RESUMED') throw error;
    console.error('The ledger is away: this is done all the same, and kept nowhere.');
  }
}

/** Reads the ledger: that it is read is kept first (LED art. 25(2)). @throws Error where that cannot be kept. */
export async function reading<Result>(
  values: ReadingValues,
  about: ActRecord['about'],
  read: (client: pg.Client) => Promise<Result>,
  act: Extract<Act, 'LEDGER_READ' | 'SEAL_OPENED'> = 'LEDGER_READ',
): Promise<Result> {
  const url = ledgerUrl(values);
  await keepAct(url, actorOf(values), act, about);
  return connected(values, read);
}

/** Works on the ledger's database. @throws Error that has nothing in it of the address. */
export async function connected<Result>(
  values: ReadingValues,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: ledgerUrl(values), application_name: 'hub ledger' });
  client.on('error', () => {});
  try {
    await client.connect();
    await prepareTables(client, IS_LEDGER_PREPARED, LEDGER_DDL);
  } catch (error) {
    throw new Error(`the ledger's database does not let this begin: ${codeOf(error)}`);
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** @throws Error that says what to do. */
export function namingKeys(file: string | undefined): LedgerKeys {
  const path = placeOf('naming', file);
  if (!path) throw new Error('say where the keys of names are: HUB_LEDGER_NAMING_FILE or --keys FILE');
  return readJson(path, ledgerKeysOf);
}

const BACK = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,5})D)?$/;

/** A moment, or a duration back from now in years, months and days of the calendar (`P30D`, `P10Y`). @throws Error */
export function momentOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const back = BACK.exec(text);
  const time = back ? timeBack(back.slice(1).map((each) => Number(each ?? 0))) : Date.parse(text);
  if (Number.isNaN(time))
    throw new Error(`--${name} must be a moment (2026-11-27T08:00:00Z), a day, or back from now (P30D, P18M, P10Y)`);
  return time;
}

function timeBack([years = 0, months = 0, days = 0]: readonly number[]): number {
  const time = new Date();
  time.setUTCFullYear(time.getUTCFullYear() - years, time.getUTCMonth() - months, time.getUTCDate() - days);
  return time.getTime();
}
