import type { GraphQLError } from 'graphql';
import { graphqlError } from '../errors.ts';
import type { SourceStatus } from '../exchange.ts';
import type { AgencyError } from './agency-answer.ts';
import { agencyError, codeOfStatus, type Tellable } from './agency-errors.ts';
import type { FetchStep, Place } from './compile.ts';
import type { Fields } from './engine.ts';
import { placesOf } from './places.ts';
import type { Question, Representation } from './question.ts';

/** What one call asks about: representations of each question. */
export type Part = ReadonlyArray<readonly Representation[]>;

/** What went wrong at the agencies in one request, each told where it hangs in the answer. */
export class ErrorBook {
  readonly all: GraphQLError[] = [];
  readonly #room: Tellable;
  readonly #data: Fields;
  readonly #most: number;
  readonly #places = new Map<Place, ReturnType<typeof placesOf>>();

  /** @param data the answer so far, as it grows. */
  constructor(room: Tellable, data: Fields, most: number) {
    this.#room = room;
    this.#data = data;
    this.#most = most;
  }

  /** One error where the call hangs in the answer. */
  missing({ agency }: FetchStep, status: SourceStatus, path: readonly string[]): void {
    this.all.push(graphqlError(codeOfStatus(status), { agency, path }));
  }

  missingRecords(fetch: FetchStep, status: SourceStatus, questions: readonly Question[], parts: Part): void {
    for (const [index, { places }] of questions.entries()) {
      if (!parts[index]?.length) continue;
      for (const { place, asked } of places) if (asked.length > 0) this.missing(fetch, status, place.keys);
    }
  }

  /** An error of a call for fields of the root. */
  tell(fetch: FetchStep, error: AgencyError): void {
    this.#put(fetch, error, error.path && knownPath(fetch, error.path));
  }

  /** An error about a record is told at every place where the record stands. */
  tellOfRecord(fetch: FetchStep, error: AgencyError, questions: readonly Question[], parts: Part): void {
    const [key, number, ...rest] = error.path ?? [];
    const index = fetch.asks.findIndex((ask) => ask.key === key);
    const representation = typeof number === 'number' ? parts[index]?.[number] : undefined;
    if (!representation) {
      const [first] = questions.flatMap(({ places }) => places);
      this.#put(fetch, error, first?.place.keys);
      return;
    }
    for (const { place, asked, records } of questions[index]?.places ?? []) {
      if (this.all.length >= this.#most) return;
      const places = this.#placesAt(place);
      for (const [at, each] of asked.entries()) {
        const record = each === representation ? records[at] : undefined;
        if (record) this.#put(fetch, error, [...(places.get(record) ?? place.keys), ...knownPath(fetch, rest)]);
      }
    }
  }

  /** More records may stand at the places than did. */
  forgetPlaces(): void {
    this.#places.clear();
  }

  #put(fetch: FetchStep, error: AgencyError, path: AgencyError['path']): void {
    if (this.all.length < this.#most) this.all.push(agencyError(error, fetch.agency, path, this.#room));
  }

  /** Walked only when there is an error to place, and once. */
  #placesAt(place: Place): ReturnType<typeof placesOf> {
    const known = this.#places.get(place) ?? placesOf(this.#data, place.path);
    this.#places.set(place, known);
    return known;
  }
}

/** A path as far as its keys were asked for: what an agency writes beyond is not passed on. */
function knownPath({ keys }: FetchStep, path: NonNullable<AgencyError['path']>): NonNullable<AgencyError['path']> {
  const unknown = path.findIndex((key) =>
    typeof key === 'string' ? !keys.has(key) : !Number.isSafeInteger(key) || key < 0,
  );
  return unknown < 0 ? path : path.slice(0, unknown);
}
