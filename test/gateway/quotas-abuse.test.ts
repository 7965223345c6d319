import { setTimeout as pause } from 'node:timers/promises';
import { type QuotaStore, QuotasAway } from '../../gateway/agreements/quota.ts';
import { memoryQuotas, postgresQuotas } from '../../gateway/agreements/quota-store.ts';
import { freshDatabase } from '../support/database.ts';
import { countedIn, inRegistry, SHIPS, startMetered, told } from '../support/quotas.ts';

const ACCOUNT = { agreement: 'ports', client: 'partner-ke' };
const HOUR_MS = 3_600_000;
const want = (cost: number, most = 10, counter = 'lookups') => ({ counter, most, periodMs: HOUR_MS, cost });

test('trying ids one by one is over with the quota, though none of them is there', async () => {
  await using graph = await startMetered({ lookups: 5, dataSubjects: 1 });
  const codes: string[] = [];
  for (let id = 100; id < 108; id += 1) codes.push(told(await graph.ask('ship', { id: String(id) }))[2]);
  expect(codes).toEqual(['', '', '', '', '', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED', 'QUOTA_EXCEEDED']);
  expect(graph.asked).toBe(5);
});

test('a record that is denied is not charged: with it and without it counters and headers are the same', async () => {
  await using database = await freshDatabase();
  await using other = await freshDatabase();
  await using there = await startMetered({ lookups: 20, dataSubjects: 20 }, { registryUrl: database.url });
  const ships = SHIPS.filter(({ flags }) => flags.includes('KE'));
  await using gone = await startMetered({ ships, lookups: 20, dataSubjects: 20 }, { registryUrl: other.url });
  for (const [operation, variables] of [
    ['ship', { id: '2' }],
    ['all', {}],
    ['some', { ids: ['1', '2', '3'] }],
    ['named', {}],
    ['visits', {}],
    ['three', { id: '2' }],
    ['port', {}],
  ] as const) {
    const [one, two] = [await there.ask(operation, variables), await gone.ask(operation, variables)];
    expect(one.status).toBe(200);
    expect([one.status, one.headers, one.data, one.errors]).toEqual([two.status, two.headers, two.data, two.errors]);
    expect(await countedIn(database.url)).toEqual(await countedIn(other.url));
  }
});

test('records of one person who is not named in the answer are counted each: else the counter would say they are one’s', async () => {
  await using graph = await startMetered({ dataSubjects: 10 });
  const answer = await graph.ask('visits');
  expect(answer.data).toEqual({ visits: [{ name: 'Anna' }, { name: 'Clara' }] });
  expect(told(answer)[1]).toBe('8');
});

test('two hubs that share a registry never let pass more than the quota together, however much comes at once', async () => {
  await using database = await freshDatabase();
  const quotas = { lookups: 13, dataSubjects: 7 };
  await using one = await startMetered(quotas, { registryUrl: database.url });
  await using other = await startMetered(quotas, { registryUrl: database.url });
  const misses = await Promise.all(
    Array.from({ length: 40 }, (_, at) => (at % 2 ? one : other).ask('ship', { id: '99' })),
  );
  expect(misses.filter(({ status }) => status === 200)).toHaveLength(13);
  expect(misses.filter(({ errors }) => errors[0] === 'QUOTA_EXCEEDED')).toHaveLength(27);
  expect(one.asked + other.asked).toBe(13);
  const lists = await Promise.all(Array.from({ length: 12 }, (_, at) => (at % 2 ? one : other).ask('all')));
  expect(lists.filter(({ data }) => data)).toHaveLength(3);
  expect(lists.filter(({ errors }) => errors[0] === 'QUOTA_EXCEEDED')).toHaveLength(9);
  expect(await countedIn(database.url)).toMatchObject({
    'lookups RISK_ASSESSMENT 3600000': 13,
    'subjects RISK_ASSESSMENT 3600000': 6,
  });
});

test('two hubs that share a registry let pass the requests of a minute together', async () => {
  await using database = await freshDatabase();
  await using one = await startMetered({ requestsPerMinute: 9 }, { registryUrl: database.url });
  await using other = await startMetered({ requestsPerMinute: 9 }, { registryUrl: database.url });
  const answers = await Promise.all(Array.from({ length: 24 }, (_, at) => (at % 2 ? one : other).ask('all')));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
  expect(answers.filter(({ errors }) => errors[0] === 'RATE_LIMITED')).toHaveLength(15);
});

test('who goes on asking over the limit does not keep the registry busy', async () => {
  await using database = await freshDatabase();
  await using quotas = postgresQuotas(database.url);
  const take = () => quotas.take(ACCOUNT, [want(1, 1)]);
  expect(await take()).toMatchObject({ kind: 'taken' });
  expect(await take()).toMatchObject({ kind: 'refused' });
  await inRegistry(database.url, 'drop table hub_registry.quota');
  for (let round = 0; round < 100; round += 1) expect(await take()).toMatchObject({ kind: 'refused' });
  await pause(1_050);
  await expect(take()).rejects.toThrow('42P01');
});

test('while nobody can say what is left partners are answered nothing, and officers go on', async () => {
  await using database = await freshDatabase();
  const identityLimits = { awayMs: 600_000 };
  await using graph = await startMetered({}, { registryUrl: database.url, identityLimits });
  expect((await graph.ask('all')).status).toBe(200);
  const before = graph.asked;
  const server = process.env['TEST_DATABASE_URL'] ?? '';
  const name = new URL(database.url).pathname.slice(1);
  await inRegistry(server, `alter database ${name} with allow_connections false`);
  await inRegistry(server, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  const answer = await graph.ask('all');
  expect([answer.status, answer.data, answer.errors]).toEqual([503, undefined, ['QUOTA_UNAVAILABLE']]);
  expect(graph.asked).toBe(before);
  expect(graph.records.at(-1)).toMatchObject({ outcome: 'REFUSED', refusal: 'QUOTA_UNAVAILABLE' });
  expect((await graph.askAsOfficer('{ ships { name } }')).status).toBe(200);
  await inRegistry(server, `alter database ${name} with allow_connections true`);
  expect((await graph.ask('all')).status).toBe(200);
});

test('a table that went is made again', async () => {
  await using database = await freshDatabase();
  await using graph = await startMetered({}, { registryUrl: database.url });
  expect((await graph.ask('all')).status).toBe(200);
  await inRegistry(database.url, 'drop table hub_registry.quota');
  expect((await graph.ask('all')).errors).toEqual(['QUOTA_UNAVAILABLE']);
  expect((await graph.ask('all')).status).toBe(200);
});

test('counters that go while agencies are asked let nothing leave', async () => {
  const memory = memoryQuotas();
  const quotas: QuotaStore = {
    async take(account, wants) {
      const isOfSubjects = wants.some(({ counter, cost }) => cost > 0 && counter.startsWith('subjects'));
      if (isOfSubjects) throw new QuotasAway('57P01');
      return memory.take(account, wants);
    },
    [Symbol.asyncDispose]: () => memory[Symbol.asyncDispose](),
  };
  await using graph = await startMetered({}, { quotas });
  const answer = await graph.ask('all');
  expect([answer.status, answer.data, answer.errors]).toEqual([503, undefined, ['QUOTA_UNAVAILABLE']]);
  expect(answer.text).not.toContain('Anna');
});

test('a registry that is not reached refuses in time', async () => {
  await using quotas = postgresQuotas('postgres://nobody@127.0.0.1:1/none');
  const since = performance.now();
  await expect(quotas.take(ACCOUNT, [want(1)])).rejects.toThrow('out of reach: ECONNREFUSED');
  expect(performance.now() - since).toBeLessThan(3_000);
});

test('rows of windows that have ended are cleared, and one counter has one row however many windows pass', async () => {
  await using database = await freshDatabase();
  await using quotas = postgresQuotas(database.url, 0);
  for (let client = 0; client < 5; client += 1)
    await quotas.take({ ...ACCOUNT, client: `client-${client}` }, [want(1)]);
  await inRegistry(database.url, 'update hub_registry.quota set ends = now()');
  for (let round = 0; round < 3; round += 1) await quotas.take(ACCOUNT, [want(1)]);
  for (let round = 0; round < 50; round += 1) {
    const rows = await inRegistry(database.url, 'select client, used::int from hub_registry.quota');
    if (rows.length === 1) {
      expect(rows).toEqual([{ client: 'partner-ke', used: 3 }]);
      return;
    }
    await pause(20);
  }
  throw new Error('never cleared');
});

test('a process keeps so many windows and no more, and refuses what it cannot count', async () => {
  let now = 0;
  await using quotas = memoryQuotas(() => now, 2);
  for (const client of ['a', 'b']) await quotas.take({ ...ACCOUNT, client }, [want(1)]);
  await expect(quotas.take({ ...ACCOUNT, client: 'c' }, [want(1)])).rejects.toThrow('out of reach: FULL');
  now = HOUR_MS;
  await expect(quotas.take({ ...ACCOUNT, client: 'c' }, [want(1)])).resolves.toMatchObject({ kind: 'taken' });
});

test('the counters of the registry and those of a process count alike', async () => {
  await using database = await freshDatabase();
  for (const quotas of [memoryQuotas(), postgresQuotas(database.url)]) {
    const told = async (...wants: ReadonlyArray<ReturnType<typeof want>>) => {
      const { kind, counts } = await quotas.take(ACCOUNT, wants);
      return [kind, ...[...counts.values()].map(({ left }) => left)];
    };
    expect(await told(want(0))).toEqual(['taken', 10]);
    expect(await told(want(4))).toEqual(['taken', 6]);
    expect(await told(want(7))).toEqual(['refused', 6]);
    expect(await told(want(2), want(20, 10, 'subjects'))).toEqual(['refused', 6, 10]);
    expect(await told(want(6), want(1, 10, 'subjects'))).toEqual(['taken', 0, 9]);
    expect(await told(want(1))).toEqual(['refused', 0]);
    // An agreement that allows less than is used already.
    expect(await told(want(0, 5))).toEqual(['taken', 0]);
    await quotas[Symbol.asyncDispose]();
  }
});
