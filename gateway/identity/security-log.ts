import type { RefusalReason } from './refusal.ts';

/** Why an issuer's keys could not be had. */
export type KeyProblem =
  | 'UNREACHABLE'
  | 'STATUS'
  | 'TOO_LARGE'
  | 'NOT_JSON'
  | 'ADDRESS'
  | 'METADATA'
  | 'KEY_SET'
  | 'SECRET_KEY'
  | 'NO_KEY';

/**
 * What happens at the door before anybody is known. It is no ledger: refusals are counted, and only some of them have a
 * line, so that nobody fills a disk by knocking. No line holds anything a caller sent.
 */
export interface SecurityLog extends Disposable {
  /** @param issuer as configured, where the token named one of those. */
  refused(reason: RefusalReason, issuer?: string): void;
  /** @param issuer or the address of a system's own keys. @param problem undefined: all is well again. */
  keys(issuer: string, problem: KeyProblem | undefined): void;
  /** @param code SQLSTATE or the system's name of what is wrong. */
  registry(state: 'AWAY' | 'BACK', code?: string): void;
  /** Refusals since the start, by reason. */
  readonly counts: Readonly<Partial<Record<RefusalReason, number>>>;
}

export interface SecurityLogOptions {
  write(line: string): void;
  /** Length of the interval over which refusals are counted into one line, milliseconds. */
  readonly intervalMs?: number;
  /** Refusals of an interval that have a line of their own: the first ones. */
  readonly samples?: number;
}

const INTERVAL_MS = 10_000;
const SAMPLES = 10;

/** JSON lines. Memory: one number for each reason and issuer, of which there are as many as are configured. */
export function securityLog(options: SecurityLogOptions): SecurityLog {
  const { write, intervalMs = INTERVAL_MS, samples = SAMPLES } = options;
  const counts: Partial<Record<RefusalReason, number>> = Object.create(null);
  const interval = new Map<string, { reason: RefusalReason; issuer: string | undefined; count: number }>();
  let sampled = 0;
  let timer: NodeJS.Timeout | undefined;
  const line = (fields: object): void => write(`${JSON.stringify({ time: new Date().toISOString(), ...fields })}\n`);

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    sampled = 0;
    if (interval.size > 0) line({ kind: 'refusals', withinMs: intervalMs, refusals: [...interval.values()] });
    interval.clear();
  }

  return {
    refused(reason, issuer) {
      counts[reason] = (counts[reason] ?? 0) + 1;
      const key = `${reason} ${issuer ?? ''}`;
      const entry = interval.get(key) ?? { reason, issuer, count: 0 };
      entry.count += 1;
      interval.set(key, entry);
      timer ??= setTimeout(flush, intervalMs).unref();
      if (sampled >= samples) return;
      sampled += 1;
      line({ kind: 'refused', reason, issuer });
    },
    keys: (issuer, problem) => line({ kind: 'keys', issuer, state: problem ?? 'WELL' }),
    registry: (state, code) => line({ kind: 'revocations', state, code }),
    get counts() {
      return counts;
    },
    [Symbol.dispose]: flush,
  };
}
