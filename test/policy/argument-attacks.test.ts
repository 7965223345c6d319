import fc from 'fast-check';
import type { GraphQLError } from 'graphql';
import { type Ruled, type RuledAnswer, startRuled } from '../support/ruled.ts';
import { type Filter, PORT } from './argument-graph.ts';

const READER = { roles: ['reader'] };
const CHIEF = { roles: ['chief'] };

const bytesOf = ({ status, text }: Pick<RuledAnswer, 'status' | 'text'>): string =>
  `${status} ${text.replace(/"decisionId":"[^"]+"/, '')}`;

const IDS = '{ edges { node { id } } }';

/** What a caller reads of a list that nobody shows them. */
async function deniedBytes(graph: Ruled, selection: string, field = 'sealed'): Promise<string> {
  const answer = await graph.ask(READER, `{ found: ${field} ${selection} }`);
  expect(answer.errors).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE found SCOPE']);
  return bytesOf(answer);
}

const WRITTEN: ReadonlyArray<readonly [how: string, hit: string, miss: string]> = [
  ['by value', 'filter: { owner: "Lake Lines" }', 'filter: { owner: "Nobody" }'],
  ['by prefix', 'filter: { ownerPrefix: "L" }', 'filter: { ownerPrefix: "Z" }'],
  ['by range', 'filter: { risk: { above: 5 } }', 'filter: { risk: { above: 9 } }'],
  ['by null', 'filter: { owner: null }', 'filter: { risk: null }'],
  ['beside an id', 'filter: { id: "1", owner: "Lake Lines" }', 'filter: { id: "2", owner: "Lake Lines" }'],
  ['within a list', 'filter: { and: [{ id: "1" }, { owner: "Lake Lines" }] }', 'filter: { and: { owner: "Z" } }'],
  [
    'within each other',
    'filter: { not: { and: [{ not: { risk: { above: 5 } } }] } }',
    'filter: { not: { owner: "Z" } }',
  ],
  ['by an order', 'orderBy: RISK_DESC', 'orderBy: [ID, RISK_DESC]'],
  ['by an order in an input', 'sort: { by: RISK_DESC }', 'filter: { id: "9" }, sort: { by: RISK_DESC }'],
];

test.each(WRITTEN)(
  'a list looked for %s of a withheld field reads as a denied one, whatever is there',
  async (_how, hit, miss) => {
    await using graph = await startRuled([PORT]);
    for (const selection of [IDS, '{ totalCount }', '{ pageInfo { hasNextPage endCursor } }']) {
      const denied = await deniedBytes(graph, selection);
      for (const given of [hit, miss]) {
        const query = `{ found: ships(${given}) ${selection} }`;
        expect(bytesOf(await graph.ask(READER, query))).toBe(denied);
        expect((await graph.ask(CHIEF, query)).errors).toEqual([]);
      }
    }
    expect(
      graph.records.filter(({ outcome, roles }) => outcome === 'ANSWERED' && roles.includes('reader')).length,
    ).toBe(9);
    expect(graph.calls['port']?.length).toBe(6);
  },
);

test('only what reads a withheld field is denied: other fields of the same input and other orders are not', async () => {
  await using graph = await startRuled([PORT]);
  const query = `{ ships(filter: { id: "1", and: [{ id: "1" }], not: { id: "2" } }, orderBy: [ID], sort: { by: ID }) ${IDS} }`;
  expect(await graph.ask(READER, query)).toMatchObject({
    data: { ships: { edges: [{ node: { id: '1' } }] } },
    errors: [],
  });
});

