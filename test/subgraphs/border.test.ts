import fc from 'fast-check';
import { border } from '../../subgraphs/border/agency.ts';
import { testSubgraph } from '../support/subgraph.ts';

const MOVEMENT = { __typename: 'BorderMovement', id: 'UGBUS:IN:3:UG-UAX123B:2026-11-23' } as const;
const NONE = {
  customsHolds: [],
  customsArrivalDateTime: '2026-11-23T10:00:00Z',
  customsRisk: null,
  policeBand: 'NONE',
};

test('a post is found by its UN/LOCODE with its counterpart, and an unknown one is null', async () => {
  await using subgraph = await testSubgraph(border);
  const { data } = await subgraph.ask(
    '{ post(locode: "UGBUS") { name countryCode counterpart { locode countryCode } } none: post(locode: "XXXXX") { name } }',
  );
  expect(data).toEqual({
    post: { name: 'Busia', countryCode: 'UG', counterpart: { locode: 'KEBUS', countryCode: 'KE' } },
    none: null,
  });
});

test('posts come in pages of the asked size, each once', async () => {
  await using subgraph = await testSubgraph(border);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { data } = await subgraph.ask(
      'query($a: String) { posts(first: 1, after: $a) { totalCount edges { node { locode } } pageInfo { hasNextPage endCursor } } }',
      { a: after },
    );
    const { edges, pageInfo, totalCount } = data['posts'] as {
      edges: Array<{ node: { locode: string } }>;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      totalCount: number;
    };
    expect(totalCount).toBe(4);
    seen.push(...edges.map((edge) => edge.node.locode));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(['KEBUS', 'KEMAL', 'UGBUS', 'UGMAL']);
});

const WRONG: ReadonlyArray<readonly [args: string, argument: string | undefined]> = [
  ['post: "NOWHERE"', 'post'],
  ['post: "UGBUS", within: "12 hours"', 'within'],
  ['post: "UGBUS", within: "PT0H"', 'within'],
  ['post: "UGBUS", within: "P8D"', 'within'],
  ['post: "UGBUS", within: "P"', 'within'],
  ['post: "UGBUS", within: "PT"', 'within'],
  ['post: "UGBUS", from: "2026-02-30T00:00:00Z"', 'from'],
  ['post: "UGBUS", from: "2026-11-23T25:00:00Z"', 'from'],
  ['post: "UGBUS", from: "2026-11-23"', 'from'],
  ['post: "UGBUS", from: "2020-01-01T00:00:00Z"', 'from'],
  ['post: "UGBUS", first: 0', 'first'],
  ['post: "UGBUS", first: 201', 'first'],
  ['post: "UGBUS", first: -1', 'first'],
  ['post: "UGBUS", after: "not a cursor"', 'after'],
  ['post: "UGBUS", after: "WyJhIl0"', 'after'],
];

test.each(WRONG)('arrivals(%s) is refused by the name of the argument, without its value', async (args, argument) => {
  await using subgraph = await testSubgraph(border);
  const { data, errors } = await subgraph.ask(`{ arrivals(${args}) { id } }`);
  expect(data).toEqual({ arrivals: null });
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
  expect(errors[0]?.message).not.toMatch(/NOWHERE|12 hours|2026-02-30|not a cursor/);
});

test('clearance takes exactly one reference, in any case and with blanks', async () => {
  await using subgraph = await testSubgraph(border);
  const ids = await subgraph.ask(
    '{ a: clearance(mrn: "26ug abc") { id } b: clearance(vehicle: "ug-uax 123b") { id } c: clearance(equipment: "CSQU 305438 3") { id } }',
  );
  expect(ids.data).toEqual({
    a: { id: 'mrn:26UGABC' },
    b: { id: 'vehicle:UG-UAX123B' },
    c: { id: 'equipment:CSQU3054383' },
  });
  for (const args of ['mrn: "A", ucr: "B"', 'mrn: null', 'mrn: ""', 'mrn: "a;drop table"', 'vehicle: "UAX123B"']) {
    const { data, errors } = await subgraph.ask(`{ clearance(${args}) { id } }`);
    expect([args, data, errors[0]?.extensions['code']]).toEqual([args, { clearance: null }, 'BAD_USER_INPUT']);
  }
});

