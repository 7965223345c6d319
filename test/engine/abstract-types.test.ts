import { byKey, topic } from './topic.ts';

const SIZE = { size: '40ft', weight: 26.5 };
const ITEMS = [
  {
    __typename: 'Container',
    id: 'k1',
    tag: 'T-1',
    size: SIZE,
    madeBy: { email: 'a@x.example' },
    alike: [{ id: 'k2' }],
    maker: { __typename: 'Firm', id: 'f1' },
    score: 4,
  },
  {
    __typename: 'Trailer',
    id: 't1',
    tag: 'T-2',
    size: { size: '20ft', weight: 9 },
    madeBy: null,
    alike: [{ id: 't1' }],
    maker: { __typename: 'Own', email: 'o@x.example' },
    score: 2,
  },
  {
    __typename: 'Container',
    id: 'k2',
    tag: 'T-3',
    size: null,
    madeBy: { email: 'b@x.example' },
    alike: [],
    maker: null,
    score: 5,
  },
];
const ofType = (name: string) => ITEMS.filter((item) => item.__typename === name);
const days = ({ size }: { size: typeof SIZE | null }, { zone }: { zone?: string }) =>
  size ? { days: `${zone ?? 'any'} ${size.size} ${size.weight}` } : null;
const reviewsOfAlike = ({ alike }: { alike: { id: string }[] }) =>
  alike.map(({ id }) => ({ id: `r-${id}`, body: `of ${id}`, item: ITEMS.find((item) => item.id === id) }));

topic(
  'abstract types',
  [
    {
      name: 'fleet',
      typeDefs: `type Query { items: [Item] alike(id: ID!): [Item] }
        interface Item { id: ID! tag: String size: Size madeBy: Person hidden: Boolean @inaccessible }
        interface Alike { alike: [Item] }
        type Size @shareable { size: String weight: Float }
        type Container implements Item & Alike @key(fields: "id") {
          id: ID! tag: String size: Size @shareable madeBy: Person alike: [Container] hidden: Boolean maker: Maker }
        type Trailer implements Item & Alike @key(fields: "id") {
          id: ID! tag: String size: Size @shareable madeBy: Person alike: [Trailer] hidden: Boolean maker: Maker }
        union Maker = Firm | Own
        type Firm { id: ID! @shareable }
        type Own { email: String }
        type Person @key(fields: "email") { email: ID! count: Int @shareable }`,
      resolvers: {
        Query: { items: () => ITEMS, alike: () => [ITEMS[1], ITEMS[2]] },
        Container: {
          ...byKey(ofType('Container'), 'id'),
          alike: ({ alike }: { alike: { id: string }[] }) =>
            alike.map(({ id }) => ITEMS.find((item) => item.id === id)),
        },
        Trailer: {
          ...byKey(ofType('Trailer'), 'id'),
          alike: ({ alike }: { alike: { id: string }[] }) =>
            alike.map(({ id }) => ITEMS.find((item) => item.id === id)),
        },
        Person: { count: () => 7 },
      },
    },
    {
      name: 'yard',
      typeDefs: `interface Item { id: ID! size: Size stay(zone: String): Stay }
        type Container implements Item @key(fields: "id") {
          id: ID! size: Size @external stay(zone: String): Stay @requires(fields: "size { size weight }") }
        type Trailer implements Item @key(fields: "id") {
          id: ID! size: Size @external stay(zone: String): Stay @requires(fields: "size { size weight }") }
        type Size @shareable { size: String weight: Float }
        type Stay { days: String }`,
      resolvers: {
        Container: {
          ...byKey(
            ofType('Container').map(({ id }) => ({ id })),
            'id',
          ),
          stay: days,
        },
        Trailer: {
          ...byKey(
            ofType('Trailer').map(({ id }) => ({ id })),
            'id',
          ),
          stay: days,
        },
      },
    },
    {
      name: 'reviews',
      typeDefs: `interface Item { id: ID! score: Float! reviews: [Review!]! }
        interface Alike { alike: [Item] }
        type Container implements Item & Alike @key(fields: "id") {
          id: ID! score: Float! reviews: [Review!]! alike: [Container] @external
          reviewsOfAlike: [Review!]! @requires(fields: "alike { id }") }
        type Trailer implements Item & Alike @key(fields: "id") {
          id: ID! score: Float! reviews: [Review!]! alike: [Trailer] @external
          reviewsOfAlike: [Review!]! @requires(fields: "alike { id }") }
        type Review { id: ID! body: String! item: Item }
        type Query { review(id: ID!): Review }`,
      resolvers: {
        Query: { review: (_: unknown, { id }: { id: string }) => ({ id, body: 'first', item: ITEMS[0] }) },
        Container: {
          ...byKey(
            ofType('Container').map(({ id, score }) => ({ id, score })),
            'id',
          ),
          reviews: () => [],
          reviewsOfAlike,
        },
        Trailer: {
          ...byKey(
            ofType('Trailer').map(({ id, score }) => ({ id, score })),
            'id',
          ),
          reviews: ({ id }: { id: string }) => [{ id: 'r9', body: `on ${id}`, item: ITEMS[2] }],
          reviewsOfAlike,
        },
      },
    },
    {
      name: 'firms',
      typeDefs: `type Firm @key(fields: "id") { id: ID! name: String mail: Mail } type Mail { address: String }
        type Person @key(fields: "email") { email: ID! name: String }`,
      resolvers: {
        Firm: {
          __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Lakeside', mail: { address: 'l@x.example' } }),
        },
        Person: {
          __resolveReference: ({ email }: { email: string }) => ({ email, name: email.slice(0, 1).toUpperCase() }),
        },
      },
    },
  ],
  ({ answers }) => {
    answers('an interface field is read on every type', '{ items { __typename id tag } }', {
      items: ITEMS.map(({ __typename, id, tag }) => ({ __typename, id, tag })),
    });
    answers('an interface field of another subgraph is fetched for each type', '{ items { id score } }', {
      items: ITEMS.map(({ id, score }) => ({ id, score })),
    });
    answers(
      'a field of the interface that requires others gets them for every type',
      '{ items { stay(zone: "Z") { days } size { weight } } }',
      {
        items: [
          { stay: { days: 'Z 40ft 26.5' }, size: { weight: 26.5 } },
          { stay: { days: 'Z 20ft 9' }, size: { weight: 9 } },
          { stay: null, size: null },
        ],
      },
    );
    answers(
      'interfaces within interfaces keep their types apart',
      `{ alike(id: "x") { id ... on Alike { alike { id tag } } ... on Trailer { reviewsOfAlike { id body item { id tag score } } } } }`,
      {
        alike: [
          {
            id: 't1',
            alike: [{ id: 't1', tag: 'T-2' }],
            reviewsOfAlike: [{ id: 'r-t1', body: 'of t1', item: { id: 't1', tag: 'T-2', score: 2 } }],
          },
          { id: 'k2', alike: [] },
        ],
      },
    );
    answers(
      'a union within a type is followed by its members',
      `{ items { ... on Container { maker { __typename ... on Firm { name mail { address } } ... on Own { email } } madeBy { name count } }
                 ... on Trailer { maker { ... on Own { email } ... on Firm { id } } madeBy { email } } } }`,
      {
        items: [
          {
            maker: { __typename: 'Firm', name: 'Lakeside', mail: { address: 'l@x.example' } },
            madeBy: { name: 'A', count: 7 },
          },
          { maker: { email: 'o@x.example' }, madeBy: null },
          { maker: null, madeBy: { name: 'B', count: 7 } },
        ],
      },
    );
    answers(
      'named fragments on interfaces merge with those on types',
      `{ review(id: "r1") { body item { ...I ... on Container { ...C } } } }
       fragment I on Item { id reviews { item { ... on Container { score } } } ...S }
       fragment S on Item { score size { size } }
       fragment C on Container { tag size { weight } reviewsOfAlike { body } }`,
      {
        review: {
          body: 'first',
          item: { id: 'k1', reviews: [], score: 4, size: SIZE, tag: 'T-1', reviewsOfAlike: [{ body: 'of k2' }] },
        },
      },
    );
  },
);

