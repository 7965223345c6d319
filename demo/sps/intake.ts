import { createHash } from 'node:crypto';
import pg from 'pg';
import { readSpsMessage, type SpsPutAsideReason, type SpsReadOutcome } from './message.ts';
import { type ReadableMessage, storeMessages } from './store.ts';
import type { SpsWarning } from './warnings.ts';

/** A message as it came in; `name` is a file name or the like, for reports only. */
export interface IncomingMessage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of one message. */
export type SpsIntakeOutcome =
  /** `unchanged`: the same bytes were taken in before. */
  | {
      readonly kind: 'loaded' | 'unchanged';
      readonly name: string;
      readonly message: ReadableMessage['read']['message'];
      /** Keys of what it speaks of. */
      readonly keys: readonly string[];
      readonly warnings: readonly SpsWarning[];
    }
  /** Kept whole, not read; `place` is a line. */
  | { readonly kind: 'putAside'; readonly name: string; readonly reason: SpsPutAsideReason; readonly place?: string };

export interface SpsIntakeOptions {
  /** Messages stored in one transaction; 200 unless said otherwise. */
  readonly batchSize?: number;
  /** The largest message read; 10 MB unless said otherwise. */
  readonly maxBytes?: number;
}

const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;
/** A batch ends early at this size, so that memory stays bounded whatever the messages. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

/**
 * Takes messages into the SPS system (SPSCertificate 17A XML, CHED notifications, customs declarations and goods movement
 * references as JSON) and says of each, in order, what became of it. A message is stored whole or not at all; one that
 * cannot be read, or that the database refuses, is put aside and takes no other with it.
 *
 * @throws the driver's error where the database cannot be reached; what was reported before is stored.
 */
export async function* intakeSpsMessages(
  database: pg.Pool,
  messages: Iterable<IncomingMessage> | AsyncIterable<IncomingMessage>,
  options: SpsIntakeOptions = {},
): AsyncGenerator<SpsIntakeOutcome> {
  const { batchSize = 200, maxBytes = MAX_MESSAGE_BYTES } = options;
  let batch: Examined[] = [];
  let bytes = 0;
  for await (const message of messages) {
    batch.push(examined(message, maxBytes));
    bytes += message.bytes.byteLength;
    if (batch.length < batchSize && bytes < MAX_BATCH_BYTES) continue;
    yield* await store(database, batch);
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield* await store(database, batch);
}

interface Examined extends IncomingMessage {
  readonly sha256: Buffer;
  readonly read: SpsReadOutcome;
}

type Stored = 'loaded' | 'unchanged' | 'refused';

function examined({ name, bytes }: IncomingMessage, maxBytes: number): Examined {
  const sha256 = createHash('sha256').update(bytes).digest();
  return { name, bytes, sha256, read: readSpsMessage(bytes, maxBytes) };
}

async function store(database: pg.Pool, batch: readonly Examined[]): Promise<readonly SpsIntakeOutcome[]> {
  const isReadable = (message: Examined): message is Examined & ReadableMessage => message.read.kind === 'read';
  const stored = await storeEach(database, batch.filter(isReadable));
  const outcomes: SpsIntakeOutcome[] = [];
  for (const message of batch) outcomes.push(await outcomeOf(database, message, stored.get(message)));
  return outcomes;
}

/** All at once; where the database refuses, one by one, to find those it refuses. */
async function storeEach(
  database: pg.Pool,
  messages: readonly ReadableMessage[],
): Promise<ReadonlyMap<unknown, Stored>> {
  if (messages.length === 0) return new Map();
  try {
    const isNew = await storeMessages(database, messages);
    return new Map(messages.map((message, index) => [message, isNew[index] ? 'loaded' : 'unchanged']));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (messages.length === 1) return new Map([[messages[0], 'refused']]);
  }
  const stored = new Map<unknown, Stored>();
  for (const message of messages) {
    for (const [key, result] of await storeEach(database, [message])) stored.set(key, result);
  }
  return stored;
}

/** Classes of SQLSTATE that speak of the data: data exception, constraint, check of a trigger, limit of a statement. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|P0|54)/.test(error.code ?? '');
}

async function outcomeOf(
  database: pg.Pool,
  { name, bytes, sha256, read }: Examined,
  stored: Stored | undefined,
): Promise<SpsIntakeOutcome> {
  if (read.kind === 'read' && stored !== undefined && stored !== 'refused') {
    const keys = read.versions.map(({ key }) => key);
    return { kind: stored, name, message: read.message, keys, warnings: read.warnings };
  }
  const { reason, place } = read.kind === 'putAside' ? read : { reason: 'STORE_REFUSED' as const, place: undefined };
  // Beyond the size cap only size and hash are kept: the sender can be asked for the rest.
  const kept = reason === 'TOO_LARGE' ? null : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await database.query(
    `insert into message_put_aside (sha256, name, reason, place, received_at, size_bytes, bytes)
     values ($1, $2, $3, $4, now(), $5, $6) on conflict (sha256) do nothing`,
    [sha256, name.slice(0, 1_000), reason, place ?? null, bytes.byteLength, kept],
  );
  return { kind: 'putAside', name, reason, ...(place !== undefined && { place }) };
}
