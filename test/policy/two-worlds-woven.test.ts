import { policy } from '../support/policies.ts';
import { agency, FOR_RISK, NEUTRAL, start } from './judged-graph.ts';
import { seenBy } from './neutral-graph.ts';
import { askedOf, PAIRS } from './pairs.ts';

interface Alert {
  readonly id: string;
  readonly isCovert: boolean | null;
  readonly isSealed: boolean | null;
  readonly related: readonly string[];
  readonly isBroken: boolean;
}
interface World {
  alerts: readonly Alert[];
  desks: ReadonlyArray<readonly string[]>;
  unregistered: string;
}

function graphOf(world: World) {
  const named = (id: string) => world.alerts.find((each) => each.id === id);
  const stub = (id: string): object | null =>
    named(id)
      ? {
          __typename: 'Alert',
          id,
          officer: { badge: `B-${Number(id) % 2}` },
          related: () => named(id)?.related.map(listed) ?? [],
        }
      : null;
  const listed = async (id: string) => {
    if (named(id)?.isBroken) throw new Error('broken');
    return stub(id);
  };
  const desk = (id: string) => {
    const ids = (world.desks[Number(id)] ?? []).filter(named);
    return {
      ...{ id, alerts: () => ids.map(listed), first: () => (ids.includes('1') ? stub('1') : null) },
      groups: () => [ids.map(stub), []],
      page: () => ({ edges: ids.map((each) => ({ node: () => listed(each) })) }),
      marks: () => [...ids.map(stub), { __typename: 'Note', id: 'n', text: 't' }],
      near: () => (Number(id) > 0 ? [desk(String(Number(id) - 1))] : []),
    };
  };
  const post = agency(
    'post',
    `type Query @classified(as: PUBLIC) { desks: [Desk] one: Desk }
      union Mark = Alert | Note
      type Note @classified(as: PUBLIC) { id: ID text: String }
      type Desk @key(fields: "id") @classified(as: PUBLIC) { id: ID alerts: [Alert] first: Alert groups: [[Alert]] page: AlertConnection marks: [Mark] near: [Desk] }
      type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge] }
      type AlertEdge @classified(as: PUBLIC) { node: Alert }
      type Alert @key(fields: "id") ${NEUTRAL} { id: ID officer: Officer related: [Alert] }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID }`,
    {
      Query: { desks: () => world.desks.map((_, at) => desk(String(at))), one: () => desk('0') },
      Desk: { __resolveReference: ({ id }: { id: string }) => desk(id) },
      Alert: { __resolveReference: ({ id }: { id: string }) => listed(id) },
    },
  );
  const register = agency(
    'register',
    `type Alert @key(fields: "id") ${NEUTRAL} @record(attributes: "isCovert isSealed") {
        id: ID isCovert: Boolean isSealed: Boolean reason: String linked: [Alert]
        secret: String @classified(as: PERSONAL, denial: NEUTRAL) }`,
    {
      Alert: {
        __resolveReference: async ({ id }: { id: string }) => {
          if (world.unregistered === id) throw new Error('no');
          const found = named(id);
          const linked = () =>
            (found?.related ?? [])
              .map((each) => ({ id: each, ...named(each) }))
              .filter(({ id: each }) => named(each) && each !== world.unregistered);
          return found ? { ...found, reason: `reason ${id}`, secret: `secret ${id}`, linked } : null;
        },
      },
    },
    policy(
      'unsealed',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"PERSONAL"',
      `${FOR_RISK} && context.record has isCovert && context.record.isCovert == false && context.record has isSealed && context.record.isSealed == false`,
    ),
  );
  const lab = agency(
    'lab',
    `type Alert @key(fields: "id") ${NEUTRAL} { id: ID secret: String @external reason: String @external advice: String
        grade: Int @requires(fields: "secret") @derived(from: "secret") flags: [Desk] }
      union Mark = Alert | Note
      type Note @classified(as: PUBLIC) { id: ID @external }
      type AlertConnection @classified(as: PUBLIC) { edges: [AlertEdge] @external }
      type AlertEdge @classified(as: PUBLIC) { node: Alert @external }
      type Desk @key(fields: "id") @classified(as: PUBLIC) {
        id: ID alerts: [Alert] @external first: Alert @external groups: [[Alert]] @external page: AlertConnection @external marks: [Mark] @external
        score: String @requires(fields: "alerts { id secret }") @derived(from: "alerts { id secret }")
        firstScore: String @requires(fields: "first { reason }") @derived(from: "first { reason }")
        groupScore: String @requires(fields: "groups { id }") @derived(from: "groups { id }")
        pageScore: String @requires(fields: "page { edges { node { id } } }") @derived(from: "page { edges { node { id } } }")
        markScore: String @requires(fields: "marks { ... on Alert { id } ... on Note { id } }")
        picked: [Alert] @requires(fields: "alerts { id }") @derived(from: "alerts { id }") }`,
    {
      Desk: {
        __resolveReference: (sent: { alerts?: { id: string }[] }) => {
          const told = JSON.stringify(sent);
          return {
            ...sent,
            score: told,
            firstScore: told,
            groupScore: told,
            pageScore: told,
            markScore: told,
            picked: (sent.alerts ?? []).filter(Boolean).reverse(),
          };
        },
      },
      Alert: {
        __resolveReference: (sent: object) => ({ ...sent, grade: 'secret' in sent && sent.secret !== null ? 1 : 0 }),
        advice: ({ id }: Alert) => `advice ${id}`,
        flags: () => [{ id: '0' }],
      },
    },
  );
  const staff = agency(
    'staff',
    `type Query @classified(as: PUBLIC) { officers: [Officer] }
      type Officer @key(fields: "badge") @classified(as: PUBLIC) { badge: ID rank: String }`,
    {
      Query: { officers: () => [{ badge: 'B-1', rank: 'x' }] },
      Officer: { __resolveReference: (key: object) => ({ ...key, rank: 'x' }) },
    },
  );
  return start(post, register, lab, staff);
}

