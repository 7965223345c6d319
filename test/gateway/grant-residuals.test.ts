import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import type { GrantClaims } from '../../standards/grant/wire.ts';
import { startNotices } from '../support/notices-graph.ts';

/** A server in the agency's place that keeps the grants it is sent. */
async function listener() {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end('{"data":{"notices":{"totalCount":0},"sightings":{"totalCount":0}}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    seen,
    grants: () => seen.map(({ 'hub-grant': grant }) => String(grant)),
    residuals: () =>
      seen.map(({ 'hub-grant': grant }): GrantClaims['residuals'] => {
        const claims = JSON.parse(Buffer.from(String(grant).split('.')[1] ?? '', 'base64url').toString());
        return claims.residuals;
      }),
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const start = (url: string, keysOf?: readonly string[]) => startNotices({ notices: [], sightings: [], keysOf, url });

test('a grant says of which records the caller may know, of types that are asked for and not all there', async () => {
  await using agency = await listener();
  await using graph = await start(agency.url, ['notices']);
  for (const role of ['officer', 'chief', 'reader']) await graph.ask(role, '{ notices { totalCount } }');
  const [officer, chief, reader] = agency.residuals();
  const types = (residuals: GrantClaims['residuals'] = []) => residuals.map(({ type }) => type);
  expect([officer, chief, reader].map(types)).toEqual([['Notice'], [], ['Notice']]);
  expect(reader?.[0]?.residual).toEqual({ op: 'or', of: [] });
  expect(officer?.[0]?.residual).toEqual({
    op: 'and',
    of: [
      { op: 'not', of: { op: 'isNull', attribute: 'isCovert' } },
      { op: 'not', of: { op: 'isNull', attribute: 'level' } },
      { op: 'ge', attribute: 'level', value: -2_147_483_648 },
      { op: 'le', attribute: 'level', value: 2_147_483_647 },
      { op: 'not', of: { op: 'isNull', attribute: 'ports' } },
      { op: 'eq', attribute: 'isCovert', value: false },
      { op: 'le', attribute: 'level', value: 3 },
      { op: 'not', of: { op: 'contains', attribute: 'ports', value: 'SEALED' } },
    ],
  });
});

test('grants with other residuals are other grants; one without time in it serves again', async () => {
  await using agency = await listener();
  await using graph = await start(agency.url, ['notices']);
  const token = await graph.token('officer');
  for (const list of ['notices', 'notices', 'sightings', 'sightings']) {
    await graph.askWith(token, `{ ${list} { totalCount } }`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const [one, again, timed, later] = agency.grants();
  expect(again).toBe(one);
  // How long a sighting is kept is another condition at each moment.
  expect(later).not.toBe(timed);
  expect(agency.residuals()[3]).not.toEqual(agency.residuals()[2]);
});

test('where an agency is to be told and there are no keys for it, it is not asked', async () => {
  await using agency = await listener();
  await using graph = await start(agency.url, ['others']);
  const { text } = await graph.ask('officer', '{ notices { totalCount } }');
  expect(agency.seen).toEqual([]);
  expect(text).not.toMatch(/totalCount":\d|keys|isCovert/);
  await graph.ask('chief', '{ notices { totalCount } }');
  expect(agency.seen.length).toBe(1);
});
