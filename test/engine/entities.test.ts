import { byKey, topic } from './topic.ts';

const CONSIGNMENTS = [
  { mrn: 'M1', goods: 'tea', certificate: 'C1' },
  { mrn: 'M2', goods: 'maize', certificate: null },
];

topic(
  'simple entity call',
  [
    {
      name: 'customs',
      typeDefs: `type Query { consignment(mrn: ID!): Consignment consignments: [Consignment!]! }
        type Consignment @key(fields: "mrn") { mrn: ID! goods: String! }`,
      resolvers: {
        Query: {
          consignment: (_: unknown, { mrn }: { mrn: string }) => CONSIGNMENTS.find((each) => each.mrn === mrn),
          consignments: () => CONSIGNMENTS,
        },
        Consignment: byKey(CONSIGNMENTS, 'mrn'),
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { certified: [Consignment!]! }
        type Consignment @key(fields: "mrn") { mrn: ID! certificate: String }`,
      resolvers: { Query: { certified: () => [CONSIGNMENTS[0]] }, Consignment: byKey(CONSIGNMENTS, 'mrn') },
    },
  ],
  ({ answers }) => {
    answers(
      'a field of another subgraph is fetched by the key',
      '{ consignment(mrn: "M1") { goods certificate } }',
      { consignment: { goods: 'tea', certificate: 'C1' } },
      { calls: { customs: 1, sps: 1 } },
    );
    answers(
      'the records of a list are fetched in one call, and null is a value as any other',
      '{ consignments { certificate mrn } }',
      {
        consignments: [
          { certificate: 'C1', mrn: 'M1' },
          { certificate: null, mrn: 'M2' },
        ],
      },
      { calls: { customs: 1, sps: 1 } },
    );
    answers(
      'the same fields are fetched in each place they are asked in',
      '{ consignment(mrn: "M1") { goods certificate } consignments { goods certificate } certified { certificate } }',
      {
        consignment: { goods: 'tea', certificate: 'C1' },
        consignments: [
          { goods: 'tea', certificate: 'C1' },
          { goods: 'maize', certificate: null },
        ],
        certified: [{ certificate: 'C1' }],
      },
    );
    answers(
      'the way back works too',
      '{ certified { mrn goods } }',
      { certified: [{ mrn: 'M1', goods: 'tea' }] },
      { calls: { customs: 1, sps: 1 } },
    );
    answers(
      'the key itself needs no second call',
      '{ consignment(mrn: "M2") { mrn } }',
      { consignment: { mrn: 'M2' } },
      { calls: { customs: 1 } },
    );
    answers(
      'a record that is not there is followed nowhere',
      '{ consignment(mrn: "none") { goods certificate } }',
      { consignment: null },
      { calls: { customs: 1 } },
    );
  },
);

topic(
  'unused graph',
  [
    { name: 'customs', typeDefs: 'type Query { duties: Int }', resolvers: { Query: { duties: () => 5 } } },
    { name: 'police', typeDefs: 'type Query { alerts: Int }', resolvers: { Query: { alerts: () => 3 } } },
    { name: 'stock', typeDefs: 'type Query { internal: Int @inaccessible }' },
  ],
  ({ answers }) => {
    answers('a subgraph nothing is asked of is not called', '{ alerts }', { alerts: 3 }, { calls: { police: 1 } });
    answers(
      'each is called for its own',
      '{ duties alerts }',
      { duties: 5, alerts: 3 },
      { calls: { customs: 1, police: 1 } },
    );
  },
);

const LINES = [
  { number: '1', code: '0902', duty: 10 },
  { number: '2', code: '1005', duty: 0 },
];
const MANIFEST = { lines: LINES, heaviest: LINES[1] };

topic(
  'complex entity call',
  [
    {
      name: 'carrier',
      typeDefs: `type Query { manifest: Manifest! }
        type Manifest @key(fields: "lines { number }") { lines: [Line!]! }
        type Line @key(fields: "number") { number: ID! }`,
      resolvers: { Query: { manifest: () => MANIFEST } },
    },
    {
      name: 'codes',
      typeDefs: 'type Line @key(fields: "number") @key(fields: "number code") { number: ID! code: String! }',
      resolvers: { Line: byKey(LINES, 'number') },
    },
    {
      name: 'tariff',
      typeDefs: `type Manifest @key(fields: "lines { number code }") { lines: [Line!]! heaviest: Line total: Int! }
        type Line @key(fields: "number code") { number: ID! code: String! duty: Int! }`,
      resolvers: {
        Manifest: {
          __resolveReference: ({ lines }: { lines: typeof LINES }) => ({
            ...(lines.every((line, at) => line.code === LINES[at]?.code) ? MANIFEST : { lines, heaviest: null }),
            total: lines.length,
          }),
        },
        Line: byKey(LINES, 'number', 'code'),
      },
    },
  ],
  ({ answers }) => {
    answers(
      'a key made of the fields of a list waits for what a third subgraph knows of its items',
      '{ manifest { total heaviest { number code duty } lines { number duty } } }',
      {
        manifest: {
          total: 2,
          heaviest: { number: '2', code: '1005', duty: 0 },
          lines: [
            { number: '1', duty: 10 },
            { number: '2', duty: 0 },
          ],
        },
      },
    );
    answers(
      'a part of the key alone is not waited for',
      '{ manifest { lines { number } } }',
      { manifest: { lines: [{ number: '1' }, { number: '2' }] } },
      { calls: { carrier: 1 } },
    );
  },
);

const VEHICLE = { plate: 'UAX 1', make: 'Tata', insurer: { id: 'i1', name: 'Nile Mutual', claims: 2 } };

topic(
  'parent entity call',
  [
    {
      name: 'registry',
      typeDefs: `type Query { vehicle: Vehicle }
        type Vehicle @key(fields: "plate") { plate: ID! insurer: Insurer @shareable }
        type Insurer { name: String }`,
      resolvers: { Query: { vehicle: () => VEHICLE }, Vehicle: byKey([VEHICLE], 'plate') },
    },
    {
      name: 'police',
      typeDefs: `type Vehicle @key(fields: "plate") { plate: ID! insurer: Insurer @shareable }
        type Insurer { claims: Int }`,
      resolvers: { Vehicle: byKey([VEHICLE], 'plate') },
    },
  ],
  ({ answers }) => {
    answers(
      'a field of a type without key is fetched by way of its parent',
      '{ vehicle { insurer { name claims } } }',
      { vehicle: { insurer: { name: 'Nile Mutual', claims: 2 } } },
      { calls: { registry: 1, police: 1 } },
    );
    answers('also where it is all that is asked', '{ vehicle { insurer { claims } } }', {
      vehicle: { insurer: { claims: 2 } },
    });
  },
);

topic(
  'parent entity call complex',
  [
    {
      name: 'claims',
      typeDefs: `type Vehicle @key(fields: "plate") { plate: ID @external insurer: Insurer @shareable }
        type Insurer { claims: Int }`,
      resolvers: { Vehicle: byKey([VEHICLE], 'plate') },
    },
    {
      name: 'policies',
      typeDefs: `type Vehicle @key(fields: "plate") { plate: ID @external insurer: Insurer @shareable }
        type Insurer { id: ID @shareable }`,
      resolvers: { Vehicle: byKey([VEHICLE], 'plate') },
    },
    {
      name: 'insurers',
      typeDefs: 'type Insurer @key(fields: "id") { id: ID name: String }',
      resolvers: { Insurer: byKey([VEHICLE.insurer], 'id') },
    },
    {
      name: 'registry',
      typeDefs: `type Query { vehicle(plate: ID!): Vehicle }
        type Vehicle @key(fields: "plate") { plate: ID make: String }`,
      resolvers: { Query: { vehicle: () => VEHICLE } },
    },
  ],
  ({ answers }) => {
    answers(
      'one object is put together from two ways through its parent and one by its own key',
      '{ vehicle(plate: "UAX 1") { make insurer { claims id name } } }',
      { vehicle: { make: 'Tata', insurer: { claims: 2, id: 'i1', name: 'Nile Mutual' } } },
    );
    answers('the name alone takes the way through the id', '{ vehicle(plate: "UAX 1") { insurer { name } } }', {
      vehicle: { insurer: { name: 'Nile Mutual' } },
    });
  },
);

const TRAVELLER = { __typename: 'Traveller', document: 'T1', name: 'A. Okello' };
const OFFICER = { __typename: 'Officer', document: 'O1', name: 'B. Wanjiru', associates: [] };
const PERSONS = [
  { ...TRAVELLER, associates: [OFFICER] },
  { ...OFFICER, associates: [TRAVELLER] },
];

topic(
  'child type mismatch',
  [
    {
      name: 'customs',
      typeDefs: `type Query { declarants: [Traveller!]! }
        type Traveller { document: ID @shareable }`,
      resolvers: { Query: { declarants: () => [{ document: 'T1' }] } },
    },
    {
      name: 'police',
      typeDefs: `type Query { persons: [Person!]! }
        union Person = Traveller | Officer
        type Traveller @key(fields: "document") { document: ID! name: String associates: [Person!]! }
        type Officer { document: ID name: String associates: [Person!]! }`,
      resolvers: {
        Query: { persons: () => PERSONS },
        Traveller: {
          __resolveReference: ({ document }: { document: string }) =>
            PERSONS.find((each) => each.document === document),
        },
      },
    },
  ],
  ({ answers }) => {
    answers('a key that is nullable in one subgraph serves one where it is not', '{ declarants { document name } }', {
      declarants: [{ document: 'T1', name: 'A. Okello' }],
    });
    answers(
      'members of a union whose fields differ in nullability merge',
      `{ persons { ... on Traveller { document name } ... on Officer { document name } }
         declarants { name associates { __typename ... on Officer { name } ... on Traveller { document } } } }`,
      {
        persons: [
          { document: 'T1', name: 'A. Okello' },
          { document: 'O1', name: 'B. Wanjiru' },
        ],
        declarants: [{ name: 'A. Okello', associates: [{ __typename: 'Officer', name: 'B. Wanjiru' }] }],
      },
    );
  },
);
