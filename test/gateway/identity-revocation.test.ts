import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { reloadKeysEverywhere, revoke } from '../../gateway/identity/registry.ts';
import { freshDatabase } from '../support/database.ts';
import { startGraph } from '../support/graph.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { startKeyServer } from '../support/key-server.ts';
import { testIssuer } from '../support/tokens.ts';

const HUB = fileURLToPath(new URL('../../bin/hub.ts', import.meta.url));
const TOMORROW = () => new Date(Date.now() + 86_400_000);
/** Longest that a revoked token may be taken, milliseconds. */
const AT_ONCE_MS = 1_000;

interface Asked {
  send(init: RequestInit): Promise<{ readonly status: number; readonly body: { readonly errors?: unknown } }>;
}

async function statusOf(hub: Asked, token: string): Promise<number> {
  const headers = {
    authorization: `Bearer ${token}`,
    'hub-purpose': 'RISK_ASSESSMENT',
    'content-type': 'application/json',
  };
  return (await hub.send({ method: 'POST', headers, body: '{"query":"{ ships { name } }"}' })).status;
}

/** Milliseconds until every hub answers so. @throws Error where one never does. */
async function timeUntil(hubs: readonly Asked[], token: string, status: number): Promise<number> {
  const since = performance.now();
  while (performance.now() - since < 10_000) {
    const found = await Promise.all(hubs.map((hub) => statusOf(hub, token)));
    if (found.every((each) => each === status)) return performance.now() - since;
    await pause(10);
  }
  throw new Error(`not everywhere ${status}`);
}

