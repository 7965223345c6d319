import { join } from 'node:path';
import { type ArchivedEntry, type ArchiveHeader, archivedIn, archiveFile, hashOfFile, linesOf } from './archive.ts';
import { checkpointOf, nameOfCheckpoint } from './checkpoint.ts';
import { faultOfSigned } from './checkpoint-check.ts';
import { SegmentCheck } from './segment-check.ts';
import type { VerificationKeys } from './signing.ts';

/** Something wrong with an archive. */
export interface ArchiveFinding {
  readonly segment: number;
  readonly says: string;
}

export interface VerifiedArchives {
  readonly segments: number;
  readonly entries: number;
  readonly findings: readonly ArchiveFinding[];
}

/** Verifies the archives of a folder by themselves, and as a chain. No database is asked. */
export async function verifyArchives(
  folder: string,
  keys: VerificationKeys,
  onProgress?: (done: number, total: number) => void,
): Promise<VerifiedArchives> {
  const all = await archivedIn(folder);
  const findings: ArchiveFinding[] = [];
  let entries = 0;
  let before: { segment: number; hash: string; checkpoint: string } | undefined;
  for (const [at, segment] of all.entries()) {
    const checked = await checkArchive(folder, segment, keys);
    entries += checked.entries;
    const chain = before ? chainFault(before, segment, checked.header) : undefined;
    for (const says of [checked.fault, chain]) if (says !== undefined) findings.push({ segment, says });
    const checkpoint = nameOfCheckpoint(checked.header?.checkpoint.text ?? '');
    before = { segment, hash: await hashOfFile(join(folder, archiveFile(segment))), checkpoint };
    onProgress?.(at + 1, all.length);
  }
  return { segments: all.length, entries, findings };
}

function chainFault(
  before: { readonly segment: number; readonly hash: string; readonly checkpoint: string },
  segment: number,
  header: ArchiveHeader | undefined,
): string | undefined {
  if (segment !== before.segment + 1)
    return `the archives of segments ${before.segment + 1} to ${segment - 1} are missing`;
  // What stands in its place is told already.
  if (!header) return undefined;
  if (header.previous !== before.hash)
    return `the archive of segment ${before.segment} is not the one this one follows`;
  const previous = checkpointOf(header.checkpoint.text)?.previous;
  return previous === before.checkpoint ? undefined : 'its checkpoint was not made after the one before it';
}

export interface CheckedArchive {
  readonly header: ArchiveHeader | undefined;
  readonly entries: number;
  /** In words; undefined: all of the segment is in it, as it was signed. */
  readonly fault: string | undefined;
}

/** @param keys undefined: whether its checkpoint was signed is looked at elsewhere. */
export async function checkArchive(
  folder: string,
  segment: number,
  keys: VerificationKeys | undefined,
): Promise<CheckedArchive> {
  let header: ArchiveHeader | undefined;
  let check: SegmentCheck | undefined;
  for await (const line of linesOf(join(folder, archiveFile(segment)))) {
    if (!check) {
      header = headerOf(line);
      const checkpoint = header && checkpointOf(header.checkpoint.text);
      const why = header && keys && faultOfSigned(header.checkpoint, segment, keys);
      if (!header || checkpoint?.segment !== segment || why !== undefined) {
        return { header, entries: 0, fault: why ?? 'its first line is not that of the archive of this segment' };
      }
      check = new SegmentCheck(checkpoint);
    } else {
      const entry = entryOf(line);
      if (!entry) return { header, entries: check.entries, fault: `line ${check.entries + 2} is no entry` };
      check.add(entry);
    }
  }
  return { header, entries: check?.entries ?? 0, fault: check ? check.fault : 'it is empty' };
}

function headerOf(line: unknown): ArchiveHeader | undefined {
  const { v, previous, checkpoint } = recordOf(line);
  const { text, signature, key } = recordOf(checkpoint);
  const isOne =
    v === 1 &&
    (previous === null || typeof previous === 'string') &&
    [text, signature, key].every((each) => typeof each === 'string');
  return isOne ? (line as ArchiveHeader) : undefined;
}

function entryOf(line: unknown): ArchivedEntry | undefined {
  const { writer, sequence, text } = recordOf(line);
  const isOne = typeof writer === 'string' && Number.isSafeInteger(sequence) && typeof text === 'string';
  return isOne ? (line as ArchivedEntry) : undefined;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
