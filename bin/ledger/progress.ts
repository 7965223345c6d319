import { type ProgressBar, progressBar } from '../../demo/start/progress.ts';

/** What takes no longer needs no bar, milliseconds. */
const QUIET_MS = 2_000;

export interface Progress extends Disposable {
  update(done: number, total: number): void;
}

/** A bar on standard error, once somebody waits. */
export function progressAfterAWhile(title: string): Progress {
  const began = Date.now();
  let bar: ProgressBar | undefined;
  return {
    update(done, total) {
      if (Date.now() - began < QUIET_MS) return;
      bar ??= progressBar(title, total);
      bar.update(done);
    },
    [Symbol.dispose]: () => bar?.end(),
  };
}