async function byHand(databaseUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function twoHubs(registryUrl: string, options: Parameters<typeof startGraph>[0] = {}) {
  const identity = await testIssuer();
  const issuers = options.issuers ?? [identity.issuer];
  const one = await startGraph({ ...options, registryUrl, issuers });
  const other = await startGraph({ ...options, registryUrl, issuers });
  return {
    identity,
    hubs: [one, other],
    async [Symbol.asyncDispose]() {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
    },
  };
}

test('a person, a token by its jti and a token by its hash, once revoked, stop on both hubs within a second', async () => {
  await using database = await freshDatabase();
  await using running = await twoHubs(database.url);
  const { identity, hubs } = running;
  const { issuer } = identity.issuer;
  const [person, id, hash] = [
    await identity.token({ sub: 'officer-8' }),
    await identity.token({ claims: { jti: 'j-1' } }),
    await identity.token({ sub: 'officer-9' }),
  ];
  for (const token of [person, id, hash]) await timeUntil(hubs, token, 200);
  const digest = createHash('sha256')
    .update(hash.slice(0, hash.lastIndexOf('.')))
    .digest('hex');
  const ends = TOMORROW();
  await revoke(database.url, { kind: 'principal', issuer, value: 'officer-8', ends });
  expect(await timeUntil(hubs, person, 401)).toBeLessThan(AT_ONCE_MS);
  await revoke(database.url, { kind: 'id', issuer, value: 'j-1', ends });
  expect(await timeUntil(hubs, id, 401)).toBeLessThan(AT_ONCE_MS);
  await revoke(database.url, { kind: 'token', issuer: '', value: digest, ends });
  expect(await timeUntil(hubs, hash, 401)).toBeLessThan(AT_ONCE_MS);
  for (const hub of hubs) {
    expect(await statusOf(hub, await identity.token({ sub: 'officer-8' }))).toBe(401);
    expect(await statusOf(hub, await identity.token({ sub: 'officer-7' }))).toBe(200);
    expect(hub.securityLog.counts['REVOKED']).toBeGreaterThan(0);
    expect(hub.told.join('')).not.toContain('officer');
  }
});

test('a token revoked by its hash does not pass for another by a signature written otherwise', async () => {
  await using database = await freshDatabase();
  const identity = await testIssuer();
  await using hub = await startGraph({ registryUrl: database.url, issuers: [identity.issuer] });
  const token = await identity.token();
  // 64 bytes are 86 characters of base64url: four bits of the last one mean nothing.
  const last = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'.indexOf(token.slice(-1));
  const other = token.slice(0, -1) + 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'[last ^ 1];
  const value = createHash('sha256')
    .update(token.slice(0, token.lastIndexOf('.')))
    .digest('hex');
  await timeUntil([hub], token, 200);
  await revoke(database.url, { kind: 'token', issuer: '', value, ends: TOMORROW() });
  await timeUntil([hub], token, 401);
  expect(await statusOf(hub, other)).toBe(401);
});

test('a hub that starts later knows what was revoked before, and forgets it at its end', async () => {
  await using database = await freshDatabase();
  const identity = await testIssuer();
  const { issuer } = identity.issuer;
  await revoke(database.url, { kind: 'principal', issuer, value: 'officer-8', ends: TOMORROW() });
  await revoke(database.url, { kind: 'principal', issuer, value: 'officer-9', ends: new Date(Date.now() + 1_500) });
  await using hub = await startGraph({ registryUrl: database.url, issuers: [identity.issuer] });
  const [eight, nine] = [await identity.token({ sub: 'officer-8' }), await identity.token({ sub: 'officer-9' })];
  expect([await statusOf(hub, eight), await statusOf(hub, nine)]).toEqual([401, 401]);
  await timeUntil([hub], nine, 200);
  expect(await statusOf(hub, eight)).toBe(401);
  await byHand(database.url, "update hub_registry.revocation set ends = 'infinity' where value = 'officer-9'");
  await timeUntil([hub], nine, 401);
  await byHand(database.url, 'truncate hub_registry.revocation');
  await timeUntil([hub], nine, 200);
});

test('an issuer’s keys are had anew on both hubs when the registry says that one is in wrong hands', async () => {
  await using database = await freshDatabase();
  await using server = await startKeyServer();
  const keys = { kind: 'discovery' } as const;
  const [stolen, next] = [await testIssuer(server.url, { keys }), await testIssuer(server.url, { keys, kid: 'two' })];
  server.keys = [stolen.jwk];
  await using running = await twoHubs(database.url, { issuers: [stolen.issuer] });
  const [token, newToken] = [await stolen.token(), await next.token()];
  await timeUntil(running.hubs, token, 200);
  server.keys = [next.jwk];
  await reloadKeysEverywhere(database.url, server.url);
  expect(await timeUntil(running.hubs, token, 401)).toBeLessThan(AT_ONCE_MS);
  await timeUntil(running.hubs, newToken, 200);
});

test('without the registry no token is taken after a while; with it again, what was revoked meanwhile is', async () => {
  await using database = await freshDatabase();
  const identity = await testIssuer();
  const identityLimits = { awayMs: 400, heartbeatMs: 100 };
  await using hub = await startGraph({ registryUrl: database.url, issuers: [identity.issuer], identityLimits });
  const [known, gone] = [await identity.token(), await identity.token({ sub: 'officer-8' })];
  await timeUntil([hub], known, 200);
  await timeUntil([hub], gone, 200);
  const name = new URL(database.url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: process.env['TEST_DATABASE_URL'] });
  await admin.connect();
  const allow = (is: boolean) => admin.query(`alter database ${name} with allow_connections ${is}`);
  try {
    await allow(false);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await timeUntil([hub], known, 503);
    expect(hub.securityLog.counts['REVOCATIONS_UNAVAILABLE']).toBeGreaterThan(0);
    expect(hub.told.join('')).toMatch(/"kind":"revocations","state":"AWAY","code":"\w+"/);
    await allow(true);
    await revoke(database.url, {
      kind: 'principal',
      issuer: identity.issuer.issuer,
      value: 'officer-8',
      ends: TOMORROW(),
    });
    await timeUntil([hub], known, 200);
    expect(await statusOf(hub, gone)).toBe(401);
  } finally {
    await allow(true);
    await admin.end();
  }
});

