import { agency, NEUTRAL, seen, start } from './judged-graph.ts';

const GUARD = { roles: ['officer'] };

interface Thing {
  readonly __typename: 'Alert' | 'Note';
  readonly id: string;
  readonly isCovert?: boolean;
}
const alert = (id: string, isCovert = false): Thing => ({ __typename: 'Alert', id, isCovert });
const note = (id: string): Thing => ({ __typename: 'Note', id, isCovert: false });

/** The lab knows what is marked by an interface alone. */
function marked(world: { things: Thing[]; flagged: string[]; stubs: string[] }) {
  const find = ({ id }: { id: string }) => {
    const found = world.things.find((each) => each.id === id);
    return found ? { ...found, reason: `reason ${id}`, text: 't' } : null;
  };
  const watch = agency(
    'watch',
    `type Query @classified(as: PUBLIC) { things: [Marked] }
      interface Marked @key(fields: "id") { id: ID @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL) }
      type Alert implements Marked @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert") { id: ID isCovert: Boolean reason: String }
      type Note implements Marked @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert") { id: ID text: String isCovert: Boolean }`,
    {
      Query: { things: () => world.things },
      Marked: { __resolveReference: find, __resolveType: (each: Thing) => each.__typename },
      Alert: { __resolveReference: find },
      Note: { __resolveReference: find },
    },
  );
  const lab = agency(
    'lab',
    `type Query @classified(as: PUBLIC) { flagged: [Marked] }
      type Mutation @classified(as: PUBLIC) { flag: [Marked] }
      type Marked @key(fields: "id") @interfaceObject ${NEUTRAL} { id: ID advice: String }`,
    {
      Query: { flagged: () => world.flagged.map((id) => ({ id, advice: `advice ${id}` })) },
      Mutation: { flag: () => world.flagged.map((id) => ({ id, advice: `advice ${id}` })) },
      Marked: { __resolveReference: ({ id }: { id: string }) => ({ id, advice: `advice ${id}` }) },
    },
  );
  const front = agency(
    'front',
    `type Query @classified(as: PUBLIC) { stubs: [Alert] }
      type Mutation @classified(as: PUBLIC) { more: [Alert] }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID size: Int }`,
    {
      Query: { stubs: () => world.stubs.map((id) => ({ id, size: 1 })) },
      Mutation: { more: () => world.stubs.map((id) => ({ id, size: 1 })) },
      Alert: { __resolveReference: (key: object) => ({ ...key, size: 1 }) },
    },
  );
  return start(watch, lab, front);
}

test('what waits for ever in one field of a mutation does not shut records of the next', async () => {
  const world = { things: [alert('1')], flagged: [] as string[], stubs: ['1'] };
  await using graph = await marked(world);
  const query = 'mutation { flag { id advice ... on Alert { size } } more { id reason } }';
  const without = await graph.ask(GUARD, query);
  world.flagged = ['9'];
  const answer = await graph.ask(GUARD, query);
  expect([without.data, answer.data]).toEqual([
    { flag: [], more: [{ id: '1', reason: 'reason 1' }] },
    { flag: [], more: [{ id: '1', reason: 'reason 1' }] },
  ]);
});

const QUERIES = [
  '{ things { id advice } }',
  '{ things { advice ... on Alert { reason size } ... on Note { text } } }',
  '{ things { ... on Alert { advice size } } }',
  '{ flagged { id advice } }',
  '{ flagged { advice ... on Alert { reason size } } }',
  '{ flagged { __typename advice } stubs { size advice } }',
  '{ stubs { advice } }',
  '{ stubs { id } flagged { ... on Alert { size reason } ... on Note { text } } }',
];

test.each(QUERIES)(
  '%s: records that one agency knows by their interface alone are judged by their own type',
  async (query) => {
    const world = { things: [alert('1'), note('n'), alert('4')], flagged: ['1', '4'], stubs: ['1', '4'] };
    await using graph = await marked(world);
    const without = await seen(graph, query, ['watch']);
    world.things = [alert('2', true), alert('1'), note('n'), alert('3', true), alert('4')];
    if (query.includes('stubs')) world.stubs = ['2', '1', '3', '4'];
    const withHidden = await seen(graph, query, ['watch']);
    expect(withHidden).toEqual(without);
    world.flagged = ['1', '2', '4', '3'];
    const { calls, ...answer } = await seen(graph, query, ['watch']);
    const { calls: _before, ...first } = without;
    expect(answer).toEqual(first);
    expect(JSON.stringify(calls)).not.toMatch(/"[23]"/);
    const { text } = await graph.ask({ roles: ['chief'] }, query);
    expect(text).not.toContain('errors');
  },
);

