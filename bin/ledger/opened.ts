import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import pg from 'pg';
import { actEntry } from '../../gateway/ledger/entry.ts';
import type { Act, ActRecord } from '../../gateway/ledger/ledger.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { type LedgerKeys, ledgerKeysOf } from '../../standards/ledger/keys.ts';

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
  const url = database ?? process.env['HUB_LEDGER_URL'];
  if (!url) throw new Error('say where the ledger is: HUB_LEDGER_URL or --database postgres://…');
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

/** Reads the ledger: that it is read is kept first (LED art. 25(2)). @throws Error where that cannot be kept. */
export async function reading<Result>(
  values: ReadingValues,
  about: ActRecord['about'],
  read: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const url = ledgerUrl(values);
  await keepAct(url, actorOf(values), 'LEDGER_READ', about);
  const client = new pg.Client({ connectionString: url, application_name: 'hub ledger' });
  await client.connect();
  try {
    return await read(client);
  } finally {
    await client.end();
  }
}

/** @throws Error that says what to do. */
export function namingKeys(file: string | undefined): LedgerKeys {
  const path = file ?? process.env['HUB_LEDGER_NAMING_FILE'];
  if (!path) throw new Error('say where the keys of names are: HUB_LEDGER_NAMING_FILE or --keys FILE');
  try {
    return ledgerKeysOf(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof SyntaxError ? 'is no JSON' : (error as Error).message}`);
  }
}

/** A moment or a duration back from now (`P30D`). @throws Error */
export function momentOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const days = /^P(\d{1,5})D$/.exec(text)?.[1];
  const time = days === undefined ? Date.parse(text) : Date.now() - Number(days) * 86_400_000;
  if (Number.isNaN(time))
    throw new Error(`--${name} must be a moment (2026-11-27T08:00:00Z), a day, or days back (P30D)`);
  return time;
}
