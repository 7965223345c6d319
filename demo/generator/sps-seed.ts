import pg from 'pg';
import { type IncomingMessage, intakeSpsMessages } from '../sps/intake.ts';
import { recordRegisters } from '../sps/registers.ts';
import type { Movement } from './movement.ts';
import { spsMessagesOf } from './sps.ts';
import { spsRegisters } from './sps-registers.ts';
import { storySpsMessages } from './sps-story.ts';
import { story } from './story.ts';

/** The SPS system while a day is played in. */
export interface SpsSeed extends AsyncDisposable {
  /** Takes in what SPS has received about some lorries. @throws Error where the system refuses a message or warns. */
  play(movements: readonly Movement[]): Promise<void>;
}

/**
 * Opens the SPS system for a day and enters what its own registers hold.
 *
 * @param from the clock's time, milliseconds since the epoch.
 */
export async function openSpsSeed(databaseUrl: string, from: number): Promise<SpsSeed> {
  const database = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  database.on('error', () => {});
  try {
    await recordRegisters(database, spsRegisters(from));
  } catch (error) {
    await database.end();
    throw error;
  }
  return {
    play: (movements) => play(database, messages(movements, from)),
    [Symbol.asyncDispose]: () => database.end(),
  };
}

async function play(database: pg.Pool, incoming: Iterable<IncomingMessage>): Promise<void> {
  for await (const outcome of intakeSpsMessages(database, incoming)) {
    if (outcome.kind === 'putAside') {
      throw new Error(`The SPS system put a generated message aside: ${outcome.reason} ${outcome.place ?? ''}`);
    }
    const [defect] = outcome.warnings;
    if (defect) throw new Error(`The SPS system found a defect in a generated message: ${defect.code} ${defect.place}`);
  }
}

function* messages(movements: readonly Movement[], from: number): Generator<IncomingMessage> {
  const told = story(from);
  for (const movement of movements) {
    if (movement.id === told.movementId) yield* storySpsMessages(told, movement, from);
    else yield* spsMessagesOf(movement);
  }
}
