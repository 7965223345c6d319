import { createHmac, hash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { JWTHeaderParameters } from 'jose';
import { proofsInMemory } from '../../gateway/identity/replay.ts';
import { CLIENT, type PartnerGraph, type ProofClaims, proofKey, startPartnerGraph } from '../support/partner.ts';
import { head, rawConnection } from '../support/raw-http.ts';

const part = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const seconds = (): number => Math.floor(Date.now() / 1000);

type Case = readonly [what: string, reason: string, proof: string, error?: string];

/** Proofs that must not be taken, by what is wrong with them and the reason the security log has. */
async function forgeries({ graph, key, nonce: nonceOf }: PartnerGraph, token: string): Promise<readonly Case[]> {
  const htu = graph.url;
  const nonce = await nonceOf();
  const [other, rsa] = [await proofKey(), await proofKey('RS256')];
  const of = (claims: ProofClaims = {}, header: Partial<JWTHeaderParameters> = {}) =>
    key.proof(token, { htu, nonce, ...claims }, header);
  const good = await of();
  const [header = '', payload = '', signature = ''] = good.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const headed = (more: object) =>
    `${part({ alg: 'ES256', typ: 'dpop+jwt', jwk: key.jwk, ...more })}.${payload}.${signature}`;
  const symmetric = (alg: string, secret: string, jwk: object) => {
    const text = `${part({ alg, typ: 'dpop+jwt', jwk })}.${payload}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const withOtherKey = (jwk: object) => other.proof(token, { htu, nonce }, { jwk });
  return [
    ['another address', 'PROOF_REQUEST', await of({ htu: 'https://hub.example/graphql' })],
    ['another path', 'PROOF_REQUEST', await of({ htu: `${htu}/` })],
    ['another scheme', 'PROOF_REQUEST', await of({ htu: htu.replace('http:', 'https:') })],
    ['a user in the address', 'PROOF_REQUEST', await of({ htu: htu.replace('//', '//a@') })],
    ['an address that is none', 'PROOF_REQUEST', await of({ htu: 'graphql' })],
    ['an address that is a list', 'PROOF_REQUEST', await of({ htu: [htu] })],
    ['no address', 'PROOF_REQUEST', await of({ htu: undefined })],
    ['another method', 'PROOF_REQUEST', await of({ htm: 'GET' })],
    ['a method in small letters', 'PROOF_REQUEST', await of({ htm: 'post' })],
    ['no method', 'PROOF_REQUEST', await of({ htm: undefined })],
    ['another token', 'PROOF_TOKEN', await of({ ath: hash('sha256', `${token}x`, 'base64url') })],
    ['the hash of the token in another form', 'PROOF_TOKEN', await of({ ath: hash('sha256', token, 'hex') })],
    ['no hash of the token', 'PROOF_TOKEN', await of({ ath: undefined })],
    ['no nonce', 'PROOF_NONCE', await of({ nonce: undefined }), 'use_dpop_nonce'],
    ['a nonce of somebody else', 'PROOF_NONCE', await of({ nonce: 'A'.repeat(43) }), 'use_dpop_nonce'],
    ['a nonce that is a list', 'PROOF_NONCE', await of({ nonce: [nonce] }), 'use_dpop_nonce'],
    ['made too long ago', 'PROOF_TIME', await of({ iat: seconds() - 62 })],
    ['made in the future', 'PROOF_TIME', await of({ iat: seconds() + 8 })],
    ['made at no time', 'PROOF_MALFORMED', await of({ iat: undefined })],
    ['made at a time that is text', 'PROOF_MALFORMED', await of({ iat: String(seconds()) })],
    ['no identifier', 'PROOF_MALFORMED', await of({ jti: undefined })],
    ['a short identifier', 'PROOF_MALFORMED', await of({ jti: '1' })],
    ['a long identifier', 'PROOF_MALFORMED', await of({ jti: 'x'.repeat(129) })],
    ['an identifier that is a number', 'PROOF_MALFORMED', await of({ jti: 1_234_567_890_123_456 })],
    ['9 KB', 'PROOF_MALFORMED', await of({ jti: 'x'.repeat(9_000) })],
    ['the type of a token', 'PROOF_MALFORMED', await of({}, { typ: 'at+jwt' })],
    ['no type', 'PROOF_MALFORMED', headed({ typ: undefined })],
    ['alg none', 'PROOF_ALGORITHM', `${part({ alg: 'none', typ: 'dpop+jwt', jwk: key.jwk })}.${payload}.AA`],
    ['HS256 by the public key', 'PROOF_ALGORITHM', symmetric('HS256', JSON.stringify(key.jwk), key.jwk)],
    ['HS256 by a key in the proof', 'PROOF_ALGORITHM', symmetric('HS256', 'secret', { kty: 'oct', k: 'c2VjcmV0' })],
    ['a secret key called ES256', 'PROOF_KEY', symmetric('ES256', 'secret', { kty: 'oct', k: 'c2VjcmV0' })],
    ['HMAC called ES256', 'PROOF_SIGNATURE', symmetric('ES256', JSON.stringify(key.jwk), key.jwk)],
    ['an algorithm of another key', 'PROOF_ALGORITHM', headed({ alg: 'RS256' })],
    ['an algorithm that is not of the list', 'PROOF_ALGORITHM', headed({ alg: 'ES512' })],
    ['a private key in the proof', 'PROOF_KEY', await of({}, { jwk: key.privateJwk })],
    ['a key that is not the token’s', 'PROOF_KEY', await withOtherKey(other.jwk)],
    ['a key of another kind', 'PROOF_KEY', await rsa.proof(token, { htu, nonce })],
    ['the token’s key, signed by another', 'PROOF_SIGNATURE', await withOtherKey(key.jwk)],
    ['the token’s key beside members of another', 'PROOF_KEY', await withOtherKey({ ...other.jwk, kid: 'x' })],
    ['no key', 'PROOF_MALFORMED', headed({ jwk: undefined })],
    ['a key that is text', 'PROOF_MALFORMED', headed({ jwk: JSON.stringify(key.jwk) })],
    ['a key without its members', 'PROOF_KEY', headed({ jwk: { kty: 'EC' } })],
    ['a kind of key by an inherited name', 'PROOF_KEY', headed({ jwk: { kty: 'constructor' } })],
    ['an address of keys', 'PROOF_MALFORMED', headed({ jku: 'http://127.0.0.1:9/keys' })],
    ['a critical header', 'PROOF_MALFORMED', headed({ crit: ['htu'] })],
    [
      'other claims under the signature',
      'PROOF_SIGNATURE',
      `${header}.${part({ ...claims, htm: 'PUT' })}.${signature}`,
    ],
    [
      'past an end of its own',
      'PROOF_TIME',
      await key.proof(token, { htu, nonce, exp: seconds() - 60 } as ProofClaims),
    ],
    ['no signature', 'PROOF_MALFORMED', `${header}.${payload}.`],
    ['two proofs in one header', 'PROOF_MALFORMED', `${good}, ${await of()}`],
    ['no JSON', 'PROOF_MALFORMED', 'AAAA.BBBB.CCCC'],
    ['nothing', 'PROOF_MALFORMED', ''],
  ];
}

test('no forged, foreign or broken proof is taken; each is counted by its reason, and nothing of it comes back', async () => {
  await using partner = await startPartnerGraph();
  const { graph } = partner;
  const token = await partner.token();
  for (const [what, reason, dpop, error = 'invalid_dpop_proof'] of await forgeries(partner, token)) {
    const before = graph.securityLog.counts[reason as 'CLAIMS'] ?? 0;
    const { status, text, headers } = await partner.send({ authorization: `DPoP ${token}`, dpop });
    expect([what, status, headers.get('www-authenticate')]).toEqual([
      what,
      401,
      `DPoP error="${error}", algs="ES256 EdDSA RS256"`,
    ]);
    expect([what, graph.securityLog.counts[reason as 'CLAIMS'] ?? 0]).toEqual([what, before + 1]);
    expect(text).toBe(
      '{"errors":[{"message":"Prove that you hold the key of your access token: Authorization: DPoP … and one header DPoP.","extensions":{"code":"UNPROVEN"}}]}',
    );
    const said = JSON.stringify([...headers]);
    for (const piece of [...token.split('.'), ...dpop.split('.')].filter(({ length }) => length > 8)) {
      expect(said).not.toContain(piece);
    }
  }
  expect(graph.port.calls).toBe(0);
  expect(graph.records).toEqual([]);
  graph.securityLog[Symbol.dispose]();
  expect(graph.told.join('')).not.toMatch(/eyJ|partner-one|htu|jwk/);
});

/** Tokens and the ways they came in that they must not be taken by. */
test('a token that is stolen, bound otherwise or not bound is taken by no other way', async () => {
  await using partner = await startPartnerGraph();
  const { graph, key, send } = partner;
  const [bound, unbound] = [await partner.token(), await partner.token(null)];
  const officer = await partner.officers.token();
  const of = async (token: string) => key.proof(token, { htu: graph.url, nonce: await partner.nonce() });
  const jkt = key.thumbprint;
  const cases: ReadonlyArray<readonly [string, string, Readonly<Record<string, string>>]> = [
    ['without a proof', 'NOT_PROVEN', { authorization: `DPoP ${bound}` }],
    ['as a bearer token', 'NOT_PROVEN', { authorization: `Bearer ${bound}` }],
    ['as a bearer token beside a proof', 'NOT_PROVEN', { authorization: `Bearer ${bound}`, dpop: await of(bound) }],
    ['unbound, of systems', 'UNBOUND', { authorization: `Bearer ${unbound}` }],
    ['unbound, of systems, with a proof', 'UNBOUND', { authorization: `DPoP ${unbound}`, dpop: await of(unbound) }],
    ['unbound, of officers, with a proof', 'UNBOUND', { authorization: `DPoP ${officer}`, dpop: await of(officer) }],
    ['of another scheme', 'TOKEN_MALFORMED', { authorization: `Basic ${bound}` }],
    ['of two schemes', 'TOKEN_MALFORMED', { authorization: `DPoP Bearer ${bound}`, dpop: await of(bound) }],
  ];
  for (const [what, reason, headers] of cases) {
    const before = graph.securityLog.counts[reason as 'CLAIMS'] ?? 0;
    const { status, text } = await send(headers);
    expect([what, status, graph.securityLog.counts[reason as 'CLAIMS']]).toEqual([what, 401, before + 1]);
    expect(text).not.toMatch(/eyJ/);
  }
  for (const cnf of [
    {},
    { kid: 'x' },
    { jwk: key.jwk },
    { jkt, kid: 'x' },
    { jkt, 'x5t#S256': jkt },
    { jkt: 'x' },
    { jkt: [jkt] },
    [jkt],
    jkt,
    0,
  ]) {
    const token = await partner.token(cnf);
    for (const headers of [
      { authorization: `Bearer ${token}` },
      { authorization: `DPoP ${token}`, dpop: await of(token) },
    ]) {
      expect((await send(headers)).status).toBe(401);
    }
  }
  const officers = await partner.officers.token({ claims: { cnf: { 'x5t#S999': jkt } } });
  expect((await send({ authorization: `Bearer ${officers}` })).status).toBe(401);
  expect(graph.securityLog.counts['BINDING_UNKNOWN']).toBe(21);
  const another = await partner.partners.token({ sub: CLIENT, claims: { cnf: { jkt }, client_id: 'another' } });
  expect((await partner.ask(another)).status).toBe(401);
  const foreign = await partner.partners.token({ sub: 'partner-two', claims: { cnf: { jkt } } });
  expect((await partner.ask(foreign)).status).toBe(401);
  expect(graph.port.calls).toBe(0);
});

test('of two headers DPoP or Authorization none is taken', async () => {
  await using partner = await startPartnerGraph();
  const { graph, key } = partner;
  const token = await partner.token();
  const of = async () => key.proof(token, { htu: graph.url, nonce: await partner.nonce() });
  const body = '{"query":"{ ships { name } }"}';
  const asked = async (...lines: readonly string[]) => {
    const common = { 'content-type': 'application/json', 'hub-purpose': 'RISK_ASSESSMENT', connection: 'close' };
    const text = head('POST /graphql', { ...common, 'content-length': String(body.length) });
    using connection = rawConnection(graph.url, `${text.slice(0, -2)}${lines.join('\r\n')}\r\n\r\n${body}`);
    return Number((await connection.until(() => false)).slice(9, 12));
  };
  const authorization = `Authorization: DPoP ${token}`;
  expect(await asked(authorization, `DPoP: ${await of()}`)).toBe(200);
  expect(await asked(authorization, `DPoP: ${await of()}`, `dpop: ${await of()}`)).toBe(401);
  expect(await asked(authorization, `DPoP: ${await of()}`, 'dpop: ')).toBe(401);
  expect(await asked(authorization, authorization, `DPoP: ${await of()}`)).toBe(401);
  expect(await asked(authorization, `Authorization: Bearer ${token}`, `DPoP: ${await of()}`)).toBe(401);
  expect(graph.port.calls).toBe(1);
});

test('a proof is taken once, however often and however nearly at once it is sent, and by another identifier again', async () => {
  await using partner = await startPartnerGraph();
  const { graph, key, send } = partner;
  const token = await partner.token();
  const claims = { htu: graph.url, nonce: await partner.nonce(), jti: 'the-same-identifier' };
  const dpop = await key.proof(token, claims);
  const headers = { authorization: `DPoP ${token}`, dpop };
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(headers)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  // The same identifier signed again is the same proof; so is the same one for another token of this key.
  expect((await send({ ...headers, dpop: await key.proof(token, claims) })).status).toBe(401);
  const next = await partner.token();
  expect((await send({ authorization: `DPoP ${next}`, dpop: await key.proof(next, claims) })).status).toBe(401);
  expect(graph.securityLog.counts['PROOF_REPLAYED']).toBe(21);
  expect((await partner.ask(token)).status).toBe(200);
  // Another system's key may use the same words.
  const other = await proofKey();
  partner.enrolments.thumbprints(partner.partners.issuer.issuer, 'partner-two', other.thumbprint);
  const theirs = await partner.partners.token({ sub: 'partner-two', claims: { cnf: { jkt: other.thumbprint } } });
  expect((await send({ authorization: `DPoP ${theirs}`, dpop: await other.proof(theirs, claims) })).status).toBe(200);
});

test('the proofs of a token that was verified before are looked at each time', async () => {
  await using partner = await startPartnerGraph();
  const token = await partner.token();
  expect((await partner.ask(token)).status).toBe(200);
  expect(partner.graph.hub.cachedTokens).toBeGreaterThan(0);
  for (const claims of [{ htm: 'GET' }, { ath: 'x' }, { nonce: 'x' }, { iat: 1 }]) {
    expect((await partner.ask(token, claims)).status).toBe(401);
  }
  expect((await partner.send({ authorization: `Bearer ${token}` })).status).toBe(401);
  expect((await partner.ask(token)).status).toBe(200);
});

test('a memory that is full refuses further proofs until some end, and forgets none that still holds', async () => {
  await using partner = await startPartnerGraph({ identityLimits: { proofs: 5, proofMs: 3_000 } });
  const [token, nonce] = [await partner.token(), await partner.nonce()];
  const statuses: number[] = [];
  const first = await partner.key.proof(token, { htu: partner.graph.url, nonce });
  statuses.push((await partner.send({ authorization: `DPoP ${token}`, dpop: first })).status);
  for (let call = 0; call < 6; call += 1) statuses.push((await partner.ask(token, { nonce })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 503, 503]);
  expect((await partner.send({ authorization: `DPoP ${token}`, dpop: first })).status).toBe(401);
  expect((await partner.send({ authorization: `Bearer ${await partner.officers.token()}` })).status).toBe(200);
  await pause(4_100);
  expect((await partner.ask(token)).status).toBe(200);
}, 20_000);

test('100,000 different proofs leave the memory bounded, and what has ended makes room', async () => {
  await using proofs = proofsInMemory(1_000);
  const until = Date.now() + 60_000;
  let refused = 0;
  const before = process.memoryUsage().heapUsed;
  for (let at = 0; at < 100_000; at += 1) {
    await proofs.isFirst(hash('sha256', `${at}`), until).catch(() => {
      refused += 1;
    });
  }
  expect(refused).toBe(99_000);
  expect(await proofs.isFirst(hash('sha256', '0'), until)).toBe(false);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  await using short = proofsInMemory(1);
  expect(await short.isFirst(hash('sha256', 'first'), Date.now() + 100)).toBe(true);
  await pause(200);
  expect(await short.isFirst(hash('sha256', 'next'), Date.now() + 100)).toBe(true);
});

test('a signature that can be written otherwise is the same proof still', async () => {
  await using partner = await startPartnerGraph();
  const token = await partner.token();
  const dpop = await partner.key.proof(token, { htu: partner.graph.url, nonce: await partner.nonce() });
  expect((await partner.send({ authorization: `DPoP ${token}`, dpop })).status).toBe(200);
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = dpop.slice(0, -1) + (letters[letters.indexOf(dpop.slice(-1)) ^ 1] ?? '');
  expect((await partner.send({ authorization: `DPoP ${token}`, dpop: other })).status).toBe(401);
});
