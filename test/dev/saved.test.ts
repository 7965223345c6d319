import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { agencyPackage } from '../support/agency-package.ts';

const STATUS = '{ medicinesRecord(number: "R-0001") { status } }';
const HOLDER = '{ medicinesRecord(number: "R-0001") { holderName } }';
const ofRecord = (field: string) => (answer: { data?: Readonly<Record<string, unknown>> | null }) =>
  (answer.data?.['medicinesRecord'] as Readonly<Record<string, unknown>> | null | undefined)?.[field];

/** A new agency over a CSV file, as it is made. */
async function medicines() {
  const agency = agencyPackage();
  const made = await agency.hub('new-agency', 'medicines', '--source', 'csv', '--title', 'Medicines Authority');
  expect(made.output).toMatch('wrote schema.graphql');
  return agency;
}

test('what is saved is answered: code, SDL, rules and data, one after another', async () => {
  using agency = await medicines();
  await using dev = await agency.dev();
  expect(ofRecord('holderName')(await dev.ask(HOLDER))).toBe('A. O.');

  agency.edit('data.ts', "textOrNull(row, 'holder_name')", "'Zoe Zulu'");
  await dev.until(HOLDER, (answer) => ofRecord('holderName')(answer) === 'Z. Z.');

  agency.edit('schema.graphql', '  validUntil: Date\n', '  validUntil: Date\n  remark: String\n');
  agency.edit(
    'data.ts',
    "status: oneOf(row, 'status', STATUSES),",
    "status: oneOf(row, 'status', STATUSES), remark: 'new',",
  );
  await dev.until('{ medicinesRecord(number: "R-0001") { remark } }', (answer) => ofRecord('remark')(answer) === 'new');

  agency.edit(
    'policies/access.cedar',
    'action in [Action::"disclose", Action::"use"], resource',
    'action in [Action::"use"], resource',
  );
  const denied = await dev.until(STATUS, ({ errors }) => errors !== undefined);
  expect(ofRecord('status')(denied) ?? null).toBeNull();
  agency.edit(
    'policies/access.cedar',
    'action in [Action::"use"], resource',
    'action in [Action::"disclose", Action::"use"], resource',
  );
  await dev.until(STATUS, ({ errors }) => errors === undefined);

  agency.edit('register.csv', 'R-0001,VALID', 'R-0001,EXPIRED');
  await dev.until(STATUS, (answer) => ofRecord('status')(answer) === 'EXPIRED');
}, 240_000);

/** What was saved, what takes its place, what is said of that, and where. */
const BROKEN: ReadonlyArray<readonly [file: string, from: string, to: string, said: RegExp, place: string]> = [
  [
    'schema.graphql',
    'status: MedicinesRecordStatus',
    'status: MedicinesRecordStatu',
    /Unknown type/,
    'schema.graphql:13',
  ],
  [
    'schema.graphql',
    'enum MedicinesRecordStatus {',
    'enum MedicinesRecordStatus',
    /cannot be read/,
    'schema.graphql:20',
  ],
  ['policies/access.cedar', 'permit (principal, action,', 'permi (principal, action,', /Not Cedar/, 'access.cedar:4'],
  ['data.ts', 'export function loadersOver', 'export functio loadersOver', /Unexpected "functio"/, 'data.ts:26'],
  ['agency.json', '"name": "medicines",', '"name": medicines,', /is not JSON/, 'agency.json'],
  ['agency.ts', "name: 'medicines',", 'name: missing,', /missing is not defined/, 'agency.ts:7'],
];

test('what is saved broken is told with its line, whatever it is; the last good graph goes on until it is mended', async () => {
  using agency = await medicines();
  await using dev = await agency.dev();
  for (const [file, from, to, said, place] of BROKEN) {
    const before = dev.said().length;
    const since = () => dev.said().slice(before);
    const until = Date.now() + 60_000;
    agency.edit(file, from, to);
    while (!since().includes('NOT SERVED') && Date.now() < until) {
      expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
    }
    expect(since()).toMatch(said);
    expect(since()).toMatch(place);
    expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
    agency.edit(file, to, from);
    while (!/\d served/.test(since()) && Date.now() < until) await dev.ask(STATUS);
    expect(since()).toMatch(/\d served/);
    expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
  }
}, 240_000);

test('what cannot be served at the start is waited for', async () => {
  using agency = await medicines();
  agency.edit('schema.graphql', 'status: MedicinesRecordStatus', 'status: MedicinesRecordStatu');
  const starting = agency.dev();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  agency.edit('schema.graphql', 'status: MedicinesRecordStatu', 'status: MedicinesRecordStatus');
  await using dev = await starting;
  expect(dev.said()).toMatch('Nothing can be served yet');
  expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
}, 120_000);

test('a folder that comes, goes or is called otherwise is a change like any other', async () => {
  using agency = await medicines();
  await using dev = await agency.dev();
  renameSync(join(agency.path, 'policies'), join(agency.path, 'kept'));
  // Without rules nothing is shown.
  await dev.until(STATUS, (answer) => ofRecord('status')(answer) == null);
  renameSync(join(agency.path, 'kept'), join(agency.path, 'policies'));
  await dev.until(STATUS, (answer) => ofRecord('status')(answer) === 'VALID');
  agency.edit('policies/access.cedar', 'action in [Action::"disclose", Action::"use"]', 'action in [Action::"use"]');
  await dev.until(STATUS, (answer) => ofRecord('status')(answer) == null);
}, 180_000);

test('a system that does not answer is told, and is no reason not to start', async () => {
  using agency = await medicines();
  agency.edit('agency.json', '"register.csv"', '"missing.csv"');
  await using dev = await agency.dev();
  const until = Date.now() + 60_000;
  while (!dev.said().includes('system-does-not-answer') && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(dev.said()).toMatch(/missing\.csv does not\s+answer/);
  const { errors } = await dev.ask(STATUS);
  expect(errors?.map(({ message }) => message)).toHaveLength(1);
}, 120_000);

test('code that cannot start at all ends hub dev, with the place', async () => {
  using agency = await medicines();
  agency.edit('agency.ts', "name: 'medicines',", 'name: missing,');
  const { status, output } = await agency.hub('dev', '--port', '0');
  expect(status).toBe(1);
  expect(output).toMatch(/agency\.ts:7: .*missing is not defined/);
}, 60_000);

test('it begins with a question of the agency’s own', async () => {
  using agency = await medicines();
  await using dev = await agency.dev();
  expect(dev.said()).toContain('{ medicinesRecord(number: \\"R-0001\\") { number status validUntil holderName } }');
  const start = (await (await fetch(new URL('/dev/start', dev.page))).json()) as { defaultQuery: string };
  expect(ofRecord('status')(await dev.ask(start.defaultQuery))).toBe('VALID');
}, 120_000);
