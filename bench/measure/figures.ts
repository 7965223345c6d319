import { setTimeout as sleep } from 'node:timers/promises';
import type { Operation } from '../workload/operations.ts';
import { cpuSeconds } from './child.ts';
import { type Caller, closedLoop, type Load } from './load.ts';

/** Callers at once, each on a connection of its own. */
export const CONCURRENCY = 16;

/** What one measurement found. */
export interface Cost {
  /** CPU seconds of the gateway's process for 1,000 requests. */
  readonly cpu: number;
  readonly requestsASecond: number;
  readonly bytesARequest: number;
}

/** What has run: something to send to and the process that answers. */
export interface Measured {
  readonly name: string;
  readonly pid: number;
  readonly to: Caller;
}

const SETTLE_MS = 60;
/** Longest wall time of one measurement. */
const MOST_SECONDS = 30;

/** CPU cost of `requests` equal requests. @throws Error where one of them failed. */
export async function cost(
  of: Measured,
  operation: Operation,
  requests: number,
  concurrency = CONCURRENCY,
): Promise<Cost> {
  const before = cpuSeconds(of.pid);
  const load = await closedLoop(of.to, () => operation, concurrency, { requests, seconds: MOST_SECONDS });
  // What the last answers leave to be done belongs to them.
  await sleep(SETTLE_MS);
  const cpu = ((cpuSeconds(of.pid) - before) / load.requests) * 1000;
  noneFailed(of.name, operation, load);
  return { cpu, requestsASecond: load.requests / load.seconds, bytesARequest: load.bytes / load.requests };
}

/** @throws Error where a request was not answered well: its cost would mean nothing. */
export function noneFailed(name: string, operation: Operation, load: Load): void {
  if (load.failed > 0) throw new Error(`${name}: ${load.failed} of ${load.requests} ${operation.name} requests failed`);
}

/** CPU seconds before anything counts: what is compiled while it runs is compiled by then. */
const WARMED_S = 6;

/** Lets the gateway answer until it is warm. @returns the cost of its last requests. */
export async function warmed(of: Measured, operation: Operation): Promise<Cost> {
  const first = await cost(of, operation, CONCURRENCY * 2);
  await cost(of, operation, requestsFor(WARMED_S, first));
  return cost(of, operation, requestsFor(0.5, first));
}

/** Requests that take about so many CPU seconds. */
export function requestsFor(seconds: number, { cpu }: Cost): number {
  return Math.max(CONCURRENCY * 2, Math.round((seconds / Math.max(cpu, 0.01)) * 1000));
}

/** Median of the ratios of rounds: what else the machine did in a round slowed both. */
export function ratio(of: readonly Cost[], to: readonly Cost[]): number {
  return median(ratiosOf(of, to));
}

/**
 * The median of the ratios of rounds and the bounds it lies between 19 times in 20, whatever way the ratios are spread
 * (order statistics of the binomial distribution). @returns low, median, high.
 */
export function ratioWithin(of: readonly Cost[], to: readonly Cost[]): readonly [number, number, number] {
  const ratios = ratiosOf(of, to);
  const off = 0.98 / Math.sqrt(ratios.length);
  return [quantile(ratios, Math.max(0, 0.5 - off)), median(ratios), quantile(ratios, Math.min(1, 0.5 + off))];
}

function ratiosOf(of: readonly Cost[], to: readonly Cost[]): readonly number[] {
  return of.map(({ cpu }, round) => cpu / (to[round]?.cpu ?? Number.NaN));
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** @param part 0 to 1. Between two values, the mean by distance. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)] ?? Number.NaN, sorted[Math.ceil(at)] ?? Number.NaN];
  return low + (high - low) * (at - Math.floor(at));
}
