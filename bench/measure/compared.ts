import type { Operation } from '../workload/operations.ts';
import { CONCURRENCY, type Cost, cost, type Measured, ratioWithin, requestsFor, warmed } from './figures.ts';
import { figure, say } from './report.ts';

/** How two gateways are compared. */
export interface Comparison {
  readonly rounds: number;
  /** CPU seconds of one measurement, about. */
  readonly measuredS: number;
  /** At once. */
  readonly callers?: number;
}

/** What each of two gateways cost, round by round. */
export async function roundsOf(
  [one, other]: readonly [Measured, Measured],
  operation: Operation,
  { rounds, measuredS, callers = CONCURRENCY }: Comparison,
): Promise<readonly [readonly Cost[], readonly Cost[]]> {
  const requests = requestsFor(measuredS, await warmed(one, operation));
  await warmed(other, operation);
  const found: [Cost[], Cost[]] = [[], []];
  for (let round = 1; round <= rounds; round += 1) {
    // Who goes first changes, so that what a round leaves behind is borne by both.
    for (const at of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      found[at].push(await cost(at === 0 ? one : other, operation, requests, callers));
    }
    if (round % 8 === 0) say(`${operation.name}, round ${round} of ${rounds}`);
  }
  return found;
}

/** The median of the ratios within each round, with the bounds it lies between 19 times in 20. */
export function withinBounds(of: readonly Cost[], to: readonly Cost[]): string {
  const [low, middle, high] = ratioWithin(of, to);
  return `${figure(middle)} (${figure(low)}–${figure(high)})`;
}
