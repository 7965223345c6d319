import fc from 'fast-check';
import pg from 'pg';
import { flightMessages } from '../../demo/generator/immigration-flights.ts';
import { intakePassengerLists } from '../../demo/immigration/intake.ts';
import { type RegisterEntries, recordEntries } from '../../demo/immigration/register.ts';
import { prepareImmigration } from '../../demo/immigration/tables.ts';
import { immigration } from '../../subgraphs/immigration/agency.ts';
import { LONGEST_STAY_DAYS, SPAN_DAYS, type Step, stayDaysRemaining } from '../../subgraphs/immigration/data/stay.ts';
import { freshDatabase } from '../support/database.ts';
import { testSubgraph } from '../support/subgraph.ts';

const FROM = Date.parse('2026-11-23T08:00:00+03:00');
const DAY = 86_400_000;
const KEY = { documentNumber: 'X1', issuingState: 'UTO', documentType: 'P' };
const DOCUMENT = { __typename: 'TravelDocument', ...KEY };
const NOTHING: RegisterEntries = {
  travellers: [],
  documents: [],
  entryExitRecords: [],
  visas: [],
  asylumApplications: [],
  crossings: [],
  officeHours: [],
};

const traveller = (id: string) => ({
  id,
  surname: 'Abedoro',
  givenNames: 'Daudi',
  birthDate: '1972-09-07',
  sex: 'M' as const,
  nationality: 'UTO',
});

/** The subgraph over a database with what a test records in it. */
async function startImmigration(entries: Partial<RegisterEntries> = {}) {
  const database = await freshDatabase();
  await prepareImmigration(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: 2 });
  pool.on('error', () => {});
  await recordEntries(pool, { ...NOTHING, ...entries });
  const subgraph = await testSubgraph(immigration, database.url);
  return {
    pool,
    ...subgraph,
    async [Symbol.asyncDispose]() {
      await subgraph[Symbol.asyncDispose]();
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY).toISOString();
}

test('two people of one name and date of birth stay two, each with their own documents', async () => {
  await using subgraph = await startImmigration({
    travellers: [traveller('one'), traveller('other')],
    documents: [
      { ...KEY, expiryDate: '2030-01-01', travellerId: 'one' },
      { ...KEY, issuingState: 'D', expiryDate: '2030-01-01', travellerId: 'other' },
      { ...KEY, documentType: 'I', expiryDate: '2031-01-01', travellerId: 'one' },
    ],
  });
  const { data } = await subgraph.entity(DOCUMENT, 'traveller { id travelDocuments { documentType issuingState } }');
  expect(data['_entities']).toEqual([
    {
      traveller: {
        id: 'one',
        travelDocuments: [
          { documentType: 'I', issuingState: 'UTO' },
          { documentType: 'P', issuingState: 'UTO' },
        ],
      },
    },
  ]);
});

test('a document is found however its key is written, and one never seen is null', async () => {
  await using subgraph = await startImmigration({
    travellers: [traveller('one')],
    documents: [{ ...KEY, issuingState: 'DEU', expiryDate: '2020-01-01', travellerId: 'one' }],
  });
  const query =
    'query($n: ID!, $s: ID!, $t: ID!) { travelDocument(documentNumber: $n, issuingState: $s, documentType: $t) { isExpired expiryDate } }';
  for (const variables of [
    { n: 'x-1', s: 'D<<', t: 'PD' },
    { n: 'X1', s: 'DEU', t: 'P' },
  ]) {
    const { data } = await subgraph.ask(query, variables);
    expect(data).toEqual({ travelDocument: { isExpired: true, expiryDate: '2020-01-01' } });
  }
  expect((await subgraph.ask(query, { n: 'X2', s: 'D', t: 'P' })).data).toEqual({ travelDocument: null });
  const refused = await subgraph.ask(query, { n: '', s: 'D', t: 'P' });
  expect(refused.errors.map(({ extensions }) => extensions)).toEqual([
    { code: 'BAD_USER_INPUT', argument: 'documentNumber' },
  ]);
});

