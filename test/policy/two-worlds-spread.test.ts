import { seenBy } from './neutral-graph.ts';
import { askedOf, PAIRS } from './pairs.ts';
import { type SpreadAlert, type SpreadWorld, spreadAlert, startSpread } from './spread-graph.ts';

/** Whether a role may know of an alert, read from the rules' words alone. */
function mayBeKnown(role: string, purpose: string): (alert: SpreadAlert) => boolean {
  if (purpose !== 'RISK_ASSESSMENT' || role === 'reader') return () => false;
  return ({ isCovert }) => role === 'chief' || isCovert === false;
}

/** Alerts that lead to one another, the same for a seed. */
function worldOf(seed: number): SpreadWorld {
  const digits = (seed * 2_654_435_761) >>> 0;
  const covert = [false, true, null, false] as const;
  const ids = ['1', '2', '3', '4'].slice(0, 1 + (digits % 4));
  const alerts = ids.map((id, at) => {
    const related = ids.filter((_, other) => (digits >>> (at * 4 + other)) % 2 === 0);
    return spreadAlert(id, covert[(digits >>> (at * 3 + 7)) % 4] ?? null, ...related);
  });
  return { alerts, unregistered: String(digits % 9), unadvised: String(digits % 7) };
}

function without(world: SpreadWorld, may: (alert: SpreadAlert) => boolean): SpreadWorld {
  // Of whom the register fails to say anything nobody can say that it may be known of.
  const left = world.alerts.filter((each) => may(each) && each.id !== world.unregistered);
  const ids = left.map(({ id }) => id);
  return {
    ...world,
    alerts: left.map((each) => ({ ...each, related: each.related.filter((id) => ids.includes(id)) })),
  };
}

test('the same is so where what records are judged by lies with another agency, and fields are made from them', async () => {
  const now: SpreadWorld = { alerts: [] };
  await using graph = await startSpread(now);
  let differing = 0;
  for await (const { seed, query, role, purpose } of askedOf(graph, PAIRS / 2)) {
    if (role === 'chief') continue;
    const all = worldOf(seed);
    const left = without(all, mayBeKnown(role, purpose));
    const seen = async (world: SpreadWorld) => {
      Object.assign(now, world);
      const { calls, ...answer } = await seenBy(graph, role, query, purpose);
      // Who keeps a record is asked whether it may be known of.
      return { ...answer, calls: calls.filter(([agency]) => agency !== 'register') };
    };
    const denied = await seen(all);
    expect({ query, role, purpose, all, ...denied }).toEqual({ query, role, purpose, all, ...(await seen(left)) });
    if (left.alerts.length < all.alerts.length) differing += 1;
  }
  // Worlds that are the same prove nothing.
  expect(differing).toBeGreaterThan(PAIRS / 6);
});
