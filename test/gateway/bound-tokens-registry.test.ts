import { hash } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { proofsInRegistry } from '../../gateway/identity/proof-registry.ts';
import { freshDatabase } from '../support/database.ts';
import { startGraph } from '../support/graph.ts';
import { startHubProcess } from '../support/hub-process.ts';
import { CLIENT, callsOf, PARTNERS, proofKey, startPartnerGraph, TestEnrolments } from '../support/partner.ts';
import { testIssuer } from '../support/tokens.ts';

/** A connection to the registry by hand. */
async function byHand(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  return {
    rows: async <Row>(text: string): Promise<readonly Row[]> => (await client.query(text)).rows as Row[],
    [Symbol.asyncDispose]: () => client.end(),
  };
}

/** Two hubs of one registry, called at one address as behind a balancer. */
async function twoHubs(registryUrl: string) {
  const [officers, partners, key] = [
    await testIssuer(),
    await testIssuer(PARTNERS, { binding: 'bound', kid: 'partners' }),
    await proofKey(),
  ];
  const enrolments = new TestEnrolments();
  enrolments.thumbprints(PARTNERS, CLIENT, key.thumbprint);
  const config = { publicUrl: 'https://hub.example' };
  const start = () => startGraph({ registryUrl, enrolments, config, issuers: [officers.issuer, partners.issuer] });
  const hubs = [await start(), await start()] as const;
  return {
    key,
    hubs: hubs.map((graph) => ({ graph, ...callsOf(graph, partners, key) })),
    async [Symbol.asyncDispose]() {
      for (const hub of hubs) await hub[Symbol.asyncDispose]();
    },
  };
}

const HTU = 'https://hub.example/graphql';

test('hubs of one registry give out one nonce and take a proof once between them', async () => {
  await using database = await freshDatabase();
  await using running = await twoHubs(database.url);
  const [one, other] = running.hubs;
  const [token, nonce] = [(await one?.token()) ?? '', await one?.nonce()];
  expect(nonce).toMatch(/^[\w-]{43}$/);
  expect(await other?.nonce()).toBe(nonce);
  for (let round = 0; round < 5; round += 1) {
    const dpop = await running.key.proof(token, { htu: HTU, nonce });
    const headers = { authorization: `DPoP ${token}`, dpop };
    const answers = await Promise.all([0, 1, 0, 1, 0, 1].map((at) => running.hubs[at]?.send(headers)));
    expect(answers.map((answer) => answer?.status).sort()).toEqual([200, 401, 401, 401, 401, 401]);
  }
});

