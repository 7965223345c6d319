import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { checkpointing } from '../../gateway/ledger/checkpointing.ts';
import { closeSegment } from '../../gateway/ledger/checkpoints.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { openWriter } from '../../gateway/ledger/writer.ts';
import { Chain, exchangeOf, provenLedger } from '../support/ledger-proof.ts';

test('what is closed says what it holds, and follows what was closed before; nothing new is no segment', async () => {
  await using ledger = await provenLedger();
  const [one, other] = [new Chain('hub-2/b'), new Chain('hub-1/a')];
  expect(await ledger.close()).toBeUndefined();
  await ledger.write(one, 3);
  await ledger.write(other, 2);
  const first = await ledger.close();
  expect(await ledger.close()).toBeUndefined();
  await ledger.write(one, 4);
  const second = await ledger.close();
  expect(first?.checkpoint).toMatchObject({ v: 1, segment: 1, previous: null, entries: 5 });
  expect(first?.checkpoint.writers.map(({ writer, first: from, last }) => [writer, from, last])).toEqual([
    ['hub-1/a', 1, 2],
    ['hub-2/b', 1, 3],
  ]);
  expect(second?.checkpoint).toMatchObject({
    segment: 2,
    previous: expect.stringMatching(/^[\da-f]{64}$/),
    entries: 4,
  });
  expect(second?.checkpoint.writers).toMatchObject([
    { writer: 'hub-2/b', first: 4, last: 7, before: first?.checkpoint.writers[1]?.link },
  ]);
  expect(await verifyLedger(ledger.client, { keys: ledger.keys })).toMatchObject({
    findings: [],
    segments: 2,
    open: 0,
  });
});

test('what comes after a gap is not closed, and the writer is told', async () => {
  await using ledger = await provenLedger();
  await ledger.write(new Chain('hub-1/a'), 30);
  await ledger.write(new Chain('hub-2/b'), 10);
  await ledger.tamper("delete from hub_ledger.entry where writer = 'hub-1/a' and sequence = 21");
  await ledger.tamper("delete from hub_ledger.entry where writer = 'hub-2/b' and sequence = 1");
  const closed = await ledger.close();
  expect(closed?.gaps).toEqual(['hub-1/a', 'hub-2/b']);
  expect(closed?.checkpoint.writers).toMatchObject([{ writer: 'hub-1/a', first: 1, last: 20 }]);
});

test('closing while writers write, and several at once, loses no entry and closes none twice', async () => {
  await using ledger = await provenLedger();
  const shape = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(shape, async (bursts) => {
      await using one = openWriter({ instance: 'hub-1', databaseUrl: ledger.url, spool: undefined });
      await using other = openWriter({ instance: 'hub-2', databaseUrl: ledger.url, spool: undefined });
      const closers = [new pg.Client({ connectionString: ledger.url }), ledger.client] as const;
      await closers[0].connect();
      const writing = bursts.flatMap((count, burst) =>
        [one, other].map(async (writer, which) => {
          await pause(burst * 3 + which);
          await Promise.all(Array.from({ length: count }, (_, at) => writer.append(exchangeOf(at))));
        }),
      );
      let isWriting = true;
      const closing = closers.map(async (client) => {
        while (isWriting) await closeSegment(client, ledger.signer);
      });
      await Promise.all(writing);
      isWriting = false;
      await Promise.all(closing);
      await closers[0].end();
      await ledger.close();
      const { rows } = await ledger.client.query<{ kept: number; closed: number }>(`
        select (select count(*)::int from hub_ledger.entry) as kept,
               (select sum((text::json ->> 'entries')::int)::int from hub_ledger.checkpoint) as closed`);
      expect(rows[0]?.closed).toBe(rows[0]?.kept);
      expect(await verifyLedger(ledger.client, { keys: ledger.keys })).toMatchObject({ findings: [], open: 0 });
    }),
    { numRuns: 8 },
  );
});

test('of several processes that close one does, and what was closed is exported whole', async () => {
  await using ledger = await provenLedger();
  const faults: unknown[] = [];
  const options = {
    databaseUrl: ledger.url,
    signer: ledger.signer,
    everyMs: 150,
    exportTo: ledger.folder,
    onFault: (error: unknown) => faults.push(error),
  };
  const chain = new Chain('hub-1/a');
  {
    await using _one = checkpointing(options);
    await using _other = checkpointing(options);
    for (let burst = 0; burst < 6; burst++) {
      await ledger.write(chain, 20);
      await pause(100);
    }
    await pause(500);
  }
  expect(faults).toEqual([]);
  const { rows } = await ledger.client.query('select text, signature, key from hub_ledger.checkpoint order by segment');
  expect(rows.length).toBeGreaterThan(1);
  const files = readdirSync(ledger.folder).sort();
  expect(files.map((file) => JSON.parse(readFileSync(`${ledger.folder}/${file}`, 'utf8')))).toEqual(rows);
  const verified = await verifyLedger(ledger.client, { keys: ledger.keys, exported: ledger.folder });
  expect(verified).toMatchObject({ findings: [], open: 0, exported: rows.length });
});

test('a database that is away is told, and closing goes on when it is back', async () => {
  const faults: unknown[] = [];
  await using ledger = await provenLedger();
  {
    await using _closing = checkpointing({
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      signer: ledger.signer,
      everyMs: 10,
      onFault: (error) => faults.push(error),
    });
    await pause(300);
  }
  expect(faults.length).toBeGreaterThan(1);
});
