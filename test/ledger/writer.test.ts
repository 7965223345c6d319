import pg from 'pg';
import { entryOf, expectWhole, idsOf, ledgerPlace, spoolsIn } from '../support/ledger.ts';

const ids = (count: number, prefix = '') => Array.from({ length: count }, (_, at) => `${prefix}${at + 1}`);

test('entries are kept in the order they came, each linked to the one before, with their time and names', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await Promise.all(ids(120).map((id) => writer.append(entryOf(id, id === '7' ? [] : undefined))));
  for (const id of ids(3, 'single-')) await writer.append(entryOf(id));
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual([...ids(120), ...ids(3, 'single-')]);
  expectWhole(kept);
  expect(new Set(kept.map((row) => row.writer))).toEqual(new Set([writer.status.writer]));
  expect(writer.status).toMatchObject({ state: 'DATABASE', sequence: 123, waiting: 0, fault: undefined });
  expect(spoolsIn(place.folder)).toEqual([]);
  expect(place.warnings).toEqual([]);
});

test('entries of one turn, and those that come while others are under way, go together', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await writer.append(entryOf('first'));
  await Promise.all(ids(40).map((id) => writer.append(entryOf(id))));
  const many = ids(1_200, 'many-').map((id) => writer.append(entryOf(id)));
  expect(writer.status.waiting).toBe(1_200);
  await Promise.all(many);
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  // Entries of one statement were stored by one transaction.
  const { rows } = await client.query<{ size: number }>(
    'select count(*)::int as size from hub_ledger.entry group by xmin order by min(sequence)',
  );
  await client.end();
  expect(rows.map(({ size }) => size)).toEqual([1, 40, 500, 500, 200]);
});

test('each process has a chain of its own, and its writer is registered', async () => {
  await using place = await ledgerPlace();
  {
    await using one = place.open();
    await using other = place.open({ instance: 'hub-2' });
    await Promise.all(ids(30).flatMap((id) => [one.append(entryOf(id)), other.append(entryOf(id))]));
    expect(one.status.writer).toMatch(/^hub-1\/[\da-f-]{36}$/);
    expect(other.status.writer).toMatch(/^hub-2\/[\da-f-]{36}$/);
  }
  await using again = place.open();
  await again.append(entryOf('again'));
  const kept = await place.kept();
  expectWhole(kept);
  expect(new Set(kept.map(({ writer }) => writer)).size).toBe(3);
  const client = new pg.Client({ connectionString: place.url });
  await client.connect();
  const { rows } = await client.query<{ writer: string }>('select writer from hub_ledger.writer order by writer');
  await client.end();
  expect(rows.map(({ writer }) => writer)).toEqual([...new Set(kept.map(({ writer }) => writer))].sort());
});

test('who ends keeps what waits, and takes nothing more', async () => {
  await using place = await ledgerPlace();
  const writer = place.open();
  const waiting = ids(700).map((id) => writer.append(entryOf(id)));
  const ended = writer[Symbol.asyncDispose]();
  await expect(writer.append(entryOf('late'))).rejects.toMatchObject({ code: 'CLOSED' });
  await Promise.all([...waiting, ended]);
  const kept = await place.kept();
  expect(idsOf(kept)).toEqual(ids(700));
  expectWhole(kept);
});