test('stays with all documents of the holder count together; refused entries do not count', async () => {
  const other = { ...KEY, documentNumber: 'X2' };
  const step = (
    id: string,
    document: typeof KEY,
    direction: 'ENTRY' | 'EXIT',
    days: number,
    refusalReason: string | null = null,
  ) => ({
    id,
    document,
    direction,
    dateTime: daysAgo(days),
    post: 'UGBUS',
    authorisedDays: null,
    refusalReason,
  });
  await using subgraph = await startImmigration({
    travellers: [traveller('one')],
    documents: [KEY, other].map((key) => ({ ...key, expiryDate: '2099-01-01', travellerId: 'one' })),
    entryExitRecords: [
      step('1', KEY, 'ENTRY', 100),
      step('2', KEY, 'EXIT', 91),
      step('3', other, 'ENTRY', 50),
      step('4', other, 'EXIT', 46),
      step('5', KEY, 'ENTRY', 9, 'C'),
    ],
  });
  const { data } = await subgraph.entity(
    DOCUMENT,
    'stayDaysRemaining entryExitRecords { totalCount edges { node { isRefused refusalReason } } }',
  );
  expect(data['_entities']).toEqual([
    {
      stayDaysRemaining: LONGEST_STAY_DAYS - 10 - 5,
      entryExitRecords: {
        totalCount: 3,
        edges: [
          { node: { isRefused: true, refusalReason: 'C' } },
          { node: { isRefused: false, refusalReason: null } },
          { node: { isRefused: false, refusalReason: null } },
        ],
      },
    },
  ]);
});

test('pages of entries and exits together give each once, newest first, also at one instant', async () => {
  const dateTime = daysAgo(3);
  await using subgraph = await startImmigration({
    documents: [],
    travellers: [traveller('one')],
    entryExitRecords: Array.from({ length: 7 }, (_, at) => ({
      id: `r${at}`,
      document: KEY,
      direction: 'ENTRY' as const,
      dateTime,
      post: 'UGBUS',
      authorisedDays: 30,
      refusalReason: null,
    })),
  });
  await recordEntries(subgraph.pool, {
    ...NOTHING,
    documents: [{ ...KEY, expiryDate: '2099-01-01', travellerId: 'one' }],
  });
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const selection = `entryExitRecords(first: 3${after ? `, after: "${after}"` : ''}) { pageInfo { hasNextPage endCursor } edges { node { id } } }`;
    const { data, errors } = await subgraph.entity(DOCUMENT, selection);
    expect(errors).toEqual([]);
    const [{ entryExitRecords: page }] = data['_entities'] as [
      {
        entryExitRecords: {
          pageInfo: { hasNextPage: boolean; endCursor: string };
          edges: Array<{ node: { id: string } }>;
        };
      },
    ];
    seen.push(...page.edges.map(({ node }) => node.id));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(['r6', 'r5', 'r4', 'r3', 'r2', 'r1', 'r0']);
});

test('what is kept no longer is neither counted nor paged, though the register still has it', async () => {
  const entry = (id: string, days: number) => ({
    ...{ id, document: KEY, direction: 'ENTRY' as const, dateTime: daysAgo(days), post: 'UGBUS' },
    ...{ authorisedDays: 30, refusalReason: null },
  });
  const vehicle = { registrationNationalityCode: 'UG', registrationId: 'UAX123B' };
  const crossing = ({ id, document, direction, dateTime, post }: ReturnType<typeof entry>) => ({
    ...{ id, document, direction, dateTime, post },
    ...{ lane: null, vehicle: { state: 'UG', registration: 'UAX123B' } },
  });
  const steps = [entry('old', 3 * 366 + 1), entry('older', 4 * 366), entry('new', 1)];
  await using subgraph = await startImmigration({
    travellers: [traveller('one')],
    documents: [{ ...KEY, expiryDate: '2099-01-01', travellerId: 'one' }],
    entryExitRecords: steps,
    crossings: steps.map(crossing),
  });
  const page = { totalCount: 1, pageInfo: { hasNextPage: false }, edges: [{ node: { post: 'UGBUS' } }] };
  const selection = '(first: 1) { totalCount pageInfo { hasNextPage } edges { node { post } } }';
  const { data } = await subgraph.entity(DOCUMENT, `entryExitRecords${selection}`);
  expect(data['_entities']).toEqual([{ entryExitRecords: page }]);
  const crossed = await subgraph.entity({ __typename: 'Vehicle', ...vehicle }, `crossings${selection}`);
  expect(crossed.data['_entities']).toEqual([{ crossings: page }]);
});

