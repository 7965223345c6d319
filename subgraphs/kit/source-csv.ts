import { constants, open } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readCsv } from '../../standards/codes/csv.ts';
import { SourceError } from './errors.ts';
import type { Fields } from './json.ts';
import { SOURCE_TIMEOUT_MS, type SourceOptions, utf8 } from './source.ts';
import { within } from './within.ts';

/**
 * A register that an agency hands out as a file: CSV (RFC 4180, UTF-8, a header), written anew now and then. It is read
 * again when it has changed; whoever writes it replaces it by renaming. Every question throws SourceError:
 * SOURCE_UNAVAILABLE where the file is not there, or is being written; SOURCE_TIMEOUT where it is not read in time;
 * SOURCE_INVALID where it is larger than 16 MiB, no UTF-8, or one row of it is not whole: half a register would answer
 * that nothing is known.
 */
export interface CsvSource extends AsyncDisposable {
  /** All rows: column → text, null where the cell is empty. */
  rows(): Promise<readonly Fields[]>;
  /**
   * The row of each key, in the order of the keys: null where there is none; SourceError in the place of a key that
   * several rows have.
   *
   * @param column that names a row.
   */
  byKey<Row>(
    column: string,
    keys: readonly string[],
    read: (row: Fields) => Row,
  ): Promise<ReadonlyArray<Row | null | SourceError>>;
  /** When the file was written last: what it says is as of then. */
  asOf(): Promise<Date>;
  /** True where the file can be read. */
  alive(): Promise<boolean>;
}

const MAX_BYTES = 16 * 1024 * 1024;

/** What was read of the file at one time. */
interface Register {
  readonly mark: string;
  readonly asOf: Date;
  readonly columns: ReadonlySet<string>;
  readonly rows: readonly Fields[];
  /** Column → value → rows, made when it is first asked for. */
  readonly indexes: Map<string, ReadonlyMap<string, readonly Fields[]>>;
}

/** What was read and is no register: it is not read again until it has changed, however often somebody asks. */
interface Refused {
  readonly mark: string;
  readonly why: SourceError;
}

/**
 * @param url path of the file, or `file://…`.
 * @param options `timeoutMs` holds for looking at the file and reading it.
 */
export function csvSource(url: string, { timeoutMs = SOURCE_TIMEOUT_MS }: SourceOptions = {}): CsvSource {
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  let known: Register | Refused | undefined;
  let reading: Promise<Register | Refused> | undefined;

  /** One reading at a time: whoever asks meanwhile has the same. */
  async function register(): Promise<Register> {
    reading ??= registerIn(path, known).finally(() => {
      reading = undefined;
    });
    const read = await within(timeoutMs, reading, undefined);
    if (!read) throw new SourceError('SOURCE_TIMEOUT');
    known = read;
    if ('why' in read) throw read.why;
    return read;
  }

  return {
    rows: async () => (await register()).rows,
    asOf: async () => (await register()).asOf,
    async byKey(column, keys, read) {
      const index = indexOf(await register(), column);
      return keys.map((key) => {
        const [row, another] = index.get(key) ?? [];
        if (another) return new SourceError('SOURCE_INVALID', `several rows have one ${column}`);
        return row ? read(row) : null;
      });
    },
    alive: () =>
      register().then(
        () => true,
        () => false,
      ),
    [Symbol.asyncDispose]: async () => {
      known = undefined;
    },
  };
}

async function registerIn(path: string, known: Register | Refused | undefined): Promise<Register | Refused> {
  try {
    await using file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const { mark, asOf, size } = await contentOf(file);
    if (mark === known?.mark) return known;
    const bytes = Buffer.alloc(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(bytes, at, size - at);
      if (bytesRead === 0) break;
      at += bytesRead;
    }
    const after = await contentOf(file);
    if (after.mark !== mark) throw new SourceError('SOURCE_UNAVAILABLE', 'the file is being written');
    try {
      return { mark, asOf, ...tableIn(utf8(bytes)), indexes: new Map() };
    } catch (error) {
      if (error instanceof SourceError) return { mark, why: error };
      throw error;
    }
  } catch (error) {
    throw error instanceof SourceError ? error : new SourceError('SOURCE_UNAVAILABLE', error);
  }
}

type OpenFile = Awaited<ReturnType<typeof open>>;

/** Which content this is; a file that is too large is not read, and neither is what is no file and may have no end. */
async function contentOf(file: OpenFile): Promise<Pick<Register, 'mark' | 'asOf'> & { readonly size: number }> {
  const stats = await file.stat();
  const { ino, size, mtime, mtimeMs } = stats;
  if (!stats.isFile()) throw new SourceError('SOURCE_UNAVAILABLE', 'it is no file');
  if (size > MAX_BYTES) throw new SourceError('SOURCE_INVALID', `more than ${MAX_BYTES} bytes`);
  return { mark: `${ino} ${size} ${mtimeMs}`, asOf: mtime, size };
}

function tableIn(text: string): Pick<Register, 'columns' | 'rows'> {
  const { columns, rows, defects } = readCsv(text);
  const [defect] = defects;
  if (defect) throw new SourceError('SOURCE_INVALID', `${defect.code} in line ${defect.line}`);
  if (columns.length === 0 || new Set(columns).size < columns.length) {
    throw new SourceError('SOURCE_INVALID', 'a header with a name for each column is missing');
  }
  const read = rows.map(({ values }) => {
    // Names of columns are foreign.
    const row: Record<string, string | null> = Object.create(null);
    for (const [column, value] of values) row[column] = value === '' ? null : value;
    return row;
  });
  return { columns: new Set(columns), rows: read };
}

/** @throws SourceError where the register has no such column. */
function indexOf({ columns, rows, indexes }: Register, column: string): ReadonlyMap<string, readonly Fields[]> {
  const made = indexes.get(column);
  if (made) return made;
  if (!columns.has(column)) throw new SourceError('SOURCE_INVALID', `there is no column ${column}`);
  const index = new Map<string, Fields[]>();
  for (const row of rows) {
    const value = row[column];
    if (typeof value !== 'string') continue;
    const same = index.get(value);
    if (same) same.push(row);
    else index.set(value, [row]);
  }
  indexes.set(column, index);
  return index;
}
