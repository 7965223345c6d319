import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Operation } from '../workload/operations.ts';

/** Calls one gateway over connections that are kept. Disposing it closes them. */
export interface Caller extends AsyncDisposable {
  /** @returns the answer's bytes, or undefined where it is no answer without errors. */
  call(operation: Operation): Promise<Buffer | undefined>;
}

/** Requests of one measurement. */
export interface Load {
  readonly requests: number;
  /** No answer, another status than 200, or errors in it. */
  readonly failed: number;
  readonly bytes: number;
  /** Wall time. */
  readonly seconds: number;
  /** Each request's time in milliseconds; with a fixed rate counted from when it was due. */
  readonly latencies: readonly number[];
}

const ERRORS = Buffer.from('"errors":[');
const TIMEOUT_MS = 30_000;

/** @param headers one set for each caller; requests take them in turn. */
export function caller(url: string, headers: readonly Readonly<Record<string, string>>[], connections: number): Caller {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  let turn = 0;
  return {
    async call({ body }) {
      const own = headers[turn++ % headers.length];
      try {
        const response = await pool.request({
          path: pathname,
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json', ...own },
          body,
        });
        const bytes = Buffer.from(await response.body.arrayBuffer());
        return response.statusCode === 200 && !bytes.includes(ERRORS) ? bytes : undefined;
      } catch {
        return undefined;
      }
    },
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

/** Until when a load goes on: so many requests, or so many seconds, whichever comes first. */
export interface Bounds {
  readonly requests: number;
  readonly seconds: number;
}

/**
 * So many callers, each sending its next request when its last is answered.
 *
 * @param operationAt gives request number `n`.
 */
export async function closedLoop(
  to: Caller,
  operationAt: (n: number) => Operation,
  concurrency: number,
  bounds: Bounds,
): Promise<Load> {
  const started = performance.now();
  const until = started + bounds.seconds * 1000;
  const latencies: number[] = [];
  const sum = { failed: 0, bytes: 0 };
  let next = 0;
  async function one(): Promise<void> {
    while (next < bounds.requests && performance.now() < until) {
      const sent = performance.now();
      add(sum, await to.call(operationAt(next++)));
      latencies.push(performance.now() - sent);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, one));
  return { ...sum, requests: next, seconds: (performance.now() - started) / 1000, latencies };
}

/** Requests at a fixed rate whether or not the last is answered: a slow answer does not put off the next question. */
export async function fixedRate(to: Caller, operation: Operation, rate: number, seconds: number): Promise<Load> {
  const started = performance.now();
  const latencies: number[] = [];
  const sum = { failed: 0, bytes: 0 };
  const requests = Math.round(rate * seconds);
  const waiting: Promise<void>[] = [];
  for (let n = 0; n < requests; n += 1) {
    const due = started + (n * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    waiting.push(
      to.call(operation).then((bytes) => {
        add(sum, bytes);
        latencies.push(performance.now() - due);
      }),
    );
  }
  await Promise.all(waiting);
  return { ...sum, requests, seconds: (performance.now() - started) / 1000, latencies };
}

function add(sum: { failed: number; bytes: number }, bytes: Buffer | undefined): void {
  if (bytes === undefined) sum.failed += 1;
  else sum.bytes += bytes.length;
}
