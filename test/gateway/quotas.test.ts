import { setTimeout as pause } from 'node:timers/promises';
import { memoryQuotas } from '../../gateway/agreements/quota-store.ts';
import { freshDatabase } from '../support/database.ts';
import { inRegistry, startMetered, told } from '../support/quotas.ts';

const HOUR_S = 3_600;
/** A refusal is repeated for a second without asking the registry again. */
const REPEATED_MS = 1_050;

test('a partner reads in each answer what it has left for its purpose', async () => {
  await using graph = await startMetered({ lookups: 5, dataSubjects: 5 });
  expect(told(await graph.ask('ship', { id: '1' }))).toEqual(['4', '4', '']);
  expect(told(await graph.ask('ship', { id: '1' }))).toEqual(['3', '3', '']);
  expect(told(await graph.ask('all'))).toEqual(['3', '1', '']);
});

test('over the lookups of a period nobody is asked, and the refusal says when to come back and is recorded', async () => {
  await using graph = await startMetered({ lookups: 2 });
  for (const id of ['1', '2']) expect((await graph.ask('ship', { id })).status).toBe(200);
  const before = graph.asked;
  const answer = await graph.ask('ship', { id: '3' });
  expect([answer.status, answer.data, answer.errors]).toEqual([429, undefined, ['QUOTA_EXCEEDED']]);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(HOUR_S - 60);
  expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(HOUR_S);
  expect(graph.asked).toBe(before);
  expect(graph.records.at(-1)).toMatchObject({
    ...{ outcome: 'REFUSED', refusal: 'QUOTA_EXCEEDED', agreement: 'ports', principal: 'partner-ke', released: [] },
  });
});

test('what looks up more than is left is refused whole and takes nothing', async () => {
  await using graph = await startMetered({ lookups: 2 });
  expect(told(await graph.ask('three', { id: '1' }))).toEqual(['2', expect.anything(), 'QUOTA_EXCEEDED']);
  expect(told(await graph.ask('ship', { id: '1' }))[0]).toBe('1');
});

test('over the data subjects of a period nothing is released, and what was asked for is recorded as refused', async () => {
  await using graph = await startMetered({ dataSubjects: 3 });
  expect(told(await graph.ask('all'))[1]).toBe('1');
  const answer = await graph.ask('all');
  expect([answer.status, answer.data, answer.errors]).toEqual([429, undefined, ['QUOTA_EXCEEDED']]);
  expect(answer.headers['retry-after']).toBeDefined();
  expect(answer.text).not.toMatch(/Anna|Clara/);
  expect(graph.records.at(-1)).toMatchObject({ outcome: 'REFUSED', refusal: 'QUOTA_EXCEEDED', released: [] });
  expect(told(await graph.ask('ship', { id: '1' }))).toEqual([expect.anything(), '0', '']);
});

test('one record is one data subject however often it stands in an answer that says whose it is', async () => {
  await using graph = await startMetered({ dataSubjects: 10 });
  expect(told(await graph.ask('twice'))[1]).toBe('8');
  expect(told(await graph.ask('named'))[1]).toBe('4');
});

test('over the requests of a minute a partner is refused before its operation is looked at', async () => {
  await using graph = await startMetered({ requestsPerMinute: 2 });
  for (let round = 0; round < 2; round += 1) expect((await graph.ask('all')).status).toBe(200);
  const before = graph.asked;
  const answer = await graph.ask('ship', { id: '1' });
  expect([answer.status, answer.errors]).toEqual([429, ['RATE_LIMITED']]);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(Number(answer.headers['retry-after'])).toBeLessThanOrEqual(60);
  expect(graph.asked).toBe(before);
  expect(graph.records.at(-1)).toMatchObject({ outcome: 'REFUSED', refusal: 'RATE_LIMITED' });
});

