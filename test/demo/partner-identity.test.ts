import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calculateJwkThumbprint, decodeJwt, decodeProtectedHeader } from 'jose';
import { Agent, fetch as fetchBy } from 'undici';
import { PARTNERS_PATH, partnerIssuer } from '../../demo/identity/partner-provider.ts';
import { PARTNERS, type Partner, partnerKeys } from '../../demo/identity/partners.ts';
import { startIdentity } from '../../demo/identity/provider.ts';
import { personaToken } from '../../demo/identity/token.ts';
import { assertion, nonceAt, partnerToken, proofOf, publicPart } from '../../demo/partner-client/tokens.ts';
import { demoIssuer } from '../../demo/start/personas.ts';
import { readConfig } from '../../gateway/config/read.ts';
import type { HubConfig } from '../../gateway/config.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { startHub } from '../../gateway/hub.ts';
import { TestEnrolments } from '../support/partner.ts';
import { certified, postOver } from '../support/tls.ts';

// Jest's own gives objects of another realm, whose constructor is not this one's Object: the library takes them for none.
globalThis.structuredClone = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** It is known who asks; under which agreement is another question (403). */
const LET_IN: readonly unknown[] = [200, 403];

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const register: ReadonlyArray<{ name: string }> = JSON.parse(readFileSync(`${ROOT}schema/agencies.json`, 'utf8'));
const AGENCIES = register.map(({ name }) => name);
/** Answered by the hub itself: no agency runs here. */
const BODY = JSON.stringify({ query: '{ __typename }' });
const USUAL = { 'content-type': 'application/json', 'hub-purpose': 'MUTUAL_ASSISTANCE' };

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'hub-partners-'));
  return { path, partners: join(path, 'partners'), [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

/** The national graph's gateway, configured as `npm start` does it. */
async function startGateway(identity: string, more: object = {}, config: Partial<HubConfig> = {}) {
  const records: ExchangeRecord[] = [];
  const enrolments = new TestEnrolments();
  const issuers = JSON.stringify([demoIssuer(identity, AGENCIES), { ...partnerIssuer(identity), ...more }]);
  const ledger = { append: async (record: ExchangeRecord) => void records.push(record), act: async () => {} };
  const read = readConfig({ HUB_ISSUERS: issuers, HUB_PORT: '0' });
  const hub = await startHub({ ...read, ...config }, { ledger, fault: () => {}, enrolments });
  const status = async (headers: Readonly<Record<string, string>>) =>
    (await fetch(hub.url, { method: 'POST', headers: { ...USUAL, ...headers }, body: BODY })).status;
  return { url: hub.url, records, enrolments, status, [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose]() };
}

const first = (): Partner => PARTNERS[0] as Partner;

test('every partner gets tokens that are bound to its key, and a gateway where that is enrolled lets it in by proofs', async () => {
  using home = folder();
  await using identity = await startIdentity({ partners: home.partners });
  await using gateway = await startGateway(identity.url);
  for (const partner of PARTNERS) {
    const keys = await partnerKeys(home.partners, partner);
    const token = await partnerToken(identity.url + PARTNERS_PATH, partner.client, keys);
    const { client, agency, country, roles, purposes } = partner;
    const jkt = await calculateJwkThumbprint(publicPart(keys.proof));
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: `${identity.url}/partners`, aud: 'hub', sub: client, cnf: { jkt } });
    expect(claims).toMatchObject({ agency, country, roles, purposes });
    const call = async () => {
      const nonce = await nonceAt(gateway.url, keys.proof, token);
      const dpop = await proofOf(keys.proof, { address: gateway.url, token, nonce });
      return gateway.status({ authorization: `DPoP ${token}`, dpop });
    };
    expect(await call()).toBe(401);
    gateway.enrolments.thumbprints(`${identity.url}/partners`, client, jkt);
    expect(LET_IN).toContain(await call());
    expect(gateway.records.at(-1)).toMatchObject({ principal: client, agency, country });
    expect(await gateway.status({ authorization: `Bearer ${token}` })).toBe(401);
  }
  const officer = await personaToken(identity.url, { persona: 'shift-lead' });
  expect(await gateway.status({ authorization: `Bearer ${officer}`, 'hub-purpose': 'RISK_ASSESSMENT' })).toBe(200);
}, 60_000);

