import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, startRuled } from '../support/ruled.ts';
import { seenBy } from './neutral-graph.ts';

const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
const OVERT = `${FOR_RISK} && context.record has isCovert && context.record.isCovert == false`;
const NEUTRAL = '@classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)';
const CHIEF = { roles: ['chief'] };

interface Alert {
  readonly id: string;
  readonly isCovert: boolean;
  /** null: the agency fails to say it. */
  readonly reason: string | null;
}

interface World {
  alerts: readonly Alert[];
  /** Whether who is no chief may know of the person's cell. */
  isCovert: boolean;
  cell: { readonly name: string } | null;
  cells: ReadonlyArray<{ readonly name: string }> | null;
}

const OVERT_ONE: Alert = { id: '1', isCovert: false, reason: 'loud' };
const COVERT_ONE: Alert = { id: '2', isCovert: true, reason: 'quiet' };
const world = (...alerts: Alert[]): World => ({ alerts, isCovert: false, cell: null, cells: null });

/** One agency whose lists and records have every shape that could tell how many there are. */
function start(now: World): Promise<Ruled> {
  const listed = () => now.alerts.map((each) => ({ ...each, __typename: 'Alert' }));
  const edges = () => listed().map((node) => ({ node, cursor: `c-${node.id}` }));
  const list = () => ({ edges: edges(), nodes: listed(), totalCount: listed().length });
  const person = () => ({
    ...{ name: 'Ann', isCovert: now.isCovert, cell: now.cell, cells: now.cells, notes: null, phone: '0700123456' },
    ...{
      alerts: listed(),
      nodes: list(),
      counted: { ...list(), __typename: 'AlertConnection' },
      linked: edges().map((each) => ({ ...each, __typename: 'AlertEdge' })),
      strict: listed(),
      named: list(),
    },
    ...{ strictOne: listed().find(({ id }) => id === '2') ?? null, covertPhones: phones() },
  });
  const phones = () => now.alerts.map(({ isCovert }) => ({ isCovert, number: '0700123456' }));
  return startRuled([
    {
      name: 'watch',
      types: `type Query @classified(as: PUBLIC) { person: Person }
        type Person @classified(as: PUBLIC) @record(attributes: "isCovert") {
          name: String isCovert: Boolean @classified(as: SPECIAL)
          alerts: [Alert] nodes: AlertNodes named: AlertPlaces counted: Counted linked: [Linked] strict: [Strict] strictOne: Strict
          cell: Cell ${NEUTRAL} cells: [Cell] ${NEUTRAL} notes: [Cell] @classified(as: LAW_ENFORCEMENT)
          covertPhones: [Phone] }
        interface Counted { totalCount: Int }
        interface Linked { cursor: String }
        type AlertNodes @classified(as: PUBLIC) { nodes: [Alert] totalCount: Int }
        type AlertPlaces @classified(as: PUBLIC) { edges: [AlertPlace] totalCount: Int }
        type AlertPlace @classified(as: PUBLIC) { node: Alert cursor: String }
        type AlertConnection implements Counted @classified(as: PUBLIC) { edges: [AlertEdge] totalCount: Int }
        type AlertEdge implements Linked @classified(as: PUBLIC) { node: Alert cursor: String }
        type Alert ${NEUTRAL} @record(attributes: "isCovert") { id: ID isCovert: Boolean reason: String }
        type Strict ${NEUTRAL} @record(attributes: "isCovert") { id: ID isCovert: Boolean reason: String! }
        type Phone @classified(as: PUBLIC) @record(attributes: "isCovert") {
          isCovert: Boolean number: String @classified(as: PERSONAL, mask: LAST4) }
        type Cell @classified(as: PUBLIC) { name: String }`,
      resolvers: {
        Query: { person },
        Alert: {
          reason({ reason }: Alert) {
            if (reason === null) throw new Error('no reason');
            return reason;
          },
        },
      },
      policies: policiesOf(
        'watch',
        policy('published', 'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"'),
        policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK),
        policy(
          'overt',
          'principal in Role::"officer", action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT"',
          OVERT,
        ),
        policy(
          'phones',
          'principal in Role::"officer", action == Action::"discloseMasked", resource in Category::"PERSONAL"',
          OVERT,
        ),
      ),
    },
  ]);
}

