import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type pg from 'pg';
import { type Checkpoint, checkpointOf, type SignedCheckpoint } from './checkpoint.ts';
import { segmentsIn } from './exported.ts';
import { ENTRIES_AT_ONCE, PIECE_ENTRIES, PIECES_SETTINGS, type Piece, RANGES_AT_ONCE, readPieces } from './pieces.ts';
import { grouped, partsOf } from './ranges.ts';
import { SegmentCheck } from './segment-check.ts';

/** The first line of an archive; a line of JSON for each entry follows, in the order of writers and numbers. */
export interface ArchiveHeader {
  readonly v: 1;
  readonly segment: number;
  /** SHA-256 of the archive before, hex; null for the first of a folder. */
  readonly previous: string | null;
  readonly checkpoint: SignedCheckpoint;
}

/** An entry as it is archived: its link follows from its text and the one before it. */
export interface ArchivedEntry {
  readonly writer: string;
  readonly sequence: number;
  readonly text: string;
}

const FILE = /^segment-(\d{12,16})\.jsonl$/;

export function archiveFile(segment: number): string {
  return `segment-${String(segment).padStart(12, '0')}.jsonl`;
}

/** Segments that are archived in a folder, in order. */
export function archivedIn(folder: string): Promise<readonly number[]> {
  return segmentsIn(folder, FILE);
}

export interface Archived {
  /** Numbers of the segments that were added. */
  readonly segments: readonly number[];
  readonly entries: number;
}

const NEXT = `
select segment::float8, text, signature, key from hub_ledger.checkpoint c
 where c.segment > $1 and (text::json ->> 'closed')::timestamptz < $2 order by c.segment limit 1`;

/**
 * Writes each segment closed before a moment, and not in the folder yet, as a file that names the one before by its hash.
 *
 * @param onProgress told after each segment.
 * @throws Error where a segment is not as it was signed: nothing after it is archived.
 */
export async function archiveSegments(
  client: pg.ClientBase,
  folder: string,
  { before, onProgress }: { readonly before: Date; onProgress?(segment: number): void },
): Promise<Archived> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let last = (await archivedIn(folder)).at(-1) ?? 0;
  let previous = last === 0 ? null : await hashOfFile(join(folder, archiveFile(last)));
  const [segments, counts]: [number[], number[]] = [[], []];
  for (;;) {
    const { rows } = await client.query<SignedCheckpoint & { segment: number }>(NEXT, [last, before]);
    const [next] = rows;
    if (!next) break;
    const { segment, ...checkpoint } = next;
    if (last > 0 && segment !== last + 1) throw new Error(`there is no checkpoint ${last + 1}: hub ledger verify`);
    last = segment;
    const written = await writeArchive(client, folder, { v: 1, segment, previous, checkpoint });
    if (written === 'PURGED' && previous === null) continue;
    if (written === 'PURGED')
      throw new Error(`segment ${segment} was purged before it was archived: use another folder`);
    previous = written;
    segments.push(segment);
    counts.push(checkpointOf(checkpoint.text)?.entries ?? 0);
    onProgress?.(segment);
  }
  return { segments, entries: counts.reduce((sum, count) => sum + count, 0) };
}

/** @returns SHA-256 of the file. */
async function writeArchive(client: pg.ClientBase, folder: string, header: ArchiveHeader): Promise<string | 'PURGED'> {
  const checkpoint = checkpointOf(header.checkpoint.text);
  if (checkpoint?.segment !== header.segment)
    throw new Error(`checkpoint ${header.segment} is none: hub ledger verify`);
  const path = join(folder, archiveFile(header.segment));
  const unfinished = `${path}.${process.pid}.part`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    const written = await writeSegment(client, file, header, checkpoint).finally(() => file.close());
    if (written === 'PURGED') await rm(unfinished);
    else await rename(unfinished, path);
    return written;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeSegment(client: pg.ClientBase, file: FileHandle, header: ArchiveHeader, checkpoint: Checkpoint) {
  const hash = createHash('sha256');
  const check = new SegmentCheck(checkpoint);
  await write(file, hash, `${JSON.stringify(header)}\n`);
  for await (const piece of piecesOf(client, checkpoint)) {
    const lines = piece.texts.map((text, at) => {
      const { writer, first } = piece.range;
      const entry: ArchivedEntry = { writer, sequence: piece.sequences?.[at] ?? first + at, text };
      check.add(entry);
      return `${JSON.stringify(entry)}\n`;
    });
    await write(file, hash, lines.join(''));
  }
  if (check.entries === 0) return 'PURGED';
  const fault = check.fault;
  if (fault !== undefined)
    throw new Error(`segment ${checkpoint.segment} is not archived, ${fault}: hub ledger verify`);
  await file.sync();
  return hash.digest('hex');
}

async function* piecesOf(client: pg.ClientBase, { writers }: Checkpoint): AsyncGenerator<Piece> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    await client.query(PIECES_SETTINGS);
    const parts = writers.flatMap((span) => [...partsOf(span, PIECE_ENTRIES)]);
    for (const ranges of grouped(parts, ENTRIES_AT_ONCE, RANGES_AT_ONCE)) {
      for (const pieces of await readPieces(client, ranges)) yield* pieces;
    }
  } finally {
    await client.query('rollback');
  }
}

async function write(file: FileHandle, hash: Hash, text: string): Promise<void> {
  const bytes = Buffer.from(text);
  hash.update(bytes);
  await file.writeFile(bytes);
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest('hex');
}

/** Lines of an archive as they are read; `undefined` for one that is no JSON. */
export async function* linesOf(path: string): AsyncGenerator<unknown> {
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  for await (const line of lines) {
    try {
      yield JSON.parse(line);
    } catch {
      yield undefined;
    }
  }
}
