import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { prepareTables } from '../identity/registry.ts';
import type { SignedCheckpoint } from './checkpoint.ts';
import { closeSegment } from './checkpoints.ts';
import { ExportedDiffers, exportCheckpoint, exportedIn } from './exported.ts';
import type { Signer } from './signing.ts';
import { IS_LEDGER_PREPARED, LEDGER_DDL } from './tables.ts';

export interface CheckpointingOptions {
  /** `postgres://…` */
  readonly databaseUrl: string;
  /** Asked for each segment: keys turn without a restart. */
  readonly signer: Signer | (() => Signer);
  /** From one segment to the next. */
  readonly everyMs: number;
  /** Folder for the checkpoints as files, in other custody than the database; undefined: they stay in the database alone. */
  readonly exportTo?: string | undefined;
  /** What went wrong this time; it is tried again the next. */
  onFault(error: unknown): void;
}

/** Longest wait for the database to answer one statement, milliseconds. */
const TIMEOUT_MS = 60_000;
const CONNECT_MS = 5_000;
/** Checkpoints exported at once, where many are missing. */
const PAGE = 200;

/** Closes what is new again and again. Several processes may: of each interval one closes, and each exports. */
export function checkpointing(options: CheckpointingOptions): AsyncDisposable {
  const stopped = new AbortController();
  const running = keepClosing(options, stopped.signal);
  return {
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await running;
    },
  };
}

async function keepClosing(options: CheckpointingOptions, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    await pause(options.everyMs, undefined, { signal: stopped }).catch(() => {});
    if (!stopped.aborted) await closeOnce(options).catch((error: unknown) => options.onFault(error));
  }
}

async function closeOnce({ databaseUrl, signer, everyMs, exportTo, onFault }: CheckpointingOptions): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: TIMEOUT_MS,
    query_timeout: 2 * TIMEOUT_MS,
    application_name: 'hub ledger checkpoints',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    await prepareTables(client, IS_LEDGER_PREPARED, LEDGER_DDL);
    // Half: the clocks of two processes differ, and none should lose its turn to a millisecond.
    const closed = await closeSegment(client, typeof signer === 'function' ? signer() : signer, {
      notWithinMs: everyMs / 2,
    });
    if (closed && closed.gaps.length > 0) onFault(new Error(`entries are missing: ${closed.gaps.join(', ')}`));
    if (exportTo !== undefined) await exportMissing(client, exportTo);
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Exports every checkpoint that is not in the folder yet. One that is there with another content holds up no other.
 *
 * @returns how many were missing. @throws ExportedDiffers, and the system's errors.
 */
export async function exportMissing(client: pg.ClientBase, folder: string): Promise<number> {
  const there = new Set(await exportedIn(folder));
  let count = 0;
  let differs: ExportedDiffers | undefined;
  for (let after = firstMissing(there) - 1; ; ) {
    const { rows } = await client.query<SignedCheckpoint & { segment: number }>(
      `select segment::float8, text, signature, key from hub_ledger.checkpoint c
        where c.segment > $1 order by c.segment limit ${PAGE}`,
      [after],
    );
    for (const { segment, ...checkpoint } of rows) {
      try {
        await exportCheckpoint(folder, segment, checkpoint);
        if (!there.has(segment)) count += 1;
      } catch (error) {
        if (!(error instanceof ExportedDiffers)) throw error;
        differs ??= error;
      }
      after = segment;
    }
    if (rows.length < PAGE) break;
  }
  if (differs) throw differs;
  return count;
}

/** With the one before it: that it is still the same is looked at each time. */
function firstMissing(there: ReadonlySet<number>): number {
  let segment = 1;
  while (there.has(segment)) segment += 1;
  return Math.max(1, segment - 1);
}
