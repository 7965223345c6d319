import { expect, test } from '@jest/globals';
import { type NoticesAnswer, type NoticesGraph, startNotices } from '../support/notices-graph.ts';
import { mayKnow, NOTICES, OLD, SIGHTINGS } from './push-down-records.ts';

const start = ({ isGranted = true } = {}): Promise<NoticesGraph> =>
  startNotices({ notices: NOTICES, sightings: SIGHTINGS, keysOf: isGranted ? ['notices'] : undefined });

const PAGE = 'edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount';

/** All pages of a list, walked by their cursors. */
async function walked(graph: NoticesGraph, role: string, list: string, first: number) {
  const pages: string[][] = [];
  const totals = new Set<number | null>();
  let after = '';
  for (;;) {
    const { body } = await graph.ask(role, `{ ${list}(first: ${first}${after}) { ${PAGE} } }`);
    expect(body.errors).toBeUndefined();
    const found = body.data[list] as NoticesAnswer['data'][string] & {
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
    pages.push(found.edges.map(({ node }) => node.id));
    totals.add(found.totalCount);
    if (!found.pageInfo.hasNextPage) return { pages, totals: [...totals] };
    after = `, after: "${found.pageInfo.endCursor}"`;
  }
}

const idsOf = (records: ReadonlyArray<{ readonly id: string }>) => records.map(({ id }) => id);
const cut = (ids: readonly string[], size: number) =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, at) => ids.slice(at * size, (at + 1) * size));

test.each([
  ['notices', NOTICES],
  ['sightings', SIGHTINGS.filter(({ at }) => at !== OLD)],
] as const)(
  'pages of %s are full and totals right, of the records that the caller may know of',
  async (list, records) => {
    await using graph = await start();
    const known = idsOf(records.filter(mayKnow));
    expect(known.length).toBeGreaterThan(8);
    expect(known.length).toBeLessThan(records.length / 2);
    expect(await walked(graph, 'officer', list, 4)).toEqual({ pages: cut(known, 4), totals: [known.length] });
    expect(await walked(graph, 'chief', list, 25)).toEqual({
      pages: cut(idsOf(records), 25),
      totals: [records.length],
    });
    // And again, by the plans, decisions and grants that are kept, one caller beside the other.
    const both = await Promise.all(['officer', 'chief'].map((role) => walked(graph, role, list, 50)));
    expect(both.map(({ totals }) => totals)).toEqual([[known.length], [records.length]]);
    expect((await graph.ask('officer', `{ ${list} { totalCount } }`)).body.data[list]).toEqual({
      totalCount: known.length,
    });
  },
);

test('to who may not know of records it is the same, byte for byte, whether they are there', async () => {
  await using graph = await start();
  const queries = ['notices', 'sightings'].flatMap((list) => [
    `{ ${list}(first: 5) { ${PAGE} } }`,
    `{ ${list} { totalCount pageInfo { hasNextPage } } everySighting { id } latestSighting { level } }`,
  ]);
  const answers = async () => Promise.all(queries.map(async (query) => (await graph.ask('officer', query)).text));
  const denied = await answers();
  await graph.forget(idsOf(NOTICES.filter((each) => !mayKnow(each))));
  graph.sightings = SIGHTINGS.filter((each) => mayKnow(each) && each.at !== OLD);
  expect(await answers()).toEqual(denied);
});

test('a cursor that was given stays good when what it stands at is gone, and for whom it was given alone', async () => {
  await using graph = await start();
  const { body } = await graph.ask('officer', `{ sightings(first: 3) { ${PAGE} } }`);
  const [, , last] = body.data['sightings']?.edges ?? [];
  const next = `{ sightings(first: 2, after: "${last?.cursor}") { edges { node { id } } } }`;
  const before = await graph.ask('officer', next);
  graph.sightings = graph.sightings.filter(({ id }) => id !== last?.node.id);
  expect((await graph.ask('officer', next)).body).toMatchObject({ data: before.body.data });
  expect((await graph.ask('chief', next)).text).toContain('BAD_USER_INPUT');
});

test('an agency that is told nothing has its totals, ends and cursors withheld', async () => {
  await using graph = await start({ isGranted: false });
  const { body } = await graph.ask('officer', `{ notices { ${PAGE} } }`);
  expect(body.data['notices']).toMatchObject({ totalCount: null, pageInfo: null });
  expect(body.data['notices']?.edges.map(({ node }) => node.id)).toEqual(idsOf(NOTICES.slice(0, 50).filter(mayKnow)));
  expect(body.data['notices']?.edges.every(({ cursor }) => cursor === null)).toBe(true);
  expect(body.errors?.every(({ extensions }) => extensions.reason === 'ROW')).toBe(true);
});

test('what another agency refers to is not there either, and its own totals are withheld', async () => {
  const ids = idsOf(SIGHTINGS);
  await using graph = await startNotices({
    notices: [],
    sightings: SIGHTINGS,
    keysOf: ['notices', 'desk'],
    desk: ids,
  });
  const query = `{ reports { number about { id level } } marks { totalCount edges { node { id level } } }
    sightings { totalCount } }`;
  const { body } = await graph.ask('officer', query);
  const known = SIGHTINGS.filter((each) => mayKnow(each) && each.at !== OLD);
  const shown = known.map(({ id, level }) => ({ id, level }));
  expect(body.data['sightings']).toEqual({ totalCount: known.length });
  expect(body.data['marks']).toEqual({ totalCount: null, edges: shown.map((node) => ({ node })) });
  expect(body.data['reports']).toEqual(
    ids.map((id) => ({ number: `R-${id}`, about: shown.find((each) => each.id === id) ?? null })),
  );
  expect(body.errors?.map(({ extensions }) => extensions.reason)).toEqual(['ROW']);
});
