import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { isRetained, periodOf } from '../../gateway/policy/retention.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, startRuled } from '../support/ruled.ts';

const CHIEF = { roles: ['chief'] };
const SECOND = 1_000;

function kept(text: string, since: unknown, now: string): boolean {
  const period = periodOf(text);
  if (!period) throw new Error(`${text} is no duration`);
  return isRetained(since, period, Date.parse(now));
}

test.each([
  ['PT96H', '2026-03-01T10:00:00Z', '2026-03-05T10:00:00Z'],
  ['PT96H', '2026-03-01T10:00:00+03:00', '2026-03-05T07:00:00Z'],
  ['P6M', '2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z'],
  ['P6M', '2026-08-31T12:00:00Z', '2027-02-28T12:00:00Z'],
  ['P5Y', '2024-02-29', '2029-02-28T00:00:00Z'],
  ['P1Y', '2023-03-01', '2024-03-01T00:00:00Z'],
  ['P1Y2M10DT2H30M', '2025-01-31T00:00:00Z', '2026-04-10T02:30:00Z'],
  ['P2W', '2026-11-01', '2026-11-15T00:00:00Z'],
])('kept %s since %s: until %s, and not at it', (period, since, end) => {
  const at = Date.parse(end);
  const shownAt = (now: number) => kept(period, since, new Date(now).toISOString());
  expect([at - SECOND, at - 1, at, at + SECOND].map(shownAt)).toEqual([true, true, false, false]);
});

test.each([null, undefined, '', 'yesterday', '2026-13-01', '2026-03-01T10:00:00', 1_772_359_200_000, ['2026-03-01']])(
  'a record of which nobody can say since when is not kept: %p',
  (since) => {
    expect(kept('P99Y', since, '2026-03-02T00:00:00Z')).toBe(false);
  },
);

test.each(['', 'P', 'PT', 'P0D', 'P1.5Y', '-P1Y', 'P1Y1Y', 'P1H', '5Y', 'P99999999999999999Y'])(
  'what is no duration is none: %p',
  (text) => expect(periodOf(text)).toBeUndefined(),
);

test('a longer period never ends before a shorter one, and what has ended stays so', () => {
  const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moment, moment, fc.nat(120), fc.nat(120), fc.nat(10_000), (since, now, months, more, days) => {
      const at = (extra: number, time: Date) =>
        isRetained(
          since.toISOString(),
          { months: months + extra, milliseconds: days * 86_400_000 + 1 },
          time.getTime(),
        );
      if (at(0, now)) expect(at(more, now)).toBe(true);
      else expect(at(0, new Date(now.getTime() + more * 86_400_000))).toBe(false);
    }),
  );
});

/** Passenger lists that are kept for a while since they came. */
function start(
  period: string,
  lists: ReadonlyArray<{ readonly id: string; readonly at: string | null }>,
): Promise<Ruled> {
  const published = policy('published', 'principal, action, resource in Category::"PUBLIC"');
  return startRuled([
    {
      name: 'air',
      types: `type Query @classified(as: PUBLIC) { lists: [List!] list: List paged: ListConnection flight: Flight }
        type ListConnection @classified(as: PUBLIC) { edges: [ListEdge!] totalCount: Int }
        type ListEdge @classified(as: PUBLIC) { node: List }
        type Flight @key(fields: "number") @classified(as: PUBLIC) { number: ID }
        type List @key(fields: "id") @classified(as: PERSONAL) @retained(for: "${period}", since: "at") {
          id: ID at: String flight: Flight }`,
      resolvers: {
        Query: {
          lists: () => lists.map((each) => ({ ...each, flight: { number: `F-${each.id}` } })),
          list: () => ({ ...lists[0], flight: { number: 'F' } }),
          paged: () => ({ edges: lists.map((node) => ({ node })), totalCount: lists.length }),
        },
      },
      policies: policiesOf(
        'air',
        published,
        policy(
          'all',
          'principal in Role::"chief", action == Action::"disclose", resource',
          'context.purpose == "RISK_ASSESSMENT"',
        ),
      ),
    },
    {
      name: 'tower',
      types: 'type Flight @key(fields: "number") @classified(as: PUBLIC) { number: ID gate: String }',
      resolvers: { Flight: { __resolveReference: (key: object) => ({ ...key, gate: 'A1' }) } },
      policies: policiesOf('tower', published),
    },
  ]);
}

test('a record that is kept no longer is not there, whatever the caller may see and though its source still has it', async () => {
  const old = { id: 'old', at: '2020-01-01T00:00:00Z' };
  const recent = { id: 'new', at: new Date().toISOString() };
  await using graph = await start('P1Y', [old, recent, { id: 'odd', at: null }]);
  const query = '{ lists { id flight { gate } } list { id } paged { edges { __typename } } }';
  const { data, errors, text } = await graph.ask(CHIEF, query);
  expect(data).toEqual({
    lists: [{ id: 'new', flight: { gate: 'A1' } }],
    list: null,
    paged: { edges: [{ __typename: 'ListEdge' }] },
  });
  expect(errors).toEqual([]);
  expect(text).not.toMatch(/old|odd/);
  expect(JSON.stringify(graph.calls['tower'])).not.toMatch(/F-old|F-odd/);
});

test('it goes while the gateway runs, between two answers to one question', async () => {
  const ends = Date.now() + 3_000;
  await using graph = await start('PT96H', [{ id: 'l', at: new Date(ends - 96 * 3_600_000).toISOString() }]);
  const query = '{ lists { id } }';
  if (Date.now() < ends - 500) expect((await graph.ask(CHIEF, query)).data).toEqual({ lists: [{ id: 'l' }] });
  await wait(Math.max(0, ends - Date.now()) + 5);
  expect((await graph.ask(CHIEF, query)).data).toEqual({ lists: [] });
});

test.each(['P1.5Y', 'soon'])('a graph that keeps records for %p is not served', async (period) => {
  await expect(start(period, [])).rejects.toThrow('@retained on List needs an ISO 8601 duration');
});
