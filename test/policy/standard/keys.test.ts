import { guarded } from './fixture.ts';

const DENIED = 'UNAUTHORIZED_FIELD_OR_TYPE';
const SUBGRAPHS = [
  {
    name: 'goods',
    typeDefs: `type Query { parcel: Parcel }
      type Parcel @key(fields: "id") { id: ID @authenticated weight: Int @requiresScopes(scopes: [["weigh"]]) }`,
    resolvers: { Query: { parcel: () => ({ id: 'KEY-1', weight: 3 }) } },
  },
  {
    name: 'routes',
    typeDefs: `type Parcel @key(fields: "id") {
      id: ID
      weight: Int @external
      lane: String
      fee: Int @requires(fields: "weight") @requiresScopes(scopes: [["weigh"]])
    }`,
    resolvers: {
      Parcel: {
        __resolveReference: ({ id, weight }: { id: string; weight?: number }) => ({
          ...{ id, lane: `lane of ${id.length}` },
          fee: (weight ?? 0) * 2,
        }),
      },
    },
  },
];

test('a protected key travels between subgraphs and never to the caller', async () => {
  await using graph = await guarded(SUBGRAPHS);
  expect(await graph.seen(undefined, '{ parcel { id lane } }')).toEqual({
    data: { parcel: { id: null, lane: 'lane of 5' } },
    errors: [`${DENIED} parcel.id`],
  });
  expect(graph.sent()).toContain('KEY-1');
  const { text } = await graph.ask(undefined, '{ parcel { lane other: id } }');
  expect(text).not.toContain('KEY-1');
  expect((await graph.seen([], '{ parcel { id lane } }')).data).toEqual({ parcel: { id: 'KEY-1', lane: 'lane of 5' } });
});

test('what a denied field requires is not fetched for it', async () => {
  await using graph = await guarded(SUBGRAPHS);
  expect(await graph.seen([], '{ parcel { lane fee } }')).toEqual({
    data: { parcel: { lane: 'lane of 5', fee: null } },
    errors: [`${DENIED} parcel.fee`],
  });
  expect(graph.sent()).not.toMatch(/weight|fee/);
  expect((await graph.seen(['weigh'], '{ parcel { fee } }')).data).toEqual({ parcel: { fee: 6 } });
});

test.each([
  ['asked for and denied', '{ parcel { lane id } }', [`${DENIED} parcel.id`]],
  ['not asked for', '{ parcel { lane } }', []],
])('what an agency says of a key that is %s is told of the record, not of the key', async (_what, query, denials) => {
  const [goods, routes] = SUBGRAPHS;
  if (!goods || !routes) throw new Error('two agencies');
  const failing = () => Promise.reject(new Error('KEY-1 is sealed'));
  await using graph = await guarded([{ ...goods, resolvers: { ...goods.resolvers, Parcel: { id: failing } } }, routes]);
  const { data, errors } = await graph.seen(undefined, query);
  expect(data).toEqual({ parcel: query.includes('id') ? { lane: null, id: null } : { lane: null } });
  expect(errors.filter((each) => !each.startsWith('SUBGRAPH'))).toEqual(denials);
  expect(errors.filter((each) => each.startsWith('SUBGRAPH'))).not.toEqual([]);
  expect(errors.filter((each) => each.startsWith('SUBGRAPH') && each.includes('id'))).toEqual([]);
  expect((await graph.ask(undefined, query)).text).not.toContain('KEY-1');
});

test('what an agency says of one type’s key is not told by what is asked of another type', async () => {
  const failing = () => Promise.reject(new Error('KEY-1 is sealed'));
  await using graph = await guarded([
    {
      name: 'crafts',
      typeDefs: `type Query { crafts: [Craft!] }
        interface Craft { owner: String }
        type Ship implements Craft @key(fields: "id") { id: ID @authenticated owner: String }
        type Truck implements Craft @key(fields: "id") { id: ID owner: String }`,
      resolvers: {
        Query: { crafts: () => ['Ship', 'Truck'].map((name) => ({ __typename: name, id: name })) },
        Ship: { id: failing },
        Truck: { id: failing },
      },
    },
    { name: 'watch', typeDefs: 'type Ship @key(fields: "id") { id: ID alert: String }', resolvers: {} },
  ]);
  const told = async (query: string) =>
    (await graph.ask(undefined, query)).errors
      .map(({ extensions: { code }, path }) => `${code} ${path?.join('.')}`)
      .sort();
  // Of the truck it is told where the caller asked for it; of the ship, that something of the record is not there.
  const errors = ['SUBGRAPH_ERROR crafts.0', 'SUBGRAPH_ERROR crafts.1.id'];
  expect(await told('{ crafts { ... on Ship { alert } ... on Truck { id } } }')).toEqual(errors);
  expect(await told('{ crafts { ... on Ship { alert id } ... on Craft { ... on Truck { id } } } }')).toEqual([
    ...errors,
    `${DENIED} crafts.id`,
  ]);
});
