import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedCheckpoint } from './checkpoint.ts';

const FILE = /^checkpoint-(\d{12,16})\.json$/;

export function checkpointFile(segment: number): string {
  return `checkpoint-${String(segment).padStart(12, '0')}.json`;
}

/** Another content stands where a checkpoint was to be exported to. */
export class ExportedDiffers extends Error {
  readonly code = 'EXPORTED_DIFFERS';

  constructor(path: string) {
    super(`${path} is there with another content: one of the two was changed; it is left as it is (hub ledger verify)`);
  }
}

/**
 * Writes a checkpoint as a file of its own: whole or not at all, and never over another.
 *
 * @throws ExportedDiffers, and the system's errors.
 */
export async function exportCheckpoint(folder: string, segment: number, checkpoint: SignedCheckpoint): Promise<void> {
  const { text, signature, key } = checkpoint;
  const content = `${JSON.stringify({ text, signature, key })}\n`;
  const path = join(folder, checkpointFile(segment));
  const there = await contentOf(path);
  if (there === content) return;
  if (there !== undefined) throw new ExportedDiffers(path);
  await mkdir(folder, { recursive: true });
  await writeWhole(path, content);
}

/** Under another name first: who reads the folder never sees half a file. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.part`;
  {
    await using file = await open(unfinished, 'w');
    await file.writeFile(content);
    await file.sync();
  }
  await rename(unfinished, path);
}

/** Segments whose checkpoints are in a folder, in order. */
export function exportedIn(folder: string): Promise<readonly number[]> {
  return segmentsIn(folder, FILE);
}

/** Numbers of the files of a folder, in order; a folder that is not there has none. @param file with the number as its group. */
export async function segmentsIn(folder: string, file: RegExp): Promise<readonly number[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => file.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((one, other) => one - other);
}

/** @returns undefined where there is no such file; what is in it where that is none of a checkpoint as text alone. */
export async function exportedCheckpoint(folder: string, segment: number): Promise<SignedCheckpoint | undefined> {
  const content = await contentOf(join(folder, checkpointFile(segment)));
  return content === undefined ? undefined : signedCheckpointOf(content);
}

export function signedCheckpointOf(content: string): SignedCheckpoint {
  let read: unknown;
  try {
    read = JSON.parse(content);
  } catch {
    // Not even JSON: told as one that differs.
  }
  const { text, signature, key } = (typeof read === 'object' && read !== null ? read : {}) as Record<string, unknown>;
  const isOne = typeof text === 'string' && typeof signature === 'string' && typeof key === 'string';
  return isOne ? { text, signature, key } : { text: content, signature: '', key: '' };
}

async function contentOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
