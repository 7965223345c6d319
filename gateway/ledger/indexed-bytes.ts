/** Where something stands in the bytes of a row: from, and up to and not with. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

const codes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const START = codes('{"kind":"exchange","id":"');
const TIME = codes('","receivedAt":"');
const NAMES = codes(',"names":');
const ID_LENGTH = 36;
const NAME_LENGTH = 22;
const [QUOTE, BACKSLASH, DASH, LOW_LINE] = [0x22, 0x5c, 0x2d, 0x5f];

/**
 * `isIndexed` of an exchange as the hub writes it, held byte by byte against the columns as PostgreSQL copies them: of a
 * million entries, half of the time, since nothing becomes a string.
 *
 * @param names the array's members, each after its length. @param at milliseconds since the epoch.
 * @returns false: it may be all the same, and is to be looked at more closely.
 */
export function isIndexedAsUsual(bytes: Uint8Array, text: Place, names: Place, at: number): boolean {
  const idAt = text.from + START.length;
  const timeAt = idAt + ID_LENGTH + TIME.length;
  return (
    isAt(bytes, text.from, START) &&
    isMember(bytes, names.from, { from: idAt, to: idAt + ID_LENGTH }) &&
    isAt(bytes, idAt + ID_LENGTH, TIME) &&
    isTime(bytes, timeAt, at) &&
    areNames(bytes, { from: timeAt, to: text.to }, { from: names.from + 4 + ID_LENGTH, to: names.to })
  );
}

function isAt(bytes: Uint8Array, from: number, letters: Uint8Array): boolean {
  for (let at = 0; at < letters.length; at++) if (bytes[from + at] !== letters[at]) return false;
  return true;
}

/** Whether the member there is what stands at a place of the text: letters that need no quotes in an array. */
function isMember(bytes: Uint8Array, member: number, { from, to }: Place): boolean {
  if (lengthAt(bytes, member) !== to - from) return false;
  for (let at = from; at < to; at++) {
    const letter = bytes[at] ?? 0;
    if (letter !== bytes[member + 4 + at - from] || !isPlain(letter)) return false;
  }
  return true;
}

/** Of a length that has one byte. */
function lengthAt(bytes: Uint8Array, at: number): number {
  const isShort = bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at + 2] === 0;
  return isShort ? (bytes[at + 3] ?? -1) : -1;
}

function isPlain(letter: number): boolean {
  const isLetter = (letter | 0x20) >= 0x61 && (letter | 0x20) <= 0x7a;
  return isLetter || (letter >= 0x30 && letter <= 0x39) || letter === DASH || letter === LOW_LINE;
}

/** True where every name of the text stands among the members, once, in the order they come first, and nothing else. */
function areNames(bytes: Uint8Array, text: Place, members: Place): boolean {
  let member = members.from;
  const from = lastNames(bytes, text);
  if (from < 0) return false;
  for (let at = from; at < text.to; at++) {
    if (bytes[at] === BACKSLASH) return false;
    if (bytes[at] !== QUOTE) continue;
    const close = quoteAfter(bytes, at + 1, text.to);
    if (close - at - 1 === NAME_LENGTH) {
      const name = { from: at + 1, to: close };
      if (member < members.to && isMember(bytes, member, name)) member += 4 + NAME_LENGTH;
      else if (!isAmong(bytes, { from: members.from, to: member }, name)) return false;
    }
    at = close;
  }
  return member === members.to;
}

/** Whoever is sought and found is named twice. */
function isAmong(bytes: Uint8Array, members: Place, name: Place): boolean {
  for (let member = members.from; member < members.to; member += 4 + NAME_LENGTH) {
    if (isMember(bytes, member, name)) return true;
  }
  return false;
}

/** Letter → how far to the left the names may begin, where it stands at their first place and they do not (Horspool). */
const BACK = new Uint8Array(256).fill(NAMES.length);
for (let at = NAMES.length - 1; at > 0; at--) BACK[NAMES[at] ?? 0] = at;

/** After the last `,"names":`; -1: there is none. */
function lastNames(bytes: Uint8Array, { from, to }: Place): number {
  for (let at = to - NAMES.length; at >= from; at -= BACK[bytes[at] ?? 0] ?? 1) {
    if (isAt(bytes, at, NAMES)) return at + NAMES.length;
  }
  return -1;
}

/** The quote, or where a backslash stands before it, or the end. */
function quoteAfter(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== QUOTE && bytes[at] !== BACKSLASH) at++;
  return bytes[at] === BACKSLASH ? at - 1 : at;
}

const MINUTE_MS = 60_000;
/** The minute that was looked at last: entries follow one another in time. */
let known = { minute: Number.NaN, letters: codes('') };

/** Whether `2026-04-05T06:07:08.010Z"` stands there. */
function isTime(bytes: Uint8Array, from: number, at: number): boolean {
  const minute = Math.floor(at / MINUTE_MS);
  if (minute !== known.minute) known = { minute, letters: codes(new Date(at).toISOString().slice(0, -7)) };
  const after = from + known.letters.length;
  const within = at - minute * MINUTE_MS;
  return (
    isAt(bytes, from, known.letters) &&
    digits(bytes, after, 2) === Math.floor(within / 1_000) &&
    bytes[after + 2] === 0x2e &&
    digits(bytes, after + 3, 3) === within % 1_000 &&
    bytes[after + 6] === 0x5a &&
    bytes[after + 7] === QUOTE
  );
}

/** @returns -1 where something else stands there. */
function digits(bytes: Uint8Array, from: number, count: number): number {
  let number = 0;
  for (let at = from; at < from + count; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}