const LISTS = [
  '{ person { nodes { nodes { id } totalCount } } }',
  '{ person { nodes { totalCount } } }',
  '{ person { counted { totalCount } } }',
  '{ person { counted { ... on AlertConnection { totalCount edges { __typename } } } } }',
  '{ person { named { totalCount } } }',
  '{ person { named { edges { __typename cursor } } } }',
  '{ person { named { edges { node { reason } } } } }',
  '{ person { linked { cursor } } }',
  '{ person { linked { __typename } } }',
  '{ person { linked { ... on AlertEdge { node { reason } } } } }',
  '{ person { alerts { __typename } linked { ... on AlertEdge { cursor } } } }',
];

test.each(LISTS)('%s tells nothing of records that are denied', async (query) => {
  const now = world(OVERT_ONE);
  await using graph = await start(now);
  const without = await seenBy(graph, 'officer', query);
  now.alerts = [COVERT_ONE, OVERT_ONE, COVERT_ONE];
  expect(await seenBy(graph, 'officer', query)).toEqual(without);
  expect(without.text).not.toContain('totalCount":1');
});

test('who may know of all of them is told their number', async () => {
  await using graph = await start(world(OVERT_ONE, COVERT_ONE));
  const query = '{ person { nodes { totalCount } counted { totalCount } linked { cursor } } }';
  expect((await graph.ask(CHIEF, query)).data).toEqual({
    person: { nodes: { totalCount: 2 }, counted: { totalCount: 2 }, linked: [{ cursor: 'c-1' }, { cursor: 'c-2' }] },
  });
});

test.each([
  '{ person { cell { name } } }',
  '{ person { cells { name } } }',
  '{ person { name cells { __typename } } }',
])('%s reads the same whether the record that denies it has something there or not', async (query) => {
  const now: World = { ...world(), isCovert: true };
  await using graph = await start(now);
  const seen = [];
  for (const cells of [null, [], [{ name: 'blue' }]]) {
    Object.assign(now, { cells, cell: cells?.[0] ?? null });
    seen.push(await seenBy(graph, 'officer', query));
  }
  expect(seen).toEqual([seen[0], seen[0], seen[0]]);
});

test('that a record denies a field openly is told whether there is something or not', async () => {
  await using graph = await start({ ...world(), isCovert: true });
  expect(await graph.ask({ roles: ['officer'] }, '{ person { notes { name } } }')).toMatchObject({
    data: { person: { notes: null } },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE person.notes ROW'],
  });
});

const FAILING = ['{ person { strict { id reason } } }', '{ person { strictOne { reason } name } }'];

test.each(FAILING)('%s tells nothing of an agency that fails over a record that is denied', async (query) => {
  const now = world(OVERT_ONE);
  await using graph = await start(now);
  const without = await seenBy(graph, 'officer', query);
  now.alerts = [{ ...COVERT_ONE, reason: null }, OVERT_ONE];
  expect(await seenBy(graph, 'officer', query)).toEqual(without);
  expect((await graph.ask(CHIEF, query)).errors).toHaveLength(1);
});

test('an agency that fails is told of where a record that may be known of is concerned, however many others are not', async () => {
  const quiet = Array.from({ length: 1_500 }, (_, at) => ({ id: `q${at}`, isCovert: true, reason: null }));
  await using graph = await start(world(...quiet, { ...OVERT_ONE, reason: null }));
  const answer = await graph.ask({ roles: ['officer'] }, '{ person { alerts { id reason } } }');
  expect(answer).toMatchObject({
    data: { person: { alerts: [{ id: '1', reason: null }] } },
    errors: ['SUBGRAPH_ERROR person.alerts.0.reason'],
  });
  expect(answer.text).toContain('"watch":"PARTIAL"');
});

test('what some records give in a reduced form is said to be reduced', async () => {
  await using graph = await start(world(OVERT_ONE, COVERT_ONE));
  const query = '{ person { covertPhones { number } } }';
  const answer = await graph.ask({ roles: ['officer'] }, query);
  expect(answer.data).toEqual({ person: { covertPhones: [{ number: '…3456' }, { number: null }] } });
  expect(answer.masked).toEqual([{ path: ['person', 'covertPhones', 'number'], mask: 'LAST4' }]);
  await using other = await start(world(COVERT_ONE));
  expect((await other.ask({ roles: ['officer'] }, query)).masked).toBeUndefined();
});
