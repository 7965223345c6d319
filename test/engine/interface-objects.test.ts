import { byKey, topic } from './topic.ts';

const PERSONS = [
  { __typename: 'Traveller', id: 'u1', name: 'A. Okello', age: 40, alias: 'okello', rank: 1 },
  { __typename: 'Driver', id: 'u2', name: 'B. Wanjiru', licence: 'CDL', alias: 'wanjiru', rank: 2 },
];
const LICENCES = [
  { __typename: 'Import', id: 'l1', isMain: true, isActive: true, title: 'import of tea' },
  { __typename: 'Export', id: 'l2', isMain: false, isActive: false, title: 'export of maize' },
];
const plain = (rows: readonly object[], ...fields: string[]) =>
  rows.map((row) => Object.fromEntries(fields.map((field) => [field, Reflect.get(row, field)])));

topic(
  'simple interface object',
  [
    {
      name: 'registry',
      typeDefs: `type Query { persons: [Person!]! }
        interface Person @key(fields: "id") { id: ID! name: String }
        type Traveller implements Person @key(fields: "id") { id: ID! name: String age: Int }
        type Driver implements Person @key(fields: "id") { id: ID! name: String licence: String }
        interface Licence @key(fields: "id") { id: ID! }
        type Import implements Licence @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean! @shareable }
        type Export implements Licence @key(fields: "id") { id: ID! isMain: Boolean! isActive: Boolean! @shareable }`,
      resolvers: {
        Query: { persons: () => PERSONS },
        Person: byKey(PERSONS, 'id'),
        Traveller: byKey(PERSONS, 'id'),
        Driver: byKey(PERSONS, 'id'),
        Licence: byKey(LICENCES, 'id'),
        Import: byKey(LICENCES, 'id'),
        Export: byKey(LICENCES, 'id'),
      },
    },
    {
      name: 'police',
      typeDefs: `type Query { watched: [Person] licences: [Licence] @shareable }
        type Licence @key(fields: "id") @interfaceObject { id: ID! title: String! }
        type Person @key(fields: "id") @interfaceObject { id: ID! alias: String }`,
      resolvers: {
        Query: { watched: () => plain(PERSONS, 'id', 'alias'), licences: () => plain(LICENCES, 'id', 'title') },
        Person: byKey(plain(PERSONS, 'id', 'alias'), 'id'),
        Licence: byKey(plain(LICENCES, 'id', 'title'), 'id'),
      },
    },
    {
      name: 'ledger',
      typeDefs: 'type Licence @key(fields: "id") @interfaceObject { id: ID! isActive: Boolean! @shareable }',
      resolvers: { Licence: byKey(plain(LICENCES, 'id', 'isActive'), 'id') },
    },
  ],
  ({ answers }) => {
    answers('a field of the interface object is there on every type', '{ persons { id name alias } }', {
      persons: plain(PERSONS, 'id', 'name', 'alias'),
    });
    answers(
      'and within fragments on concrete types',
      '{ persons { ... on Traveller { alias age } ... on Driver { alias licence } } }',
      {
        persons: [
          { alias: 'okello', age: 40 },
          { alias: 'wanjiru', licence: 'CDL' },
        ],
      },
    );
    answers(
      'what the interface object answers itself needs no other subgraph',
      '{ watched { id alias } }',
      { watched: plain(PERSONS, 'id', 'alias') },
      { calls: { police: 1 } },
    );
    answers(
      'its concrete type is asked where it is wanted',
      '{ watched { __typename alias } licences { __typename title } }',
      {
        watched: plain(PERSONS, '__typename', 'alias'),
        licences: plain(LICENCES, '__typename', 'title'),
      },
    );
    answers(
      'a fragment on a concrete type matches behind an interface object',
      '{ watched { name ... on Traveller { age } } }',
      {
        watched: [{ name: 'A. Okello', age: 40 }, { name: 'B. Wanjiru' }],
      },
    );
    answers('and chooses the fields of the interface object itself', '{ watched { ... on Driver { alias } } }', {
      watched: [{}, { alias: 'wanjiru' }],
    });
    answers(
      'a field shared by the concrete types and another interface object comes from either',
      '{ licences { id isActive ... on Import { isMain title } } }',
      {
        licences: [
          { id: 'l1', isActive: true, isMain: true, title: 'import of tea' },
          { id: 'l2', isActive: false },
        ],
      },
    );
    answers(
      'the key alone needs one call',
      '{ licences { id } }',
      { licences: plain(LICENCES, 'id') },
      { calls: { police: 1 } },
    );
  },
);

