import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';
import { alert, complaint, seenBy, startNeutral, type World } from './neutral-graph.ts';

const GUARD = { roles: ['officer'] };
const POLICE = { roles: ['chief'] };
const world = (...alerts: World['alerts']): World => ({ alerts, complaints: [] });

test('who may know of a record is shown it, who may not finds none', async () => {
  await using graph = await startNeutral(world(alert('1'), alert('2', true), alert('3', null)));
  const query = '{ person { alerts { id reason } marks { __typename } groups { id } } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({
    data: {
      person: {
        alerts: [{ id: '1', reason: 'reason 1' }],
        marks: [{ __typename: 'Alert' }, { __typename: 'Note' }],
        groups: [[{ id: '1' }], []],
      },
    },
    errors: [],
  });
  expect((await graph.ask(POLICE, '{ person { alerts { id } } }')).data).toEqual({
    person: { alerts: [{ id: '1' }, { id: '2' }, { id: '3' }] },
  });
});

test('a value that its record denies reads as it would without one', async () => {
  const query = '{ person { band tags } }';
  const now: World = { ...world(), band: 'HIGH' };
  await using graph = await startNeutral(now);
  expect((await graph.ask(GUARD, query)).data).toEqual({ person: { band: 'HIGH', tags: ['armed'] } });
  now.isBandCovert = true;
  expect((await graph.ask(POLICE, query)).data).toEqual({ person: { band: 'HIGH', tags: ['armed'] } });
  expect(await graph.ask(GUARD, query)).toMatchObject({ data: { person: { band: 'NONE', tags: [] } }, errors: [] });
});

test('a record that another agency keeps is judged by what that agency says of it', async () => {
  await using graph = await startNeutral({
    alerts: [alert('1'), alert('2')],
    complaints: [complaint('1', 'OPEN'), complaint('2', 'CLOSED')],
  });
  const query = '{ person { alerts { officer { complaints { text against { rank } } last { number } } } } }';
  expect((await graph.ask(GUARD, query)).data).toEqual({
    person: {
      alerts: [
        { officer: { complaints: [], last: null } },
        { officer: { complaints: [{ text: 'text 2', against: { rank: 'sergeant' } }], last: null } },
      ],
    },
  });
});

const QUERIES = [
  '{ person { name alerts { id reason } } }',
  '{ person { alerts { __typename } } }',
  '{ person { alerts { __typename reason: id officer { badge rank } } } }',
  '{ person { first { reason officer { rank } } } }',
  '{ person { marks { __typename ... on Note { text } } } }',
  '{ person { marks { ... on Alert { reason officer { rank } } ... on Note { id } } } }',
  '{ person { marks { ... on Marked { id } } } }',
  '{ person { paged { edges { node { id } } } } }',
  '{ person { paged { edges { __typename } } } }',
  '{ person { paged { edges { n: node { reason } } totalCount } } }',
  '{ person { paged { edges { cursor } totalCount } } }',
  '{ a: person { alerts { id } } b: person { x: alerts { reason } y: alerts { officer { rank } } } }',
];

test.each(QUERIES)('a record that is denied cannot be told from one that is not there: %s', async (query) => {
  const now: World = world();
  await using graph = await startNeutral(now);
  for (const [denied, gone] of [
    [[alert('1', true)], []],
    [
      [alert('1'), alert('2', true), alert('3')],
      [alert('1'), alert('3')],
    ],
    [[alert('1', true), alert('2', null), alert('3')], [alert('3')]],
  ] as const) {
    now.alerts = denied;
    const there = await seenBy(graph, 'officer', query);
    now.alerts = gone;
    expect(there).toEqual(await seenBy(graph, 'officer', query));
  }
});