interface Spread {
  alerts: Array<{ readonly id: string; readonly isCovert: boolean | undefined }>;
  failing?: string;
}

function spread(world: Spread) {
  const stub = ({ id }: { readonly id: string }) => ({ id, officer: { badge: `B-${id}` } });
  const list = () => world.alerts.map(stub);
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { alerts: [Alert] alert(id: ID): Alert }
      type Mutation @classified(as: PUBLIC) { one: [Alert] two: [Alert] }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID officer: Officer }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID }`,
    {
      Query: {
        alerts: list,
        alert: (_: unknown, { id }: { id: string }) => {
          const found = world.alerts.find((each) => each.id === id);
          if (found && world.failing === id) throw new Error('no');
          return found ? stub(found) : null;
        },
      },
      Mutation: { one: () => list().slice(0, 1), two: () => list().slice(1) },
      Alert: { __resolveReference: (key: object) => key },
    },
  );
  const register = agency(
    'register',
    `type Alert @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert") { id: ID isCovert: Boolean reason: String }`,
    {
      Alert: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (world.failing === id) throw new Error('no');
          return { ...world.alerts.find((each) => each.id === id), reason: `reason ${id}` };
        },
      },
    },
  );
  const staff = agency(
    'staff',
    `type Query @classified(as: PUBLIC) { officers: [Officer] }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID rank: String }`,
    {
      Query: { officers: () => [{ badge: 'B-1', rank: 'x' }] },
      Officer: { __resolveReference: (key: object) => ({ ...key, rank: 'x' }) },
    },
  );
  return start(post, register, staff);
}

test('an error about a denied record does not make others be asked again', async () => {
  const world: Spread = { alerts: [{ id: '1', isCovert: false }] };
  await using graph = await spread(world);
  const query = '{ officers { badge rank } alerts { id reason officer { rank } } }';
  const without = await seen(graph, query, ['post', 'register']);
  world.alerts = [
    { id: '1', isCovert: false },
    { id: '2', isCovert: true },
  ];
  world.failing = '2';
  expect(await seen(graph, query, ['post', 'register'])).toEqual(without);
});

test.each([
  '{ alerts { id reason } officers { badge rank } roster { rank } }',
  '{ alerts { id reason } officers { badge rank desk boss { rank } } }',
])('nor one of the agency that told of the others: %s', async (query) => {
  const world: { alerts: Thing[] } = { alerts: [alert('1')] };
  const watch = agency(
    'watch',
    `type Query @classified(as: PUBLIC) { alerts: [Alert] officers: [Officer] }
      type Alert ${NEUTRAL} @record(attributes: "isCovert") { id: ID isCovert: Boolean reason: String }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID rank: String }`,
    {
      Query: { alerts: () => world.alerts, officers: () => [{ badge: 'B-1', rank: 'x' }] },
      Alert: {
        reason: ({ isCovert }: Thing) => {
          if (isCovert) throw new Error('no');
          return 'loud';
        },
      },
      Officer: { __resolveReference: (key: object) => ({ ...key, rank: 'x' }) },
    },
  );
  const staff = agency(
    'staff',
    `type Query @classified(as: PUBLIC) { roster: [Officer] }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID desk: String boss: Officer }`,
    {
      Query: { roster: () => [{ badge: 'B-1' }] },
      Officer: { __resolveReference: (key: object) => ({ ...key, desk: 'd', boss: { badge: 'B-1' } }) },
    },
  );
  await using graph = await start(watch, staff);
  const without = await seen(graph, query, []);
  world.alerts = [alert('1'), alert('2', true)];
  expect(await seen(graph, query, [])).toEqual(without);
});

test('nor do records of which nobody says what they are judged by', async () => {
  const world: Spread = {
    alerts: [
      { id: '1', isCovert: undefined },
      { id: '2', isCovert: false },
    ],
  };
  await using graph = await spread(world);
  const answer = await graph.ask(
    GUARD,
    'mutation { one { id reason officer { rank } } two { id reason officer { rank } } }',
  );
  expect(answer.data).toEqual({ one: [], two: [{ id: '2', reason: 'reason 2', officer: { rank: 'x' } }] });
});
