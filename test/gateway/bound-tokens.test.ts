import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '../../gateway/config/read.ts';
import { ALGORITHMS } from '../../gateway/identity/issuer.ts';
import { startGraph } from '../support/graph.ts';
import { startKeyServer } from '../support/key-server.ts';
import { CLIENT, callsOf, PARTNERS, proofKey, startPartnerGraph } from '../support/partner.ts';
import { testIssuer } from '../support/tokens.ts';
import { ISSUER, written } from '../support/written-config.ts';

test('a system that proves the key of its token is let in, with the nonce it was told', async () => {
  await using partner = await startPartnerGraph();
  const token = await partner.token();
  const first = await partner.ask(token, { nonce: undefined });
  expect(first.status).toBe(401);
  expect(first.headers.get('www-authenticate')).toBe('DPoP error="use_dpop_nonce", algs="ES256 EdDSA RS256"');
  expect(first.body.errors?.[0]?.extensions.code).toBe('UNPROVEN');
  const nonce = first.headers.get('dpop-nonce') ?? '';
  for (let call = 0; call < 3; call += 1) {
    const { status, body, headers } = await partner.ask(token, { nonce });
    expect([status, body.data]).toEqual([200, { ships: [{ name: 'Anna' }, { name: 'Bella' }] }]);
    expect(headers.get('dpop-nonce')).toBeNull();
  }
  expect(partner.graph.records.at(-1)).toMatchObject({ principal: CLIENT, issuer: PARTNERS, outcome: 'ANSWERED' });
});

test.each(ALGORITHMS)('a key of %s proves', async (algorithm) => {
  await using partner = await startPartnerGraph({ key: await proofKey(algorithm) });
  expect((await partner.ask(await partner.token())).status).toBe(200);
});

test('officers go on with bearer tokens beside systems, and one whose own application binds its token proves it', async () => {
  await using partner = await startPartnerGraph();
  const plain = await partner.officers.token();
  expect((await partner.send({ authorization: `Bearer ${plain}` })).status).toBe(200);
  const bound = await partner.officers.token({ claims: { cnf: { jkt: partner.key.thumbprint } } });
  const stolen = await partner.send({ authorization: `Bearer ${bound}` });
  expect([stolen.status, stolen.headers.get('www-authenticate')]).toEqual([
    401,
    'DPoP error="invalid_token", algs="ES256 EdDSA RS256"',
  ]);
  // Nobody enrols an officer's key, and no nonce is asked of it.
  expect((await partner.ask(bound, { nonce: undefined })).status).toBe(200);
  expect((await partner.ask(bound, { nonce: 'x'.repeat(43) })).status).toBe(401);
});

test('what a proof names is the address callers use, in its one form, whatever host the request names', async () => {
  await using partner = await startPartnerGraph({ config: { publicUrl: 'https://hub.example/border' } });
  const token = await partner.token();
  const at = async (htu: string) => (await partner.ask(token, { htu })).status;
  expect(await at('https://hub.example/border/graphql')).toBe(200);
  expect(await at('HTTPS://HUB.example:443/x/../border/graphql?a=b#c')).toBe(200);
  expect(await at(partner.graph.url)).toBe(401);
  const proof = { htu: 'https://other.example/graphql', nonce: await partner.nonce() };
  const spoofed = await partner.send({
    authorization: `DPoP ${token}`,
    dpop: await partner.key.proof(token, proof),
    host: 'other.example',
    'x-forwarded-host': 'other.example',
    'x-forwarded-proto': 'https',
  });
  expect(spoofed.status).toBe(401);
});

test('a nonce is taken while it is given out and as long again; then the next one is told', async () => {
  await using partner = await startPartnerGraph({ identityLimits: { nonceMs: 1_500 } });
  const token = await partner.token();
  const nonce = await partner.nonce();
  while ((await partner.nonce()) === nonce) await pause(50);
  const later = await partner.ask(token, { nonce });
  const next = later.headers.get('dpop-nonce') ?? '';
  expect([later.status, next]).toEqual([200, await partner.nonce()]);
  while ((await partner.nonce()) === next) await pause(50);
  const old = await partner.ask(token, { nonce });
  expect([old.status, old.headers.get('www-authenticate')]).toEqual([401, expect.stringContaining('use_dpop_nonce')]);
  expect((await partner.ask(token, { nonce: old.headers.get('dpop-nonce') })).status).toBe(200);
});

