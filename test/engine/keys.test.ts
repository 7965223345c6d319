import { byKey, topic } from './topic.ts';

const MARKS = { one: '1', two: '2', three: '3' };
const PACKAGES = [{ id: 'p1', seal: 's1', marks: MARKS, contents: 'tea' }];

topic(
  'keys mashup',
  [
    {
      name: 'customs',
      typeDefs: `type Package @key(fields: "id") @key(fields: "seal", resolvable: false)
          @key(fields: "marks { one two }", resolvable: false) @key(fields: "id marks { two three }", resolvable: false) {
          id: ID! seal: ID! marks: Marks! contents: String! }
        type Marks { one: ID! two: ID! three: ID! }`,
      resolvers: { Package: byKey(PACKAGES, 'id') },
    },
    {
      name: 'sps',
      typeDefs: `type Query { crate: Crate }
        type Crate @key(fields: "id") { id: ID! packages: [Package!]! }
        type Package @key(fields: "marks { one two }", resolvable: false) @key(fields: "id marks { two three }")
          @key(fields: "seal", resolvable: false) @key(fields: "id", resolvable: false) {
          id: ID! seal: ID! marks: Marks! contents: String! @external note: String! @requires(fields: "contents") }
        type Marks { one: ID! two: ID! three: ID! }`,
      resolvers: {
        Query: { crate: () => ({ id: 'c1', packages: [{ id: 'p1', seal: 's1', marks: MARKS }] }) },
        Package: {
          ...byKey(PACKAGES, 'id', 'marks'),
          note: ({ id, contents }: { id: string; contents: string }) => `${id} holds ${contents}`,
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'of many keys the resolvable ones are used, there and back',
      '{ crate { id packages { id contents note } } }',
      { crate: { id: 'c1', packages: [{ id: 'p1', contents: 'tea', note: 'p1 holds tea' }] } },
    );
    answers(
      'the parts of keys are fields as any other',
      '{ crate { packages { note seal marks { one two three } } } }',
      { crate: { packages: [{ note: 'p1 holds tea', seal: 's1', marks: MARKS }] } },
    );
  },
);

const SEALS = [
  { device: { maker: 'EX', serial: { number: '7' } }, post: 'Busia' },
  { device: { maker: 'EX', serial: { number: '8' } }, post: 'Malaba' },
];

topic(
  'nested keys',
  [
    {
      name: 'carrier',
      typeDefs: `type Query { seals: [Seal!]! }
        type Seal @key(fields: "device { maker serial { number } }") { device: Device! }
        type Device { maker: String! serial: Serial! } type Serial { number: ID! }`,
      resolvers: { Query: { seals: () => [...SEALS, { device: { maker: 'NO', serial: { number: '7' } } }] } },
    },
    {
      name: 'customs',
      typeDefs: `type Seal @key(fields: "device { maker serial { number } }") { device: Device! post: String }
        type Device { maker: String! serial: Serial! } type Serial { number: ID! }`,
      resolvers: { Seal: byKey(SEALS, 'device') },
    },
  ],
  ({ answers, federation }) => {
    answers('a key within a key is taken whole', '{ seals { post } }', {
      seals: [{ post: 'Busia' }, { post: 'Malaba' }, { post: null }],
    });
    test('nothing beside the key goes with it', async () => {
      federation().forget();
      await federation().ask('{ seals { post device { maker serial { number } } } }');
      expect(federation().calls['customs']?.[0]?.variables).toEqual({
        [Object.keys(federation().calls['customs']?.[0]?.variables ?? {})[0] ?? '']: [
          { __typename: 'Seal', device: { maker: 'EX', serial: { number: '7' } } },
          { __typename: 'Seal', device: { maker: 'EX', serial: { number: '8' } } },
          { __typename: 'Seal', device: { maker: 'NO', serial: { number: '7' } } },
        ],
      });
    });
  },
);

const CONTAINERS = [
  { number: 'MSKU1', tag: 't1', position: 'yard' },
  { number: 'MSKU2', tag: 't2', position: 'gate' },
];

topic(
  'null keys',
  [
    {
      name: 'carrier',
      typeDefs: `type Query { slots: [Slot] }
        type Slot { container: Container }
        type Container @key(fields: "number") { number: ID }`,
      resolvers: {
        Query: {
          slots: () =>
            ['MSKU1', 'gone', 'MSKU2', null]
              .map((number) => ({ container: { number } }))
              .concat({ container: null } as never),
        },
      },
    },
    {
      name: 'tags',
      typeDefs: 'type Container @key(fields: "tag") @key(fields: "number") { tag: ID number: ID }',
      resolvers: { Container: byKey([...CONTAINERS, { number: 'MSKU3', tag: null }], 'number', 'tag') },
    },
    {
      name: 'yard',
      typeDefs: `type Container @key(fields: "tag") { tag: ID place: Place }
        type Place { position: String }`,
      resolvers: {
        Container: {
          ...byKey(CONTAINERS, 'tag'),
          place: ({ position }: { position: string }) => ({ position }),
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'what a subgraph does not know has null for what lies behind it, without error',
      '{ slots { container { place { position } } } }',
      {
        slots: [
          { container: { place: { position: 'yard' } } },
          { container: { place: null } },
          { container: { place: { position: 'gate' } } },
          { container: { place: null } },
          { container: null },
        ],
      },
    );
  },
);

const DECLARATION = { lrn: 'L1', mrn: 'M1', ucr: 'U1', duty: 12.5, inspector: 'Otieno' };

topic(
  'keys of a chain',
  [
    {
      name: 'trader',
      typeDefs: `type Query { declaration: Declaration }
        type Declaration @key(fields: "lrn") { lrn: ID! }`,
      resolvers: { Query: { declaration: () => ({ lrn: 'L1' }) } },
    },
    {
      name: 'window',
      typeDefs: 'type Declaration @key(fields: "lrn") @key(fields: "mrn") { lrn: ID! mrn: ID! }',
      resolvers: { Declaration: byKey([DECLARATION], 'lrn', 'mrn') },
    },
    {
      name: 'customs',
      typeDefs: 'type Declaration @key(fields: "mrn") @key(fields: "mrn ucr") { mrn: ID! ucr: ID! duty: Float! }',
      resolvers: { Declaration: byKey([DECLARATION], 'mrn', 'ucr') },
    },
    {
      name: 'inspection',
      typeDefs: 'type Declaration @key(fields: "mrn ucr") { mrn: ID! ucr: ID! inspector: String }',
      resolvers: { Declaration: byKey([DECLARATION], 'mrn', 'ucr') },
    },
  ],
  ({ answers }) => {
    answers(
      'each subgraph gives the key the next one needs',
      '{ declaration { inspector } }',
      { declaration: { inspector: 'Otieno' } },
      { calls: { trader: 1, window: 1, customs: 1, inspection: 1 } },
    );
    answers(
      'and only as far as is asked',
      '{ declaration { duty } }',
      { declaration: { duty: 12.5 } },
      { calls: { trader: 1, window: 1, customs: 1 } },
    );
  },
);

const VEHICLES = [{ plate: 'UAX 1', chassis: 'CH1', stolen: true, make: 'Tata' }];
const TRAVELLERS = [{ document: 'T1', wanted: false, name: 'A. Okello' }];

topic(
  'entity by key unions',
  [
    {
      name: 'post',
      typeDefs: `type Query { subjects: [Subject] }
        union Subject = Vehicle | Traveller | Parcel
        type Vehicle @key(fields: "plate") { plate: ID! }
        type Traveller @key(fields: "document") { document: ID! }
        type Parcel { weight: Int }`,
      resolvers: {
        Query: {
          subjects: () => [
            { __typename: 'Traveller', document: 'T1' },
            { __typename: 'Parcel', weight: 4 },
            null,
            { __typename: 'Vehicle', plate: 'UAX 1' },
            { __typename: 'Vehicle', plate: 'unknown' },
          ],
        },
      },
    },
    {
      name: 'registry',
      typeDefs: 'type Vehicle @key(fields: "plate") @key(fields: "chassis") { plate: ID! chassis: ID! make: String }',
      resolvers: { Vehicle: byKey(VEHICLES, 'plate', 'chassis') },
    },
    {
      name: 'police',
      typeDefs: `type Vehicle @key(fields: "chassis") { chassis: ID! stolen: Boolean }
        type Traveller @key(fields: "document") { document: ID! wanted: Boolean name: String }`,
      resolvers: { Vehicle: byKey(VEHICLES, 'chassis'), Traveller: byKey(TRAVELLERS, 'document') },
    },
  ],
  ({ answers }) => {
    answers(
      'each member of a union is followed by its own key, in the order of the list',
      `{ subjects { __typename ... on Vehicle { make stolen } ... on Traveller { name wanted } ... on Parcel { weight } } }`,
      {
        subjects: [
          { __typename: 'Traveller', name: 'A. Okello', wanted: false },
          { __typename: 'Parcel', weight: 4 },
          null,
          { __typename: 'Vehicle', make: 'Tata', stolen: true },
          { __typename: 'Vehicle', make: null, stolen: null },
        ],
      },
    );
    answers('members that are not asked for are empty', '{ subjects { ... on Traveller { wanted } } }', {
      subjects: [{ wanted: false }, {}, null, {}, {}],
    });
  },
);
