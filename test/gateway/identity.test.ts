import { type Graph, startGraph } from '../support/graph.ts';
import { testIssuer } from '../support/tokens.ts';

const QUERY = JSON.stringify({ query: '{ ships { name } }' });

function post(authorization: string | undefined, purpose: string | undefined = 'RISK_ASSESSMENT'): RequestInit {
  const headers = new Headers({ 'content-type': 'application/json' });
  if (authorization !== undefined) headers.set('authorization', authorization);
  if (purpose) headers.set('hub-purpose', purpose);
  return { method: 'POST', headers, body: QUERY };
}

async function refusedWith(graph: Graph, init: RequestInit, status: number, code: string): Promise<void> {
  const answer = await graph.send(init);
  expect({ status: answer.status, code: answer.body.errors?.[0]?.extensions.code }).toEqual({ status, code });
  expect(answer.body.data ?? null).toBeNull();
  expect(graph.port.calls).toBe(0);
}

test('a caller without a token, with a broken one or with another scheme is refused before any agency is called', async () => {
  await using graph = await startGraph();
  for (const authorization of [
    undefined,
    '',
    'Bearer',
    'Bearer x',
    'Bearer a.b.c',
    'Basic dXNlcjpwYXNz',
    'Bearer a.b.c d',
  ]) {
    await refusedWith(graph, post(authorization), 401, 'UNAUTHENTICATED');
  }
});

test('a token of another issuer, key, audience, type or time is refused', async () => {
  await using graph = await startGraph();
  const stranger = await testIssuer();
  const unknown = await testIssuer('https://stranger.test');
  const tokens = [
    await stranger.token(),
    await unknown.token(),
    await graph.identity.token({ audience: 'other' }),
    await graph.identity.token({ expiresIn: -60 }),
    await graph.identity.token({ typ: 'JWT' }),
    await graph.identity.token({ issuer: 'https://stranger.test' }),
    await graph.identity.token({ roles: [] }),
    await graph.identity.token({ country: 'Uganda' }),
    await graph.identity.token({ agency: '../port' }),
  ];
  for (const token of tokens) await refusedWith(graph, post(`Bearer ${token}`), 401, 'UNAUTHENTICATED');
});

test('a token whose text was changed is refused though the true one is known', async () => {
  await using graph = await startGraph();
  const token = await graph.identity.token();
  expect((await graph.send(post(`Bearer ${token}`))).status).toBe(200);
  const [header, payload = '', signature] = token.split('.');
  const claims = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), roles: ['chief'] };
  const forged = [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  const unsigned = [Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url'), payload, ''].join('.');
  const before = graph.port.calls;
  for (const each of [forged, unsigned]) expect((await graph.send(post(`Bearer ${each}`))).status).toBe(401);
  expect(graph.port.calls).toBe(before);
});

test('without a purpose, or with one that is not of the closed list, no agency is called', async () => {
  await using graph = await startGraph();
  const authorization = `Bearer ${await graph.identity.token()}`;
  await refusedWith(graph, post(authorization, ''), 403, 'PURPOSE_REQUIRED');
  await refusedWith(graph, post(authorization, 'CURIOSITY'), 403, 'PURPOSE_UNKNOWN');
  await refusedWith(graph, post(authorization, 'RISK_ASSESSMENT, BORDER_CHECK'), 403, 'PURPOSE_UNKNOWN');
});

test('the schema can be read with a token and no purpose', async () => {
  await using graph = await startGraph();
  const headers = { authorization: `Bearer ${await graph.identity.token()}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ query: '{ __schema { queryType { name } types { name } directives { name } } }' });
  const answer = await graph.send({ method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  expect(answer.text).not.toMatch(/protection__|join__|classified/);
  expect(graph.port.calls).toBe(0);
});

test('a refusal of a known caller is recorded without a value', async () => {
  await using graph = await startGraph();
  const authorization = `Bearer ${await graph.identity.token({ sub: 'officer-7' })}`;
  await graph.send(post(authorization, 'CURIOSITY'));
  expect(graph.records).toEqual([
    expect.objectContaining({ principal: 'officer-7', outcome: 'REFUSED', refusal: 'PURPOSE_UNKNOWN' }),
  ]);
  expect(JSON.stringify(graph.records)).not.toContain('CURIOSITY');
});