test('keys are made once, for their owner alone, and tokens hold when the issuer’s key turns', async () => {
  using home = folder();
  await using identity = await startIdentity({ partners: home.partners });
  expect(readdirSync(home.partners).sort()).toEqual(PARTNERS.map(({ client }) => `${client}.json`).sort());
  for (const name of readdirSync(home.partners)) expect(statSync(join(home.partners, name)).mode & 0o777).toBe(0o600);
  const keys = await partnerKeys(home.partners, first());
  await identity.rotate();
  expect(await partnerKeys(home.partners, first())).toEqual(keys);
  const token = await partnerToken(identity.url + PARTNERS_PATH, first().client, keys);
  expect(decodeJwt(token)).toMatchObject({ sub: first().client });
  await expect(
    partnerToken(identity.url + PARTNERS_PATH, first().client, { ...keys, authentication: keys.proof }),
  ).rejects.toThrow(/no token/);
  const published = (await (await fetch(`${identity.url}/partners/jwks`)).json()) as { keys: object[] };
  for (const key of published.keys) expect(key).not.toHaveProperty('d');
}, 60_000);

test('a token bound to the certificate of a partner’s connection is let in over the same certificate alone', async () => {
  using home = folder();
  const [server, own, other] = [await certified('127.0.0.1'), await certified('partner'), await certified('other')];
  const authority = join(home.path, 'authority.pem');
  writeFileSync(authority, server.cert);
  await using identity = await startIdentity({
    partners: home.partners,
    tls: { key: server.key, cert: server.cert },
  });
  const tls = {
    key: server.key,
    certificate: server.cert,
    clientCertificates: 'asked',
    clientAuthorities: [],
  } as const;
  const files = { certificateAuthorities: [{ fromFile: authority }] };
  await using gateway = await startGateway(identity.url, files, { tls });
  const client = `${first().client}-mtls`;
  const issuer = `${identity.url}/partners`;
  gateway.enrolments.thumbprints(issuer, client, own.thumbprint);
  const { authentication } = await partnerKeys(home.partners, first());
  const dispatcher = new Agent({ connect: { ca: server.cert, key: own.key, cert: own.cert } });
  const answer = await fetchBy(`${issuer}/token`, {
    method: 'POST',
    dispatcher,
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(client, issuer, authentication),
    }),
  });
  const { access_token: token = '' } = (await answer.json()) as { access_token?: string };
  await dispatcher.close();
  expect(decodeJwt(token)).toMatchObject({ sub: client, cnf: { 'x5t#S256': own.thumbprint } });
  const headers = { ...USUAL, authorization: `Bearer ${token}` };
  const statuses = [];
  for (const by of [own, other, {}]) statuses.push((await postOver(gateway.url, by, headers, BODY)).status);
  expect(LET_IN).toContain(statuses[0]);
  expect(statuses.slice(1)).toEqual([401, 401]);
}, 60_000);

/** Runs a command of the hub as a person would. */
function hub(home: string, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--no-warnings', 'bin/hub.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, HUB_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const told = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    told.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    told.err += chunk;
  });
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, ...told }));
  });
}

test('hub token prints a partner’s token and how to prove it, and with an address the headers of one request', async () => {
  using home = folder();
  await using identity = await startIdentity({ partners: home.partners });
  await using gateway = await startGateway(identity.url);
  writeFileSync(join(home.path, 'demo.json'), JSON.stringify({ identity: identity.url }));
  const printed = await hub(home.path, 'token', '--partner', 'KE', '--dpop');
  expect(printed).toMatchObject({ code: 0, err: expect.stringContaining('--proof URL') });
  const { sub = '', cnf } = decodeJwt<{ cnf: { jkt: string } }>(printed.out.trim());
  expect([sub, printed.err]).toEqual(['partner-ke', expect.stringContaining(cnf.jkt)]);
  gateway.enrolments.thumbprints(`${identity.url}/partners`, sub, cnf.jkt);
  const proven = await hub(home.path, 'token', '--partner', 'KE', '--dpop', '--proof', gateway.url);
  const headers = Object.fromEntries(
    proven.out
      .trim()
      .split('\n')
      .map((line) => line.split(': ') as [string, string]),
  );
  expect(Object.keys(headers)).toEqual(['Authorization', 'DPoP']);
  expect(LET_IN).toContain(await gateway.status(headers));
  expect(await gateway.status(headers)).toBe(401);
  const unknown = await hub(home.path, 'token', '--partner', 'XX', '--dpop');
  expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('KE: partner-ke') });
}, 60_000);
