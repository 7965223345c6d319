/** What a vehicle identification number says of itself. */
export interface VinVerdict {
  /** ISO 3779: 17 capitals and digits without I, O and Q. */
  readonly hasForm: boolean;
  /**
   * The check digit in place 9 (49 CFR 565.15). Binding in North America and China alone: elsewhere false is a warning,
   * for the place holds whatever the maker wants.
   */
  readonly isCheckDigitRight: boolean;
}

const FORM = /^[A-HJ-NPR-Z0-9]{17}$/;
const WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
/** Letters in the order of their values 1 to 8, 1 to 9 and 2 to 9; a blank where the value has no letter. */
const VALUES = new Map(
  ['ABCDEFGH', 'JKLMN P R', ' STUVWXYZ'].flatMap((letters) =>
    Array.from(letters, (letter, at): [string, number] => [letter, at + 1]),
  ),
);

/** Both verdicts on a vehicle identification number. */
export function vinVerdict(text: string): VinVerdict {
  if (!FORM.test(text)) return { hasForm: false, isCheckDigitRight: false };
  const sum = Array.from(text).reduce(
    (total, character, at) => total + (VALUES.get(character) ?? Number(character)) * (WEIGHTS[at] ?? 0),
    0,
  );
  const digit = sum % 11;
  return { hasForm: true, isCheckDigitRight: text.charAt(8) === (digit === 10 ? 'X' : String(digit)) };
}
