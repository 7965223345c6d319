import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import type { LedgerConfig } from '../../gateway/config.ts';
import { keptOf } from '../../gateway/ledger/entry.ts';
import { verifyLedger } from '../../gateway/ledger/verify.ts';
import { ledgerKeysOf, madeHashKey } from '../../standards/ledger/keys.ts';
import { type LedgerPlace, ledgerPlace } from '../support/ledger.ts';
import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';
import { eventually } from '../support/trouble.ts';

const OFFICER = { roles: ['officer'], agency: 'customs' };
const STATED = 'context.purpose == "RISK_ASSESSMENT"';

const ships: RuledAgency = {
  name: 'ships',
  types: `
    type Query { ships: [Ship!] @classified(as: PERSONAL) }
    type Mutation { rename(id: ID! @reads(field: "Ship.id", how: MATCH)): Ship @classified(as: PERSONAL) }
    type Ship @key(fields: "id") @classified(as: PERSONAL) @record(subject: "owner") { id: ID owner: String }`,
  resolvers: {
    Query: { ships: () => [{ id: '1', owner: 'Anna Eriksson' }] },
    Mutation: { rename: () => ({ id: '1', owner: 'Anna Eriksson' }) },
    Ship: { __resolveReference: () => null },
  },
  policies: policiesOf(
    'ships',
    policy(
      'read',
      'principal in Role::"officer", action == Action::"disclose", resource in Category::"PERSONAL"',
      STATED,
    ),
    policy('use', 'principal in Role::"officer", action == Action::"use", resource in Category::"PERSONAL"', STATED),
  ),
};

function configOf({ proxy, folder }: LedgerPlace, spool: boolean): LedgerConfig {
  return {
    databaseUrl: proxy.url,
    instance: 'test',
    naming: { kind: 'keys', keys: ledgerKeysOf({ hashing: [madeHashKey(new Date(0))] }) },
    spool: spool ? { folder, mostBytes: 1_000_000, mostMs: 60_000 } : undefined,
    signing: undefined,
    checkpoints: { folder: undefined, everyMs: 60_000 },
    owners: new Map([['ships', generateKeyPairSync('x25519').publicKey]]),
  };
}

async function expectWhole({ url }: LedgerPlace): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    expect(await verifyLedger(client, { keys: new Map() })).toMatchObject({ findings: [] });
  } finally {
    await client.end();
  }
}

const ask = (graph: Ruled, query = '{ ships { owner } }') => graph.ask(OFFICER, query);
const statusOf = async ({ url }: Ruled): Promise<string> => (await fetch(new URL('/status', url))).text();

test('what is answered is in the database, and what is decided by is on the same chain', async () => {
  await using place = await ledgerPlace();
  await using graph = await startRuled([ships], undefined, undefined, undefined, { ledger: configOf(place, false) });
  await eventually('it is answered', async () => (await ask(graph)).text.includes('Anna'));
  const kept = await place.kept();
  await expectWhole(place);
  const [first, second] = kept
    .map(({ text }) => keptOf(text))
    .filter((each) => each.kind === 'act' || each.outcome === 'ANSWERED');
  expect(first).toMatchObject({ kind: 'act', act: 'CONTRACT_SERVED', about: { bases: ['test-act'] } });
  expect(second).toMatchObject({ kind: 'exchange', outcome: 'ANSWERED', released: ['Ship.owner', 'Query.ships'] });
  const { graph: version, policyVersion } = first?.kind === 'act' ? first.about : {};
  expect(second).toMatchObject({ graph: version, policyVersion });
  expect(JSON.stringify(kept)).not.toMatch(/Anna|Eriksson/);
});

test('a mutation is on the chain before any agency is asked, and refusals are', async () => {
  await using place = await ledgerPlace();
  await using graph = await startRuled([ships], undefined, undefined, undefined, { ledger: configOf(place, false) });
  expect((await ask(graph, 'mutation { rename(id: "1") { owner } }')).errors).toEqual([]);
  await graph.ask(OFFICER, '{ ships { owner } }', { purpose: 'NONE_SUCH' });
  const outcomes = (await place.kept())
    .map(({ text }) => keptOf(text))
    .flatMap((each) => (each.kind === 'exchange' ? each.outcome : []));
  expect(outcomes).toEqual(['INTENDED', 'ANSWERED', 'REFUSED']);
});

test('while the database is away answers go on from the spool, operators see it, and the chain is whole after', async () => {
  await using place = await ledgerPlace();
  await using graph = await startRuled([ships], undefined, undefined, undefined, { ledger: configOf(place, true) });
  await ask(graph);
  expect(await statusOf(graph)).toMatch(/^ledger +in the database, since .*\nspool +0\.0 of 1 MB\n$/m);
  place.proxy.cut();
  for (let at = 0; at < 5; at += 1) expect((await ask(graph)).text).toContain('Anna');
  expect(await statusOf(graph)).toMatch(/^ledger +IN THE SPOOL/m);
  place.proxy.pass();
  await eventually('the database is used again', async () => (await statusOf(graph)).includes('in the database'));
  expect((await ask(graph)).text).toContain('Anna');
  const kept = await place.kept();
  await expectWhole(place);
  expect(kept).toHaveLength(8);
});

test('where nothing can be kept nothing leaves: 503 in words, and answers again without a restart', async () => {
  await using place = await ledgerPlace();
  await using graph = await startRuled([ships], undefined, undefined, undefined, { ledger: configOf(place, false) });
  await ask(graph);
  place.proxy.cut();
  for (let at = 0; at < 5; at += 1) {
    const { status, text, data } = await ask(graph);
    expect({ status, data: data ?? null }).toEqual({ status: 503, data: null });
    expect(text).toContain('LEDGER_UNAVAILABLE');
    expect(text).not.toMatch(/Anna|Eriksson/);
  }
  const refusal = await graph.ask(OFFICER, '{ ships { owner } }', { purpose: 'NONE_SUCH' });
  expect(refusal.status).toBe(503);
  expect(await statusOf(graph)).toMatch(/^ledger +NOWHERE: nothing is released/m);
  const asked = graph.calls['ships']?.length ?? 0;
  // What a mutation would do is kept first: it is not done.
  expect((await ask(graph, 'mutation { rename(id: "1") { owner } }')).status).toBe(503);
  expect(graph.calls['ships']).toHaveLength(asked);
  place.proxy.pass();
  await eventually('it is answered again', async () => (await ask(graph)).status === 200);
  await expectWhole(place);
});

test('a gateway whose ledger is away from the start answers nobody, and keeps what it serves by when it is back', async () => {
  await using place = await ledgerPlace();
  place.proxy.cut();
  await using graph = await startRuled([ships], undefined, undefined, undefined, { ledger: configOf(place, false) });
  expect((await ask(graph)).status).toBe(503);
  place.proxy.pass();
  await eventually('it is answered', async () => (await ask(graph)).status === 200);
  await eventually('it is on the chain', async () =>
    (await place.kept()).some(({ text }) => keptOf(text).kind === 'act'),
  );
});
