import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryOf, expectWhole, idsInSpools, idsOf, ledgerPlace, outcomes } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

const ids = (count: number, prefix = '') => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);

test('a full spool refuses, warns before it does, and all goes on when the database is back', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ spool: { folder: place.folder, mostBytes: 4_000, mostMs: 3_600_000 } });
  place.proxy.cut();
  const kept: string[] = [];
  let refusal: unknown;
  for (let at = 0; refusal === undefined; at += 1) {
    await writer.append(entryOf(`${at}`)).then(
      () => kept.push(`${at}`),
      (error: unknown) => {
        refusal = error;
      },
    );
  }
  expect(refusal).toMatchObject({ name: 'LedgerAway', code: 'SPOOL_FULL' });
  expect(writer.status.state).toBe('AWAY');
  expect(writer.status.spool?.bytes).toBeLessThanOrEqual(4_000);
  expect(idsInSpools(place.folder)).toEqual(kept);
  expect(await outcomes(ids(3, 'refused-').map((id) => writer.append(entryOf(id))))).toEqual(
    Array(3).fill('SPOOL_FULL'),
  );
  expect(place.warnings.map(({ kind, state }) => [kind, state])).toEqual([
    ['STATE', 'SPOOL'],
    ['SPOOL_FILLING', 'SPOOL'],
    ['STATE', 'AWAY'],
  ]);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  await writer.append(entryOf('after'));
  const all = await place.kept();
  // The one that had its number when it was refused is kept as well.
  expect(idsOf(all)).toEqual([...kept, `${kept.length}`, 'after']);
  expectWhole(all);
});

test('a spool whose time has passed refuses, and warns before it does', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ spool: { folder: place.folder, mostBytes: 4_000_000, mostMs: 400 } });
  place.proxy.cut();
  await writer.append(entryOf('one'));
  await eventually('most of its time has passed', () => place.warnings.some(({ kind }) => kind === 'SPOOL_FILLING'));
  await writer.append(entryOf('two'));
  await new Promise((later) => setTimeout(later, 400));
  expect(await outcomes([writer.append(entryOf('three'))])).toEqual(['SPOOL_EXPIRED']);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  expect(idsOf(await place.kept())).toEqual(['one', 'two', 'three']);
  // Its time begins anew when it fills anew.
  place.proxy.cut();
  await writer.append(entryOf('four'));
  expect(writer.status.state).toBe('SPOOL');
});

test('where the spool cannot be written nothing leaves, and it goes on by itself when there is a place again', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await writer.append(entryOf('before'));
  // A file where the folder should be.
  writeFileSync(place.folder, '');
  place.proxy.cut();
  expect(await outcomes(ids(3).map((id) => writer.append(entryOf(id))))).toEqual(Array(3).fill('SPOOL_FAILED'));
  expect(writer.status).toMatchObject({ state: 'AWAY', waiting: 0 });
  rmSync(place.folder);
  await eventually('the spool is used', () => writer.status.state === 'SPOOL');
  await writer.append(entryOf('spooled'));
  expect(idsInSpools(place.folder)).toEqual([...ids(3), 'spooled']);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(['before', ...ids(3), 'spooled']);
  expectWhole(kept);
});

test('a spool that is taken away is written anew, with what was in it', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  place.proxy.cut();
  await writer.append(entryOf('one'));
  rmSync(place.folder, { recursive: true });
  await writer.append(entryOf('two'));
  expect(idsInSpools(place.folder)).toEqual(['one', 'two']);
  renameSync(place.folder, `${place.folder}-elsewhere`);
  writeFileSync(place.folder, '');
  expect(await outcomes([writer.append(entryOf('three'))])).toEqual(['SPOOL_FAILED']);
  rmSync(place.folder);
  await eventually('the spool is used', () => writer.status.state === 'SPOOL');
  expect(idsInSpools(place.folder)).toEqual(['one', 'two', 'three']);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(['one', 'two', 'three']);
  expectWhole(kept);
});

/** A disk of its own, with a little room; undefined where this account may not mount one. */
function smallDisk(folder: string): Disposable | undefined {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (mounted.status !== 0) return undefined;
  return { [Symbol.dispose]: () => void spawnSync('umount', ['-l', folder]) };
}

test('a disk without room refuses, and room that is made is used without a restart', async () => {
  await using place = await ledgerPlace();
  const folder = join(place.folder, 'disk');
  using disk = smallDisk(folder);
  if (!disk) return console.warn('not shown: this account may not mount a small disk');
  await using writer = place.open({ spool: { folder, mostBytes: 100_000_000, mostMs: 3_600_000 } });
  await eventually('it is open', () => existsSync(folder));
  place.proxy.cut();
  await writer.append(entryOf('before'));
  writeFileSync(join(folder, 'of-others'), Buffer.alloc(700_000));
  const padding = Array.from({ length: 500 }, (_, at) => `padding-${at}`);
  const kept: string[] = ['before'];
  let code: unknown;
  for (let at = 0; code === undefined; at += 1) {
    [code] = await outcomes([writer.append(entryOf(`${at}`, padding))]);
    if (code === undefined) kept.push(`${at}`);
  }
  expect(code).toBe('SPOOL_FAILED');
  expect(writer.status).toMatchObject({ state: 'AWAY' });
  // Nobody is answered on what is not whole.
  expect(idsInSpools(folder).slice(0, kept.length)).toEqual(kept);
  rmSync(join(folder, 'of-others'));
  await eventually('the room is used', () => writer.status.state === 'SPOOL');
  await writer.append(entryOf('room'));
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  const all = await place.kept();
  expect(idsOf(all)).toEqual([...kept, `${kept.length - 1}`, 'room']);
  expectWhole(all);
});