/** Statuses of twelve requests, each over a connection of its own: the workers take turns. */
function statusesOf(url: string, token: string): Promise<readonly number[]> {
  const body = '{"query":"{ __typename }"}';
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const sent = request(url, { method: 'POST', agent: false, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.on('error', reject).end(body);
    });
  return Promise.all(Array.from({ length: 12 }, one));
}

test('a hub that starts without its registry takes no token until it is there', async () => {
  await using database = await freshDatabase();
  const away = new URL(database.url);
  away.port = '9';
  const identity = await testIssuer();
  await using hub = await startGraph({ registryUrl: away.toString(), issuers: [identity.issuer] });
  expect(await statusOf(hub, await identity.token())).toBe(503);
  expect(hub.port.calls).toBe(0);
  expect(hub.told.join('')).toContain('"state":"AWAY","code":"ECONNREFUSED"');
});

test('a revocation nobody tells of, its trigger off or a pooler between, is seen at the next heartbeat', async () => {
  await using database = await freshDatabase();
  const { issuer, token: tokenOf } = await testIssuer();
  await using hub = await startGraph({
    registryUrl: database.url,
    issuers: [issuer],
    identityLimits: { heartbeatMs: 100 },
  });
  const token = await tokenOf({ sub: 'officer-8' });
  await timeUntil([hub], token, 200);
  await byHand(database.url, 'drop trigger revocation_changed on hub_registry.revocation');
  await revoke(database.url, { kind: 'principal', issuer: issuer.issuer, value: 'officer-8', ends: TOMORROW() });
  expect(await timeUntil([hub], token, 401)).toBeLessThan(AT_ONCE_MS);
  await byHand(database.url, "update hub_registry.revocation set ends = now() - interval '1 s'");
  expect(await timeUntil([hub], token, 200)).toBeLessThan(AT_ONCE_MS);
});

test('two workers of one gateway both stop within a second', async () => {
  await using database = await freshDatabase();
  const { issuer, jwk, token: tokenOf } = await testIssuer();
  const speaksFor = { agencies: ['port'], countries: ['UG'], roles: ['auditor'] };
  await using gateway = await startHubProcess(['--workers', '2', '--port', '0'], {
    HUB_ISSUERS: JSON.stringify([
      { issuer: issuer.issuer, audience: 'hub', keys: { jwks: { keys: [jwk] } }, speaksFor },
    ]),
    HUB_REGISTRY_URL: database.url,
  });
  const token = await tokenOf({ sub: 'officer-8', roles: ['auditor'] });
  expect(new Set(await statusesOf(gateway.url, token))).toEqual(new Set([200]));
  await revoke(database.url, { kind: 'principal', issuer: issuer.issuer, value: 'officer-8', ends: TOMORROW() });
  await pause(AT_ONCE_MS);
  expect(new Set(await statusesOf(gateway.url, token))).toEqual(new Set([401]));
  expect(gateway.told).toContain('"reason":"REVOKED"');
});

test('hub revoke revokes, and says what it wants where it is not told', async () => {
  await using database = await freshDatabase();
  const identity = await testIssuer();
  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, ['--import', 'tsx', '--no-warnings', HUB, 'revoke', ...args], {
      env: { ...process.env, HUB_REGISTRY_URL: database.url },
      encoding: 'utf8',
    });
  const refused = run('--principal', 'officer-8');
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('--issuer I --principal P')]);
  const done = run('--issuer', identity.issuer.issuer, '--principal', 'officer-8', '--days', '2');
  expect([done.status, done.stdout]).toEqual([0, expect.stringMatching(/^Revoked until \d{4}-/)]);
  await using hub = await startGraph({ registryUrl: database.url, issuers: [identity.issuer] });
  expect(await statusOf(hub, await identity.token({ sub: 'officer-8' }))).toBe(401);
});
