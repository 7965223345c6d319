import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { actEntry } from '../../gateway/ledger/entry.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { type LedgerKeysFile, ledgerKeysOf, madeHashKey } from '../../standards/ledger/keys.ts';
import { nameBy, referenceText } from '../../standards/ledger/reference.ts';
import { oversight } from '../../subgraphs/oversight/agency.ts';
import { freshDatabase } from '../support/database.ts';
import { exchangeRecord, keepExchanges, type SaidOf } from '../support/exchange-record.ts';
import { type SubgraphAnswer, type TestSubgraph, testSubgraph } from '../support/subgraph.ts';

const DOCUMENT = { documentNumber: 'L898902C3', issuingState: 'UTO', documentType: 'P' };
const REFERENCE = { typeName: 'TravelDocument', path: [], fields: ['documentNumber', 'documentType', 'issuingState'] };
const OLD = madeHashKey(new Date('2025-01-01'));
const NEW = madeHashKey(new Date('2026-06-01'));

/** Name of a document under a key of the file. */
function nameOf(key: LedgerKeysFile['hashing'][number], document = DOCUMENT): string {
  const [hashing] = ledgerKeysOf({ hashing: [key] }).hashing;
  return hashing ? nameBy(hashing.key, referenceText(REFERENCE, document) ?? '') : '';
}

const named = (key: typeof OLD, how: 'subjects' | 'sought', document = DOCUMENT) => ({
  ...{ key: key.id, subjects: [], records: [], sought: [], unnamed: 0 },
  [how]: [nameOf(key, document)],
});

const AT = Date.parse('2026-11-27T08:00:00Z');
/** A moment, seconds after the first. */
const second = (after: number): string => new Date(AT + after * 1_000).toISOString();

interface Ledger extends TestSubgraph {
  readonly databaseUrl: string;
}

