/** A date, and a local time where one was given, in ISO 8601. */
export interface DateAndTime {
  readonly date: string;
  /** `HH:MM` */
  readonly time: string | undefined;
}

/** Formats of UN/EDIFACT 2379 and how many characters they have. */
const FORMATS: ReadonlyMap<string, number> = new Map([
  ['101', 6],
  ['102', 8],
  ['201', 10],
  ['203', 12],
]);
const BY_LENGTH: ReadonlyMap<number, string> = new Map([...FORMATS].map(([format, length]) => [length, format]));

/**
 * Reads the value of a DTM segment; without a format its length says which it is.
 *
 * @param newest ISO 8601: a year of two digits is of the latest century that makes no later date; without it, of this one.
 * @returns undefined where there is no such date or time.
 */
export function dateAndTimeOf(value: string, format: string, newest?: string): DateAndTime | undefined {
  const digits = value.trim();
  const length = FORMATS.get(format.trim() || (BY_LENGTH.get(digits.length) ?? ''));
  if (length === undefined || digits.length !== length || !/^\d+$/.test(digits)) return undefined;
  const hasTime = length >= 10;
  const day = hasTime ? digits.slice(0, -4) : digits;
  const date = day.length === 8 ? day : `20${day}`;
  const iso = isoDate(date);
  const time = hasTime ? `${digits.slice(-4, -2)}:${digits.slice(-2)}` : undefined;
  if (!iso || (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))) return undefined;
  const isTooLate = day.length === 6 && newest !== undefined && iso > newest;
  const fitting = isTooLate ? isoDate(`19${day}`) : iso;
  return fitting ? { date: fitting, time } : undefined;
}

/** Undefined for a day that no calendar has. */
function isoDate(day: string): string | undefined {
  const iso = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const instant = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(iso) ? iso : undefined;
}
