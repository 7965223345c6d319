import { byKey, topic } from './topic.ts';

const CONSIGNMENTS = [
  { id: '7', mrn: 'MRN7', status: 'ARRIVED', goods: 'tea' },
  { id: 'ARRIVED', mrn: 'MRN8', status: '7', goods: 'maize' },
];
const DECISIONS = [
  { id: '7', spsDecision: 'RELEASE' },
  { id: 'ARRIVED', spsDecision: 'DETAIN' },
  { id: 'MRN7', spsDecision: 'DESTROY' },
];
const fee = ({ id }: { id: string }, { currency, days }: { currency: string; days: number }) =>
  `${id} ${currency} ${days}`;
const odd = { constructor: 'c', toString: 't', valueOf: 5, hasOwnProperty: ['h'], prototype: { constructor: 'pc' } };

const SUBGRAPHS = [
  {
    name: 'customs',
    typeDefs: `type Query { consignment(id: ID!): Consignment consignments: [Consignment!]! subjects: [Subject!]! odd: Odd }
      type Consignment @key(fields: "id") { id: ID! mrn: String status: String goods: String next: Consignment }
      union Subject = Consignment | Vehicle
      type Vehicle @key(fields: "plate") { plate: ID! make: String axles: Int load: Consignment }
      type Odd @key(fields: "constructor") { constructor: ID! toString: String valueOf: Int hasOwnProperty: [String] prototype: OddInner }
      type OddInner { constructor: String }`,
    resolvers: {
      Query: {
        consignment: (_: unknown, { id }: { id: string }) => CONSIGNMENTS.find((each) => each.id === id),
        consignments: () => CONSIGNMENTS,
        subjects: () => [
          { __typename: 'Consignment', ...CONSIGNMENTS[0] },
          { __typename: 'Vehicle', plate: 'UAX 1', make: 'Tata', axles: 3, load: CONSIGNMENTS[1] },
        ],
        odd: () => odd,
      },
      Consignment: { ...byKey(CONSIGNMENTS, 'id'), next: () => CONSIGNMENTS[1] },
    },
  },
  {
    name: 'sps',
    typeDefs: `type Consignment @key(fields: "id") { id: ID! spsDecision: String fee(currency: String! = "UGX", days: Int! = 1): String }
      type Vehicle @key(fields: "plate") { plate: ID! stolen: Boolean }
      type Odd @key(fields: "constructor") { constructor: ID! isPrototypeOf: String }`,
    resolvers: {
      Consignment: { ...byKey(DECISIONS, 'id'), fee },
      Vehicle: byKey([{ plate: 'UAX 1', stolen: true }], 'plate'),
      Odd: { __resolveReference: () => ({ isPrototypeOf: 'from sps' }) },
    },
  },
];

