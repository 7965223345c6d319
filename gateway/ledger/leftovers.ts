import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../identity/registry.ts';
import type { Linked } from './chain.ts';
import { readPiece } from './spool.ts';
import { entriesOf } from './spool-lines.ts';
import { deadWriterOf } from './spool-names.ts';
import { type LedgerStore, StoreFault } from './store.ts';

/**
 * Ships the spools of writers that have died, each in order, and removes what is in the database whole. Two who do so at
 * once do no harm: what is there already is not kept twice. One that is broken, or does not fit what the database has, is
 * told and left where it is.
 *
 * @param isOver looked at between batches.
 * @param fault told for each spool that stays, its code: SPOOL_BROKEN, FORKED, or the system's.
 * @throws StoreFault AWAY: what is left waits for the next time.
 */
export async function shipLeftovers(
  folder: string,
  store: LedgerStore,
  isOver: () => boolean,
  fault: (code: string) => void,
): Promise<void> {
  for (const name of await namesIn(folder)) {
    const writer = deadWriterOf(name);
    if (writer === undefined) continue;
    try {
      if (!(await shipFile(join(folder, name), writer, store, isOver))) return;
      await rm(join(folder, name), { force: true });
    } catch (error) {
      if (error instanceof StoreFault && error.kind === 'AWAY') throw error;
      // Another process that did the same was first.
      if (codeOf(error) !== 'ENOENT') fault(codeOf(error));
    }
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch {
    // No folder has no leftovers; that it cannot be read is told when something is to be put there.
    return [];
  }
}

/** @returns false where it was over before the end. */
async function shipFile(path: string, writer: string, store: LedgerStore, isOver: () => boolean): Promise<boolean> {
  await using file = await open(path, 'r');
  const { size } = await file.stat();
  let last: Linked | undefined;
  for (let at = 0; ; ) {
    if (isOver()) return false;
    const piece = await readPiece(file, at, size);
    // What has no end is of a batch in whose middle its process was killed: nobody was answered on it.
    if (piece.length === 0) return true;
    const entries = entriesOf(writer, piece.toString(), last);
    await store.insert(writer, entries);
    last = entries.at(-1);
    at += piece.length;
  }
}
