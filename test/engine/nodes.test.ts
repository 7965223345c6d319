import { byKey, topic } from './topic.ts';

const PRODUCTS = [{ __typename: 'Consignment', id: 'c1', goods: 'tea', value: 90.5 }];
const POSTS = [{ __typename: 'Post', id: 'b1', town: 'Busia' }];

topic(
  'node',
  [
    {
      name: 'nodes',
      typeDefs: `type Query { consignmentNode: Node postNode: Node noNode: Node }
        interface Node { id: ID! }
        type Consignment implements Node @key(fields: "id") { id: ID! }
        type Post implements Node @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          consignmentNode: () => ({ __typename: 'Consignment', id: 'c1' }),
          postNode: () => ({ __typename: 'Post', id: 'b1' }),
          noNode: () => null,
        },
      },
    },
    {
      name: 'types',
      typeDefs: `interface Node { id: ID! }
        type Consignment implements Node @key(fields: "id") @shareable { id: ID! goods: String! value: Float! }
        type Post implements Node @key(fields: "id") { id: ID! town: String! }`,
      resolvers: { Consignment: byKey(PRODUCTS, 'id'), Post: byKey(POSTS, 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'what stands behind an interface is followed by its concrete type',
      `{ consignmentNode { __typename id ... on Consignment { goods value } }
         postNode { id ... on Post { town } ... on Consignment { goods } }
         noNode { id ... on Post { town } } }`,
      {
        consignmentNode: { __typename: 'Consignment', id: 'c1', goods: 'tea', value: 90.5 },
        postNode: { id: 'b1', town: 'Busia' },
        noNode: null,
      },
    );
    answers(
      'the field every node has needs the first subgraph only',
      '{ postNode { id } }',
      { postNode: { id: 'b1' } },
      { calls: { nodes: 1 } },
    );
  },
);

const CONSIGNMENT = { __typename: 'Consignment', id: 'c1', mrn: 'M1' };
const HOLDS = [
  { __typename: 'Hold', id: 'h1', reason: 'no certificate' },
  { __typename: 'Hold', id: 'h2', reason: 'pests' },
];
const anyOf = (id: string) => [CONSIGNMENT, ...HOLDS].find((each) => each.id === id);

topic(
  'corrupted supergraph node id',
  [
    {
      name: 'customs',
      typeDefs: `type Query { node(id: ID!): Node @shareable consignment(id: String!): Consignment }
        interface Node { id: ID! }
        type Consignment implements Node @key(fields: "id") { id: ID! mrn: String! }
        type Hold implements Node @key(fields: "id") { id: ID! @external consignment: Consignment! }`,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: { id: string }) => anyOf(id),
          consignment: () => CONSIGNMENT,
        },
        Consignment: byKey([CONSIGNMENT], 'id'),
        Hold: { ...byKey(HOLDS, 'id'), consignment: () => CONSIGNMENT },
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { node(id: ID!): Node @shareable hold(id: String!): Hold }
        interface Node { id: ID! }
        type Consignment implements Node @key(fields: "id") { id: ID! @external holds: [Hold!]! }
        type Hold implements Node @key(fields: "id") { id: ID! reason: String! }`,
      resolvers: {
        Query: {
          node: (_: unknown, { id }: { id: string }) => anyOf(id),
          hold: (_: unknown, { id }: { id: string }) => HOLDS.find((each) => each.id === id),
        },
        Consignment: { ...byKey([CONSIGNMENT], 'id'), holds: () => HOLDS },
        Hold: byKey(HOLDS, 'id'),
      },
    },
  ],
  ({ answers, federation }) => {
    answers(
      'a node is followed from either subgraph by its concrete type',
      `{ node(id: "c1") { __typename ... on Consignment { id mrn holds { id reason consignment { mrn id } } } ... on Hold { id } } }`,
      {
        node: {
          __typename: 'Consignment',
          id: 'c1',
          mrn: 'M1',
          holds: HOLDS.map(({ id, reason }) => ({ id, reason, consignment: { mrn: 'M1', id: 'c1' } })),
        },
      },
    );
    answers('and so is the other type', '{ node(id: "h2") { ... on Hold { reason consignment { mrn } id } } }', {
      node: { reason: 'pests', consignment: { mrn: 'M1' }, id: 'h2' },
    });
    answers('a fragment on another type leaves nothing', '{ a: node(id: "c1") { ... on Hold { id } } }', { a: {} });
    test('what no subgraph can give for every type of the interface is an error, not half an answer', async () => {
      const answer = await federation().ask('{ node(id: "c1") { id } }');
      expect(answer.data ?? null).toBeNull();
      expect(answer.errors).not.toEqual([]);
    });
    answers(
      'beside fields that lead to the same records by name',
      `query ($c: String!, $h: String!) {
        consignment(id: $c) { id holds { id } } hold(id: $h) { id reason consignment { id holds { reason } } } }`,
      {
        consignment: { id: 'c1', holds: [{ id: 'h1' }, { id: 'h2' }] },
        hold: {
          id: 'h1',
          reason: 'no certificate',
          consignment: { id: 'c1', holds: [{ reason: 'no certificate' }, { reason: 'pests' }] },
        },
      },
      { variables: { c: 'c1', h: 'h1' } },
    );
    answers('a node nobody knows is null', '{ node(id: "?") { ... on Hold { reason } } }', { node: null });
  },
);
