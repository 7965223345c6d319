import { COLUMNS, csvOf, type LogLine, logLineOf } from '../../bin/ledger/exported.ts';
import { subjectReport, subjectText } from '../../bin/ledger/subject-report.ts';
import { recipientsOf, recipientsText } from '../../bin/ledger/summary.ts';
import { readContract } from '../../bin/release/contract.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { decisionId } from '../../gateway/ids.ts';
import { actEntry, exchangeEntry, keptOf, namesIn } from '../../gateway/ledger/entry.ts';
import type { Read } from '../../gateway/ledger/reader.ts';

const { supergraph, purposes } = readContract();
const ANNA = 'AnnaAnnaAnnaAnnaAnnaAn';
const OTHER = 'OtherOtherOtherOtherOt';
const ROOM = { names: new Set([ANNA]), labels: supergraph.labels, purposes };

const BLANK: ExchangeRecord = {
  ...{ decisionId: decisionId('0f8fad5b-d9cb-469f-a165-70867728950e'), receivedAt: '2026-11-27T08:00:00.000Z' },
  ...{
    issuer: 'https://identity.example',
    principal: 'officer-7',
    agency: 'customs',
    country: 'UG',
    roles: ['officer'],
  },
  ...{
    clearance: undefined,
    post: 'UGBUS',
    onBehalfOf: undefined,
    purpose: 'RISK_ASSESSMENT',
    caseReference: undefined,
  },
  ...{ agreement: undefined, operationName: undefined, operationId: undefined, graph: 'g' },
  ...{
    released: [],
    counts: [],
    masked: [],
    withheld: [],
    policyVersion: 'v',
    policies: ['customs-read'],
    bases: ['act'],
  },
  ...{ uses: [], sources: { customs: 'OK' }, outcome: 'ANSWERED', refusal: undefined, sealed: undefined },
  names: { key: 'k', subjects: [ANNA], records: [], sought: [], unnamed: 0 },
};

/** @param counted coordinate → of how many records. */
function read(more: Partial<ExchangeRecord>, counted: Readonly<Record<string, number>> = {}): Read {
  const released = Object.keys(counted) as unknown as ExchangeRecord['released'];
  const record = { ...BLANK, released, counts: Object.values(counted), ...more };
  return { writer: 'hub/1', sequence: 1, entry: keptOf(exchangeEntry(record).text) };
}

const sought = { key: 'k', subjects: [], records: [], sought: [ANNA], unnamed: 0 };

test('a person is told who was shown which categories of data about them, when and why', async () => {
  const entries = [
    read({}, { 'TravelDocument.expiryDate': 1, 'Declaration.invoiceAmount': 2, 'Query.travelDocument': 1 }),
    read(
      { agency: 'kra', country: 'KE', agreement: 'ug-ke-customs', purpose: 'CUSTOMS_CLEARANCE' },
      { 'Traveller.surname': 1 },
    ),
    read({ names: { ...sought, sought: [], subjects: [OTHER] } }, { 'Traveller.surname': 1 }),
    read({ outcome: 'REFUSED', refusal: 'PURPOSE_UNKNOWN' }),
    read({ outcome: 'INTENDED' }),
  ];
  const told = await subjectReport(entries, ROOM);
  expect(told).toEqual([
    expect.objectContaining({ agency: 'customs', when: '2026-11-27T08:00Z', categories: ['COMMERCIAL', 'PERSONAL'] }),
    expect.objectContaining({ agency: 'kra', country: 'KE', agreement: 'ug-ke-customs', categories: ['PERSONAL'] }),
  ]);
  const text = subjectText(told, { purposes, asked: new Date('2026-11-27T10:00:00Z') });
  expect(text).toMatch(/kra \(KE\), under the agreement ug-ke-customs: personal data\n {4}Clearing goods/);
  expect(text).toContain('to be answered by 2026-12-27');
  expect(text).not.toMatch(/officer-7|0f8fad5b|AnnaAnna/);
});

