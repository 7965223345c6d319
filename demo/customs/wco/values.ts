/** A dateTime as kept: `text` in ISO 8601 with the offset as declared, `instant` in UTC for comparison. */
export interface DeclaredDateTime {
  /** `2021-03-02T09:00:00+01:00`; a date alone, `2021-03-02`, where the format has no time. */
  readonly text: string;
  /** ISO 8601, UTC; midnight UTC for a date alone. */
  readonly instant: string;
  /** False where a time was given without an offset: UTC is assumed. */
  readonly hasOffset: boolean;
}

interface DateTimeFormat {
  readonly pattern: RegExp;
}

const DATE = '([1-9]\\d{3})(\\d{2})(\\d{2})';
const ZONE = '(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)';

/** UN/EDIFACT code list 2379 as far as messages use it: code to what the text must look like. */
const FORMATS: ReadonlyMap<string, DateTimeFormat> = new Map([
  ['102', { pattern: new RegExp(`^${DATE}$`) }],
  ['203', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})$`) }],
  ['204', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})(\\d{2})$`) }],
  ['205', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})()${ZONE}$`) }],
  ['208', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})(\\d{2})${ZONE}$`) }],
  ['303', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})()${ZONE}$`) }],
  ['304', { pattern: new RegExp(`^${DATE}(\\d{2})(\\d{2})(\\d{2})${ZONE}$`) }],
]);

/** Reads a `DateTimeString`; undefined where the format is unknown or there is no such date or time. */
export function dateTimeOf(value: string, formatCode: string): DeclaredDateTime | undefined {
  const match = FORMATS.get(formatCode)?.pattern.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  const date = `${year}-${month}-${day}`;
  if (!isCalendarDate(date)) return undefined;
  if (hour === undefined) return { text: date, instant: `${date}T00:00:00Z`, hasOffset: true };
  const local = `${date}T${hour}:${minute}:${second || '00'}`;
  const offset = zone === undefined ? 'Z' : offsetOf(zone);
  if (offset === undefined) return undefined;
  const time = new Date(local + offset).getTime();
  if (Number.isNaN(time) || hour === '24') return undefined;
  return { text: local + offset, instant: new Date(time).toISOString(), hasOffset: zone !== undefined };
}

function isCalendarDate(date: string): boolean {
  const time = new Date(`${date}T00:00:00Z`).getTime();
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
}

function offsetOf(zone: string): string | undefined {
  if (/^[ZUG]/.test(zone)) return 'Z';
  const hours = zone.slice(1, 3);
  const minutes = zone.slice(3).replace(':', '') || '00';
  // The widest offset in use is 14 hours.
  return Number(hours) > 14 || Number(minutes) > 59 ? undefined : `${zone.slice(0, 1)}${hours}:${minutes}`;
}

/** A whole number of GraphQL's and SQL's four bytes; undefined where the text is none. Trailing `.0` is no fraction. */
export function quantityOf(value: string): number | undefined {
  if (!/^\+?\d{1,15}(\.0+)?$/.test(value)) return undefined;
  const number = Number(value);
  return number <= 2_147_483_647 ? number : undefined;
}

/** True for an XML Schema decimal; its text is kept as it is, so that no digit changes. */
export function isDecimal(value: string): boolean {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(value);
}

/** Number of digits of a decimal or whole number, for comparison with its format. */
export function digitsOf(value: string): number {
  return value.replace(/\D/g, '').length;
}