topic(
  'interface object with requires',
  [
    {
      name: 'registry',
      typeDefs: `type Query { persons: [Person!]! }
        interface Person @key(fields: "id") { id: ID! name: String }
        type Traveller implements Person @key(fields: "id") { id: ID! name: String age: Int }
        type Driver implements Person @key(fields: "id") { id: ID! name: String licence: String }`,
      resolvers: {
        Query: { persons: () => PERSONS },
        Person: byKey(PERSONS, 'id'),
        Traveller: byKey(PERSONS, 'id'),
        Driver: byKey(PERSONS, 'id'),
      },
    },
    {
      name: 'police',
      typeDefs: `type Query { watched: [Person] }
        type Person @key(fields: "id") @interfaceObject { id: ID! name: String @external dossier: String @requires(fields: "name") rank: Int }`,
      resolvers: {
        Query: { watched: () => plain(PERSONS, 'id', 'rank') },
        Person: {
          ...byKey(plain(PERSONS, 'id', 'rank'), 'id'),
          dossier: ({ name }: { name: string }) => `file of ${name}`,
        },
      },
    },
  ],
  ({ answers }) => {
    answers('what it requires comes from the concrete types', '{ persons { dossier } }', {
      persons: [{ dossier: 'file of A. Okello' }, { dossier: 'file of B. Wanjiru' }],
    });
    answers('also where the interface object is the start', '{ watched { id dossier name } }', {
      watched: PERSONS.map(({ id, name }) => ({ id, dossier: `file of ${name}`, name })),
    });
    answers(
      'and for one of the types alone',
      '{ watched { __typename ... on Traveller { age dossier } } persons { ... on Driver { dossier licence } } }',
      {
        watched: [{ __typename: 'Traveller', age: 40, dossier: 'file of A. Okello' }, { __typename: 'Driver' }],
        persons: [{}, { dossier: 'file of B. Wanjiru', licence: 'CDL' }],
      },
      // It hands over a record of the other type without its key.
      { wrongIn: ['reference'] },
    );
    answers(
      'fields of the interface object asked for two types are fetched for both, whatever else one of them requires',
      '{ watched { ... on Traveller { rank } ... on Driver { dossier rank } } }',
      { watched: [{ rank: 1 }, { dossier: 'file of B. Wanjiru', rank: 2 }] },
      // Its plan merges both fetches and keeps the condition of one type: the other one is never asked for.
    );
  },
);

const FILE = { __typename: 'Video', id: 'm1', title: 'gate camera', duration: 60 };

topic(
  'interface object indirect extension',
  [
    {
      name: 'authors',
      typeDefs: `type Query { author: Author }
        type Author @key(fields: "id") { id: ID! name: String }
        extend type Video @key(fields: "id") { id: ID! authorName: String }`,
      resolvers: {
        Query: { author: () => ({ id: 'a1', name: 'Otieno' }) },
        Video: { __resolveReference: ({ id }: { id: string }) => ({ id, authorName: `author of ${id}` }) },
      },
    },
    {
      name: 'evidence',
      typeDefs: `type Query { evidence: Evidence }
        interface Evidence @key(fields: "id") { id: ID! title: String }
        type Video implements Evidence @key(fields: "id") { id: ID! title: String duration: Int }
        type Paper implements Evidence @key(fields: "id") { id: ID! title: String pages: Int }`,
      resolvers: { Query: { evidence: () => FILE }, Evidence: byKey([FILE], 'id'), Video: byKey([FILE], 'id') },
    },
    {
      name: 'cases',
      typeDefs: `type Query { dossier: Dossier }
        type Dossier @key(fields: "id") { id: ID! name: String evidence: Evidence }
        type Evidence @key(fields: "id") @interfaceObject { id: ID! }`,
      resolvers: { Query: { dossier: () => ({ id: 'd1', name: 'gate', evidence: { id: 'm1' } }) } },
    },
  ],
  ({ answers }) => {
    answers(
      'a third subgraph adds to a type it knows without the interface',
      '{ dossier { name evidence { id title ... on Video { authorName duration } ... on Paper { pages } } } }',
      {
        dossier: {
          name: 'gate',
          evidence: { id: 'm1', title: 'gate camera', authorName: 'author of m1', duration: 60 },
        },
      },
    );
    answers(
      'and is reached where only its field is asked',
      '{ dossier { evidence { ... on Video { authorName } } } }',
      {
        dossier: { evidence: { authorName: 'author of m1' } },
      },
    );
    answers('from the interface itself too', '{ evidence { __typename ... on Video { authorName } } }', {
      evidence: { __typename: 'Video', authorName: 'author of m1' },
    });
  },
);

topic(
  'non resolvable interface object',
  [
    {
      name: 'index',
      typeDefs: `interface Node @key(fields: "id") { id: ID! }
        type Goods @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }
        type Query { indexed: Node goods: Goods! }`,
      resolvers: { Query: { indexed: () => ({ __typename: 'Goods', id: 'g1' }), goods: () => ({ id: 'g1' }) } },
    },
    {
      name: 'tariff',
      typeDefs: `type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! remark: String }
        interface Goods @key(fields: "id") { id: ID! }
        type Tea implements Goods @key(fields: "id") { id: ID! grade: String! }
        type Query { remarked: Node }`,
      resolvers: {
        Query: { remarked: () => ({ id: 'n1', remark: 'seen' }) },
        Goods: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Tea', id, grade: 'BP1' }) },
        Tea: { __resolveReference: ({ id }: { id: string }) => ({ id, grade: 'BP1' }) },
      },
    },
  ],
  ({ answers, federation }) => {
    answers('its own fields are read where they are given', '{ remarked { id remark } }', {
      remarked: { id: 'n1', remark: 'seen' },
    });
    answers('the concrete type behind a reference is found', '{ goods { __typename id } }', {
      goods: { __typename: 'Tea', id: 'g1' },
    });
    answers('and its own fields', '{ goods { id ... on Tea { grade } } }', { goods: { id: 'g1', grade: 'BP1' } });
    answers(
      'the key is there without asking further',
      '{ goods { id } }',
      { goods: { id: 'g1' } },
      { calls: { index: 1 } },
    );
    test('what cannot be resolved is null with an error, never a guess', async () => {
      const answer = await federation().ask('{ remarked { __typename id } }');
      expect(answer.data?.['remarked'] ?? null).toBeNull();
      expect(answer.errors).not.toEqual([]);
    });
  },
);