topic('response keys', SUBGRAPHS, ({ answers, federation }) => {
  async function idsAsked(query: string): Promise<unknown> {
    federation().forget();
    await federation().ask(query);
    return (federation().calls['sps'] ?? []).flatMap(({ variables }) => Object.values(variables).flat());
  }

  answers('an alias named like the key is no key', '{ consignment(id: "7") { id: mrn spsDecision } }', {
    consignment: { id: 'MRN7', spsDecision: 'RELEASE' },
  });
  answers(
    'a field’s own name as alias changes nothing',
    '{ consignments { id } consignments: consignments { id: id mrn: mrn mrn spsDecision: spsDecision } }',
    {
      consignments: [
        { id: '7', mrn: 'MRN7', spsDecision: 'RELEASE' },
        { id: 'ARRIVED', mrn: 'MRN8', spsDecision: 'DETAIN' },
      ],
    },
  );
  answers('nor one whose value is the key of another record', '{ consignments { id: status spsDecision } }', {
    consignments: [
      { id: 'ARRIVED', spsDecision: 'RELEASE' },
      { id: '7', spsDecision: 'DETAIN' },
    ],
  });
  test('the other subgraph gets the true id and nothing else', async () => {
    expect(await idsAsked('{ consignments { id: status spsDecision __typename: goods } }')).toEqual([
      { __typename: 'Consignment', id: '7' },
      { __typename: 'Consignment', id: 'ARRIVED' },
    ]);
  });
  answers(
    'the key under another name beside it',
    '{ consignment(id: "7") { mrn: id id: goods spsDecision: status decision: spsDecision } }',
    { consignment: { mrn: '7', id: 'tea', spsDecision: 'ARRIVED', decision: 'RELEASE' } },
  );
  answers(
    'an alias named __typename decides no type',
    '{ subjects { __typename: __typename ... on Vehicle { t: plate stolen } ... on Consignment { spsDecision } } consignment(id: "7") { __typename: mrn spsDecision } }',
    {
      subjects: [
        { __typename: 'Consignment', spsDecision: 'RELEASE' },
        { __typename: 'Vehicle', t: 'UAX 1', stolen: true },
      ],
      consignment: { __typename: 'MRN7', spsDecision: 'RELEASE' },
    },
  );
  answers(
    'nor in a union',
    '{ subjects { ... on Vehicle { __typename: plate stolen } ... on Consignment { __typename: id spsDecision } } }',
    {
      subjects: [
        { __typename: '7', spsDecision: 'RELEASE' },
        { __typename: 'UAX 1', stolen: true },
      ],
    },
  );
  test.each([
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    'then',
    'toJSON',
    '_entities',
    '_e0',
    'representations',
    'data',
    'length',
  ])('an alias may be %s, at every level and for every field', async (key) => {
    const answer = await federation().ask(
      `query ($representations: ID!) { ${key}: consignment(id: $representations) { ${key}: mrn spsDecision next { ${key}: spsDecision id } } }`,
      { representations: '7' },
    );
    expect(JSON.stringify(answer.data)).toBe(
      JSON.stringify({ [key]: { [key]: 'MRN7', spsDecision: 'RELEASE', next: { [key]: 'DETAIN', id: 'ARRIVED' } } }),
    );
    expect(answer.errors).toEqual([]);
  });
  test('an alias may be __proto__', async () => {
    const { text, errors } = await federation().ask(
      '{ __proto__: consignment(id: "7") { __proto__: mrn spsDecision next { __proto__: spsDecision } } }',
    );
    expect(text).toContain(
      '"data":{"__proto__":{"__proto__":"MRN7","spsDecision":"RELEASE","next":{"__proto__":"DETAIN"}}}',
    );
    expect(errors).toEqual([]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
  test('fields may be named like the members of every object', async () => {
    const answer = await federation().ask(
      '{ odd { constructor toString valueOf hasOwnProperty prototype { constructor } isPrototypeOf } }',
    );
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify({ odd: { ...odd, isPrototypeOf: 'from sps' } }));
    expect(answer.errors).toEqual([]);
  });
  test('such names may change places', async () => {
    const answer = await federation().ask('{ odd { toString: isPrototypeOf valueOf: toString } }');
    expect(JSON.stringify(answer.data)).toBe('{"odd":{"toString":"from sps","valueOf":"t"}}');
  });
  answers(
    'one key is another field on another type',
    `{ subjects { ... on Consignment { what: goods of: fee(currency: "EUR") }
                  ... on Vehicle { what: make load { what: status of: spsDecision } } } }`,
    {
      subjects: [
        { what: 'tea', of: '7 EUR 1' },
        { what: 'Tata', load: { what: '7', of: 'DETAIN' } },
      ],
    },
  );
  answers(
    'one key is another field of another subgraph on another type',
    '{ subjects { ... on Consignment { what: spsDecision } ... on Vehicle { what: make } } }',
    { subjects: [{ what: 'RELEASE' }, { what: 'Tata' }] },
  );
  answers(
    'one field with several arguments under several names',
    `query ($c: String!, $n: Int) { consignment(id: "7") {
      fee a: fee(currency: "EUR") b: fee(currency: $c) c: fee(currency: $c, days: 3) d: fee(days: 2, currency: "EUR") e: fee(days: $n) } }`,
    { consignment: { fee: '7 UGX 1', a: '7 EUR 1', b: '7 USD 1', c: '7 USD 3', d: '7 EUR 2', e: '7 UGX 1' } },
    { variables: { c: 'USD' } },
  );
  answers(
    'one root field with several arguments, followed each for itself',
    '{ a: consignment(id: "7") { d: spsDecision } b: consignment(id: "ARRIVED") { d: fee(currency: "X") } c: consignment(id: "none") { d: spsDecision } }',
    { a: { d: 'RELEASE' }, b: { d: 'ARRIVED X 1' }, c: null },
  );
  answers(
    'one key written twice is one value',
    '{ consignment(id: "7") { n: next { id } } ... on Query { consignment(id: "7") { n: next { s: spsDecision } n: next { ... on Consignment { s: spsDecision mrn } } } } }',
    { consignment: { n: { id: 'ARRIVED', s: 'DETAIN', mrn: 'MRN8' } } },
  );
  test('the keys stand in the order of the operation', async () => {
    const { text } = await federation().ask(
      '{ z: consignment(id: "7") { spsDecision goods ...F id b: fee } a: consignment(id: "7") { id } } fragment F on Consignment { mrn spsDecision a: fee }',
    );
    expect(text).toContain(
      '"data":{"z":{"spsDecision":"RELEASE","goods":"tea","mrn":"MRN7","a":"7 UGX 1","id":"7","b":"7 UGX 1"},"a":{"id":"7"}}',
    );
  });
});
