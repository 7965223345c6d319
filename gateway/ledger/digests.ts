import { hash } from 'node:crypto';
import type pg from 'pg';
import { isCopyIndexed, linkOf, rangeOf, sequenceOf, textPlaceOf } from './copied-entry.ts';
import { type CopiedRow, copyOut } from './copy-out.ts';
import type { Range } from './ranges.ts';

/** What is left of the entries of a range that are all there, in no way out of the ordinary, and indexed as they say. */
export interface Digests {
  readonly kind: 'digests';
  readonly range: Range;
  /** SHA-256 of each text as UTF-8, a character for each byte. */
  readonly hashes: readonly string[];
  /** The link beside each, a character for each byte. */
  readonly links: readonly string[];
}

/** `nothing`: no entry is there. `unusual`: to be looked at row by row. */
export type RangeRead = Digests | { readonly kind: 'nothing' | 'unusual'; readonly range: Range };

/** Entries read at once, and ranges they are of. */
export const ENTRIES_AT_ONCE = 8_192;
export const RANGES_AT_ONCE = 200;
/** Entries of one range: all of them are looked at row by row where one is out of the ordinary. */
export const RANGE_ENTRIES = 64;

/** What is longer is looked at row by row: a message then stays small, whatever stands in the table. */
const LONG_TEXT = 16_384;
const MANY_NAMES = 700;

/**
 * Of each range what is there. Texts are looked at as they come, and not kept. Together the ranges should be of at most
 * `ENTRIES_AT_ONCE`, and each of at most `RANGE_ENTRIES`.
 */
export async function readDigests(client: pg.ClientBase, ranges: readonly Range[]): Promise<readonly RangeRead[]> {
  if (ranges.length === 0) return [];
  const found = ranges.map((range) => new Reading(range));
  await copyOut(client, statementFor(client, ranges), (row) => {
    const reading = found[rangeOf(row)];
    if (!reading) throw new Error('PostgreSQL tells of entries that were not asked for');
    reading.take(row);
  });
  return found.map((reading) => reading.result);
}

/**
 * The inner order keeps the lateral query from being joined otherwise than range by range; that rows come in it is looked
 * at. A copy takes no parameters.
 */
function statementFor(client: pg.ClientBase, ranges: readonly Range[]): string {
  const asked = ranges.map(
    ({ writer, first, last }, n) => `(${n}, ${client.escapeLiteral(writer)}, ${integer(first)}, ${integer(last)})`,
  );
  return `copy (
select n, e.* from (values ${asked.join(', ')}) asked (n, writer, first, last)
 cross join lateral (
   select sequence, link, at,
          case when cardinality(names) <= ${MANY_NAMES} then names end,
          case when octet_length(text) <= ${LONG_TEXT} then text end
     from hub_ledger.entry e
    where e.writer = asked.writer and e.sequence between asked.first and asked.last order by e.sequence) e
) to stdout (format binary)`;
}

function integer(number: number): string {
  if (!Number.isSafeInteger(number)) throw new RangeError('no number of an entry');
  return `${number}::bigint`;
}

/** One range as its rows come. */
class Reading {
  readonly #range: Range;
  readonly #hashes: string[] = [];
  readonly #links: string[] = [];
  #isUnusual = false;

  constructor(range: Range) {
    this.#range = range;
  }

  take(row: CopiedRow): void {
    if (this.#isUnusual) return;
    const text = textPlaceOf(row);
    const isNext = sequenceOf(row) === this.#range.first + this.#links.length;
    if (text && isNext && isCopyIndexed(row, text)) {
      this.#hashes.push(hash('sha256', row.subarray(text.from, text.to), 'binary'));
      this.#links.push(linkOf(row));
    } else {
      this.#isUnusual = true;
    }
  }

  get result(): RangeRead {
    const range = this.#range;
    const count = this.#links.length;
    if (count === 0 && !this.#isUnusual) return { kind: 'nothing', range };
    if (this.#isUnusual || count !== range.last - range.first + 1) return { kind: 'unusual', range };
    return { kind: 'digests', range, hashes: this.#hashes, links: this.#links };
  }
}
