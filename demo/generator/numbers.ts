import { createHash } from 'node:crypto';
import { containerCheckDigit } from '../../standards/identifiers/container.ts';
import { mrnCheckDigit } from '../../standards/identifiers/mrn.ts';
import { localDate } from './clock.ts';
import { distinct } from './random.ts';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const DIGITS_AND_LETTERS = 36;

/** Registrations of one shape: two letters, three digits, a letter. */
const PLATES = LETTERS.length ** 3 * 1_000;
const PASSPORTS = 100_000_000;
const CONTAINERS = 1_000_000;
const ENTRY_DOCUMENTS = 10_000_000;
/** Items of a declaration, at most. */
const MOST_ITEMS = 6;
/** Prefixes that no owner has registered with the Bureau International des Containers, with category U. */
const OWNERS: readonly [string, ...string[]] = ['HBXU', 'QZTU', 'XDWU', 'ZZQU'];

/** Numbers of one generated day: of one kind, every index gets another. */
export interface DayNumbers {
  plate(index: number, state: string): string;
  trailer(index: number): string;
  passport(index: number): string;
  container(index: number): string;
  /** @param ordinal number of the declaration in its day. */
  mrn(country: string, ordinal: number): string;
  functionalReferenceId(ordinal: number): string;
  /** Seven digits of a health entry document. @param item number of the item in the declaration, from 0. */
  healthEntryDocument(ordinal: number, item: number): string;
}

/** @param seed text the day is made from. @param from start of the day's clock, milliseconds since the epoch. */
export function dayNumbers(seed: string, from: number): DayNumbers {
  const digest = createHash('sha256').update(`numbers ${seed}`).digest();
  const start = (at: number) => digest.readUInt32LE(at);
  const day = localDate(from);
  const tag = (start(0) % DIGITS_AND_LETTERS ** 4).toString(DIGITS_AND_LETTERS).padStart(4, '0').toUpperCase();
  return {
    plate: (index, state) => plateOf(distinct(index, PLATES, start(4) % PLATES), state),
    trailer: (index) => trailerOf(distinct(index, PLATES, start(8) % PLATES)),
    passport: (index) => `X${String(distinct(index, PASSPORTS, start(12) % PASSPORTS)).padStart(8, '0')}`,
    container: (index) => containerOf(distinct(index, CONTAINERS, start(16) % CONTAINERS), index),
    mrn: (country, ordinal) => mrnOf(day, country, `${tag}${base36(ordinal, 6)}`),
    healthEntryDocument: (ordinal, item) =>
      String(distinct(ordinal * MOST_ITEMS + item, ENTRY_DOCUMENTS, start(20) % ENTRY_DOCUMENTS)).padStart(7, '0'),
    functionalReferenceId: (ordinal) => `LRN${day.replaceAll('-', '')}${tag}${base36(ordinal, 6)}`,
  };
}

/**
 * An MRN of 18 characters: year, country, day of the year, ten characters and the check digit.
 *
 * @param date local date, `2026-11-23`.
 * @param serial ten capitals or digits.
 */
export function mrnOf(date: string, country: string, serial: string): string {
  const firstOfYear = Date.parse(`${date.slice(0, 4)}-01-01`);
  const dayOfYear = 1 + Math.round((Date.parse(date) - firstOfYear) / 86_400_000);
  const number = `${date.slice(2, 4)}${country}${String(dayOfYear).padStart(3, '0')}${serial}`;
  return number + mrnCheckDigit(number);
}

function base36(number: number, length: number): string {
  return number.toString(DIGITS_AND_LETTERS).padStart(length, '0').toUpperCase();
}

/** The story's own lorry is never one of the day's. */
function plateOf(number: number, state: string): string {
  const letters = lettersOf(number);
  const digits = String(Math.floor(number / LETTERS.length ** 3)).padStart(3, '0');
  const plate = `${letters.slice(0, 2)} ${digits}${letters.slice(2)}`;
  const first = { UG: 'U', KE: 'K', RW: 'R' }[state] ?? 'T';
  return first + plate === 'UAX 123B' ? 'UAI 123B' : first + plate;
}

function trailerOf(number: number): string {
  const letters = lettersOf(number);
  return `Z${letters.slice(0, 2)} ${String(Math.floor(number / LETTERS.length ** 3)).padStart(3, '0')}${letters.slice(2)}`;
}

function lettersOf(number: number): string {
  const letter = (place: number) => LETTERS.charAt(Math.floor(number / LETTERS.length ** place) % LETTERS.length);
  return letter(0) + letter(1) + letter(2);
}

function containerOf(number: number, index: number): string {
  const owner = OWNERS[Math.floor(index / CONTAINERS) % OWNERS.length] ?? OWNERS[0];
  const unchecked = `${owner}${String(number).padStart(6, '0')}`;
  return unchecked + containerCheckDigit(unchecked);
}
