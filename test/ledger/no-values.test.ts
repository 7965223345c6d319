import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import pg from 'pg';
import { ledger as command } from '../../bin/ledger.ts';
import { freshDatabase } from '../support/database.ts';
import { bytesInSpools, spoolsIn } from '../support/ledger.ts';
import { filesBelow, type GatewayPlace, gatewayPlace, verified } from '../support/ledger-gateway.ts';
import { startProxy } from '../support/tcp-proxy.ts';
import { eventually } from '../support/trouble.ts';
import { watchedPersons } from '../support/watched-persons.ts';

const WATCHED = { documentNumber: 'QX7719ZV42', holder: 'Zxqvian Okelloth', plate: 'UZQ771Y', alert: 'Wqxtrap Zephyr' };
const OTHER = { documentNumber: 'QY8820ZW53', holder: 'Vbxwina Naluzze', plate: 'UZW882Z' };
/** Values of the data, of variables, of literals, and words of the caller's own. */
const SEEDED = [
  ...[WATCHED, OTHER].flatMap((person) => Object.values(person).flatMap((value) => value.split(' '))),
  ...['Zqunknown77', 'Zqliteral77', 'Zqalias77', 'ZqName77', 'zqvariable77', 'Zqcase77'],
];

const FIND = `query ZqName77($zqvariable77: ID!) {
  document(number: $zqvariable77, kind: "P", state: "UTO") { Zqalias77: holder documentNumber alerts { text } }
}`;
const QUESTIONS = [
  ...[WATCHED.documentNumber, OTHER.documentNumber, 'Zqunknown77'].map((number) => ({
    query: FIND,
    variables: { zqvariable77: number },
  })),
  { query: '{ Zqalias77: lorries(plate: "Zqliteral77") { axles } lorries { plate driver { holder } } }' },
  { query: 'query ZqName77 { document(number: "Zqliteral77") { holder } }' },
  { query: '{ Zqalias77' },
];

async function asked(place: GatewayPlace, url: string): Promise<void> {
  const headers = { ...(await place.headers({ roles: ['officer'], agency: 'customs' })), 'hub-case': 'Zqcase77' };
  for (const question of QUESTIONS) {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(question) });
    await response.text();
  }
}

/** What the command writes, by whichever way. */
async function ran(...args: readonly string[]): Promise<string> {
  const out: string[] = [];
  const spies = [
    jest.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text))),
    jest.spyOn(console, 'error').mockImplementation((text) => void out.push(String(text))),
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0),
  ];
  try {
    expect(await command.run(args)).toBe(0);
    return out.join('\n');
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** All rows of all tables, as text. */
async function tablesOf(databaseUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname like 'hub%'`,
    );
    const found: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query(`select t::text as row from ${name} t`);
      found.push(name, ...rows.map(({ row }) => String(row)));
    }
    return found.join('\n');
  } finally {
    await client.end();
  }
}

function seededIn(bytes: string | Buffer): readonly string[] {
  const text = bytes.toString('latin1').toLowerCase();
  return SEEDED.filter((value) => text.includes(value.toLowerCase()));
}

/** Lines of a person's report, each disclosure without its moment. */
const withoutTimes = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\d[ \dT:.Z]*/g, '…');

test('no value stands anywhere in the ledger, its spools, checkpoints, archives and reports, nor in what the gateway writes', async () => {
  await using database = await freshDatabase();
  await using proxy = await startProxy(database.url);
  await using place = await gatewayPlace(watchedPersons([WATCHED, OTHER]));
  const found: Record<string, readonly string[]> = {};
  const look = (where: string, bytes: string | Buffer) => {
    found[where] = seededIn(bytes);
    expect(bytes.length).toBeGreaterThan(0);
  };
  const gateway = await place.start('hub', proxy.url);
  try {
    await asked(place, gateway.url);
    proxy.cut();
    await asked(place, gateway.url);
    const spools = spoolsIn(place.spoolOf('hub')).map((name) => join(place.spoolOf('hub'), name));
    expect(spools.length).toBeGreaterThan(0);
    for (const [file, bytes] of filesBelow(place.spoolOf('hub'))) look(file, bytes);
    proxy.pass();
    await eventually('the spools are shipped', () => bytesInSpools(place.spoolOf('hub')) === 0);
    await eventually('all is in a segment', async () => (await verified(database.url, place)).open === 0);
  } finally {
    await gateway[Symbol.asyncDispose]();
  }
  look('what the gateway wrote', `${gateway.told} ${gateway.said}`);
  const at = ['--database', database.url];
  const archives = join(place.folder, 'archives');
  look('archive', await ran('archive', ...at, '--folder', archives, '--by', 'A. Officer'));
  for (const [file, bytes] of [...filesBelow(archives), ...filesBelow(place.checkpoints)]) look(file, bytes);
  for (const args of [['export'], ['export', '--csv'], ['report'], ['report', '--json']])
    look(args.join(' '), await ran(...args, ...at));
  const reportOf = ({ documentNumber }: { readonly documentNumber: string }) => {
    return ran('subject', ...at, '--keys', place.files.naming, '--document', `UTO/${documentNumber}`);
  };
  const [watched, other] = [await reportOf(WATCHED), await reportOf(OTHER)];
  look('subject', watched);
  expect(watched).toContain('customs (UG)');
  expect(withoutTimes(watched)).toBe(withoutTimes(other));
  const tables = await tablesOf(database.url);
  expect(tables).toContain('ANSWERED');
  look('tables', tables);
  expect(existsSync(archives)).toBe(true);
  expect(Object.entries(found).filter(([, values]) => values.length > 0)).toEqual([]);
}, 180_000);
