import { agencyPackage } from '../support/agency-package.ts';

const STATUS = '{ medicinesRecord(number: "R-0001") { status } }';
const HOLDER = '{ medicinesRecord(number: "R-0001") { holderName } }';
const ofRecord = (field: string) => (answer: { data?: Readonly<Record<string, unknown>> | null }) =>
  (answer.data?.['medicinesRecord'] as Readonly<Record<string, unknown>> | null | undefined)?.[field];

/** A new agency over a CSV file, as it is made. */
function medicines() {
  const agency = agencyPackage();
  const made = agency.hub('new-agency', 'medicines', '--source', 'csv', '--title', 'Medicines Authority');
  expect(made.output).toMatch('wrote schema.graphql');
  return agency;
}

test('what is saved is answered: code, SDL, rules and data, one after another', async () => {
  using agency = medicines();
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

test.each([
  [
    'an SDL that does not compose',
    'schema.graphql',
    'status: MedicinesRecordStatus',
    'status: MedicinesRecordStatu',
    /Unknown type/,
    'schema.graphql:13',
  ],
  [
    'an SDL that cannot be read',
    'schema.graphql',
    'enum MedicinesRecordStatus {',
    'enum MedicinesRecordStatus',
    /cannot be read/,
    'schema.graphql:20',
  ],
  [
    'a rule that is no rule',
    'policies/access.cedar',
    'permit (principal, action',
    'permi (principal, action',
    /Not Cedar/,
    'policies/access.cedar:4',
  ],
  [
    'code that does not compile',
    'data.ts',
    'export function loadersOver',
    'export functio loadersOver',
    /Unexpected "functio"/,
    'data.ts:26',
  ],
  [
    'code that throws when it is loaded',
    'agency.ts',
    "name: 'medicines',",
    'name: missing,',
    /missing is not defined/,
    'agency.ts:7',
  ],
])(
  '%s: the last good graph goes on, and it is said why',
  async (_what, file, from, to, said, place) => {
    using agency = medicines();
    await using dev = await agency.dev();
    agency.edit(file, from, to);
    const until = Date.now() + 60_000;
    while (!dev.said().includes('NOT SERVED') && Date.now() < until) {
      expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
    }
    expect(dev.said()).toMatch(said);
    expect(dev.said()).toMatch(place);
    expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
    const before = dev.said().length;
    agency.edit(file, to, from);
    while (!/\d served/.test(dev.said().slice(before)) && Date.now() < until) await dev.ask(STATUS);
    expect(dev.said().slice(before)).toMatch(/\d served/);
    expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
  },
  180_000,
);

test('what cannot be served at the start is waited for', async () => {
  using agency = medicines();
  agency.edit('schema.graphql', 'status: MedicinesRecordStatus', 'status: MedicinesRecordStatu');
  const starting = agency.dev();
  await new Promise((resolve) => setTimeout(resolve, 4_000));
  agency.edit('schema.graphql', 'status: MedicinesRecordStatu', 'status: MedicinesRecordStatus');
  await using dev = await starting;
  expect(dev.said()).toMatch('Nothing can be served yet');
  expect(ofRecord('status')(await dev.ask(STATUS))).toBe('VALID');
}, 120_000);

test('a system that does not answer is told, and is no reason not to start', async () => {
  using agency = medicines();
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

test('code that cannot start at all ends hub dev, with the place', () => {
  using agency = medicines();
  agency.edit('agency.ts', "name: 'medicines',", 'name: missing,');
  const { status, output } = agency.hub('dev', '--port', '0');
  expect(status).toBe(1);
  expect(output).toMatch(/agency\.ts:7: .*missing is not defined/);
}, 60_000);

test('it begins with a question of the agency’s own', async () => {
  using agency = medicines();
  await using dev = await agency.dev();
  expect(dev.said()).toContain('{ medicinesRecord(number: \\"R-0001\\") { number status validUntil holderName } }');
  const start = (await (await fetch(new URL('/dev/start', dev.page))).json()) as { defaultQuery: string };
  expect(ofRecord('status')(await dev.ask(start.defaultQuery))).toBe('VALID');
}, 120_000);
