import { type Federation, type Subgraph, startFederation } from '../support/federated.ts';
import { eventually, HeldAgency } from '../support/trouble.ts';
import { errorsOf } from './topic.ts';

type Limits = NonNullable<Parameters<typeof startFederation>[0]['limits']>;

/** Longer than any test. */
const NEVER_MS = 1_000_000;
const MRNS = ['M1', 'M2', 'M3'];

function subgraphs(sps: HeldAgency): readonly Subgraph[] {
  return [
    {
      name: 'customs',
      typeDefs: `type Query { lanes: Int consignments: [Consignment!] }
        type Mutation { declare: Int release: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! goods: String }`,
      resolvers: {
        Query: { lanes: () => 4, consignments: () => MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}` })) },
        Mutation: { declare: () => 1, release: () => 2 },
      },
    },
    {
      name: 'sps',
      typeDefs: `type Query { officers: Int } type Mutation { inspect: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! decision: String }`,
      resolvers: {
        Query: { officers: () => 7 },
        Mutation: { inspect: () => 3 },
        Consignment: { __resolveReference: ({ mrn }: { mrn: string }) => ({ mrn, decision: `of ${mrn}` }) },
      },
      respond: sps.respond,
    },
    {
      name: 'police',
      typeDefs: `type Query { alerts: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! decision: String @external band: String @requires(fields: "decision") seen: String }`,
      resolvers: {
        Query: { alerts: () => 0 },
        Consignment: {
          __resolveReference: ({ mrn, decision }: { mrn: string; decision?: string }) => ({
            mrn,
            band: `for ${decision}`,
            seen: `seen ${mrn}`,
          }),
        },
      },
    },
  ];
}

function federationWith(sps: HeldAgency, limits: Limits): Promise<Federation> {
  return startFederation({ subgraphs: subgraphs(sps), limits: { failuresToOpen: NEVER_MS, ...limits } });
}

/** Either of the two times ends an agency that hangs. */
const TIMES: ReadonlyArray<readonly [name: string, limits: Limits]> = [
  ['the request’s time is over', { deadlineMs: 600, fetchMs: NEVER_MS }],
  ['its own time is over', { deadlineMs: NEVER_MS, fetchMs: 600 }],
];

describe.each(TIMES)('an agency that hangs until %s', (_name, limits) => {
  test('costs its own field, and its call is ended', async () => {
    const sps = new HeldAgency();
    await using federation = await federationWith(sps, limits);
    const answer = await federation.ask('{ officers lanes alerts }');
    expect(answer.status).toBe(200);
    expect(answer.data).toEqual({ officers: null, lanes: 4, alerts: 0 });
    expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE officers']);
    expect(answer.errors[0]?.extensions.agency).toBe('sps');
    expect(answer.sources).toEqual({ customs: 'OK', police: 'OK', sps: 'UNAVAILABLE' });
    await eventually('the call’s end', () => sps.dropped === 1);
    expect(sps.total).toBe(1);
  });

  test('costs its own fields of records that others know', async () => {
    const sps = new HeldAgency();
    await using federation = await federationWith(sps, limits);
    const answer = await federation.ask('{ consignments { mrn goods decision seen } }');
    expect(answer.data).toEqual({
      consignments: MRNS.map((mrn) => ({ mrn, goods: `goods ${mrn}`, decision: null, seen: `seen ${mrn}` })),
    });
    expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE consignments']);
    await eventually('the call’s end', () => sps.dropped === 1);
  });

  test('in the middle of its answer, too', async () => {
    const sps = new HeldAgency();
    await using federation = await federationWith(sps, limits);
    const asked = federation.ask('{ officers lanes }');
    await eventually('a call at the agency', () => sps.held.length === 1);
    sps.held[0]?.response.write('{"data":{"officers":7');
    const answer = await asked;
    expect([answer.data, errorsOf(answer)]).toEqual([{ officers: null, lanes: 4 }, ['SUBGRAPH_UNAVAILABLE officers']]);
    await eventually('the call’s end', () => sps.dropped === 1);
  });

  test('is asked again by the next request', async () => {
    const sps = new HeldAgency();
    await using federation = await federationWith(sps, limits);
    expect((await federation.ask('{ officers }')).data).toEqual({ officers: null });
    await sps.open();
    expect((await federation.ask('{ officers }')).data).toEqual({ officers: 7 });
  });
});

test('an agency whose own time is over does not keep the next step from being taken', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { deadlineMs: NEVER_MS, fetchMs: 600 });
  const answer = await federation.ask('{ consignments { mrn band seen } }');
  expect(answer.data).toEqual({
    consignments: MRNS.map((mrn) => ({ mrn, band: expect.anything(), seen: `seen ${mrn}` })),
  });
});

test('what waits for its turn when the time is over is never sent', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { deadlineMs: 600, fetchMs: NEVER_MS, callsAtOnce: 1 });
  const answers = await Promise.all([federation.ask('{ officers lanes }'), federation.ask('{ officers lanes }')]);
  for (const answer of answers) {
    expect([answer.data, answer.sources['sps']]).toEqual([{ officers: null, lanes: 4 }, 'UNAVAILABLE']);
  }
  await sps.open();
  expect((await federation.ask('{ officers }')).data).toEqual({ officers: 7 });
  expect(sps.total).toBe(2);
});

test('fields of a mutation are not begun when the time is over', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { deadlineMs: 600, fetchMs: NEVER_MS });
  const answer = await federation.ask('mutation { declare inspect release }');
  expect(answer.data).toEqual({ declare: 1, inspect: null, release: null });
  expect(errorsOf(answer)).toEqual(['SUBGRAPH_UNAVAILABLE inspect', 'SUBGRAPH_UNAVAILABLE release']);
  expect(federation.calls['customs']).toHaveLength(1);
});

test('an answer in time is whole, however many were late before', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { deadlineMs: 600, fetchMs: NEVER_MS });
  for (let round = 0; round < 3; round += 1) await federation.ask('{ officers }');
  await eventually('the calls’ end', () => sps.dropped === 3);
  await sps.open();
  const answer = await federation.ask('{ officers lanes consignments { goods } }');
  expect([answer.data?.['officers'], answer.errors]).toEqual([7, []]);
});
