import { setTimeout as wait } from 'node:timers/promises';
import { parse } from 'graphql';
import { compose } from '../../bin/compose/compose.ts';
import { type ClassDecisions, keptDecisions } from '../../gateway/pipeline/decide.ts';
import { policy } from '../support/policies.ts';
import { PROTECTION } from '../support/protection.ts';
import { HEAD, type RuledAgency, startRuled } from '../support/ruled.ts';
import { PORT } from './argument-graph.ts';

const READER = { roles: ['reader'] };
const OFFICER = { roles: ['officer'] };
const CHIEF = { roles: ['chief'] };
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);

/** Fields that a role may use and is shown, beside a chief who may use all and is shown all. */
const used = (role: string, ...fields: readonly string[]) =>
  fields.map((field) =>
    policy(
      `${role}-${field.toLowerCase().replace('.', '-')}`,
      `principal in Role::"${role}", action in [Action::"use", Action::"disclose"], resource == Field::"${field}"`,
      FOR_RISK,
    ),
  );
const CHIEFS = policy(
  'chiefs',
  `principal in Role::"chief", action in [Action::"use", Action::"disclose"], resource`,
  FOR_RISK,
);

/** Finds every ship, whatever it is asked. */
function port(query: string, types: string, ...policies: readonly string[]): RuledAgency {
  return {
    name: 'port',
    types: `type Query @classified(as: PUBLIC) { ${query} } ${types}
      type Ship @classified(as: PUBLIC) {
        id: ID owner: String @classified(as: COMMERCIAL) risk: Int @classified(as: COMMERCIAL) }`,
    resolvers: { Query: { ships: () => [{ id: '1' }], ship: () => ({ id: '1' }) } },
    policies: [PUBLISHED, CHIEFS, ...policies].join('\n'),
  };
}

const SHOWN = { ships: [{ id: '1' }] };
const DENIED = { ships: null };

test('two requests that give different fields of one input never share a decision, one after another or at once', async () => {
  await using graph = await startRuled([PORT]);
  const query = 'query ($f: ShipFilter, $o: [ShipOrder!]) { ships(filter: $f, orderBy: $o) { edges { node { id } } } }';
  const given = [
    [{ f: { id: '1' } }, true],
    [{ f: { owner: 'Lake Lines' } }, false],
    [{ f: { id: '1', risk: null } }, false],
    [{ f: {} }, true],
    [{ f: { and: [{ id: '1' }] } }, true],
    [{ f: { and: [{ id: '1' }, { owner: 'x' }] } }, false],
    [{ f: null }, true],
    [{ o: ['ID'] }, true],
    [{ o: ['RISK_DESC'] }, false],
    [{}, true],
  ] as const;
  const ask = async ([variables]: (typeof given)[number]) =>
    (await graph.ask(READER, query, { variables })).data?.['ships'] !== null;
  for (const each of [...given, ...given.toReversed()]) expect([each[0], await ask(each)]).toEqual([...each]);
  const many = Array.from({ length: 60 }, (_, at) => given[(at * 7) % given.length] ?? given[0]);
  expect(await Promise.all(many.map(ask))).toEqual(many.map(([, isShown]) => isShown));
});

test('each field that is read is demanded by itself: who may use one may not use another', async () => {
  const types = `input Filter { owner: String @reads(field: "Ship.owner") risk: Int @reads(field: "Ship.risk") }`;
  await using graph = await startRuled([
    port('ships(filter: Filter): [Ship!]', types, ...used('officer', 'Ship.owner')),
  ]);
  const query = 'query ($f: Filter) { ships(filter: $f) { id } }';
  const asked = async (claims: object, f: object) => (await graph.ask(claims, query, { variables: { f } })).data;
  expect(await asked(OFFICER, { owner: 'x' })).toEqual(SHOWN);
  expect(await asked(OFFICER, { risk: 1 })).toEqual(DENIED);
  expect(await asked(OFFICER, { owner: 'x', risk: 1 })).toEqual(DENIED);
  expect(await asked(READER, { owner: 'x' })).toEqual(DENIED);
  expect(await asked(CHIEF, { owner: 'x', risk: 1 })).toEqual(SHOWN);
});

test('what reads several fields says each of them, and all are demanded', async () => {
  const both = '@reads(field: "Ship.owner") @reads(field: "Ship.risk")';
  const types = `input Filter { text: String ${both} } enum Order { BEST ${both} ID }`;
  const query = `ships(text: String ${both}, filter: Filter, order: Order): [Ship!]`;
  await using graph = await startRuled([port(query, types, ...used('officer', 'Ship.owner'))]);
  for (const given of ['text: "x"', 'filter: { text: "x" }', 'order: BEST']) {
    expect((await graph.ask(OFFICER, `{ ships(${given}) { id } }`)).data).toEqual(DENIED);
    expect((await graph.ask(CHIEF, `{ ships(${given}) { id } }`)).data).toEqual(SHOWN);
  }
  expect((await graph.ask(OFFICER, '{ ships(order: ID) { id } }')).data).toEqual(SHOWN);
});