test('a movement id says post, direction, mode, means and date; another text is refused', async () => {
  await using subgraph = await testSubgraph(border);
  const { data } = await subgraph.ask(
    'query($id: ID!) { borderMovement(id: $id) { post { locode } direction modeCode transportMeansId arrivalDate } }',
    { id: MOVEMENT.id },
  );
  expect(data).toEqual({
    borderMovement: {
      post: { locode: 'UGBUS' },
      direction: 'IN',
      modeCode: '3',
      transportMeansId: 'UG-UAX123B',
      arrivalDate: '2026-11-23',
    },
  });
  for (const id of ['', 'x', 'UGBUS:UP:3:A:2026-11-23', `${MOVEMENT.id}:x`, `${MOVEMENT.id}\n`]) {
    const wrong = await subgraph.ask('query($id: ID!) { borderMovement(id: $id) { id } }', { id });
    expect([id, wrong.errors[0]?.extensions['argument']]).toEqual([id, 'id']);
  }
});

test('held is true with any hold, false with none, and null where no agency knows the movement', async () => {
  await using subgraph = await testSubgraph(border);
  const held = async (inputs: object) =>
    (await subgraph.entity({ ...MOVEMENT, ...NONE, ...inputs }, 'held')).data['_entities'];
  expect(await held({})).toEqual([{ held: false }]);
  expect(await held({ customsHolds: [{ agency: 'customs' }] })).toEqual([{ held: true }]);
  expect(await held({ customsArrivalDateTime: null })).toEqual([{ held: null }]);
  expect(await held({ customsHolds: null })).toEqual([{ held: null }]);
});

test('combined risk is the most severe of what is known, and null where an input is missing or none has assessed', async () => {
  await using subgraph = await testSubgraph(border);
  const risk = async (band: string | null, policeBand: string | null) =>
    (await subgraph.entity({ ...MOVEMENT, ...NONE, customsRisk: band ? { band } : null, policeBand }, 'combinedRisk'))
      .data['_entities'];
  expect(await risk('GREEN', 'NONE')).toEqual([{ combinedRisk: 'GREEN' }]);
  expect(await risk('BLUE', 'NONE')).toEqual([{ combinedRisk: 'BLUE' }]);
  expect(await risk('GREEN', 'POSSIBLE')).toEqual([{ combinedRisk: 'YELLOW' }]);
  expect(await risk('GREEN', 'CONFIRMED')).toEqual([{ combinedRisk: 'RED' }]);
  expect(await risk('RED', 'NONE')).toEqual([{ combinedRisk: 'RED' }]);
  expect(await risk(null, 'CONFIRMED')).toEqual([{ combinedRisk: 'RED' }]);
  expect(await risk(null, 'NONE')).toEqual([{ combinedRisk: null }]);
  expect(await risk('GREEN', null)).toEqual([{ combinedRisk: null }]);
});

test('clearance says held, released, pending or unknown from the inputs of the agencies', async () => {
  await using subgraph = await testSubgraph(border);
  const state = async (customsHolds: object[] | null, customsStatus: string | null) =>
    (await subgraph.entity({ __typename: 'Clearance', id: 'mrn:A', customsHolds, customsStatus }, 'held state')).data[
      '_entities'
    ];
  expect(await state([], 'ACCEPTED')).toEqual([{ held: false, state: 'PENDING' }]);
  expect(await state([], 'CLEARED')).toEqual([{ held: false, state: 'RELEASED' }]);
  expect(await state([{ agency: 'customs' }], 'UNDER_CONTROL')).toEqual([{ held: true, state: 'HELD' }]);
  expect(await state([], null)).toEqual([{ held: null, state: 'UNKNOWN' }]);
  expect(await state(null, null)).toEqual([{ held: null, state: null }]);
});

test('a window of movements becomes a page with its position, whatever the size', async () => {
  await using subgraph = await testSubgraph(border);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 0, max: 6 }), async (first, found) => {
      const asked = await subgraph.ask('query($n: Int) { arrivals(post: "UGBUS", first: $n) { id } }', { n: first });
      const { id } = asked.data['arrivals'] as { id: string };
      const rows = Array.from({ length: Math.min(found, first + 1) }, (_, at) => ({
        movementId: `M${at}`,
        arrivalDateTime: `2026-11-23T1${at}:00:00Z`,
      }));
      const { data } = await subgraph.entity(
        { __typename: 'Arrivals', id, customsArrivals: rows, customsArrivalCount: found },
        'movements { totalCount edges { node { id } } pageInfo { hasNextPage } }',
      );
      expect(data['_entities']).toEqual([
        {
          movements: {
            totalCount: found,
            edges: rows.slice(0, first).map((row) => ({ node: { id: row.movementId } })),
            pageInfo: { hasNextPage: found > first },
          },
        },
      ]);
    }),
    { numRuns: 30 },
  );
});
