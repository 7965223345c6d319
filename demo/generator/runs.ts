import type pg from 'pg';
import { HOUR } from './clock.ts';
import type { DayOptions } from './day.ts';

/** In a schema of its own: the generator's notes are no part of the customs system. */
const DDL = `
create schema if not exists generator;
create table if not exists generator.run (
  movements integer not null,
  seed bigint not null,
  from_instant timestamptz not null,
  finished_at timestamptz,
  primary key (movements, seed, from_instant)
)`;

/** Any number; the same in every process. */
const LOCK = 4_302_002;

/** Notes that a day is being played in. */
export async function startRun(database: pg.Pool, { movements, seed, from }: DayOptions): Promise<void> {
  await prepare(database);
  await database.query(
    'insert into generator.run (movements, seed, from_instant) values ($1, $2, $3) on conflict do nothing',
    [movements, seed, new Date(from)],
  );
}

/** Notes that a day is there whole. */
export async function finishRun(database: pg.Pool, { movements, seed, from }: DayOptions): Promise<void> {
  await database.query(
    'update generator.run set finished_at = now() where movements = $1 and seed = $2 and from_instant = $3',
    [movements, seed, new Date(from)],
  );
}

/**
 * The newest day whose movements are not all past at `now`; undefined where there is none. One that was interrupted is
 * not `isWhole`: playing it in again completes it.
 */
export async function currentRun(
  database: pg.Pool,
  now: number,
): Promise<{ day: DayOptions; isWhole: boolean } | undefined> {
  await prepare(database);
  const { rows } = await database.query<{
    movements: number;
    seed: string;
    from_instant: Date;
    finished_at: Date | null;
  }>(
    `select movements, seed, from_instant, finished_at from generator.run
      where from_instant between $1 and $2 order by from_instant desc, finished_at desc nulls last limit 1`,
    [new Date(now - 12 * HOUR), new Date(now)],
  );
  const [row] = rows;
  if (!row) return undefined;
  const day = { movements: row.movements, seed: Number(row.seed), from: row.from_instant.getTime() };
  return { day, isWhole: row.finished_at !== null };
}

async function prepare(database: pg.Pool): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(DDL);
    await client.query('commit');
  } finally {
    client.release();
  }
}
