import { type Federation, startFederation } from '../support/federated.ts';
import {
  answerBroken,
  askAt,
  eventually,
  freePort,
  HeldAgency,
  startFixed,
  startWatchedHub,
} from '../support/trouble.ts';
import { errorsOf } from './topic.ts';

type Limits = NonNullable<Parameters<typeof startFederation>[0]['limits']>;

/** Longer than any test: what is open stays open. */
const FOR_EVER_MS = 1_000_000;
const DOWN = { officers: null, lanes: 4 };
const UP = { officers: 7, lanes: 4 };
const QUERY = '{ officers lanes }';

function federationWith(sps: HeldAgency, limits: Limits): Promise<Federation> {
  return startFederation({
    limits,
    subgraphs: [
      { name: 'customs', typeDefs: 'type Query { lanes: Int }', resolvers: { Query: { lanes: () => 4 } } },
      {
        name: 'sps',
        typeDefs: 'type Query { officers: Int }',
        resolvers: { Query: { officers: () => 7 } },
        respond: sps.respond,
      },
    ],
  });
}

/** Asks, and lets the agency answer that one call by 503. */
async function failOnce(federation: Federation, sps: HeldAgency): Promise<void> {
  const asked = federation.ask(QUERY);
  await eventually('a call at the agency', () => sps.held.length === 1);
  await sps.release(answerBroken);
  expect((await asked).data).toEqual(DOWN);
}

/** Asks until the agency sees a call again; answers what that caller is answered. */
async function trial<Answered>(sps: HeldAgency, ask: () => Promise<Answered>): Promise<Answered> {
  for (;;) {
    const before = sps.total;
    let isAnswered = false;
    const asked = ask().finally(() => {
      isAnswered = true;
    });
    await eventually('a trial or an answer without one', () => isAnswered || sps.total > before);
    if (sps.total > before) return asked;
  }
}

test('an agency that failed three times in a row is left alone; the others answer on', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 3, openMs: FOR_EVER_MS });
  for (let round = 0; round < 3; round += 1) await failOnce(federation, sps);
  for (let round = 0; round < 10; round += 1) {
    const answer = await federation.ask(QUERY);
    expect([answer.data, errorsOf(answer)]).toEqual([DOWN, ['SUBGRAPH_UNAVAILABLE officers']]);
    expect(answer.sources).toEqual({ customs: 'OK', sps: 'UNAVAILABLE' });
  }
  expect(sps.total).toBe(3);
});

test('an answer between the failures begins the count anew', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 3, openMs: FOR_EVER_MS });
  for (let round = 0; round < 4; round += 1) {
    await failOnce(federation, sps);
    await failOnce(federation, sps);
    sps.isOpen = true;
    expect((await federation.ask(QUERY)).data).toEqual(UP);
    sps.isOpen = false;
  }
});

test('an agency that answers with errors of its own is not one that fails', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 2, openMs: FOR_EVER_MS });
  for (let round = 0; round < 5; round += 1) {
    const asked = federation.ask(QUERY);
    await eventually('a call at the agency', () => sps.held.length === 1);
    await sps.release(({ response }) => response.end('{"data":{"officers":null},"errors":[{"message":"no"}]}'));
    expect((await asked).data).toEqual(DOWN);
  }
  await sps.open();
  expect((await federation.ask(QUERY)).data).toEqual(UP);
});

test('one that never answers is left alone as well', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 2, openMs: FOR_EVER_MS, fetchMs: 100 });
  for (let round = 0; round < 6; round += 1) expect((await federation.ask(QUERY)).data).toEqual(DOWN);
  expect(sps.total).toBe(2);
});

test('calls that waited for their turn are not sent to an agency that is left alone by then', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { callsAtOnce: 1, failuresToOpen: 3, openMs: FOR_EVER_MS });
  const asked = Array.from({ length: 10 }, () => federation.ask(QUERY));
  await eventually('all callers at the hub', () => federation.calls['customs']?.length === 10);
  let isDone = false;
  const all = Promise.all(asked).finally(() => {
    isDone = true;
  });
  while (!isDone) {
    await eventually('a call at the agency, or the end', () => isDone || sps.held.length > 0);
    await sps.release(answerBroken);
  }
  expect((await all).map(({ data }) => data)).toEqual(asked.map(() => DOWN));
  expect(sps.total).toBe(3);
});

