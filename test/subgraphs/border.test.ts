import fc from 'fast-check';
import { border } from '../../subgraphs/border/agency.ts';
import { testSubgraph } from '../support/subgraph.ts';

const MOVEMENT = { __typename: 'BorderMovement', id: 'UGBUS:IN:3:UG-UAX123B:2026-11-23' } as const;
/** Every agency open round the clock. */
const ALL_HOURS = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '00:00', closes: '24:00' }));
const ALL_DAY = { customsOfficeHours: ALL_HOURS, spsOfficeHours: ALL_HOURS, immigrationOfficeHours: ALL_HOURS };
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
    expect(totalCount).toBe(5);
    seen.push(...edges.map((edge) => edge.node.locode));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after);
  expect(seen).toEqual(['KEBUS', 'KEMAL', 'UGBUS', 'UGEBB', 'UGMAL']);
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
  ['post: "UGBUS", after: "WyJhIiwiYiJd"', 'after'],
  // The position of a day that no calendar has.
  ['post: "UGBUS", after: "WyIyMDI2LTAyLTMwVDEwOjAwOjAwWiIsIk0xIl0"', 'after'],
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

test('held is true with any known hold, false where every agency holds nothing, and else null', async () => {
  await using subgraph = await testSubgraph(border);
  const held = async (customsHolds: object[] | null, spsHolds: object[] | null) =>
    (await subgraph.entity({ ...MOVEMENT, customsHolds, spsHolds }, 'held')).data['_entities'];
  const hold = [{ agency: 'any' }];
  expect(await held([], [])).toEqual([{ held: false }]);
  expect(await held(hold, [])).toEqual([{ held: true }]);
  expect(await held([], hold)).toEqual([{ held: true }]);
  expect(await held(null, hold)).toEqual([{ held: true }]);
  expect(await held(hold, null)).toEqual([{ held: true }]);
  expect(await held(null, [])).toEqual([{ held: null }]);
  expect(await held([], null)).toEqual([{ held: null }]);
  expect(await held(null, null)).toEqual([{ held: null }]);
});

test('a movement is due when declarations say, else when its carrier says', async () => {
  await using subgraph = await testSubgraph(border);
  const due = async (inputs: object) =>
    (await subgraph.entity({ ...MOVEMENT, ...inputs }, 'arrivalDateTime')).data['_entities'];
  const [declared, announced] = ['2026-11-23T10:00:00+03:00', '2026-11-23T11:00:00+03:00'];
  expect(await due({ customsArrivalDateTime: declared, immigrationArrivalDateTime: announced })).toEqual([
    { arrivalDateTime: declared },
  ]);
  expect(await due({ customsArrivalDateTime: null, immigrationArrivalDateTime: announced })).toEqual([
    { arrivalDateTime: announced },
  ]);
  expect(await due({ customsArrivalDateTime: null, immigrationArrivalDateTime: null })).toEqual([
    { arrivalDateTime: null },
  ]);
});

test('combined risk is the most severe; without the police only the most severe is told; null where none has assessed', async () => {
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
  expect(await risk('YELLOW', null)).toEqual([{ combinedRisk: null }]);
  expect(await risk('RED', null)).toEqual([{ combinedRisk: 'RED' }]);
});

test('clearance says held, released, pending or unknown, and nothing where an agency is missing', async () => {
  await using subgraph = await testSubgraph(border);
  const state = async (customsHolds: object[] | null, customsStatus: string | null, spsHolds: object[] | null = []) =>
    (
      await subgraph.entity(
        { __typename: 'Clearance', id: 'mrn:A', customsHolds, customsStatus, spsHolds },
        'held state',
      )
    ).data['_entities'];
  const hold = [{ agency: 'any' }];
  expect(await state([], 'ACCEPTED')).toEqual([{ held: false, state: 'PENDING' }]);
  expect(await state([], 'CLEARED')).toEqual([{ held: false, state: 'RELEASED' }]);
  expect(await state([], 'REJECTED')).toEqual([{ held: false, state: 'REFUSED' }]);
  expect(await state([], 'INVALIDATED')).toEqual([{ held: false, state: 'REFUSED' }]);
  expect(await state(hold, 'UNDER_CONTROL')).toEqual([{ held: true, state: 'HELD' }]);
  expect(await state([], 'CLEARED', hold)).toEqual([{ held: true, state: 'HELD' }]);
  expect(await state([], 'CLEARED', null)).toEqual([{ held: null, state: null }]);
  expect(await state(null, null, [])).toEqual([{ held: null, state: null }]);
  expect(await state([], null)).toEqual([{ held: null, state: 'UNKNOWN' }]);
  expect(await state(null, null, null)).toEqual([{ held: null, state: null }]);
});

