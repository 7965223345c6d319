import type { Agreement, Quota } from './agreement.ts';
import { entryOf, type PartnerClient } from './register.ts';

/** Whose use is counted: a client under an agreement. */
export interface Account {
  /** Id of the agreement. */
  readonly agreement: string;
  /** The client as the agreement enrols it, as one text. */
  readonly client: string;
}

/** What is to be counted of one thing, and how much of it there may be. */
export interface Want {
  /** Unique within the account: `lookups RISK_ASSESSMENT 3600000`. */
  readonly counter: string;
  /** Within the period. */
  readonly most: number;
  /** Milliseconds. A window begins with the first that is counted in it. */
  readonly periodMs: number;
  /** 0: it is looked at, and nothing is counted. */
  readonly cost: number;
}

/** One counter after it was asked. */
export interface Count {
  /** How much may still be taken before the window ends. */
  readonly left: number;
  /** Milliseconds until the window ends; where none has begun, the whole period. */
  readonly endsInMs: number;
}

/**
 * What came of it. `refused`: at least one would have gone over, and nothing was counted anywhere.
 */
export interface Taken {
  readonly kind: 'taken' | 'refused';
  /** Counter → its count, of all that were asked. */
  readonly counts: ReadonlyMap<string, Count>;
  /** Milliseconds until what was refused may be asked again; 0 where nothing was. */
  readonly againInMs: number;
}

/** Keeps the counters. */
export interface QuotaStore extends AsyncDisposable {
  /**
   * Counts all that is wanted, or nothing at all: whoever takes at the same time, here or elsewhere, never takes more than
   * the most together with others.
   *
   * @throws QuotasAway where nobody can say what is left.
   */
  take(account: Account, wants: readonly Want[]): Promise<Taken>;
}

/** The counters are out of reach. It says nothing of whom, and why only by a code. */
export class QuotasAway extends Error {
  override readonly name = 'QuotasAway';

  /** @param code SQLSTATE, or the system's name of the fault. */
  constructor(code: string) {
    super(`the counters of partners are out of reach: ${code}`);
  }
}

/** What quotas are about. */
export type Counted = 'lookups' | 'subjects';

const MINUTE_MS = 60_000;

/** One request of those the agreement lets a client make in a minute. */
export function requestWant({ requestsPerMinute }: Pick<Agreement, 'requestsPerMinute'>): Want {
  return { counter: 'requests', most: requestsPerMinute, periodMs: MINUTE_MS, cost: 1 };
}

/** What a purpose lets be counted: there may be quotas for several periods, and all must hold. */
export function quotaWants(
  { quotas }: Pick<Agreement, 'quotas'>,
  purpose: string | undefined,
  counted: Counted,
  cost: number,
): readonly Want[] {
  return quotas
    .filter((quota) => quota.purpose === purpose)
    .map((quota) => ({
      counter: `${counted} ${quota.purpose} ${quota.periodMs}`,
      most: mostOf(quota, counted),
      periodMs: quota.periodMs,
      cost,
    }));
}

function mostOf({ lookups, dataSubjects }: Quota, counted: Counted): number {
  return counted === 'lookups' ? lookups : dataSubjects;
}

/** The least that is left of what was asked; undefined: none of the wants is among the counts. */
export function leastLeft(counts: Taken['counts'], wants: readonly Want[]): number | undefined {
  const left = wants.flatMap(({ counter }) => counts.get(counter)?.left ?? []);
  return left.length > 0 ? Math.min(...left) : undefined;
}

/**
 * The account of a client. By the agreement's own entry, not by the token: where any issuer may speak for a client, its
 * tokens of two issuers are counted together.
 */
export function accountOf(agreement: Pick<Agreement, 'id' | 'clients'>, asking: PartnerClient): Account {
  const entry = entryOf(agreement, asking);
  return { agreement: agreement.id, client: JSON.stringify([asking.principal, asking.country, entry?.issuer ?? null]) };
}

/** A counter's window as it is kept. */
export interface Window {
  /** Milliseconds since the epoch, exclusive. */
  readonly ends: number;
  readonly used: number;
}

/** The window with what is wanted counted in it; undefined: it would go over. */
export function counted(window: Window | undefined, want: Want, now: number): Window | undefined {
  const open = window && window.ends > now ? window : { ends: now + want.periodMs, used: 0 };
  const used = open.used + want.cost;
  // A period that the agreement has shortened since ends by the new one.
  return used > want.most ? undefined : { ends: Math.min(open.ends, now + want.periodMs), used };
}

/** @param window undefined: none has begun. */
export function countOf(window: Window | undefined, { most, periodMs }: Want, now: number): Count {
  if (!window || window.ends <= now) return { left: most, endsInMs: periodMs };
  return { left: Math.max(0, most - window.used), endsInMs: Math.min(periodMs, window.ends - now) };
}
