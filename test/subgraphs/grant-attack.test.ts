import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, test } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isNonNullType,
  isUnionType,
} from 'graphql';
import { type Agency, startSubgraph } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { allAgencies, encoded, type Forged, headersFor, REFUSED, sent, trust } from '../support/forged-grants.ts';

interface Asked {
  readonly coordinate: string;
  readonly selection: string;
}

function schemaOf(agency: Agency): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: subgraphDocument(agency), resolvers: agency.resolvers as never }]);
}

/** Selections of every root field, each with a value for each argument it must have. */
function rootFields(schema: GraphQLSchema): readonly Asked[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
  return fields.map((field) => ({ coordinate: `Query.${field.name}`, selection: selectionOf(field) }));
}

/** A field of every entity, asked for by a reference. */
function entityFields(schema: GraphQLSchema): readonly Asked[] {
  const entities = schema.getType('_Entity');
  return (isUnionType(entities) ? entities.getTypes() : []).flatMap((type) => {
    const [field] = Object.values(type.getFields());
    return field
      ? [{ coordinate: `${type.name}.${field.name}`, selection: `... on ${type.name} { ${selectionOf(field)} }` }]
      : [];
  });
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => {
      const inner = isNonNullType(type) ? type.ofType : type;
      return `${name}: ${isInputObjectType(inner) ? '{}' : '"x"'}`;
    });
  const inner = getNamedType(field.type);
  return `${field.name}${given.length > 0 ? `(${given.join(' ')})` : ''}${isLeafType(inner) ? '' : ' { __typename }'}`;
}

/** A grant with another field written into it. */
function widened(grant: string, coordinate: string): string {
  const [header, payload = '', signature] = grant.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return [header, encoded({ ...claims, coordinates: [coordinate] }), signature].join('.');
}

