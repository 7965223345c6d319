import type { Pace } from './pace.ts';

/** Values that are shorter are parsed at once, together with their neighbours up to so many bytes. */
const PIECE_BYTES = 32 * 1024;
/** Bytes that are looked at before the clock is. */
const BYTES_PER_LOOK = 64 * 1024;
/** Containers within one another; JSON.parse would end the stack far below. */
const MOST_DEPTH = 512;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_RECORD = 0x7b;
const CLOSE_RECORD = 0x7d;
/** White space of JSON (RFC 8259 §2), and no other. */
const SPACES: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

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
  const scan = new Scan(bytes, pieceBytes);
  for (let to = BYTES_PER_LOOK; !scan.isOver; to += BYTES_PER_LOOK) {
    scan.on(Math.min(to, bytes.length));
    if (pace.isDue()) await pace.turn();
  }
  return scan.long;
}

/** A look at each byte: what is not in a text and says where containers and their members begin and end. */
class Scan {
  readonly long = new Map<number, Long>();
  readonly #bytes: Buffer;
  readonly #pieceBytes: number;
  readonly #starts: number[] = [];
  readonly #commas: number[][] = [];
  #at = 0;
  #isText = false;

  constructor(bytes: Buffer, pieceBytes: number) {
    this.#bytes = bytes;
    this.#pieceBytes = pieceBytes;
  }

  get isOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Looks on as far as there; by itself, since a loop that can wait is not compiled well. */
  on(to: number): void {
    const bytes = this.#bytes;
    let isText = this.#isText;
    let at = this.#at;
    for (; at < to; at += 1) {
      const byte = bytes[at] as number;
      if (isText) {
        if (byte === QUOTE) isText = false;
        else if (byte === BACKSLASH) at += 1;
      } else if (byte === QUOTE) isText = true;
      else if (byte === COMMA) this.#commas.at(-1)?.push(at);
      else if (byte === OPEN_LIST || byte === OPEN_RECORD) this.#open(at);
      else if (byte === CLOSE_LIST || byte === CLOSE_RECORD) this.#close(at, byte);
    }
    this.#at = at;
    this.#isText = isText;
  }

  #open(at: number): void {
    if (this.#starts.push(at) > MOST_DEPTH) throw new SyntaxError('nested too deep');
    this.#commas.push([]);
  }

  #close(at: number, byte: number): void {
    const start = this.#starts.pop() ?? at;
    const ends = this.#commas.pop() ?? [];
    const isList = this.#bytes[start] === OPEN_LIST;
    if (start === at || isList !== (byte === CLOSE_LIST)) throw new SyntaxError('brackets do not match');
    if (at - start > this.#pieceBytes) this.long.set(start, { ends: [...ends, at], isList });
  }
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
  while (at < bytes.length && SPACES.has(bytes[at] ?? 0)) at += 1;
  return at;
}

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  return firstOf(bytes, from) >= to;
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