const GIVEN: ReadonlyArray<readonly [what: string, operation: string, variables: object]> = [
  ['a whole input', 'query ($v: ShipFilter) { found: ships(filter: $v) IDS }', { v: { owner: 'Lake Lines' } }],
  ['an input of nulls', 'query ($v: ShipFilter) { found: ships(filter: $v) IDS }', { v: { owner: null } }],
  [
    'a deep one',
    'query ($v: ShipFilter) { found: ships(filter: $v) IDS }',
    { v: { and: [{}, { not: { risk: {} } }] } },
  ],
  [
    'one for a list',
    'query ($v: [ShipFilter!]) { found: ships(filter: { and: $v }) IDS }',
    { v: { risk: { above: 1 } } },
  ],
  ['a field of it', 'query ($v: String) { found: ships(filter: { owner: $v }) IDS }', { v: 'Lake Lines' }],
  ['a field as null', 'query ($v: String) { found: ships(filter: { owner: $v }) IDS }', { v: null }],
  ['an item of its list', 'query ($v: ShipFilter!) { found: ships(filter: { and: [$v] }) IDS }', { v: { owner: 'x' } }],
  ['an order', 'query ($v: [ShipOrder!]) { found: ships(orderBy: $v) IDS }', { v: ['ID', 'RISK_DESC'] }],
  ['one order for many', 'query ($v: [ShipOrder!]) { found: ships(orderBy: $v) IDS }', { v: 'RISK_DESC' }],
  ['an order in an input', 'query ($v: ShipOrder!) { found: ships(sort: { by: $v }) IDS }', { v: 'RISK_DESC' }],
  ['a default', 'query ($v: ShipFilter = { owner: "Lake Lines" }) { found: ships(filter: $v) IDS }', {}],
  ['a default order', 'query ($v: ShipOrder! = RISK_DESC) { found: ships(sort: { by: $v }) IDS }', {}],
  [
    'a part skipped',
    'query ($v: ShipFilter, $s: Boolean = false) { found: ships(filter: $v) @skip(if: $s) IDS }',
    { v: { owner: 'x' } },
  ],
];

test.each(GIVEN)('as a variable, %s is used as it would be written', async (_what, operation, variables) => {
  await using graph = await startRuled([PORT]);
  const query = operation.replace('IDS', IDS);
  const answer = await graph.ask(READER, query, { variables });
  expect(bytesOf(answer)).toBe(await deniedBytes(graph, IDS));
  expect(graph.calls['port']).toEqual([]);
  expect((await graph.ask(CHIEF, query, { variables })).errors).toEqual([]);
});

const SEED = Number(process.env['RANDOM_SEED'] ?? 1);

const { filter: FILTERS } = fc.letrec<{ filter: Filter }>((tie) => {
  const filter = tie('filter') as fc.Arbitrary<Filter>;
  return {
    filter: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      { weight: 4, arbitrary: fc.record({ id: fc.constantFrom('1', null) }, { requiredKeys: [] }) },
      { weight: 1, arbitrary: fc.record({ owner: fc.constantFrom('Lake Lines', null) }) },
      { weight: 1, arbitrary: fc.record({ id: fc.constant('1'), risk: fc.constantFrom({ above: 3 }, {}, null) }) },
      { weight: 4, arbitrary: fc.record({ and: fc.array(filter, { maxLength: 3 }) }) },
      { weight: 2, arbitrary: fc.record({ id: fc.constant('2'), not: fc.option(filter) }) },
    ),
  };
});

/** As it is written in an operation. */
const literal = (value: unknown): string => JSON.stringify(value).replace(/"(\w+)":/g, '$1: ');

test('whatever an input holds, written, as a variable and as a default are one use', async () => {
  await using graph = await startRuled([PORT]);
  const asked = async (query: string, variables: object) =>
    (await graph.ask(READER, query, { variables })).data?.['ships'] !== null;
  let shown = 0;
  for (const f of fc.sample(FILTERS, { numRuns: 80, seed: SEED })) {
    const isShown = !/"(owner|risk)":/.test(JSON.stringify(f));
    shown += Number(isShown);
    const ways = [
      asked(`{ ships(filter: ${literal(f)}) { totalCount } }`, {}),
      asked('query ($f: ShipFilter) { ships(filter: $f) { totalCount } }', { f }),
      asked(`query ($f: ShipFilter = ${literal(f)}) { ships(filter: $f) { totalCount } }`, {}),
      asked('query ($f: [ShipFilter!]) { ships(filter: { and: $f }) { totalCount } }', { f }),
    ];
    expect([f, ...(await Promise.all(ways))]).toEqual([f, isShown, isShown, isShown, isShown]);
  }
  expect(Math.min(shown, 80 - shown)).toBeGreaterThan(15);
});

