import { once } from 'node:events';
import { connect } from 'node:net';
import { type Subgraph, startFederation } from '../support/federated.ts';
import { askAt, eventually, HeldAgency, startWatchedHub, type WatchedHub } from '../support/trouble.ts';

const MRNS = ['M1', 'M2'];

function subgraphs(customs: HeldAgency, sps: HeldAgency): readonly Subgraph[] {
  return [
    {
      name: 'customs',
      typeDefs: `type Query { lanes: Int consignments: [Consignment!] } type Mutation { declare: Int release: Int }
        type Consignment @key(fields: "mrn") { mrn: ID! }`,
      resolvers: {
        Query: { lanes: () => 4, consignments: () => MRNS.map((mrn) => ({ mrn })) },
        Mutation: { declare: () => 1, release: () => 2 },
      },
      respond: customs.respond,
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
  ];
}

interface Scene extends AsyncDisposable {
  readonly customs: HeldAgency;
  readonly sps: HeldAgency;
  readonly hub: WatchedHub;
  /** Asks, and goes away once the condition holds. */
  askAndLeave(query: string, when: () => boolean): Promise<void>;
}

/** Two agencies that answer when they are told to, and a hub before them. */
async function scene(limits: NonNullable<Parameters<typeof startFederation>[0]['limits']> = {}): Promise<Scene> {
  const [customs, sps] = [new HeldAgency(), new HeldAgency()];
  const federation = await startFederation({ subgraphs: subgraphs(customs, sps) });
  const hub = await startWatchedHub({ supergraphSdl: federation.supergraphSdl, limits });
  return {
    customs,
    sps,
    hub,
    async askAndLeave(query, when) {
      const leaving = new AbortController();
      const asked = askAt(hub.url, query, {}, leaving.signal).catch(() => 'gone');
      await eventually('the moment to leave', when);
      leaving.abort();
      expect(await asked).toBe('gone');
    },
    async [Symbol.asyncDispose]() {
      await hub[Symbol.asyncDispose]();
      await federation[Symbol.asyncDispose]();
    },
  };
}

/** The hub answers as if nothing had been. */
async function expectSound({ hub, customs, sps }: Scene): Promise<void> {
  await customs.open();
  await sps.open();
  const answer = await hub.ask('{ lanes officers consignments { mrn decision } }');
  expect([answer.data, answer.errors]).toEqual([
    { lanes: 4, officers: 7, consignments: MRNS.map((mrn) => ({ mrn, decision: `of ${mrn}` })) },
    [],
  ]);
  expect(hub.faults).toEqual([]);
}

const outcomes = ({ hub }: Scene) => hub.records.map(({ outcome, refusal }) => [outcome, refusal]);

test('a caller that goes away ends every call under way, and that is recorded', async () => {
  await using here = await scene();
  const { customs, sps } = here;
  await here.askAndLeave('{ lanes officers }', () => customs.held.length === 1 && sps.held.length === 1);
  await eventually('the end of both calls', () => customs.dropped === 1 && sps.dropped === 1);
  await eventually('a record', () => here.hub.records.length > 0);
  expect(outcomes(here)).toEqual([['REFUSED', 'CLIENT_GONE']]);
  await expectSound(here);
  expect(outcomes(here)).toEqual([
    ['REFUSED', 'CLIENT_GONE'],
    ['ANSWERED', undefined],
  ]);
});

test('no further call is begun for it', async () => {
  await using here = await scene();
  const { customs, sps } = here;
  await here.askAndLeave('{ consignments { mrn decision } }', () => customs.held.length === 1);
  await eventually('the call’s end', () => customs.dropped === 1);
  await eventually('a record', () => here.hub.records.length === 1);
  // One that comes after it has been answered by then: what was to be begun for the first would have been.
  await expectSound(here);
  expect([customs.total, sps.total]).toEqual([2, 2]);
});

test('later fields of its mutation are not begun, and the intent is on record', async () => {
  await using here = await scene();
  const { customs, sps } = here;
  await here.askAndLeave('mutation { inspect declare release }', () => sps.held.length === 1);
  await eventually('the call’s end', () => sps.dropped === 1);
  await eventually('both records', () => here.hub.records.length === 2);
  expect(outcomes(here)).toEqual([
    ['INTENDED', undefined],
    ['REFUSED', 'CLIENT_GONE'],
  ]);
  expect(new Set(here.hub.records.map(({ decisionId }) => decisionId)).size).toBe(1);
  expect(customs.total).toBe(0);
});

test('one that goes away while its call waits for its turn is never sent', async () => {
  await using here = await scene({ callsAtOnce: 1 });
  const { customs, sps } = here;
  const first = here.hub.ask('{ officers }');
  await eventually('a call at the agency', () => sps.held.length === 1);
  await here.askAndLeave('{ officers lanes }', () => customs.held.length === 1);
  await eventually('a record', () => here.hub.records.length === 1);
  await sps.open();
  expect((await first).data).toEqual({ officers: 7 });
  expect(sps.total).toBe(1);
  await expectSound(here);
});

test('many that go away leave their places to others', async () => {
  await using here = await scene({ callsAtOnce: 2, callsWaiting: 4 });
  const { customs, sps } = here;
  for (let round = 1; round <= 10; round += 1) {
    await here.askAndLeave('{ lanes officers }', () => customs.held.length === 1 && sps.held.length === 1);
    await eventually('the end of both calls', () => customs.dropped === round && sps.dropped === round);
  }
  await expectSound(here);
});

test('of two callers who ask the same, the one who stays is answered', async () => {
  await using here = await scene();
  const { sps } = here;
  const staying = here.hub.ask('{ officers }');
  await eventually('the first call', () => sps.held.length === 1);
  await here.askAndLeave('{ officers }', () => sps.held.length === 2);
  await eventually('one call’s end', () => sps.dropped === 1);
  await sps.release();
  expect((await staying).data).toEqual({ officers: 7 });
});

test('one that goes away in the middle of its request costs nothing', async () => {
  await using here = await scene();
  const { hostname, port } = new URL(here.hub.url);
  for (const part of ['', 'POST /gra', 'POST /graphql HTTP/1.1\r\nhost: hub\r\n', HEAD, `${HEAD}{"query":"{ lan`]) {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write(part);
    // What it wrote has reached the hub once another is answered.
    await here.hub.ask('{ __typename }');
    socket.destroy();
    await once(socket, 'close');
  }
  await expectSound(here);
  expect([here.customs.total, here.sps.total]).toEqual([1, 2]);
});

const HEAD = 'POST /graphql HTTP/1.1\r\nhost: hub\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n';
