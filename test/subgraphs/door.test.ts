import { expect, test } from '@jest/globals';
import { startPermits } from '../../demo/template/service.ts';
import { agencyKeysOf, makeGrantKeys } from '../../standards/grant/keys.ts';
import { defineAgency, httpSource, startSubgraph } from '../../subgraphs/kit/index.ts';
import { template } from '../../subgraphs/template/agency.ts';
import { forger, headersFor, REFUSED, sent, trust } from '../support/forged-grants.ts';
import { head, rawConnection } from '../support/raw-http.ts';

const [STATUS, BODY] = [REFUSED.slice(0, 3), REFUSED.slice(4)];
const COORDINATES = ['Query.permit', 'Permit.number'];
const QUERY = JSON.stringify({ query: '{ permit(number: "P-1") { number } }' });
const JSON_TYPE = { 'content-type': 'application/json' };

function start() {
  return startSubgraph(template, { sourceUrl: 'http://127.0.0.1:9', grants: trust('template') });
}

/** Asks and gives status and text. */
async function answered(url: string, init: RequestInit): Promise<string> {
  const response = await fetch(url, { method: 'POST', ...init });
  return `${response.status} ${await response.text()}`;
}

const BODIES = [
  ['XML', 'application/xml', '<a/>'],
  ['a form', 'multipart/form-data; boundary=x', '--x--'],
  ['a type that is none', '@@@', QUERY],
  ['a type of letters more', 'application/jsonp', QUERY],
  ['plain text', 'text/plain', QUERY],
  ['an operation without JSON', 'application/graphql', '{ permit(number: "P-1") { number } }'],
  ['a mark before it', 'application/json', `\ufeff${QUERY}`],
  ['something behind it', 'application/json', `${QUERY}{}`],
  ['a list of calls', 'application/json', `[${QUERY}]`],
  ['an operation that is inherited', 'application/json', `{"__proto__":${QUERY}}`],
  ['an operation already read', 'application/json', '{"query":{"kind":"Document","definitions":[]}}'],
] as const;

test.each(BODIES)('a body that cannot be a call is refused like any other: %s', async (_, type, body) => {
  await using running = await start();
  const granted = headersFor('template', COORDINATES, body);
  expect(await answered(running.url, { headers: { 'content-type': type }, body })).toBe(REFUSED);
  expect(await answered(running.url, { headers: { 'content-type': type, ...granted }, body })).toBe(REFUSED);
});

test.each(['POST', 'PUT', 'OPTIONS'])('%s at the address of a probe is no probe', async (method) => {
  await using running = await start();
  for (const path of ['/health', '/ready']) {
    expect(await answered(running.url.replace('/graphql', path), { method })).toBe(REFUSED);
  }
});

