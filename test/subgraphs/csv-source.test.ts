import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { csvSource, SourceError, text, textOrNull } from '../../subgraphs/kit/index.ts';
import { passable } from '../support/folder.ts';

const HEADER = 'number,holder\n';
const rowOf = (row: Parameters<typeof text>[0]) => ({ number: text(row, 'number'), holder: textOrNull(row, 'holder') });

/** A register in a file of its own. */
function registerOf(content: string | Uint8Array) {
  const folder = passable();
  const file = join(folder.path, 'register.csv');
  writeFileSync(file, content);
  return { file, source: csvSource(file), [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

async function codeOf(asked: Promise<unknown>): Promise<unknown> {
  try {
    return await asked;
  } catch (error) {
    return error instanceof SourceError ? error.code : error;
  }
}

test('rows are found by a column, in the order of the keys, and an empty cell is null', async () => {
  using register = registerOf(`${HEADER}A,"Otim, Amina"\nB,\n`);
  const found = await register.source.byKey('number', ['B', 'X', 'A', 'B'], rowOf);
  expect(found).toEqual([
    { number: 'B', holder: null },
    null,
    { number: 'A', holder: 'Otim, Amina' },
    { number: 'B', holder: null },
  ]);
});

test('a key that two rows have costs itself alone', async () => {
  using register = registerOf(`${HEADER}A,1\nA,2\nB,3\n`);
  const [twice, once] = await register.source.byKey('number', ['A', 'B'], rowOf);
  expect(twice).toBeInstanceOf(SourceError);
  expect(once).toEqual({ number: 'B', holder: '3' });
});

test('a file that takes the place of the old one is read, and says as of when', async () => {
  using register = registerOf(`${HEADER}A,old\n`);
  expect(await register.source.byKey('number', ['A'], rowOf)).toEqual([{ number: 'A', holder: 'old' }]);
  writeFileSync(`${register.file}.new`, `${HEADER}A,new\n`);
  const written = new Date('2026-11-23T02:00:00Z');
  utimesSync(`${register.file}.new`, written, written);
  renameSync(`${register.file}.new`, register.file);
  expect(await register.source.byKey('number', ['A'], rowOf)).toEqual([{ number: 'A', holder: 'new' }]);
  expect(await register.source.asOf()).toEqual(written);
});

test('what is no file has no end, and is not read', async () => {
  for (const path of ['/dev/zero', '/']) {
    expect(await codeOf(csvSource(path).rows())).toBe('SOURCE_UNAVAILABLE');
    expect(await csvSource(path).alive()).toBe(false);
  }
});

test('a file that is no register is read once, however often somebody asks, and again when it has changed', async () => {
  using register = registerOf(`${HEADER}${'A,1\n'.repeat(600_000)}`);
  expect(await codeOf(register.source.rows())).toBe('SOURCE_INVALID');
  const before = process.cpuUsage();
  for (let asked = 0; asked < 20; asked++) expect(await register.source.alive()).toBe(false);
  expect(process.cpuUsage(before).user).toBeLessThan(300_000);
  writeFileSync(register.file, `${HEADER}A,1\n`);
  expect(await register.source.rows()).toHaveLength(1);
});

test('an address of a file is a file', async () => {
  using register = registerOf(`${HEADER}A,1\n`);
  expect(await csvSource(pathToFileURL(register.file).href).rows()).toHaveLength(1);
});

test.each([
  ['a row with a cell too few', `${HEADER}A\n`],
  ['a quote that never closes', `${HEADER}A,"x\n`],
  ['a column that stands twice', 'number,number\nA,B\n'],
  ['nothing at all', ''],
  ['bytes that are no UTF-8', Buffer.from([0x6e, 0xff, 0xfe, 0x0a])],
  ['more than 16 MiB', Buffer.alloc(16 * 1024 * 1024 + 1, 'a')],
])('%s: nothing of the register is answered', async (_what, content) => {
  using register = registerOf(content);
  expect(await codeOf(register.source.byKey('number', ['A'], rowOf))).toBe('SOURCE_INVALID');
  expect(await register.source.alive()).toBe(false);
});

test.each([
  ['a register', `${HEADER}A,1\n`],
  ['a register without a row', HEADER],
])('a column that %s has not is no empty answer', async (_what, content) => {
  using register = registerOf(content);
  expect(await codeOf(register.source.byKey('no_such', ['A'], rowOf))).toBe('SOURCE_INVALID');
});

test('a register without a row knows nothing', async () => {
  using register = registerOf(HEADER);
  expect(await register.source.byKey('number', ['A'], rowOf)).toEqual([null]);
});

test('names of columns as __proto__ and constructor are names', async () => {
  using register = registerOf('__proto__,constructor\nA,B\n');
  const [row] = await register.source.byKey('__proto__', ['A'], (each) => text(each, 'constructor'));
  expect(row).toBe('B');
});

test('a file that is not there is a system that is away, and comes back', async () => {
  using register = registerOf(`${HEADER}A,1\n`);
  renameSync(register.file, `${register.file}.away`);
  expect(await codeOf(register.source.rows())).toBe('SOURCE_UNAVAILABLE');
  renameSync(`${register.file}.away`, register.file);
  expect(await register.source.rows()).toHaveLength(1);
});