const BOOKS = [
  { __typename: 'Certificate', id: 'b1', fee: 10.5 },
  { __typename: 'Certificate', id: 'b2', fee: 10.5 },
];

topic(
  'circular reference interface',
  [
    {
      name: 'sps',
      typeDefs: `type Query { document: Document }
        interface Document { replaces: Document }
        type Certificate implements Document @key(fields: "id") {
          id: ID! replaces: Certificate @provides(fields: "fee") fee: Float @external }`,
      resolvers: {
        Query: { document: () => BOOKS[0] },
        Certificate: {
          ...byKey(BOOKS, 'id'),
          replaces: ({ id }: { id: string }) => BOOKS.find((each) => each.id !== id),
        },
      },
    },
    {
      name: 'fees',
      typeDefs: 'type Certificate @key(fields: "id") { id: ID! fee: Float @shareable }',
      resolvers: { Certificate: byKey(BOOKS, 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'an interface that leads back to itself ends where the operation does',
      '{ document { replaces { __typename ... on Certificate { id fee replaces { __typename replaces { ... on Certificate { id fee } } } } } } }',
      {
        document: {
          replaces: {
            __typename: 'Certificate',
            id: 'b2',
            fee: 10.5,
            replaces: { __typename: 'Certificate', replaces: { id: 'b2', fee: 10.5 } },
          },
        },
      },
    );
    answers(
      'the first of the circle is fetched where it is not provided',
      '{ document { ... on Certificate { fee replaces { id } } } }',
      {
        document: { fee: 10.5, replaces: { id: 'b2' } },
      },
    );
  },
);
