import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { genesis, linkOf } from '../../gateway/ledger/chain.ts';
import { entryOf, idsOf, ledgerPlace, outcomes, spoolsIn } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

/** Somebody who may write there, and puts something at a writer's number. */
async function put(
  databaseUrl: string,
  writer: string,
  sequence: number,
  text: string,
  link: Buffer = randomBytes(32),
): Promise<void> {
  const hand = new pg.Client({ connectionString: databaseUrl });
  await hand.connect();
  await hand.query(
    'insert into hub_ledger.entry (writer, sequence, at, text, link, names) values ($1, $2, now(), $3, $4, $5)',
    [writer, sequence, text, link, []],
  );
  await hand.end();
}

test('a writer that finds another entry at its number stops, and is not well again by itself', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await writer.append(entryOf('mine'));
  await put(place.url, writer.status.writer, 3, '{"id":"not mine"}');
  const lost = ['at its number', 'with it', 'after it'].map((id) => writer.append(entryOf(id)));
  expect(await outcomes(lost)).toEqual(['FORKED', 'FORKED', 'FORKED']);
  expect(writer.status).toMatchObject({ state: 'AWAY', fault: 'FORKED' });
  expect(await outcomes([writer.append(entryOf('later'))])).toEqual(['FORKED']);
  await new Promise((later) => setTimeout(later, 200));
  expect(await outcomes([writer.append(entryOf('later'))])).toEqual(['FORKED']);
  expect(writer.status.state).toBe('AWAY');
  // Neither the database nor the spool is gone on with.
  expect(spoolsIn(place.folder)).toEqual([]);
  expect(idsOf(await place.kept()).filter((id) => id.startsWith('later'))).toEqual([]);
  expect(place.warnings.map(({ kind, state, code }) => [kind, state, code])).toEqual([['STATE', 'AWAY', 'FORKED']]);
  // A new process has a chain of its own.
  await using next = place.open();
  await next.append(entryOf('next'));
  expect(next.status.state).toBe('DATABASE');
});

test('another text under the link of the true one is another entry', async () => {
  await using place = await ledgerPlace();
  await using writer = place.open();
  await writer.append(entryOf('mine'));
  const name = writer.status.writer;
  const next = entryOf('next');
  const link = linkOf(linkOf(genesis(name), 1, entryOf('mine').text), 2, next.text);
  await put(place.url, name, 2, '{"id":"not mine"}', link);
  expect(await outcomes([writer.append(next)])).toEqual(['FORKED']);
});

test('a spool that does not fit what the database has stops its writer, and stays where it is', async () => {
  await using place = await ledgerPlace();
  {
    await using writer = place.open();
    await writer.append(entryOf('mine'));
    place.proxy.cut();
    await writer.append(entryOf('spooled'));
    await put(place.url, writer.status.writer, 2, '{"id":"not mine"}');
    place.proxy.pass();
    await eventually('it has stopped', () => writer.status.state === 'AWAY');
    expect(await outcomes([writer.append(entryOf('later'))])).toEqual(['FORKED']);
    expect(idsOf(await place.kept())).toEqual(['mine', 'not mine']);
  }
  expect(spoolsIn(place.folder)).toHaveLength(1);
  await using next = place.open();
  await eventually('the next process says so', () =>
    place.warnings.some(({ kind, writer }) => kind === 'LEFTOVER' && writer === next.status.writer),
  );
  expect(place.warnings.at(-1)).toMatchObject({ kind: 'LEFTOVER', code: 'FORKED', state: 'DATABASE' });
  expect(spoolsIn(place.folder)).toHaveLength(1);
  await next.append(entryOf('next'));
});
