import { createHash } from 'node:crypto';
import pg from 'pg';
import { MAX_MESSAGE_BYTES, type PutAsideReason, type ReadOutcome, readMessage } from './message.ts';
import { storeMessage } from './store.ts';
import type { Warning } from './warnings.ts';

export type { PutAsideReason, Warning };

/** A message as it came in; `name` is a file name or the like, for reports only. */
export interface IncomingMessage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of one file. */
export type IntakeOutcome =
  /** `unchanged`: the same bytes were taken in before. */
  | {
      readonly kind: 'loaded' | 'unchanged';
      readonly name: string;
      readonly message: 'PAXLST' | 'PNRGOV';
      /** Flights and the date on which each leaves, as announced; the first few. */
      readonly flights: ReadonlyArray<{ readonly flight: string; readonly date: string | undefined }>;
      readonly counts: { readonly legs: number; readonly records: number; readonly documents: number };
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'putAside'; readonly name: string; readonly reason: PutAsideReason };

/** Flights named in an outcome. */
const NAMED_FLIGHTS = 5;

/**
 * Takes passenger lists into the immigration system and says of each file, in order, what became of it. A file is stored
 * whole or not at all. Free text and special categories are dropped before anything is stored.
 *
 * @param options.maxBytes the largest file read; 10 MB unless said otherwise.
 * @throws the driver's error where the database cannot be reached; what was reported before is stored.
 */
export async function* intakePassengerLists(
  database: pg.Pool,
  messages: Iterable<IncomingMessage>,
  options: { readonly maxBytes?: number } = {},
): AsyncGenerator<IntakeOutcome> {
  const today = new Date().toISOString().slice(0, 10);
  for (const { name, bytes } of messages) {
    const sha256 = createHash('sha256').update(bytes).digest();
    const read = readMessage(bytes, today, options.maxBytes ?? MAX_MESSAGE_BYTES);
    if (read.kind === 'putAside') {
      yield await putAside(database, { name, sha256, size: bytes.byteLength, reason: read.reason, bytes: read.bytes });
      continue;
    }
    const stored = await storeMessage(database, { name, sha256, read }).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      return undefined;
    });
    if (stored === undefined) {
      const reason = 'STORE_REFUSED';
      yield await putAside(database, { name, sha256, size: bytes.byteLength, reason, bytes: read.bytes });
    } else yield outcomeOf(name, read, stored);
  }
}

/** Classes of SQLSTATE that speak of the data: data exception, constraint, check of a trigger, limit of a statement. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|P0|54)/.test(error.code ?? '');
}

function outcomeOf(
  name: string,
  read: Exclude<ReadOutcome, { readonly kind: 'putAside' }>,
  isNew: boolean,
): IntakeOutcome {
  const legs = read.lists.flatMap((list) => list.legs);
  const records = read.lists.flatMap((list) => list.records);
  return {
    kind: isNew ? 'loaded' : 'unchanged',
    name,
    message: read.kind,
    flights: legs.slice(0, NAMED_FLIGHTS).map(({ flight, departure }) => ({ flight, date: departure?.date })),
    counts: {
      legs: legs.length,
      records: records.length,
      documents: records.reduce((sum, { documents }) => sum + documents.length, 0),
    },
    warnings: read.warnings,
  };
}

async function putAside(
  database: pg.Pool,
  file: {
    readonly name: string;
    readonly sha256: Buffer;
    readonly size: number;
    readonly reason: PutAsideReason;
    readonly bytes: Buffer | null;
  },
): Promise<IntakeOutcome> {
  await database.query(
    `insert into message_put_aside (sha256, name, reason, place, received_at, size_bytes, bytes)
     values ($1, $2, $3, null, now(), $4, $5) on conflict (sha256) do nothing`,
    [file.sha256, file.name.slice(0, 1_000), file.reason, file.size, file.bytes],
  );
  return { kind: 'putAside', name: file.name, reason: file.reason };
}
