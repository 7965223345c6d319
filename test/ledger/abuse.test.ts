import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Entry } from '../../gateway/ledger/chain.ts';
import { entryOf, expectWhole, idsOf, ledgerPlace, outcomes, spoolsIn } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

const fit: Entry = { text: '{"id":"fit"}', at: 1_000, names: [] };

const UNFIT: ReadonlyArray<readonly [string, Partial<Entry>]> = [
  ['a line break', { text: '{"id":\n"x"}' }],
  ['no text', { text: '' }],
  ['a zero byte', { text: '{"id":"\0"}' }],
  ['half of a character', { text: '{"id":"\ud800"}' }],
  ['more text than one entry has', { text: 'x'.repeat(5 * 1024 * 1024) }],
  ['a name that is no hash', { names: ['AAEC', 'a"},{"b'] }],
  ['a name with a comma', { names: ['a,b'] }],
  ['an empty name', { names: [''] }],
  ['a name with a line break at its end', { names: ['AAEC\n'] }],
  ['more names than one entry has', { names: Array(20_001).fill('A') }],
  ['no time', { at: Number.NaN }],
  ['a time that is no whole number', { at: 1.5 }],
  ['a time before all times', { at: -1 }],
  ['a time after all times', { at: 9e15 }],
];

test('an entry that could not be kept as it is is refused alone', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  for (const [what, wrong] of UNFIT) {
    const appends = [entryOf(`before ${what}`), { ...fit, ...wrong }, entryOf(`after ${what}`)];
    const told = await outcomes(appends.map((entry) => writer.append(entry)));
    expect([what, ...told]).toEqual([what, undefined, 'UNFIT', undefined]);
  }
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(UNFIT.flatMap(([what]) => [`before ${what}`, `after ${what}`]));
  expectWhole(kept);
});

test('any text that is one line of JSON is kept as it is, by the database and by the spool', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  const odd = [
    '\u0001\u007f\u0085\u2028\u2029',
    '\\n\\',
    "'; drop table x; --",
    '𝔄\ufeff\ufffe',
    '\t\r',
    '{}[],"NULL"',
  ];
  const entries = odd.map((value) => {
    const names = ['NULL', 'null', '-', '_', '-_-'];
    return { text: JSON.stringify({ id: value, at: 0, names }), at: 0, names };
  });
  // A raw carriage return is no line break of the ledger.
  entries.push({ text: '{"id":"cr",\r"at":0,"names":[]}', at: 0, names: [] });
  for (const entry of entries) await writer.append(entry);
  place.proxy.cut();
  for (const entry of entries) await writer.append(entry);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  const kept = await place.kept();
  expect(kept.map(({ text }) => text)).toEqual([...entries, ...entries].map(({ text }) => text));
  expectWhole(kept);
});

test('as many as may wait do, and the next is refused at once', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ timeoutMs: 2_000 });
  await writer.append(entryOf('first'));
  place.proxy.hang();
  const small = (id: number): Entry => ({ ...fit, text: `{"id":"${id}"}` });
  const waiting = Array.from({ length: 10_000 }, (_, id) => writer.append(small(id)));
  const since = performance.now();
  expect(await outcomes([writer.append(fit), writer.append(fit)])).toEqual(['OVERLOADED', 'OVERLOADED']);
  expect(performance.now() - since).toBeLessThan(500);
  expect(writer.status).toMatchObject({ state: 'DATABASE', waiting: expect.any(Number) });
  place.proxy.cut();
  expect(new Set(await outcomes(waiting))).toEqual(new Set([undefined]));
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  expect((await place.kept()).length).toBe(10_001);
});

test('few that are large are too many as well', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ timeoutMs: 20_000 });
  const large: Entry = { ...fit, text: `{"id":"${'x'.repeat(4_000_000)}"}` };
  const told = await outcomes(Array.from({ length: 20 }, () => writer.append(large)));
  expect(told.slice(0, 17)).toEqual(Array(17).fill(undefined));
  expect(told.slice(17)).toEqual(Array(3).fill('OVERLOADED'));
});

test('the names of an instance that would leave its folder are refused', async () => {
  await using place = await ledgerPlace();
  for (const instance of ['', '../x', 'a/b', 'a\0', 'x'.repeat(65), 'ü']) {
    expect(() => place.open({ instance })).toThrow(RangeError);
  }
});

