import { expect, test } from '@jest/globals';
import { agencyKeysOf, fixedKeys } from '../../standards/grant/keys.ts';
import type { Residual } from '../../standards/grant/residual.ts';
import { startSubgraph } from '../../subgraphs/kit/index.ts';
import { template } from '../../subgraphs/template/agency.ts';
import { forger, REFUSED, sent } from '../support/forged-grants.ts';
import { type Notice, noticesAgency, noticesDatabase, type Sighting } from '../support/notices.ts';

const ports = [['UGKLA'], ['KEMBA', 'UGKLA'], [], null] as const;
const notice = (number: number): Notice => ({
  id: `N-${number}`,
  isCovert: [false, true, null][number % 3] ?? null,
  level: number % 5,
  ports: ports[number % 4] ?? null,
  text: 'x',
});
const NOTICES = Array.from({ length: 9 }, (_, at) => notice(at + 1));
const SIGHTINGS: readonly Sighting[] = NOTICES.map(({ text: _, ...rest }) => ({ ...rest, at: '2026-11-20T08:00:00Z' }));

const OVERT: Residual = { op: 'eq', attribute: 'isCovert', value: false };
const IN_KAMPALA: Residual = { op: 'contains', attribute: 'ports', value: 'UGKLA' };
const COORDINATES = [
  ...['notices', 'sightings', 'everySighting', 'latestSighting'].map((field) => `Query.${field}`),
  ...['Notice', 'Sighting'].flatMap((type) => [
    `${type}.id`,
    ...['edges', 'pageInfo', 'totalCount'].map((field) => `${type}Connection.${field}`),
    ...['cursor', 'node'].map((field) => `${type}Edge.${field}`),
  ]),
  ...['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map((field) => `PageInfo.${field}`),
];

type Options = Parameters<typeof noticesAgency>[1];

async function start(options?: Options) {
  const database = await noticesDatabase(NOTICES);
  const hub = forger(['notices']);
  const running = await startSubgraph(
    noticesAgency(() => SIGHTINGS, options),
    {
      sourceUrl: database.url,
      grants: { keys: fixedKeys(agencyKeysOf(hub.keysOf('notices'))) },
    },
  ).catch(async (error: unknown) => {
    await database[Symbol.asyncDispose]();
    throw error;
  });
  return {
    /** What is answered to a query under a grant that restricts both types. */
    async ask(query: string, ...residuals: readonly Residual[]) {
      const types = residuals.flatMap((residual) => ['Notice', 'Sighting'].map((type) => ({ type, residual })));
      return JSON.parse((await this.text(query, types)).slice(4));
    },
    text(query: string, residuals: readonly object[]): Promise<string> {
      const body = JSON.stringify({ query });
      return sent(running.url, body, hub.headersFor('notices', COORDINATES, body, { claims: { residuals } }));
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

const PAGE = 'edges { cursor node { id } } pageInfo { hasNextPage endCursor } totalCount';

test.each(['notices', 'sightings'])(
  'pages, ends and totals of %s are of the records that fit every restriction',
  async (list) => {
    await using agency = await start();
    const ids =
      (residuals: readonly Residual[], first = 50, after?: string) =>
      async () => {
        const by = after === undefined ? '' : `, after: "${after}"`;
        const { data } = await agency.ask(`{ ${list}(first: ${first}${by}) { ${PAGE} } }`, ...residuals);
        const { edges, pageInfo, totalCount } = data[list];
        return { ids: edges.map(({ node }: { node: { id: string } }) => node.id), ...pageInfo, totalCount };
      };
    const all = NOTICES.map(({ id }) => id);
    expect(await ids([])()).toMatchObject({ ids: all, totalCount: 9, hasNextPage: false });
    expect(await ids([OVERT])()).toMatchObject({ ids: ['N-3', 'N-6', 'N-9'], totalCount: 3, hasNextPage: false });
    expect(await ids([OVERT, IN_KAMPALA])()).toMatchObject({ ids: ['N-9'], totalCount: 1, hasNextPage: false });
    const first = await ids([OVERT], 2)();
    expect(first).toMatchObject({ ids: ['N-3', 'N-6'], totalCount: 3, hasNextPage: true });
    expect(await ids([OVERT], 2, first.endCursor)()).toMatchObject({ ids: ['N-9'], totalCount: 3, hasNextPage: false });
  },
);

test('whatever else gives a restricted record gives none that is not there, and lists close up', async () => {
  await using agency = await start();
  const query = `{ everySighting { id } latestSighting { id }
    _entities(representations: [{ __typename: "Sighting", id: "N-1" }, { __typename: "Sighting", id: "N-3" }]) {
      ... on Sighting { id } } }`;
  expect(await agency.ask(query, OVERT)).toEqual({
    data: {
      everySighting: [{ id: 'N-3' }, { id: 'N-6' }, { id: 'N-9' }],
      latestSighting: { id: 'N-9' },
      _entities: [null, { id: 'N-3' }],
    },
  });
  expect((await agency.ask(query, IN_KAMPALA, { op: 'eq', attribute: 'level', value: 1 })).data).toEqual({
    everySighting: [{ id: 'N-1' }],
    latestSighting: { id: 'N-1' },
    _entities: [{ id: 'N-1' }, null],
  });
});

test.each(['notices', 'sightings'])(
  'a page that was made without the restriction fails as a whole: %s',
  async (list) => {
    await using agency = await start({ isForgetful: true });
    const asked = `{ ${list} { ${PAGE} } latestSighting { id } }`;
    const answer = await agency.ask(asked, { op: 'eq', attribute: 'level', value: 1 });
    expect(answer.data).toEqual({ [list]: null, latestSighting: null });
    expect(answer.errors.map(({ extensions }: { extensions: object }) => extensions)).toEqual([
      { code: 'INTERNAL_ERROR' },
    ]);
    expect((await agency.ask(asked)).data[list].totalCount).toBe(9);
  },
);

test.each([
  ['of an unknown operator', { type: 'Notice', residual: { op: 'always' } }],
  ['with a member nobody knows', { type: 'Notice', residual: { ...OVERT, unless: true } }],
  ['with a member beside it', { type: 'Notice', residual: OVERT, unless: true }],
  ['without a condition', { type: 'Notice' }],
  ['of no type', { residual: OVERT }],
  ['that is a text', { type: 'Notice', residual: 'true' }],
])('a restriction that cannot be read is refused: %s', async (_, residual) => {
  await using agency = await start();
  expect(await agency.text('{ notices { totalCount } }', [residual])).toBe(REFUSED);
});

test.each(['notices', 'sightings', 'everySighting'])(
  'a restriction by what the agency does not keep lets nothing pass: %s',
  async (list) => {
    await using agency = await start();
    const below = list === 'everySighting' ? '{ id }' : '{ totalCount edges { node { id } } }';
    const answer = await agency.ask(`{ ${list} ${below} }`, { op: 'eq', attribute: 'unknown', value: 1 });
    expect(answer).toMatchObject({ data: { [list]: null }, errors: [{ extensions: { code: 'INTERNAL_ERROR' } }] });
  },
);

test('an agency does not start whose schema and restrictions do not go together', async () => {
  const attributes = { isCovert: { type: 'boolean' }, level: { type: 'integer' }, ports: { type: 'texts' } } as const;
  await expect(start({ restricted: {} })).rejects.toThrow(
    'Notice is restricted: say where isCovert, level, ports of it',
  );
  await expect(start({ restricted: { Notice: attributes, Sighting: attributes } })).rejects.toThrow(
    'Sighting is restricted: say where isCovert, level, ports, at of it',
  );
  const unsaid = { ...template, restricted: { Permit: attributes } };
  await expect(startSubgraph(unsaid, { sourceUrl: '', grants: 'off' })).rejects.toThrow(
    'Permit is restricted, but not by',
  );
});
