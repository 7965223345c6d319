import type { Residual } from '../../standards/grant/residual.ts';
import { allOf, anyOf } from './residuals.ts';
import type { Period } from './retention.ts';

/** Beyond it no instant is written, though a database may keep one. */
const LAST = { instant: '9999-12-31T23:59:59.999999Z' };

/**
 * The condition that `isRetained` is, of records whose attribute `since` is an instant.
 *
 * Months are of different lengths: a period that ends on the last day of a short one has begun on any of several days
 * of a longer one, in each of them after the same time of day.
 *
 * @param now milliseconds since the epoch.
 * @returns undefined where it would reach beyond the years 1000 to 9998.
 */
export function retainedSince(since: string, { months, milliseconds }: Period, now: number): Residual | undefined {
  const end = new Date(now - milliseconds);
  if (Number.isNaN(end.getTime())) return undefined;
  const [year, month, day] = [end.getUTCFullYear(), end.getUTCMonth(), end.getUTCDate()];
  const begun = year * 12 + month - months;
  const begunIn = { year: Math.floor(begun / 12), month: ((begun % 12) + 12) % 12 };
  if (begunIn.year < 1_000 || year > 9_998) return undefined;
  const [lastDay, lastBegun] = [lengthOf(year, month), lengthOf(begunIn.year, begunIn.month)];
  const midnight = (of: number): number => Date.UTC(begunIn.year, begunIn.month, of);
  // Whole milliseconds are compared: what is later than one is at the next at the earliest.
  const time = end.getTime() - Date.UTC(year, month, day) + 1;
  const from = (moment: number): Residual => ({ op: 'ge', attribute: since, value: instant(moment) });
  const parts: Residual[] = [];
  if (day < lastDay || lastBegun === lastDay) {
    parts.push(from(day <= lastBegun ? midnight(day) + time : midnight(lastBegun + 1)));
  } else {
    for (let each = lastDay; each <= lastBegun; each += 1) {
      const before: Residual = { op: 'lt', attribute: since, value: instant(midnight(each + 1)) };
      parts.push(allOf([from(midnight(each) + time), before]));
    }
    parts.push(from(midnight(lastBegun + 1)));
  }
  return allOf([anyOf(parts), { op: 'le', attribute: since, value: LAST }]);
}

function lengthOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
}

function instant(moment: number): { readonly instant: string } {
  return { instant: new Date(moment).toISOString() };
}
