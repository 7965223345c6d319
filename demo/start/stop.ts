/** The person at the terminal, or the operating system, asked to end. */
export class Stopped extends Error {}

/** Hears Ctrl-C and SIGTERM for as long as it is not disposed of. */
export interface StopSignal extends Disposable {
  /** Aborted when somebody asks to end. */
  readonly signal: AbortSignal;
  /** Rejects with Stopped when somebody asks to end. */
  readonly stopped: Promise<never>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** @param force what happens when somebody asks a second time. */
export function listenForStop(force: () => void): StopSignal {
  const controller = new AbortController();
  const { promise: stopped, reject } = rejectable();
  const hear = () => {
    if (controller.signal.aborted) return force();
    controller.abort(new Stopped());
    reject(new Stopped());
  };
  for (const name of SIGNALS) process.on(name, hear);
  return {
    signal: controller.signal,
    stopped,
    [Symbol.dispose]() {
      for (const name of SIGNALS) process.off(name, hear);
    },
  };
}

function rejectable(): { promise: Promise<never>; reject(reason: Error): void } {
  let reject: (reason: Error) => void = () => {};
  const promise = new Promise<never>((_, refuse) => {
    reject = refuse;
  });
  // Whoever waits hears of it; that nobody waits just then is no fault.
  promise.catch(() => {});
  return { promise, reject };
}