test('a key turns without a gap: both are enrolled for a while, then the old one ends at once', async () => {
  await using partner = await startPartnerGraph();
  const next = await proofKey();
  const tokens = [await partner.token(), await partner.token({ jkt: next.thumbprint })] as const;
  const statuses = async () => {
    const nonce = await partner.nonce();
    const htu = partner.graph.url;
    const answers = [partner.key, next].map(async (key, at) => {
      const token = tokens[at] ?? '';
      return partner.send({ authorization: `DPoP ${token}`, dpop: await key.proof(token, { htu, nonce }) });
    });
    return (await Promise.all(answers)).map(({ status }) => status);
  };
  expect(await statuses()).toEqual([200, 401]);
  partner.enrolments.thumbprints(PARTNERS, CLIENT, partner.key.thumbprint, next.thumbprint);
  expect(await statuses()).toEqual([200, 200]);
  partner.enrolments.thumbprints(PARTNERS, CLIENT, next.thumbprint);
  expect(await statuses()).toEqual([401, 200]);
  partner.enrolments.keys.clear();
  expect(await statuses()).toEqual([401, 401]);
  expect(partner.graph.securityLog.counts['KEY_NOT_ENROLLED']).toBeGreaterThan(0);
});

test('keys that a system publishes are had once, anew for one that is not among them, and not more often than that', async () => {
  await using server = await startKeyServer();
  await using partner = await startPartnerGraph({ identityLimits: { coolDownMs: 400 } });
  partner.enrolments.keys.set(`${PARTNERS} ${CLIENT}`, { kind: 'jwks', url: server.jwksUri });
  server.keys = [{ ...(await proofKey()).jwk }];
  const token = await partner.token();
  const statuses = async (count: number) => {
    const nonce = await partner.nonce();
    const answers = await Promise.all(Array.from({ length: count }, () => partner.ask(token, { nonce })));
    return [...new Set(answers.map(({ status }) => status))];
  };
  expect(await statuses(10)).toEqual([401]);
  expect(server.asked).toBe(1);
  server.keys = [...server.keys, { ...partner.key.jwk }];
  await pause(450);
  expect(await statuses(10)).toEqual([200]);
  expect(server.asked).toBe(2);
  expect(await statuses(10)).toEqual([200]);
  expect(server.asked).toBe(2);
});

test('a set of keys that cannot be had, or holds a private one, lets nobody in by it; the last good one serves for a while', async () => {
  await using server = await startKeyServer();
  const identityLimits = { coolDownMs: 0, refreshMs: 0, keptMs: 1_500, fetchMs: 300 };
  await using partner = await startPartnerGraph({ identityLimits });
  partner.enrolments.keys.set(`${PARTNERS} ${CLIENT}`, { kind: 'jwks', url: server.jwksUri });
  const token = await partner.token();
  server.keys = [{ ...partner.key.privateJwk }];
  const shown = await partner.ask(token);
  expect([shown.status, shown.body.errors?.[0]?.extensions.code]).toEqual([503, 'IDENTITY_UNAVAILABLE']);
  expect(partner.graph.told.join('')).toContain(`"issuer":"${server.jwksUri}","state":"SECRET_KEY"`);
  server.keys = [{ ...partner.key.jwk }];
  expect((await partner.ask(token)).status).toBe(200);
  server.misbehave = (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end();
  expect((await partner.ask(token)).status).toBe(200);
  await pause(1_600);
  expect((await partner.ask(token)).status).toBe(503);
  partner.enrolments.keys.set(`${PARTNERS} ${CLIENT}`, { kind: 'jwks', url: 'http://keys.example/jwks' });
  expect((await partner.ask(token)).status).toBe(503);
});

test('without enrolments no caller of an issuer of systems is let in, whatever they prove', async () => {
  const [partners, key] = [await testIssuer(PARTNERS, { binding: 'bound' }), await proofKey()];
  await using graph = await startGraph({ issuers: [partners.issuer] });
  const { ask, token } = callsOf(graph, partners, key);
  expect((await ask(await token())).status).toBe(401);
  expect(graph.securityLog.counts).toEqual({ KEY_NOT_ENROLLED: 2 });
});

test('several workers that check proofs want a registry, and production the address that proofs name', async () => {
  const { jwk } = await testIssuer();
  const problemsOf = (more: object) => {
    using file = written({ issuers: [{ ...ISSUER, keys: { jwks: { keys: [jwk] } }, binding: 'bound' }], ...more });
    try {
      readConfig({ HUB_CONFIG: file.file });
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(problemsOf({})).toBe('');
  expect(problemsOf({ workers: 2 })).toMatch(
    /issuers\[0\]\.binding: needs proofs that every worker knows of; name a registry/,
  );
  expect(problemsOf({ mode: 'production', grants: 'off', ledger: 'lines' })).toMatch(
    /needs the address that callers prove they call/,
  );
  for (const publicUrl of ['http://hub.example', 'https://hub.example/graphql', 'https://hub.example/?a=b', 'hub']) {
    expect(problemsOf({ publicUrl })).toMatch(/publicUrl: must/);
  }
  expect(problemsOf({ mode: 'production', grants: 'off', ledger: 'lines', publicUrl: 'https://hub.example/' })).toBe(
    '',
  );
});
