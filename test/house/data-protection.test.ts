import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const rows = readFileSync(`${ROOT}docs/data-protection.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| P\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every requirement of data protection stands in the table once', () => {
  expect(rows.map(([, id]) => id)).toEqual(Array.from({ length: 40 }, (_, at) => `P${at + 1}`));
});

test('each is shown by tests that exist, or is said to be open', () => {
  const wrong = rows.flatMap(([, id, , what = '', shown = '']) => {
    const named = [...shown.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');
    const missing = named.filter((path) => !existsSync(`${ROOT}${path}.test.ts`));
    return missing.length > 0 || (named.length === 0 && !what.includes('**Open**')) ? [[id, ...missing]] : [];
  });
  expect(wrong).toEqual([]);
});
