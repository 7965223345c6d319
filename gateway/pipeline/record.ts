import {
  type Completed,
  type ExchangeRecord,
  grown,
  type Identified,
  type Planned,
  type Purposed,
  type Recorded,
} from '../exchange.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Condition } from '../policy/decisions.ts';
import type { Judging } from './judge.ts';

/** record: who was told what, and why, is kept before anything leaves. @throws where it cannot be kept. */
export async function record(exchange: Completed, ledger: Ledger): Promise<Recorded> {
  const { judging } = exchange;
  const known = judging ? withJudged(told(exchange), judging) : told(exchange);
  await ledger.append(recordOf(exchange, known, exchange.sources, 'ANSWERED', undefined));
  return grown(exchange, { recordedAt: new Date() });
}

/** What a mutation is about to do is kept before any agency is asked to. @throws where it cannot be kept. */
export async function recordIntent(exchange: Planned, ledger: Ledger): Promise<void> {
  await ledger.append(recordOf(exchange, told(exchange), NO_SOURCES, 'INTENDED', undefined));
}

/** What is known of a caller, however far the way went. */
type KnownCaller = Identified & Partial<Purposed>;

/** A refusal of a known caller is recorded as well. */
export async function recordRefusal(exchange: KnownCaller, refusal: string, ledger: Ledger): Promise<void> {
  await ledger.append(recordOf(exchange, NOTHING_TOLD, NO_SOURCES, 'REFUSED', refusal));
}

type Told = Pick<ExchangeRecord, 'operationName' | 'released' | 'masked' | 'withheld' | 'policyVersion' | 'policies'>;

const NOTHING_TOLD: Told = {
  operationName: undefined,
  released: [],
  masked: [],
  withheld: [],
  policyVersion: undefined,
  policies: [],
};
const NO_SOURCES: Completed['sources'] = new Map();

function told({ operationName, decisions }: Planned): Told {
  const { released, masked, withheld, policyVersion, policies } = decisions;
  return {
    operationName,
    released,
    masked: masked.map(({ coordinate }) => coordinate),
    withheld,
    policyVersion,
    policies,
  };
}

/** With what the records decided: the same field can be released of one and withheld of another. */
function withJudged(told: Told, { shown, reduced, denied, policies }: Judging): Told {
  const at = (conditions: Iterable<Condition>) => [...conditions].map(({ coordinate }) => coordinate);
  return {
    ...told,
    released: distinct([...told.released, ...at(shown), ...at(reduced)]),
    masked: distinct([...told.masked, ...at(reduced)]),
    withheld: distinct([...told.withheld, ...at(denied)]),
    policies: distinct([...told.policies, ...policies]),
  };
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}

/** Written out, not spread: a literal that begins with a spread gets a hidden class of its own each time. */
function recordOf(
  exchange: KnownCaller,
  { operationName, released, masked, withheld, policyVersion, policies }: Told,
  sources: Completed['sources'],
  outcome: ExchangeRecord['outcome'],
  refusal: string | undefined,
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
    operationName,
    released,
    masked,
    withheld,
    policyVersion,
    policies,
    sources: Object.fromEntries(sources),
    outcome,
    refusal,
  };
}
