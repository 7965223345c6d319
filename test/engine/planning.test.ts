import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryPlanner } from '@graphql-hive/router-query-planner';
import { type Federation, startFederation } from '../support/federated.ts';
import { eventually, startWatchedHub } from '../support/trouble.ts';
import { errorsOf } from './topic.ts';

const MRNS = ['M1', 'M2'];

function startBorder(): Promise<Federation> {
  return startFederation({
    subgraphs: [
      {
        name: 'customs',
        typeDefs: `type Query { lanes: Int consignments(first: Int): [Consignment!] }
          type Consignment @key(fields: "mrn") { mrn: ID! goods: String }`,
        resolvers: {
          Query: { lanes: () => 4, consignments: () => MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })) },
        },
      },
      {
        name: 'sps',
        typeDefs: 'type Consignment @key(fields: "mrn") { mrn: ID! decision: String }',
        resolvers: {
          Consignment: { __resolveReference: ({ mrn }: { mrn: string }) => ({ mrn, decision: `of ${mrn}` }) },
        },
      },
    ],
  });
}

/** Counts what the real planner is asked, as long as it is not disposed of. */
function countPlans(): { readonly planned: readonly string[] } & Disposable {
  const real = QueryPlanner.prototype.planAsync;
  const planned: string[] = [];
  QueryPlanner.prototype.planAsync = function (...asked) {
    planned.push(asked[0]);
    return real.apply(this, asked);
  };
  return {
    planned,
    [Symbol.dispose]: () => {
      QueryPlanner.prototype.planAsync = real;
    },
  };
}

const decided = (mrn: string) => ({ mrn, decision: `of ${mrn}` });
const DATA = { consignments: MRNS.map(decided) };

test('one operation asked 20 times at once is planned once', async () => {
  await using federation = await startBorder();
  using plans = countPlans();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => federation.ask('{ consignments { mrn decision } }')),
  );
  expect(answers.map(({ data }) => data)).toEqual(answers.map(() => DATA));
  expect(plans.planned).toHaveLength(1);
  await federation.ask('{ consignments { mrn decision } }');
  expect(plans.planned).toHaveLength(1);
});

test('however it is named, written, and whatever its variables are', async () => {
  await using federation = await startBorder();
  using plans = countPlans();
  const asked: ReadonlyArray<readonly [query: string, variables?: object]> = [
    ['query One($n: Int) { consignments(first: $n) { mrn decision } }', { n: 1 }],
    ['query One($n: Int) { consignments(first: $n) { mrn decision } }', { n: 2 }],
    ['query Another($n: Int) {\n  consignments(first: $n) { mrn, decision }\n}', { n: 1 }],
    ['query ($n: Int) { consignments(first: $n) { mrn @skip(if: false) decision @include(if: true) } }', { n: null }],
    ['query ($n: Int) { ...All } fragment All on Query { consignments(first: $n) { mrn decision } }', {}],
  ];
  const answers = await Promise.all(asked.map(([query, variables]) => federation.ask(query, variables)));
  expect(answers.map(({ data }) => data)).toEqual(answers.map(() => DATA));
  // A fragment stands in the operation as it was written: that text is another one.
  expect(new Set(plans.planned).size).toBe(plans.planned.length);
  expect(plans.planned.length).toBeLessThanOrEqual(2);
});

test('operations that differ are planned each', async () => {
  await using federation = await startBorder();
  using plans = countPlans();
  const condition = 'query ($yes: Boolean!) { lanes consignments @include(if: $yes) { mrn } }';
  const [with_, without] = await Promise.all([
    federation.ask(condition, { yes: true }),
    federation.ask(condition, { yes: false }),
  ]);
  expect([with_?.data, without?.data]).toEqual([
    { lanes: 4, consignments: MRNS.map((mrn) => ({ mrn })) },
    { lanes: 4 },
  ]);
  expect(plans.planned).toHaveLength(2);
});

test('what reads the schema alone is not planned', async () => {
  await using federation = await startBorder();
  using plans = countPlans();
  expect((await federation.ask('{ __typename __schema { queryType { name } } }')).data).toEqual({
    __typename: 'Query',
    __schema: { queryType: { name: 'Query' } },
  });
  expect(plans.planned).toEqual([]);
});

/** Composition refuses what cannot be asked; a supergraph written by hand can promise it all the same. */
function unreachable({ supergraphSdl }: Federation): string {
  const spoiled = supergraphSdl.replace(
    '@join__type(graph: SPS, key: "mrn")',
    '@join__type(graph: SPS, key: "mrn", resolvable: false)',
  );
  expect(spoiled).not.toBe(supergraphSdl);
  return spoiled;
}