/** The subgraph over a ledger with these entries; its file has these keys. */
async function startOversight(
  records: readonly SaidOf[] | undefined,
  hashing: LedgerKeysFile['hashing'] | undefined = [OLD, NEW],
): Promise<Ledger> {
  const database = await freshDatabase();
  if (records) await keepExchanges(database.url, records.map(exchangeRecord));
  const file = join(tmpdir(), `hub-test-${randomUUID()}.json`);
  if (hashing.length > 0) writeFileSync(file, JSON.stringify({ hashing }));
  const ledgerNamingFile = hashing.length > 0 ? file : undefined;
  const subgraph = await testSubgraph(oversight, database.url, { ledgerNamingFile });
  return {
    ...subgraph,
    databaseUrl: database.url,
    async [Symbol.asyncDispose]() {
      await subgraph[Symbol.asyncDispose]();
      rmSync(file, { force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}

interface Page {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: ReadonlyArray<{ readonly node: Readonly<Record<string, unknown>> }>;
}

const ALL = `decisionId dateTime agency country roles principal purpose caseReference agreement onBehalfOf operationName
  outcome refusal legalBases policies policyVersion fields { coordinate category level records } systems subjectCount
  proof { writer sequence }`;
const FIND = `query($documentNumber: ID, $issuingState: ID, $documentType: ID, $agency: ID, $principal: ID, $purpose: ID,
  $agreement: ID, $from: DateTime, $until: DateTime, $first: Int, $after: String) {
  disclosures(documentNumber: $documentNumber, issuingState: $issuingState, documentType: $documentType, agency: $agency,
    principal: $principal, purpose: $purpose, agreement: $agreement, from: $from, until: $until, first: $first,
    after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node { ${ALL} } } } }`;

const pageIn = ({ data, errors }: SubgraphAnswer): Page => {
  expect(errors).toEqual([]);
  return data['disclosures'] as Page;
};
const idsIn = ({ edges }: Page) => edges.map(({ node }) => node['decisionId']);
const find = async (ledger: Ledger, variables: object = {}) => idsIn(pageIn(await ledger.ask(FIND, variables)));

test('an entry is told with what it says, and nothing of whom it names or what is sealed', async () => {
  const sealed = { police: 'SEALED-PART' };
  await using ledger = await startOversight([
    {
      id: 'd-1',
      purpose: 'CRIME_INVESTIGATION',
      caseReference: 'CASE-1',
      onBehalfOf: 'KE',
      released: ['Traveller.surname', 'Traveller.birthDate'],
      counts: [2, 3],
      masked: ['Traveller.birthDate'],
      withheld: ['Alert.statement', 'Alert'],
      sources: { immigration: 'OK', police: 'UNAVAILABLE' },
      names: { key: NEW.id, subjects: [nameOf(NEW)], records: ['RecordRecordRecordReco'], sought: [], unnamed: 2 },
      sealed,
    },
  ]);
  const answer = await ledger.ask(FIND);
  const [edge] = pageIn(answer).edges;
  expect(edge?.node).toEqual({
    ...{ decisionId: 'd-1', dateTime: second(0), agency: 'customs', country: 'UG', roles: ['customs-officer'] },
    ...{ principal: 'officer-7', purpose: 'CRIME_INVESTIGATION', caseReference: 'CASE-1', agreement: null },
    ...{ onBehalfOf: 'KE', operationName: 'Arrivals', outcome: 'ANSWERED', refusal: null, policyVersion: 'v1' },
    ...{ legalBases: ['eac-customs-management-act'], policies: ['customs-read'], systems: ['immigration', 'police'] },
    fields: [
      { coordinate: 'Traveller.surname', category: 'PERSONAL', level: 'FULL', records: 2 },
      { coordinate: 'Traveller.birthDate', category: 'PERSONAL', level: 'MASKED', records: 3 },
      { coordinate: 'Alert.statement', category: 'LAW_ENFORCEMENT', level: 'WITHHELD', records: null },
      { coordinate: 'Alert', category: null, level: 'WITHHELD', records: null },
    ],
    subjectCount: 3,
    proof: { writer: expect.stringContaining('hub-1'), sequence: '1' },
  });
  const text = JSON.stringify(answer);
  for (const hidden of [nameOf(NEW), 'RecordRecordRecordReco', NEW.id, 'SEALED-PART', 'identity.example']) {
    expect(text).not.toContain(hidden);
  }
});

test('each argument narrows what is found; newest stands first', async () => {
  await using ledger = await startOversight([
    { id: 'one', receivedAt: second(1), agency: 'police', principal: 'officer-1', purpose: 'BORDER_CHECK' },
    { id: 'two', receivedAt: second(2), agency: 'kra', agreement: 'ug-ke-customs', principal: 'system-1' },
    { id: 'three', receivedAt: second(3), outcome: 'REFUSED', refusal: 'PURPOSE_MISSING', purpose: undefined },
  ]);
  expect(await find(ledger)).toEqual(['three', 'two', 'one']);
  expect(await find(ledger, { agency: 'police' })).toEqual(['one']);
  expect(await find(ledger, { principal: 'system-1' })).toEqual(['two']);
  expect(await find(ledger, { purpose: 'RISK_ASSESSMENT' })).toEqual(['two']);
  expect(await find(ledger, { agreement: 'ug-ke-customs', agency: 'kra' })).toEqual(['two']);
  expect(await find(ledger, { agreement: 'ug-ke-customs', agency: 'police' })).toEqual([]);
  expect(await find(ledger, { from: second(2) })).toEqual(['three', 'two']);
  expect(await find(ledger, { until: '2026-11-27T11:00:02+03:00' })).toEqual(['one']);
  expect(await find(ledger, { agency: "' or true --" })).toEqual([]);
});

test('a document is looked for under the keys of all periods, as it was written or as agencies keep it', async () => {
  const other = { ...DOCUMENT, documentNumber: 'X1234567' };
  const records: SaidOf[] = [
    { id: 'old', receivedAt: '2025-02-01T00:00:00Z', names: named(OLD, 'subjects') },
    { id: 'new', receivedAt: second(1), names: named(NEW, 'subjects') },
    { id: 'sought', receivedAt: second(2), names: named(NEW, 'sought') },
    { id: 'as-written', receivedAt: second(3), names: named(NEW, 'sought', { ...DOCUMENT, documentType: 'PN' }) },
    { id: 'other', receivedAt: second(4), names: named(NEW, 'subjects', other) },
    { id: 'nobody', receivedAt: second(5) },
  ];
  await using ledger = await startOversight(records);
  expect(await find(ledger, DOCUMENT)).toEqual(['sought', 'new', 'old']);
  expect(await find(ledger, { ...DOCUMENT, documentType: 'PN' })).toEqual(['as-written', 'sought', 'new', 'old']);
  expect(await find(ledger, { ...DOCUMENT, documentNumber: 'l898902c-3' })).toEqual(['sought', 'new', 'old']);
  expect(await find(ledger, { ...DOCUMENT, documentNumber: 'Z0' })).toEqual([]);
  expect(await find(ledger, { documentNumber: nameOf(NEW), issuingState: 'UTO', documentType: 'P' })).toEqual([]);
  await using later = await startOversight(records, [NEW]);
  expect(await find(later, DOCUMENT)).toEqual(['sought', 'new']);
});

test('without keys of names a question by document has no answer, and others do', async () => {
  await using ledger = await startOversight([{ id: 'one', names: named(NEW, 'subjects') }], []);
  const { data, errors } = await ledger.ask(FIND, DOCUMENT);
  expect([data['disclosures'], errors.map(({ extensions }) => extensions['code'])]).toEqual([
    null,
    ['SOURCE_UNAVAILABLE'],
  ]);
  expect(await find(ledger)).toEqual(['one']);
});

test('pages have no gap and nothing twice, of one moment, several writers, and entries that come meanwhile', async () => {
  const records = Array.from({ length: 23 }, (_, at) => ({ id: `a-${at}`, receivedAt: second(Math.floor(at / 6)) }));
  await using ledger = await startOversight(records);
  const others = Array.from({ length: 7 }, (_, at) => exchangeRecord({ id: `b-${at}`, receivedAt: second(at % 4) }));
  await keepExchanges(ledger.databaseUrl, others, 'hub-2');
  const whole = pageIn(await ledger.ask(FIND, { first: 200 }));
  expect([whole.totalCount, whole.edges.length]).toEqual([30, 30]);
  const found: unknown[] = [];
  let after: string | null = null;
  do {
    const page: Page = pageIn(await ledger.ask(FIND, { first: 4, after }));
    found.push(...idsIn(page));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    await keepExchanges(ledger.databaseUrl, [exchangeRecord({ id: `new-${found.length}`, receivedAt: second(99) })]);
  } while (after !== null);
  expect(found).toEqual(idsIn(whole));
  expect(new Set(found).size).toBe(30);
});

test('a cursor of one question opens none of another', async () => {
  await using ledger = await startOversight([{ id: 'one' }, { id: 'two' }]);
  const { pageInfo } = pageIn(await ledger.ask(FIND, { first: 1, agency: 'customs' }));
  for (const other of [{}, { agency: 'police' }, { agency: 'customs', ...DOCUMENT }]) {
    const { errors } = await ledger.ask(FIND, { first: 1, ...other, after: pageInfo.endCursor });
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument: 'after' }]);
  }
});

test('what cannot be asked for is refused by the argument', async () => {
  await using ledger = await startOversight(undefined);
  const wrong: ReadonlyArray<readonly [object, string]> = [
    [{ documentNumber: 'L898902C3' }, 'issuingState'],
    [{ issuingState: 'UTO', documentType: 'P' }, 'documentNumber'],
    [{ ...DOCUMENT, documentType: '%' }, 'documentType'],
    [{ agency: '' }, 'agency'],
    [{ principal: 'x'.repeat(201) }, 'principal'],
    [{ purpose: 'A\0' }, 'purpose'],
    [{ from: 'yesterday' }, 'from'],
    [{ until: '2026-02-30T00:00:00Z' }, 'until'],
    [{ first: 201 }, 'first'],
    [{ first: 0 }, 'first'],
    [{ after: 'x' }, 'after'],
  ];
  for (const [variables, argument] of wrong) {
    const { errors } = await ledger.ask(FIND, variables);
    expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', argument }]);
  }
});

test('a decision is found by its reference: what was intended, then what came of it', async () => {
  await using ledger = await startOversight([
    { id: 'mutation', receivedAt: second(1), outcome: 'INTENDED' },
    { id: 'other', receivedAt: second(1), names: named(NEW, 'subjects') },
    { id: 'mutation', receivedAt: second(1) },
  ]);
  const ask = async (decisionId: string) => {
    const { data, errors } = await ledger.ask(
      'query($id: ID!) { disclosure(decisionId: $id) { decisionId outcome } }',
      {
        id: decisionId,
      },
    );
    return errors.length > 0 ? errors.map(({ extensions }) => extensions) : data['disclosure'];
  };
  expect(await ask('mutation')).toEqual([
    { decisionId: 'mutation', outcome: 'INTENDED' },
    { decisionId: 'mutation', outcome: 'ANSWERED' },
  ]);
  expect(await ask('nothing')).toEqual([]);
  // A keyed name is no reference of a decision.
  expect(await ask(nameOf(NEW))).toEqual([]);
  expect(await ask("x' or '1'='1")).toEqual([{ code: 'BAD_USER_INPUT', argument: 'decisionId' }]);
});

test('a ledger that no gateway has made yet is an empty one', async () => {
  await using ledger = await startOversight(undefined);
  expect(pageIn(await ledger.ask(FIND))).toEqual({
    totalCount: 0,
    pageInfo: { hasNextPage: false, endCursor: null },
    edges: [],
  });
  expect((await ledger.ask('{ disclosure(decisionId: "x") { decisionId } }')).data).toEqual({ disclosure: [] });
  await keepExchanges(ledger.databaseUrl, [exchangeRecord({ id: 'first' })]);
  expect(await find(ledger)).toEqual(['first']);
});

test('what is done to the hub itself is no disclosure', async () => {
  await using ledger = await startOversight([{ id: 'one' }]);
  const writer = openWriter({ instance: 'hub-3', databaseUrl: ledger.databaseUrl, spool: undefined });
  await writer.append(actEntry({ act: 'CONTRACT_SERVED', at: second(1), by: 'hub', about: {} }));
  await writer[Symbol.asyncDispose]();
  expect(await find(ledger)).toEqual(['one']);
});

test('an exchange of which little is known is told with what is', async () => {
  const unknown: Partial<ExchangeRecord> = { principal: undefined, agency: undefined, country: undefined, roles: [] };
  await using ledger = await startOversight([{ id: 'one', ...unknown, counts: undefined, released: ['Post.name'] }]);
  const [edge] = pageIn(await ledger.ask(FIND)).edges;
  expect(edge?.node).toMatchObject({
    ...{ principal: null, agency: null, country: null, roles: [], subjectCount: null },
    fields: [{ coordinate: 'Post.name', category: 'PUBLIC', level: 'FULL', records: null }],
  });
});
