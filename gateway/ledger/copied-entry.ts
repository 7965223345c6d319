import { LINK_BYTES } from './chain.ts';
import type { CopiedRow } from './copy-out.ts';
import { isIndexed } from './indexed.ts';
import { isIndexedAsUsual, type Place } from './indexed-bytes.ts';

/** What is copied of an entry, in this order: which range it is of, and its columns. What is too long is null. */
const FIELDS = 6;
/** Each field's length stands before it. */
const LENGTH_BYTES = 4;
const RANGE_AT = 2 + LENGTH_BYTES;
const SEQUENCE_AT = RANGE_AT + 4 + LENGTH_BYTES;
const LINK_AT = SEQUENCE_AT + 8 + LENGTH_BYTES;
const TIME_AT = LINK_AT + LINK_BYTES + LENGTH_BYTES;
const NAMES_AT = TIME_AT + 8 + LENGTH_BYTES;

export function rangeOf(row: CopiedRow): number {
  return row.readInt32BE(RANGE_AT);
}

/** @returns no safe integer where it is more than a number can hold: it is no number of an entry. */
export function sequenceOf(row: CopiedRow): number {
  return bigintAt(row, SEQUENCE_AT);
}

/** A character for each byte. */
export function linkOf(row: CopiedRow): string {
  return row.toString('latin1', LINK_AT, LINK_AT + LINK_BYTES);
}

/** Where the text stands; undefined: something about the row is out of the ordinary. */
export function textPlaceOf(row: CopiedRow): Place | undefined {
  // Where no column is what it is to be, a row may be shorter than one without names and text.
  if (row.length < NAMES_AT) return undefined;
  const namesLength = row.readInt32BE(NAMES_AT - LENGTH_BYTES);
  if (row.readUInt16BE(0) !== FIELDS || row.readInt32BE(LINK_AT - LENGTH_BYTES) !== LINK_BYTES || namesLength < 0) {
    return undefined;
  }
  const from = NAMES_AT + namesLength + LENGTH_BYTES;
  if (from > row.length) return undefined;
  return row.readInt32BE(from - LENGTH_BYTES) === row.length - from ? { from, to: row.length } : undefined;
}

/** Whether the columns are what the text says. @returns false where that cannot be told by a copy. */
export function isCopyIndexed(row: CopiedRow, text: Place): boolean {
  const [names, at] = [membersIn(row, text.from - LENGTH_BYTES), timeOf(row)];
  if (!names || at === undefined) return false;
  if (isIndexedAsUsual(row, text, names, at)) return true;
  const array = arrayTextOf(row, names);
  // Of a text of any letters what is looked for is ASCII.
  return array !== undefined && isIndexed(row.toString('latin1', text.from, text.to), array, timestampOf(at)) === 'YES';
}

/** Of an array of texts: one dimension, no null, and after how many they are the number of the first, which is 1. */
const [DIMENSIONS, NULLS, TEXT, FIRST] = [1, 0, 25, 1];
const ARRAY_HEADER_BYTES = 20;

function membersIn(row: CopiedRow, to: number): Place | undefined {
  if (to - NAMES_AT < ARRAY_HEADER_BYTES) return undefined;
  const isUsual =
    row.readInt32BE(NAMES_AT) === DIMENSIONS &&
    row.readInt32BE(NAMES_AT + 4) === NULLS &&
    row.readInt32BE(NAMES_AT + 8) === TEXT &&
    row.readInt32BE(NAMES_AT + 16) === FIRST;
  return isUsual ? { from: NAMES_AT + ARRAY_HEADER_BYTES, to } : undefined;
}

/** What PostgreSQL writes in an array without quotes. */
const PLAIN = /^[\w-]+$/;

/** As PostgreSQL writes it as text; undefined: some members would stand in quotes. */
function arrayTextOf(row: CopiedRow, { from, to }: Place): string | undefined {
  const members: string[] = [];
  for (let at = from; at < to; ) {
    const end = at + LENGTH_BYTES + row.readInt32BE(at);
    const member = row.toString('latin1', at + LENGTH_BYTES, end);
    if (!PLAIN.test(member) || member.toLowerCase() === 'null') return undefined;
    members.push(member);
    at = end;
  }
  return `{${members.join(',')}}`;
}

/** PostgreSQL counts microseconds from here. */
const POSTGRES_EPOCH = Date.UTC(2000, 0, 1);
const [FIRST_YEAR, AFTER_LAST_YEAR] = [Date.UTC(1000, 0, 1), Date.UTC(10_000, 0, 1)];

/** Milliseconds since the epoch; undefined: none that a text of an entry can tell, and PostgreSQL writes in the usual way. */
function timeOf(row: CopiedRow): number | undefined {
  const time = bigintAt(row, TIME_AT) / 1_000 + POSTGRES_EPOCH;
  return Number.isInteger(time) && time >= FIRST_YEAR && time < AFTER_LAST_YEAR ? time : undefined;
}

/** As PostgreSQL writes it (ISO style, UTC): without zeros at its end. */
function timestampOf(time: number): string {
  const iso = new Date(time).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, -1).replace(/\.?0*$/, '')}+00`;
}

const TWO_TO_32 = 2 ** 32;

function bigintAt(row: CopiedRow, at: number): number {
  return row.readInt32BE(at) * TWO_TO_32 + row.readUInt32BE(at + 4);
}
