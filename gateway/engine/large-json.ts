import type { Pace } from './pace.ts';

/** Values that are shorter are parsed at once, together with their neighbours up to so many bytes. */
const PIECE_BYTES = 32 * 1024;
/** Bytes that are looked at before the clock is. */
const BYTES_PER_LOOK = 64 * 1024;
/** Containers within one another; JSON.parse would end the stack far below. */
const MOST_DEPTH = 512;

const [QUOTE, BACKSLASH, COMMA, OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = Buffer.from('"\\,[]{}');
const SPACE = 0x20;

/** A container that is too long for one piece. */
interface Long {
  /** Offsets of its commas, and of its end: each member ends at one. */
  readonly ends: readonly number[];
  readonly isList: boolean;
}

type LongByStart = ReadonlyMap<number, Long>;

/**
 * Parses JSON as JSON.parse does, in turns with other requests: whoever waits, waits for a piece of it. Lists and
 * records longer than a piece are taken apart, down to what fits into one.
 *
 * @param pieceBytes length of a piece.
 * @throws SyntaxError where it is none.
 */
export async function parseInTurns(bytes: Buffer, pace: Pace, pieceBytes = PIECE_BYTES): Promise<unknown> {
  pace.begin();
  const long = await longContainers(bytes, pace, pieceBytes);
  const start = firstOf(bytes, 0);
  const outermost = long.get(start);
  if (!outermost || !isBlank(bytes, endOf(outermost), bytes.length)) return JSON.parse(bytes.toString());
  return parsed(bytes, start, long, pace, pieceBytes);
}

/** Finds the containers longer than a piece, by where they begin. @throws SyntaxError where brackets do not match. */
async function longContainers(bytes: Buffer, pace: Pace, pieceBytes: number): Promise<LongByStart> {
  const long = new Map<number, Long>();
  const starts: number[] = [];
  const commas: number[][] = [];
  let isText = false;
  let look = BYTES_PER_LOOK;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (isText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA) commas.at(-1)?.push(at);
    else if (byte === OPEN_LIST || byte === OPEN_RECORD) {
      if (starts.push(at) > MOST_DEPTH) throw new SyntaxError('nested too deep');
      commas.push([]);
    } else if (byte === CLOSE_LIST || byte === CLOSE_RECORD) {
      const start = starts.pop() ?? at;
      const ends = commas.pop() ?? [];
      const isList = bytes[start] === OPEN_LIST;
      if (start === at || isList !== (byte === CLOSE_LIST)) throw new SyntaxError('brackets do not match');
      if (at - start > pieceBytes) long.set(start, { ends: [...ends, at], isList });
    }
    if (at < look) continue;
    look = at + BYTES_PER_LOOK;
    if (pace.isDue()) await pace.turn();
  }
  return long;
}

/** @param start of a long container. */
async function parsed(
  bytes: Buffer,
  start: number,
  long: LongByStart,
  pace: Pace,
  pieceBytes: number,
): Promise<unknown> {
  const { ends, isList } = long.get(start) ?? { ends: [], isList: true };
  const members = new Members(isList);
  let [from, group, count] = [start + 1, start + 1, 0];
  for (const end of ends) {
    const at = isList ? firstOf(bytes, from) : offsetOfValue(bytes, from, end);
    const inner = long.get(at);
    if (inner) {
      if (count > 0) members.addText(bytes.toString('utf8', group, from - 1), count);
      if (!isBlank(bytes, endOf(inner), end)) throw new SyntaxError('more than one value');
      members.add(bytes.toString('utf8', from, at), await parsed(bytes, at, long, pace, pieceBytes));
    } else {
      count += 1;
      from = end + 1;
      if (end - group < pieceBytes && end !== ends.at(-1)) continue;
      members.addText(bytes.toString('utf8', group, end), count);
    }
    [from, group, count] = [end + 1, end + 1, 0];
    if (pace.isDue()) await pace.turn();
  }
  return members.whole();
}

function endOf(container: Long): number {
  return (container.ends.at(-1) ?? 0) + 1;
}

/** Offset of the first byte from here on that is no white space. */
function firstOf(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length && (bytes[at] ?? 0) <= SPACE) at += 1;
  return at;
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  return bytes.toString('latin1', from, to).trim() === '';
}

/** Offset of a member's value: after its key and colon. */
function offsetOfValue(bytes: Buffer, from: number, end: number): number {
  let at = firstOf(bytes, from) + 1;
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return firstOf(bytes, firstOf(bytes, at + 1) + 1);
}

/** What is parsed of one long container. */
class Members {
  readonly #isList: boolean;
  readonly #items: unknown[] = [];
  readonly #fields: [key: string, value: unknown][] = [];

  constructor(isList: boolean) {
    this.#isList = isList;
  }

  /** @param text of so many members with the commas between them. @throws SyntaxError where one of them is nothing. */
  addText(text: string, count: number): void {
    const value: unknown = JSON.parse(this.#isList ? `[${text}]` : `{${text}}`);
    const items = Array.isArray(value) ? value : Object.entries(value as object);
    // A key may stand there twice.
    if (this.#isList ? items.length !== count : items.length === 0) throw new SyntaxError('a member without a value');
    for (const item of items) (this.#isList ? this.#items : this.#fields).push(item);
  }

  /** @param before what stands before the value: a key and a colon in a record, nothing in a list. */
  add(before: string, value: unknown): void {
    if (this.#isList) this.#items.push(value);
    else {
      const [key] = Object.keys(JSON.parse(`{${before}0}`) as object);
      if (key === undefined) throw new SyntaxError('a member without a key');
      this.#fields.push([key, value]);
    }
  }

  whole(): unknown {
    // Not assigned: a key may be called `__proto__`.
    return this.#isList ? this.#items : Object.fromEntries(this.#fields);
  }
}
