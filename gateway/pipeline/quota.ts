import type { GraphQLSchema } from 'graphql';
import {
  type Account,
  accountOf,
  type Counted,
  leastLeft,
  type QuotaStore,
  QuotasAway,
  quotaWants,
  requestWant,
  type Taken,
  type Want,
} from '../agreements/quota.ts';
import { HubError, type HubErrorCode } from '../errors.ts';
import { type Charged, type Completed, grown, type Metered, type Planned, type Purposed } from '../exchange.ts';
import type { Decisions } from '../policy/decisions.ts';
import type { Lookups } from '../policy/lookups.ts';
import { type SubjectCounter, type SubjectTypes, subjectCounter } from './subjects.ts';

/** What a client has left for the purpose it stated, as its answer's headers say. */
export interface Allowance {
  /** undefined: no purpose is stated. */
  readonly lookups: number | undefined;
  readonly subjects: number | undefined;
  /** Milliseconds until what was refused may be asked again; undefined: nothing was. */
  readonly againInMs: number | undefined;
}

/** What is counted of the operations of one graph. */
export interface QuotaRoom {
  readonly store: QuotaStore;
  readonly lookups: Lookups;
  readonly subjects: SubjectTypes;
  /** By the decisions over an operation. */
  readonly counters: WeakMap<Decisions, Counter>;
}

/** undefined: no answer holds a data subject. */
interface Counter {
  readonly count: SubjectCounter | undefined;
}

/** Lets a partner's request in, before its body is read. */
export type Admit = (exchange: Purposed) => Promise<void>;

/**
 * quota, first: one of the requests that the agreement lets its client make in a minute. What is left for the purpose is
 * looked at in the same question.
 *
 * @throws HubError RATE_LIMITED, QUOTA_UNAVAILABLE
 */
export function admission(store: QuotaStore): Admit {
  return async (exchange) => {
    const { agreement, purpose } = exchange;
    if (!agreement) return;
    const wanted = {
      requests: [requestWant(agreement)],
      lookups: quotaWants(agreement, purpose, 'lookups', 0),
      subjects: quotaWants(agreement, purpose, 'subjects', 0),
    };
    await take(exchange, store, wanted, 'RATE_LIMITED');
  };
}

/**
 * quota, before any agency is asked: what the operation looks up is charged, whether anything is found or not.
 *
 * @throws HubError QUOTA_EXCEEDED, QUOTA_UNAVAILABLE
 */
export async function meter(exchange: Planned, quota: QuotaRoom): Promise<Metered> {
  const { agreement, purpose, operation, variables } = exchange;
  if (!agreement) return unmetered(exchange);
  const lookups = quota.lookups(operation, variables);
  if (lookups > 0) {
    const wanted = { lookups: quotaWants(agreement, purpose, 'lookups', lookups) };
    await take(exchange, quota.store, wanted, 'QUOTA_EXCEEDED');
  }
  return grown(exchange, { lookups });
}

/** Of officers nothing is counted. */
export function unmetered(exchange: Planned): Metered {
  return grown(exchange, { lookups: 0 });
}

/**
 * quota, before the answer is recorded and leaves: whose data it holds is charged. Over the quota nothing of it leaves.
 *
 * @throws HubError QUOTA_EXCEEDED, QUOTA_UNAVAILABLE
 */
export async function charge(exchange: Completed, quota: QuotaRoom, schema: GraphQLSchema): Promise<Charged> {
  const { agreement, purpose, answer } = exchange;
  if (!agreement || !answer.data) return uncharged(exchange);
  const count = counterOf(exchange, quota, schema);
  const subjects = count?.(answer.data.toJSON() as Readonly<Record<string, unknown>>) ?? 0;
  if (subjects > 0) {
    const wanted = { subjects: quotaWants(agreement, purpose, 'subjects', subjects) };
    await take(exchange, quota.store, wanted, 'QUOTA_EXCEEDED');
  }
  return grown(exchange, { subjects });
}

export function uncharged(exchange: Completed): Charged {
  return grown(exchange, { subjects: 0 });
}

function counterOf(
  exchange: Completed,
  { counters, subjects }: QuotaRoom,
  schema: GraphQLSchema,
): SubjectCounter | undefined {
  let known = counters.get(exchange.decisions);
  if (!known) {
    known = { count: subjectCounter(exchange, schema, subjects) };
    counters.set(exchange.decisions, known);
  }
  return known.count;
}

/** Counters asked at one place, by what they count; undefined: not asked. */
interface Wanted extends Readonly<Partial<Record<Counted, readonly Want[]>>> {
  readonly requests?: readonly Want[];
}

/**
 * Counts what is wanted, and leaves with the exchange what is left. Of what is not asked here that is what the exchange was
 * told before: a request looks at a counter when it is let in, and when it takes of it.
 */
async function take(
  exchange: Purposed,
  store: QuotaStore,
  { requests = [], lookups, subjects }: Wanted,
  code: Extract<HubErrorCode, 'RATE_LIMITED' | 'QUOTA_EXCEEDED'>,
): Promise<void> {
  const { agreement, viewer, allowance: known } = exchange;
  if (!agreement || !viewer) return;
  const wants = [...requests, ...(lookups ?? []), ...(subjects ?? [])];
  const taken = await asked(store, accountOf(agreement, viewer), wants);
  const isRefused = taken.kind === 'refused';
  const allowance: Allowance = {
    lookups: lookups ? leastLeft(taken.counts, lookups) : known?.lookups,
    subjects: subjects ? leastLeft(taken.counts, subjects) : known?.subjects,
    againInMs: isRefused ? taken.againInMs : undefined,
  };
  grown(exchange, { allowance });
  if (isRefused) throw new HubError(code);
}

/** @throws HubError QUOTA_UNAVAILABLE: nobody can say what is left, so nothing is. */
async function asked(store: QuotaStore, account: Account, wants: readonly Want[]): Promise<Taken> {
  try {
    return await store.take(account, wants);
  } catch (error) {
    if (error instanceof QuotasAway) throw new HubError('QUOTA_UNAVAILABLE');
    throw error;
  }
}

/**
 * Headers of a partner's answer: what is left, in numbers, and the whole seconds to wait (RFC 9110 §10.2.3). None of
 * officers' answers.
 */
export function quotaHeaders(exchange: Purposed | undefined): Readonly<Record<string, string>> {
  const { allowance } = exchange ?? {};
  if (!allowance) return NO_HEADERS;
  const { lookups, subjects, againInMs } = allowance;
  return {
    ...(lookups !== undefined && { 'hub-quota-lookups-left': String(lookups) }),
    ...(subjects !== undefined && { 'hub-quota-subjects-left': String(subjects) }),
    ...(againInMs !== undefined && { 'retry-after': String(Math.max(1, Math.ceil(againInMs / 1_000))) }),
  };
}

const NO_HEADERS = {};
