import { existsSync, readFileSync } from 'node:fs';
import { SPS_WARNING_CODES } from '../../demo/sps/warnings.ts';
import { spsSystem } from './sps-system.ts';

const PAGE = readFileSync(new URL('../../docs/connect-an-existing-system.md', import.meta.url), 'utf8');
const REAL = new URL('../../../shared/data/sps/', import.meta.url);

const KINDS = {
  certificate: 'certificate',
  entryDocument: 'health entry document',
  declaration: 'customs declaration',
  goodsMovement: 'goods movement',
} as const;

it.each(Object.entries(SPS_WARNING_CODES))('the page says what %s means', (code, meaning) => {
  expect(PAGE).toContain(`| \`${code}\` | ${meaning} |`);
});

(existsSync(REAL) ? it : it.skip)('the page tells of the real messages what loading them does', async () => {
  await using system = await spsSystem();
  const names = [...PAGE.matchAll(/^\| ((?:defra|ephyto)_\S+) \|/gm)].map(([, name = '']) => name);
  expect(names).toHaveLength(4);
  for (const name of names) {
    const [outcome] = await system.load([{ name, bytes: readFileSync(new URL(name, REAL)) }]);
    if (outcome?.kind !== 'loaded') throw new Error(`${name} was not loaded`);
    const { message, keys, warnings } = outcome;
    const codes = warnings.length > 0 ? `: ${warnings.map(({ code }) => code).join(', ')}` : '';
    expect(PAGE).toContain(`| ${name} | ${KINDS[message]} | ${keys.join()} | ${warnings.length}${codes} |`);
  }
});
