import { InputError } from '../kit/index.ts';

const MINUTE = 60_000;
const DURATION = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/;
const INSTANT =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,3})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** @returns milliseconds of an ISO 8601 duration in days, hours and minutes. @throws InputError */
export function durationOf(text: string, argument: string, longest: string): number {
  const milliseconds = read(text);
  if (milliseconds === undefined || milliseconds <= 0 || milliseconds > (read(longest) ?? 0)) {
    throw new InputError(
      `${argument} must be an ISO 8601 duration in days, hours and minutes, at most ${longest}.`,
      argument,
    );
  }
  return milliseconds;
}

/** @returns the instant in milliseconds since the epoch; a day that no calendar has is refused. @throws InputError */
export function instantOf(text: string, argument: string): number {
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  const calendarDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const exists = calendarDay.getUTCMonth() === Number(month) - 1 && calendarDay.getUTCDate() === Number(day);
  if (!year || !exists) {
    throw new InputError(`${argument} must be an ISO 8601 instant with offset of a day that exists.`, argument);
  }
  return Date.parse(text);
}

function read(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return undefined;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * MINUTE;
}
