/** Lists within lists that are followed; what is nested deeper is no list of any schema. */
export const MOST_NESTED = 16;

/** Errors of agencies that one answer tells; a list of ten thousand records can have as many. */
export const MOST_ERRORS_TOLD = 1_000;
/** The same where some are dropped with their records: those must not take the place of others. */
export const MOST_ERRORS_READ = 20_000;

/** What one request may cost an agency and the hub. Times in milliseconds. */
export interface EngineLimits {
  /** Longest wait for one answer of an agency. */
  readonly fetchMs: number;
  /** Longest way of a whole request through the agencies; what is there by then is the answer. */
  readonly deadlineMs: number;
  /** Longest wait for a plan. */
  readonly planMs: number;
  /** Longest answer of an agency that is read to its end, bytes. */
  readonly answerBytes: number;
  /** Calls one agency sees at once from this process. */
  readonly callsAtOnce: number;
  /** Calls that wait for their turn at one agency; more cost their own fields. */
  readonly callsWaiting: number;
  /** Records asked of one agency in one call; a longer list is asked in several. */
  readonly entitiesPerCall: number;
  /** Failures in a row after which an agency is left alone for a while. */
  readonly failuresToOpen: number;
  /** How long it is left alone before one call tries again. */
  readonly openMs: number;
}

export const DEFAULT_LIMITS: EngineLimits = {
  fetchMs: 5_000,
  deadlineMs: 10_000,
  planMs: 5_000,
  answerBytes: 32 * 1024 * 1024,
  callsAtOnce: 64,
  callsWaiting: 512,
  entitiesPerCall: 500,
  failuresToOpen: 5,
  openMs: 2_000,
};