test('a window ends, and the next begins with the first that is counted in it', async () => {
  let now = 1_000_000;
  const quotas = memoryQuotas(() => now);
  await using graph = await startMetered({ lookups: 1, requestsPerMinute: 3 }, { quotas });
  expect((await graph.ask('ship', { id: '1' })).status).toBe(200);
  now += (HOUR_S - 2) * 1_000;
  const refused = await graph.ask('ship', { id: '1' });
  expect([refused.status, refused.headers['retry-after']]).toEqual([429, '2']);
  now += 2_000;
  expect((await graph.ask('ship', { id: '1' })).status).toBe(200);
  expect((await graph.ask('all')).status).toBe(200);
  const limited = await graph.ask('all');
  expect([limited.errors, limited.headers['retry-after']]).toEqual([['RATE_LIMITED'], '58']);
  now += 58_000;
  expect((await graph.ask('all')).status).toBe(200);
});

test('a window of the registry ends by the clock of the registry', async () => {
  await using database = await freshDatabase();
  await using graph = await startMetered({ lookups: 1 }, { registryUrl: database.url });
  expect((await graph.ask('ship', { id: '1' })).status).toBe(200);
  expect((await graph.ask('ship', { id: '1' })).errors).toEqual(['QUOTA_EXCEEDED']);
  await inRegistry(database.url, 'update hub_registry.quota set ends = now()');
  await pause(REPEATED_MS);
  expect(told(await graph.ask('ship', { id: '1' }))).toEqual(['0', expect.anything(), '']);
});

test.each([
  ['each value of a list', 'some', { ids: ['1', '2', '8', '9'] }, 4],
  ['a list without a value, as one', 'some', { ids: [] }, 1],
  ['null, as one', 'ship', { id: null }, 1],
  ['no argument, as none', 'ship', {}, 0],
  ['each alias of one operation', 'three', { id: '1' }, 3],
  ['what is compared', 'from', {}, 1],
  ['fields of an input, and values of their lists', 'found', { by: { id: ['1', '2'], port: 'Kisumu', first: 3 } }, 3],
  ['inputs within inputs', 'found', { by: { not: { not: { id: ['1', '2'] } } } }, 2],
  ['an input of nothing that reads, as none', 'found', { by: { first: 1 } }, 0],
  ['no argument that reads, as none', 'all', {}, 0],
] as const)('lookups: %s', async (_, operation, variables, count) => {
  await using graph = await startMetered({ lookups: 10 });
  const answer = await graph.ask(operation, variables);
  expect(answer.status).toBe(200);
  expect(told(answer)[0]).toBe(String(10 - count));
});

test('each client has a quota of its own, and so has each purpose and each agreement', async () => {
  await using graph = await startMetered({ lookups: 1 });
  await graph.ask('ship', { id: '1' });
  expect((await graph.ask('ship', { id: '1' })).errors).toEqual(['QUOTA_EXCEEDED']);
  for (const more of [{ client: 'other-ke' }, { purpose: 'BORDER_CHECK' }, { agreement: 'lakes' }]) {
    expect((await graph.ask('ship', { id: '1' }, more)).status).toBe(200);
    expect((await graph.ask('ship', { id: '1' }, more)).errors).toEqual(['QUOTA_EXCEEDED']);
  }
});

test('of several periods all must hold, and what one refuses is counted in none', async () => {
  await using database = await freshDatabase();
  for (const counting of [{}, { registryUrl: database.url }]) {
    await using graph = await startMetered({ lookups: 2, monthly: { lookups: 3, dataSubjects: 100 } }, counting);
    await graph.ask('ship', { id: '1' });
    expect(told(await graph.ask('three', { id: '1' }))).toEqual(['1', expect.anything(), 'QUOTA_EXCEEDED']);
    expect(told(await graph.ask('ship', { id: '1' }))[0]).toBe('0');
    expect((await graph.ask('ship', { id: '1' })).errors).toEqual(['QUOTA_EXCEEDED']);
  }
  const rows = await inRegistry(database.url, "select used::int from hub_registry.quota where counter like 'lookups%'");
  expect(rows).toEqual([{ used: 2 }, { used: 2 }]);
});

test('officers have no quota: nothing is counted of them and no header says so', async () => {
  await using graph = await startMetered({ lookups: 1, dataSubjects: 1, requestsPerMinute: 1 });
  for (let round = 0; round < 3; round += 1) {
    const answer = await graph.askAsOfficer('{ ship(id: "1") { name } ships { name } }');
    expect([answer.status, answer.errors]).toEqual([200, []]);
    expect(Object.keys(answer.headers).filter((name) => /quota|retry/.test(name))).toEqual([]);
  }
});
