import type { Completed, ExchangeRecord, Identified, Planned, Recorded } from '../exchange.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** record: who was told what, and why, is kept before anything leaves. @throws where it cannot be kept. */
export async function record(exchange: Completed, ledger: Ledger): Promise<Recorded> {
  const { decisions, sources, operationName, purpose } = exchange;
  await ledger.append({
    ...callerOf(exchange),
    purpose,
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
  const { decisions, operationName, purpose } = exchange;
  await ledger.append({
    ...callerOf(exchange),
    purpose,
    operationName,
    released: decisions.released,
    withheld: decisions.withheld,
    sources: {},
    outcome: 'INTENDED',
    refusal: undefined,
  });
}

/** A refusal of a known caller is recorded as well. */
export async function recordRefusal(
  exchange: Identified & { readonly purpose?: string | undefined },
  refusal: string,
  ledger: Ledger,
): Promise<void> {
  await ledger.append({
    ...callerOf(exchange),
    purpose: exchange.purpose,
    operationName: undefined,
    released: [],
    withheld: [],
    sources: {},
    outcome: 'REFUSED',
    refusal,
  });
}

function callerOf(
  exchange: Identified,
): Pick<ExchangeRecord, 'decisionId' | 'receivedAt' | 'principal' | 'agency' | 'roles'> {
  const { decisionId, receivedAt, viewer } = exchange;
  return {
    decisionId,
    receivedAt: receivedAt.toISOString(),
    principal: viewer?.principal,
    agency: viewer?.agency,
    roles: viewer?.roles ?? [],
  };
}
