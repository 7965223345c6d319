import { byKey, topic } from './topic.ts';

const POST = {
  id: 'p1',
  town: 'Busia',
  lanes: 4,
  officers: 12,
  arrivals: [{ at: 'noon', vehicles: 3, travellers: 9 }],
};

topic(
  'shared root',
  [
    {
      name: 'customs',
      typeDefs: `type Query { post: Post @shareable posts: [Post!]! @shareable }
        type Post @shareable { id: ID! town: String lanes: Int arrivals: [Arrival!] }
        type Arrival @shareable { at: String vehicles: Int }`,
      resolvers: { Query: { post: () => POST, posts: () => [POST, POST] } },
    },
    {
      name: 'immigration',
      typeDefs: `type Query { post: Post @shareable posts: [Post!]! @shareable }
        type Post @shareable { id: ID! town: String officers: Int arrivals: [Arrival!] }
        type Arrival @shareable { at: String travellers: Int }`,
      resolvers: { Query: { post: () => POST, posts: () => [POST, POST] } },
    },
  ],
  ({ answers }) => {
    answers(
      'a root of two subgraphs is put together from both',
      '{ post { town lanes officers } }',
      { post: { town: 'Busia', lanes: 4, officers: 12 } },
      { calls: { customs: 1, immigration: 1 } },
    );
    answers(
      'item by item in lists, and below them',
      '{ posts { id officers arrivals { at vehicles travellers } lanes } }',
      {
        posts: [POST, POST].map(({ id, officers, arrivals, lanes }) => ({ id, officers, arrivals, lanes })),
      },
    );
    answers(
      'one of them is asked where it has all',
      '{ post { id town officers } }',
      { post: { id: 'p1', town: 'Busia', officers: 12 } },
      {
        calls: { immigration: 1 },
      },
    );
  },
);

