import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { agencyPackage } from '../support/agency-package.ts';
import { freshDatabase } from '../support/database.ts';

const TSC = fileURLToPath(new URL('../../node_modules/.bin/tsc', import.meta.url));
const QUESTION =
  '{ known: portsRecord(number: " r-0001 ") { number status validUntil holderName } unknown: portsRecord(number: "X") { number } }';

/** An existing system that knows one record, R-0001. */
interface System extends AsyncDisposable {
  readonly url: string;
}

async function table(): Promise<System> {
  const database = await freshDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    'create table ports_record (number text primary key, status text, valid_until date, holder_name text)',
  );
  await client.query("insert into ports_record values ('R-0001', 'VALID', '2030-12-31', 'Amina Otim')");
  await client.end();
  return database;
}

async function service(answer: (body: string) => string, type: string): Promise<System> {
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => response.setHeader('content-type', type).end(answer(Buffer.concat(chunks).toString())));
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const RECORD = { number: 'R-0001', status: 'VALID', valid_until: '2030-12-31', holder_name: 'Amina Otim' };
const json = () =>
  service((body) => {
    const { numbers } = JSON.parse(body) as { numbers: string[] };
    return JSON.stringify({ records: numbers.map((number) => (number === RECORD.number ? RECORD : null)) });
  }, 'application/json');
const xml = () =>
  service((body) => {
    const record =
      '<Record><Number>R-0001</Number><Status>VALID</Status><ValidUntil>2030-12-31</ValidUntil><HolderName>Amina Otim</HolderName></Record>';
    return `<Records>${body.includes('<Number>R-0001</Number>') ? record : ''}</Records>`;
  }, 'application/xml');

test.each([
  ['postgres', table],
  ['http-json', json],
  ['http-xml', xml],
] as const)(
  'an agency over %s compiles, passes the check, and answers of its system as it is made',
  async (kind, start) => {
    using agency = agencyPackage();
    await using system = await start();
    expect(await agency.hub('new-agency', 'ports', '--source', kind, '--title', 'Port authority')).toMatchObject({
      status: 0,
    });
    expect(spawnSync(TSC, ['-p', '.'], { cwd: agency.path, encoding: 'utf8' }).stdout).toBe('');
    expect((await agency.hub('check')).output).toMatch(/ 0 errors/);
    await using dev = await agency.dev('--source', system.url);
    expect((await dev.ask(QUESTION)).data).toEqual({
      known: { number: 'R-0001', status: 'VALID', validUntil: '2030-12-31', holderName: 'A. O.' },
      unknown: null,
    });
  },
  120_000,
);

test('an agency without a system is answered with made-up values, by its own labels and rules', async () => {
  using agency = agencyPackage();
  await agency.hub('new-agency', 'ports', '--source', 'http-json');
  await using dev = await agency.dev();
  expect(dev.said()).toMatch('Its own fields are made up');
  const once = await dev.ask(QUESTION);
  const [record] = Object.values(once.data ?? {}) as Array<Record<string, string>>;
  expect(record?.['holderName']).toMatch(/^[A-Z]\. [A-Z]\.$/);
  expect((await dev.ask(QUESTION)).data).toEqual(once.data);
  // A field that is added is there as soon as it is saved.
  agency.edit('schema.graphql', '  validUntil: Date\n', '  validUntil: Date\n  portOfEntry: String\n');
  await dev.until('{ portsRecord(number: "A") { portOfEntry } }', ({ data }) => data != null);
}, 120_000);

test.each([
  [['Ports'], 'name the agency in 2 to 31 small letters and digits'],
  [['kit'], 'name the agency'],
  [['customs', '--source', 'csv'], '"customs" is taken'],
  [['ports', '--source', 'oracle'], '--source must be one of: csv, postgres, http-json, http-xml'],
  [['ports', '--url', 'ftp://x'], '--url must be an http(s) address'],
  [['ports', '--title', 'a "quoted" one'], '--title must hold no quotes'],
])('%j is refused with what to say, and nothing is written', async (args, said) => {
  using agency = agencyPackage();
  const { status, output } = await agency.hub('new-agency', ...args);
  expect(status).toBe(1);
  expect(output).toMatch(said);
  expect(readdirSync(agency.path).sort()).toEqual(['node_modules', 'package.json']);
});

test('nothing is written over', async () => {
  using agency = agencyPackage();
  agency.write('out/data.ts', 'mine');
  const { status, output } = await agency.hub('new-agency', 'ports', '--source', 'csv', '--in', 'out');
  expect(status).toBe(1);
  expect(output).toMatch('has data.ts already; nothing was written');
  expect(agency.read('out/data.ts')).toBe('mine');
  expect(existsSync(join(agency.path, 'out/schema.graphql'))).toBe(false);
});

test('beside other files an agency gets a folder of its own', async () => {
  using agency = agencyPackage();
  agency.write('notes.txt', '');
  expect((await agency.hub('new-agency', 'ports', '--source', 'csv')).output).toMatch('cd ports');
  expect(agency.read('ports/package.json')).toMatch('"cbm-hub": "file:');
});