test.each<[string, (line: string) => string]>([
  ['another text', (line) => line.replace('"id":"2"', '"id":"7"')],
  ['another number', (line) => line.replace(/^2 /, '3 ')],
  ['another link', (line) => line.replace(/^2 ./, '2 _').replace(/^2 __/, '2 _A')],
  ['a line gone', () => ''],
  ['a line twice', (line) => line + line],
  ['a line of others', (line) => `of others\n${line}`],
  ['an empty line', (line) => `\n${line}`],
  ['a line without its end', (line) => line.slice(0, -1)],
])('a spool with %s is not shipped beyond, nor removed', async (_, change) => {
  await using place = await ledgerPlace();
  place.proxy.cut();
  {
    await using writer = place.open();
    for (const id of ['1', '2', '3']) await writer.append(entryOf(id));
  }
  place.proxy.pass();
  const path = join(place.folder, spoolsIn(place.folder)[0] ?? '');
  const lines = readFileSync(path, 'utf8').split(/(?<=\n)/);
  writeFileSync(path, lines.map((line, at) => (at === 1 ? change(line) : line)).join(''));
  await using next = place.open();
  await eventually('it is told', () => place.warnings.some(({ kind }) => kind === 'LEFTOVER'));
  expect(place.warnings.at(-1)).toMatchObject({ code: 'SPOOL_BROKEN' });
  expect(spoolsIn(place.folder)).toHaveLength(1);
  await next.append(entryOf('next'));
  expect(idsOf(await place.kept())).toEqual(['next']);
});

test('an account that may only add and look keeps entries in tables that are there', async () => {
  await using place = await ledgerPlace();
  {
    await using first = place.open();
    await first.append(entryOf('first'));
  }
  const hand = new pg.Client({ connectionString: place.url });
  await hand.connect();
  const account = `ledger_${new URL(place.url).pathname.slice(1)}`;
  await hand.query(`create role ${account} login password 'x'`);
  try {
    await hand.query(`
      grant usage on schema hub_ledger to ${account};
      grant select, insert on hub_ledger.writer, hub_ledger.entry to ${account}`);
    const url = new URL(place.proxy.url);
    [url.username, url.password] = [account, 'x'];
    await using writer = place.open({ databaseUrl: url.toString() });
    await writer.append(entryOf('second'));
    expect(writer.status.state).toBe('DATABASE');
    const kept = await place.kept();
    expect(idsOf(kept).toSorted()).toEqual(['first', 'second']);
    expectWhole(kept);
  } finally {
    await hand.query(`drop owned by ${account}`);
    await hand.query(`drop role ${account}`);
    await hand.end();
  }
});

test('an account that may not add is a database that is away, and no text of the database is told', async () => {
  await using place = await ledgerPlace();
  const url = new URL(place.proxy.url);
  // A role that is not there: some servers ask for no password.
  [url.username, url.password] = ['hub_test_unknown', 'wrong'];
  await using writer = place.open({ databaseUrl: url.toString(), spool: undefined });
  const refusal = await writer.append(entryOf('one')).catch((error: unknown) => error);
  expect(String(refusal)).toBe('LedgerAway: the ledger did not keep the entry: DATABASE');
  expect(Reflect.get(refusal as object, 'cause')).toBeUndefined();
  expect(writer.status.fault).toMatch(/^[\dA-Z_]+$/);
  expect(JSON.stringify(place.warnings)).not.toMatch(/password|hub_test/);
});

test('a spool that somebody changes while it fills is not shipped, and is once it is as it was', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  place.proxy.cut();
  for (const id of ['1', '2', '3']) await writer.append(entryOf(id));
  const path = join(place.folder, spoolsIn(place.folder)[0] ?? '');
  const before = readFileSync(path, 'utf8');
  writeFileSync(path, before.replace('"id":"2"', '"id":"7"'));
  place.proxy.pass();
  await eventually('it is told', () => place.warnings.some(({ kind }) => kind === 'SPOOL_STUCK'));
  expect(writer.status).toMatchObject({ state: 'SPOOL' });
  await writer.append(entryOf('4'));
  expect(idsOf(await place.kept())).toEqual([]);
  writeFileSync(path, before + readFileSync(path, 'utf8').slice(before.length));
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(['1', '2', '3', '4']);
  expectWhole(kept);
  expect(place.warnings.filter(({ kind }) => kind === 'SPOOL_STUCK')).toMatchObject([{ code: 'SPOOL_BROKEN' }]);
});
