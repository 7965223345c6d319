import { existsSync, readFileSync } from 'node:fs';
import { elementTables } from '../../demo/customs/describe.ts';
import { CLASSES } from '../../demo/customs/tables.ts';
import { WARNING_CODES } from '../../demo/customs/wco/warnings.ts';
import { type CustomsSystem, customsSystem, messagesIn } from './customs-system.ts';
import { leavesOf } from './customs-xml-leaves.ts';

const PAGE = readFileSync(new URL('../../docs/connect-an-existing-system.md', import.meta.url), 'utf8');
const REAL = new URL('../../../shared/data/wco-dec/', import.meta.url);

it('the page lists every element this system keeps, as the description has it', () => {
  expect(PAGE).toContain(elementTables());
});

it.each(Object.entries(WARNING_CODES))('the page says what %s means', (code, meaning) => {
  expect(PAGE).toContain(`| \`${code}\` | ${meaning} |`);
});

(existsSync(REAL) ? it : it.skip)('the page counts the real messages as loading them does', async () => {
  await using system = await customsSystem();
  for (const message of messagesIn(REAL)) {
    const [outcome] = await system.load([message]);
    if (outcome?.kind !== 'loaded') throw new Error(`${message.name} was not loaded`);
    const elements = leavesOf(Buffer.from(message.bytes).toString('utf8')).length;
    const rows = await rowsByClass(system);
    expect(PAGE).toContain(
      `| ${message.name} | ${outcome.message} | ${elements} | ${rows} | ${outcome.warnings.length} |`,
    );
    await system.pool.query('truncate message');
  }
});

/** Rows of the one message there is, `goods_shipment 1, party 4, …`. */
async function rowsByClass({ pool }: CustomsSystem): Promise<string> {
  const counted: string[] = [];
  for (const { table } of CLASSES) {
    const { rows } = await pool.query<{ count: string }>(
      `select count(*) from ${table} where message_id in (select id from message)`,
    );
    if (Number(rows[0]?.count) > 0) counted.push(`${table} ${rows[0]?.count}`);
  }
  return counted.join(', ');
}
