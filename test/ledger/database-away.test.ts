import { statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { entryOf, expectWhole, idsInSpools, idsOf, ledgerPlace, outcomes, spoolsIn } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

const ids = (count: number, prefix = '') => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);

test('while the database is away the same chain goes on in the spool, and is shipped whole when it is back', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await writer.append(entryOf('before'));
  place.proxy.cut();
  await Promise.all(ids(30).map((id) => writer.append(entryOf(id))));
  for (const id of ids(5, 'single-')) await writer.append(entryOf(id, []));
  expect(writer.status).toMatchObject({ state: 'SPOOL', sequence: 36 });
  expect(writer.status.spool?.bytes).toBeGreaterThan(1_000);
  expect(writer.status.spool?.since).toBeGreaterThan(Date.now() - 60_000);
  expect(idsInSpools(place.folder)).toEqual([...ids(30), ...ids(5, 'single-')]);
  expect(idsOf(await place.kept())).toEqual(['before']);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  await writer.append(entryOf('after'));
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(['before', ...ids(30), ...ids(5, 'single-'), 'after']);
  expectWhole(kept);
  expect(writer.status.spool).toMatchObject({ bytes: 0, since: undefined });
  expect(idsInSpools(place.folder)).toEqual([]);
  expect(place.warnings.map(({ kind, state, code }) => [kind, state, typeof code])).toEqual([
    ['STATE', 'SPOOL', 'string'],
    ['STATE', 'DATABASE', 'undefined'],
  ]);
});

test('a spool is for the account of the gateway alone, and gone when its writer ends well', async () => {
  await using place = await ledgerPlace();
  {
    await using writer = place.open();
    place.proxy.cut();
    await writer.append(entryOf('one'));
    const [name = ''] = spoolsIn(place.folder);
    expect(statSync(place.folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(place.folder, name)).mode & 0o777).toBe(0o600);
    place.proxy.pass();
  }
  expect(spoolsIn(place.folder)).toEqual([]);
  expect(idsOf(await place.kept())).toEqual(['one']);
});

test('a writer that opens while the database is away begins in the spool', async () => {
  await using place = await ledgerPlace();
  place.proxy.cut();
  await using writer = place.open();
  await eventually('the database is known to be away', () => writer.status.state === 'SPOOL');
  await Promise.all(ids(10).map((id) => writer.append(entryOf(id))));
  place.proxy.pass();
  await eventually('the database is used', () => writer.status.state === 'DATABASE');
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(ids(10));
  expectWhole(kept);
});

test('a database that is silent is waited for once, and then known to be away', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ timeoutMs: 500 });
  await writer.append(entryOf('before'));
  place.proxy.hang();
  const since = performance.now();
  await writer.append(entryOf('waits'));
  const waited = performance.now() - since;
  expect(waited).toBeGreaterThan(450);
  expect(waited).toBeLessThan(2_000);
  const again = performance.now();
  for (const id of ids(20)) await writer.append(entryOf(id));
  expect(performance.now() - again).toBeLessThan(1_000);
  expect(writer.status).toMatchObject({ state: 'SPOOL', fault: 'TIMEOUT' });
  place.proxy.cut();
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  expect(idsOf(await place.kept())).toEqual(['before', 'waits', ...ids(20)]);
});

test('what the database kept without saying so is sent again as it is, and is one entry', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ timeoutMs: 500 });
  await writer.append(entryOf('before'));
  place.proxy.deafen();
  const doubtful = Promise.all(ids(3).map((id) => writer.append(entryOf(id))));
  await eventually('the database has them', async () => (await place.kept()).length === 4);
  await doubtful;
  expect(idsInSpools(place.folder)).toEqual(ids(3));
  place.proxy.cut();
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  await writer.append(entryOf('after'));
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(['before', ...ids(3), 'after']);
  expectWhole(kept);
});

test('entries that come while the spool is shipped come after it', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  place.proxy.cut();
  // More than is shipped at once.
  const padding = Array.from({ length: 200 }, (_, at) => `padding-${at}`);
  await Promise.all(ids(400).map((id) => writer.append(entryOf(id, padding))));
  place.proxy.pass();
  let count = 0;
  while (writer.status.state !== 'DATABASE') {
    count += 1;
    await writer.append(entryOf(`beside-${count}`));
  }
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual([...ids(400), ...ids(count, 'beside-')]);
  expectWhole(kept);
});

test('without a spool nothing is kept while the database is away, and all is well when it is back', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ spool: undefined });
  await writer.append(entryOf('before'));
  place.proxy.cut();
  expect(await outcomes(ids(5).map((id) => writer.append(entryOf(id))))).toEqual(Array(5).fill('DATABASE'));
  expect(writer.status).toMatchObject({ state: 'AWAY', spool: undefined });
  const since = performance.now();
  await expect(writer.append(entryOf('refused'))).rejects.toMatchObject({ name: 'LedgerAway', code: 'DATABASE' });
  expect(performance.now() - since).toBeLessThan(20);
  place.proxy.pass();
  await eventually('the database is used again', () => writer.status.state === 'DATABASE');
  await writer.append(entryOf('after'));
  const kept = await place.kept();
  // What was refused with its number is kept all the same; what had none is not.
  expect(idsOf(kept)).toEqual(['before', ...ids(5), 'after']);
  expectWhole(kept);
});

test('without a spool a writer that opens while the database is away refuses until it is there', async () => {
  await using place = await ledgerPlace();
  place.proxy.cut();
  await using writer = place.open({ spool: undefined });
  await eventually('the database is known to be away', () => writer.status.state === 'AWAY');
  await expect(writer.append(entryOf('refused'))).rejects.toMatchObject({ code: 'DATABASE' });
  place.proxy.pass();
  await eventually('the database is used', () => writer.status.state === 'DATABASE');
  await writer.append(entryOf('kept'));
  expect(idsOf(await place.kept())).toEqual(['kept']);
});

test('a connection that breaks while nobody uses it costs no entry, with a spool or without', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open({ spool: undefined });
  await writer.append(entryOf('one'));
  const hand = new pg.Client({ connectionString: place.url });
  await hand.connect();
  await hand.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hub ledger'");
  await hand.end();
  await writer.append(entryOf('after it was ended'));
  // Whether it has been noticed yet or not.
  place.proxy.cut();
  place.proxy.pass();
  await writer.append(entryOf('two'));
  expect(idsOf(await place.kept())).toEqual(['one', 'after it was ended', 'two']);
  expect(writer.status.state).toBe('DATABASE');
});

test('entries are flushed to disk before they are answered on, whatever is set for the account', async () => {
  await using place = await ledgerPlace();
  const hand = new pg.Client({ connectionString: place.url });
  await hand.connect();
  const { rows } = await hand.query<{ name: string }>('select current_database() as name');
  await hand.query(`alter database ${rows[0]?.name} set synchronous_commit = off`);
  await using writer = place.open();
  await writer.append(entryOf('one'));
  // What a session has set is seen by itself alone: a trigger looks from within it.
  await hand.query(`
    create table seen (value text);
    create function see() returns trigger language plpgsql as
      $$ begin insert into seen values (current_setting('synchronous_commit')); return null; end $$;
    create trigger see after insert on hub_ledger.entry for each statement execute function see()`);
  await writer.append(entryOf('two'));
  const { rows: seen } = await hand.query('select value from seen');
  await hand.end();
  expect(seen).toEqual([{ value: 'on' }]);
});