function random(seed: number) {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (most: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

function worldOf(seed: number): World {
  const next = random(seed);
  const ids = ['1', '2', '3', '4', '5'].slice(0, 1 + next(5));
  const some = () => ids.filter(() => next(2) === 0);
  const alerts = ids.map((id) => {
    const isCovert = ([false, false, true, null] as const)[next(4)] ?? null;
    const isSealed = ([false, true, null] as const)[next(3)] ?? null;
    return { id, isCovert, isSealed, related: some(), isBroken: isCovert !== false && next(4) === 0 };
  });
  return { alerts, desks: Array.from({ length: 1 + next(3) }, some), unregistered: String(next(9)) };
}

/** Without what may not be known of, and without the secrets of what is there. */
function without(world: World, role: string, purpose: string): World {
  const may = ({ isCovert, id }: Alert) =>
    purpose === 'RISK_ASSESSMENT' &&
    (role === 'chief' || (role === 'officer' && isCovert === false && id !== world.unregistered));
  return { ...world, alerts: world.alerts.filter(may) };
}

/**
 * What an agency is asked of which record, each once: which of two calls comes first may rest on records that are denied,
 * and whether both ask about a record that stands in both on which answer is there first, denied records or not.
 */
function askedIn(calls: readonly unknown[]): readonly string[] {
  const asked = (calls as Array<readonly [string, string, Readonly<Record<string, unknown>>]>).flatMap(
    ([agency, query, variables]) => [
      `${agency} ${query}`,
      ...Object.entries(variables).flatMap(([name, value]) =>
        [value].flat().map((each) => `${agency} ${query} ${name} ${JSON.stringify(each)}`),
      ),
    ],
  );
  return [...new Set(asked)].sort();
}

test('the same is so where lists, secrets, interfaces and derived fields are woven together and agencies fail', async () => {
  const now: World = { alerts: [], desks: [], unregistered: '' };
  await using graph = await graphOf(now);
  let differing = 0;
  let compared = 0;
  for await (const { seed, query, role, purpose } of askedOf(graph, PAIRS / 2)) {
    // Others are shown none whatever it says; something may be made from them all the same.
    if (role !== 'officer' || purpose !== 'RISK_ASSESSMENT') continue;
    const all = worldOf(seed);
    const left = without(all, role, purpose);
    const seen = async (world: World) => {
      Object.assign(now, world);
      const { calls, ...answer } = await seenBy(graph, role, query, purpose);
      const others = ['lab', 'staff'].map((name) => askedIn(calls.filter(([agency]) => agency === name)));
      return { ...answer, others };
    };
    const denied = await seen(all);
    expect({ query, all, ...denied }).toEqual({ query, all, ...(await seen(left)) });
    compared += 1;
    if (left.alerts.length < all.alerts.length) differing += 1;
  }
  // Worlds that are the same prove nothing.
  expect(differing).toBeGreaterThan(compared / 3);
});

test('who may know of everything is given everything, in whatever order it comes', async () => {
  const now: World = { alerts: [], desks: [], unregistered: '' };
  await using graph = await graphOf(now);
  for await (const { seed, query } of askedOf(graph, PAIRS / 4)) {
    const all = worldOf(seed);
    const alerts = all.alerts.map((each) => ({ ...each, isCovert: false, isSealed: false, isBroken: false }));
    Object.assign(now, { ...all, alerts, unregistered: '' });
    const answers = [];
    for (const role of ['officer', 'chief']) {
      const { data, errors } = await graph.ask({ roles: [role] }, query);
      answers.push({ query, alerts, data, errors });
    }
    expect(answers[0]).toEqual(answers[1]);
  }
});