test('totals and cursors of a list that may hold denied records are withheld', async () => {
  await using graph = await startNeutral(world(alert('1'), alert('2', true)));
  const { data, errors } = await graph.ask(GUARD, '{ person { paged { edges { cursor node { id } } totalCount } } }');
  expect(data).toEqual({ person: { paged: { edges: [{ cursor: null, node: { id: '1' } }], totalCount: null } } });
  expect(errors).toEqual([
    'UNAUTHORIZED_FIELD_OR_TYPE person.paged.edges.cursor ROW',
    'UNAUTHORIZED_FIELD_OR_TYPE person.paged.totalCount ROW',
  ]);
  expect((await graph.ask(POLICE, '{ person { paged { totalCount } } }')).data).toEqual({
    person: { paged: { totalCount: 2 } },
  });
});

test('what an agency says of a denied record is dropped with it, and what it says of others stands where they stand', async () => {
  const now: World = { alerts: [alert('1', true), alert('2'), alert('3')], complaints: [], failing: 'B-3' };
  await using graph = await startNeutral(now);
  const query = '{ person { alerts { officer { rank } } } }';
  const { data, text } = await graph.ask(GUARD, query);
  expect(data).toEqual({ person: { alerts: [{ officer: { rank: 'sergeant' } }, { officer: { rank: null } }] } });
  const { errors } = JSON.parse(text);
  expect(errors.map(({ path }: { path: unknown }) => path)).toEqual([['person', 'alerts', 1, 'officer', 'rank']]);
});

test('an agency that fails over a denied record alone has answered in full', async () => {
  const now: World = { alerts: [alert('1', true), alert('2')], complaints: [], unreadable: '1' };
  await using graph = await startNeutral(now);
  const query = '{ person { alerts { id reason } marks { ... on Alert { reason } } } }';
  const denied = await seenBy(graph, 'officer', query);
  now.alerts = [alert('2')];
  expect(denied).toEqual(await seenBy(graph, 'officer', query));
  expect(denied.text).toContain('"watch":"OK"');
  now.unreadable = '2';
  expect((await seenBy(graph, 'officer', query)).text).toContain('"watch":"PARTIAL"');
});

test('a record that its agency knows as one of an interface alone is judged by its own type, and is not there while that is unknown', async () => {
  let isAway = false;
  const overt = policy(
    'overt',
    'principal in Role::"officer", action == Action::"disclose", resource in Category::"OFFICIAL"',
    'context.purpose == "RISK_ASSESSMENT" && context.record has isCovert && context.record.isCovert == false',
  );
  const open = policy('open', 'principal, action, resource in Category::"PUBLIC"');
  const sent = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
  await using graph = await startRuled([
    {
      name: 'port',
      types: `type Query @classified(as: PUBLIC) { name: String }
        interface Craft @key(fields: "id") { id: ID! }
        type Ship implements Craft @key(fields: "id") @classified(as: OFFICIAL, denial: NEUTRAL)
          @record(attributes: "isCovert") { id: ID! isCovert: Boolean }`,
      resolvers: {
        Ship: { isCovert: ({ id }: { id: string }) => id === 'covert' },
        Craft: {
          __resolveType: () => 'Ship',
          __resolveReference: (key: object) => {
            if (isAway) throw new Error('away');
            return { ...key, __typename: 'Ship' };
          },
        },
      },
      policies: policiesOf('port', open, overt, sent),
    },
    {
      name: 'camera',
      types: `type Query @classified(as: PUBLIC) { seen: [Craft!] }
        type Craft @key(fields: "id") @interfaceObject @classified(as: OFFICIAL, denial: NEUTRAL) { id: ID! place: String }`,
      resolvers: {
        Query: { seen: () => ['overt', 'covert'].map((id) => ({ id, place: `where ${id} is` })) },
      },
      policies: policiesOf('camera', open, overt, sent),
    },
  ]);
  const query = '{ seen { place } }';
  expect((await graph.ask(GUARD, query)).data).toEqual({ seen: [{ place: 'where overt is' }] });
  isAway = true;
  const { data, text } = await graph.ask(GUARD, query);
  expect(data).toEqual({ seen: [] });
  expect(text).not.toContain('where');
});
