import type { ExchangeRecord } from '../exchange.ts';

/** Where exchanges are recorded. `append` settles when the record is kept; where it fails, no data leaves. */
export interface Ledger {
  append(record: ExchangeRecord): Promise<void>;
}

interface Waiting {
  readonly line: string;
  settle(error?: Error | null): void;
}

/** Keeps the records as lines of JSON on a stream; those of one turn of the process are written together. */
export function streamLedger(stream: NodeJS.WritableStream): Ledger {
  let waiting: Waiting[] = [];
  function write(): void {
    const lines = waiting;
    waiting = [];
    stream.write(lines.map(({ line }) => line).join(''), (error) => {
      for (const { settle } of lines) settle(error);
    });
  }
  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(write);
        const line = `${JSON.stringify({ kind: 'exchange', ...record })}\n`;
        waiting.push({ line, settle: (error) => (error ? reject(error) : resolve()) });
      }),
  };
}

/** Longest wait for a record, milliseconds; and how often those that wait are looked at. */
const PATIENCE_MS = 10_000;
const LOOK_MS = 500;

/** A ledger that does not settle is one that fails: nobody waits for it without end. */
export function impatient(ledger: Ledger): Ledger {
  const waiting = new Map<(error: Error) => void, number>();
  let isLooking = false;
  function look(): void {
    const now = performance.now();
    for (const [reject, since] of waiting) {
      if (now - since > PATIENCE_MS) reject(new Error('the ledger did not answer in time'));
    }
    isLooking = waiting.size > 0;
    if (isLooking) setTimeout(look, LOOK_MS);
  }
  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        const end =
          <Value>(settle: (value: Value) => void) =>
          (value: Value) => {
            waiting.delete(late);
            settle(value);
          };
        const late = end(reject);
        waiting.set(late, performance.now());
        if (!isLooking) setTimeout(look, LOOK_MS);
        isLooking = true;
        ledger.append(record).then(end(resolve), late);
      }),
  };
}