test('who is looked for by police and who is not are told the same text', async () => {
  const common = { 'Query.travelDocument': 1, 'TravelDocument.expiryDate': 1 };
  const names = { ...sought, subjects: [ANNA] };
  const hit = [
    read({ names }, { ...common, 'Query.alerts': 1, 'Alert.actionToTake': 2, 'Alert.alertId': 2 }),
    read({ names: sought }, { 'Alert.actionToTake': 1 }),
    read({ names, purpose: 'CRIME_INVESTIGATION', caseReference: 'C-1', agency: 'police' }, common),
  ];
  const clean = [
    read({ names }, { ...common, 'Query.alerts': 1, 'Alert.actionToTake': 0, 'Alert.alertId': 0 }),
    read({ names: sought }, { 'Alert.actionToTake': 0 }),
  ];
  const asked = new Date('2026-11-27T10:00:00Z');
  const [one, other] = await Promise.all(
    [hit, clean].map(async (entries) => subjectText(await subjectReport(entries, ROOM), { purposes, asked })),
  );
  expect(one).toBe(other);
  expect(one).toMatch(/neither confirm nor deny/);
});

test('every recipient of a record is listed for notification, with what and since when', async () => {
  const found = await recipientsOf([
    read({}, { 'Traveller.surname': 1 }),
    read({ receivedAt: '2026-11-28T08:00:00.000Z' }, { 'Traveller.surname': 2, 'Traveller.sex': 0 }),
    read({ agency: 'kra', country: 'KE', agreement: 'ug-ke-customs' }),
    read({ outcome: 'REFUSED' }),
  ]);
  expect(found).toEqual([
    {
      ...{
        agency: 'customs',
        country: 'UG',
        agreement: '',
        purpose: 'RISK_ASSESSMENT',
        answers: 2,
        refusals: 1,
        subjects: 1,
      },
      ...{ released: [['Traveller.surname', 3]], first: BLANK.receivedAt, last: BLANK.receivedAt },
    },
    expect.objectContaining({ agency: 'kra', agreement: 'ug-ke-customs', answers: 1 }),
  ]);
  expect(recipientsText(found).split('\n')).toHaveLength(3);
  expect(await recipientsOf([read({})], { principal: 'officer-8' })).toEqual([]);
});

test('an export has every field that a log must have, for each kind of operation', () => {
  const act = actEntry({ act: 'LEDGER_PURGED', at: BLANK.receivedAt, by: 'dpo', about: { entries: 3 } });
  const lines: readonly LogLine[] = [
    read({}, { 'Traveller.surname': 1 }),
    read({ agreement: 'ug-ke-customs', agency: 'kra', country: 'KE', uses: ['join Traveller.id police'] }),
    read({ outcome: 'INTENDED' }),
    { writer: 'hub/1', sequence: 2, entry: keptOf(act.text) },
  ].map(logLineOf);
  expect(lines.flatMap(({ operations }) => operations)).toEqual(
    expect.arrayContaining(['CONSULTATION', 'DISCLOSURE', 'COMBINATION', 'ALTERATION', 'COLLECTION', 'ERASURE']),
  );
  for (const line of lines) expect(COLUMNS.every((name) => line[name] !== undefined)).toBe(true);
  expect(lines[0]).toMatchObject({
    ...{ person: 'https://identity.example officer-7', legalBases: 'act', rules: 'customs-read', policyVersion: 'v' },
    ...{ disclosed: 'Traveller.surname:1', subjects: ANNA, systems: 'customs:OK', result: 'ANSWERED' },
  });
  expect(csvOf({ ...(lines[0] as LogLine), purpose: '=1+1', agency: 'a,"b"' })).toMatch(/"a,""b""".*,'=1\+1,/);
});

test('what an entry can be found by stands in its text', () => {
  const entry = exchangeEntry({ ...BLANK, names: { ...sought, subjects: [ANNA, OTHER], records: [OTHER] } });
  expect(namesIn(entry.text)).toEqual(entry.names);
  expect(entry.names).toEqual([BLANK.decisionId, ANNA, OTHER]);
  expect(namesIn('{"kind":"other"}')).toBeUndefined();
});
