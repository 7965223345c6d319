/** What a warning can say; docs/connect-an-existing-system.md lists the meaning of each. */
export const SPS_WARNING_CODES = {
  UNKNOWN_ELEMENT: 'The element is not described; it is kept in the raw message only.',
  UNKNOWN_ATTRIBUTE: 'The attribute is not described; it is kept in the raw message only.',
  UNKNOWN_PROPERTY: 'The property is not described; it is kept in the raw message only.',
  REPEATED_ELEMENT: 'The element may occur once; the first is kept, this one in the raw message only.',
  MISPLACED_TEXT: 'Text stands where only elements may; it is kept in the raw message only.',
  WRONG_TYPE: 'Another type of JSON value was expected; the value is left out.',
  BAD_DATE_TIME: 'No such date or time; the value is left out.',
  NO_TIME_OFFSET: 'The time has no offset from UTC; UTC is assumed.',
  NOT_A_NUMBER: 'A number was expected; the value is left out.',
  ILLEGAL_CHARACTER: 'A control character, or half a character; the value is left out.',
  TOO_LONG: 'Longer than such a value is; the value is kept whole.',
  UNKNOWN_CODE: 'No value of the code list; the value is left out.',
  REFERENCE_FORM: 'The reference of the entry document has not the usual form.',
  TYPE_DIFFERS: 'The type of the entry document is not the one its reference names; what the type says counts.',
  MRN_CHECK_DIGIT: 'The check digit of the movement reference number is wrong.',
  NO_VERSION_TIME: 'The message says no time of change; the time of receipt counts.',
  TOO_MANY_WARNINGS: 'More warnings than are listed.',
} as const;

export type SpsWarningCode = keyof typeof SPS_WARNING_CODES;

/** One defect of a message that was read all the same. Holds no value of the message. */
export interface SpsWarning {
  readonly code: SpsWarningCode;
  /** Element path of XML with occurrences, or JSON pointer (RFC 6901). */
  readonly place: string;
}

/** The warnings of one message, at most `limit` and one more that says so. */
export class SpsWarnings {
  readonly list: SpsWarning[] = [];
  readonly #limit: number;

  constructor(limit = 1_000) {
    this.#limit = limit;
  }

  add(code: SpsWarningCode, place: string): void {
    if (this.list.length > this.#limit) return;
    this.list.push(this.list.length === this.#limit ? { code: 'TOO_MANY_WARNINGS', place: '' } : { code, place });
  }
}

/** A date or time as kept: ISO 8601; `instant` in UTC for comparison. */
export interface ReadDateTime {
  readonly text: string;
  readonly instant: string;
  /** False where a time was given without an offset: UTC is assumed. */
  readonly hasOffset: boolean;
}

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Reads a date or date and time of ISO 8601; undefined where there is none such. */
export function isoDateTimeOf(value: string): ReadDateTime | undefined {
  const [, date, time, seconds = '00', fraction = '', zone] = DATE_TIME.exec(value) ?? [];
  if (date === undefined) return undefined;
  const midnight = new Date(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) return undefined;
  if (time === undefined) return { text: date, instant: midnight.toISOString(), hasOffset: true };
  const offset = zone === undefined ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const text = `${date}T${time}:${seconds}${fraction.slice(0, 4)}${offset}`;
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime()) || time.startsWith('24')) return undefined;
  return { text, instant: instant.toISOString(), hasOffset: zone !== undefined };
}