const READS = '@reads(field: "Ship.owner")';

test.each([
  ['of an argument', `ships(owner: String = "x" ${READS}): [Ship!]`, ''],
  ['of an argument that is null', `ships(owner: String = null ${READS}): [Ship!]`, ''],
  ['of an input', 'ships(filter: Filter = { owner: "x" }): [Ship!]', `input Filter { owner: String ${READS} }`],
  ['of a field of an input', 'ships(filter: Filter = {}): [Ship!]', `input Filter { owner: String = "x" ${READS} }`],
  [
    'of a field within others',
    'ships(filter: [Outer!] = [{}]): [Ship!]',
    `input Outer { inner: Filter = {} } input Filter { owner: String = "x" ${READS} }`,
  ],
  ['that is an order', 'ships(order: Order = OWNER): [Ship!]', `enum Order { ID OWNER ${READS} }`],
  [
    'that is an order in an input',
    'ships(sort: Sort = {}): [Ship!]',
    `input Sort { by: Order = OWNER } enum Order { ID OWNER ${READS} }`,
  ],
])('a default %s is a use, also where nothing is given', async (_whose, query, types) => {
  await using graph = await startRuled([port(query, types)]);
  expect((await graph.ask(READER, '{ ships { id } }')).data).toEqual(DENIED);
  expect(graph.calls['port']).toEqual([]);
  expect((await graph.ask(CHIEF, '{ ships { id } }')).data).toEqual(SHOWN);
});

test('what is given in place of a default is what is used', async () => {
  const types = `input Sort { by: Order = OWNER } enum Order { ID OWNER ${READS} }`;
  await using graph = await startRuled([port('ships(sort: Sort = {}): [Ship!]', types)]);
  const query = 'query ($s: Sort, $by: Order) { ships(sort: $s) { id } other: ships(sort: { by: $by }) { id } }';
  const asked = async (variables: object) => (await graph.ask(READER, query, { variables })).data;
  expect(await asked({ s: { by: 'ID' }, by: 'ID' })).toEqual({ ships: [{ id: '1' }], other: [{ id: '1' }] });
  expect(await asked({ s: {}, by: 'ID' })).toEqual({ ships: null, other: [{ id: '1' }] });
  expect(await asked({ s: null })).toEqual({ ships: [{ id: '1' }], other: null });
  expect(await asked({})).toEqual({ ships: null, other: null });
});

test('a default that callers are not shown is one all the same', async () => {
  const types = `input Filter { id: ID owner: String = "x" ${READS} @inaccessible }`;
  const agency = port('ships(filter: Filter): [Ship!]', types);
  await using graph = await startRuled([agency]);
  expect((await graph.ask(READER, '{ ships(filter: { id: "1" }) { id } }')).data).toEqual(DENIED);
  const variables = { f: { id: '1' } };
  const query = 'query ($f: Filter) { ships(filter: $f) { id } }';
  expect((await graph.ask(READER, query, { variables })).data).toEqual(DENIED);
  expect((await graph.ask(READER, query)).data).toEqual(SHOWN);
  expect((await graph.ask(CHIEF, query, { variables })).data).toEqual(SHOWN);
});

test('what reads an interface’s field reads it of every type that is one, and by whatever way it is asked', async () => {
  const types = `input Filter { owner: String @reads(field: "Craft.owner") }
    interface Craft { id: ID @classified(as: PUBLIC) owner: String near(filter: Filter): Int @classified(as: PUBLIC) }
    type Tug implements Craft @classified(as: PUBLIC) {
      id: ID owner: String @classified(as: COMMERCIAL) near(filter: Filter, above: Int = 1 @reads(field: "Tug.owner")): Int }
    type Buoy implements Craft @classified(as: PUBLIC) {
      id: ID owner: String @classified(as: COMMERCIAL) near(filter: Filter): Int }`;
  const rules = [...used('officer', 'Craft.owner', 'Buoy.owner'), ...used('reader', 'Tug.owner')];
  const agency = port('crafts(filter: Filter): [Craft!] buoy: Buoy', types, ...rules);
  const resolvers = { Query: { crafts: () => [{ __typename: 'Buoy', id: 'b', near: 1 }], buoy: () => ({ near: 1 }) } };
  await using graph = await startRuled([{ ...agency, resolvers }]);
  const asked = async (claims: object, query: string) => (await graph.ask(claims, query)).data;
  const filtered = '{ crafts(filter: { owner: "x" }) { id } }';
  expect(await asked(OFFICER, filtered)).toEqual({ crafts: null });
  expect(await asked(CHIEF, filtered)).toEqual({ crafts: [{ id: 'b' }] });
  // The default of one type's argument is applied where its field is asked for as the interface's.
  expect(await asked(OFFICER, '{ crafts { near } }')).toEqual({ crafts: null });
  expect(await asked(READER, '{ crafts { near } }')).toEqual({ crafts: [{ near: 1 }] });
  expect(await asked(READER, '{ crafts { near(filter: { owner: "x" }) } }')).toEqual({ crafts: null });
  expect(await asked(READER, '{ buoy { near(filter: { owner: "x" }) } }')).toEqual({ buoy: null });
  expect(await asked(READER, '{ buoy { near } }')).toEqual({ buoy: { near: 1 } });
});

