/** How long records of a type are kept: `period` from the moment in the field `since`. */
export interface Retention {
  /** Field of the type: an ISO 8601 date or date and time. */
  readonly since: string;
  /** The field is an instant, and no date. */
  readonly isInstant: boolean;
  readonly period: Period;
  /** The period as its owner writes it. */
  readonly text: string;
}

/** Parts of an ISO 8601 duration. */
export interface Period {
  /** Years and months, as months: how long they are the calendar says. */
  readonly months: number;
  /** The rest, milliseconds; a day has 24 hours. */
  readonly milliseconds: number;
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

/** Reads an ISO 8601 duration of whole numbers, `P5Y`, `P6M`, `PT96H`. @returns undefined where it is none, or is zero. */
export function periodOf(text: string): Period | undefined {
  const parts = text.match(DURATION);
  if (!parts) return undefined;
  const [years, months, weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  const milliseconds =
    ((weeks ?? 0) * 7 + (days ?? 0)) * DAY + (hours ?? 0) * HOUR + (minutes ?? 0) * MINUTE + (seconds ?? 0) * SECOND;
  const period = { months: (years ?? 0) * 12 + (months ?? 0), milliseconds };
  const isSafe = Number.isSafeInteger(period.months) && Number.isSafeInteger(milliseconds);
  return isSafe && period.months + milliseconds > 0 ? period : undefined;
}

/**
 * True as long as a record may be shown (GDPR art. 5(1)(e), LED art. 5): until, and not at, the end of its period.
 *
 * @param since a date counts from its first moment in UTC.
 * @param now milliseconds since the epoch.
 * @returns false as well where it cannot be said.
 */
export function isRetained(since: unknown, { months, milliseconds }: Period, now: number): boolean {
  const start = momentOf(since);
  if (start === undefined) return false;
  return now < later(start, months) + milliseconds;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/** A time of day without an offset is no moment: whose it is nobody says. */
function momentOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !MOMENT.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/** Months later on the same day; on the last day of a month that has no such day. */
function later(start: number, months: number): number {
  if (months === 0) return start;
  const date = new Date(start);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime();
}
