import { setTimeout as wait } from 'node:timers/promises';

/** What comes of `work`, or `otherwise` where it takes longer; the work itself goes on unheard. */
export async function within<Value>(milliseconds: number, work: Promise<Value>, otherwise: Value): Promise<Value> {
  const ended = new AbortController();
  try {
    // A process that ends meanwhile is not kept by the clock.
    const late = wait(milliseconds, otherwise, { signal: ended.signal, ref: false });
    late.catch(() => {});
    return await Promise.race([work, late]);
  } finally {
    ended.abort();
  }
}
