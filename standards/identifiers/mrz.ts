import { isMrzStateCode } from '../codes/countries.ts';

/** Sizes of documents and visas with a machine-readable zone (ICAO 9303 parts 4 to 7). */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'MRVA' | 'MRVB';

/** Fields that have a check digit; the composite one covers several. */
export type MrzField = 'documentNumber' | 'birthDate' | 'expiryDate' | 'optionalData' | 'composite';

/** A machine-readable zone as read. Fillers are left out of every value; no value is checked but by its verdict. */
export interface MachineReadableZone {
  readonly format: MrzFormat;
  /** Document code as written: `P`, `PD`, `I`, `V` … */
  readonly documentCode: string;
  readonly documentNumber: string;
  readonly issuingState: string;
  /** The state code is one of ICAO 9303-3; says nothing of the check digits, nor they of it. */
  readonly isIssuingStateKnown: boolean;
  readonly nationality: string;
  readonly surname: string;
  readonly givenNames: string;
  /** YYMMDD as written; parts that are not known are blank. */
  readonly birthDate: string;
  /** M, F or X; X where it is not specified. */
  readonly sex: string;
  /** YYMMDD as written. */
  readonly expiryDate: string;
  /** One verdict for each check digit that the format has, in the order of the zone. */
  readonly verdicts: ReadonlyArray<{ readonly field: MrzField; readonly isValid: boolean }>;
}

/** Places of a format, each line and columns from and before which. */
interface Layout {
  readonly lines: number;
  readonly length: number;
  readonly number: Span;
  readonly birthDate: Span;
  readonly sex: Span;
  readonly expiryDate: Span;
  readonly nationality: Span;
  readonly optionalData: Span;
  readonly names: Span;
  /** TD3 alone gives optional data a digit of their own. */
  readonly hasOptionalDigit: boolean;
  /** What the composite digit covers, in order; the digit itself ends the second line. */
  readonly composite: readonly Span[];
}
type Span = readonly [line: number, from: number, before: number];

/** The second line of TD2, TD3 and visas begins alike. */
const SECOND_LINE = {
  number: [1, 0, 9],
  nationality: [1, 10, 13],
  birthDate: [1, 13, 19],
  sex: [1, 20, 21],
  expiryDate: [1, 21, 27],
  hasOptionalDigit: false,
} as const;

const LAYOUTS: Readonly<Record<MrzFormat, Layout>> = {
  TD1: {
    lines: 3,
    length: 30,
    number: [0, 5, 14],
    birthDate: [1, 0, 6],
    sex: [1, 7, 8],
    expiryDate: [1, 8, 14],
    nationality: [1, 15, 18],
    optionalData: [0, 15, 30],
    names: [2, 0, 30],
    hasOptionalDigit: false,
    composite: [
      [0, 5, 30],
      [1, 0, 7],
      [1, 8, 15],
      [1, 18, 29],
    ],
  },
  TD2: {
    ...SECOND_LINE,
    lines: 2,
    length: 36,
    names: [0, 5, 36],
    optionalData: [1, 28, 35],
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 35],
    ],
  },
  TD3: {
    ...SECOND_LINE,
    lines: 2,
    length: 44,
    names: [0, 5, 44],
    optionalData: [1, 28, 42],
    hasOptionalDigit: true,
    composite: [
      [1, 0, 10],
      [1, 13, 20],
      [1, 21, 43],
    ],
  },
  MRVA: { ...SECOND_LINE, lines: 2, length: 44, names: [0, 5, 44], optionalData: [1, 28, 44], composite: [] },
  MRVB: { ...SECOND_LINE, lines: 2, length: 36, names: [0, 5, 36], optionalData: [1, 28, 36], composite: [] },
};

/**
 * Check digit of a field of the machine-readable zone (ICAO 9303-3): weights 7, 3, 1 over digits, letters from A = 10
 * and the filler `<` = 0. Characters whose values differ by ten (0, A, K and U) cannot be told apart.
 *
 * @throws RangeError for other characters.
 */
