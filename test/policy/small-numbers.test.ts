import fc from 'fast-check';
import { masked } from '../../gateway/policy/masks.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { startRuled } from '../support/ruled.ts';
import { NationalRules } from '../support/rules.ts';

const ANALYST = { roles: ['reader'] };

/** A bureau that counts ships: chiefs read how many there are, readers about how many. */
const start = (count: number | null) =>
  startRuled([
    {
      name: 'bureau',
      types: `type Query @classified(as: OFFICIAL) { year: Year }
        type Year @classified(as: OFFICIAL) { ships: Int @classified(as: COMMERCIAL, mask: ROUNDED5) }`,
      resolvers: { Query: { year: () => ({ ships: count }) } },
      policies: policiesOf(
        'bureau',
        policy(
          'counted',
          'principal in Role::"reader", action == Action::"discloseMasked", resource in Category::"COMMERCIAL"',
          'context.purpose == "RISK_ASSESSMENT"',
        ),
        policy(
          'asked',
          'principal in Role::"reader", action == Action::"disclose", resource in Category::"OFFICIAL"',
          'context.purpose == "RISK_ASSESSMENT"',
        ),
      ),
    },
  ]);

test.each([
  [23, 25],
  [22, 20],
  [5, 5],
  [4, null],
  [0, null],
  [null, null],
])('of a count of %s a reduced form of %s is shown', async (count, shown) => {
  await using graph = await start(count);
  const answer = await graph.ask(ANALYST, '{ year { ships } }');
  expect(answer.data).toEqual({ year: { ships: shown } });
  expect(answer.errors).toEqual([]);
});

test('fewer than five are never told from each other, and what is shown is within two of what there is', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 31 - 6 }), (count) => {
      const shown = masked('ROUNDED5', count);
      if (count < 5) return shown === undefined;
      return typeof shown === 'number' && shown % 5 === 0 && Math.abs(shown - count) <= 2;
    }),
  );
  for (const value of ['7', 7.5, -7, Number.NaN, [7], true]) expect(masked('ROUNDED5', value)).toBeUndefined();
});

test('analysts count what is due at a post, and read nothing of it, for statistics', () => {
  const rules = new NationalRules();
  const level = (at: string) => rules.level('risk-analyst', 'STATISTICS', at);
  expect(rules.decision('risk-analyst', 'STATISTICS', 'BorderMovementConnection.totalCount')).toMatchObject({
    level: 'MASKED',
    mask: 'ROUNDED5',
  });
  expect(['Query.arrivals', 'Arrivals.movements'].map(level)).toEqual(['FULL', 'FULL']);
  const told = ['BorderMovementConnection.edges', 'BorderMovement.transportMeansId', 'BorderMovement.combinedRisk'];
  expect(told.map(level)).toEqual(['WITHHELD', 'WITHHELD', 'WITHHELD']);
  expect(rules.level('risk-analyst', 'RISK_ASSESSMENT', 'BorderMovementConnection.totalCount')).toBe('FULL');
});

test('who counts what is due in a rounded form does not find out the number by the ends of pages', () => {
  const rules = new NationalRules();
  expect(rules.level('risk-analyst', 'STATISTICS', 'BorderMovementConnection.pageInfo')).toBe('WITHHELD');
  // Nor does who is shown no form of it.
  expect(rules.level('shift-lead', 'STATISTICS', 'BorderMovementConnection.pageInfo')).toBe('WITHHELD');
  expect(rules.level('risk-analyst', 'RISK_ASSESSMENT', 'BorderMovementConnection.pageInfo')).toBe('FULL');
});

test('nor by what a single agency counts of it', () => {
  const rules = new NationalRules();
  const counted = ['customsArrivals', 'customsArrivalCount', 'immigrationArrivals', 'immigrationArrivalCount'];
  for (const field of counted) {
    expect([field, rules.level('risk-analyst', 'STATISTICS', `Arrivals.${field}`)]).toEqual([field, 'WITHHELD']);
  }
  expect(rules.level('risk-analyst', 'CRIME_PREVENTION', 'Arrivals.customsArrivalCount')).toBe('FULL');
});

/** Ships that arrive, in pages of any length: analysts are to know about how many there are. */
const startPages = (count: number) =>
  startRuled([
    {
      name: 'bureau',
      types: `type Query @classified(as: OFFICIAL) { ships(first: Int): ShipConnection }
        type ShipConnection @classified(as: PUBLIC) {
          edges: [ShipEdge] nodes: [Ship] pageInfo: PageInfo totalCount: Int @classified(as: COMMERCIAL, mask: ROUNDED5) }
        type ShipEdge @classified(as: PUBLIC) { node: Ship }
        type PageInfo @shareable @classified(as: PUBLIC) { hasNextPage: Boolean }
        type Ship @classified(as: PUBLIC) { name: String }`,
      resolvers: {
        Query: {
          ships: (_: unknown, { first = count }: { first?: number }) => {
            const nodes = Array.from({ length: Math.min(first, count) }, () => ({ name: 'a ship' }));
            const pageInfo = { hasNextPage: first < count };
            return { edges: nodes.map((node) => ({ node })), nodes, pageInfo, totalCount: count };
          },
        },
      },
      policies: policiesOf(
        'bureau',
        policy('published', 'principal, action == Action::"disclose", resource in Category::"PUBLIC"'),
        policy(
          'asked',
          'principal in Role::"reader", action == Action::"disclose", resource in Category::"OFFICIAL"',
          'context.purpose == "RISK_ASSESSMENT"',
        ),
        policy(
          'counted',
          'principal in Role::"reader", action == Action::"discloseMasked", resource in Category::"COMMERCIAL"',
          'context.purpose == "RISK_ASSESSMENT"',
        ),
      ),
    },
  ]);

test.each(['pageInfo { hasNextPage }', 'edges { __typename }', 'nodes { name }'])(
  'fewer than five are not told from each other by %s either',
  async (list) => {
    const seen = [];
    for (const count of [1, 4]) {
      await using graph = await startPages(count);
      const { data } = await graph.ask(ANALYST, `{ ships(first: 2) { totalCount ${list} } }`);
      seen.push(data);
    }
    expect(seen[0]).toEqual(seen[1]);
  },
);
