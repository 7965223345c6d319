import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { type Graph, startGraph } from '../support/graph.ts';
import { startKeyServer } from '../support/key-server.ts';
import { testIssuer } from '../support/tokens.ts';

const QUERY = JSON.stringify({ query: '{ ships { name } }' });
const NOBODY = {
  errors: [
    {
      message: 'Send a valid access token: Authorization: Bearer …',
      extensions: { code: 'UNAUTHENTICATED' },
    },
  ],
};

function request(token: string, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'hub-purpose': 'RISK_ASSESSMENT',
      'content-type': 'application/json',
      ...headers,
    },
    body: QUERY,
  };
}

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');

/** Header, claims and signature of a token, to be put together otherwise. */
function partsOf(token: string): readonly [string, Record<string, unknown>, string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, JSON.parse(Buffer.from(payload, 'base64url').toString()), signature];
}

/** Tokens that must not be taken, by what is wrong with them and the reason the security log has. */
async function forgeries({ identity }: Graph): Promise<ReadonlyArray<readonly [string, string, string]>> {
  const { issuer, jwk } = identity;
  const good = await identity.token({ roles: ['chief'] });
  const [header, claims, signature] = partsOf(good);
  const payload = part(claims);
  const stranger = await testIssuer();
  const own = await generateKeyPair('EdDSA', { extractable: true });
  const signed = (extra: object, alg = 'EdDSA') =>
    new SignJWT(claims).setProtectedHeader({ alg, kid: 'one', typ: 'at+jwt', ...extra }).sign(own.privateKey);
  const symmetric = (secret: string | Buffer, alg: string) => {
    const text = `${part({ alg, kid: 'one', typ: 'at+jwt' })}.${payload}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const spki = await exportSPKI((await importJWK(jwk as JWK, 'EdDSA', { extractable: true })) as never);
  const address = 'http://127.0.0.1:9/keys';
  return [
    ['alg none', 'ALGORITHM', `${part({ alg: 'none', typ: 'at+jwt' })}.${payload}.`],
    ['alg None', 'ALGORITHM', `${part({ alg: 'None', kid: 'one', typ: 'at+jwt' })}.${payload}.${signature}`],
    ['HS256 by the public key as PEM', 'ALGORITHM', symmetric(spki, 'HS256')],
    ['HS256 by the public key as bytes', 'ALGORITHM', symmetric(Buffer.from(String(jwk['x']), 'base64url'), 'HS256')],
    ['HMAC called EdDSA', 'SIGNATURE', symmetric(spki, 'EdDSA')],
    ['ES512', 'ALGORITHM', `${part({ alg: 'ES512', kid: 'one', typ: 'at+jwt' })}.${payload}.${signature}`],
    ['an algorithm by the name of an inherited member', 'ALGORITHM', `${part({ alg: 'constructor' })}.${payload}.AA`],
    ['its own key in jwk', 'TOKEN_HEADER', await signed({ jwk: await exportJWK(own.publicKey) })],
    ['an address of keys in jku', 'TOKEN_HEADER', await signed({ jku: address })],
    ['an address of certificates in x5u', 'TOKEN_HEADER', await signed({ x5u: address })],
    ['certificates in x5c', 'TOKEN_HEADER', await signed({ x5c: ['AAAA'] })],
    ['a critical header', 'TOKEN_HEADER', `${part({ alg: 'EdDSA', kid: 'one', crit: ['exp'], exp: 1 })}.${payload}.AA`],
    ['a path in kid', 'KEY_UNKNOWN', await signed({ kid: '../../../../dev/null' })],
    ['SQL in kid', 'KEY_UNKNOWN', await signed({ kid: "x' or '1'='1" })],
    ['a list in kid', 'TOKEN_HEADER', `${part({ alg: 'EdDSA', kid: ['one'], typ: 'at+jwt' })}.${payload}.${signature}`],
    ['__proto__ in kid', 'KEY_UNKNOWN', await signed({ kid: '__proto__' })],
    ['a key of its own under the right kid', 'SIGNATURE', await signed({})],
    ['the key of another issuer of the same name', 'SIGNATURE', await stranger.token()],
    ['no signature', 'SIGNATURE', `${header}.${payload}.`],
    ['other claims under the signature', 'SIGNATURE', `${header}.${part({ ...claims, roles: ['x'] })}.${signature}`],
    ['past its end', 'EXPIRED', await identity.token({ expiresIn: -30 })],
    ['not yet valid', 'NOT_YET_VALID', await identity.token({ notBeforeIn: 60 })],
    ['issued in the future', 'NOT_YET_VALID', await identity.token({ issuedIn: 60 })],
    ['issued after its end', 'CLAIMS', await identity.token({ expiresIn: -3, issuedIn: 2 })],
    ['good for longer than it would stay revoked', 'CLAIMS', await identity.token({ expiresIn: 31 * 86_400 })],
    ['another audience', 'AUDIENCE', await identity.token({ audience: 'other' })],
    ['another issuer', 'ISSUER_UNKNOWN', await identity.token({ issuer: 'https://elsewhere.test' })],
    ['almost the issuer', 'ISSUER_UNKNOWN', await identity.token({ issuer: `${issuer.issuer}/` })],
    ['an id token', 'TOKEN_TYPE', await identity.token({ typ: 'JWT' })],
    [
      'an issuer that is a list',
      'ISSUER_UNKNOWN',
      `${header}.${part({ ...claims, iss: [issuer.issuer] })}.${signature}`,
    ],
    ['an issuer by an inherited name', 'ISSUER_UNKNOWN', `${header}.${part({ iss: '__proto__' })}.${signature}`],
    ['another agency', 'BEYOND_ISSUER', await identity.token({ agency: 'treasury' })],
    ['another country', 'BEYOND_ISSUER', await identity.token({ country: 'TZ' })],
    ['another role', 'BEYOND_ISSUER', await identity.token({ roles: ['reader', 'minister'] })],
    ['a country to act for beyond its issuer', 'BEYOND_ISSUER', await identity.token({ onBehalfOf: ['KE', 'TZ'] })],
    ['roles that are one text', 'CLAIMS', await identity.token({ claims: { roles: 'chief' } })],
    ['roles that are objects', 'CLAIMS', await identity.token({ claims: { roles: [{ name: 'chief' }] } })],
    ['no principal to speak of', 'CLAIMS', await identity.token({ sub: ' ' })],
    ['a purpose that is no name', 'CLAIMS', await identity.token({ purposes: ['RISK ASSESSMENT'] })],
    ['9 KB', 'TOKEN_TOO_LONG', await identity.token({ sub: 'x'.repeat(9_000) })],
    ['no JSON', 'TOKEN_MALFORMED', 'AAAA.BBBB.CCCC'],
    ['four parts', 'TOKEN_MALFORMED', `${good}.AAAA`],
    ['a text of claims that is null', 'TOKEN_MALFORMED', `${header}.${Buffer.from('null').toString('base64url')}.AA`],
  ];
}

test('no forged, foreign or broken token is taken; all read one answer and each is counted by its reason', async () => {
  await using graph = await startGraph();
  for (const [what, reason, token] of await forgeries(graph)) {
    const before = graph.securityLog.counts[reason as 'CLAIMS'] ?? 0;
    const { status, body, headers } = await graph.send(request(token));
    expect([what, status, body, headers.get('www-authenticate')]).toEqual([what, 401, NOBODY, 'Bearer']);
    expect([what, graph.securityLog.counts[reason as 'CLAIMS'] ?? 0]).toEqual([what, before + 1]);
  }
  expect(graph.port.calls).toBe(0);
  expect(graph.records).toEqual([]);
});

test('claims by the names of what every object has give nothing', async () => {
  const path = ['__proto__', 'roles'];
  const identity = await testIssuer('https://identity.test');
  const claims = { ...identity.issuer.claims, roles: { kind: 'claim', path } as const };
  await using graph = await startGraph({
    issuers: [{ ...identity.issuer, claims }, (await testIssuer('https://b.test')).issuer],
  });
  const header = part({ alg: 'EdDSA', kid: 'one', typ: 'at+jwt' });
  const polluting = `${header}.${Buffer.from('{"__proto__":{"roles":["chief"]},"iss":"https://b.test"}').toString('base64url')}.AA`;
  for (const token of [await identity.token({ roles: ['chief'] }), polluting]) {
    expect((await graph.send(request(token))).status).toBe(401);
  }
  expect(({} as { roles?: unknown }).roles).toBeUndefined();
});

test('headers that name roles, agencies or a caller are not believed', async () => {
  await using graph = await startGraph();
  const spoofed = {
    'x-roles': 'chief',
    'x-user': 'admin',
    'x-forwarded-user': 'admin',
    'x-agency': 'port',
    'x-client-cert': 'CN=admin',
    'ssl-client-verify': 'SUCCESS',
    'hub-roles': 'chief',
    'x-http-method-override': 'GET',
    forwarded: 'for=127.0.0.1',
  };
  const token = await graph.identity.token({ roles: ['reader'] });
  const init = request(token, spoofed);
  const { body } = await graph.send({ ...init, body: JSON.stringify({ query: '{ ships { owner } }' }) });
  expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  expect(graph.records).toEqual([
    expect.objectContaining({ principal: 'officer-1', roles: ['reader'], agency: 'port' }),
  ]);
  const { authorization: _, ...without } = init.headers as Record<string, string>;
  expect((await graph.send({ ...init, headers: without })).status).toBe(401);
});

/** What comes back for bytes as they are. */
function exchangeBytes(url: string, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString();
      // Before more is written that nobody reads.
      if (text.includes('\r\n\r\n{')) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
  });
}

const head = (...lines: readonly string[]): string =>
  `${['POST /graphql HTTP/1.1', 'host: hub', ...lines].join('\r\n')}\r\n\r\n`;

test('a token of 8 MB is refused before it is read to its end, and the next caller is served', async () => {
  await using graph = await startGraph();
  const answer = await exchangeBytes(graph.url, head(`authorization: Bearer ${'x'.repeat(8 * 1024 * 1024)}`));
  expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 431 Request Header Fields Too Large');
  expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
    errors: [{ extensions: { code: 'HEADERS_TOO_LARGE' } }],
  });
  expect(graph.securityLog.counts).toEqual({ HEADERS_TOO_LARGE: 1 });
  expect((await graph.send(request(await graph.identity.token()))).status).toBe(200);
});

test('two tokens in one request are none', async () => {
  await using graph = await startGraph();
  const line = `Authorization: Bearer ${await graph.identity.token()}`;
  const lines = ['content-type: application/json', 'hub-purpose: RISK_ASSESSMENT', `content-length: ${QUERY.length}`];
  const answer = await exchangeBytes(graph.url, `${head(line, line, 'connection: close', ...lines)}${QUERY}`);
  expect(answer).toMatch(/^HTTP\/1.1 401 /);
  expect(graph.port.calls).toBe(0);
});

test('the security log counts every refusal, has a line for some, and holds nothing a caller sent', async () => {
  await using graph = await startGraph();
  const token = await graph.identity.token({ sub: 'secret-officer', roles: ['secret-role'], agency: 'secret-agency' });
  for (let knock = 0; knock < 40; knock += 1) await graph.send(request(token, { 'x-note': 'secret-header' }));
  graph.securityLog[Symbol.dispose]();
  expect(graph.securityLog.counts).toEqual({ BEYOND_ISSUER: 40 });
  const lines = graph.told.map((line) => JSON.parse(line) as { kind: string });
  expect(lines.filter(({ kind }) => kind === 'refused')).toHaveLength(10);
  expect(lines.at(-1)).toMatchObject({
    kind: 'refusals',
    refusals: [{ reason: 'BEYOND_ISSUER', issuer: 'https://identity.test', count: 40 }],
  });
  expect(graph.told.join('')).not.toMatch(/secret|eyJ|Bearer/);
});

test('while an issuer’s keys are out of reach its callers are told to try again, and others are served', async () => {
  await using server = await startKeyServer();
  server.misbehave = () => {};
  const away = await testIssuer(server.url, { keys: { kind: 'discovery' } });
  const there = await testIssuer();
  await using graph = await startGraph({ issuers: [away.issuer, there.issuer], identityLimits: { fetchMs: 300 } });
  const [one, other] = await Promise.all([
    graph.send(request(await away.token())),
    graph.send(request(await there.token())),
  ]);
  expect([one.status, one.body.errors?.[0]?.extensions.code]).toEqual([503, 'IDENTITY_UNAVAILABLE']);
  expect(other.status).toBe(200);
});
