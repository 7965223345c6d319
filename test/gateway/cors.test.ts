import { startHub } from '../../gateway/hub.ts';
import { graphConfig, port, watch } from '../support/graph.ts';
import { testIssuer } from '../support/tokens.ts';

const DESK = 'https://desk.example';
const CORS_HEADERS = /^access-control-/;

async function startWith(origins: readonly string[]) {
  const identity = await testIssuer();
  const config = graphConfig([port({ ships: [], calls: 0 }), watch], identity);
  const hub = await startHub(
    { ...config, origins: new Set(origins) },
    { ledger: { append: async () => {}, act: async () => {} } },
  );
  return { url: hub.url, identity, [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose]() };
}

function corsOf({ headers }: Response): Readonly<Record<string, string>> {
  return Object.fromEntries([...headers].filter(([name]) => CORS_HEADERS.test(name)));
}

/** What a browser sends before a page's request. */
const READABLE = {
  'access-control-allow-origin': DESK,
  'access-control-expose-headers': 'dpop-nonce, www-authenticate',
};

function preflight(url: string, origin: string, method = 'POST'): Promise<Response> {
  const asked = {
    'access-control-request-method': method,
    'access-control-request-headers': 'authorization,hub-purpose',
  };
  return fetch(url, { method: 'OPTIONS', headers: { origin, ...asked } });
}

function post(url: string, headers: Readonly<Record<string, string>>): Promise<Response> {
  const body = JSON.stringify({ query: '{ __schema { queryType { name } } }' });
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}

test('a page of an allowed origin may send the headers a question needs, and no others, and read the answer', async () => {
  await using hub = await startWith([DESK, 'http://localhost:5173']);
  const permission = await preflight(hub.url, DESK);
  expect(permission.status).toBe(204);
  expect(corsOf(permission)).toEqual({
    'access-control-allow-origin': DESK,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'authorization, content-type, dpop, hub-case, hub-on-behalf-of, hub-purpose',
    'access-control-max-age': '600',
  });
  const authorization = `Bearer ${await hub.identity.token()}`;
  const answer = await post(hub.url, { origin: DESK, authorization });
  expect(answer.status).toBe(200);
  expect(corsOf(answer)).toEqual(READABLE);
  expect(answer.headers.get('vary')).toContain('Origin');
});

test('a refusal can be read by a page of an allowed origin as well', async () => {
  await using hub = await startWith([DESK]);
  const refusal = await post(hub.url, { origin: DESK });
  expect(refusal.status).toBe(401);
  expect(corsOf(refusal)).toEqual(READABLE);
});

test('a page of any other origin gets no permission and no word of who has one', async () => {
  await using hub = await startWith([DESK]);
  const authorization = `Bearer ${await hub.identity.token()}`;
  const others = [
    'null',
    '*',
    'http://desk.example',
    `${DESK}:8443`,
    `${DESK}.evil.example`,
    'https://evil-desk.example',
  ];
  for (const origin of [...others, `${DESK}/`, DESK.toUpperCase(), `${DESK}, https://evil.example`]) {
    expect({ origin, cors: corsOf(await preflight(hub.url, origin)) }).toEqual({ origin, cors: {} });
    const answer = await post(hub.url, { origin, authorization });
    expect({ origin, status: answer.status, cors: corsOf(answer) }).toEqual({ origin, status: 200, cors: {} });
  }
  expect(corsOf(await post(hub.url, { authorization }))).toEqual({});
});

test('no other method and no other address is opened, and cookies are never allowed', async () => {
  await using hub = await startWith([DESK]);
  expect(corsOf(await preflight(hub.url, DESK, 'DELETE'))).toEqual({ 'access-control-allow-origin': DESK });
  for (const path of ['/health', '/graphiql', '/nowhere']) {
    const url = new URL(path, hub.url).href;
    expect(corsOf(await fetch(url, { headers: { origin: DESK } }))).toEqual({});
    expect(corsOf(await preflight(url, DESK))).toEqual({});
  }
});

test('without a list nothing is added: a page of another site is told nothing', async () => {
  await using hub = await startWith([]);
  const answer = await preflight(hub.url, DESK);
  expect(answer.status).toBe(404);
  expect(corsOf(answer)).toEqual({});
  expect(answer.headers.has('vary')).toBe(false);
});