describe.each(['hive', 'apollo'] as const)('an operation that nobody can plan (%s first)', (planner) => {
  test('is refused, told as a fault, and the hub goes on', async () => {
    await using federation = await startBorder();
    await using hub = await startWatchedHub({ supergraphSdl: unreachable(federation), planner });
    const refused = await Promise.all(
      Array.from({ length: 5 }, () => hub.ask('{ lanes consignments { mrn decision } }')),
    );
    for (const answer of refused) {
      expect([answer.status, answer.data ?? null, errorsOf(answer)]).toEqual([503, null, ['PLANNING_FAILED ']]);
    }
    expect(hub.faults).toHaveLength(1);
    expect(hub.records.map(({ outcome, refusal }) => [outcome, refusal])).toEqual(
      refused.map(() => ['REFUSED', 'PLANNING_FAILED']),
    );
    expect([...(federation.calls['customs'] ?? []), ...(federation.calls['sps'] ?? [])]).toEqual([]);
    const answer = await hub.ask('{ lanes consignments { mrn goods } }');
    expect([answer.data, answer.errors]).toEqual([
      { lanes: 4, consignments: MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })) },
      [],
    ]);
    // A failure is not kept: the next one is tried anew.
    expect((await hub.ask('{ lanes consignments { mrn decision } }')).status).toBe(503);
    expect(hub.faults).toHaveLength(2);
  });
});

test('an operation that is not planned in time is refused, and the hub goes on', async () => {
  await using federation = await startBorder();
  // Apollo’s planner takes longer than that to begin.
  const options = { supergraphSdl: federation.supergraphSdl, planner: 'apollo', limits: { planMs: 1 } } as const;
  await using hub = await startWatchedHub(options);
  for (let round = 0; round < 3; round += 1) {
    const answer = await hub.ask('{ lanes consignments { mrn decision } }');
    expect([answer.status, errorsOf(answer)]).toEqual([503, ['PLANNING_FAILED ']]);
  }
  expect(hub.faults).toHaveLength(3);
  expect((await hub.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  expect(federation.calls).toEqual({ customs: [], sps: [] });
});

describe('what is likely to be asked is planned before it is', () => {
  const STORED = 'query Stored($n: Int) { consignments(first: $n) { mrn decision } }';
  const CONDITIONAL =
    'query Port($goods: Boolean! = true, $lanes: Boolean!) { lanes @include(if: $lanes) consignments { mrn goods @include(if: $goods) } }';

  test('stored operations, when the hub starts', async () => {
    await using federation = await startBorder();
    using plans = countPlans();
    const { supergraphSdl } = federation;
    await using hub = await startWatchedHub({ supergraphSdl, operations: [STORED] });
    expect(plans.planned).toHaveLength(1);
    expect((await hub.ask(STORED, { n: 2 })).data).toEqual(DATA);
    expect(plans.planned).toHaveLength(1);
  });

  test('stored operations whose fields a variable switches on', async () => {
    await using federation = await startBorder();
    using plans = countPlans();
    const { supergraphSdl } = federation;
    await using hub = await startWatchedHub({ supergraphSdl, operations: [CONDITIONAL] });
    const before = plans.planned.length;
    expect((await hub.ask(CONDITIONAL, { lanes: false })).data).toEqual({
      consignments: MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })),
    });
    expect([before > 0, plans.planned.length]).toEqual([true, before]);
  });

  test('stored operations that do not fit are left out, and are refused when they are asked', async () => {
    await using federation = await startBorder();
    const { supergraphSdl } = federation;
    await using hub = await startWatchedHub({ supergraphSdl, operations: ['{ nothing }', 'no GraphQL {', '', STORED] });
    expect((await hub.ask('{ nothing }')).status).toBe(400);
    expect((await hub.ask(STORED)).data).toEqual(DATA);
  });

  test('stored operations that nobody can plan do not keep the hub from starting', async () => {
    await using federation = await startBorder();
    await using hub = await startWatchedHub({ supergraphSdl: unreachable(federation), operations: [STORED] });
    expect((await hub.ask('{ lanes }')).data).toEqual({ lanes: 4 });
  });

  test('stored operations and those asked lately, when the supergraph changes', async () => {
    await using federation = await startBorder();
    const directory = await mkdtemp(join(tmpdir(), 'hub-planning-'));
    try {
      const path = join(directory, 'supergraph.graphql');
      await writeFile(path, federation.supergraphSdl);
      await using hub = await startWatchedHub({ file: path, operations: [STORED] });
      const hot = 'query Hot($yes: Boolean!) { lanes consignments { goods @include(if: $yes) decision } }';
      const answer = await hub.ask(hot, { yes: true });
      await writeFile(path, federation.supergraphSdl.replace('lanes: Int', 'new: Int lanes: Int'));
      await eventually('the new field', async () =>
        (await hub.ask('{ __type(name: "Query") { fields { name } } }')).text.includes('"new"'),
      );
      using plans = countPlans();
      expect([(await hub.ask(hot, { yes: true })).data, (await hub.ask(STORED)).data]).toEqual([answer.data, DATA]);
      expect(plans.planned).toEqual([]);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});
