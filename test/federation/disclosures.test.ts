import { readFileSync } from 'node:fs';
import { ledgerKeysOf } from '../../standards/ledger/keys.ts';
import { nameBy, referenceText } from '../../standards/ledger/reference.ts';
import { exchangeRecord, keepExchanges, type SaidOf } from '../support/exchange-record.ts';
import { type Answer, dataOf } from '../support/graph.ts';
import { keptIn } from '../support/ledger.ts';
import { type National, startNational, storedOperation } from '../support/national.ts';

const QUESTION = storedOperation('disclosures');
const ANNA = { documentNumber: 'L898902C3', issuingState: 'UTO', documentType: 'P' };
const BEN = { documentNumber: 'X1234567', issuingState: 'UTO', documentType: 'P' };
const KEPT_FROM_SUBJECTS = ['CRIME_PREVENTION', 'CRIME_INVESTIGATION', 'SERIOUS_CRIME_TERROR'];

interface Disclosures {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly edges: ReadonlyArray<{ readonly node: Node }>;
}

interface Node {
  readonly decisionId: string;
  readonly purpose: string;
  readonly principal: string | null;
  readonly fields: ReadonlyArray<Readonly<Record<string, unknown>>>;
}

const disclosuresIn = (answer: Answer) => dataOf<{ disclosures: Disclosures | null }>(answer).disclosures;
const idsIn = (answer: Answer) => disclosuresIn(answer)?.edges.map(({ node }) => node.decisionId);

let national: National;
beforeAll(async () => {
  national = await startNational({ isRecorded: true });
}, 120_000);
afterAll(async () => {
  await national[Symbol.asyncDispose]();
});

/** Asks as the office does that answers persons. */
function forPerson(variables: object, query = QUESTION): Promise<Answer> {
  const purposes = ['SUBJECT_ACCESS'];
  const claims = { sub: 'demo:dpo', agency: 'border', roles: ['data-protection-officer'], purposes };
  return national.send(claims, { 'hub-purpose': 'SUBJECT_ACCESS' }, query, variables);
}

/** What is told, without what differs from one question to the next: its cursors and its reference. */
function withoutReferences({ body }: Answer): string {
  const { decisionId: _, ...extensions } = body.extensions ?? {};
  return JSON.stringify({ ...body, extensions }, (name, value) =>
    /cursor/i.test(name) ? String(value).length : value,
  );
}

/** Keeps an exchange in which something was told of whom a document names. */
async function told(document: typeof ANNA, ...records: readonly SaidOf[]): Promise<void> {
  const { databaseUrl, namingFile } = national.ledger ?? { databaseUrl: '', namingFile: '' };
  const { hashing } = ledgerKeysOf(JSON.parse(readFileSync(namingFile, 'utf8')));
  const reference = { typeName: 'TravelDocument', path: [], fields: Object.keys(document).sort() };
  const subjects = hashing.map(({ key }) => nameBy(key, referenceText(reference, document) ?? ''));
  const names = { key: 'k', subjects, records: [], sought: [], unnamed: 0 };
  await keepExchanges(
    databaseUrl,
    records.map((record) => exchangeRecord({ names, ...record })),
  );
}

test('the auditor finds what officers were told of a person, what was refused, and that it was asked for', async () => {
  const asked = await national.ask('border-guard', storedOperation('person-hit'), ANNA);
  expect(asked.body.errors).toBeUndefined();
  const answer = await national.ask('auditor', QUESTION, ANNA);
  expect(answer.body.errors).toBeUndefined();
  const [edge] = disclosuresIn(answer)?.edges ?? [];
  expect(edge?.node).toMatchObject({
    ...{ decisionId: asked.body.extensions?.['decisionId'], agency: 'immigration', principal: 'demo:border-guard' },
    ...{ purpose: 'BORDER_CHECK', operationName: null, outcome: 'ANSWERED', caseReference: null },
    legalBases: expect.arrayContaining(['ug-police-act']),
    policies: expect.arrayContaining(['post-knows-hits']),
    fields: expect.arrayContaining([
      { coordinate: 'HitResponse.band', category: 'OFFICIAL', level: 'FULL', records: 1 },
    ]),
    proof: { writer: expect.stringMatching(/^national/), sequence: expect.stringMatching(/^\d+$/) },
  });
  expect(answer.text).not.toContain(ANNA.documentNumber);
  // That the auditor reads is an exchange as well: it names the person who was looked for, and the next one finds it.
  const again = await national.ask('auditor', QUESTION, ANNA);
  expect(idsIn(again)).toEqual([answer.body.extensions?.['decisionId'], edge?.node.decisionId]);
  const kept = (await keptIn(national.ledger?.databaseUrl ?? '')).map(({ text }) => JSON.parse(text));
  expect(kept.find(({ id }) => id === answer.body.extensions?.['decisionId'])).toMatchObject({
    ...{ kind: 'exchange', principal: 'demo:auditor', purpose: 'AUDIT' },
    released: expect.arrayContaining(['Disclosure.principal', 'DisclosedField.coordinate']),
    names: { sought: [expect.any(String)], subjects: [expect.any(String)] },
  });
});

