import type { GraphQLSchema } from 'graphql';
import { HubError } from '../errors.ts';
import {
  type Charged,
  type Completed,
  type Decided,
  type ExchangeRecord,
  grown,
  type Identified,
  type Planned,
  type Purposed,
  type Recorded,
} from '../exchange.ts';
import type { Coordinate } from '../ids.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Decisions } from '../policy/decisions.ts';
import type { Judging } from './judge.ts';
import { type Account, accountOf, type Recording, sealedOf } from './recording.ts';

/** What the record stage rests on beside the exchange. */
export interface RecordRoom {
  readonly ledger: Ledger;
  /** All types of records, whether callers see them or not. */
  readonly types: GraphQLSchema;
  readonly recording: Recording;
}

/** record: who was told what, and why, is kept before anything leaves. @throws HubError LEDGER_UNAVAILABLE */
export async function record(exchange: Charged, { ledger, types, recording }: RecordRoom): Promise<Recorded> {
  const { judging, answer } = exchange;
  const account = accountOf(exchange, answer.data ? exchange.data : undefined, recording, types);
  const said = told(exchange, account, recording);
  const known = judging ? withJudged(said, judging, recording, exchange.agreement !== undefined) : said;
  const sealed = sealedOf(exchange, recording);
  await kept(ledger, recordOf(exchange, sealed ? { ...known, sealed } : known, exchange.sources, 'ANSWERED'));
  return grown(exchange, { recordedAt: new Date() });
}

/** What a mutation is about to do is kept before any agency is asked to. @throws HubError LEDGER_UNAVAILABLE */
export async function recordIntent(exchange: Planned, { ledger, types, recording }: RecordRoom): Promise<void> {
  const account = accountOf(exchange, undefined, recording, types);
  await kept(ledger, recordOf(exchange, told(exchange, account, recording), NO_SOURCES, 'INTENDED'));
}

/** @throws HubError LEDGER_UNAVAILABLE, whatever is wrong with the ledger: nothing leaves. */
async function kept(ledger: Ledger, entry: ExchangeRecord): Promise<void> {
  try {
    await ledger.append(entry);
  } catch {
    throw new HubError('LEDGER_UNAVAILABLE');
  }
}

/** What is known of a caller, however far the way went. */
type KnownCaller = Identified & Partial<Purposed>;

/** A refusal of a known caller is recorded as well. @throws HubError LEDGER_UNAVAILABLE */
export async function recordRefusal(exchange: KnownCaller, refusal: string, ledger: Ledger): Promise<void> {
  await kept(ledger, recordOf(exchange, NOTHING_TOLD, NO_SOURCES, 'REFUSED', refusal));
}

type Told = Pick<
  ExchangeRecord,
  | 'operationName'
  | 'operationId'
  | 'released'
  | 'counts'
  | 'masked'
  | 'withheld'
  | 'policyVersion'
  | 'policies'
  | 'bases'
  | 'uses'
  | 'graph'
  | 'sealed'
  | 'names'
>;

const NOTHING_TOLD: Told = {
  operationName: undefined,
  operationId: undefined,
  released: [],
  counts: undefined,
  masked: [],
  withheld: [],
  policyVersion: undefined,
  policies: [],
  bases: [],
  uses: [],
  graph: undefined,
  sealed: undefined,
  names: undefined,
};
const NO_SOURCES: Completed['sources'] = new Map();

/** What is the same of every exchange under one set of decisions. */
const ofDecisions = new WeakMap<Decisions, Pick<Told, 'masked' | 'bases'>>();

function told(exchange: Decided & Partial<Planned>, { counts, names }: Account, recording: Recording): Told {
  const { operationName, operationId, decisions, plan } = exchange;
  const { released, withheld, policyVersion, policies } = decisions;
  let known = ofDecisions.get(decisions);
  if (!known) {
    const masked = decisions.masked.map(({ coordinate }) => coordinate);
    known = { masked, bases: basesOf(policies, recording) };
    ofDecisions.set(decisions, known);
  }
  return {
    operationName,
    operationId,
    released,
    counts,
    masked: known.masked,
    withheld,
    policyVersion,
    policies,
    bases: known.bases,
    uses: usesOf(plan),
    graph: recording.graph,
    sealed: undefined,
    names,
  };
}

/**
 * With what the records decided: the same field can be released of one and withheld of another.
 *
 * INVARIANT: of what rules hide without a word the entry says the same whether anything was hidden or not.
 */
function withJudged(told: Told, judging: Judging, recording: Recording, isPartner: boolean): Told {
  const { noted } = judging;
  // To a partner every record that is none of its business is hidden: by which rules it is shown one is no secret.
  const policies = isPartner ? [...judging.policies, ...judging.quietPolicies] : [...judging.policies];
  const counted = new Map<Coordinate, number>(told.released.map((at, index) => [at, told.counts?.[index] ?? 0]));
  const masked = new Set(told.masked);
  const withheld = new Set(told.withheld);
  for (const [{ coordinate, isNeutral }, { shown, reduced, denied }] of noted) {
    const answered = isNeutral ? shown + reduced + denied : shown + reduced;
    if (answered > 0) counted.set(coordinate, (counted.get(coordinate) ?? 0) + answered);
    if (isNeutral) continue;
    if (reduced > 0) masked.add(coordinate);
    if (denied > 0) withheld.add(coordinate);
  }
  const all = policies.length > 0 ? [...new Set([...told.policies, ...policies])] : told.policies;
  return {
    ...told,
    released: [...counted.keys()],
    counts: told.counts && [...counted.values()],
    masked: [...masked],
    withheld: [...withheld],
    policies: all,
    bases: basesOf(all, recording),
  };
}

function basesOf(policies: readonly string[], { bases }: Recording): readonly string[] {
  return [...new Set(policies.flatMap((id) => bases.get(id) ?? []))];
}

const uses = new WeakMap<NonNullable<Planned['plan']>, readonly string[]>();
const NO_USES: readonly string[] = [];

/** Internal joins and derivations, and what was read to judge: the same for every run of a plan. */
function usesOf(plan: Planned['plan']): readonly string[] {
  if (!plan) return NO_USES;
  let known = uses.get(plan);
  if (!known) {
    known = plan.uses.map(({ kind, coordinate, to }) => [kind, coordinate, to].filter((each) => each).join(' '));
    uses.set(plan, known);
  }
  return known;
}

/** Written out, not spread: a literal that begins with a spread gets a hidden class of its own each time. */
function recordOf(
  exchange: KnownCaller,
  told: Told,
  sources: Completed['sources'],
  outcome: ExchangeRecord['outcome'],
  refusal?: string,
): ExchangeRecord {
  const { decisionId, receivedAt, viewer, purpose, caseReference, actingFor, agreement } = exchange;
  return {
    decisionId,
    receivedAt: receivedAt.toISOString(),
    issuer: viewer?.issuer,
    principal: viewer?.principal,
    agency: viewer?.agency,
    country: viewer?.country,
    roles: viewer?.roles ?? [],
    clearance: viewer?.clearance,
    post: viewer?.post,
    onBehalfOf: actingFor,
    purpose,
    caseReference,
    agreement: agreement?.id,
    operationName: told.operationName,
    operationId: told.operationId,
    released: told.released,
    counts: told.counts,
    masked: told.masked,
    withheld: told.withheld,
    policyVersion: told.policyVersion,
    policies: told.policies,
    bases: told.bases,
    uses: told.uses,
    graph: told.graph,
    sources: Object.fromEntries(sources),
    outcome,
    refusal,
    sealed: told.sealed,
    names: told.names,
  };
}
