import type pg from 'pg';
import { type KeptAct, type KeptExchange, keptOf } from './entry.ts';

/** Which entries are read. */
export interface Asked {
  /** Milliseconds since the epoch; undefined: from the first. */
  readonly from?: number | undefined;
  /** Up to, and not with. */
  readonly until?: number | undefined;
  /** Keyed names, and ids of entries, of which an entry has at least one; undefined: any entry. */
  readonly names?: readonly string[] | undefined;
}

/** An entry as it is kept, and where. */
export interface Read {
  readonly writer: string;
  readonly sequence: number;
  readonly entry: KeptExchange | KeptAct;
}

/** Entries of one question to the database: bounded, whatever there is. */
const PIECE = 1_000;
/**
 * By when, and by place where several are of one moment. A window goes on where the last piece ended, by the
 * index of times: what is ordered by is the column, not the text that is read of it.
 */
const NEXT = `
select writer, sequence::float8 as sequence, at::text as at, text
  from hub_ledger.entry e
 where ($1::text[] is null or names && $1)
   and e.at >= coalesce($4::timestamptz, $2::timestamptz, '-infinity') and e.at < coalesce($3::timestamptz, 'infinity')
   and ($4::text is null or (e.at, e.writer, e.sequence) > ($4::timestamptz, $5, $6))
 order by e.at, e.writer, e.sequence limit ${PIECE}`;

interface Row {
  readonly writer: string;
  readonly sequence: number;
  readonly at: string;
  readonly text: string;
}

/** Entries in the order of their time. Nothing is verified: `hub ledger verify` does. */
export async function* entriesOf(client: pg.ClientBase, { from, until, names }: Asked): AsyncGenerator<Read> {
  const iso = (time: number | undefined): string | null => (time === undefined ? null : new Date(time).toISOString());
  let last: Row | undefined;
  for (;;) {
    const place = [last?.at ?? null, last?.writer ?? null, last?.sequence ?? null];
    const { rows } = await client.query<Row>(NEXT, [names ? [...names] : null, iso(from), iso(until), ...place]);
    for (const { writer, sequence, text } of rows) yield { writer, sequence, entry: keptOf(text) };
    last = rows.at(-1);
    if (!last || rows.length < PIECE) return;
  }
}