export function mrzCheckDigit(field: string): string {
  if (!/^[A-Z0-9<]*$/.test(field)) throw new RangeError('a machine-readable field has capitals, digits and <');
  const weights = [7, 3, 1];
  const sum = Array.from(field).reduce(
    (total, character, at) => total + (character === '<' ? 0 : Number.parseInt(character, 36)) * (weights[at % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

/**
 * Reads a machine-readable zone.
 *
 * @param lines two or three lines of the length of the format; blanks around them are left out, small letters read as
 *   capitals.
 * @returns undefined where it has not the form of one: number and length of lines, characters.
 */
export function readMrz(lines: readonly string[]): MachineReadableZone | undefined {
  const zone = lines.map((line) => line.trim().toUpperCase());
  const format = formatOf(zone);
  if (!format || !zone.every((line) => /^[A-Z0-9<]+$/.test(line))) return undefined;
  const layout = LAYOUTS[format];
  const at = ([line, from, before]: Span) => zone[line]?.slice(from, before) ?? '';
  const number = documentNumberIn(at, layout);
  const issuingState = unfilled(at([0, 2, 5]));
  const [surname = '', ...givenNames] = at(layout.names).split('<<').map(unfilled);
  return {
    format,
    documentCode: unfilled(at([0, 0, 2])),
    documentNumber: unfilled(number.text),
    issuingState,
    isIssuingStateKnown: isMrzStateCode(issuingState),
    nationality: unfilled(at(layout.nationality)),
    surname,
    givenNames: givenNames.filter((name) => name !== '').join(' '),
    birthDate: at(layout.birthDate).replaceAll('<', ' ').trim(),
    sex: /^[MF]$/.test(at(layout.sex)) ? at(layout.sex) : 'X',
    expiryDate: at(layout.expiryDate).replaceAll('<', ' ').trim(),
    verdicts: verdicts(at, layout, number.isValid),
  };
}

/** Visas are told from documents by their first letter alone: both have lines of 44 and of 36 characters. */
function formatOf(zone: readonly string[]): MrzFormat | undefined {
  const [first = ''] = zone;
  if (zone.some((line) => line.length !== first.length)) return undefined;
  const isVisa = first.startsWith('V');
  if (zone.length === 3) return first.length === 30 ? 'TD1' : undefined;
  if (zone.length !== 2) return undefined;
  if (first.length === 44) return isVisa ? 'MRVA' : 'TD3';
  if (first.length === 36) return isVisa ? 'MRVB' : 'TD2';
  return undefined;
}

type Read = (span: Span) => string;

/**
 * Numbers of more than nine characters (TD1, TD2): a filler stands in place of the check digit, the rest of the number
 * and its digit begin the optional data (ICAO 9303-5 and -6, note j).
 */
function documentNumberIn(at: Read, layout: Layout): { text: string; isValid: boolean } {
  const { number, optionalData, composite, hasOptionalDigit } = layout;
  const [line, , end] = number;
  const text = at(number);
  const digit = at([line, end, end + 1]);
  const [, rest, restDigit = ''] = /^([A-Z0-9]+)(\d)(?=<|$)/.exec(at(optionalData)) ?? [];
  // Passports (their optional data have a digit of their own) and visas (no composite digit) have no long numbers.
  const isLong = digit === '<' && rest !== undefined && composite.length > 0 && !hasOptionalDigit;
  const whole = isLong ? text + rest : text;
  return { text: whole, isValid: mrzCheckDigit(whole) === (isLong ? restDigit : digit) };
}

function verdicts(at: Read, layout: Layout, isNumberValid: boolean): MachineReadableZone['verdicts'] {
  const followed = ([line, from, before]: Span) =>
    mrzCheckDigit(at([line, from, before])) === at([line, before, before + 1]);
  const list: Array<MachineReadableZone['verdicts'][number]> = [
    { field: 'documentNumber', isValid: isNumberValid },
    { field: 'birthDate', isValid: followed(layout.birthDate) },
    { field: 'expiryDate', isValid: followed(layout.expiryDate) },
  ];
  if (layout.hasOptionalDigit) list.push({ field: 'optionalData', isValid: isOptionalRight(at, layout.optionalData) });
  if (layout.composite.length > 0) {
    const covered = layout.composite.map(at).join('');
    list.push({ field: 'composite', isValid: mrzCheckDigit(covered) === at([1, layout.length - 1, layout.length]) });
  }
  return list;
}

/** Where no optional data are given, a filler may stand for the digit 0. */
function isOptionalRight(at: Read, [line, from, before]: Span): boolean {
  const data = at([line, from, before]);
  const digit = at([line, before, before + 1]);
  return mrzCheckDigit(data) === digit || (digit === '<' && /^<+$/.test(data));
}

function unfilled(text: string): string {
  return text.replaceAll('<', ' ').trim().replace(/ +/g, ' ');
}
