import type { ExchangeRecord } from '../exchange.ts';
import type { LedgerStatus } from './ledger-writer.ts';
import type { Naming } from './naming.ts';
import type { Seals } from './seal.ts';

/** Where exchanges are recorded. What settles is kept; where it fails, no data leaves. */
export interface Ledger {
  append(record: ExchangeRecord): Promise<void>;
  /** What is done to the hub itself, and by whom. */
  act(record: ActRecord): Promise<void>;
  /** How whom and what entries are about is named; undefined: entries name nobody. */
  readonly naming?: ((now: number) => Naming) | undefined;
  /** undefined: nothing is sealed for anybody. */
  readonly seals?: Seals | undefined;
  /** How it is with where entries are kept; undefined: it does not say. */
  readonly status?: LedgerStatus | undefined;
}

/** Something that was done: what rules, agreements and keys came into force, who read the ledger, what operators did. */
export interface ActRecord {
  readonly act: Act;
  /** ISO 8601. */
  readonly at: string;
  /** Name of the person, or of the process where nobody did it by hand. */
  readonly by: string;
  /** What it was done to, and how: names, versions and numbers. No value of a record. */
  readonly about: Readonly<Record<string, string | number | readonly string[]>>;
}

export type Act =
  | 'CONTRACT_SERVED'
  | 'KEYS_RELOADED'
  | 'REVOKED'
  | 'AGREEMENT_SUSPENDED'
  | 'AGREEMENT_RESUMED'
  | 'LEDGER_READ'
  | 'LEDGER_ARCHIVED'
  | 'LEDGER_PURGED'
  | 'LEDGER_KEY_MADE'
  | 'SEAL_OPENED';

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
  const kept = (record: object): Promise<void> =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(write);
      waiting.push({ line: `${JSON.stringify(record)}\n`, settle: (error) => (error ? reject(error) : resolve()) });
    });
  return {
    append: (record) => kept({ kind: 'exchange', ...record }),
    act: (record) => kept({ kind: 'act', ...record }),
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
  const patiently = (keep: () => Promise<void>): Promise<void> =>
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
      keep().then(end(resolve), late);
    });
  return {
    append: (record) => patiently(() => ledger.append(record)),
    act: (record) => patiently(() => ledger.act(record)),
    naming: ledger.naming,
    seals: ledger.seals,
  };
}