topic(
  'overlapping fields and types',
  [
    {
      name: 'customs',
      typeDefs: `type Query { vehicle: Vehicle }
        type Vehicle @key(fields: "plate") { plate: ID! make: String @shareable weight: Weight @shareable }
        type Weight @shareable { value: Float unit: String }
        interface Marked { marks: [String!] }
        scalar Instant`,
      resolvers: { Query: { vehicle: () => ({ plate: 'UAX 1', make: 'Tata', weight: { value: 9.5, unit: 't' } }) } },
    },
    {
      name: 'registry',
      typeDefs: `type Query { registered: Vehicle since: Instant }
        type Vehicle implements Marked @key(fields: "plate") { plate: ID! make: String @shareable weight: Weight @shareable marks: [String!] owner: Owner }
        type Weight @shareable { value: Float unit: String }
        type Owner { name: String vehicle: Vehicle }
        interface Marked { marks: [String!] }
        scalar Instant`,
      resolvers: {
        Query: {
          registered: () => ({ plate: 'UAX 1', make: 'Tata', weight: null, marks: [] }),
          since: () => '2026-11-01T00:00:00Z',
        },
        Vehicle: {
          ...byKey([{ plate: 'UAX 1', marks: ['K1', 'K2'] }], 'plate'),
          owner: () => ({ name: 'Nile', vehicle: { plate: 'UAX 1' } }),
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'what both have is read where one is anyway',
      '{ vehicle { make weight { value unit } marks } registered { make weight { unit } marks } since }',
      {
        vehicle: { make: 'Tata', weight: { value: 9.5, unit: 't' }, marks: ['K1', 'K2'] },
        registered: { make: 'Tata', weight: null, marks: [] },
        since: '2026-11-01T00:00:00Z',
      },
      { calls: { customs: 1, registry: 2 } },
    );
    answers(
      'a record within a record of the other subgraph',
      '{ vehicle { owner { name vehicle { plate marks } } ... on Marked { marks } } }',
      {
        vehicle: { owner: { name: 'Nile', vehicle: { plate: 'UAX 1', marks: null } }, marks: ['K1', 'K2'] },
      },
    );
  },
);

const USERS = [
  { id: 'u1', kind: 'REGULAR' },
  { id: 'u2', kind: 'COVERT' },
];

topic(
  'enum intersection',
  [
    {
      name: 'registry',
      typeDefs: `type Query { users: [User] }
        type User @key(fields: "id") { id: ID kind: Kind @shareable }
        enum Kind { REGULAR }`,
      resolvers: { Query: { users: () => USERS.map(({ id }) => ({ id, kind: 'REGULAR' })) }, User: byKey(USERS, 'id') },
    },
    {
      name: 'police',
      typeDefs: `type Query { watched: [User!] ofKind(kind: Kind!): [User!] }
        type User @key(fields: "id") { id: ID kind: Kind @shareable rank: Kind }
        enum Kind { REGULAR COVERT @inaccessible }`,
      resolvers: {
        Query: {
          watched: () => USERS,
          ofKind: (_: unknown, { kind }: { kind: string }) => USERS.filter((user) => user.kind === kind),
        },
        User: { ...byKey(USERS, 'id'), rank: ({ kind }: { kind: string }) => kind },
      },
    },
  ],
  ({ answers, federation }) => {
    answers('a value all subgraphs know is data', '{ ofKind(kind: REGULAR) { id kind } users { id kind } }', {
      ofKind: [{ id: 'u1', kind: 'REGULAR' }],
      users: [
        { id: 'u1', kind: 'REGULAR' },
        { id: 'u2', kind: 'REGULAR' },
      ],
    });
    answers(
      'a value no caller may see is null with an error',
      '{ watched { id kind } }',
      {
        watched: [
          { id: 'u1', kind: 'REGULAR' },
          { id: 'u2', kind: null },
        ],
      },
      // It gives null without a word.
      { errors: ['SUBGRAPH_INVALID_ANSWER watched.1.kind'], wrongIn: ['reference'] },
    );
    answers(
      'also behind a key',
      '{ users { rank } }',
      { users: [{ rank: 'REGULAR' }, { rank: null }] },
      // It gives null without a word.
      { errors: ['SUBGRAPH_INVALID_ANSWER users.1.rank'], wrongIn: ['reference'] },
    );
    test('and no argument', async () => {
      federation().forget();
      const answer = await federation().ask('{ ofKind(kind: COVERT) { id } }');
      expect(answer.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      const variable = await federation().ask('query ($k: Kind!) { ofKind(kind: $k) { id } }', { k: 'COVERT' });
      expect(variable.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(federation().calls['police']).toEqual([]);
    });
  },
);

type Filter = { filter: { first: number; town?: string; nested?: { deep: number } } };
const echoed =
  (name: string) =>
  (_: unknown, { filter }: Filter) =>
    `${name} ${JSON.stringify(filter)}`;

topic(
  'input object intersection',
  [
    {
      name: 'customs',
      typeDefs: `type Query { inCustoms(filter: Filter!): String }
        input Filter { first: Int! town: String secret: String nested: Nested } input Nested { deep: Int! = 3 }`,
      resolvers: { Query: { inCustoms: echoed('customs') } },
    },
    {
      name: 'sps',
      typeDefs: `type Query { inSps(filter: Filter!): String }
        input Filter { first: Int! town: String nested: Nested } input Nested { deep: Int! = 3 }`,
      resolvers: { Query: { inSps: echoed('sps') } },
    },
  ],
  ({ answers, federation }) => {
    answers(
      'the fields both subgraphs know are handed over, as literals and as variables',
      'query ($f: Filter!, $n: Int! = 9) { inSps(filter: { first: 1, nested: { deep: $n } }) inCustoms(filter: $f) }',
      { inSps: 'sps {"first":1,"nested":{"deep":9}}', inCustoms: 'customs {"first":2,"town":"Busia"}' },
      { variables: { f: { first: 2, town: 'Busia' } } },
    );
    answers('defaults within input objects hold', '{ inSps(filter: { first: 1, nested: {} }) }', {
      inSps: 'sps {"first":1,"nested":{"deep":3}}',
    });
    test('a field only one of them knows is refused', async () => {
      federation().forget();
      const literal = await federation().ask('{ inCustoms(filter: { first: 1, secret: "x" }) }');
      expect(literal.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      const variable = await federation().ask('query ($f: Filter!) { inCustoms(filter: $f) }', {
        f: { first: 1, secret: 'x' },
      });
      expect(variable.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
      expect(federation().calls['customs']).toEqual([]);
    });
  },
);

const WIDE = { size: 9, town: 'Busia', code: 'BUS' };

topic(
  'simple inaccessible',
  [
    {
      name: 'customs',
      typeDefs: `type Query { lane(kind: LaneKind): Lane hidden: Int @inaccessible }
        type Lane @key(fields: "code") { code: ID! @inaccessible kind: LaneKind post: Post open: Boolean }
        type Post @shareable { town: String code: String @inaccessible }
        enum LaneKind { CARGO BUS SECRET @inaccessible }
        type Internal @inaccessible { id: ID }`,
      resolvers: {
        Query: {
          lane: (_: unknown, { kind }: { kind?: string }) => ({
            code: 'L1',
            kind: kind ?? 'CARGO',
            post: WIDE,
            open: true,
          }),
          hidden: () => 1,
        },
      },
    },
    {
      name: 'works',
      typeDefs: `type Lane @key(fields: "code") { code: ID! width: Float @inaccessible size: Int label: String @requires(fields: "kind") kind: LaneKind @external }
        enum LaneKind { CARGO BUS SECRET }`,
      resolvers: {
        Lane: {
          ...byKey([{ code: 'L1', size: 9 }], 'code'),
          label: ({ kind, size }: { kind: string; size: number }) => `${kind} ${size}`,
        },
      },
    },
  ],
  ({ answers, federation }) => {
    answers('a key no caller sees still leads on', '{ lane { size kind post { town } } }', {
      lane: { size: 9, kind: 'CARGO', post: { town: 'Busia' } },
    });
    answers('and what it leads to may require', '{ lane(kind: BUS) { label open } }', {
      lane: { label: 'BUS 9', open: true },
    });
    test.each([
      '{ hidden }',
      '{ lane { code } }',
      '{ lane { width } }',
      '{ lane { post { code } } }',
      '{ lane(kind: SECRET) { open } }',
      '{ lane { ... on Internal { id } } }',
    ])('%s is refused before any subgraph is asked', async (query) => {
      federation().forget();
      const answer = await federation().ask(query);
      expect(answer.errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(answer.data ?? null).toBeNull();
      expect(federation().calls).toEqual({ customs: [], works: [] });
    });
    test('none of it is in the schema callers read', async () => {
      const answer = await federation().ask('{ __schema { types { name fields { name } enumValues { name } } } }');
      expect(answer.text).not.toMatch(/"(hidden|code|width|SECRET|Internal)"/);
      expect(answer.text).toContain('"Lane"');
    });
  },
);
