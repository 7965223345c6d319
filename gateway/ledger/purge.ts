import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { archiveFile } from './archive.ts';
import { checkArchive } from './archive-check.ts';
import { type Checkpoint, checkpointOf } from './checkpoint.ts';

export interface PurgeOptions {
  /** Of what is purged, every entry is older. */
  readonly before: Date;
  /** Folder of archives that must have all of what is purged. */
  readonly archivedIn?: string | undefined;
}

/** What can be purged: the oldest segments, up to the first with an entry that is not old enough. */
export interface Purgeable {
  readonly segments: readonly number[];
  readonly entries: number;
}

export interface Purged extends Purgeable {}

const PAGE = 50;
const SEGMENTS = `select segment::float8, text from hub_ledger.checkpoint c where c.segment > $1 order by c.segment limit ${PAGE}`;

/** Entries of a segment that are there, and whether one of them is not old enough. */
const STATE = `
select coalesce(sum(count), 0)::int as count, coalesce(bool_or(young), false) as young
  from unnest($1::text[], $2::bigint[], $3::bigint[]) as span (writer, first, last)
  cross join lateral (
    select count(*) as count, bool_or(at >= $4) as young from hub_ledger.entry e
     where e.writer = span.writer and e.sequence between span.first and span.last) inner_state`;

const DELETE = `
delete from hub_ledger.entry e using unnest($1::text[], $2::bigint[], $3::bigint[]) as span (writer, first, last)
 where e.writer = span.writer and e.sequence between span.first and span.last`;

/**
 * Only the oldest segments, and without a gap between them: a segment whose entries are gone while older ones are there
 * was not purged, and `verifyLedger` says so. What is in no segment is never purged.
 *
 * @throws Error where one is not in the archives as it was signed.
 */
export async function purgeable(client: pg.ClientBase, { before, archivedIn }: PurgeOptions): Promise<Purgeable> {
  const segments: number[] = [];
  let entries = 0;
  for await (const checkpoint of checkpointsOf(client)) {
    const { rows } = await client.query<{ count: number; young: boolean }>(STATE, [...spansOf(checkpoint), before]);
    const { count, young } = rows[0] ?? { count: 0, young: false };
    if (young) break;
    // Purged already.
    if (count === 0) continue;
    if (archivedIn !== undefined) await mustBeArchived(archivedIn, checkpoint);
    segments.push(checkpoint.segment);
    entries += count;
  }
  return { segments, entries };
}

/**
 * Deletes the entries of closed segments; their checkpoints stay. Each segment is one transaction.
 *
 * @returns what was deleted. @throws as `purgeable` does, before anything is deleted.
 */
export async function purge(client: pg.ClientBase, options: PurgeOptions): Promise<Purged> {
  const { segments } = await purgeable(client, options);
  const chosen = new Set(segments);
  let entries = 0;
  for await (const checkpoint of checkpointsOf(client)) {
    if (chosen.has(checkpoint.segment)) entries += await deleteSegment(client, checkpoint);
  }
  return { segments, entries };
}

async function deleteSegment(client: pg.ClientBase, checkpoint: Checkpoint): Promise<number> {
  await client.query('begin');
  try {
    await client.query("set local hub_ledger.purging = 'closed segment'");
    const { rowCount } = await client.query(DELETE, [...spansOf(checkpoint)]);
    await client.query('commit');
    return rowCount ?? 0;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function* checkpointsOf(client: pg.ClientBase): AsyncGenerator<Checkpoint> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<{ segment: number; text: string }>(SEGMENTS, [after]);
    for (const { segment, text } of rows) {
      const checkpoint = checkpointOf(text);
      if (checkpoint?.segment !== segment) throw new Error(`checkpoint ${segment} is none: hub ledger verify`);
      yield checkpoint;
      after = segment;
    }
    if (rows.length < PAGE) return;
  }
}

function spansOf({ writers }: Checkpoint): readonly unknown[] {
  return [writers.map(({ writer }) => writer), writers.map(({ first }) => first), writers.map(({ last }) => last)];
}

/** @throws Error that says what to do. */
async function mustBeArchived(folder: string, { segment, root }: Checkpoint): Promise<void> {
  const isThere = await stat(join(folder, archiveFile(segment))).catch(() => undefined);
  if (!isThere)
    throw new Error(`segment ${segment} is not archived in ${folder}: hub ledger archive --folder ${folder}`);
  const { header, fault } = await checkArchive(folder, segment, undefined);
  const isSame = checkpointOf(header?.checkpoint.text ?? '')?.root === root;
  if (fault !== undefined || !isSame) {
    throw new Error(`the archive of segment ${segment} is not whole (${fault ?? 'another one'}); nothing was purged`);
  }
}
