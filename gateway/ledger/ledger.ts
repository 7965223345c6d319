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
