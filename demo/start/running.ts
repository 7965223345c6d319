import { type Part, PartError } from './part.ts';

/** What runs, ended in the reverse order of its start. */
export interface Running {
  /** Rejects when something ends that nobody asked to. */
  readonly crashed: Promise<never>;
  /** Notes how something started is ended. */
  add(close: () => void | PromiseLike<void>): void;
  /** Notes a part; it takes everything with it when it ends unasked. */
  addPart(part: Part): Part;
  /** What to say when something that is no part ends unasked. */
  watch(ended: Promise<unknown>, message: string): void;
  /** Ends the parts at once. */
  kill(): void;
  /** Ends everything in order; again, what was started meanwhile. */
  close(): Promise<void>;
}

/** Starts with nothing. */
export function nothingRunning(): Running {
  const closers: Array<() => void | PromiseLike<void>> = [];
  const parts: Part[] = [];
  let isClosing = false;
  let crash: (error: Error) => void = () => {};
  const crashed = new Promise<never>((_, reject) => {
    crash = reject;
  });
  // Whoever waits hears of it; that nobody does just then is no fault.
  crashed.catch(() => {});
  return {
    crashed,
    add: (close) => closers.push(close),
    addPart(part) {
      parts.push(part);
      closers.push(() => part.stop());
      void part.ended.then((end) => {
        if (!isClosing) crash(new PartError(end));
      });
      return part;
    },
    watch(ended, message) {
      void ended.then(() => {
        if (!isClosing) crash(new Error(message));
      });
    },
    kill() {
      for (const part of parts) part.kill();
    },
    async close() {
      isClosing = true;
      for (const close of closers.splice(0).reverse()) await close();
    },
  };
}
