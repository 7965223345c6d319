import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerPlace } from '../support/ledger.ts';
import { entryOf, expectWhole, idsInSpools, idsOf, ledgerPlace, spoolsIn } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

const ids = (count: number, prefix = '') => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);

/** Leaves the spool of a writer that kept some entries in it and ended while the database was away. @returns its path. */
async function leftSpool(place: LedgerPlace, entries: readonly string[]): Promise<string> {
  place.proxy.cut();
  {
    await using writer = place.open();
    await Promise.all(entries.map((id) => writer.append(entryOf(id))));
  }
  place.proxy.pass();
  return join(place.folder, spoolsIn(place.folder)[0] ?? '');
}

test('the spool of a process that has died is shipped at the next opening, and removed', async () => {
  await using place = await ledgerPlace();
  await leftSpool(place, ids(40));
  expect(idsInSpools(place.folder)).toEqual(ids(40));
  await using next = place.open();
  await eventually('it is gone', () => spoolsIn(place.folder).length === 0);
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(ids(40));
  expectWhole(kept);
  await next.append(entryOf('next'));
  expectWhole(await place.kept());
});

test('it is shipped when the database is back, where it was away at the opening', async () => {
  await using place = await ledgerPlace();
  await leftSpool(place, ids(3));
  place.proxy.cut();
  await using next = place.open();
  await next.append(entryOf('next'));
  expect(spoolsIn(place.folder)).toHaveLength(2);
  place.proxy.pass();
  await eventually('it is gone', () => spoolsIn(place.folder).length <= 1 && next.status.state === 'DATABASE');
  await eventually('all is there', async () => (await place.kept()).length === 4);
  expectWhole(await place.kept());
});

test('what was shipped in part, or by two at once, is there once', async () => {
  await using place = await ledgerPlace();
  const path = await leftSpool(place, ids(600));
  const bytes = readFileSync(path);
  {
    await using one = place.open();
    await using other = place.open({ instance: 'hub-2' });
    await eventually('it is gone', () => spoolsIn(place.folder).length === 0);
    expect([one.status.state, other.status.state]).toEqual(['DATABASE', 'DATABASE']);
  }
  // As if its process had been killed before it could be removed.
  writeFileSync(path, bytes);
  await using again = place.open();
  await eventually('it is gone', () => spoolsIn(place.folder).length === 0);
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(ids(600));
  expectWhole(kept);
  expect(again.status.state).toBe('DATABASE');
  expect(place.warnings.filter(({ kind }) => kind === 'LEFTOVER')).toEqual([]);
});

test('a line that was being written when the process was killed is cut off', async () => {
  await using place = await ledgerPlace();
  const path = await leftSpool(place, ids(5));
  const text = readFileSync(path);
  writeFileSync(path, text.subarray(0, text.length - 20));
  await using next = place.open();
  await eventually('it is gone', () => spoolsIn(place.folder).length === 0);
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(ids(4));
  expectWhole(kept);
  expect(next.status.state).toBe('DATABASE');
});

test('what a disk left of an unfinished write after a power cut is cut off as well', async () => {
  await using place = await ledgerPlace();
  const path = await leftSpool(place, ids(5));
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(5_000)]));
  await using next = place.open();
  await eventually('it is gone', () => spoolsIn(place.folder).length === 0);
  expect(idsOf(await place.kept())).toEqual(ids(5));
  expect(next.status.state).toBe('DATABASE');
});

test('the spool of a writer that lives is left alone, in this process and in another', async () => {
  await using place = await ledgerPlace();
  place.proxy.cut();
  await using lives = place.open({ retryMs: 60_000 });
  await lives.append(entryOf('lives'));
  // A process that certainly runs: the one that began this one.
  const [mine = ''] = spoolsIn(place.folder);
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8');
  const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  const others = `hub-9%2Fother.${process.ppid}-${start}_${boot}.spool`;
  writeFileSync(join(place.folder, others), readFileSync(join(place.folder, mine)));
  place.proxy.pass();
  await using next = place.open();
  await next.append(entryOf('next'));
  await new Promise((later) => setTimeout(later, 300));
  expect(spoolsIn(place.folder).toSorted()).toEqual([mine, others].toSorted());
  expect(idsOf(await place.kept())).toEqual(['next']);
  expect(place.warnings.filter(({ kind }) => kind === 'LEFTOVER')).toEqual([]);
  // The number of a process that has ended, given to another since.
  renameSync(join(place.folder, others), join(place.folder, others.replace(/-\d+_/, '-1_')));
  await using later = place.open();
  await eventually('it is told', () => place.warnings.some(({ writer }) => writer === later.status.writer));
  // It is of a dead process, and was not written by the writer its name tells.
  expect(place.warnings.at(-1)).toMatchObject({ kind: 'LEFTOVER', code: 'SPOOL_BROKEN' });
});

test('files that are no spools are left alone', async () => {
  await using place = await ledgerPlace();
  mkdirSync(join(place.folder, 'a-folder.1-1.spool'), { recursive: true });
  const names = ['README', 'x.spool', '%.1-1.spool', '.1-1.spool', 'hub%2Fa.1-1.spool.old'];
  for (const name of names) writeFileSync(join(place.folder, name), 'of others');
  await using writer = place.open();
  await writer.append(entryOf('one'));
  await eventually('the folder is told of', () => place.warnings.length > 0);
  expect(place.warnings.map(({ kind, code }) => [kind, code])).toEqual([['LEFTOVER', 'EISDIR']]);
  for (const name of names) expect(readFileSync(join(place.folder, name), 'utf8')).toBe('of others');
});
