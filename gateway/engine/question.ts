import type { AskStep, Place } from './compile.ts';
import type { Fields } from './engine.ts';
import { Pace, PER_LOOK } from './pace.ts';
import { recordsAt } from './places.ts';

/** One record as it is asked about. */
export interface Representation {
  /** JSON text. */
  readonly text: string;
  /** What the agency gave: null where it knows no such record, undefined as long as it did not answer. */
  entity: Fields | null | undefined;
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
}

/**
 * Finds the records and writes their representations.
 *
 * @param known representations of earlier steps of this request that asked the same; the new ones are added.
 */
export async function question(data: Fields, ask: AskStep, known: Map<string, Representation>): Promise<Question> {
  const open: Representation[] = [];
  const mine = new Set<Representation>();
  const representationOf = (record: Fields): Representation | undefined => {
    const text = ask.project(record);
    if (text === undefined) return undefined;
    const earlier = known.get(text);
    // One that another step has under way, or did not get an answer to, is asked again.
    if (earlier && (earlier.entity !== undefined || mine.has(earlier))) return earlier;
    const representation: Representation = { text, entity: undefined };
    known.set(text, representation);
    mine.add(representation);
    open.push(representation);
    return representation;
  };
  const pace = new Pace();
  const places = ask.places.map((place) => ({
    place,
    records: recordsAt(data, place.path),
    asked: [] as (Representation | undefined)[],
  }));
  for (const { records, asked } of places) {
    for (const record of records) {
      asked.push(representationOf(record));
      if (asked.length % PER_LOOK === 0 && pace.isDue()) await pace.turn();
    }
  }
  return { ask, places, open };
}