const SCOPED = '@requiresScopes(scopes: [["owners"]])';

test.each([
  ['a field', `owner: String @classified(as: COMMERCIAL) ${SCOPED} @policy(policies: [["audits"]])`, ''],
  ['its type', 'owner: Tax @classified(as: COMMERCIAL) @policy(policies: [["audits"]])', `scalar Tax ${SCOPED}`],
])('what federation’s directives demand of %s is demanded of who uses it', async (_what, owner, more) => {
  const query = `ships(owner: String ${READS}, filter: Filter, order: Order): [Ship!]`;
  const types = `type Query @classified(as: PUBLIC) { ${query} } ${more}
    input Filter { owner: String ${READS} } enum Order { ID OWNER ${READS} }
    type Ship @classified(as: PUBLIC) { id: ID ${owner} }`;
  const satisfied = policy(
    'audits',
    'principal in Role::"chief", action == Action::"satisfy", resource == Field::"audits"',
    FOR_RISK,
  );
  await using graph = await startRuled([{ ...port(query, '', ...used('officer', 'Ship.owner'), satisfied), types }]);
  const scoped = (roles: readonly string[]) => ({ roles, claims: { scope: 'owners' } });
  for (const given of ['owner: "x"', 'filter: { owner: "x" }', 'order: OWNER']) {
    const asked = async (claims: object) => (await graph.ask(claims, `{ ships(${given}) { id } }`)).data;
    expect(await asked(CHIEF)).toEqual(DENIED);
    expect(await asked(scoped(['officer']))).toEqual(DENIED);
    expect(await asked(scoped(['chief']))).toEqual(SHOWN);
  }
  expect((await graph.ask(READER, '{ ships(order: ID) { id } }')).data).toEqual(SHOWN);
});

test('of an input or an enum that two agencies have, what either says it reads is demanded', async () => {
  const shared = (owner: string, order: string) =>
    `input Filter { owner: String ${owner} } enum Order { ID BEST ${order} }`;
  const watch: RuledAgency = {
    name: 'watch',
    types: `type Query @classified(as: PUBLIC) { alerts(filter: Filter, order: Order): [Alert!] }
      ${shared('@reads(field: "Alert.level")', '@reads(field: "Alert.level")')}
      type Alert @classified(as: PUBLIC) { id: ID level: Int @classified(as: COMMERCIAL) }`,
    resolvers: { Query: { alerts: () => [{ id: 'a' }] } },
    policies: [PUBLISHED, CHIEFS].join('\n').replaceAll('@id("', '@id("watch-'),
  };
  const ofPort = port(
    'ships(filter: Filter, order: Order): [Ship!]',
    shared(READS, ''),
    ...used('officer', 'Ship.owner'),
  );
  await using graph = await startRuled([ofPort, watch]);
  for (const given of ['filter: { owner: "x" }', 'order: BEST']) {
    const query = `{ ships(${given}) { id } alerts(${given}) { id } }`;
    expect((await graph.ask(OFFICER, query)).data).toEqual({ ships: null, alerts: null });
    expect((await graph.ask(CHIEF, query)).data).toEqual({ ...SHOWN, alerts: [{ id: 'a' }] });
  }
  expect((await graph.ask(OFFICER, '{ ships(order: ID) { id } }')).data).toEqual(SHOWN);
});

test.each([
  ['input Filter { owner: String @reads(field: "Ship.nobody") }', 'Filter.owner reads Ship.nobody, which is no field'],
  ['enum Filter { OWNER @reads(field: "Ships.owner") }', 'Filter.OWNER reads Ships.owner, which is no field'],
  ['input Filter { owner: String @reads(field: "owner") }', '@reads on Filter.owner must name a field: "Type.field"'],
])('composing refuses %s', (types, told) => {
  const { types: sdl } = port('ships(filter: Filter): [Ship!]', types);
  const composed = compose([
    { name: 'port', url: 'http://port.test', document: parse([HEAD, PROTECTION, sdl].join('\n')) },
  ]);
  expect(composed).toMatchObject({ kind: 'refused', problems: [expect.stringContaining(told)] });
});

