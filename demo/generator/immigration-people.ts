import { mrzCheckDigit } from '../../standards/identifiers/mrz.ts';
import { randomOf } from './random.ts';

/** A person of the demo and the passport that names them. Dates are ISO 8601. */
export interface Person {
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F';
  readonly documentNumber: string;
  readonly expiryDate: string;
}

/** Everyone comes from UTO, the state of ICAO's specimens, which does not exist. */
export const STATE = 'UTO';

/** Made-up names: syllables put together, so that no list of people is needed. */
const SURNAMES = [
  'Abedoro',
  'Mutengani',
  'Okavelu',
  'Wasibuye',
  'Nakoremi',
  'Tumelanga',
  'Chirabo',
  'Ojukeni',
] as const;
const SUFFIXES = ['', 'la', 'mba', 'ri', 'zo', 'ki'] as const;
const GIVEN = {
  M: ['Daudi', 'Peteri', 'Yokana', 'Samweli', 'Isaka', 'Musani'],
  F: ['Sarai', 'Ruti', 'Maria', 'Nalia', 'Estera', 'Joyi'],
} as const;
const DAY_MS = 86_400_000;

/**
 * The person a document number stands for: the same one whenever it is asked.
 *
 * @param date ISO 8601; the passport expires one to nine years after it, or half a year before where it `isExpired`.
 */
export function personOf(documentNumber: string, date: string, isExpired = false): Person {
  const random = randomOf(`person ${documentNumber}`);
  const sex = random.next() < 0.85 ? 'M' : 'F';
  const birth = Date.parse('1964-01-01') + random.below(14_600) * DAY_MS;
  const daysLeft = isExpired ? -180 : 365 + random.below(2_900);
  return {
    surname: random.pick(SURNAMES) + random.pick(SUFFIXES),
    givenNames: `${random.pick(GIVEN[sex])} ${random.pick(GIVEN[sex])}`,
    birthDate: isoDate(birth),
    sex,
    documentNumber,
    expiryDate: isoDate(Date.parse(date) + daysLeft * DAY_MS),
  };
}

/** Both lines of the passport's machine-readable zone (ICAO 9303-4, TD3), every check digit right. */
export function passportZone(person: Person): readonly [string, string] {
  const filled = (text: string, length: number) =>
    text
      .toUpperCase()
      .replace(/[^A-Z0-9]/g, '<')
      .padEnd(length, '<')
      .slice(0, length);
  const checked = (field: string) => field + mrzCheckDigit(field);
  const short = (date: string) => date.slice(2).replaceAll('-', '');
  const number = checked(filled(person.documentNumber, 9));
  const birth = checked(short(person.birthDate));
  const expiry = checked(short(person.expiryDate));
  const optional = checked(filled('', 14));
  const composite = mrzCheckDigit(number + birth + expiry + optional);
  return [
    `P<${STATE}${filled(`${person.surname}<<${person.givenNames}`, 39)}`,
    `${number}${STATE}${birth}${person.sex}${expiry}${optional}${composite}`,
  ];
}

function isoDate(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
