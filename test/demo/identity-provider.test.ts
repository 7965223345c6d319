import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { generate } from 'selfsigned';
import { Agent, fetch as fetchBy } from 'undici';
import { PARTNERS } from '../../demo/identity/partners.ts';
import { PERSONAS } from '../../demo/identity/personas.ts';
import { startIdentity } from '../../demo/identity/provider.ts';
import { personaToken } from '../../demo/identity/token.ts';
import { demoIssuer } from '../../demo/start/personas.ts';
import { readConfig } from '../../gateway/config/read.ts';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { startHub } from '../../gateway/hub.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const contract = (name: string) => JSON.parse(readFileSync(`${ROOT}schema/${name}`, 'utf8'));
const AGENCIES: readonly string[] = contract('agencies.json').map(({ name }: { name: string }) => name);
/** Answered by the hub itself: no agency runs here. */
const QUERY = JSON.stringify({ query: '{ __typename }' });

/** The national graph's gateway, configured as `npm start` does it. @param more of the issuer's entry. */
async function startGateway(issuer: string, more: object = {}) {
  const records: ExchangeRecord[] = [];
  const issuers = JSON.stringify([{ ...demoIssuer(issuer, AGENCIES), ...more }]);
  const config = readConfig({ HUB_ISSUERS: issuers, HUB_PORT: '0' });
  const ledger = { append: async (record: ExchangeRecord) => void records.push(record), act: async () => {} };
  const hub = await startHub(config, { ledger, fault: () => {} });
  return {
    records,
    url: hub.url,
    /** @returns status of the answer. */
    async ask(token: string, purpose: string): Promise<number> {
      const headers = { authorization: `Bearer ${token}`, 'hub-purpose': purpose, 'content-type': 'application/json' };
      return (await fetch(hub.url, { method: 'POST', headers, body: QUERY })).status;
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

/** Runs a command of the hub as a person would. */
function hub(environment: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', '--no-warnings', 'bin/hub.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
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

function folder() {
  const path = mkdtempSync(join(tmpdir(), 'hub-identity-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

test('every persona belongs to an agency, a role and purposes of the national contract', () => {
  const register = Object.entries(contract('roles.json') as Record<string, readonly string[]>);
  // A role that others stand for is nobody's own.
  const wider = new Set(register.flatMap(([, roles]) => roles));
  const roles = register.map(([role]) => role).filter((role) => !wider.has(role));
  const purposes = JSON.stringify(contract('purposes.json'));
  expect(new Set([...PERSONAS, ...PARTNERS].flatMap((each) => each.roles))).toEqual(new Set(roles));
  for (const persona of PERSONAS) {
    expect(AGENCIES).toContain(persona.agency);
    expect(persona.purposes.filter((purpose) => !purposes.includes(`"${purpose}"`))).toEqual([]);
    expect(persona).toMatchObject({ country: 'UG', post: 'UGBUS' });
  }
  expect(PERSONAS.filter(({ onBehalfOf }) => onBehalfOf.includes('KE'))).toHaveLength(1);
});

test('a token of every persona is believed by a gateway that finds the keys by the metadata', async () => {
  await using identity = await startIdentity();
  await using gateway = await startGateway(identity.url);
  for (const { name, agency, country, roles, post, purposes, onBehalfOf } of PERSONAS) {
    const token = await personaToken(identity.url, { persona: name });
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
    const claims = decodeJwt(token);
    expect(claims).toMatchObject({ iss: identity.url, aud: 'hub', agency, country, roles, post, purposes });
    expect(claims['on_behalf_of']).toEqual(onBehalfOf);
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600);
    // The first may need a case.
    const purpose = purposes.at(-1) ?? '';
    expect(await gateway.ask(token, purpose)).toBe(200);
    expect(gateway.records.at(-1)).toMatchObject({ principal: `demo:${name}`, purpose });
  }
  expect(gateway.records).toHaveLength(PERSONAS.length);
}, 60_000);

test('another key signs after a rotation; it was published ahead, and tokens of the old one hold', async () => {
  await using identity = await startIdentity();
  await using gateway = await startGateway(identity.url);
  const old = await personaToken(identity.url, { persona: 'auditor' });
  expect(await gateway.ask(old, 'AUDIT')).toBe(200);
  await identity.rotate();
  const fresh = await personaToken(identity.url, { persona: 'auditor' });
  expect(decodeProtectedHeader(fresh).kid).not.toBe(decodeProtectedHeader(old).kid);
  for (const token of [fresh, old]) expect(await gateway.ask(token, 'AUDIT')).toBe(200);
  const keys = (await (await fetch(`${identity.url}/jwks`)).json()) as { keys: object[] };
  expect(keys.keys).toHaveLength(3);
  for (const key of keys.keys) expect(key).not.toHaveProperty('d');
}, 60_000);

test('a token may hold fewer purposes and live longer, within the persona and twelve hours; nobody else gets one', async () => {
  await using identity = await startIdentity();
  const wish = { persona: 'investigator', purposes: ['CRIME_PREVENTION'], lifetimeSeconds: 43_200 };
  const claims = decodeJwt(await personaToken(identity.url, wish));
  expect(claims['purposes']).toEqual(['CRIME_PREVENTION']);
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(43_200);
  const refused = (wished: Parameters<typeof personaToken>[1]) => expect(personaToken(identity.url, wished)).rejects;
  await refused({ persona: 'investigator', purposes: ['AUDIT'] }).toThrow(/purposes must be of CRIME_INVESTIGATION/);
  await refused({ persona: 'investigator', lifetimeSeconds: 43_201 }).toThrow(/lifetime must be/);
  await refused({ persona: 'minister' }).toThrow(/persona must be one of customs-officer/);
  const rebound = await fetch(`${identity.url.replace('127.0.0.1', 'localhost')}/jwks`);
  expect(rebound.status).toBe(421);
  const metadata = await (await fetch(`${identity.url}/.well-known/openid-configuration`)).json();
  expect(metadata).toMatchObject({ issuer: identity.url, hub_development_provider: true });
});

test('over TLS the gateway believes the authority it was given, and none without it', async () => {
  using files = folder();
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const authority = join(files.path, 'authority.pem');
  writeFileSync(authority, made.cert);
  await using identity = await startIdentity({ tls: { key: made.private, cert: made.cert } });
  expect(identity.url).toMatch(/^https:/);
  const dispatcher = new Agent({ connect: { ca: made.cert } });
  const ask = ((url: string, init: object) => fetchBy(url, { ...init, dispatcher })) as unknown as typeof fetch;
  const token = await personaToken(identity.url, { persona: 'border-guard' }, ask);
  {
    await using gateway = await startGateway(identity.url, { certificateAuthorities: [{ fromFile: authority }] });
    expect(await gateway.ask(token, 'BORDER_CHECK')).toBe(200);
  }
  {
    await using gateway = await startGateway(identity.url);
    expect(await gateway.ask(token, 'BORDER_CHECK')).toBeGreaterThan(400);
    expect(gateway.records).toEqual([]);
  }
  await dispatcher.close();
}, 60_000);

test('hub token prints a token of the demo that runs, and says what to do otherwise', async () => {
  await using identity = await startIdentity();
  using home = folder();
  const environment = { HUB_HOME: home.path };
  const away = await hub(environment, 'token', '--persona', 'auditor');
  expect(away).toMatchObject({ code: 1, out: '', err: expect.stringContaining('npm start') });
  writeFileSync(join(home.path, 'demo.json'), JSON.stringify({ identity: identity.url }));
  const [printed, narrow, refused, unknown] = await Promise.all([
    hub(environment, 'token', '--persona', 'shift-lead'),
    hub(environment, 'token', '--persona', 'shift-lead', '--purpose', 'STATISTICS', '--purpose', 'BORDER_CHECK'),
    hub(environment, 'token', '--persona', 'shift-lead', '--purpose', 'AUDIT'),
    hub(environment, 'token', '--persona', 'minister'),
  ]);
  expect(printed).toMatchObject({ code: 0, err: '' });
  expect(decodeJwt(printed.out.trim())).toMatchObject({ sub: 'demo:shift-lead' });
  expect(decodeJwt(narrow.out.trim())['purposes']).toEqual(['STATISTICS', 'BORDER_CHECK']);
  expect(refused).toMatchObject({ code: 1, out: '', err: expect.stringContaining('RISK_ASSESSMENT') });
  writeFileSync(join(home.path, 'demo.json'), JSON.stringify({ identity: 'http://127.0.0.1:1' }));
  const gone = await hub(environment, 'token', '--persona', 'auditor');
  expect(gone).toMatchObject({ code: 1, out: '', err: expect.stringContaining('No identity provider answers') });
  expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('shift-lead') });
}, 60_000);

test('a gateway in production refuses to start with the development provider, and hub config check says why', async () => {
  await using identity = await startIdentity();
  const issuer = demoIssuer(identity.url, AGENCIES);
  const inProduction = (entry: object) => ({
    HUB_MODE: 'production',
    HUB_LEDGER: 'lines',
    HUB_ISSUERS: JSON.stringify([entry]),
  });
  const [started, disguised, checked, told] = await Promise.all([
    hub(inProduction(issuer), 'gateway', '--port', '0'),
    hub(inProduction({ ...issuer, development: false }), 'gateway', '--port', '0'),
    hub({ ...inProduction(issuer), HUB_MODE: '', NODE_ENV: 'production' }, 'config', 'check', '--json'),
    hub({ ...inProduction(issuer), HUB_MODE: 'development' }, 'config', 'check'),
  ]);
  expect(started).toMatchObject({ code: 1, err: expect.stringMatching(/development: .*refused in production/) });
  expect(disguised).toMatchObject({ code: 1, err: expect.stringContaining('which production does not believe') });
  expect(checked.code).toBe(1);
  expect(JSON.parse(checked.out).problems).toHaveLength(3);
  expect(told).toMatchObject({ code: 0, out: expect.stringMatching(/issuers\[0\]\.keys +HUB_ISSUERS +discovery/) });
}, 60_000);
