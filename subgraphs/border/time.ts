import { InputError, isInstant } from '../kit/index.ts';

const MINUTE = 60_000;
const DURATION = /^P(?:(\d{1,3})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?$/;

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
  if (!isInstant(text)) {
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

/** Hours on one weekday, local time; `24:00` closes at the end of the day. */
export interface Hours {
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number | null;
  readonly opens: string | null;
  readonly closes: string | null;
}

/** @param at milliseconds since the epoch. @returns whether the hours hold then, in the local time of the zone. */
export function isOpenAt(hours: readonly Hours[], at: number, timeZone: string): boolean {
  const { weekday, clock } = localTime(at, timeZone);
  return hours.some((each) => each.weekday === weekday && (each.opens ?? '~') <= clock && clock < (each.closes ?? ''));
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function localTime(at: number, timeZone: string): { weekday: number; clock: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') + 1,
    clock: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}