test('ids one by one under aliases: found, not found and denied are told by nothing, and many are refused', async () => {
  await using graph = await startRuled([PORT]);
  const owners = ['Lake Lines', 'Nobody', 'Nile Freight', ''];
  const aliased = owners.map((owner, at) => `a${at}: ship(owner: "${owner}") { id }`).join(' ');
  const denied = await graph.ask(READER, `{ ${owners.map((_, at) => `a${at}: sealedShip { id }`).join(' ')} }`);
  expect(bytesOf(await graph.ask(READER, `{ ${aliased} }`))).toBe(bytesOf(denied));
  expect(graph.calls['port']).toEqual([]);
  const many = Array.from({ length: 101 }, (_, at) => `a${at}: ship(id: "${at}") { id }`).join(' ');
  expect(await graph.ask(READER, `{ ${many} }`)).toMatchObject({ status: 400, errors: ['LIMIT_EXCEEDED'] });
  expect(graph.calls['port']).toEqual([]);
});

test('no record reads as null, whichever id was asked for', async () => {
  await using graph = await startRuled([PORT]);
  const [one, other] = await Promise.all(
    ['7', 'no such id'].map((id) =>
      graph.ask(READER, 'query ($id: ID) { ship(id: $id) { id } }', { variables: { id } }),
    ),
  );
  expect(one?.data).toEqual({ ship: null });
  expect(one && bytesOf(one)).toBe(other && bytesOf(other));
});

test('operations sent together are no request, whatever is in them', async () => {
  await using graph = await startRuled([PORT]);
  const send = async (body: unknown) => {
    const { headers } = graph;
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: await headers(READER),
      body: JSON.stringify(body),
    });
    return bytesOf({ status: response.status, text: await response.text() });
  };
  const ask = { query: '{ ship(owner: "Lake Lines") { id } }' };
  const nothing = await send([]);
  expect(nothing).toMatch(/^400 .*BAD_REQUEST/);
  for (const batch of [[ask], [ask, ask], [{ query: '{ ship(id: "1") { id } }' }]])
    expect(await send(batch)).toBe(nothing);
  expect(graph.calls['port']).toEqual([]);
});

const LONG = 'SECRET-VALUE'.repeat(1_000);

test.each([
  [
    'a field of an input',
    '{ ships(filter: { ownr: "SECRET-VALUE" }) IDS }',
    '{ ships(filter: { zzzz: "SECRET-VALUE" }) IDS }',
  ],
  ['a value of an enum', '{ ships(orderBy: RISK_DES) IDS }', '{ ships(orderBy: ZZZZ_ZZZ) IDS }'],
  [
    'the type of a value',
    '{ ships(filter: { risk: "SECRET-VALUE" }) IDS }',
    '{ ships(filter: { owner: 1234567890.5 }) IDS }',
  ],
  ['an order in quotes', '{ ships(sort: { by: "RISK_DESC" }) IDS }', '{ ships(sort: { by: "ZZZZ_ZZZZ" }) IDS }'],
  ['what an input must have', '{ ships(sort: {}) IDS }', '{ ships(sort: { by: null }) IDS }'],
  ['the length of a value', `{ ships(filter: { risk: "${LONG}" }) IDS }`, '{ ships(filter: { risk: "" }) IDS }'],
])('a mistake in %s is told without value, name or suggestion', async (_what, near, far) => {
  await using graph = await startRuled([PORT]);
  const told = async (query: string) => {
    const { status, text } = await graph.ask(READER, query.replace('IDS', IDS));
    return {
      status,
      errors: JSON.parse(text).errors.map(({ message, extensions }: GraphQLError) => ({ message, extensions })),
    };
  };
  const answer = await told(near);
  expect(answer).toEqual(await told(far));
  expect(answer.status).toBe(400);
  expect(JSON.stringify(answer)).not.toMatch(/SECRET|mean|owner|RISK|risk|Range|ShipSort/);
  expect(graph.calls['port']).toEqual([]);
});

