import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import type { ExchangeRecord } from '../../gateway/exchange.ts';
import { namings } from '../../gateway/ledger/naming.ts';
import { sealsFor } from '../../gateway/ledger/seal.ts';
import { fixedKeys } from '../../standards/grant/keys.ts';
import type { Ruled, RuledParts } from '../support/ruled.ts';
import { seenBy, startNeutral, type World } from './neutral-graph.ts';
import { mayBeKnown, without, worldOf } from './neutral-worlds.ts';
import { askedOf, PAIRS } from './pairs.ts';

const KEY = createSecretKey(Buffer.alloc(32, 5));
const OWNERS = ['watch', 'staff'].map((name) => [name, generateKeyPairSync('x25519').publicKey] as const);
const NAMED: RuledParts = {
  named: {
    naming: namings(fixedKeys({ hashing: [{ id: 'k1', from: 0, key: KEY }] })),
    seals: sealsFor(new Map(OWNERS)),
  },
};

/** An entry without what is of one request alone; of what is sealed how long it is. */
function entryOf({ records }: Ruled): object {
  const record = records.splice(0).at(-1);
  if (!record) throw new Error('nothing was recorded');
  const sealed = Object.entries(record.sealed ?? {}).map(([agency, part]) => [agency, part.length]);
  return { ...record, decisionId: '', receivedAt: '', sealed } satisfies Record<keyof ExchangeRecord, unknown>;
}

test('entries are the same in everything where a record is hidden and where it is not there', async () => {
  const now: World = { alerts: [], complaints: [] };
  await using graph = await startNeutral(now, NAMED);
  let [differing, named] = [0, 0];
  for await (const { seed, query, role, purpose } of askedOf(graph, PAIRS)) {
    graph.records.length = 0;
    const all = worldOf(seed);
    const left = without(all, mayBeKnown(role, purpose));
    Object.assign(now, all);
    await seenBy(graph, role, query, purpose);
    const hidden = entryOf(graph);
    Object.assign(now, left);
    await seenBy(graph, role, query, purpose);
    expect({ query, role, purpose, all, ...hidden }).toEqual({ query, role, purpose, all, ...entryOf(graph) });
    if (left.alerts.length < all.alerts.length || left.complaints.length < all.complaints.length) differing += 1;
    if (/"subjects":\["/.test(JSON.stringify(hidden))) named += 1;
  }
  expect(differing).toBeGreaterThan(PAIRS / 3);
  expect(named).toBeGreaterThan(PAIRS / 10);
});

test('what is fetched to name whom entries are about changes no answer, and no agency is asked oftener', async () => {
  const now: World = { alerts: [], complaints: [] };
  await using graph = await startNeutral(now, NAMED);
  await using bare = await startNeutral(now);
  for await (const { seed, query, role, purpose } of askedOf(graph, PAIRS / 4)) {
    Object.assign(now, worldOf(seed));
    const seen = async (by: Ruled) => {
      const { calls, ...answer } = await seenBy(by, role, query, purpose);
      return { ...answer, agencies: calls.map(([agency]) => agency) };
    };
    expect({ query, role, ...(await seen(graph)) }).toEqual({ query, role, ...(await seen(bare)) });
  }
});
