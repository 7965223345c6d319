/**
 * Why an entry was not kept.
 * - DATABASE: the database does not answer, and there is no spool.
 * - SPOOL_FULL, SPOOL_EXPIRED, SPOOL_FAILED: nor does the spool take more: its size, its time, its disk.
 * - OVERLOADED: too many wait already. UNFIT: this entry cannot be kept as it is; the next one may.
 * - FORKED: something else stands at a number of this writer; it writes no more until the process is begun anew.
 * - CLOSED: the writer was disposed of.
 */
export type LedgerAwayCode =
  | 'DATABASE'
  | 'SPOOL_FULL'
  | 'SPOOL_EXPIRED'
  | 'SPOOL_FAILED'
  | 'OVERLOADED'
  | 'UNFIT'
  | 'FORKED'
  | 'CLOSED';

/** An entry is not known to be durable: nothing it tells of may leave. No text of the database or of the disk is in it. */
export class LedgerAway extends Error {
  readonly code: LedgerAwayCode;

  constructor(code: LedgerAwayCode) {
    super(`the ledger did not keep the entry: ${code}`);
    this.name = 'LedgerAway';
    this.code = code;
  }
}
