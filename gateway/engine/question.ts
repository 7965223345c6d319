import type { AskStep, Place } from './compile.ts';
import type { Fields } from './engine.ts';
import type { Gate } from './gate.ts';
import type { Slot } from './merge.ts';
import { type Pace, PER_LOOK } from './pace.ts';
import { recordsAt } from './places.ts';
import type { Sending } from './projection.ts';

/** One record as it is asked about. */
export interface Representation {
  /** JSON text. */
  readonly text: string;
  /** What the agency gave: null where it knows no such record, undefined as long as it did not answer. */
  entity: Fields | null | undefined;
  /** The entity stands in a record: the next one gets a copy. */
  isTaken: boolean;
}

/** What is asked about the records of one `_entities` field in one request. */
export interface Question {
  readonly ask: AskStep;
  /** The records of each place, with the representation of each; undefined: it cannot be asked about. */
  readonly places: ReadonlyArray<{
    readonly place: Place;
    readonly records: readonly Fields[];
    readonly asked: ReadonlyArray<Representation | undefined>;
  }>;
  /** Those the agency has to be asked about, each once. */
  readonly open: readonly Representation[];
  /** True where records were passed over that are to be asked about when they have been judged. */
  readonly areMoreWaiting: boolean;
  /** True where a record waits for what is asked. */
  readonly isAwaited: boolean;
  /** Records that are asked about for the first time. */
  readonly added: readonly Fields[];
}

/** What earlier steps of the request leave for a question. */
export interface Earlier {
  /** Representations of steps that asked the same; the new ones are added. */
  readonly known: Map<string, Representation>;
  /** Every call so far was answered without an error: what was told is all there was to tell. */
  readonly isWhole: boolean;
  /** undefined: every record may be asked about. */
  readonly gated: Gated | undefined;
}

export interface Gated {
  readonly gate: Gate;
  /** Records that this question was asked about before. */
  readonly asked: WeakSet<Fields>;
}

/** So many times as many records as are asked about are looked at to find those that were told before. */
const WORTH = 4;

/** Finds the records and writes their representations. */
export async function question(
  data: Fields,
  ask: AskStep,
  { known, isWhole, gated }: Earlier,
  pace: Pace,
): Promise<Question> {
  const sending: Sending = { gate: gated?.gate, isWaiting: false };
  const open: Representation[] = [];
  const mine = new Set<Representation>();
  const asked = (text: string): Representation => {
    const representation: Representation = { text, entity: undefined, isTaken: false };
    open.push(representation);
    return representation;
  };
  const written = (record: Fields): Representation | undefined => {
    const text = ask.project.write(record, sending);
    if (text === undefined || sending.isWaiting) return undefined;
    const earlier = known.get(text);
    // One that another step has under way, or did not get an answer to, is asked again.
    if (earlier && (earlier.entity !== undefined || mine.has(earlier))) return earlier;
    const representation = asked(text);
    known.set(text, representation);
    mine.add(representation);
    return representation;
  };
  // Equal texts of records that are told apart by their values already need not be looked for.
  const isAlone = ask.shared === undefined && ask.known.length === 0;
  const remembered = new Remembered(
    ask,
    written,
    (record) => {
      if (!isAlone) return written(record);
      const text = ask.project.write(record, sending);
      return text === undefined || sending.isWaiting ? undefined : asked(text);
    },
    gated?.gate.judgesValues ?? false,
  );
  let areMoreWaiting = false;
  let isAwaited = false;
  const added: Fields[] = [];
  const places = ask.places.map((place) => {
    const there = recordsAt(data, place.path, place.slots, gated?.gate);
    areMoreWaiting ||= there.areMoreWaiting;
    isAwaited ||= there.isAwaited;
    const records = gated ? there.records.filter((record) => !gated.asked.has(record)) : there.records;
    return { place, records, asked: [] as (Representation | undefined)[] };
  });
  if (isWhole && ask.known.length > 0) learn(data, ask, places, known, sending);
  pace.begin();
  for (const { records, asked } of places) {
    let kept = 0;
    for (const record of records) {
      const representation = remembered.of(record);
      if (gated && sending.isWaiting) {
        // What one of its inputs rests on has not arrived.
        sending.isWaiting = false;
        areMoreWaiting = true;
        continue;
      }
      if (representation) added.push(record);
      records[kept] = record;
      kept = asked.push(representation);
      if (kept % PER_LOOK === 0 && pace.isDue()) await pace.turn();
    }
    records.length = kept;
  }
  return { ask, places, open, areMoreWaiting, isAwaited, added };
}

const NOTHING_GIVEN: readonly Slot[] = [];

/** Takes as known what the agency told of records in an earlier call. */
function learn(
  data: Fields,
  ask: AskStep,
  places: ReadonlyArray<{ readonly records: readonly Fields[] }>,
  known: Map<string, Representation>,
  sending: Sending,
): void {
  const asked = places.reduce((sum, { records }) => sum + records.length, 0);
  const told = ask.known.map(({ path, typeName }) => ({
    typeName,
    records: recordsAt(data, path, NOTHING_GIVEN, sending.gate).records,
  }));
  if (told.reduce((sum, { records }) => sum + records.length, 0) > asked * WORTH) return;
  const slots = ask.places[0]?.slots ?? [];
  for (const { typeName, records } of told) {
    for (const record of records) {
      // What was left out then is asked for now.
      if (slots.some(({ key }) => record[key] === undefined)) continue;
      const text = ask.project.write(record, sending, typeName);
      // Only read from, never written below: what is asked about here are leaves.
      if (text !== undefined && !known.has(text)) known.set(text, { text, entity: record, isTaken: true });
    }
  }
}

/** Values of records → what is below them, the last → the representation. */
type Values = Map<unknown, Values | Found>;

interface Found {
  readonly representation: Representation | undefined;
}

/** Writes the representation of equal records once: most lists hold one record many times. */
class Remembered {
  readonly #ask: AskStep;
  readonly #isTold: boolean;
  readonly #write: (record: Fields) => Representation | undefined;
  readonly #writeNew: (record: Fields) => Representation | undefined;
  readonly #values: Values = new Map();

  /** @param writeNew for records of which no equal one was written. */
  constructor(
    ask: AskStep,
    write: (record: Fields) => Representation | undefined,
    writeNew: (record: Fields) => Representation | undefined,
    isTold: boolean,
  ) {
    this.#isTold = isTold;
    this.#ask = ask;
    this.#write = write;
    this.#writeNew = writeNew;
  }

  of(record: Fields): Representation | undefined {
    const leaves = this.#isTold ? undefined : this.#ask.project.leaves(record);
    if (!leaves) return this.#write(record);
    let values = this.#values;
    let value = record['__typename'];
    for (const key of leaves) {
      const below = values.get(value) as Values | undefined;
      if (below) values = below;
      else {
        const added: Values = new Map();
        values.set(value, added);
        values = added;
      }
      value = record[key];
      // Equal objects are not the same object.
      if (typeof value === 'object' && value !== null) return this.#write(record);
    }
    const known = values.get(value) as Found | undefined;
    if (known) return known.representation;
    const representation = this.#writeNew(record);
    values.set(value, { representation });
    return representation;
  }
}
