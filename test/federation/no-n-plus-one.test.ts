import { dataOf } from '../support/graph.ts';
import { startNational, storedOperation } from '../support/national.ts';

test('a page of 50 movements asks each system no more often than a page of 10', async () => {
  await using national = await startNational({ movements: 300 });
  const query = storedOperation('arrivals');
  const systems = ['customs', 'police', 'sps', 'immigration'] as const;
  const asked: Array<Record<(typeof systems)[number], number>> = [];
  for (const first of [10, 50]) {
    for (const system of systems) national.asked[system].reset();
    const answer = await national.ask('investigator', query, { post: 'UGBUS', within: 'PT12H', first });
    expect(answer.body.errors).toBeUndefined();
    const { movements } = dataOf<{ arrivals: { movements: { edges: unknown[] } } }>(answer).arrivals;
    expect(movements.edges).toHaveLength(first);
    const counted = systems.map((system) => [system, national.asked[system].count] as const);
    asked.push(Object.fromEntries(counted) as Record<(typeof systems)[number], number>);
  }
  expect(asked[1]).toEqual(asked[0]);
  // So many are needed at most, whatever is asked: a system that is old must not be asked one by one.
  for (const system of systems) expect(asked[0]?.[system]).toBeGreaterThan(0);
  expect(asked[0]?.customs).toBeLessThanOrEqual(20);
  expect(asked[0]?.immigration).toBeLessThanOrEqual(8);
  expect(asked[0]?.police).toBeLessThanOrEqual(4);
  expect(asked[0]?.sps).toBeLessThanOrEqual(4);
});

test('a page of 100 items of a declaration asks no more often than a page of 1', async () => {
  await using national = await startNational({ movements: 20 });
  const query = storedOperation('declaration')
    .replace('items {', 'items(first: $n) {')
    .replace('$mrn: ID,', '$mrn: ID, $n: Int,');
  const counts: number[] = [];
  for (const n of [1, 100]) {
    national.asked.customs.reset();
    const answer = await national.ask('customs-officer', query, { mrn: national.story.mrns[0], n });
    expect(answer.body.errors).toBeUndefined();
    counts.push(national.asked.customs.count);
  }
  expect(counts[1]).toBe(counts[0]);
});
