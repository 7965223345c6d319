import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { startHub } from '../../gateway/hub.ts';
import { agencyName } from '../../gateway/ids.ts';
import {
  type AgencyKeysFile,
  agencyKeysOf,
  type HubKeysFile,
  hubKeysOf,
  type KeptKeys,
  makeGrantKeys,
} from '../../standards/grant/keys.ts';
import type { GrantClaims } from '../../standards/grant/wire.ts';
import { startSubgraph } from '../../subgraphs/kit/index.ts';
import { graphConfig, port, startGraph, watch } from '../support/graph.ts';
import { testIssuer } from '../support/tokens.ts';

/** A server in an agency's place that keeps what it is sent and answers with one ship. */
async function listener() {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"ships":[{"__typename":"Ship","id":"1","name":"Anna","owner":"Lines"}]}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const claims = () => seen.map(({ 'hub-grant': grant }) => claimsOf(grant));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    claims,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function claimsOf(grant: unknown): GrantClaims {
  return JSON.parse(Buffer.from(String(grant).split('.')[1] ?? '', 'base64url').toString());
}

test('a grant names who asks, what for, and no field beyond what the agency is asked for', async () => {
  await using agency = await listener();
  await using graph = await startGraph({ urls: { port: agency.url } });
  await graph.ask('broker', 'query Q { a: ships(first: 1) { name ...F strict } } fragment F on Ship { o: owner seen }');
  const [claims] = agency.claims();
  expect(claims).toMatchObject({
    iss: 'hub',
    aud: 'port',
    purpose: 'RISK_ASSESSMENT',
    viewer: { agency: 'port', country: 'UG', roles: ['broker'] },
    residuals: [],
  });
  // `strict` is withheld, `seen` another agency's: asked for with the ship's key.
  expect(claims?.coordinates).toEqual(['Query.ships', 'Ship.id', 'Ship.name', 'Ship.owner']);
  expect((claims?.exp ?? 0) - (claims?.iat ?? 0)).toBeLessThanOrEqual(60);
  expect(claims?.token).toMatch(/^[0-9a-f]{64}$/);
  expect(agency.seen[0]?.['hub-decision']).toBe(graph.records[0]?.decisionId);
});