test('after a while one call tries, and only one; answered, all calls go again', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 2, openMs: 50 });
  await failOnce(federation, sps);
  await failOnce(federation, sps);
  const trying = trial(sps, () => federation.ask(QUERY));
  await eventually('the trial', () => sps.held.length === 1);
  const meanwhile = await Promise.all(Array.from({ length: 20 }, () => federation.ask(QUERY)));
  expect(meanwhile.map(({ data }) => data)).toEqual(meanwhile.map(() => DOWN));
  expect(sps.total).toBe(3);
  await sps.open();
  expect((await trying).data).toEqual(UP);
  const after = await Promise.all(Array.from({ length: 20 }, () => federation.ask(QUERY)));
  expect(after.map(({ data }) => data)).toEqual(after.map(() => UP));
  expect(sps.total).toBe(23);
});

test('a trial that fails leaves the agency alone for longer', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 1, openMs: 1_500 });
  await failOnce(federation, sps);
  const trying = trial(sps, () => federation.ask(QUERY));
  await eventually('the trial', () => sps.held.length === 1);
  await sps.release(answerBroken);
  expect((await trying).data).toEqual(DOWN);
  for (let round = 0; round < 5; round += 1) expect((await federation.ask(QUERY)).data).toEqual(DOWN);
  expect(sps.total).toBe(2);
  // It is tried again all the same, and serves on.
  const again = trial(sps, () => federation.ask(QUERY));
  await eventually('the next trial', () => sps.held.length === 1);
  await sps.open();
  expect((await again).data).toEqual(UP);
  expect((await federation.ask(QUERY)).data).toEqual(UP);
});

test('callers that go away count for nothing, as many as they are', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 1, openMs: FOR_EVER_MS });
  for (let round = 1; round <= 5; round += 1) {
    const leaving = new AbortController();
    const asked = askAt(federation.url, QUERY, {}, leaving.signal).catch(() => 'gone');
    await eventually('a call at the agency', () => sps.held.length === 1);
    leaving.abort();
    expect(await asked).toBe('gone');
    await eventually('the call’s end', () => sps.dropped === round);
  }
  await sps.open();
  expect((await federation.ask(QUERY)).data).toEqual(UP);
});

test('a trial whose caller goes away leaves the next caller to try', async () => {
  const sps = new HeldAgency();
  await using federation = await federationWith(sps, { failuresToOpen: 1, openMs: 1 });
  await failOnce(federation, sps);
  const leaving = new AbortController();
  const trying = trial(sps, () => askAt(federation.url, QUERY, {}, leaving.signal).catch(() => 'gone'));
  await eventually('the trial', () => sps.held.length === 1);
  leaving.abort();
  expect(await trying).toBe('gone');
  await eventually('the trial’s end', () => sps.dropped === 1);
  await sps.open();
  expect((await trial(sps, () => federation.ask(QUERY))).data).toEqual(UP);
});

test('a hub starts with an agency down and answers it once it is up', async () => {
  await using federation = await federationWith(new HeldAgency(), {});
  const port = await freePort();
  const subgraphs = new Map([['sps', `http://127.0.0.1:${port}/graphql`]]) as never;
  await using hub = await startWatchedHub({
    supergraphSdl: federation.supergraphSdl,
    subgraphs,
    limits: { failuresToOpen: 2, openMs: 20 },
  });
  for (let round = 0; round < 5; round += 1) {
    const answer = await hub.ask(QUERY);
    expect([answer.data, answer.sources]).toEqual([DOWN, { customs: 'OK', sps: 'UNAVAILABLE' }]);
  }
  await using _late = await startFixed(port, { data: { officers: 7 } });
  await eventually('the agency’s answer', async () => (await hub.ask(QUERY)).data?.['officers'] === 7);
  expect(hub.faults).toEqual([]);
});

test('an agency that goes and comes back is answered again', async () => {
  await using federation = await federationWith(new HeldAgency(), {});
  const port = await freePort();
  const subgraphs = new Map([['sps', `http://127.0.0.1:${port}/graphql`]]) as never;
  await using hub = await startWatchedHub({
    supergraphSdl: federation.supergraphSdl,
    subgraphs,
    limits: { failuresToOpen: 2, openMs: 20 },
  });
  for (let round = 0; round < 3; round += 1) {
    await using _up = await startFixed(port, { data: { officers: round } });
    await eventually('the agency’s answer', async () => (await hub.ask(QUERY)).data?.['officers'] === round);
    await _up[Symbol.asyncDispose]();
    expect((await hub.ask(QUERY)).data).toEqual(DOWN);
  }
});
