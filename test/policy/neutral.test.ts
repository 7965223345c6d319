import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';

const GUARD = { roles: ['officer'] };
const POLICE = { roles: ['chief'] };
const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);
const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');

interface Alert {
  readonly __typename: 'Alert';
  readonly id: string;
  readonly isCovert: boolean | null;
  readonly reason: string;
  readonly officer: { readonly badge: string };
}
const alert = (id: string, isCovert: boolean | null = false): Alert => ({
  ...{ __typename: 'Alert', id, isCovert, reason: `reason ${id}` },
  officer: { badge: `B-${id}` },
});
const NOTE = { __typename: 'Note', id: 'n', text: 'fragile' };

/** What the police know of one person: alerts of which some are covert. */
function police(alerts: readonly Alert[]): RuledAgency {
  const listed = () => structuredClone([...alerts]);
  const edges = () => listed().map((node) => ({ node, cursor: `c-${node.id}` }));
  return {
    name: 'watch',
    types: `type Query @classified(as: PUBLIC) { person: Person }
      type Person @classified(as: PUBLIC) {
        name: String alerts: [Alert!] first: Alert marks: [Mark!] paged: AlertConnection
        band: Band @classified(as: OFFICIAL, denial: NEUTRAL, absent: "NONE") isCovert: Boolean }
      enum Band { NONE HIGH }
      union Mark = Alert | Note
      type Note @classified(as: PUBLIC) { id: ID text: String }
      type AlertConnection { edges: [AlertEdge!] totalCount: Int @classified(as: PUBLIC) }
      type AlertEdge @classified(as: PUBLIC) { node: Alert cursor: String }
      type Alert @key(fields: "id") @classified(as: LAW_ENFORCEMENT, denial: NEUTRAL) @record(attributes: "isCovert") {
        id: ID isCovert: Boolean reason: String officer: Officer }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID }`.replace(
      'type AlertConnection {',
      'type AlertConnection @classified(as: PUBLIC) {',
    ),
    resolvers: {
      Query: {
        person: () => ({
          ...{
            name: 'Ann',
            alerts: listed(),
            first: listed().find(({ id }) => id === '1') ?? null,
            marks: [...listed(), { ...NOTE }],
          },
          ...{ paged: { edges: edges(), totalCount: alerts.length }, band: 'NONE' },
        }),
      },
    },
    policies: policiesOf(
      'watch',
      PUBLISHED,
      SENT,
      policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
      policy(
        'overt',
        'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
        `${FOR_RISK} && context.record has isCovert && context.record.isCovert == false`,
      ),
    ),
  };
}

const STAFF: RuledAgency = {
  name: 'staff',
  types: 'type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID rank: String }',
  resolvers: { Officer: { __resolveReference: (key: object) => ({ ...key, rank: 'sergeant' }) } },
  policies: policiesOf('staff', PUBLISHED, SENT),
};

const start = (...alerts: readonly Alert[]): Promise<Ruled> => startRuled([police(alerts), STAFF]);

/** Everything of an answer that its caller sees, and everything the other agencies do. */
async function seen(graph: Ruled, query: string) {
  for (const calls of Object.values(graph.calls)) calls.length = 0;
  const { status, text } = await graph.ask(GUARD, query);
  const withoutId = text.replace(/"decisionId":"[^"]*"/, '');
  const calls = Object.values(graph.calls).flatMap((each) =>
    each.map(({ query: asked, variables }) => [asked, variables]),
  );
  return { status, text: withoutId, calls };
}

test('who may know of a record is shown it, who may not finds none', async () => {
  await using graph = await start(alert('1'), alert('2', true), alert('3', null));
  const query = '{ person { alerts { id reason } marks { __typename } } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({
    data: {
      person: { alerts: [{ id: '1', reason: 'reason 1' }], marks: [{ __typename: 'Alert' }, { __typename: 'Note' }] },
    },
    errors: [],
  });
  expect((await graph.ask(POLICE, '{ person { alerts { id } } }')).data).toEqual({
    person: { alerts: [{ id: '1' }, { id: '2' }, { id: '3' }] },
  });
});

const QUERIES = [
  '{ person { name alerts { id reason } } }',
  '{ person { alerts { __typename } } }',
  '{ person { alerts { __typename reason: id officer { badge rank } } } }',
  '{ person { first { reason officer { rank } } } }',
  '{ person { marks { __typename ... on Note { text } } } }',
  '{ person { marks { ... on Alert { reason officer { rank } } ... on Note { id } } } }',
  '{ person { paged { edges { node { id } } } } }',
  '{ person { paged { edges { __typename } } } }',
  '{ person { paged { edges { n: node { reason } } totalCount } } }',
  '{ person { paged { edges { cursor } totalCount } } }',
  '{ a: person { alerts { id } } b: person { x: alerts { reason } y: alerts { officer { rank } } } }',
];

test.each(QUERIES)('a record that is denied cannot be told from one that is not there: %s', async (query) => {
  for (const [denied, gone] of [
    [[alert('1', true)], []],
    [
      [alert('1'), alert('2', true), alert('3')],
      [alert('1'), alert('3')],
    ],
    [[alert('1', true), alert('2', null), alert('3')], [alert('3')]],
  ] as const) {
    await using there = await start(...denied);
    await using absent = await start(...gone);
    const [one, other] = [await seen(there, query), await seen(absent, query)];
    expect(one).toEqual(other);
  }
});

test('totals and cursors of a list that may hold denied records are withheld', async () => {
  await using graph = await start(alert('1'), alert('2', true));
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
  const failing = (badge: string): RuledAgency => ({
    ...STAFF,
    resolvers: {
      Officer: {
        __resolveReference: (key: { badge: string }) => ({ ...key }),
        rank: (officer: { badge: string }) => {
          if (officer.badge === badge) throw new Error('no such officer');
          return 'sergeant';
        },
      },
    },
  });
  await using graph = await startRuled([police([alert('1', true), alert('2'), alert('3')]), failing('B-3')]);
  const { data, text } = await graph.ask(GUARD, '{ person { alerts { officer { rank } } } }');
  expect(data).toEqual({ person: { alerts: [{ officer: { rank: 'sergeant' } }, { officer: { rank: null } }] } });
  const { errors } = JSON.parse(text);
  expect(errors.map(({ path }: { path: unknown }) => path)).toEqual([['person', 'alerts', 1, 'officer', 'rank']]);
});
