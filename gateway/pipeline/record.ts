import type { Completed, ExchangeRecord, Identified, Planned, Purposed, Recorded } from '../exchange.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** record: who was told what, and why, is kept before anything leaves. @throws where it cannot be kept. */
export async function record(exchange: Completed, ledger: Ledger): Promise<Recorded> {
  const { decisions, sources, operationName } = exchange;
  await ledger.append({
    ...callerOf(exchange),
    operationName,
    released: decisions.released,
    withheld: decisions.withheld,
    sources: Object.fromEntries(sources),
    outcome: 'ANSWERED',
    refusal: undefined,
  });
  return { ...exchange, recordedAt: new Date() };
}

/** What a mutation is about to do is kept before any agency is asked to. @throws where it cannot be kept. */
export async function recordIntent(exchange: Planned, ledger: Ledger): Promise<void> {
  const { decisions, operationName } = exchange;
  await ledger.append({
    ...callerOf(exchange),
    operationName,
    released: decisions.released,
    withheld: decisions.withheld,
    sources: {},
    outcome: 'INTENDED',
    refusal: undefined,
  });
}

/** What is known of a caller, however far the way went. */
type KnownCaller = Identified & Partial<Purposed>;

/** A refusal of a known caller is recorded as well. */
export async function recordRefusal(exchange: KnownCaller, refusal: string, ledger: Ledger): Promise<void> {
  await ledger.append({
    ...callerOf(exchange),
    operationName: undefined,
    released: [],
    withheld: [],
    sources: {},
    outcome: 'REFUSED',
    refusal,
  });
}

type CallerRecord = Omit<ExchangeRecord, 'operationName' | 'released' | 'withheld' | 'sources' | 'outcome' | 'refusal'>;

function callerOf(exchange: KnownCaller): CallerRecord {
  const { decisionId, receivedAt, viewer, purpose, caseReference, actingFor } = exchange;
  return {
    decisionId,
    receivedAt: receivedAt.toISOString(),
    issuer: viewer?.issuer,
    principal: viewer?.principal,
    agency: viewer?.agency,
    country: viewer?.country,
    roles: viewer?.roles ?? [],
    onBehalfOf: actingFor,
    purpose,
    caseReference,
  };
}
