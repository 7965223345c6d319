import { agreementWith, approved, partner } from '../support/agreements.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';

const SHIPS = [
  { id: '1', name: 'Anna', owner: 'Lakeside Lines', flags: ['KE', 'UG'], cargo: { goods: 'tea', value: 12 } },
  { id: '2', name: 'Bella', owner: 'Nile Freight', flags: ['UG'], cargo: { goods: 'steel', value: 70 } },
];

const TYPES = `type Query @classified(as: OFFICIAL) { ship(id: ID @reads(field: "Ship.id", how: MATCH)): Ship ships(first: Int, owner: String @reads(field: "Ship.owner")): [Ship!] staff: [Officer!] }
  type Ship @classified(as: OFFICIAL) @record(attributes: "flags") { id: ID name: String owner: String flags: [String!] cargo: Cargo port: String @classified(as: PUBLIC) }
  type Cargo @classified(as: COMMERCIAL) { goods: String value: Int }
  type Officer @classified(as: PERSONAL) { badge: ID }
  enum Unused { A B }`;

const UNDER = 'context has agreement && context.agreement == "ports" && context.purpose == "RISK_ASSESSMENT"';
const CONCERNED = 'context.record has flags && context.record.flags.contains(principal.country)';
const POLICIES = policiesOf(
  'port',
  policy('officers', 'principal in Role::"officer", action, resource', 'context.purpose == "RISK_ASSESSMENT"'),
  policy('published', 'principal, action, resource in Category::"PUBLIC"'),
  policy(
    'ships',
    'principal in Role::"partner", action == Action::"disclose", resource',
    `${UNDER} && resource in [Field::"Ship.id", Field::"Ship.name", Field::"Ship.cargo"] && ${CONCERNED}`,
  ),
  policy(
    'rest',
    'principal in Role::"partner", action == Action::"disclose", resource',
    `${UNDER} && resource in [Field::"Query.ship", Field::"Query.ships", Field::"Cargo.goods"]`,
  ),
  policy('asked', 'principal in Role::"partner", action == Action::"use", resource == Field::"Ship.id"', UNDER),
);

const SHIP = 'query Ship($id: ID) { ship(id: $id) { id name port cargo { goods } } }';
const ALL = '{ ships(first: 10) { name port cargo { goods } } }';
const COVERED = {
  fields: { Query: ['ship', 'ships'], Ship: ['id', 'name', 'cargo', 'port'], Cargo: ['goods'] },
  queryKeys: { 'Query.ship': ['id'], 'Query.ships': ['first'] },
};
const KE = partner('partner-ke', 'KE');

const start = (ships = SHIPS, more: object = {}, documents = [approved(SHIP), approved(ALL)]) =>
  startRuled(
    [
      {
        name: 'port',
        types: TYPES,
        resolvers: {
          Query: {
            ship: (_: unknown, { id }: { id?: string }) => ships.find((ship) => ship.id === id) ?? null,
            ships: () => ships,
            staff: () => [{ badge: '7' }],
          },
          Ship: { port: () => 'Kisumu' },
        },
        policies: POLICIES,
      },
    ],
    undefined,
    [{ agreement: agreementWith({ ...COVERED, ...more }), documents }],
  );

const id = (text: string) => ({ documentId: approved(text).id });

test('a partner is answered what its agreement covers, by an approved operation, with the conditions that travel with it', async () => {
  await using graph = await start();
  const answer = await graph.ask(KE, id(SHIP), { variables: { id: '1' } });
  expect(answer).toMatchObject({ status: 200, errors: [] });
  expect(answer.data).toEqual({ ship: { id: '1', name: 'Anna', port: 'Kisumu', cargo: { goods: 'tea' } } });
  expect(answer.conditions).toEqual({
    agreement: 'ports',
    handlingCode: 'H1',
    retention: 'P2Y',
    onwardTransfer: 'NO',
    evidentiaryUse: 'WITH_CONSENT',
    purpose: 'RISK_ASSESSMENT',
  });
  const [record] = graph.records;
  expect(record).toMatchObject({ agreement: 'ports', principal: 'partner-ke', country: 'KE', outcome: 'ANSWERED' });
});

test('the id may be written as sha256:…', async () => {
  await using graph = await start();
  const { data } = await graph.ask(KE, { documentId: `sha256:${approved(SHIP).id}` }, { variables: { id: '1' } });
  expect(data).toMatchObject({ ship: { name: 'Anna' } });
});