test('one caller’s grant serves again, with a proof of its own; another caller, purpose or operation has another', async () => {
  await using agency = await listener();
  await using graph = await startGraph({ urls: { port: agency.url } });
  const token = await graph.identity.token({ roles: ['officer'] });
  const ask = (query: string, purpose = 'RISK_ASSESSMENT', bearer = token) =>
    graph.send({
      method: 'POST',
      headers: { authorization: `Bearer ${bearer}`, 'hub-purpose': purpose, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
  await ask('{ ships { name } }');
  await ask('{ ships { name } }');
  await ask('{ ships { name } }', 'BORDER_CHECK');
  await ask('{ ships { tonnage } }');
  await ask('{ ships { name } }', 'RISK_ASSESSMENT', await graph.identity.token({ roles: ['officer'], sub: 'other' }));
  const grants = agency.seen.map((headers) => headers['hub-grant']);
  expect(grants[1]).toBe(grants[0]);
  expect(new Set(grants).size).toBe(4);
  expect(new Set(agency.seen.map((headers) => headers['hub-proof'])).size).toBe(5);
  expect(new Set(agency.claims().map(({ viewer, purpose }) => `${viewer.principal} ${purpose}`)).size).toBe(3);
});

test('nothing is granted to a caller to whom nothing is released', async () => {
  await using agency = await listener();
  await using graph = await startGraph({ urls: { port: agency.url } });
  await graph.ask('reader', '{ ships { owner } }');
  expect(agency.seen).toEqual([]);
});

/** Keys that a test turns. */
function turning<Keys>(first: Keys): KeptKeys<Keys> & { current: Keys } {
  return { current: first, [Symbol.dispose]() {} };
}

test('a key that stands under the name of the one before signs anew', async () => {
  const [old, next] = [makeGrantKeys(['port', 'watch']), makeGrantKeys(['port', 'watch'])];
  const [name] = old.hub.signing.map((key) => (key as { readonly kid?: string }).kid);
  const renamed = { ...old.hub, signing: next.hub.signing.map((key) => ({ ...key, kid: name })) };
  await using agency = await listener();
  const identity = await testIssuer();
  const keys = { ...hubKeysOf(old.hub) };
  await using hub = await startHub(
    {
      ...graphConfig([port({ ships: [], calls: 0 }), watch], identity),
      subgraphs: new Map([[agencyName('port') ?? never(), agency.url]]),
      grants: { kind: 'keys', keys },
    },
    { ledger: { append: async () => {}, act: async () => {} } },
  );
  const headers = {
    authorization: `Bearer ${await identity.token({ roles: ['officer'] })}`,
    'hub-purpose': 'RISK_ASSESSMENT',
    'content-type': 'application/json',
  };
  const ask = () => fetch(hub.url, { method: 'POST', headers, body: JSON.stringify({ query: '{ ships { name } }' }) });
  await (await ask()).text();
  await (await ask()).text();
  Object.assign(keys, hubKeysOf(renamed));
  await (await ask()).text();
  const grants = agency.seen.map((seen) => seen['hub-grant']);
  expect(grants[1]).toBe(grants[0]);
  expect(grants[2]).not.toBe(grants[0]);
});

test('keys turn and an agency starts again while it is asked: no request fails', async () => {
  const [old, next] = [makeGrantKeys(['port', 'watch']), makeGrantKeys(['port', 'watch'])];
  const fileOf = (made: typeof old): AgencyKeysFile => made.agencies.get('port') ?? { verification: [], secrets: [] };
  const both = <Of>(one: readonly Of[], other: readonly Of[]): readonly Of[] => [...one, ...other];
  const hubFile = (first: HubKeysFile, second: HubKeysFile): HubKeysFile => ({
    signing: both(first.signing, second.signing),
    secrets: { port: both(first.secrets['port'] ?? [], second.secrets['port'] ?? []) },
  });
  const state = { ships: [{ id: '1', name: 'Anna' }], calls: 0 };
  const agency = port(state);
  const agencyKeys = turning(agencyKeysOf(fileOf(old)));
  const start = (at = 0) =>
    startSubgraph(agency, { sourceUrl: '', grants: { keys: agencyKeys }, port: at, drainMs: 300 });
  let running = await start();
  const identity = await testIssuer();
  const hubKeys = { ...hubKeysOf(old.hub) };
  await using hub = await startHub(
    {
      ...graphConfig([agency, watch], identity),
      subgraphs: new Map([[agencyName('port') ?? never(), running.url]]),
      grants: { kind: 'keys', keys: hubKeys },
    },
    { ledger: { append: async () => {}, act: async () => {} } },
  );
  const headers = {
    authorization: `Bearer ${await identity.token({ roles: ['officer'] })}`,
    'hub-purpose': 'RISK_ASSESSMENT',
    'content-type': 'application/json',
  };
  const failed: string[] = [];
  let asked = 0;
  let isOver = false;
  const load = async () => {
    while (!isOver) {
      const response = await fetch(hub.url, { method: 'POST', headers, body: '{"query":"{ ships { name } }"}' });
      const text = await response.text();
      asked += 1;
      if (!text.startsWith('{"data":{"ships":[{"name":"Anna"}]}')) failed.push(text);
      await pause(2);
    }
  };
  const callers = Array.from({ length: 4 }, load);
  const seen = () => asked;
  const somewhat = async () => {
    const until = seen() + 40;
    while (seen() < until) await pause(5);
  };
  await somewhat();
  // As docs/grants.md says: the agency knows both, the hub turns, the agency forgets the old ones.
  const [one, two] = [fileOf(old), fileOf(next)];
  agencyKeys.current = agencyKeysOf({
    verification: both(one.verification, two.verification),
    secrets: both(one.secrets, two.secrets),
  });
  await somewhat();
  Object.assign(hubKeys, hubKeysOf(hubFile(next.hub, old.hub)));
  await somewhat();
  agencyKeys.current = agencyKeysOf(two);
  await somewhat();
  const { port: at } = new URL(running.url);
  await running[Symbol.asyncDispose]();
  running = await start(Number(at));
  await somewhat();
  isOver = true;
  await Promise.all(callers);
  await running[Symbol.asyncDispose]();
  expect({ failed: failed.slice(0, 3), isEnough: asked >= 200 }).toEqual({ failed: [], isEnough: true });
});

function never(): never {
  throw new Error('not an agency name');
}