describe.each(allAgencies)('$name', (agency) => {
  const schema = schemaOf(agency);
  const fields = rootFields(schema);
  const entities = entityFields(schema);
  const [first] = fields;
  if (!first) throw new Error('an agency without a root field');
  const body = JSON.stringify({ query: `{ ${first.selection} }` });
  const start = () => startSubgraph(agency, { sourceUrl: 'http://127.0.0.1:9', grants: trust(agency.name) });

  test('lets the hub in', async () => {
    await using running = await start();
    const answer = await sent(running.url, body, headersFor(agency.name, [first.coordinate], body));
    expect(answer).toMatch(/^200 /);
    expect(answer).not.toContain('GRANT_REQUIRED');
  });

  test('tells nothing to whoever comes without a grant, whatever is asked and however', async () => {
    await using running = await start();
    const asked = [
      ...fields.map(({ selection }) => `{ ${selection} }`),
      '{ _service { sdl } }',
      '{ __schema { types { name } } }',
      'query($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      '{ nonsense',
      'mutation { __typename }',
    ];
    for (const query of asked) {
      expect(await sent(running.url, JSON.stringify({ query, variables: { r: [] } }), {})).toBe(REFUSED);
    }
    for (const text of ['', '[]', 'null', '"x"', '{', JSON.stringify([{ query: '{ __typename }' }])]) {
      expect(await sent(running.url, text, {})).toBe(REFUSED);
    }
    const got = await fetch(`${running.url}?query=${encodeURIComponent('{ __typename }')}`);
    expect(`${got.status} ${await got.text()}`).toBe(REFUSED);
    const other = await fetch(running.url.replace('/graphql', '/anything?/health'));
    expect(`${other.status} ${await other.text()}`).toBe(REFUSED);
  });

  const foreign = generateKeyPairSync('ed25519').privateKey;
  const now = () => Math.floor(Date.now() / 1000);
  const cases: ReadonlyArray<readonly [what: string, forged: () => Forged]> = [
    ['a forged signature', () => ({ key: foreign })],
    ['a key nobody published', () => ({ key: foreign, header: { kid: 'other' } })],
    ['no algorithm', () => ({ header: { alg: 'none' } })],
    ['another algorithm', () => ({ header: { alg: 'HS256' } })],
    ['a token of another kind', () => ({ header: { typ: 'at+jwt' } })],
    ['a grant that is over', () => ({ claims: { iat: now() - 120, exp: now() - 60 } })],
    ['a grant that is not yet', () => ({ claims: { iat: now() + 60, exp: now() + 120 } })],
    ['a grant that holds too long', () => ({ claims: { exp: now() + 3_600 } })],
    ['a grant for another agency', () => ({ claims: { aud: 'another' } })],
    ['a grant of another issuer', () => ({ claims: { iss: 'https://identity.example' } })],
    ['a grant for nothing', () => ({ claims: { coordinates: [] } })],
    ['a grant for something else', () => ({ claims: { coordinates: ['Query.somethingElse'] } })],
    ['a grant whose fields are no list', () => ({ claims: { coordinates: { includes: true } } })],
    ['a grant whose fields are no texts', () => ({ claims: { coordinates: [first.coordinate, 5] } })],
    ['a grant of nobody', () => ({ claims: { viewer: null } })],
    ['a grant of a viewer who is none', () => ({ claims: { viewer: { principal: 'officer-1' } } })],
    ['a grant for a purpose that is no text', () => ({ claims: { purpose: { toString: 'RISK_ASSESSMENT' } } })],
    ['a grant that binds no token', () => ({ claims: { token: undefined } })],
    ['a grant whose header asks for more', () => ({ header: { crit: ['b64'], b64: false } })],
    ['a restriction that cannot be read', () => ({ claims: { residuals: [{ type: first.coordinate }] } })],
    [
      'a restriction of an unknown operator',
      () => ({ claims: { residuals: [{ type: 'X', residual: { op: 'all' } }] } }),
    ],
    ['a restriction that is none', () => ({ claims: { residuals: [null] } })],
    ['restrictions that are no list', () => ({ claims: { residuals: {} } })],
    ['a proof by another secret', () => ({ secret: randomBytes(32) })],
    ['a proof of another body', () => ({ proven: JSON.stringify({ query: '{ other }' }) })],
    ['a proof of a while ago', () => ({ at: Date.now() - 31_000 })],
    ['a proof of a later time', () => ({ at: Date.now() + 31_000 })],
    ['a proof without a text of its own', () => ({ nonce: '' })],
  ];
  test.each(cases)('refuses %s', async (_what, forged) => {
    await using running = await start();
    const headers = headersFor(agency.name, [first.coordinate], body, forged());
    expect(await sent(running.url, body, headers)).toBe(REFUSED);
  });

  test('refuses whatever is asked, of the root or by reference, without a grant that is its own', async () => {
    await using running = await start();
    const questions = [
      ...fields.map(({ coordinate, selection }) => ({ coordinate, query: `{ ${selection} }`, variables: {} })),
      ...entities.map(({ coordinate, selection }) => ({
        coordinate,
        query: `query($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`,
        variables: { r: [] },
      })),
    ];
    for (const { coordinate, query, variables } of questions) {
      const text = JSON.stringify({ query, variables });
      const forge = (forged: Forged, coordinates = [coordinate]) => headersFor(agency.name, coordinates, text, forged);
      const good = forge({});
      expect(await sent(running.url, text, good)).toMatch(/^200 /);
      for (const headers of [
        {},
        good,
        forge({ key: foreign }),
        forge({ claims: { iat: now() - 120, exp: now() - 60 } }),
        forge({ claims: { aud: 'another' } }),
        forge({ proven: body }),
        forge({}, []),
        forge({ claims: { residuals: [{ type: coordinate.split('.')[0], residual: { op: 'and', of: [] } }] } }),
        { ...forge({}, []), 'hub-grant': widened(forge({}, [])['hub-grant'], coordinate) },
      ]) {
        expect({ coordinate, answer: await sent(running.url, text, headers) }).toEqual({ coordinate, answer: REFUSED });
      }
    }
  });

  test('refuses a grant that was widened, and parts of two', async () => {
    await using running = await start();
    const headers = headersFor(agency.name, [], body);
    const wide = widened(headers['hub-grant'], first.coordinate);
    expect(await sent(running.url, body, { ...headers, 'hub-grant': wide })).toBe(REFUSED);
    const another = headersFor(agency.name, [first.coordinate], body);
    expect(await sent(running.url, body, { ...headers, 'hub-grant': another['hub-grant'] })).toBe(REFUSED);
    expect(await sent(running.url, body, { 'hub-grant': another['hub-grant'] })).toBe(REFUSED);
  });

  test('refuses a call that was made before, and another body under its headers', async () => {
    await using running = await start();
    const headers = headersFor(agency.name, [first.coordinate], body);
    expect(await sent(running.url, body, headers)).toMatch(/^200 /);
    expect(await sent(running.url, body, headers)).toBe(REFUSED);
    expect(await sent(running.url, `${body} `, headers)).toBe(REFUSED);
  });

  test('refuses one field more than is granted, however it is selected', async () => {
    await using running = await start();
    const [, second] = fields;
    const more = second?.selection ?? first.selection;
    const granted = second ? [first.coordinate] : [];
    for (const query of [
      `{ ${first.selection} ${more} }`,
      `{ ${first.selection} x: ${more} }`,
      `{ ${first.selection} ... on Query { ${more} } }`,
      `{ ${first.selection} ...F } fragment F on Query { ${more} }`,
      `query A { ${first.selection} } query B { ${more} }`,
      `query A { ${first.selection} } query B { ${first.selection} }`,
      `{ ${first.selection} ... @include(if: false) { ${more} } }`,
      `{ ${first.selection} _service { sdl } }`,
      `{ ${first.selection} __schema { types { name } } }`,
      `{ ${first.selection} __type(name: "Query") { name } }`,
      `query($r: [_Any!]!) { ${first.selection} _entities(representations: $r) { ... on Query { ${more} } } }`,
    ]) {
      const text = JSON.stringify({ query, operationName: query.startsWith('query A') ? 'A' : undefined });
      const headers = headersFor(agency.name, granted, text);
      expect({ query, answer: await sent(running.url, text, headers) }).toEqual({ query, answer: REFUSED });
    }
  });
});
