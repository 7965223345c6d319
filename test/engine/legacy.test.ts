import { byKey, topic } from './topic.ts';

const USERS = [{ id: 'u1', name: 'Otieno', nickname: 'ot', rid: 'r1' }];
const registry = (typeDefs: string, federation: 1 | 2) => ({
  name: 'registry',
  federation,
  typeDefs,
  resolvers: {
    Query: { userById: (_: unknown, { id }: { id: string }) => USERS.find((user) => user.id === id) },
    User: byKey(
      USERS.map(({ id, name, nickname }) => ({ id, name, nickname })),
      'id',
    ),
  },
});
const radio = (typeDefs: string, federation: 1 | 2) => ({
  name: 'radio',
  federation,
  typeDefs,
  resolvers: {
    Query: { onAir: () => ({ id: 'u1', rid: 'r1' }), provided: () => ({ id: 'u1', name: 'on air', rid: 'r1' }) },
    User: byKey([{ id: 'u1', rid: 'r1' }], 'id'),
  },
});

const RADIO = 'type Query { onAir: User provided: User @provides(fields: "name") }';
const OWNER =
  'type Query { userById(id: ID): User } type User @key(fields: "id") { id: ID! name: String! nickname: String }';
const SHARING =
  'type Query { userById(id: ID): User } type User @key(fields: "id") { id: ID! name: String! @shareable nickname: String }';

/** The same graph in the four ways its extension has been written. */
const WAYS = [
  [
    'fed1 external extends',
    1,
    'type User @extends @key(fields: "id") { id: ID! @external name: String! @external rid: ID }',
    OWNER,
  ],
  [
    'fed1 external extension',
    1,
    'extend type User @key(fields: "id") { id: ID! @external name: String! @external rid: ID }',
    OWNER,
  ],
  [
    'fed2 external extends',
    2,
    'type User @extends @key(fields: "id") { id: ID! @external name: String! @external rid: ID }',
    SHARING,
  ],
  [
    'fed2 external extension',
    2,
    'extend type User @key(fields: "id") { id: ID! @external name: String! @external rid: ID }',
    SHARING,
  ],
] as const;

for (const [name, federation, extension, owner] of WAYS) {
  topic(name, [radio(`${RADIO} ${extension}`, federation), registry(owner, federation)], ({ answers }) => {
    answers(
      'what is provided is read on the spot',
      '{ provided { name } }',
      { provided: { name: 'on air' } },
      { calls: { radio: 1 } },
    );
    answers('what is not provided is fetched from its owner', '{ onAir { id name } }', {
      onAir: { id: 'u1', name: 'Otieno' },
    });
    answers('what the extension adds is fetched from it', '{ userById(id: "u1") { rid nickname name id } }', {
      userById: { rid: 'r1', nickname: 'ot', name: 'Otieno', id: 'u1' },
    });
    answers('beside a provided field another one is fetched', '{ provided { id nickname rid } }', {
      provided: { id: 'u1', nickname: 'ot', rid: 'r1' },
    });
    answers(
      'the key of an extension is its own',
      '{ onAir { rid id } }',
      { onAir: { rid: 'r1', id: 'u1' } },
      { calls: { radio: 1 } },
    );
  });
}

const GOODS = { id: 'g1', name: 'tea', pid: 'P1', upc: 'U1', price: 5.5 };

topic(
  'fed1 external extends resolvable',
  [
    {
      name: 'tariff',
      federation: 1,
      typeDefs: 'type Query { inTariff: Goods } type Goods @key(fields: "id") { id: ID! name: String pid: ID }',
      resolvers: { Query: { inTariff: () => GOODS }, Goods: byKey([GOODS], 'id') },
    },
    {
      name: 'prices',
      federation: 1,
      typeDefs: `type Query { inPrices: Goods }
        extend type Goods @key(fields: "id name") @key(fields: "upc") { id: ID @external name: String @external upc: String @external price: Float! }`,
      resolvers: { Query: { inPrices: () => GOODS }, Goods: byKey([GOODS], 'id', 'name', 'upc') },
    },
  ],
  ({ answers }) => {
    answers('of several keys the one that can be given is used', '{ inTariff { id name pid price } }', {
      inTariff: { id: 'g1', name: 'tea', pid: 'P1', price: 5.5 },
    });
    answers('and back again', '{ inPrices { id name pid price } }', {
      inPrices: { id: 'g1', name: 'tea', pid: 'P1', price: 5.5 },
    });
    answers(
      'a key of two fields is fetched for it',
      '{ inTariff { price } }',
      { inTariff: { price: 5.5 } },
      { calls: { tariff: 1, prices: 1 } },
    );
  },
);

topic(
  'mysterious external',
  [
    {
      name: 'prices',
      typeDefs:
        'type Query { cheapest: Goods } extend type Goods @key(fields: "id") { id: ID! @external price: Float }',
      resolvers: {
        Query: { cheapest: () => ({ id: 'g1', price: 5.5 }) },
        Goods: byKey([{ id: 'g1', price: 5.5 }], 'id'),
      },
    },
    {
      name: 'tariff',
      typeDefs: 'type Query { goods: [Goods!]! } type Goods @key(fields: "id") { id: ID! name: String! }',
      resolvers: { Query: { goods: () => [GOODS] }, Goods: byKey([GOODS], 'id') },
    },
  ],
  ({ answers }) => {
    answers(
      'a key marked external in an extension is read there',
      '{ cheapest { id } }',
      { cheapest: { id: 'g1' } },
      { calls: { prices: 1 } },
    );
    answers('and leads to its owner and back', '{ cheapest { id name price } goods { price name id } }', {
      cheapest: { id: 'g1', name: 'tea', price: 5.5 },
      goods: [{ price: 5.5, name: 'tea', id: 'g1' }],
    });
  },
);