test.each<readonly [string, unknown]>([
  ['a field that nobody has', { ownr: 'SECRET-VALUE' }],
  ['one named like a part of every object', { constructor: 'SECRET-VALUE' }],
  ['a value of another type', { owner: { like: 'SECRET-VALUE' } }],
  ['a list of lists', [[{ owner: 'SECRET-VALUE' }]]],
  ['a text', 'SECRET-VALUE'],
])('a variable that holds %s is refused by its own name alone', async (_what, v) => {
  await using graph = await startRuled([PORT]);
  const query = `query ($v: ShipFilter) { ships(filter: $v) ${IDS} }`;
  const answer = await graph.ask(READER, query, { variables: { v } });
  const wrong = await graph.ask(READER, query, { variables: { v: 1 } });
  expect(answer.errors).toEqual(['BAD_USER_INPUT']);
  expect(bytesOf(answer)).toBe(bytesOf(wrong));
  expect(graph.calls['port']).toEqual([]);
});

test('however deep a variable goes, what it uses is found or it is refused: no agency is asked', async () => {
  await using graph = await startRuled([PORT]);
  const query = `query ($v: ShipFilter) { found: ships(filter: $v) ${IDS} }`;
  const headers = await graph.headers(READER);
  const send = async (levels: number) => {
    const value = `${'{"not":'.repeat(levels)}{"owner":"x"}${'}'.repeat(levels)}`;
    const body = `{"query":${JSON.stringify(query)},"variables":{"v":${value}}}`;
    const response = await fetch(graph.url, { method: 'POST', headers, body });
    return { status: response.status, text: await response.text() };
  };
  const denied = await deniedBytes(graph, IDS);
  expect(bytesOf(await send(0))).toBe(denied);
  expect(bytesOf(await send(200))).toBe(denied);
  expect((await send(25_000)).text).toContain('BAD_USER_INPUT');
  expect(graph.faults).toEqual([]);
  expect(graph.calls['port']).toEqual([]);
});

test('a cursor of another list, filter or order is answered as one that nobody gave', async () => {
  await using graph = await startRuled([PORT]);
  const asked = `query ($after: String) { found: ships(after: $after) { pageInfo { endCursor } } }`;
  const cursorOf = async (claims: object, query: string) => {
    const { data } = await graph.ask(claims, `{ found: ${query} { pageInfo { endCursor } } }`);
    const found = data?.['found'] as { pageInfo: { endCursor: string } } | undefined;
    return found?.pageInfo.endCursor;
  };
  const forged = await graph.ask(READER, asked, { variables: { after: 'Zm9yZ2Vk' } });
  expect(forged.errors).toEqual(['BAD_USER_INPUT found']);
  const foreign = [
    cursorOf(READER, 'barges'),
    cursorOf(READER, 'ships(filter: { id: "1" })'),
    cursorOf(CHIEF, 'ships(orderBy: RISK_DESC)'),
    cursorOf(CHIEF, 'ships(filter: { owner: "Lake Lines" })'),
  ];
  for (const after of await Promise.all(foreign)) {
    expect(bytesOf(await graph.ask(READER, asked, { variables: { after } }))).toBe(bytesOf(forged));
  }
  const own = await graph.ask(READER, asked, { variables: { after: await cursorOf(READER, 'ships') } });
  expect(own.errors).toEqual([]);
});

test('types of arguments tell nothing of what they read, and everybody the same', async () => {
  await using graph = await startRuled([PORT]);
  const query = `{ f: __type(name: "ShipFilter") { inputFields { name description defaultValue type { name } } }
    o: __type(name: "ShipOrder") { enumValues { name description } } __schema { directives { name } types { name } } }`;
  const [reader, chief] = [await graph.ask(READER, query), await graph.ask(CHIEF, query)];
  expect(bytesOf(reader)).toBe(bytesOf(chief));
  expect(reader.text).not.toMatch(/reads|classified|protection|COMMERCIAL|Ship\.owner/);
  expect(graph.calls['port']).toEqual([]);
});
