import { byKey, topic } from './topic.ts';

const RATES: Readonly<Record<string, number>> = { USD: 1, UGX: 3700, EUR: 2 };
const GOODS = [
  { code: '0902', name: 'tea', weight: 10, value: 5, kind: { mean: 7 } },
  { code: '1005', name: 'maize', weight: 0, value: null, kind: null },
];
type Priced = { value: number | null };
const inCurrency = ({ value }: Priced, { currency }: { currency: string }) =>
  value === null ? null : value * (RATES[currency] ?? 0);
const TARIFF = {
  name: 'tariff',
  typeDefs: `type Query { goods: [Goods] }
    type Goods @key(fields: "code") { code: ID! name: String value(currency: String!): Int weight: Int kind: Kind }
    type Kind { mean(currency: String!): Int }`,
  resolvers: {
    Query: { goods: () => GOODS },
    Goods: { ...byKey(GOODS, 'code'), value: inCurrency },
    Kind: { mean: ({ mean }: { mean: number }, { currency }: { currency: string }) => mean * (RATES[currency] ?? 0) },
  },
} as const;
const CODES = GOODS.map(({ code }) => ({ code }));
type Required = { value: number | null; weight: number; kind: { mean: number } | null };
const duty = ({ value, weight }: Required) => (value === null ? null : value * weight);

topic(
  'requires with argument',
  [
    TARIFF,
    {
      name: 'customs',
      typeDefs: `type Goods @key(fields: "code") { code: ID! weight: Int @external value(currency: String!): Int @external
          duty: Int @requires(fields: "value(currency: \\"USD\\") weight")
          kind: Kind @external isCostly: Boolean @requires(fields: "kind { mean(currency: \\"USD\\") }") }
        type Kind @external { mean(currency: String!): Int }`,
      resolvers: {
        Goods: { ...byKey(CODES, 'code'), duty, isCostly: ({ kind }: Required) => (kind ? kind.mean > 100 : null) },
      },
    },
    {
      name: 'journal',
      typeDefs:
        'type Query { entries: [Entry] } type Entry @key(fields: "id") { id: ID! } type Remark @key(fields: "id") { id: ID! writerId: ID text: String! }',
      resolvers: {
        Query: { entries: () => [{ id: 'e1' }] },
        Remark: { __resolveReference: ({ id }: { id: string }) => ({ id, writerId: `w-${id}`, text: `text ${id}` }) },
      },
    },
    {
      name: 'officers',
      typeDefs: `type Entry @key(fields: "id") { id: ID! writers: String @requires(fields: "remarks(limit: 3) { writerId }") remarks(limit: Int!): [Remark] }
        type Remark @key(fields: "id") { id: ID! day: String writerId: ID @external }`,
      resolvers: {
        Entry: {
          __resolveReference: ({ id, remarks }: { id: string; remarks?: { writerId: string }[] }) => ({
            id,
            ...(remarks && { required: remarks.map((remark) => remark.writerId) }),
          }),
          writers: ({ required }: { required: string[] }) => required.join(),
          remarks: (_: unknown, { limit }: { limit: number }) =>
            ['1', '2', '3', '4'].slice(0, limit).map((id) => ({ id: `r${id}`, day: `day ${id}` })),
        },
      },
    },
  ],
  ({ answers }) => {
    answers('a required field is asked with the argument it is required with', '{ goods { duty isCostly } }', {
      goods: [
        { duty: 50, isCostly: false },
        { duty: null, isCostly: null },
      ],
    });
    answers(
      'the caller may ask for the same field with another argument',
      '{ goods { value(currency: "UGX") duty weight kind { mean(currency: "UGX") } isCostly } }',
      {
        goods: [
          { value: 18500, duty: 50, weight: 10, kind: { mean: 25900 }, isCostly: false },
          { value: null, duty: null, weight: 0, kind: null, isCostly: null },
        ],
      },
    );
    answers(
      'under an alias and by a variable too',
      'query ($c: String!) { goods { value: name inShillings: value(currency: $c) duty } }',
      {
        goods: [
          { value: 'tea', inShillings: 18500, duty: 50 },
          { value: 'maize', inShillings: null, duty: null },
        ],
      },
      { variables: { c: 'UGX' } },
    );
    answers('a list is required with its own length', '{ entries { writers } }', {
      entries: [{ writers: 'w-r1,w-r2,w-r3' }],
    });
    answers(
      'and answered to the caller with his',
      '{ entries { remarks(limit: 1) { id day text } writers all: remarks(limit: 4) { id writerId } } }',
      {
        entries: [
          {
            remarks: [{ id: 'r1', day: 'day 1', text: 'text r1' }],
            writers: 'w-r1,w-r2,w-r3',
            all: ['1', '2', '3', '4'].map((id) => ({ id: `r${id}`, writerId: `w-r${id}` })),
          },
        ],
      },
    );
  },
);

topic(
  'requires with argument conflict',
  [
    TARIFF,
    {
      name: 'customs',
      typeDefs: `type Goods @key(fields: "code") { code: ID! weight: Int @external value(currency: String!): Int @external
          duty: Int @requires(fields: "value(currency: \\"USD\\") weight")
          dutyInEuro: Int @requires(fields: "value(currency: \\"EUR\\") weight")
          kind: Kind @external isCostly: Boolean @requires(fields: "kind { mean(currency: \\"USD\\") }") }
        type Kind @external { mean(currency: String!): Int }`,
      resolvers: {
        Goods: {
          ...byKey(CODES, 'code'),
          duty,
          dutyInEuro: duty,
          isCostly: ({ kind }: Required) => (kind ? kind.mean > 5 : null),
        },
      },
    },
  ],
  ({ answers }) => {
    answers(
      'fields that require one field with two arguments each get their own',
      '{ goods { duty dutyInEuro } }',
      {
        goods: [
          { duty: 50, dutyInEuro: 100 },
          { duty: null, dutyInEuro: null },
        ],
      },
      // The plan has one place for both values.
      { wrongIn: ['hub with apollo', 'reference'] },
    );
    answers(
      'and the caller gets a third',
      '{ goods { dutyInEuro value(currency: "UGX") duty isCostly kind { mean(currency: "EUR") } } }',
      {
        goods: [
          { dutyInEuro: 100, value: 18500, duty: 50, isCostly: true, kind: { mean: 14 } },
          { dutyInEuro: null, value: null, duty: null, isCostly: null, kind: null },
        ],
      },
      // The plan has one place for both values.
      { wrongIn: ['hub with apollo', 'reference'] },
    );
    answers('one of them alone is as ever', '{ goods { dutyInEuro } }', {
      goods: [{ dutyInEuro: 100 }, { dutyInEuro: null }],
    });
  },
);