test('rules that change are asked anew of each form of an input', async () => {
  await using graph = await startRuled([PORT]);
  const query = 'query ($f: ShipFilter) { ships(filter: $f) { totalCount } }';
  const asked = async (f: object) => (await graph.ask(READER, query, { variables: { f } })).data?.['ships'];
  expect([await asked({ owner: 'Nobody' }), await asked({ id: '1' })]).toEqual([null, { totalCount: 1 }]);
  graph.rewrite('port', PORT.policies.replace('resource in Category::"PUBLIC"', 'resource == Field::"Query.ships"'));
  for (let tries = 0; tries < 400 && (await asked({ id: '1' })) !== null; tries += 1) await wait(25);
  expect([await asked({ owner: 'Nobody' }), await asked({ id: '1' }), await asked({})]).toEqual([null, null, null]);
  graph.rewrite('port', PORT.policies.replace('principal in Role::"chief"', 'principal in Role::"reader"'));
  for (let tries = 0; tries < 400 && (await asked({ owner: 'Nobody' })) === null; tries += 1) await wait(25);
  expect([await asked({ owner: 'Nobody' }), await asked({ id: '1' })]).toEqual([{ totalCount: 0 }, { totalCount: 1 }]);
});

test('of an operation that can be asked in very many ways few decisions are kept', async () => {
  const kept = keptDecisions();
  const from = new Map<string, ClassDecisions>();
  for (let at = 0; at < 500; at += 1) {
    const key = `${'1'.repeat(200_000)}${at}`;
    const made = { given: new Map() } as unknown as ClassDecisions;
    kept.set(made, { from: from.set(key, made), key });
  }
  expect(from.size).toBe(10);
  expect(kept.size).toBe(10);
});

test('what is found by its value needs the right to use it; what is compared is for who is shown it in full as well', async () => {
  const query = `ships(owner: ID @reads(field: "Ship.owner", how: MATCH), ownerPrefix: String @reads(field: "Ship.owner"),
    above: Int @reads(field: "Ship.risk", how: COMPARE)): [Ship]`;
  const only = (action: string, role: string) =>
    policy(
      `${role}-${action.toLowerCase()}`,
      `principal in Role::"${role}", action == Action::"${action}", resource`,
      FOR_RISK,
    );
  const agency = port(query, '', only('use', 'broker'), only('use', 'officer'), only('discloseMasked', 'officer'));
  const types = agency.types.replace(/(owner: String @classified\(as: COMMERCIAL)/, '$1, mask: INITIALS');
  await using graph = await startRuled([{ ...agency, types }]);
  for (const role of ['broker', 'officer']) {
    expect((await graph.ask({ roles: [role] }, '{ ships(owner: "x") { id } }')).data).toEqual(SHOWN);
    expect((await graph.ask({ roles: [role] }, '{ ships(ownerPrefix: "x") { id } }')).data).toEqual(DENIED);
    expect((await graph.ask({ roles: [role] }, '{ ships(above: 3) { id } }')).data).toEqual(DENIED);
  }
  expect((await graph.ask(CHIEF, '{ ships(owner: "x", ownerPrefix: "x", above: 3) { id } }')).data).toEqual(SHOWN);
});

test('what is compared where each record decides is found out of those that are denied: it is withheld', async () => {
  const query = 'ships(above: Int @reads(field: "Ship.risk")): [Ship]';
  const byRecord = policy(
    'calm',
    'principal in Role::"officer", action == Action::"disclose", resource == Field::"Ship.risk"',
    `${FOR_RISK} && context.record has id && context.record.id == "1"`,
  );
  const agency = port(
    query,
    '',
    byRecord,
    ...used('broker', 'Ship.risk'),
    policy('use', 'principal in Role::"officer", action == Action::"use", resource', FOR_RISK),
  );
  const types = agency.types.replace(
    'type Ship @classified(as: PUBLIC)',
    'type Ship @classified(as: PUBLIC) @record(attributes: "id")',
  );
  await using graph = await startRuled([{ ...agency, types }]);
  expect(await graph.ask(OFFICER, '{ ships(above: 3) { id } }')).toMatchObject({
    data: DENIED,
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE ships ROW'],
  });
  expect((await graph.ask({ roles: ['broker'] }, '{ ships(above: 3) { id } }')).data).toEqual(SHOWN);
});
