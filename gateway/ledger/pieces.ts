import type pg from 'pg';
import { LINK_HEX } from './links.ts';
import { ASKED, parametersOf, type Range } from './ranges.ts';

/** What stands in the database of one range. */
export interface Piece {
  readonly range: Range;
  /** Numbers of the entries; undefined: all of the range are there. */
  readonly sequences: readonly number[] | undefined;
  readonly texts: readonly string[];
  /** Hex, one after the other. */
  readonly links: string;
  /** As PostgreSQL writes a timestamp (ISO style, UTC), and an array. */
  readonly ats: readonly string[];
  readonly names: readonly string[];
}

/** Entries read at once, and ranges they are of. */
export const ENTRIES_AT_ONCE = 512;
export const RANGES_AT_ONCE = 200;
/** Entries of one piece: beyond 64 KiB each string would get pages of its own from the system, at ten times the cost. */
export const PIECE_ENTRIES = 64;

/** What is longer is read by rows: an answer then stays below 16 MiB, whatever stands in the table. */
const LONG_TEXT = 16_384;
const MANY_NAMES = 700;
const ROWS = 20;

/**
 * A few long values in place of many rows: what the client spends on each entry is what this is limited by. The order of
 * the inner query is the order of what is aggregated (PostgreSQL, "Aggregate Functions").
 */
const WHOLE = `
select n::int, whole.*
  from ${ASKED}
  cross join lateral (
    select count(*)::int as count,
           string_agg(text, chr(10)) filter (where octet_length(text) <= ${LONG_TEXT}) as texts,
           encode(string_agg(link, ''::bytea), 'hex') as links,
           string_agg(at::text, chr(10)) as ats,
           string_agg(names::text, chr(10)) filter (where cardinality(names) <= ${MANY_NAMES}) as names
      from (select text, link, at, names from hub_ledger.entry e
             where e.writer = asked.writer and e.sequence between asked.first and asked.last
             order by e.sequence) inner_entries) whole
 order by n`;

/**
 * Whatever stands in a column, and of whatever type somebody has made it: what is no link reads as one of zeros. Entries of
 * one number come together: none of them is passed over where the next rows begin.
 */
const BY_ROWS = `
select e.sequence::float8 as sequence, coalesce(text::text, '') as text, coalesce(at::text, '') as at,
       case when octet_length(link) = ${LINK_HEX / 2} then encode(link, 'hex') else repeat('0', ${LINK_HEX}) end as link,
       coalesce(names::text, '') as names
  from hub_ledger.entry e where writer = $1 and e.sequence between $2 and $3
 order by e.sequence fetch first ${ROWS} rows with ties`;

interface Whole {
  readonly n: number;
  readonly count: number;
  readonly texts: string | null;
  readonly links: string | null;
  readonly ats: string | null;
  readonly names: string | null;
}

/** How timestamps are written, and that a table of any size is read by its key. For the transaction that reads pieces. */
export const PIECES_SETTINGS = `
set local timezone = 'UTC'; set local datestyle = 'ISO'; set local enable_seqscan = off; set local enable_bitmapscan = off;
set local jit = off; set local bytea_output = 'hex'`;

/**
 * Of each range what is there, in their order: whole, or in several pieces where something about it is out of the ordinary.
 * Together the ranges should be of at most `ENTRIES_AT_ONCE`, and each of at most `PIECE_ENTRIES`.
 */
export async function readPieces(
  client: pg.ClientBase,
  ranges: readonly Range[],
): Promise<ReadonlyArray<AsyncIterable<Piece> | Iterable<Piece>>> {
  if (ranges.length === 0) return [];
  const { rows } = await client.query<Whole>({
    name: 'hub ledger pieces',
    text: WHOLE,
    values: [...parametersOf(ranges)],
  });
  return ranges.map((range, at) => {
    const row = rows[at];
    if (!row || row.count === 0) return [nothingOf(range)];
    const whole = wholeOf(row, range);
    return whole ? [whole] : piecesByRows(client, range);
  });
}

export function nothingOf(range: Range): Piece {
  return { range, sequences: [], texts: [], links: '', ats: [], names: [] };
}

/** @returns undefined where an entry is missing, too long, or not on one line: what is whose cannot be told. */
function wholeOf({ count, texts, links, ats, names }: Whole, range: Range): Piece | undefined {
  const { first, last } = range;
  if (count !== last - first + 1 || links === null || links.length !== count * LINK_HEX) return undefined;
  const piece = {
    range,
    sequences: undefined,
    texts: texts?.split('\n') ?? [],
    links,
    ats: ats?.split('\n') ?? [],
    names: names?.split('\n') ?? [],
  };
  const isWhole = [piece.texts, piece.ats, piece.names].every(({ length }) => length === count);
  return isWhole ? piece : undefined;
}

/** Of few entries each: they may be as long as entries can be. */
export async function* piecesByRows(client: pg.ClientBase, { writer, first, last }: Range): AsyncGenerator<Piece> {
  for (let from = first; from <= last; ) {
    const rows = await rowsFrom(client, { writer, first: from, last });
    const end = rows.length < ROWS ? last : (rows.at(-1)?.sequence ?? last);
    yield {
      range: { writer, first: from, last: end },
      sequences: rows.map(({ sequence }) => sequence),
      texts: rows.map(({ text }) => text),
      links: rows.map(({ link }) => link).join(''),
      ats: rows.map(({ at }) => at),
      names: rows.map(({ names }) => names),
    };
    from = end + 1;
  }
}

/** An entry as it stands. */
export interface Row {
  readonly sequence: number;
  readonly text: string;
  /** Hex. */
  readonly link: string;
  readonly at: string;
  readonly names: string;
}

/** The first few of a range. */
async function rowsFrom(client: pg.ClientBase, { writer, first, last }: Range): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(BY_ROWS, [writer, first, last]);
  return rows;
}

export async function* rowsOf(client: pg.ClientBase, { writer, first, last }: Range): AsyncGenerator<Row> {
  for (let from = first; from <= last; ) {
    const rows = await rowsFrom(client, { writer, first: from, last });
    yield* rows;
    const end = rows.at(-1)?.sequence;
    if (end === undefined || rows.length < ROWS) return;
    from = end + 1;
  }
}