test('a record that is none of its business cannot be told from one that is not there', async () => {
  await using there = await start();
  await using gone = await start(SHIPS.slice(0, 1));
  for (const [text, variables] of [
    [SHIP, { id: '2' }],
    [ALL, {}],
  ] as const) {
    const [one, other] = [await there.ask(KE, id(text), { variables }), await gone.ask(KE, id(text), { variables })];
    const said = ({ text: bytes, headers, status }: typeof one) => [
      bytes.replace(/"decisionId":"[^"]*"/, ''),
      { ...headers },
      status,
    ];
    expect(said(one)).toEqual(said(other));
  }
  expect((await there.ask(KE, id(ALL))).data).toEqual({
    ships: [{ name: 'Anna', port: 'Kisumu', cargo: { goods: 'tea' } }],
  });
});

test.each([
  ['text in place of an id', '{ ships(first: 1) { name } }', 'OPERATION_NOT_APPROVED'],
  ['text that is no GraphQL', '{ ships(', 'GRAPHQL_PARSE_FAILED'],
  ['an operation nobody approved', { documentId: 'a'.repeat(64) }, 'OPERATION_NOT_APPROVED'],
  ['an id of another form', { documentId: '__proto__' }, 'OPERATION_NOT_APPROVED'],
])('%s is not answered', async (_what, query, code) => {
  await using graph = await start();
  const answer = await graph.ask(KE, query as string);
  expect(answer.errors).toEqual([code]);
  expect(answer.data ?? null).toBeNull();
  expect(graph.calls['port']).toEqual([]);
  expect(graph.records.at(-1)).toMatchObject({ outcome: 'REFUSED', refusal: code, agreement: 'ports' });
});

test('an operation is answered for the purposes it is approved for alone', async () => {
  const documents = [approved(SHIP, { purposes: new Set(['BORDER_CHECK']) })];
  await using graph = await start(SHIPS, {}, documents);
  expect((await graph.ask(KE, id(SHIP), { variables: { id: '1' } })).errors).toEqual(['OPERATION_NOT_APPROVED']);
});

test('an operation that was taken back, or that graph or agreement no longer carry, says so', async () => {
  const other = '{ ships(first: 1) { owner } }';
  const dear = '{ ships(first: 200) { name cargo { goods } } }';
  const documents = [approved(SHIP, { isWithdrawn: true }), approved(other), approved(dear)];
  await using graph = await start(SHIPS, { mostCost: 100 }, documents);
  for (const text of [SHIP, other, dear]) {
    const answer = await graph.ask(KE, id(text));
    expect([answer.status, answer.errors]).toEqual([410, ['OPERATION_WITHDRAWN']]);
  }
  // Whoever approved what does not fit is told; what was taken back on purpose is no news.
  expect(graph.faults).toHaveLength(2);
});

test.each([
  ['nobody it is for', partner('partner-rw', 'KE')],
  ['a client that says it is of another country', partner('partner-ke', 'RW')],
])('%s is told no more than that there is no agreement', async (_who, claims) => {
  await using graph = await start();
  const answer = await graph.ask(claims, id(SHIP));
  expect([answer.status, answer.errors]).toEqual([403, ['AGREEMENT_NOT_IN_FORCE']]);
  expect(graph.calls['port']).toEqual([]);
});

test('another agreement than its own, and another purpose than the agreement’s, are none', async () => {
  await using graph = await start();
  for (const more of [{ headers: { 'hub-agreement': 'eac' } }, { purpose: 'BORDER_CHECK' }]) {
    expect((await graph.ask(KE, id(SHIP), more)).errors).toEqual(['AGREEMENT_NOT_IN_FORCE']);
  }
  const named = await graph.ask(KE, id(ALL), { headers: { 'hub-agreement': 'ports' } });
  expect(named.errors).toEqual([]);
});

test('an agreement answers from its first moment to its last, to the second', async () => {
  const soon = (seconds: number) => `${new Date(Date.now() + seconds * 1_000).toISOString().slice(0, 19)}Z`;
  const dates = (start: string, end: string) => ({ start, review: start, end });
  await using ending = await start(SHIPS, dates('2020-01-01', soon(3)));
  expect((await ending.ask(KE, id(ALL))).errors).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  expect((await ending.ask(KE, id(ALL))).errors).toEqual(['AGREEMENT_NOT_IN_FORCE']);
  expect(ending.records.map(({ outcome, agreement }) => [outcome, agreement])).toEqual([
    ['ANSWERED', 'ports'],
    ['REFUSED', undefined],
  ]);
  await using coming = await start(SHIPS, dates(soon(60), '2090-01-01'));
  expect((await coming.ask(KE, id(ALL))).errors).toEqual(['AGREEMENT_NOT_IN_FORCE']);
});

test('an agreement that its file suspends answers nothing', async () => {
  await using graph = await start(SHIPS, { suspended: true });
  expect((await graph.ask(KE, id(ALL))).errors).toEqual(['AGREEMENT_NOT_IN_FORCE']);
});

