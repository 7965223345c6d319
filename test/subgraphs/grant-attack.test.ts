import { createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { describe, expect, test } from '@jest/globals';
import { type GraphQLField, isInputObjectType, isLeafType, isNonNullType } from 'graphql';
import { agencyKeysOf, fixedKeys, makeGrantKeys } from '../../standards/grant/keys.ts';
import { agencies } from '../../subgraphs/index.ts';
import { type Agency, startSubgraph } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';

const REFUSED = '{"errors":[{"message":"Ask through the hub.","extensions":{"code":"GRANT_REQUIRED"}}]}';
const { hub, agencies: files } = makeGrantKeys(agencies.map(({ name }) => name));

interface Forged {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly key?: ReturnType<typeof generateKeyPairSync>['privateKey'];
  readonly secret?: Buffer;
  readonly at?: number;
  readonly nonce?: string;
  /** The body that is proven; the one that is sent unless said otherwise. */
  readonly proven?: string;
}

const SIGNING = (() => {
  const [jwk = {}] = hub.signing;
  return { kid: String((jwk as { kid?: unknown }).kid), jwk };
})();

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Headers of a call as the hub would make them, but for what is forged. */
function headersFor(agency: string, coordinates: readonly string[], body: string, forged: Forged = {}) {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: 'hub',
    aud: agency,
    iat: now,
    exp: now + 60,
    jti: randomBytes(12).toString('base64url'),
    viewer: { principal: 'officer-1', issuer: 'https://i.example', agency, country: 'UG', roles: ['auditor'] },
    token: '0'.repeat(64),
    coordinates,
    residuals: [],
    ...forged.claims,
  };
  const text = `${encoded({ alg: 'EdDSA', typ: 'hub-grant+jwt', kid: SIGNING.kid, ...forged.header })}.${encoded(claims)}`;
  const key = forged.key ?? ({ key: SIGNING.jwk, format: 'jwk' } as never);
  const grant = `${text}.${sign(null, Buffer.from(text), key).toString('base64url')}`;
  const at = forged.at ?? Date.now();
  const nonce = forged.nonce ?? randomBytes(9).toString('base64url');
  const secret = forged.secret ?? Buffer.from(hub.secrets[agency]?.[0] ?? '', 'base64url');
  const mac = createHmac('sha256', secret)
    .update(`${claims.jti}\n${at}\n${nonce}\n\n`)
    .update(forged.proven ?? body)
    .digest('base64url');
  return { 'hub-grant': grant, 'hub-proof': `${at}.${nonce}.${mac}` };
}

async function sent(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<string> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body };
  const response = await fetch(url, init);
  return `${response.status} ${await response.text()}`;
}

/** Selections of every root field, each with a value for each argument it must have. */
function rootFields(agency: Agency): readonly { readonly coordinate: string; readonly selection: string }[] {
  const schema = buildSubgraphSchema([{ typeDefs: subgraphDocument(agency), resolvers: agency.resolvers as never }]);
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(({ name }) => !name.startsWith('_'));
  return fields.map((field) => ({ coordinate: `Query.${field.name}`, selection: selectionOf(field) }));
}

function selectionOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args
    .filter(({ type, defaultValue }) => isNonNullType(type) && defaultValue === undefined)
    .map(({ name, type }) => {
      const inner = isNonNullType(type) ? type.ofType : type;
      return `${name}: ${isInputObjectType(inner) ? '{}' : '"x"'}`;
    });
  const inner = isNonNullType(field.type) ? field.type.ofType : field.type;
  return `${field.name}${given.length > 0 ? `(${given.join(' ')})` : ''}${isLeafType(inner) ? '' : ' { __typename }'}`;
}

describe.each(agencies)('$name', (agency) => {
  const fields = rootFields(agency);
  const [first] = fields;
  if (!first) throw new Error('an agency without a root field');
  const trust = () => ({ keys: fixedKeys(agencyKeysOf(files.get(agency.name))) });
  const body = JSON.stringify({ query: `{ ${first.selection} }` });
  const start = () => startSubgraph(agency, { sourceUrl: 'http://127.0.0.1:9', grants: trust() });

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
      expect(await sent(running.url, JSON.stringify({ query, variables: { r: [] } }), {})).toBe(`403 ${REFUSED}`);
    }
    for (const text of ['', '[]', 'null', '"x"', '{', JSON.stringify([{ query: '{ __typename }' }])]) {
      expect(await sent(running.url, text, {})).toBe(`403 ${REFUSED}`);
    }
    const got = await fetch(`${running.url}?query=${encodeURIComponent('{ __typename }')}`);
    expect(`${got.status} ${await got.text()}`).toBe(`403 ${REFUSED}`);
    const other = await fetch(running.url.replace('/graphql', '/anything?/health'));
    expect(`${other.status} ${await other.text()}`).toBe(`403 ${REFUSED}`);
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
    ['a proof by another secret', () => ({ secret: randomBytes(32) })],
    ['a proof of another body', () => ({ proven: JSON.stringify({ query: '{ other }' }) })],
    ['a proof of a while ago', () => ({ at: Date.now() - 31_000 })],
    ['a proof of a later time', () => ({ at: Date.now() + 31_000 })],
    ['a proof without a text of its own', () => ({ nonce: '' })],
  ];
  test.each(cases)('refuses %s', async (_what, forged) => {
    await using running = await start();
    const headers = headersFor(agency.name, [first.coordinate], body, forged());
    expect(await sent(running.url, body, headers)).toBe(`403 ${REFUSED}`);
  });

  test('refuses a grant that was widened, and parts of two', async () => {
    await using running = await start();
    const headers = headersFor(agency.name, [], body);
    const [header, payload = '', signature] = headers['hub-grant'].split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const wide = [header, encoded({ ...claims, coordinates: [first.coordinate] }), signature].join('.');
    expect(await sent(running.url, body, { ...headers, 'hub-grant': wide })).toBe(`403 ${REFUSED}`);
    const another = headersFor(agency.name, [first.coordinate], body);
    expect(await sent(running.url, body, { ...headers, 'hub-grant': another['hub-grant'] })).toBe(`403 ${REFUSED}`);
    expect(await sent(running.url, body, { 'hub-grant': another['hub-grant'] })).toBe(`403 ${REFUSED}`);
  });

  test('refuses a call that was made before, and another body under its headers', async () => {
    await using running = await start();
    const headers = headersFor(agency.name, [first.coordinate], body);
    expect(await sent(running.url, body, headers)).toMatch(/^200 /);
    expect(await sent(running.url, body, headers)).toBe(`403 ${REFUSED}`);
    expect(await sent(running.url, `${body} `, headers)).toBe(`403 ${REFUSED}`);
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
      `{ ${first.selection} ... @include(if: false) { ${more} } }`,
      `{ ${first.selection} _service { sdl } }`,
      `{ ${first.selection} __schema { types { name } } }`,
      `{ ${first.selection} __type(name: "Query") { name } }`,
      `query($r: [_Any!]!) { ${first.selection} _entities(representations: $r) { ... on Query { ${more} } } }`,
    ]) {
      const text = JSON.stringify({ query, operationName: query.startsWith('query A') ? 'A' : undefined });
      const headers = headersFor(agency.name, granted, text);
      expect({ query, answer: await sent(running.url, text, headers) }).toEqual({ query, answer: `403 ${REFUSED}` });
    }
  });
});
