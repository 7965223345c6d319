import { createHash } from 'node:crypto';
import pg from 'pg';
import { MAX_MESSAGE_BYTES } from '../../standards/xml.ts';
import { type ReadableMessage, storeMessages } from './store.ts';
import { type PutAsideReason, type ReadOutcome, readWcoMessage } from './wco/message.ts';
import type { Warning } from './wco/warnings.ts';

export { type RiskResultRow, recordRiskResults } from './risk.ts';
export type { PutAsideReason, Warning };

/** A message as it came in; `name` is a file name or the like, for reports only. */
export interface IncomingMessage {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What became of one message. */
export type IntakeOutcome =
  /** `unchanged`: the same bytes were taken in before. */
  | {
      readonly kind: 'loaded' | 'unchanged';
      readonly name: string;
      readonly message: 'declaration' | 'notification';
      readonly mrn?: string;
      readonly functionalReferenceId?: string;
      readonly warnings: readonly Warning[];
    }
  /** Kept whole, not read; `place` is a line or an element path. */
  | { readonly kind: 'putAside'; readonly name: string; readonly reason: PutAsideReason; readonly place?: string };

export interface IntakeOptions {
  /** Messages stored in one transaction; 200 unless said otherwise. */
  readonly batchSize?: number;
  /** The largest message read; 10 MB unless said otherwise. */
  readonly maxBytes?: number;
}

/**
 * Takes WCO messages (DEC, RES) into the customs system and says of each, in order, what became of it. A message is
 * stored whole or not at all; one that cannot be read, or that the database refuses, is put aside and takes no other
 * with it. While one batch is being stored the next one is read.
 *
 * @throws the driver's error where the database cannot be reached; what was reported before is stored.
 */
export async function* intakeWcoMessages(
  database: pg.Pool,
  messages: Iterable<IncomingMessage> | AsyncIterable<IncomingMessage>,
  options: IntakeOptions = {},
): AsyncGenerator<IntakeOutcome> {
  let storing: Promise<readonly IntakeOutcome[]> | undefined;
  try {
    for await (const batch of batches(messages, options.batchSize ?? 200)) {
      const read = await readAll(batch, options.maxBytes ?? MAX_MESSAGE_BYTES);
      if (storing) yield* await storing;
      storing = store(database, read);
      // Awaited on the next round; heard at once, so that a failure meanwhile does not end the process.
      storing.catch(() => {});
    }
    if (storing) yield* await storing;
    storing = undefined;
  } finally {
    // A consumer that stops early still waits for what is on its way.
    await storing?.catch(() => {});
  }
}

/** A batch ends early at this size, so that memory stays bounded whatever the messages. */
const MAX_BATCH_BYTES = 8 * 1024 * 1024;

async function* batches(messages: Iterable<IncomingMessage> | AsyncIterable<IncomingMessage>, size: number) {
  let batch: IncomingMessage[] = [];
  let bytes = 0;
  for await (const message of messages) {
    batch.push(message);
    bytes += message.bytes.byteLength;
    if (batch.length < size && bytes < MAX_BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}

interface Examined extends IncomingMessage {
  readonly sha256: Buffer;
  readonly read: ReadOutcome;
}

async function readAll(batch: readonly IncomingMessage[], maxBytes: number): Promise<readonly Examined[]> {
  const examined: Examined[] = [];
  for (const { name, bytes } of batch) {
    const sha256 = createHash('sha256').update(bytes).digest();
    examined.push({ name, bytes, sha256, read: readWcoMessage(bytes, maxBytes) });
    // Reading takes all of a turn: the batch being stored gets its own in between.
    if (examined.length % 10 === 0) await new Promise(setImmediate);
  }
  return examined;
}

async function store(database: pg.Pool, batch: readonly Examined[]): Promise<readonly IntakeOutcome[]> {
  const isReadable = (message: Examined): message is Examined & ReadableMessage => message.read.kind !== 'putAside';
  const stored = await storeEach(database, batch.filter(isReadable));
  const outcomes: IntakeOutcome[] = [];
  for (const message of batch) outcomes.push(await outcomeOf(database, message, stored.get(message)));
  return outcomes;
}

/** All at once; where the database refuses, one by one, to find those it refuses: they are `refused`. */
async function storeEach(
  database: pg.Pool,
  messages: readonly ReadableMessage[],
): Promise<ReadonlyMap<unknown, 'loaded' | 'unchanged' | 'refused'>> {
  if (messages.length === 0) return new Map();
  try {
    const isNew = await storeMessages(database, messages);
    return new Map(messages.map((message, index) => [message, isNew[index] ? 'loaded' : 'unchanged']));
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (messages.length === 1) return new Map([[messages[0], 'refused']]);
  }
  const stored = new Map<unknown, 'loaded' | 'unchanged' | 'refused'>();
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
  stored: 'loaded' | 'unchanged' | 'refused' | undefined,
): Promise<IntakeOutcome> {
  if (read.kind !== 'putAside' && stored !== undefined && stored !== 'refused') {
    const { mrn, functionalReferenceId } = read.references;
    return {
      kind: stored,
      name,
      message: read.kind,
      ...(mrn !== undefined && { mrn }),
      ...(functionalReferenceId !== undefined && { functionalReferenceId }),
      warnings: read.warnings,
    };
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
