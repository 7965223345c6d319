import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { publishedAgencies, publishedSdl } from '../../bin/agency/published.ts';
import { syntheticAgency } from '../../bin/dev/neighbour.ts';
import { agencyKeysOf, fixedKeys, makeGrantKeys } from '../../standards/grant/keys.ts';
import { agencyPackage } from '../support/agency-package.ts';

/** A neighbour that runs by itself, and believes one hub. */
async function running(name: string) {
  const keys = makeGrantKeys([name]);
  const neighbour = publishedAgencies().find(({ part }) => part.name === name);
  if (!neighbour) throw new Error(`${name} is not published`);
  const trust = { keys: fixedKeys(agencyKeysOf(keys.agencies.get(name))) };
  const agency = syntheticAgency(name, publishedSdl(name), neighbour.part.document);
  const subgraph = await agency.serve({ sourceUrl: '', grants: trust });
  return {
    hubKeys: JSON.stringify(keys.hub),
    record: JSON.stringify({ subgraphs: { [name]: subgraph.url } }),
    [Symbol.asyncDispose]: () => subgraph[Symbol.asyncDispose](),
  };
}

const QUESTION = '{ portsRecord(number: "R-0001") { status } declaration(mrn: "A") { mrn } personHit: __typename }';

test('neighbours that run are asked under the keys that they know the hub by, and the agency beside them', async () => {
  await using customs = await running('customs');
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv');
  agency.write('others/demo.json', customs.record);
  agency.write('others/grants/hub.json', customs.hubKeys);
  await using dev = await agency.dev('--others', 'others/demo.json');
  expect(await dev.ask(QUESTION)).toMatchObject({
    data: { portsRecord: { status: 'VALID' }, declaration: { mrn: 'A' } },
    extensions: { sources: { ports: 'OK', customs: 'OK' } },
  });
}, 120_000);

test('where they run may be said by an address; the keys are a file of this machine then', async () => {
  await using customs = await running('customs');
  const server = createServer((_request, response) => response.end(customs.record));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    using agency = agencyPackage();
    await agency.hub('new-agency', 'ports', '--source', 'csv');
    agency.write('hub.json', customs.hubKeys);
    expect((await agency.hub('dev', '--others', url)).output).toMatch('needs --grants FILE');
    await using dev = await agency.dev('--others', url, '--grants', 'hub.json');
    expect((await dev.ask(QUESTION)).data).toMatchObject({ declaration: { mrn: 'A' } });
  } finally {
    server.close();
  }
}, 120_000);

test.each([
  ['no-such-file.json', 'cannot be read; give mock'],
  ['agency.json', 'must be JSON with "subgraphs"'],
  ['http://127.0.0.1:9/', 'nobody answers at this address; without a network use --others mock'],
])('--others %s is refused with what to give', async (others, said) => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'csv');
  const { status, output } = await agency.hub('dev', '--others', others);
  expect(status).toBe(1);
  expect(output).toMatch(said);
});