test('nobody else is told anything, and the ledger is not asked', async () => {
  for (const role of ['shift-lead', 'police-desk', 'customs-officer', 'border-guard', 'risk-analyst']) {
    const answer = await national.ask(role, '{ disclosures { totalCount edges { node { decisionId agency } } } }');
    expect([role, answer.body.data]).toEqual([role, { disclosures: null }]);
    expect(answer.body.errors?.map(({ extensions }) => extensions?.['code'])).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(answer.body.extensions?.sources).toEqual({});
  }
  const one = await national.ask('shift-lead', '{ disclosure(decisionId: "x") { decisionId } }');
  expect(one.body.data).toEqual({ disclosure: null });
});

test('the auditor turns pages without a gap, and finds a decision by its reference', async () => {
  const dates = Array.from({ length: 7 }, (_, at) => ({
    id: `page-${at}`,
    agency: 'paged',
    receivedAt: `2026-01-01T00:00:0${at}Z`,
  }));
  await told(BEN, ...dates);
  const found: string[] = [];
  let after: string | null = null;
  do {
    const answer: Answer = await national.ask('auditor', QUESTION, { agency: 'paged', first: 3, after });
    const page: Disclosures | null = disclosuresIn(answer);
    found.push(...(idsIn(answer) ?? []));
    expect(page?.totalCount).toBe(7);
    after = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(found).toEqual(dates.map(({ id }) => id).reverse());
  const one = await national.ask('auditor', '{ disclosure(decisionId: "page-3") { decisionId outcome roles } }');
  expect(one.body.data).toEqual({
    disclosure: [{ decisionId: 'page-3', outcome: 'ANSWERED', roles: ['customs-officer'] }],
  });
});

test('a person whom the police look for is told the same as somebody else', async () => {
  const [wanted, clean] = [
    { ...ANNA, documentNumber: 'WANTED001' },
    { ...ANNA, documentNumber: 'CLEAN0001' },
  ];
  const usual = (id: string): SaidOf => ({
    ...{ id, receivedAt: '2026-03-01T08:00:00Z', agency: 'immigration', purpose: 'BORDER_CHECK', counts: [1, 1] },
    released: ['HitResponse.band', 'Traveller.surname'],
  });
  await told(clean, usual('usual'));
  await told(
    wanted,
    {
      ...usual('usual'),
      released: ['HitResponse.band', 'Traveller.surname', 'Alert.alertId', 'Alert.statement'],
      counts: [9, 1, 3, 2],
      withheld: ['Alert.actionToTake', 'Alert'],
      policies: ['border-guards-protect-victims'],
      bases: ['ug-police-act'],
    },
    ...KEPT_FROM_SUBJECTS.map((purpose, at) => ({ id: `kept-${at}`, purpose, receivedAt: '2026-03-02T08:00:00Z' })),
    { id: 'refused', outcome: 'REFUSED', refusal: 'PURPOSE_DENIED' },
    { id: 'no-purpose', purpose: undefined },
  );
  const [one, other] = [await forPerson(wanted), await forPerson(clean)];
  expect(withoutReferences(one)).toBe(withoutReferences(other));
  const told1 = disclosuresIn(one);
  expect([told1?.totalCount, told1?.pageInfo.hasNextPage]).toEqual([1, false]);
  expect(told1?.edges[0]?.node).toMatchObject({
    ...{ decisionId: 'usual', agency: 'immigration', purpose: 'BORDER_CHECK', caseReference: null, policies: null },
    fields: [
      { coordinate: 'HitResponse.band', category: 'OFFICIAL', level: null, records: null },
      { coordinate: 'Traveller.surname', category: 'PERSONAL', level: null, records: null },
    ],
  });
  expect(told1?.edges[0]?.node.principal).toMatch(/^(?!officer-7).{10,}$/);
  // The auditor sees all of it, and that it was asked for.
  expect(idsIn(await national.ask('auditor', QUESTION, wanted))).toEqual([
    one.body.extensions?.['decisionId'],
    ...['no-purpose', 'refused', 'kept-2', 'kept-1', 'kept-0', 'usual'],
  ]);
});

test('to answer a person their document must be given; neither principals nor cases are searched', async () => {
  const everybody = await forPerson({});
  expect(disclosuresIn(everybody)).toBeNull();
  expect(JSON.stringify(everybody.body.errors)).toContain('documentNumber');
  const officer = await forPerson({ ...ANNA, principal: 'demo:border-guard' });
  expect(disclosuresIn(officer)).toBeNull();
  const one = await forPerson({}, '{ disclosure(decisionId: "page-3") { decisionId } }');
  expect(one.body.data).toEqual({ disclosure: null });
});

test('purposes that a person is told of are all but those that are kept from them', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const purposes: ReadonlyArray<{ name: string; keptFromSubject?: boolean }> = JSON.parse(read('schema/purposes.json'));
  const rule = /\[([^\]]+)\]\.contains\(context\.record\.purpose\)/.exec(
    read('subgraphs/oversight/policies/access.cedar'),
  );
  const listed = [...(rule?.[1] ?? '').matchAll(/"(\w+)"/g)].map(([, name]) => name);
  expect(listed.sort()).toEqual(
    purposes
      .filter(({ keptFromSubject }) => !keptFromSubject)
      .map(({ name }) => name)
      .sort(),
  );
});