test('the shares of a window become one page by arrival, each movement once, whatever the sizes', async () => {
  await using subgraph = await testSubgraph(border);
  const minute = fc.integer({ min: 0, max: 59 });
  const share = fc.uniqueArray(fc.record({ number: fc.nat(9), minute }), {
    maxLength: 6,
    selector: (each) => each.number,
  });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5 }), share, share, async (first, customs, immigration) => {
      const asked = await subgraph.ask('query($n: Int) { arrivals(post: "UGBUS", first: $n) { id } }', { n: first });
      const { id } = asked.data['arrivals'] as { id: string };
      const rowsOf = (all: typeof customs) =>
        all
          .map((each) => ({
            movementId: `M${each.number}`,
            arrivalDateTime: `2026-11-23T10:${String(each.minute).padStart(2, '0')}:00.000Z`,
          }))
          .sort((one, other) =>
            `${one.arrivalDateTime}${one.movementId}` < `${other.arrivalDateTime}${other.movementId}` ? -1 : 1,
          )
          .slice(0, first + 1);
      const [customsArrivals, immigrationArrivals] = [rowsOf(customs), rowsOf(immigration)];
      const { data } = await subgraph.entity(
        {
          __typename: 'Arrivals',
          id,
          customsArrivals,
          customsArrivalCount: customs.length,
          immigrationArrivals,
          immigrationArrivalCount: immigration.length,
        },
        'movements { totalCount edges { node { id } } pageInfo { hasNextPage } }',
      );
      const merged = [...customsArrivals, ...immigrationArrivals]
        .sort((one, other) =>
          `${one.arrivalDateTime}${one.movementId}` < `${other.arrivalDateTime}${other.movementId}` ? -1 : 1,
        )
        .map((each) => each.movementId);
      const once = merged.filter((each, index) => merged.indexOf(each) === index);
      expect(data['_entities']).toEqual([
        {
          movements: {
            totalCount: customs.length + immigration.length,
            edges: once.slice(0, first).map((each) => ({ node: { id: each } })),
            pageInfo: { hasNextPage: once.length > first },
          },
        },
      ]);
    }),
    { numRuns: 40 },
  );
});

test('with one agency missing the board shows what the other announces, and no total', async () => {
  await using subgraph = await testSubgraph(border);
  const asked = await subgraph.ask('{ arrivals(post: "UGBUS") { id } }');
  const { id } = asked.data['arrivals'] as { id: string };
  const board = async (inputs: object) =>
    (await subgraph.entity({ __typename: 'Arrivals', id, ...inputs }, 'movements { totalCount edges { node { id } } }'))
      .data['_entities'];
  const share = [{ movementId: 'M1', arrivalDateTime: '2026-11-23T10:00:00.000Z' }];
  const edges = [{ node: { id: 'M1' } }];
  const missing = { customsArrivals: null, customsArrivalCount: null };
  expect(await board({ ...missing, immigrationArrivals: share, immigrationArrivalCount: 1 })).toEqual([
    { movements: { totalCount: null, edges } },
  ]);
  expect(await board({ ...missing, immigrationArrivals: null, immigrationArrivalCount: null })).toEqual([
    { movements: null },
  ]);
});

test('a post is open for all where every agency is, in its own local time, and unknown where hours are', async () => {
  await using subgraph = await testSubgraph(border);
  const day = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '06:00', closes: '18:00' }));
  const opening = async (at: string, hours: Record<string, unknown>) =>
    (
      await subgraph.entity(
        { __typename: 'Post', locode: 'UGMAL', ...ALL_DAY, ...hours },
        `opening(at: "${at}") { isOpenForAll }`,
      )
    ).data['_entities'];
  // 2026-11-23 is a Monday; the post is three hours ahead of UTC.
  expect(await opening('2026-11-23T03:00:00Z', { customsOfficeHours: day })).toEqual([
    { opening: { isOpenForAll: true } },
  ]);
  expect(await opening('2026-11-23T02:59:59Z', { customsOfficeHours: day })).toEqual([
    { opening: { isOpenForAll: false } },
  ]);
  expect(await opening('2026-11-23T18:00:00+03:00', { customsOfficeHours: day })).toEqual([
    { opening: { isOpenForAll: false } },
  ]);
  expect(await opening('2026-11-22T12:00:00+03:00', { customsOfficeHours: day })).toEqual([
    { opening: { isOpenForAll: false } },
  ]);
  expect(await opening('2026-11-22T23:59:59+03:00', {})).toEqual([{ opening: { isOpenForAll: true } }]);
  expect(await opening('2026-11-23T12:00:00Z', { customsOfficeHours: null })).toEqual([
    { opening: { isOpenForAll: null } },
  ]);
  expect(await opening('2026-11-23T12:00:00Z', { customsOfficeHours: [] })).toEqual([
    { opening: { isOpenForAll: false } },
  ]);
});

test('neighbours are the other posts, nearest first', async () => {
  await using subgraph = await testSubgraph(border);
  const { data } = await subgraph.ask(
    '{ post(locode: "UGBUS") { neighbours(first: 4) { distanceKm post { locode } } } }',
  );
  const { neighbours } = data['post'] as { neighbours: Array<{ distanceKm: number; post: { locode: string } }> };
  expect(neighbours.map((each) => each.post.locode)).toEqual(['KEBUS', 'KEMAL', 'UGMAL', 'UGEBB']);
  const distances = neighbours.map((each) => each.distanceKm);
  expect(distances).toEqual([...distances].sort((one, other) => one - other));
  // Busia to Entebbe airport is some 190 km.
  expect(distances[3]).toBeGreaterThan(180);
  expect(distances[3]).toBeLessThan(200);
});