test('flights due in a window come by arrival, counted, and lead to the people on board', async () => {
  await using subgraph = await startImmigration();
  for await (const outcome of intakePassengerLists(subgraph.pool, flightMessages(FROM)))
    expect(outcome.kind).toBe('loaded');
  const window = ['UGEBB', new Date(FROM).toISOString(), new Date(FROM + 12 * 3_600_000).toISOString(), 1, null];
  const idOf = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const selection = 'immigrationArrivals { movementId arrivalDateTime } immigrationArrivalCount';
  const due = [
    { movementId: 'UGEBB:IN:4:Q9412:2026-11-23', arrivalDateTime: '2026-11-23T07:00:00.000Z' },
    { movementId: 'UGEBB:IN:4:Q9518:2026-11-23', arrivalDateTime: '2026-11-23T10:00:00.000Z' },
  ];
  // One more than the page, which says that there is a next page.
  const first = await subgraph.entity({ __typename: 'Arrivals', id: idOf(window) }, selection);
  expect(first.data['_entities']).toEqual([{ immigrationArrivals: due, immigrationArrivalCount: 2 }]);
  const after = [...window.slice(0, 4), [due[0]?.arrivalDateTime, due[0]?.movementId]];
  const second = await subgraph.entity({ __typename: 'Arrivals', id: idOf(after) }, selection);
  expect(second.data['_entities']).toEqual([{ immigrationArrivals: [due[1]], immigrationArrivalCount: 2 }]);
  const movement = { __typename: 'BorderMovement', id: due[0]?.movementId };
  const known = await subgraph.entity(
    movement,
    'immigrationArrivalDateTime apiRecords(first: 2) { totalCount edges { node { sex } } }',
  );
  expect(known.data['_entities']).toMatchObject([
    { immigrationArrivalDateTime: '2026-11-23T10:00:00+03:00', apiRecords: { totalCount: 18, edges: [{}, {}] } },
  ]);
  const unknown = await subgraph.entity({ ...movement, id: 'UGEBB:IN:4:Q9999:2026-11-23' }, 'id');
  expect(unknown.data['_entities']).toEqual([null]);
});

test('what is no cursor, window, flight or zone is refused by name and quotes nothing', async () => {
  await using subgraph = await startImmigration({
    travellers: [traveller('one')],
    documents: [{ ...KEY, expiryDate: '2030-01-01', travellerId: 'one' }],
  });
  const cursor = (parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  const answers = [
    await subgraph.entity(DOCUMENT, `entryExitRecords(after: "${cursor(['SECRET', '1'])}") { totalCount }`),
    await subgraph.entity(DOCUMENT, 'entryExitRecords(first: 201) { totalCount }'),
    await subgraph.entity({ __typename: 'Arrivals', id: 'SECRET' }, 'immigrationArrivalCount'),
    await subgraph.ask('{ machineReadableZone(lines: ["SECRET"]) { format } }'),
    await subgraph.ask('{ apiRecords(flight: "SECRET SECRET SECRET", date: "2026-11-23") { totalCount } }'),
    await subgraph.ask('{ apiRecords(flight: "AA1", date: "2026-02-99") { totalCount } }'),
  ];
  expect(answers.map(({ errors }) => errors[0]?.extensions['argument'])).toEqual([
    'after',
    'first',
    'id',
    'lines',
    'flight',
    'date',
  ]);
  expect(JSON.stringify(answers)).not.toContain('SECRET');
});

/** The rule counted the slow way: day by day, was the person here? */
function slowly(steps: readonly Step[], today: number): number {
  let spent = 0;
  for (let day = today - SPAN_DAYS + 1; day <= today; day++) {
    let isHere = false;
    for (const [at, step] of steps.entries()) {
      const date = Date.parse(step.date) / DAY;
      const next = steps[at + 1];
      if (date === day) isHere = true;
      if (step.direction !== 'ENTRY' || date > day) continue;
      const ends = next === undefined ? today : next.direction === 'EXIT' ? Date.parse(next.date) / DAY : date;
      if (day <= ends) isHere = true;
    }
    if (isHere) spent += 1;
  }
  return Math.max(0, LONGEST_STAY_DAYS - spent);
}

test('days of stay are those counted day by day, whatever was recorded', () => {
  const today = Date.parse('2026-11-23') / DAY;
  const step = fc.record({
    direction: fc.constantFrom('ENTRY' as const, 'EXIT' as const),
    daysAgo: fc.integer({ min: 0, max: 400 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (drawn) => {
      const steps = drawn
        .sort((one, two) => two.daysAgo - one.daysAgo)
        .map(({ direction, daysAgo: days }) => ({
          direction,
          date: new Date((today - days) * DAY).toISOString().slice(0, 10),
        }));
      const remaining = stayDaysRemaining(steps, '2026-11-23');
      expect(remaining).toBe(slowly(steps, today));
      expect(remaining).toBeGreaterThanOrEqual(0);
      expect(remaining).toBeLessThanOrEqual(LONGEST_STAY_DAYS);
    }),
    { numRuns: 500 },
  );
});
