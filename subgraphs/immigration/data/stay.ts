/** A step over the border, by its local date (ISO 8601). */
export interface Step {
  readonly direction: 'ENTRY' | 'EXIT';
  readonly date: string;
}

/** Longest stay without a visa in any span of `SPAN_DAYS` days. */
export const LONGEST_STAY_DAYS = 90;
export const SPAN_DAYS = 180;

const DAY_MS = 86_400_000;

/**
 * Days left of a stay without visa: 90 less those spent in the 180 days that end today, never below 0. The day of entry
 * and the day of exit count whole (as in Regulation (EU) 2016/399, article 6). What nobody recorded is not held against
 * the traveller: an exit without entry counts as one day, and so does an entry before another entry.
 *
 * @param steps in order of time; refused entries left out.
 * @param today local date, ISO 8601.
 */
export function stayDaysRemaining(steps: readonly Step[], today: string): number {
  const last = dayOf(today);
  const spent = new Set<number>();
  for (const [from, to] of stays(steps, last)) {
    for (let day = Math.max(from, last - SPAN_DAYS + 1); day <= Math.min(to, last); day++) spent.add(day);
  }
  return Math.max(0, LONGEST_STAY_DAYS - spent.size);
}

/** First and last day of each stay; one that goes on ends today. */
function stays(steps: readonly Step[], today: number): ReadonlyArray<readonly [number, number]> {
  const list: Array<readonly [number, number]> = [];
  let entered: number | undefined;
  for (const { direction, date } of steps) {
    const day = dayOf(date);
    if (direction === 'EXIT') {
      list.push([entered ?? day, day]);
      entered = undefined;
    } else {
      if (entered !== undefined) list.push([entered, entered]);
      entered = day;
    }
  }
  if (entered !== undefined) list.push([entered, today]);
  return list;
}

function dayOf(date: string): number {
  return Date.parse(date) / DAY_MS;
}
