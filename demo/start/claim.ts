import { existsSync, linkSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { writePrivate } from './home.ts';
import { identityOf, isAlive, type ProcessIdentity } from './processes.ts';

/** What a process writes of itself while it has a folder to itself. */
export interface ClaimRecord extends ProcessIdentity {
  /** Address of the gateway, once it runs. */
  readonly url?: string;
  /** Address of the PostgreSQL server with its password, once it runs. */
  readonly databaseUrl?: string;
}

/** A folder had by one process at a time. Disposing it lets the folder go. */
export interface Claim extends Disposable {
  /** Adds to what others can read of this process. */
  publish(more: Pick<ClaimRecord, 'url' | 'databaseUrl'>): void;
}

/** Another live process has the folder. */
export class ClaimedError extends Error {
  readonly record: ClaimRecord;

  constructor(record: ClaimRecord) {
    const where = record.url ? ` at ${record.url}` : '';
    super(
      `A hub is already running${where} (process ${record.pid}). Stop it first, or set HUB_HOME to another folder.`,
    );
    this.record = record;
  }
}

/**
 * Claims a folder by its record file. A record whose process is dead (kill -9, power cut) is replaced.
 *
 * @throws ClaimedError where a live process has it.
 */
export function claim(file: string): Claim {
  const self = identityOf(process.pid);
  if (!self) throw new Error('The start time of this process cannot be read.');
  let record: ClaimRecord = self;
  const draft = `${file}.${self.pid}`;
  writePrivate(draft, JSON.stringify(record));
  try {
    take(file, draft);
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    publish(more) {
      record = { ...record, ...more };
      writePrivate(draft, JSON.stringify(record));
      renameSync(draft, file);
    },
    [Symbol.dispose]() {
      rmSync(file, { force: true });
    },
  };
}

/** Who has the folder now; undefined where no live process has it. */
export function claimant(file: string): ClaimRecord | undefined {
  const record = read(file);
  return record && isAlive(record) ? record : undefined;
}

/** Links the draft into place: of several processes only one can, and nobody ever reads half a record. */
function take(file: string, draft: string): void {
  for (let attempt = 0; attempt < 3; attempt++) {
    const other = claimant(file);
    if (other) throw new ClaimedError(other);
    putAsideDead(file, `${draft}.dead`);
    try {
      linkSync(draft, file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error('Another process is starting in the same folder; try again.');
}

/** Looks again at what was moved away: between the look and the move, another process may have claimed the folder. */
function putAsideDead(file: string, aside: string): void {
  if (!existsSync(file)) return;
  renameSync(file, aside);
  const other = claimant(aside);
  if (other) {
    renameSync(aside, file);
    throw new ClaimedError(other);
  }
  rmSync(aside, { force: true });
}

function read(file: string): ClaimRecord | undefined {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(json: unknown): json is ClaimRecord {
  if (typeof json !== 'object' || json === null) return false;
  const { pid, startTime, url, databaseUrl } = json as Record<string, unknown>;
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  return Number.isSafeInteger(pid) && typeof startTime === 'string' && isText(url) && isText(databaseUrl);
}
