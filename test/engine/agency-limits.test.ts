import { type Answer, type Subgraph, startFederation } from '../support/federated.ts';
import { answerBroken, answerWell, eventually, HeldAgency } from '../support/trouble.ts';
import { errorsOf } from './topic.ts';

const MRNS = Array.from({ length: 47 }, (_, at) => `M${at}`);
/** Longer than the first list by as much as makes one more call. */
const PLATES = Array.from({ length: 23 }, (_, at) => `P${at}`);

function subgraphs(sps: HeldAgency): readonly Subgraph[] {
  return [
    {
      name: 'customs',
      typeDefs: `type Query { lanes: Int consignments(first: Int = 47): [Consignment] vehicles: [Vehicle!] }
        type Consignment @key(fields: "mrn") { mrn: ID! }
        type Vehicle @key(fields: "plate") { plate: ID! }`,
      resolvers: {
        Query: {
          lanes: () => 4,
          consignments: (_: unknown, { first }: { first: number }) => MRNS.slice(0, first).map((mrn) => ({ mrn })),
          vehicles: () => PLATES.map((plate) => ({ plate })),
        },
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { officers: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! decision: String }
        type Vehicle @key(fields: "plate") { plate: ID! washed: String }`,
      resolvers: {
        Query: { officers: () => 7 },
        Consignment: { __resolveReference: ({ mrn }: { mrn: string }) => ({ mrn, decision: `of ${mrn}` }) },
        Vehicle: { __resolveReference: ({ plate }: { plate: string }) => ({ plate, washed: `at ${plate}` }) },
      },
      respond: sps.respond,
    },
  ];
}

/** Answers what the agency holds, round by round, until all is answered. */
async function inRounds(sps: HeldAgency, atOnce: number, answers: readonly Promise<Answer>[]): Promise<Answer[]> {
  let isDone = false;
  const all = Promise.all(answers).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await eventually('a full agency or the end', () => isDone || sps.held.length >= atOnce);
    await sps.release();
  }
  return all;
}

/** How many records each call was about. */
function sizesOf(calls: ReadonlyArray<{ readonly variables: Readonly<Record<string, unknown>> }> = []): number[] {
  return calls.map(({ variables }) =>
    Object.values(variables).reduce((sum: number, value) => sum + (Array.isArray(value) ? value.length : 0), 0),
  );
}

test('an agency allowed 4 calls at once never sees 5, and all 40 callers are answered', async () => {
  const sps = new HeldAgency();
  await using federation = await startFederation({
    subgraphs: subgraphs(sps),
    limits: { callsAtOnce: 4, callsWaiting: 100 },
  });
  const asked = Array.from({ length: 40 }, (_, at) => federation.ask(`{ a${at}: officers lanes }`));
  const answers = await inRounds(sps, 4, asked);
  expect(answers.map(({ data }) => data)).toEqual(answers.map((_, at) => ({ [`a${at}`]: 7, lanes: 4 })));
  expect(answers.flatMap(errorsOf)).toEqual([]);
  expect([sps.most, sps.total]).toEqual([4, 40]);
});

test('calls of one request wait for one another as well', async () => {
  const sps = new HeldAgency();
  await using federation = await startFederation({
    subgraphs: subgraphs(sps),
    limits: { callsAtOnce: 3, callsWaiting: 100, entitiesPerCall: 4 },
  });
  const [answer] = await inRounds(sps, 3, [federation.ask('{ consignments(first: 48) { mrn decision } }')]);
  expect(answer?.data).toEqual({ consignments: MRNS.map((mrn) => ({ mrn, decision: `of ${mrn}` })) });
  expect([sps.most, sps.total]).toEqual([3, 12]);
});

test('a call that was given up is not followed by one too many', async () => {
  const sps = new HeldAgency();
  await using federation = await startFederation({
    subgraphs: subgraphs(sps),
    limits: { callsAtOnce: 4, callsWaiting: 100, fetchMs: 800, failuresToOpen: 1_000_000 },
  });
  const answers = await Promise.all(Array.from({ length: 12 }, () => federation.ask('{ officers lanes }')));
  expect(answers.map(({ data }) => data)).toEqual(answers.map(() => ({ officers: null, lanes: 4 })));
  expect([sps.most, sps.total]).toEqual([4, 12]);
  await eventually('all connections closed', () => sps.dropped === 12);
  await sps.open();
  expect((await federation.ask('{ officers }')).data).toEqual({ officers: 7 });
});

test('a full queue costs only its own agency’s fields, and is told', async () => {
  const sps = new HeldAgency();
  await using federation = await startFederation({
    subgraphs: subgraphs(sps),
    limits: { callsAtOnce: 1, callsWaiting: 1 },
  });
  const early = [federation.ask('{ officers lanes }'), federation.ask('{ officers lanes }')];
  await eventually('a call at the agency', () => sps.held.length === 1);
  await eventually('both callers at the hub', () => federation.calls['customs']?.length === 2);
  const turnedAway = await Promise.all([1, 2, 3].map(() => federation.ask('{ officers lanes }')));
  for (const answer of turnedAway) {
    expect(answer.data).toEqual({ officers: null, lanes: 4 });
    expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE officers']);
    expect(answer.errors[0]?.extensions.agency).toBe('sps');
    expect(answer.sources).toEqual({ customs: 'OK', sps: 'UNAVAILABLE' });
  }
  await sps.open();
  for (const answer of await Promise.all(early)) {
    expect([answer.data, answer.sources]).toEqual([
      { officers: 7, lanes: 4 },
      { customs: 'OK', sps: 'OK' },
    ]);
  }
  expect(sps.total).toBe(2);
});

test('having turned callers away, the agency is not taken for one that fails', async () => {
  const sps = new HeldAgency();
  await using federation = await startFederation({
    subgraphs: subgraphs(sps),
    limits: { callsAtOnce: 1, callsWaiting: 0, failuresToOpen: 2, openMs: 1_000_000 },
  });
  const first = federation.ask('{ officers }');
  await eventually('a call at the agency', () => sps.held.length === 1);
  for (let round = 0; round < 5; round += 1) {
    expect((await federation.ask('{ officers }')).data).toEqual({ officers: null });
  }
  await sps.open();
  expect((await first).data).toEqual({ officers: 7 });
  expect((await federation.ask('{ officers }')).data).toEqual({ officers: 7 });
});

describe('a list longer than one call may be about', () => {
  test('is asked in several, and each answer stands where it belongs', async () => {
    const sps = new HeldAgency();
    sps.isOpen = true;
    await using federation = await startFederation({ subgraphs: subgraphs(sps), limits: { entitiesPerCall: 10 } });
    const answer = await federation.ask('{ consignments { decision mrn } }');
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({ consignments: MRNS.map((mrn) => ({ decision: `of ${mrn}`, mrn })) });
    expect(sizesOf(federation.calls['sps']).sort()).toEqual([10, 10, 10, 10, 7]);
  });

  test('of just as many is asked in one', async () => {
    const sps = new HeldAgency();
    sps.isOpen = true;
    await using federation = await startFederation({ subgraphs: subgraphs(sps), limits: { entitiesPerCall: 10 } });
    await federation.ask('{ consignments(first: 10) { decision } }');
    expect(sizesOf(federation.calls['sps'])).toEqual([10]);
  });

  test('beside another of another length: no call is about more records than it may', async () => {
    const sps = new HeldAgency();
    sps.isOpen = true;
    await using federation = await startFederation({ subgraphs: subgraphs(sps), limits: { entitiesPerCall: 10 } });
    const answer = await federation.ask('{ consignments { decision } vehicles { washed } }');
    expect(answer.errors).toEqual([]);
    expect(answer.data).toEqual({
      consignments: MRNS.map((mrn) => ({ decision: `of ${mrn}` })),
      vehicles: PLATES.map((plate) => ({ washed: `at ${plate}` })),
    });
    const sizes = sizesOf(federation.calls['sps']);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(MRNS.length + PLATES.length);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  });

  test('of whose calls one fails loses the records of that call', async () => {
    const sps = new HeldAgency();
    await using federation = await startFederation({ subgraphs: subgraphs(sps), limits: { entitiesPerCall: 10 } });
    const asked = federation.ask('{ consignments { mrn decision } lanes }');
    await eventually('all calls', () => sps.held.length === 5);
    await sps.release((held) =>
      JSON.stringify(held.call.variables).includes('"M42"') ? answerBroken(held) : answerWell(held),
    );
    const answer = await asked;
    expect(answer.data).toEqual({
      consignments: MRNS.map((mrn, at) => ({ mrn, decision: at < 40 ? `of ${mrn}` : null })),
      lanes: 4,
    });
    expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE consignments']);
    expect(answer.sources).toEqual({ customs: 'OK', sps: 'UNAVAILABLE' });
  });
});