test('without a rule of the owner an agreement shows nothing', async () => {
  const fields = { ...COVERED.fields, Query: ['ship', 'ships', 'staff'], Officer: ['badge'] };
  const text = '{ staff { badge } }';
  await using graph = await start(SHIPS, { fields }, [approved(text)]);
  const answer = await graph.ask(KE, id(text));
  expect(answer.data).toEqual({ staff: null });
  expect(answer.errors).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE staff SCOPE']);
});

test('the graph of an agreement has what it covers and nothing else', async () => {
  await using graph = await start();
  const introspection =
    '{ __schema { queryType { name } types { name fields { name args { name } } enumValues { name } } } }';
  const { data, errors } = await graph.ask(KE, introspection);
  expect(errors).toEqual([]);
  const { types } = (data as { __schema: { types: Array<{ name: string; fields?: Array<{ name: string }> }> } })
    .__schema;
  const own = types.filter(({ name }) => !name.startsWith('__'));
  expect(own.map(({ name }) => name).sort()).toEqual(['Boolean', 'Cargo', 'ID', 'Int', 'Query', 'Ship', 'String']);
  const text = JSON.stringify(own);
  for (const hidden of ['owner', 'flags', 'staff', 'Officer', 'badge', 'value', 'Unused', 'protection']) {
    expect(text).not.toContain(hidden);
  }
});

test('introspection beside anything else is no introspection', async () => {
  await using graph = await start();
  for (const text of [
    '{ __typename ships(first: 1) { name } }',
    'query A { __typename } query B { ships(first: 1) { name } }',
    '{ ...S } fragment S on Query { ships(first: 1) { name } }',
  ]) {
    expect((await graph.ask(KE, text)).errors).toEqual(['OPERATION_NOT_APPROVED']);
  }
  expect((await graph.ask(KE, '{ __type(name: "Officer") { name } }')).data).toEqual({ __type: null });
});

test('a partner that has officers’ roles as well is a partner', async () => {
  await using graph = await start();
  const both = partner('partner-ke', 'KE', { roles: ['partner', 'officer'] });
  const answer = await graph.ask(both, '{ staff { badge } }');
  expect(answer.errors).toEqual(['OPERATION_NOT_APPROVED']);
  const without = await graph.ask({ ...both, sub: 'somebody' }, '{ staff { badge } }');
  expect(without.errors).toEqual(['AGREEMENT_NOT_IN_FORCE']);
});

test('an officer asks under no agreement, whatever the headers say, and sends no ids', async () => {
  await using graph = await start();
  const officer = { roles: ['officer'] };
  const answer = await graph.ask(officer, '{ staff { badge } }', { headers: { 'hub-agreement': 'ports' } });
  expect(answer.data).toEqual({ staff: [{ badge: '7' }] });
  expect(answer.conditions).toBeUndefined();
  expect(graph.records.at(-1)?.agreement).toBeUndefined();
  expect((await graph.ask(officer, id(ALL))).errors).toEqual(['BAD_REQUEST']);
});

test('variables do not widen what a partner reads', async () => {
  const text =
    'query ($all: Boolean!, $first: Int) { ships(first: $first) { name cargo @include(if: $all) { goods } } }';
  await using graph = await start(SHIPS, {}, [approved(text)]);
  for (const all of [true, false]) {
    const { data } = await graph.ask(KE, id(text), { variables: { all, first: 10, owner: 'Nile Freight' } });
    expect((data as { ships: object[] }).ships).toHaveLength(1);
  }
});

test('the same operation under two agreements is decided for each by itself', async () => {
  const [covered, other] = ['ports', 'lakes'].map((each) =>
    agreementWith({
      ...COVERED,
      id: each,
      clients: [{ client: each, country: 'KE', keys: { thumbprints: ['a'.repeat(43)] } }],
    }),
  );
  if (!covered || !other) throw new Error('no agreement');
  const documents = [approved(ALL)];
  await using graph = await startRuled(
    [
      {
        name: 'port',
        types: TYPES,
        resolvers: { Query: { ships: () => SHIPS }, Ship: { port: () => 'Kisumu' } },
        policies: POLICIES,
      },
    ],
    undefined,
    [
      { agreement: covered, documents },
      { agreement: other, documents },
    ],
  );
  for (let round = 0; round < 2; round += 1) {
    expect((await graph.ask(partner('ports', 'KE'), id(ALL))).data).toMatchObject({ ships: [{ name: 'Anna' }] });
    expect((await graph.ask(partner('lakes', 'KE'), id(ALL))).data).toEqual({ ships: null });
  }
});
