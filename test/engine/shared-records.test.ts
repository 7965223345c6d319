import { byKey, topic } from './topic.ts';

const OWNERS = [{ id: 'o1', address: { street: 'Main Street', city: 'Busia' } }];

topic(
  'one record at several places',
  [
    {
      name: 'customs',
      typeDefs: `type Query { consignment(id: ID): Consignment consignments: [Consignment!] }
        type Consignment @key(fields: "id") { id: ID }`,
      resolvers: {
        Query: {
          consignment: (_: unknown, { id }: { id: string }) => ({ id }),
          consignments: () => ['1', '1', '2'].map((id) => ({ id })),
        },
      },
    },
    {
      name: 'registry',
      typeDefs: `type Consignment @key(fields: "id") { id: ID owner: Owner } type Owner @key(fields: "id") { id: ID }`,
      resolvers: { Consignment: { __resolveReference: ({ id }: { id: string }) => ({ id, owner: { id: 'o1' } }) } },
    },
    {
      name: 'rates',
      typeDefs: `type Owner @key(fields: "id") { id: ID price(currency: String): String address: Address }
        type Address { street: String city: String }`,
      resolvers: {
        Owner: {
          ...byKey(OWNERS, 'id'),
          price: (_: unknown, { currency }: { currency: string }) => `price in ${currency}`,
        },
      },
    },
    {
      name: 'tariffs',
      typeDefs: `type Owner @key(fields: "id") { id: ID price(currency: String): String @external
        usd: String @requires(fields: "price(currency: \\"USD\\")")
        eur: String @requires(fields: "price(currency: \\"EUR\\")") }`,
      resolvers: {
        Owner: {
          __resolveReference: (representation: object) => representation,
          usd: ({ price }: { price: string }) => `from ${price}`,
          eur: ({ price }: { price: string }) => `from ${price}`,
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'each place gets what was asked for there, however another place asked for the same field',
      '{ a: consignment(id: "1") { owner { usd } } b: consignment(id: "1") { owner { eur } } }',
      { a: { owner: { usd: 'from price in USD' } }, b: { owner: { eur: 'from price in EUR' } } },
    );
    answers(
      'each place gets the part of a value that was asked for there',
      '{ a: consignment(id: "1") { owner { address { street } } } b: consignment(id: "1") { owner { address { city } } } }',
      { a: { owner: { address: { street: 'Main Street' } } }, b: { owner: { address: { city: 'Busia' } } } },
    );
    answers(
      'a record that is in a list twice is whole both times',
      '{ consignments { owner { usd address { city } } } }',
      {
        consignments: ['1', '1', '2'].map(() => ({ owner: { usd: 'from price in USD', address: { city: 'Busia' } } })),
      },
      { calls: { customs: 1, registry: 1, rates: 1, tariffs: 1 } },
    );
  },
);