/** Statuses of as many requests, each over a connection of its own: the workers take turns. */
function statusesOf(url: string, headers: Readonly<Record<string, string>>, count: number): Promise<readonly number[]> {
  const one = () =>
    new Promise<number>((resolve, reject) => {
      const sent = request(url, { method: 'POST', agent: false, headers }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.on('error', reject).end('{"query":"{ __typename }"}');
    });
  return Promise.all(Array.from({ length: count }, one));
}

test('workers of one gateway take a proof once between them', async () => {
  await using database = await freshDatabase();
  const [{ issuer, jwk, token: tokenOf }, key] = [await testIssuer(), await proofKey()];
  const speaksFor = { agencies: ['port'], countries: ['UG'], roles: ['auditor'] };
  await using gateway = await startHubProcess(['--workers', '2', '--port', '0'], {
    HUB_ISSUERS: JSON.stringify([
      { issuer: issuer.issuer, audience: 'hub', keys: { jwks: { keys: [jwk] } }, speaksFor },
    ]),
    HUB_REGISTRY_URL: database.url,
  });
  const token = await tokenOf({ roles: ['auditor'], claims: { cnf: { jkt: key.thumbprint } } });
  const headersWith = async () => ({
    authorization: `DPoP ${token}`,
    dpop: await key.proof(token, { htu: gateway.url }),
    'content-type': 'application/json',
  });
  const same = await statusesOf(gateway.url, await headersWith(), 12);
  expect(same.filter((status) => status === 200)).toHaveLength(1);
  expect(new Set(same)).toEqual(new Set([200, 401]));
  for (let call = 0; call < 6; call += 1) {
    expect(await statusesOf(gateway.url, await headersWith(), 1)).toEqual([200]);
  }
});

test('while the registry is slow or away systems are told to try again at once, and officers go on', async () => {
  await using database = await freshDatabase();
  await using partner = await startPartnerGraph({
    registryUrl: database.url,
    identityLimits: { awayMs: 60_000, proofStateMs: 300 },
  });
  const { graph } = partner;
  const [token, officer] = [await partner.token(), await partner.officers.token()];
  const both = async () => {
    const asked = await partner.ask(token);
    const code = asked.body.errors?.[0]?.extensions.code;
    return [asked.status, code, (await partner.send({ authorization: `Bearer ${officer}` })).status];
  };
  expect(await both()).toEqual([200, undefined, 200]);
  {
    await using hand = await byHand(database.url);
    await hand.rows('begin');
    await hand.rows('lock table hub_registry.proof in access exclusive mode');
    const since = performance.now();
    expect(await both()).toEqual([503, 'IDENTITY_UNAVAILABLE', 200]);
    expect(performance.now() - since).toBeLessThan(2_000);
    // Many who wait do so together, not one behind the other.
    const [nonce, again] = [await partner.nonce(), performance.now()];
    const many = await Promise.all(Array.from({ length: 60 }, () => partner.ask(token, { nonce })));
    expect(new Set(many.map(({ status }) => status))).toEqual(new Set([503]));
    expect(performance.now() - again).toBeLessThan(3_000);
  }
  expect(await both()).toEqual([200, undefined, 200]);
  {
    await using hand = await byHand(database.url);
    await hand.rows('begin');
    await hand.rows('lock table hub_registry.proof in access exclusive mode');
    const nonce = await partner.nonce();
    const waiting = Array.from({ length: 8 }, () => partner.ask(token, { nonce }));
    await pause(100);
    await hand.rows("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hub proofs'");
    expect(new Set((await Promise.all(waiting)).map(({ status }) => status))).toEqual(new Set([503]));
  }
  expect(await both()).toEqual([200, undefined, 200]);
  await using admin = await byHand(process.env['TEST_DATABASE_URL'] ?? '');
  const name = new URL(database.url).pathname.slice(1);
  await admin.rows(`alter database ${name} with allow_connections false`);
  await admin.rows(`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  expect(await both()).toEqual([503, 'IDENTITY_UNAVAILABLE', 200]);
  expect(graph.securityLog.counts['PROOFS_UNAVAILABLE']).toBeGreaterThanOrEqual(2);
  await admin.rows(`alter database ${name} with allow_connections true`);
  expect(await both()).toEqual([200, undefined, 200]);
});

test('a hub that starts while the registry is away lets systems in once it is there', async () => {
  await using database = await freshDatabase();
  await using admin = await byHand(process.env['TEST_DATABASE_URL'] ?? '');
  const name = new URL(database.url).pathname.slice(1);
  await admin.rows(`alter database ${name} with allow_connections false`);
  await using partner = await startPartnerGraph({ registryUrl: database.url });
  const token = await partner.token();
  expect((await partner.ask(token)).status).toBe(503);
  await admin.rows(`alter database ${name} with allow_connections true`);
  for (let look = 0; look < 50 && (await partner.ask(token)).status !== 200; look += 1) await pause(100);
  expect((await partner.ask(token)).status).toBe(200);
}, 20_000);

test('what a crash of the registry’s server forgets it forgets with its nonces: a proof from before is not taken again', async () => {
  await using database = await freshDatabase();
  await using partner = await startPartnerGraph({ registryUrl: database.url });
  const [token, nonce] = [await partner.token(), await partner.nonce()];
  const dpop = await partner.key.proof(token, { htu: partner.graph.url, nonce });
  const headers = { authorization: `DPoP ${token}`, dpop };
  expect((await partner.send(headers)).status).toBe(200);
  await using hand = await byHand(database.url);
  const kinds = await hand.rows<{ kind: string }>(
    "select relpersistence as kind from pg_class where relname in ('proof', 'proof_secret')",
  );
  expect(kinds).toEqual([{ kind: 'u' }, { kind: 'u' }]);
  // What recovery does to unlogged tables.
  await hand.rows('truncate hub_registry.proof, hub_registry.proof_secret');
  expect((await partner.send(headers)).status).toBe(503);
  const again = await partner.send(headers);
  expect([again.status, again.headers.get('www-authenticate')]).toEqual([
    401,
    expect.stringContaining('use_dpop_nonce'),
  ]);
  expect(again.headers.get('dpop-nonce')).not.toBe(nonce);
  expect((await partner.ask(token)).status).toBe(200);
});

test('the registry holds hashes alone, and what has ended is taken out in batches', async () => {
  await using database = await freshDatabase();
  await using partner = await startPartnerGraph({ registryUrl: database.url, identityLimits: { proofSweepMs: 200 } });
  const [token, nonce] = [await partner.token(), await partner.nonce()];
  for (let call = 0; call < 3; call += 1) expect((await partner.ask(token, { nonce })).status).toBe(200);
  await using hand = await byHand(database.url);
  const count = async () =>
    Number((await hand.rows<{ n: string }>('select count(*) as n from hub_registry.proof'))[0]?.n);
  expect(await count()).toBe(3);
  await hand.rows(
    "insert into hub_registry.proof select sha256(i::text::bytea), now() - interval '5 minutes' from generate_series(1, 20000) i",
  );
  for (let look = 0; look < 60 && (await count()) > 3; look += 1) await pause(100);
  expect(await count()).toBe(3);
});

test('many proofs at once are told apart in the registry', async () => {
  await using database = await freshDatabase();
  const limits = { proofStateMs: 5_000, proofSweepMs: 60_000 };
  await using one = proofsInRegistry(database.url, limits);
  await using other = proofsInRegistry(database.url, limits);
  const until = Date.now() + 60_000;
  await Promise.all([one.secret(), other.secret()]);
  let first = 0;
  // More than one statement holds.
  for (let at = 0; at < 1_200; at += 300) {
    const keys = Array.from({ length: 300 }, (_each, more) => hash('sha256', `${at + more}`));
    const told = await Promise.all(keys.flatMap((key) => [one.isFirst(key, until), other.isFirst(key, until)]));
    first += told.filter(Boolean).length;
  }
  expect(first).toBe(1_200);
});