test('no body is read of a caller without a grant', async () => {
  await using running = await start();
  const text = head('POST /graphql', { ...JSON_TYPE, 'content-length': String(64 * 1024 * 1024) });
  using caller = rawConnection(running.url, `${text}{`);
  const answer = await caller.until((got) => got.endsWith('}'));
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${STATUS} `));
  expect(answer.endsWith(BODY)).toBe(true);
});

test('of two members of one name it is the last that is asked and that must be granted', async () => {
  await using running = await start();
  const body = '{"query":"{ permit(number: \\"P-1\\") { number } }","query":"{ permits { totalCount } }"}';
  const headers = { ...JSON_TYPE, ...headersFor('template', COORDINATES, body) };
  expect(await answered(running.url, { headers, body })).toBe(REFUSED);
});

test('of many equal calls at once one is let in', async () => {
  await using running = await start();
  const headers = headersFor('template', COORDINATES, QUERY);
  const answers = await Promise.all(Array.from({ length: 20 }, () => sent(running.url, QUERY, headers)));
  expect(answers.filter((answer) => answer === REFUSED)).toHaveLength(19);
  expect(answers.filter((answer) => answer.startsWith('200 '))).toHaveLength(1);
});

test('a cursor serves the same class of viewer alone, in whatever order its roles are named', async () => {
  await using system = await startPermits();
  await using running = await startSubgraph(template, { sourceUrl: system.url, grants: trust('template') });
  const viewer = { principal: 'a', issuer: 'i', agency: 'template', country: 'UG', roles: ['one', 'two'] };
  const coordinates = ['Query.permits', 'PermitConnection.pageInfo', 'PageInfo.endCursor'];
  const ask = async (claims: object, after: string | null = null) => {
    const query = 'query($a: String) { permits(first: 1, after: $a) { pageInfo { endCursor } } }';
    const body = JSON.stringify({ query, variables: { a: after } });
    const answer = await sent(running.url, body, headersFor('template', coordinates, body, { claims: { ...claims } }));
    return JSON.parse(answer.slice(4)) as { data: { permits: { pageInfo: { endCursor: string } } | null } };
  };
  const purpose = 'RISK_ASSESSMENT';
  const cursor = (await ask({ viewer, purpose })).data.permits?.pageInfo.endCursor ?? '';
  const isServed = async (claims: object) => (await ask(claims, cursor)).data.permits !== null;
  expect(await isServed({ viewer: { ...viewer, principal: 'b', roles: ['two', 'one'] }, purpose })).toBe(true);
  for (const other of [
    { roles: ['one'] },
    { country: 'KE' },
    { agency: 'police' },
    { clearance: 'high' },
    { post: 'UGBUS' },
  ])
    expect(await isServed({ viewer: { ...viewer, ...other }, purpose })).toBe(false);
  for (const other of [
    {},
    { purpose: 'BORDER_CHECK' },
    { purpose, caseReference: 'C1' },
    { purpose, onBehalfOf: 'KE' },
  ])
    expect(await isServed({ viewer, ...other })).toBe(false);
});

test('a name that stands for another key takes the grants of the key before with it', async () => {
  const [old, next] = [forger(['template']), forger(['template'])];
  const [{ verification, secrets }, { verification: others }] = [old.keysOf('template'), next.keysOf('template')];
  const keys = { current: agencyKeysOf({ verification, secrets }), [Symbol.dispose]() {} };
  await using running = await startSubgraph(template, { sourceUrl: 'http://127.0.0.1:9', grants: { keys } });
  const iat = Math.floor(Date.now() / 1000);
  const ask = () => {
    const forged = { claims: { jti: 'one', iat, exp: iat + 60 } };
    return sent(running.url, QUERY, old.headersFor('template', COORDINATES, QUERY, forged));
  };
  expect(await ask()).toMatch(/^200 /);
  // The call is proven as before: it is the grant alone that holds no more.
  keys.current = agencyKeysOf({ verification: others.map((key) => ({ ...key, kid: old.kid })), secrets });
  expect(await ask()).toBe(REFUSED);
});

test('two keys of one name, and a secret that is no base64url, are no keys', () => {
  const { agencies } = makeGrantKeys(['template']);
  const { verification = [], secrets = [] } = agencies.get('template') ?? {};
  expect(() => agencyKeysOf({ verification: [...verification, ...verification], secrets })).toThrow('of its own');
  expect(() => agencyKeysOf({ verification, secrets: [`${'change me, please! '.repeat(4)}`] })).toThrow('base64url');
});

test('what goes wrong before anything is resolved is told by a general code', async () => {
  const failing = defineAgency({
    name: 'template',
    schema: template.schema,
    resolvers: template.resolvers,
    openSource: httpSource,
    loaders: () => {
      throw new Error('SECRET of the agency');
    },
    ready: () => {
      throw new Error('SECRET of the agency');
    },
  });
  await using running = await startSubgraph(failing, { sourceUrl: 'http://127.0.0.1:9', grants: 'off' });
  const answer = await answered(running.url, { headers: JSON_TYPE, body: QUERY });
  expect(JSON.parse(answer.slice(4))).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL_ERROR' } }] });
  const ready = await fetch(running.url.replace('/graphql', '/ready'));
  expect([answer, await ready.text()].join()).not.toContain('SECRET');
  expect(ready.status).toBe(503);
});
