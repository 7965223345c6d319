/** What a warning can say; docs/connect-an-existing-system.md lists the meaning of each. */
export const WARNING_CODES = {
  UNKNOWN_ELEMENT: 'The element is not described; it is kept in the raw message only.',
  UNKNOWN_ATTRIBUTE: 'The attribute is not described; it is kept in the raw message only.',
  REPEATED_ELEMENT: 'The element may occur once; the first is kept, this one in the raw message only.',
  MISPLACED_TEXT: 'Text stands where only elements may; it is kept in the raw message only.',
  BAD_DATE_TIME: 'No such date or time, or an unknown formatCode; the value is left out.',
  NO_TIME_OFFSET: 'The time has no offset from UTC; UTC is assumed.',
  NOT_A_NUMBER: 'A number of the element’s format was expected; the value is left out.',
  TOO_LONG: 'Longer than the WCO format allows; the value is kept whole.',
  MRN_CHECK_DIGIT: 'The check digit of the movement reference number is wrong.',
  GOODS_ITEM_COUNT: 'GoodsItemQuantity differs from the number of goods items.',
  UCR_AMBIGUOUS: 'Two different unique consignment references; the first one counts.',
  MOVEMENT_NOT_IDENTIFIED: 'An arrival is announced, but not enough to say of which movement.',
  FUNCTION_NOT_APPLIED: 'The message is kept, but its function does not replace the declaration’s content.',
  NO_ISSUE_TIME: 'The notification says no issue time; the time of receipt counts.',
  TOO_MANY_WARNINGS: 'More warnings than are listed.',
} as const;

export type WarningCode = keyof typeof WARNING_CODES;

/** One defect of a message that was read all the same. Holds no value of the message. */
export interface Warning {
  readonly code: WarningCode;
  /** Element path, `Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/SequenceNumeric`; `@` before an attribute. */
  readonly place: string;
}

/** The warnings of one message, at most `limit` and one more that says so. */
export class Warnings {
  readonly list: Warning[] = [];
  readonly #limit: number;

  constructor(limit = 1_000) {
    this.#limit = limit;
  }

  add(code: WarningCode, place: string): void {
    if (this.list.length > this.#limit) return;
    this.list.push(this.list.length === this.#limit ? { code: 'TOO_MANY_WARNINGS', place: '' } : { code, place });
  }
}
