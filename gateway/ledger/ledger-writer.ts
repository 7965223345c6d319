import type { Entry } from './chain.ts';
import type { SpoolOptions } from './spool.ts';

/** Where entries are kept now; AWAY: nowhere. */
export type LedgerState = 'DATABASE' | 'SPOOL' | 'AWAY';

export interface LedgerWarning {
  /**
   * - STATE: entries are kept elsewhere than before, or no longer, or well again.
   * - SPOOL_FILLING: 70 % of its size or its time is used.
   * - SPOOL_STUCK: it cannot be shipped though the database is there.
   * - LEFTOVER: the spool of a process that has died cannot be shipped; it stays where it is.
   */
  readonly kind: 'STATE' | 'SPOOL_FILLING' | 'SPOOL_STUCK' | 'LEFTOVER';
  readonly writer: string;
  readonly state: LedgerState;
  /** Of the fault that led to it; undefined where all is well again. */
  readonly code: string | undefined;
}

export interface LedgerStatus {
  readonly writer: string;
  readonly state: LedgerState;
  /** Since when, milliseconds since the epoch. */
  readonly since: number;
  /** Number of the last entry that has one. */
  readonly sequence: number;
  /** Entries that have none yet. */
  readonly waiting: number;
  /** `bytes` are in it, of `mostBytes`; `since` when it began to fill, milliseconds since the epoch. */
  readonly spool:
    | { readonly bytes: number; readonly mostBytes: number; readonly since: number | undefined }
    | undefined;
  /** The last fault: SQLSTATE, the system's name of it, or a code of the ledger. */
  readonly fault: string | undefined;
}

export interface LedgerWriter extends AsyncDisposable {
  /**
   * Settles when the entry is durable. One whose append was refused may be kept all the same, later.
   *
   * @throws LedgerAway
   */
  append(entry: Entry): Promise<void>;
  readonly status: LedgerStatus;
}

export interface WriterOptions {
  /** What the process is called by its operators, `[A-Za-z0-9_.-]`, up to 64 characters. */
  readonly instance: string;
  /** `postgres://…` */
  readonly databaseUrl: string;
  /** undefined: while the database is away, nothing is kept and nothing leaves. */
  readonly spool: SpoolOptions | undefined;
  /** Longest wait for the database to keep a batch, and how often one that is away is tried again. */
  readonly timeoutMs?: number;
  readonly retryMs?: number;
  /** Does not throw. */
  onWarning?(warning: LedgerWarning): void;
}
