import { byKey, topic } from './topic.ts';

const GOODS = [
  { code: '0902', name: 'tea', price: 5, weight: 10 },
  { code: '1005', name: 'maize', price: 2000, weight: 40 },
];
const ENTRIES = [
  { id: 'e1', remark: 'sound', officer: { id: 'o1' }, goods: { code: '0902' } },
  { id: 'e2', remark: 'wet', officer: { id: 'o2' }, goods: { code: '1005' } },
];
const OFFICERS = [
  { id: 'o1', name: 'Otieno', username: 'otieno' },
  { id: 'o2', name: 'Akinyi', username: 'akinyi' },
];

topic(
  'simple requires provides',
  [
    {
      name: 'accounts',
      typeDefs:
        'type Query { me: Officer } type Officer @key(fields: "id") { id: ID! name: String username: String @shareable }',
      resolvers: { Query: { me: () => OFFICERS[0] }, Officer: byKey(OFFICERS, 'id') },
    },
    {
      name: 'store',
      typeDefs: `type Goods @key(fields: "code") { code: String! weight: Int @external price: Int @external inStock: Boolean
          isCheap: Boolean @requires(fields: "price") storage: Int @requires(fields: "price weight") }`,
      resolvers: {
        Goods: {
          __resolveReference: (reference: { code: string }) => ({ ...reference, inStock: reference.code === '0902' }),
          isCheap: ({ price }: { price: number }) => price < 100,
          storage: ({ price, weight }: { price: number; weight: number }) => (price > 1000 ? 0 : price * weight),
        },
      },
    },
    {
      name: 'tariff',
      typeDefs:
        'type Query { goods: [Goods] } type Goods @key(fields: "code") { code: String! name: String price: Int weight: Int }',
      resolvers: { Query: { goods: () => GOODS }, Goods: byKey(GOODS, 'code') },
    },
    {
      name: 'journal',
      typeDefs: `type Entry @key(fields: "id") { id: ID! remark: String officer: Officer @provides(fields: "username") goods: Goods }
        type Officer @key(fields: "id") { id: ID! username: String @external entries: [Entry] }
        type Goods @key(fields: "code") { code: String! entries: [Entry] }`,
      resolvers: {
        Entry: {
          ...byKey(ENTRIES, 'id'),
          officer: ({ officer }: { officer: { id: string } }) => OFFICERS.find(({ id }) => id === officer.id),
        },
        Officer: {
          __resolveReference: ({ id }: { id: string }) => ({ id }),
          entries: ({ id }: { id: string }) => ENTRIES.filter(({ officer }) => officer.id === id),
        },
        Goods: {
          __resolveReference: ({ code }: { code: string }) => ({ code }),
          entries: ({ code }: { code: string }) => ENTRIES.filter(({ goods }) => goods.code === code),
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'what is provided is not asked of its owner',
      '{ goods { entries { officer { username } } } }',
      {
        goods: [{ entries: [{ officer: { username: 'otieno' } }] }, { entries: [{ officer: { username: 'akinyi' } }] }],
      },
      { calls: { tariff: 1, journal: 1 } },
    );
    answers(
      'what is not provided beside it is',
      '{ goods { entries { officer { id name username } } } }',
      { goods: OFFICERS.map((officer) => ({ entries: [{ officer }] })) },
      { calls: { tariff: 1, journal: 1, accounts: 1 } },
    );
    answers(
      'what is required travels from owner to dependent',
      '{ goods { isCheap storage inStock } }',
      {
        goods: [
          { isCheap: true, storage: 50, inStock: true },
          { isCheap: false, storage: 0, inStock: false },
        ],
      },
      { calls: { tariff: 1, store: 1 } },
    );
    answers(
      'deep in the answer too',
      '{ me { name entries { remark goods { name storage entries { officer { username entries { id } } } } } } }',
      {
        me: {
          name: 'Otieno',
          entries: [
            {
              remark: 'sound',
              goods: {
                name: 'tea',
                storage: 50,
                entries: [{ officer: { username: 'otieno', entries: [{ id: 'e1' }] } }],
              },
            },
          ],
        },
      },
    );
  },
);

const PARTED = { id: 'c1', parts: [{ id: 'c2', parts: [] }] };
const CHAPTERS = [{ id: 'c1', name: 'tea', parts: [{ id: 'c2', name: 'green tea' }] }];

topic(
  'nested provides',
  [
    {
      name: 'all',
      typeDefs: 'type Goods @key(fields: "id") { id: ID! }',
      resolvers: { Goods: byKey([{ id: 'g1' }], 'id') },
    },
    {
      name: 'chapters',
      typeDefs: `type Query { goods: [Goods] @shareable @provides(fields: "chapters { id name parts { id name } }") }
        type Goods @key(fields: "id") { id: ID! chapters: [Chapter] @external }
        type Chapter @key(fields: "id") { id: ID! name: String parts: [Chapter] @external }`,
      resolvers: { Query: { goods: () => [{ id: 'g1', chapters: CHAPTERS }] } },
    },
    {
      name: 'parts',
      typeDefs: `type Query { goods: [Goods] @shareable }
        type Goods @key(fields: "id") { id: ID! chapters: [Chapter] @shareable }
        type Chapter @key(fields: "id") { id: ID! parts: [Chapter] @shareable }`,
      resolvers: {
        Query: { goods: () => [{ id: 'g1', chapters: [PARTED] }] },
        Goods: byKey([{ id: 'g1', chapters: [PARTED] }], 'id'),
        Chapter: byKey([PARTED, ...PARTED.parts], 'id'),
      },
    },
  ],
  ({ answers }) => {
    answers(
      'a provided object within a provided object is read on the spot',
      '{ goods { chapters { id name parts { id name } } } }',
      { goods: [{ chapters: CHAPTERS }] },
      { calls: { chapters: 1 } },
    );
    answers(
      'what lies below what is provided is fetched',
      '{ goods { id chapters { name parts { name parts { id } } } } }',
      {
        goods: [{ id: 'g1', chapters: [{ name: 'tea', parts: [{ name: 'green tea', parts: [] }] }] }],
      },
      // Its plan asks the providing subgraph for a field that is external there and provided one level higher only.
    );
  },
);

const EVIDENCE = {
  __typename: 'Photo',
  id: 'p1',
  subjects: [
    { __typename: 'Dog', id: 's1', name: 'Rex', age: 4 },
    { __typename: 'Cat', id: 's2', name: 'Tom', age: 2 },
  ],
};
const ANIMALS = EVIDENCE.subjects;

topic(
  'provides on interface',
  [
    {
      name: 'all',
      typeDefs: `interface Evidence { id: ID! subjects: [Animal] }
        interface Animal { id: ID! }
        type Photo implements Evidence @key(fields: "id") { id: ID! subjects: [Animal] @shareable }
        type Dog implements Animal { id: ID! @external }
        type Cat implements Animal { id: ID! @external }
        type Query { anyEvidence: Evidence }`,
      resolvers: { Query: { anyEvidence: () => ({ __typename: 'Photo', id: 'p1' }) } },
    },
    {
      name: 'camera',
      typeDefs: `type Query { evidence: Evidence @shareable @provides(fields: "subjects { id name }") stored: Evidence }
        interface Evidence { id: ID! subjects: [Animal] }
        interface Animal { id: ID! name: String }
        type Photo implements Evidence @key(fields: "id") { id: ID! subjects: [Animal] @external }
        type Dog implements Animal @key(fields: "id") { id: ID! name: String @external }
        type Cat implements Animal @key(fields: "id") { id: ID! name: String @external }`,
      resolvers: { Query: { evidence: () => EVIDENCE, stored: () => ({ __typename: 'Photo', id: 'p1' }) } },
    },
    {
      name: 'kennel',
      typeDefs: `type Query { evidence: Evidence @shareable }
        interface Evidence { id: ID! subjects: [Animal] }
        interface Animal { id: ID! name: String age: Int }
        type Photo implements Evidence @key(fields: "id") { id: ID! subjects: [Animal] @shareable }
        type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
        type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }`,
      resolvers: {
        Query: { evidence: () => EVIDENCE },
        Photo: byKey([EVIDENCE], 'id'),
        Dog: byKey(ANIMALS, 'id'),
        Cat: byKey(ANIMALS, 'id'),
      },
    },
  ],
  ({ answers }) => {
    answers(
      'what is provided through an interface is read for every type',
      '{ evidence { id subjects { id name } } }',
      {
        evidence: { id: 'p1', subjects: ANIMALS.map(({ id, name }) => ({ id, name })) },
      },
    );
    answers(
      'what is not provided is fetched by concrete type',
      '{ evidence { subjects { __typename name ... on Cat { age } } } stored { id subjects { ... on Dog { name age } } } }',
      {
        evidence: {
          subjects: [
            { __typename: 'Dog', name: 'Rex' },
            { __typename: 'Cat', name: 'Tom', age: 2 },
          ],
        },
        stored: { id: 'p1', subjects: [{ name: 'Rex', age: 4 }, {}] },
      },
    );
  },
);

const REPORT = {
  items: [
    { __typename: 'Seizure', id: 'z1', title: 'ivory', officer: 'Otieno' },
    { __typename: 'Sample', id: 'z2', title: 'maize', laboratory: 'NPPO' },
  ],
};

topic(
  'provides on union',
  [
    {
      name: 'reports',
      typeDefs: `type Query { items: [Item] @provides(fields: "... on Seizure { title }") plain: [Item] }
        union Item = Seizure | Sample
        type Seizure @key(fields: "id") { id: ID! title: String @external }
        type Sample @key(fields: "id") { id: ID! }`,
      resolvers: {
        Query: {
          items: () => REPORT.items,
          plain: () => REPORT.items.map(({ __typename, id }) => ({ __typename, id })),
        },
      },
    },
    {
      name: 'titles',
      typeDefs: `type Seizure @key(fields: "id") { id: ID! title: String @shareable officer: String }
        type Sample @key(fields: "id") { id: ID! title: String laboratory: String }`,
      resolvers: { Seizure: byKey(REPORT.items, 'id'), Sample: byKey(REPORT.items, 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'what is provided for one member of a union is read on the spot',
      '{ items { ... on Seizure { id title } ... on Sample { id } } }',
      { items: [{ id: 'z1', title: 'ivory' }, { id: 'z2' }] },
      { calls: { reports: 1 } },
    );
    answers(
      'and fetched for the member it is not provided for',
      '{ items { ... on Seizure { title } ... on Sample { title laboratory } } }',
      { items: [{ title: 'ivory' }, { title: 'maize', laboratory: 'NPPO' }] },
    );
    answers(
      'and where the field does not provide',
      '{ plain { __typename ... on Seizure { title officer } } }',
      { plain: [{ __typename: 'Seizure', title: 'ivory', officer: 'Otieno' }, { __typename: 'Sample' }] },
      { calls: { reports: 1, titles: 1 } },
    );
  },
);
