import type { ExchangeRecord } from '../exchange.ts';

/** Where exchanges are recorded. `append` settles when the record is kept; where it fails, no data leaves. */
export interface Ledger {
  append(record: ExchangeRecord): Promise<void>;
}

/** Keeps the records as lines of JSON on a stream. */
export function streamLedger(stream: NodeJS.WritableStream): Ledger {
  return {
    append: (record) =>
      new Promise((resolve, reject) => {
        stream.write(`${JSON.stringify({ kind: 'exchange', ...record })}\n`, (error) =>
          error ? reject(error) : resolve(),
        );
      }),
  };
}

/** Longest wait for a record, milliseconds. */
const PATIENCE_MS = 10_000;

/** A ledger that does not settle is one that fails: nobody waits for it without end. */
export function impatient(ledger: Ledger): Ledger {
  return {
    async append(record) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new Error('the ledger did not answer in time')), PATIENCE_MS);
      });
      try {
        await Promise.race([ledger.append(record), late]);
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
