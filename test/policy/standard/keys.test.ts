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
