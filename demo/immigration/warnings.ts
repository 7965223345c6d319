/** What a warning can say; docs/connect-an-existing-system.md lists the meaning of each. */
export const WARNING_CODES = {
  UNA_RESERVED: 'UNA has a character in the reserved place, which syntax versions before 4 leave blank.',
  CHARACTER_REPERTOIRE: 'Small letters or other signs in an interchange of level UNOA; values are kept as they are.',
  SEGMENT_NOT_TERMINATED: 'The last segment has no terminator; it is read all the same.',
  BLANK_IN_TAG: 'Blanks follow the tag; they are left out.',
  MISPLACED_SEGMENT: 'The segment stands where it says nothing; it is kept in the raw message only.',
  SEGMENT_DROPPED:
    'Free text, contact or special service data, or an unknown segment: dropped, in the raw message too.',
  MISSING_UNB: 'No interchange header.',
  MISSING_UNT: 'No end of the message.',
  MISSING_UNE: 'No end of the group.',
  MISSING_UNZ: 'No end of the interchange.',
  UNT_COUNT: 'UNT counts other segments than there are.',
  UNT_REFERENCE: 'UNT names another message than UNH.',
  UNE_COUNT: 'UNE counts other messages than there are.',
  UNE_REFERENCE: 'UNE names another group than UNG.',
  UNZ_COUNT: 'UNZ counts other messages or groups than there are.',
  UNZ_REFERENCE: 'UNZ names another interchange than UNB.',
  CNT_DIFFERS: 'CNT counts other passengers or crew than there are.',
  MESSAGE_NOT_READ: 'A message of another type in the interchange; it is kept in the raw message only.',
  BAD_DATE_TIME: 'No such date or time, or an unknown format; the value is left out.',
  VALUE_TOO_LONG: 'Longer than any value of the message may be; the value is left out.',
  BAD_CODE: 'The code is none of its list; the value is left out.',
  NO_FLIGHT: 'No segment names flight or voyage.',
  DOCUMENT_INCOMPLETE: 'A document without number, type or issuing state: it cannot be joined with anything.',
  TOO_MANY_WARNINGS: 'More warnings than are listed.',
} as const;

export type WarningCode = keyof typeof WARNING_CODES;

/** One defect of a message that was read all the same. Holds no value of the message. */
export interface Warning {
  readonly code: WarningCode;
  /** Tag and number of the segment in the interchange, from 1, UNA left out: `UNT[32]`; empty where it has none. */
  readonly place: string;
}

/** The warnings of one file, at most `limit` and one more that says so. */
export class Warnings {
  readonly list: Warning[] = [];
  readonly #limit: number;

  constructor(limit = 1_000) {
    this.#limit = limit;
  }

  add(code: WarningCode, segment?: { readonly tag: string; readonly position: number }): void {
    if (this.list.length > this.#limit) return;
    const isLast = this.list.length === this.#limit;
    // A tag of three letters says nothing of anybody; anything else might.
    const tag = segment && /^[A-Z]{3}$/.test(segment.tag) ? segment.tag : '';
    const place = segment ? `${tag}[${segment.position}]` : '';
    this.list.push(isLast ? { code: 'TOO_MANY_WARNINGS', place: '' } : { code, place });
  }
}
