import { startRuled } from '../support/ruled.ts';
import { seenBy } from './neutral-graph.ts';
import { spreadAlert as alert, type SpreadWorld, sentTo, startSpread } from './spread-graph.ts';

const GUARD = { roles: ['officer'] };
const POLICE = { roles: ['chief'] };

test('a record is asked about elsewhere when what it is judged by has come from another agency', async () => {
  await using graph = await startSpread({ alerts: [alert('1'), alert('2', true)] });
  const query = '{ desk { alerts { id reason advice officer { rank } } } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({
    data: { desk: { alerts: [{ id: '1', reason: 'reason 1', advice: 'advice 1', officer: { rank: 'sergeant' } }] } },
    errors: [],
  });
  expect(sentTo(graph, 'register')).toContain('"2"');
  expect(sentTo(graph, 'lab')).not.toContain('"2"');
  expect(sentTo(graph, 'staff')).not.toContain('B-2');
  expect((await graph.ask(POLICE, query)).data).toMatchObject({
    desk: { alerts: [{ id: '1' }, { id: '2', advice: 'advice 2', officer: { rank: 'sergeant' } }] },
  });
});

test('where a record leads to others each waits for its own', async () => {
  await using graph = await startSpread({
    alerts: [alert('1', false, '2', '3'), alert('2', true, '1'), alert('3', false, '2')],
  });
  const query = '{ desk { alerts { id related { id advice related { id officer { rank } } } } } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({
    data: {
      desk: {
        alerts: [
          { id: '1', related: [{ id: '3', advice: 'advice 3', related: [] }] },
          { id: '3', related: [] },
        ],
      },
    },
    errors: [],
  });
  expect(sentTo(graph, 'lab')).not.toContain('"2"');
  expect(sentTo(graph, 'staff')).not.toContain('B-2');
});

test('a record of which nobody said what it is judged by is not there, and nobody else is asked about it', async () => {
  const world: SpreadWorld = { alerts: [alert('1'), alert('2')], unregistered: '*' };
  await using graph = await startSpread(world);
  const answer = await graph.ask(GUARD, '{ desk { alerts { id advice officer { rank } } } }');
  expect(answer.data).toEqual({ desk: { alerts: [] } });
  expect([sentTo(graph, 'lab'), sentTo(graph, 'staff')]).toEqual(['[]', '[]']);
});

test('what a field is made from is judged before it is sent', async () => {
  await using graph = await startSpread({ alerts: [alert('1'), alert('2', true), alert('3', null)] });
  const query = '{ desk { name score pageScore } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({ data: { desk: { score: 1, pageScore: 1 } }, errors: [] });
  expect(sentTo(graph, 'lab')).not.toMatch(/reason [23]/);
  expect(sentTo(graph, 'staff')).not.toMatch(/B-[23]/);
  expect((await graph.ask(POLICE, query)).data).toEqual({ desk: { name: 'north', score: 3, pageScore: 3 } });
});

test('what is made from a count of records that may be denied is withheld', async () => {
  await using graph = await startSpread({ alerts: [alert('1')] });
  expect(await graph.ask(GUARD, '{ desk { counted } }')).toMatchObject({
    data: { desk: null },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE desk.counted ROW'],
  });
  expect(graph.calls['lab']).toEqual([]);
  expect((await graph.ask(POLICE, '{ desk { counted } }')).data).toEqual({ desk: { counted: 1 } });
});

test('what is made from a value that reads as if there were none is withheld', async () => {
  await using graph = await startSpread({ alerts: [], isWatched: true });
  const query = '{ desk { name band rated } }';
  expect(await graph.ask(GUARD, query)).toMatchObject({
    data: { desk: { name: 'north', band: 'NONE', rated: null } },
    errors: ['UNAUTHORIZED_FIELD_OR_TYPE desk.rated ROW'],
  });
  expect(graph.calls['lab']).toEqual([]);
  expect((await graph.ask(POLICE, query)).data).toEqual({ desk: { name: 'north', band: 'HIGH', rated: 3 } });
});

const QUERIES = [
  '{ desk { name alerts { id } } }',
  '{ desk { alerts { __typename advice } } }',
  '{ desk { alerts { grade officer { badge rank } } first { reason advice } } }',
  '{ desk { note score alerts { reason } } }',
  '{ desk { score pageScore page { edges { node { id advice related { id advice } } } } } }',
  '{ desk { a: alerts { r: related { g: grade o: officer { rank } } } b: score } }',
  '{ desk { page { edges { __typename } totalCount } alerts { related { related { reason } } } } }',
  '{ desk { alerts { linked { reason advice officer { rank } related { grade linked { id } } } } } }',
  '{ __typename desk { first { __typename } score first { grade } } }',
];

test.each(QUERIES)('%s is answered, and calls are made, as if there were no such record', async (query) => {
  const left = [alert('1', false, '1'), alert('4')];
  const world: SpreadWorld = { alerts: left };
  await using graph = await startSpread(world);
  const seen = async () => {
    const { calls, ...answer } = await seenBy(graph, 'officer', query);
    // Who keeps a record is asked whether it may be known of.
    return { ...answer, calls: calls.filter(([agency]) => agency !== 'register') };
  };
  const without = await seen();
  const hidden = [alert('2', true, '1', '2'), alert('3', null)];
  world.alerts = [alert('1', false, '2', '1', '3'), ...hidden, alert('4', false, '3')];
  expect(await seen()).toEqual(without);
  expect(without.text).toContain('"desk":{');
});

test('a graph in which two agencies say what a record is judged by is not served', async () => {
  const agency = (name: string, root: string) => ({
    name,
    types: `${root} type Alert @key(fields: "id") @classified(as: PUBLIC) @record(attributes: "isCovert") {
      id: ID isCovert: Boolean @shareable ${name}: String }`,
    resolvers: {},
    policies: '',
  });
  const graph = startRuled([agency('post', 'type Query @classified(as: PUBLIC) { alert: Alert }'), agency('lab', '')]);
  await expect(graph).rejects.toThrow('Alert.isCovert is given by');
});

test('of records of which a caller is shown none, whatever they say, their owner lets something be made', async () => {
  await using graph = await startSpread({ alerts: [alert('1'), alert('2', true)] });
  // Brokers read no alerts; the post lets them be scored for them.
  const answer = await graph.ask({ roles: ['broker'] }, '{ desk { score alerts { __typename } } }');
  expect(answer).toMatchObject({ data: { desk: { score: 2, alerts: [] } }, errors: [] });
});
