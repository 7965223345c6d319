import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { type Coordinate, decisionId } from '../../gateway/ids.ts';
import { exchangeEntry } from '../../gateway/ledger/entry.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';

/** What a test says of an exchange; whatever it leaves out is of a customs officer who weighs risks. */
export type SaidOf = Partial<Omit<ExchangeRecord, 'decisionId' | 'released' | 'masked'>> & {
  readonly id?: string;
  readonly released?: readonly string[];
  readonly masked?: readonly string[];
};

/** An exchange as the record stage tells of it. */
export function exchangeRecord({ id = 'd-1', released = [], masked = [], ...more }: SaidOf = {}): ExchangeRecord {
  return {
    decisionId: decisionId(id),
    receivedAt: '2026-11-27T08:00:00.000Z',
    issuer: 'https://identity.example',
    principal: 'officer-7',
    agency: 'customs',
    country: 'UG',
    roles: ['customs-officer'],
    clearance: 'RESTRICTED',
    post: 'UGBUS',
    onBehalfOf: undefined,
    purpose: 'RISK_ASSESSMENT',
    caseReference: undefined,
    agreement: undefined,
    operationName: 'Arrivals',
    operationId: 'a'.repeat(64),
    released: released as readonly Coordinate[],
    counts: released.map(() => 1),
    masked: masked as readonly Coordinate[],
    withheld: [],
    policyVersion: 'v1',
    policies: ['customs-read'],
    bases: ['eac-customs-management-act'],
    uses: [],
    graph: 'g1',
    sources: { customs: 'OK' },
    outcome: 'ANSWERED',
    refusal: undefined,
    sealed: undefined,
    names: undefined,
    ...more,
  };
}

/** Keeps exchanges in the ledger of a database, in their order, as a gateway does. */
export async function keepExchanges(databaseUrl: string, records: readonly ExchangeRecord[], instance = 'hub-1') {
  const writer = openWriter({ instance, databaseUrl, spool: undefined });
  try {
    for (const record of records) await writer.append(exchangeEntry(record));
  } finally {
    await writer[Symbol.asyncDispose]();
  }
}
