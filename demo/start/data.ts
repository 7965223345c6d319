import pg from 'pg';
import { HOUR } from '../generator/clock.ts';
import type { DayOptions } from '../generator/day.ts';
import { currentRun } from '../generator/runs.ts';
import { seed } from '../generator/seed.ts';
import { startPostgres } from '../postgres/server.ts';
import { postgresFolder, prepareDatabases, type Systems } from '../systems.ts';
import { progressBar } from './progress.ts';

/** The server the agencies' databases are on. */
export interface DatabaseServer extends AsyncDisposable {
  readonly url: string;
  /** Settles when a server of our own ends; never for one of somebody else's. */
  readonly ended: Promise<void>;
}

/** Lorries of a day that nobody asked otherwise for. */
export const USUAL_MOVEMENTS = 400;

/** Opens the server of DATABASE_URL, else starts one below `home`. */
export async function openServer(home: string, say: (line: string) => void): Promise<DatabaseServer> {
  const external = process.env['DATABASE_URL'];
  if (!external) return startPostgres({ folder: postgresFolder(home), onProgress: say });
  return { url: external, ended: new Promise(() => {}), [Symbol.asyncDispose]: async () => {} };
}

/** The start of the hour: the clock's time of a day that nobody asked otherwise for. */
export function currentHour(now: number = Date.now()): number {
  return Math.floor(now / HOUR) * HOUR;
}

/**
 * Makes databases, tables and, where no generated movement is due in the coming twelve hours, a fresh day. Older days
 * stay as history; a day whose playing was interrupted is completed.
 *
 * @returns the databases and the day that is there.
 */
export async function prepareData(
  serverUrl: string,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<{ databaseUrl: Systems['databaseUrl']; day: DayOptions }> {
  const databaseUrl = await prepareDatabases(serverUrl);
  signal.throwIfAborted();
  const run = await currentDay(databaseUrl.customs);
  if (run?.isWhole) return { databaseUrl, day: run.day };
  const day = run?.day ?? { movements: USUAL_MOVEMENTS, seed: 1, from: currentHour() };
  say(`Playing in a day at the border: ${day.movements} lorries and the story's …`);
  await seedWithProgress(databaseUrl, day, signal);
  return { databaseUrl, day };
}

/** Seeds with a bar. @returns what was done, in words. */
export async function seedWithProgress(
  databaseUrl: Systems['databaseUrl'],
  day: DayOptions,
  signal: AbortSignal,
): Promise<string> {
  const bar = progressBar('Movements', day.movements + 1);
  try {
    const done = await seed(databaseUrl, day, { signal, onProgress: (count) => bar.update(count) });
    const messages = done.declarations + done.notifications;
    return `${done.movements} movements: ${done.declarations} declarations and ${done.notifications} notifications, ${
      done.unchanged === messages ? 'all there before' : `${messages - done.unchanged} of them new`
    }.`;
  } finally {
    bar.end();
  }
}

async function currentDay(customsUrl: string) {
  const pool = new pg.Pool({ connectionString: customsUrl, max: 1 });
  try {
    return await currentRun(pool, Date.now());
  } finally {
    await pool.end();
  }
}
