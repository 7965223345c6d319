import { dayOf } from '../../demo/generator/day.ts';
import { openSpsSeed } from '../../demo/generator/sps-seed.ts';
import { story } from '../../demo/generator/story.ts';
import { spsSystem } from './sps-system.ts';

const DAY = { movements: 120, seed: 3, from: Date.parse('2026-11-23T08:00:00+03:00') };

async function play(databaseUrl: string): Promise<void> {
  await using seed = await openSpsSeed(databaseUrl, DAY.from);
  await seed.play([...dayOf(DAY)]);
}

const urlOf = ({ pool }: { pool: { options: { connectionString?: string | undefined } } }) =>
  pool.options.connectionString ?? '';

test('every document of SPS that the day cites is known to it, but for permits and certificates of other agencies', async () => {
  await using system = await spsSystem();
  await play(urlOf(system));
  const cited = [...dayOf(DAY)].flatMap(({ declarations }) =>
    declarations.flatMap(({ items }) => items.flatMap(({ documents }) => documents.map(({ reference }) => reference))),
  );
  const { rows } = await system.pool.query<{ kind: string; key: string }>('select kind, key from record');
  const known = new Set(rows.map(({ kind, key }) => (kind === 'certificate' ? key.slice(3) : key)));
  const unknown = cited.filter((reference) => !known.has(reference) && !/^(INV|UNBS)-/.test(reference));
  expect([...new Set(unknown)]).toEqual([story(DAY.from).citesPermit]);
  const kinds = Object.fromEntries(
    ['certificate', 'entryDocument'].map((kind) => [kind, rows.filter((row) => row.kind === kind).length]),
  );
  expect(kinds['entryDocument']).toBeGreaterThan(20);
  expect(kinds['certificate']).toBeGreaterThan(2);
});

test('the same day again changes nothing, and elsewhere it is the same day', async () => {
  await using system = await spsSystem();
  await play(urlOf(system));
  const first = await system.stored();
  await play(urlOf(system));
  expect(await system.stored()).toBe(first);
  await using other = await spsSystem();
  await play(urlOf(other));
  expect(await other.stored()).toBe(first);
});

test('posts on both sides have opening hours, and the origin of the story’s meat an outbreak with zones', async () => {
  await using system = await spsSystem();
  await play(urlOf(system));
  const posts = ['UGBUS', 'KEBUS', 'UGMAL', 'KEMAL'];
  const answer = await fetch(
    `${system.url}/office-hours?${new URLSearchParams(posts.map((post): [string, string] => ['post', post]))}`,
  );
  const { posts: told } = (await answer.json()) as { posts: Array<{ post: string; officeHours: object[] }> };
  expect(told.map(({ post, officeHours }) => [post, officeHours.length])).toEqual([
    ['UGBUS', 7],
    ['KEBUS', 7],
    ['UGMAL', 7],
    ['KEMAL', 6],
  ]);
  const origins = [{ countryCode: 'KE', species: 'Capra hircus' }];
  const events = JSON.parse((await system.post('/disease-events/query', { origins, events: [] })).text).origins[0];
  expect(events).toMatchObject([{ disease: 'Foot and mouth disease', adminArea: 'Trans Nzoia', protectionZoneKm: 3 }]);
  expect(story(DAY.from).diseaseZone).toContain('Trans Nzoia');
});

test('what is asked by MRN, number and origin is found by an index', async () => {
  await using system = await spsSystem();
  await play(urlOf(system));
  await system.pool.query(
    `insert into record select 'certificate', 'KE X' || n, 'X' || n, -n, 0 from generate_series(1, 5000) as n`,
  );
  await system.pool.query('analyze');
  const client = await system.pool.connect();
  try {
    // A small table is read whole whatever its indexes; the question is whether there is one that serves.
    await client.query('set enable_seqscan = off');
    for (const [statement, index] of [
      ["select from version_mrn where mrn = 'a'", 'version_mrn_mrn'],
      ["select from record where kind = 'certificate' and lookup = 'a'", 'record_lookup'],
      ["select from write_off where reference = 'a'", 'write_off_reference'],
      ["select from version where replaces = 'KE a'", 'version_replaces'],
      ["select from disease_event where country_code = 'KE' order by confirmed_date desc", 'disease_event_country'],
    ] as const) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${statement}`);
      expect(rows.map((row) => row['QUERY PLAN']).join()).toContain(index);
    }
  } finally {
    client.release(true);
  }
});
