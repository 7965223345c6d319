import { byKey, topic } from './topic.ts';

const CATTLE = { __typename: 'Herd', id: 'h1', heads: 12 };
const TRUCK = { __typename: 'Truck', id: 't1', axles: 3 };

topic(
  'typename',
  [
    {
      name: 'post',
      typeDefs: `type Query { subject: Subject subjects: [Subject!] watched: [Watched!]! }
        union Subject = Herd | Truck
        type Herd @key(fields: "id") { id: ID! heads: Int }
        type Truck @key(fields: "id") { id: ID! axles: Int }
        interface Watched @key(fields: "id") { id: ID! }
        type Trader implements Watched @key(fields: "id") { id: ID! name: String }
        type Mutation { note: Boolean }`,
      resolvers: {
        Query: {
          subject: () => CATTLE,
          subjects: () => [CATTLE, TRUCK],
          watched: () => [{ __typename: 'Trader', id: 'w1', name: 'Nile' }],
        },
        Watched: { __resolveReference: ({ id }: { id: string }) => ({ __typename: 'Trader', id, name: 'Nile' }) },
        Trader: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'Nile' }) },
      },
    },
    {
      name: 'police',
      typeDefs: `type Query { listed: [Watched!]! }
        type Watched @key(fields: "id") @interfaceObject { id: ID! rank: Int }
        type Truck @key(fields: "id") { id: ID! wanted: Boolean }`,
      resolvers: {
        Query: { listed: () => [{ id: 'w1', rank: 2 }] },
        Watched: byKey([{ id: 'w1', rank: 2 }], 'id'),
        Truck: byKey([{ id: 't1', wanted: false }], 'id'),
      },
    },
  ],
  ({ answers, federation }) => {
    answers(
      'the root knows its name without any subgraph',
      '{ __typename again: __typename }',
      { __typename: 'Query', again: 'Query' },
      { calls: {} },
    );
    answers('the root of mutations too', 'mutation { __typename }', { __typename: 'Mutation' }, { calls: {} });
    answers('members of a union tell theirs', '{ subject { __typename } subjects { what: __typename __typename } }', {
      subject: { __typename: 'Herd' },
      subjects: [
        { what: 'Herd', __typename: 'Herd' },
        { what: 'Truck', __typename: 'Truck' },
      ],
    });
    answers(
      'within fragments, several times and under several names',
      '{ subjects { ... on Truck { a: __typename wanted b: __typename } ... on Herd { a: __typename ... { c: __typename } } ... on Subject { d: __typename } } }',
      {
        subjects: [
          { a: 'Herd', c: 'Herd', d: 'Herd' },
          { a: 'Truck', wanted: false, b: 'Truck', d: 'Truck' },
        ],
      },
    );
    answers(
      'under another name alone, of a union and of an interface',
      '{ subjects { kind: __typename } watched { kind: __typename id } }',
      {
        subjects: [{ kind: 'Herd' }, { kind: 'Truck' }],
        watched: [{ kind: 'Trader', id: 'w1' }],
      },
    );
    answers('never the name of an interface object', '{ watched { __typename rank } listed { __typename id } }', {
      watched: [{ __typename: 'Trader', rank: 2 }],
      listed: [{ __typename: 'Trader', id: 'w1' }],
    });
    answers('also where nothing else is asked', '{ listed { kind: __typename ... on Trader { __typename } } }', {
      listed: [{ kind: 'Trader', __typename: 'Trader' }],
    });
    test('introspection: the schema is answered without any subgraph, beside data too', async () => {
      federation().forget();
      const alone = await federation().ask(
        '{ __schema { queryType { name } mutationType { n: name } } __type(name: "Watched") { kind possibleTypes { name } } }',
      );
      expect(alone.data).toEqual({
        __schema: { queryType: { name: 'Query' }, mutationType: { n: 'Mutation' } },
        __type: { kind: 'INTERFACE', possibleTypes: [{ name: 'Trader' }] },
      });
      expect(federation().calls).toEqual({ post: [], police: [] });
      const mixed = await federation().ask(
        'query ($t: String!) { t: __type(name: $t) { kind } subject { ... on Herd { heads } } }',
        { t: 'Truck' },
      );
      expect(mixed.data).toEqual({ t: { kind: 'OBJECT' }, subject: { heads: 12 } });
      expect([...alone.errors, ...mixed.errors]).toEqual([]);
    });
    test('introspection: the machinery of federation is not in the schema', async () => {
      const { text } = await federation().ask(
        '{ __schema { types { name } directives { name } queryType { fields { name } } } }',
      );
      expect(text).not.toMatch(/join__|link__|_entities|_service|_Any|_Entity|"key"/);
    });
  },
);

topic(
  'include-skip',
  [
    {
      name: 'customs',
      typeDefs: `type Query { goods: Goods }
        type Goods @key(fields: "code") { code: ID! value: Float kind: Kind @shareable }
        type Kind @shareable { name: String }`,
      resolvers: {
        Query: { goods: () => ({ code: 'g1', value: 800, kind: { name: 'tea' } }) },
        Goods: byKey([{ code: 'g1', value: 800 }], 'code'),
      },
    },
    {
      name: 'risk',
      typeDefs: `type Goods @key(fields: "code") { code: ID! value: Float @external isCostly: Boolean @requires(fields: "value") score: Int
          skipped: Boolean @requires(fields: "isCostly2") isCostly2: Boolean @external }`,
      resolvers: {
        Goods: {
          __resolveReference: (reference: object) => ({ score: 4, ...reference }),
          isCostly: ({ value }: { value: number }) => value > 500,
          skipped: ({ isCostly2 }: { isCostly2: boolean }) => isCostly2,
        },
      },
    },
    {
      name: 'second',
      typeDefs: 'type Goods @key(fields: "code") { code: ID! isCostly2: Boolean }',
      resolvers: { Goods: byKey([{ code: 'g1', isCostly2: true }], 'code') },
    },
  ],
  ({ answers }) => {
    const QUERY = `query ($no: Boolean! = false, $yes: Boolean! = true, $either: Boolean!) {
      goods { code score @include(if: $no) isCostly @skip(if: $yes) skipped @include(if: $either) ... @skip(if: $either) { kind { name } } } }`;
    answers(
      'what is left out is not fetched, nor what it requires',
      QUERY,
      { goods: { code: 'g1', kind: { name: 'tea' } } },
      { variables: { either: false }, calls: { customs: 1 } },
    );
    answers(
      'what is taken in is',
      QUERY,
      { goods: { code: 'g1', skipped: true } },
      { variables: { either: true }, calls: { customs: 1, second: 1, risk: 1 } },
    );
    answers(
      'the same text with other variables has another answer',
      QUERY,
      { goods: { code: 'g1', score: 4, isCostly: true, kind: { name: 'tea' } } },
      { variables: { no: true, yes: false, either: false } },
    );
    answers(
      'both directives on one field must agree, and one selection that stays keeps the field',
      '{ goods { a: score @skip(if: false) @include(if: false) b: score @skip(if: true) @include(if: true) score @include(if: false) ... on Goods { score } } }',
      { goods: { score: 4 } },
    );
    answers(
      'where everything is left out no subgraph is asked',
      'query ($no: Boolean!) { goods @include(if: $no) { code } ...F @skip(if: true) } fragment F on Query { goods { value } }',
      {},
      { variables: { no: false }, calls: {} },
    );
    answers('an object of which all is left out is an empty object', '{ goods { score @include(if: false) } }', {
      goods: {},
    });
  },
);
