import { type FileHandle, mkdir, open, rm, stat } from 'node:fs/promises';
import { codeOf } from '../identity/registry.ts';
import type { Linked } from './chain.ts';
import { entriesOf, lineOf } from './spool-lines.ts';
import { spoolFile } from './spool-names.ts';

export interface SpoolOptions {
  /** Made where it is missing, for this account alone. Of one machine: who has died is told by the numbers of its processes. */
  readonly folder: string;
  readonly mostBytes: number;
  /** From the first entry that is in it until it is shipped, milliseconds. */
  readonly mostMs: number;
}

/**
 * Bytes that are read, and shipped, at once: more than those of a batch, so that a spool that is shipped while it fills
 * ends. Less after a piece that the database did not keep in time.
 */
const PIECE_BYTES = 512 * 1024;
const LEAST_PIECE_BYTES = 16 * 1024;

/** A batch is not in the spool: it is full, its time has passed, or its disk fails. */
export class SpoolFault extends Error {
  readonly kind: 'SPOOL_FULL' | 'SPOOL_EXPIRED' | 'SPOOL_FAILED';
  /** The system's name of the fault, or the kind. */
  readonly code: string;

  constructor(kind: SpoolFault['kind'], code: string = kind) {
    super(`the ledger's spool: ${code}`);
    this.kind = kind;
    this.code = code;
  }
}

/** Entries of one writer that wait in a file for the database. The file is made when the first one comes. */
export class Spool {
  readonly #writer: string;
  readonly #options: SpoolOptions;
  readonly #path: string;
  #file: FileHandle | undefined;
  /** Up to where the file holds whole batches that were flushed, and up to where these are in the database. */
  #size = 0;
  #shipped = 0;
  #pieceBytes = PIECE_BYTES;
  #last: Linked | undefined;
  /** What comes after `#size` is of a batch that failed. */
  #isTorn = false;
  #filledAt = 0;
  #since: number | undefined;

  constructor(writer: string, options: SpoolOptions) {
    this.#writer = writer;
    this.#options = options;
    this.#path = spoolFile(options.folder, writer);
  }

  get bytes(): number {
    return this.#size;
  }

  /** Bytes that are not in the database yet. */
  get behind(): number {
    return this.#size - this.#shipped;
  }

  /** When its first entry came, milliseconds since the epoch; undefined while it is empty. */
  get since(): number | undefined {
    return this.#since;
  }

  /** Share of its size or of its time that is used, whichever is more: 1 is all. */
  get used(): number {
    return Math.max(this.#size / this.#options.mostBytes, this.#age / this.#options.mostMs);
  }

  get #age(): number {
    return this.#since === undefined ? 0 : performance.now() - this.#filledAt;
  }

  /** Settles when the entries are on the disk. @throws SpoolFault */
  async append(entries: readonly Linked[]): Promise<void> {
    const bytes = Buffer.from(entries.map(lineOf).join(''));
    if (this.#age >= this.#options.mostMs) throw new SpoolFault('SPOOL_EXPIRED');
    if (this.#size + bytes.length > this.#options.mostBytes) throw new SpoolFault('SPOOL_FULL');
    try {
      const file = await this.#inPlace();
      if (this.#isTorn) await file.truncate(this.#size);
      this.#isTorn = true;
      await writeAll(file, bytes, this.#size);
      await file.datasync();
      this.#isTorn = false;
    } catch (error) {
      throw new SpoolFault('SPOOL_FAILED', codeOf(error));
    }
    if (this.#since === undefined) {
      this.#since = Date.now();
      this.#filledAt = performance.now();
    }
    this.#size += bytes.length;
  }

  /** The file, which may have been taken away: then it is written anew from what is still open. */
  async #inPlace(): Promise<FileHandle> {
    const before = this.#file;
    if (before && (await isAt(before, this.#path))) return before;
    const file = await madeFile(this.#options.folder, this.#path);
    try {
      if (before) await copy(before, file, this.#size);
      await file.datasync();
    } catch (error) {
      await file.close();
      await rm(this.#path, { force: true });
      throw error;
    }
    this.#file = file;
    this.#isTorn = false;
    await before?.close().catch(() => {});
    return file;
  }

  /**
   * Ships the next entries that are not in the database yet.
   *
   * @param keep puts them there. @throws SpoolBroken, SpoolFault, and what `keep` throws
   */
  async ship(keep: (entries: readonly Linked[]) => Promise<void>): Promise<void> {
    if (!this.#file || this.behind === 0) return;
    const most = this.#pieceBytes;
    this.#pieceBytes = Math.max(most / 2, LEAST_PIECE_BYTES);
    const piece = await readPiece(this.#file, this.#shipped, this.#size, most).catch((error: unknown) => {
      throw new SpoolFault('SPOOL_FAILED', codeOf(error));
    });
    const entries = entriesOf(this.#writer, piece.toString(), this.#last);
    await keep(entries);
    this.#pieceBytes = Math.min(most * 2, PIECE_BYTES);
    this.#shipped += piece.length;
    this.#last = entries.at(-1);
  }

  /** INVARIANT: nothing is behind. Cannot fail: what is left in the file is in the database as well. */
  async empty(): Promise<void> {
    if (this.#size === 0) return;
    this.#size = 0;
    this.#shipped = 0;
    this.#since = undefined;
    this.#last = undefined;
    this.#isTorn = true;
    await this.#file?.truncate(0).catch(() => {});
  }

  /** What is behind is left to the next process. */
  async close(): Promise<void> {
    await this.#file?.close().catch(() => {});
    if (this.#file && this.#size === 0) await rm(this.#path, { force: true }).catch(() => {});
    this.#file = undefined;
  }
}

/** A new file, and its name flushed with it. */
async function madeFile(folder: string, path: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx+', 0o600);
  try {
    await using named = await open(folder, 'r');
    await named.sync();
    return file;
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
}

/** Whether the file still has its name: what is written to one that has not is gone with the process. */
async function isAt(file: FileHandle, path: string): Promise<boolean> {
  const [mine, named] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return named !== undefined && mine.ino === named.ino && mine.dev === named.dev;
}

async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done);
    done += bytesWritten;
  }
}

async function copy(from: FileHandle, to: FileHandle, size: number): Promise<void> {
  const piece = Buffer.allocUnsafe(PIECE_BYTES);
  for (let at = 0; at < size; ) {
    const { bytesRead } = await from.read(piece, 0, Math.min(piece.length, size - at), at);
    if (bytesRead === 0) throw new SpoolFault('SPOOL_FAILED', 'SHORT');
    await writeAll(to, piece.subarray(0, bytesRead), at);
    at += bytesRead;
  }
}

/** Whole lines of a file between two places, at least one where there is one; nothing where none is whole. */
export async function readPiece(file: FileHandle, from: number, to: number, most = PIECE_BYTES): Promise<Buffer> {
  const piece = Buffer.alloc(Math.min(most, to - from));
  const { bytesRead } = await file.read(piece, 0, piece.length, from);
  const end = piece.subarray(0, bytesRead).lastIndexOf('\n') + 1;
  if (end === 0 && bytesRead === most) return readPiece(file, from, to, most * 4);
  return piece.subarray(0, end);
}
