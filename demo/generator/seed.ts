import pg from 'pg';
import { type IncomingMessage, intakeWcoMessages, recordRiskResults } from '../customs/intake.ts';
import { recordOfficeHours } from '../customs/office-hours.ts';
import { intakePassengerLists } from '../immigration/intake.ts';
import { recordEntries } from '../immigration/register.ts';
import type { Feed } from '../police/records.ts';
import { startPolice } from '../police/service.ts';
import type { Systems } from '../systems.ts';
import { CUSTOMS_OFFICE_HOURS } from './customs-hours.ts';
import { type DayOptions, dayOf } from './day.ts';
import { openingHours, registerEntriesOf } from './immigration.ts';
import { flightMessages } from './immigration-flights.ts';
import { messagesOf } from './messages.ts';
import type { Movement } from './movement.ts';
import { backgroundEntries, caseRegister } from './police-entries.ts';
import { finishRun, startRun } from './runs.ts';
import { openSpsSeed } from './sps-seed.ts';

/** What a seeding did. */
export interface SeedSummary {
  /** The story's included. */
  readonly movements: number;
  readonly declarations: number;
  readonly notifications: number;
  /** Messages that were there before. */
  readonly unchanged: number;
}

/** How a long seeding is watched and stopped. */
export interface SeedControl {
  readonly signal?: AbortSignal;
  /** Called now and then with how many movements are done. */
  onProgress?(done: number): void;
}

/** Movements handled at once: enough for full batches, and little memory however many there are. */
const CHUNK = 250;

/**
 * Plays a generated day into the agencies' systems by the ways of the field: declarations and notifications as WCO
 * messages through customs' intake, alerts and reports through the police's feed; risk results come from customs' own
 * engine. The same day again changes nothing.
 *
 * @throws the signal's reason where it is aborted; playing the same day in again completes it.
 * @throws Error where a system refuses a message: a generated day is whole or it is not there.
 */
export async function seed(
  databaseUrl: Systems['databaseUrl'],
  options: DayOptions,
  { signal, onProgress }: SeedControl = {},
): Promise<SeedSummary> {
  const customs = new pg.Pool({ connectionString: databaseUrl.customs, max: 4 });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  customs.on('error', () => {});
  const immigration = new pg.Pool({ connectionString: databaseUrl.immigration, max: 2 });
  immigration.on('error', () => {});
  await using police = await startPolice({ databaseUrl: databaseUrl.police });
  try {
    await startRun(customs, options);
    await using sps = await openSpsSeed(databaseUrl.sps, options.from);
    await recordOfficeHours(customs, CUSTOMS_OFFICE_HOURS);
    await recordEntries(immigration, { ...registerEntriesOf([], options.from, 0), officeHours: openingHours() });
    await feed(police.url, { alerts: [], ...backgroundEntries(), cases: caseRegister() });
    await announceFlights(immigration, options.from);
    const counts = { movements: 0, declarations: 0, notifications: 0, unchanged: 0 };
    for (const chunk of chunks(dayOf(options))) {
      await recordEntries(immigration, registerEntriesOf(chunk, options.from, counts.movements));
      await seedChunk(customs, police.url, chunk, counts);
      await sps.play(chunk);
      counts.movements += chunk.length;
      onProgress?.(counts.movements);
      signal?.throwIfAborted();
    }
    await finishRun(customs, options);
    return counts;
  } finally {
    await customs.end();
    await immigration.end();
  }
}

async function seedChunk(
  customs: pg.Pool,
  policeUrl: string,
  chunk: readonly Movement[],
  counts: { declarations: number; notifications: number; unchanged: number },
): Promise<void> {
  for await (const outcome of intakeWcoMessages(customs, allMessages(chunk))) {
    if (outcome.kind === 'putAside') {
      throw new Error(`The customs system put a generated message aside: ${outcome.reason} ${outcome.place ?? ''}`);
    }
    const [defect] = outcome.warnings;
    if (defect)
      throw new Error(`The customs system found a defect in a generated message: ${defect.code} ${defect.place}`);
    if (outcome.kind === 'unchanged') counts.unchanged += 1;
    if (outcome.message === 'declaration') counts.declarations += 1;
    else counts.notifications += 1;
  }
  await recordRiskResults(
    customs,
    chunk.flatMap(({ risk }) => risk ?? []),
  );
  await feed(policeUrl, {
    alerts: chunk.flatMap(({ police }) => police.alerts),
    stolenLostDocuments: chunk.flatMap(({ police }) => police.stolenLostDocuments),
    stolenVehicles: chunk.flatMap(({ police }) => police.stolenVehicles),
  });
}

/** One of the messages is careless, as some of the field are: its warnings are no fault of the generator's. */
async function announceFlights(immigration: pg.Pool, from: number): Promise<void> {
  for await (const outcome of intakePassengerLists(immigration, flightMessages(from))) {
    if (outcome.kind === 'putAside') {
      throw new Error(`The immigration system put a generated message aside: ${outcome.reason}`);
    }
  }
}

function* allMessages(movements: Iterable<Movement>): Generator<IncomingMessage> {
  for (const movement of movements) yield* messagesOf(movement);
}

function* chunks(movements: Iterable<Movement>): Generator<readonly Movement[]> {
  let chunk: Movement[] = [];
  for (const movement of movements) {
    chunk.push(movement);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

async function feed(policeUrl: string, entries: Feed): Promise<void> {
  if (Object.values(entries).every((list) => list.length === 0)) return;
  const response = await fetch(new URL('/feed', policeUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(entries),
  });
  if (!response.ok) throw new Error(`The police system refused the generated entries: status ${response.status}`);
}
