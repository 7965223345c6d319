/** Time at the post: East Africa Time, three hours before UTC all the year round. */
const OFFSET_MS = 3 * 3_600_000;

/** Milliseconds of an hour. */
export const HOUR = 3_600_000;

/** Local date of an instant: `2026-11-23`. */
export function localDate(instant: number): string {
  return new Date(instant + OFFSET_MS).toISOString().slice(0, 10);
}

/** Local hour of an instant, 0 to below 24, with its fraction. */
export function localHour(instant: number): number {
  return ((instant + OFFSET_MS) / HOUR) % 24;
}

/** The instant in format 304 of UN/EDIFACT 2379, as messages of the post carry it: `20261123081500+03`. */
export function format304(instant: number): string {
  const local = new Date(instant + OFFSET_MS).toISOString();
  return `${local.slice(0, 19).replace(/\D/g, '')}+03`;
}

/** ISO 8601 with the offset of the post: `2026-11-23T08:15:00+03:00`. */
export function localDateTime(instant: number): string {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, 19)}+03:00`;
}

/** Whole seconds: messages carry no fractions. */
export function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}
