import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type JSONWebKeySet, SignJWT } from 'jose';
import { type Identity, openIdentity } from '../../gateway/identity/identity.ts';
import type { Issuer } from '../../gateway/identity/issuer.ts';
import type { IdentityLimits } from '../../gateway/identity/limits.ts';
import { securityLog } from '../../gateway/identity/security-log.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { type KeyServer, startKeyServer } from '../support/key-server.ts';
import { type TestIssuer, testIssuer } from '../support/tokens.ts';

const FAST: Partial<IdentityLimits> = { fetchMs: 300, coolDownMs: 100, refreshMs: 60_000 };

async function opened(issuers: readonly Issuer[], limits: Partial<IdentityLimits> = FAST) {
  const told: string[] = [];
  const log = securityLog({ write: (line) => void told.push(line) });
  const identity = await openIdentity({ issuers, registryUrl: undefined, log, limits });
  return {
    identity,
    told,
    log,
    async [Symbol.asyncDispose]() {
      await identity[Symbol.asyncDispose]();
      log[Symbol.dispose]();
    },
  };
}

/** Code of the refusal; undefined: the token is taken. */
async function refusal(identity: Identity, token: string): Promise<string | undefined> {
  try {
    await identity.verify(token);
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** An issuer whose keys are where the server says. */
async function issuerAt(server: KeyServer, kind: 'uri' | 'discovery' = 'discovery', kid = 'one'): Promise<TestIssuer> {
  const keys = kind === 'uri' ? ({ kind, jwksUri: server.jwksUri } as const) : ({ kind } as const);
  const certificateAuthorities = server.certificate ? [server.certificate] : [];
  return testIssuer(server.url, { keys, certificateAuthorities, kid });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 100 && !(await holds()); attempt += 1) await pause(20);
}

test('keys are found by metadata and by address, over TLS certified by an authority of the issuer alone', async () => {
  await using plain = await startKeyServer();
  await using tls = await startKeyServer({ isTls: true });
  const [byMetadata, byAddress] = [await issuerAt(tls), await issuerAt(plain, 'uri')];
  tls.keys = [byMetadata.jwk];
  plain.keys = [byAddress.jwk];
  await using hub = await opened([byMetadata.issuer, byAddress.issuer]);
  expect(await refusal(hub.identity, await byMetadata.token())).toBeUndefined();
  expect(await refusal(hub.identity, await byAddress.token())).toBeUndefined();
  await using distrusting = await opened([{ ...byMetadata.issuer, certificateAuthorities: [] }]);
  expect(await refusal(distrusting.identity, await byMetadata.token())).toBe('IDENTITY_UNAVAILABLE');
});

test('a variable that switches off the checking of certificates does not make the hub believe a stranger’s keys', async () => {
  await using tls = await startKeyServer({ isTls: true });
  const { issuer, jwk, token } = await issuerAt(tls);
  tls.keys = [jwk];
  const speaksFor = { agencies: ['port'], countries: ['UG'], roles: ['auditor'] };
  await using gateway = await startHubProcess(['--port', '0'], {
    HUB_ISSUERS: JSON.stringify([
      { issuer: issuer.issuer, audience: 'hub', keys: { discovery: true }, development: true, speaksFor },
    ]),
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
  });
  const authorization = `Bearer ${await token({ roles: ['auditor'] })}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(gateway.url, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
  expect([response.status, tls.asked]).toEqual([503, 0]);
});

test('two issuers with other claim names and algorithms serve side by side, and neither speaks for the other', async () => {
  const one = await testIssuer('https://one.test', { algorithm: 'ES256' });
  const other = await testIssuer('https://other.test', {
    algorithm: 'RS256',
    tokenType: 'JWT',
    claims: {
      agency: { kind: 'fixed', value: 'watch' },
      country: { kind: 'claim', path: ['address', 'c'] },
      roles: { kind: 'claim', path: ['realm_access', 'roles'], values: new Map([['Chef', 'chief']]) },
    },
    speaksFor: {
      agencies: new Set([...one.issuer.speaksFor.agencies].filter((agency) => agency === 'watch')),
      countries: new Set(['KE']),
      roles: new Set([...one.issuer.speaksFor.roles].filter((role) => role === 'chief')),
      onBehalfOf: new Set(),
      scopes: new Set(),
    },
  });
  await using hub = await opened([one.issuer, other.issuer]);
  const others = { address: { c: 'KE' }, realm_access: { roles: ['Chef', 'offline_access', '__proto__'] } };
  expect(await hub.identity.verify(await one.token())).toMatchObject({ issuer: 'https://one.test', agency: 'port' });
  expect(await hub.identity.verify(await other.token({ typ: 'JWT', claims: others }))).toMatchObject({
    issuer: 'https://other.test',
    agency: 'watch',
    country: 'KE',
    roles: ['chief'],
  });
  for (const token of [
    await other.token({ typ: 'JWT', claims: { ...others, address: { c: 'UG' } } }),
    await other.token({ typ: 'JWT', claims: { ...others, realm_access: { roles: ['offline_access'] } } }),
    await other.token({ issuer: 'https://one.test' }),
    await one.token({ issuer: 'https://other.test' }),
    await one.token({ agency: 'elsewhere' }),
    await one.token({ roles: ['reader', 'minister'] }),
    await one.token({ onBehalfOf: ['TZ'] }),
  ]) {
    expect(await refusal(hub.identity, token)).toBe('UNAUTHENTICATED');
  }
  expect(hub.log.counts).toMatchObject({ BEYOND_ISSUER: 4, KEY_UNKNOWN: 2, CLAIMS: 1 });
});

test('a new key works without a failed request, and the old one ends with the next set', async () => {
  await using server = await startKeyServer();
  const [old, next] = [await issuerAt(server), await issuerAt(server, 'discovery', 'two')];
  server.keys = [old.jwk];
  await using hub = await opened([old.issuer], { ...FAST, refreshMs: 400 });
  const oldToken = await old.token();
  expect(await refusal(hub.identity, oldToken)).toBeUndefined();
  await pause(120);
  server.keys = [old.jwk, next.jwk];
  expect(await refusal(hub.identity, await next.token())).toBeUndefined();
  expect(await refusal(hub.identity, oldToken)).toBeUndefined();
  server.keys = [next.jwk];
  await until(async () => (await refusal(hub.identity, oldToken)) !== undefined);
  expect(await refusal(hub.identity, oldToken)).toBe('UNAUTHENTICATED');
  expect(await refusal(hub.identity, await next.token())).toBeUndefined();
});

test('a key in wrong hands ends with the forced reload, known tokens included, and at once', async () => {
  await using server = await startKeyServer();
  const [stolen, next] = [await issuerAt(server), await issuerAt(server, 'discovery', 'two')];
  server.keys = [stolen.jwk];
  await using hub = await opened([stolen.issuer], { ...FAST, coolDownMs: 60_000 });
  const token = await stolen.token();
  expect(await refusal(hub.identity, token)).toBeUndefined();
  server.keys = [next.jwk];
  expect(await refusal(hub.identity, token)).toBeUndefined();
  const reloaded = hub.identity.reloadKeys(server.url);
  expect(hub.identity.cachedTokens).toBe(0);
  await reloaded;
  expect(await refusal(hub.identity, token)).toBe('UNAUTHENTICATED');
  expect(await refusal(hub.identity, await next.token())).toBeUndefined();
});

test('tokens with invented keys do not make the hub knock at the issuer’s door', async () => {
  await using server = await startKeyServer();
  const issuer = await issuerAt(server);
  server.keys = [issuer.jwk];
  await using hub = await opened([issuer.issuer], { ...FAST, coolDownMs: 60_000 });
  expect(await refusal(hub.identity, await issuer.token())).toBeUndefined();
  const invented = await Promise.all(Array.from({ length: 50 }, (_, at) => issuer.token({ kid: `invented-${at}` })));
  const codes = await Promise.all(invented.map((token) => refusal(hub.identity, token)));
  expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
  expect(server.asked).toBe(1);
});

type Lie = readonly [name: string, problem: string, lie: (server: KeyServer) => Partial<KeyServer>];
type Misbehaviour = KeyServer['misbehave'];

const dribble: Misbehaviour = (response) => {
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
};
const flood: Misbehaviour = (response) => response.end('x'.repeat(1_000_000));
const elsewhere: Misbehaviour = (response) => response.writeHead(302, { location: '/jwks' }).end();
const page: Misbehaviour = (response) => response.end('<html>');

const LIES: readonly Lie[] = [
  ['is silent', 'UNREACHABLE', () => ({ misbehave: () => {} })],
  ['sends bytes one by one', 'UNREACHABLE', () => ({ misbehave: dribble })],
  ['never stops', 'TOO_LARGE', () => ({ misbehave: flood })],
  ['sends the hub elsewhere', 'STATUS', () => ({ misbehave: elsewhere })],
  ['sends what is no JSON', 'NOT_JSON', () => ({ misbehave: page })],
  ['sends JSON of another kind', 'KEY_SET', () => ({ keys: [1, 2] as never })],
  ['publishes a private key', 'SECRET_KEY', ({ keys }) => ({ keys: [{ ...keys[0], d: 'AAAA' }] })],
  ['publishes a symmetric key', 'SECRET_KEY', ({ keys }) => ({ keys: [...keys, { kty: 'oct', k: 'AA' }] })],
  ['publishes two keys of one name', 'KEY_SET', ({ keys }) => ({ keys: [...keys, ...keys] })],
  ['publishes no key to sign with', 'NO_KEY', ({ keys }) => ({ keys: [{ ...keys[0], use: 'enc' }] })],
  ['speaks of another issuer', 'METADATA', () => ({ metadata: { issuer: 'https://other.test' } })],
  ['names a plain address', 'ADDRESS', () => ({ metadata: { jwks_uri: 'http://keys.test/jwks' } })],
];

test.each(LIES)(
  'an issuer whose address %s has its own tokens refused and costs the others nothing',
  async (_, problem, lie) => {
    await using server = await startKeyServer();
    const [liar, honest] = [await issuerAt(server), await testIssuer('https://honest.test')];
    server.keys = [liar.jwk];
    Object.assign(server, lie(server));
    await using hub = await opened([liar.issuer, honest.issuer]);
    const since = performance.now();
    const [refused, taken] = await Promise.all([
      refusal(hub.identity, await liar.token()),
      refusal(hub.identity, await honest.token()),
    ]);
    expect([refused, taken]).toEqual(['IDENTITY_UNAVAILABLE', undefined]);
    expect(performance.now() - since).toBeLessThan(2_000);
    expect(hub.told.join('')).toContain(`"state":"${problem}"`);
    expect(hub.log.counts).toEqual({ KEYS_UNAVAILABLE: 1 });
  },
);

test('a key that is too weak, of another kind or for another use is not used', async () => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const good = await testIssuer();
  const signed = (alg: string, key: KeyObject) =>
    new SignJWT({ agency: 'port', country: 'UG', roles: ['reader'] })
      .setProtectedHeader({ alg, kid: 'weak', typ: 'at+jwt' })
      .setIssuer(good.issuer.issuer)
      .setAudience('hub')
      .setSubject('officer-1')
      .setExpirationTime('5m')
      .sign(key);
  const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), kid: 'weak' });
  const keys = [
    good.jwk,
    jwk(weak.publicKey),
    { ...good.jwk, kid: 'else', use: 'enc' },
    { ...jwk(curve.publicKey), kid: 'c' },
  ];
  await using hub = await opened([{ ...good.issuer, keys: { kind: 'keys', jwks: { keys } as JSONWebKeySet } }]);
  // jose signs with no such key either.
  const text = [
    { alg: 'RS256', kid: 'weak', typ: 'at+jwt' },
    { iss: good.issuer.issuer, aud: 'hub', sub: 'a', exp: 9e9 },
  ]
    .map((each) => Buffer.from(JSON.stringify(each)).toString('base64url'))
    .join('.');
  const byWeak = `${text}.${sign('sha256', Buffer.from(text), weak.privateKey).toString('base64url')}`;
  expect(await refusal(hub.identity, byWeak)).toBe('UNAUTHENTICATED');
  expect(await refusal(hub.identity, await signed('ES384', curve.privateKey))).toBe('UNAUTHENTICATED');
  expect(await refusal(hub.identity, await good.token({ kid: 'else' }))).toBe('UNAUTHENTICATED');
  expect(await refusal(hub.identity, await good.token())).toBeUndefined();
});

test('an RSA key by whose exponent anybody could sign, or each signature is a burden, is not used', async () => {
  const { issuer, jwk } = await testIssuer('https://identity.test', { algorithm: 'RS256' });
  // Nothing, what is signed itself (RFC 8017 §5.2.2: s^1 is s), even, small, and as long as the modulus.
  const exponents = [[0], [1], [0, 0, 1], [1, 0, 0], [3], new Array<number>(256).fill(0x7f)];
  for (const bytes of exponents) {
    const keys = [{ ...jwk, e: Buffer.from(bytes).toString('base64url') }];
    const open = opened([{ ...issuer, keys: { kind: 'keys', jwks: { keys } as JSONWebKeySet } }]);
    await expect(open).rejects.toThrow('cannot be used: NO_KEY');
  }
});

test('a hub does not start with two issuers of one name, or with written keys that are none', async () => {
  const { issuer, jwk } = await testIssuer();
  await expect(opened([issuer, issuer])).rejects.toThrow('Two issuers have the name');
  const keys = { kind: 'keys', jwks: { keys: [{ ...jwk, d: 'AAAA' }] } as JSONWebKeySet } as const;
  await expect(opened([{ ...issuer, keys }])).rejects.toThrow('cannot be used: SECRET_KEY');
});

test('a token that is known ends when it ends', async () => {
  const issuer = await testIssuer('https://identity.test', { clockToleranceSeconds: 0 });
  await using hub = await opened([issuer.issuer]);
  const token = await issuer.token({ expiresIn: 2 });
  expect(await refusal(hub.identity, token)).toBeUndefined();
  expect(hub.identity.cachedTokens).toBe(1);
  await pause(2_100);
  expect(await refusal(hub.identity, token)).toBe('UNAUTHENTICATED');
  expect(hub.log.counts).toEqual({ EXPIRED: 1 });
});

test('the last good set serves while the address is down, for a time', async () => {
  await using server = await startKeyServer();
  const issuer = await issuerAt(server);
  server.keys = [issuer.jwk];
  await using hub = await opened([issuer.issuer], { ...FAST, refreshMs: 100, keptMs: 600 });
  expect(await refusal(hub.identity, await issuer.token())).toBeUndefined();
  server.misbehave = (response) => response.destroy();
  await pause(250);
  const token = await issuer.token();
  expect(await refusal(hub.identity, token)).toBeUndefined();
  await pause(800);
  expect(await refusal(hub.identity, token)).toBe('IDENTITY_UNAVAILABLE');
  server.misbehave = undefined;
  await until(async () => (await refusal(hub.identity, token)) === undefined);
  expect(await refusal(hub.identity, token)).toBeUndefined();
});

test('ten thousand distinct tokens and more keep what is kept within its bound', async () => {
  const issuer = await testIssuer();
  await using hub = await opened([issuer.issuer]);
  const first = await issuer.token({ sub: 'first' });
  await hub.identity.verify(first);
  for (let batch = 0; batch < 21; batch += 1) {
    const tokens = await Promise.all(Array.from({ length: 500 }, (_, at) => issuer.token({ sub: `o-${batch}-${at}` })));
    await Promise.all(tokens.map(async (token) => hub.identity.verify(token)));
  }
  expect(hub.identity.cachedTokens).toBe(10_000);
  expect(await refusal(hub.identity, first)).toBeUndefined();
});
