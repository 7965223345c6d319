import { type Answer, startGraph } from '../support/graph.ts';

const denied = (answer: Answer) =>
  (answer.body.errors ?? [])
    .filter((error) => error.extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE')
    .map((error) => error.path?.join('.'));

test('a field of a category the role may not read is null with one error, and the rest is answered', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ships { id name owner } }');
  expect(answer.body.data).toEqual({
    ships: [
      { id: '1', name: 'Anna', owner: null },
      { id: '2', name: 'Bella', owner: null },
    ],
  });
  expect(denied(answer)).toEqual(['ships.owner']);
  expect(answer.text).not.toContain('Lakeside');
});

test('the same text asked by one role after the other is answered by the rights of each', async () => {
  await using graph = await startGraph();
  const query = '{ ships(first: 1) { owner alert } }';
  const roles = ['officer', 'broker', 'chief', 'officer', 'unheard-of'];
  const answers = await Promise.all(roles.map((role) => graph.ask(role, query)));
  expect(answers.map((answer) => answer.body.data)).toEqual([
    { ships: null },
    { ships: [{ owner: 'Lakeside Lines', alert: null }] },
    { ships: [{ owner: 'Lakeside Lines', alert: 'alert 1' }] },
    { ships: null },
    { ships: null },
  ]);
});

test('where nothing asked for is released no agency is called', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ships { owner berths { number } } }');
  expect(answer.body.data).toEqual({ ships: null });
  expect(denied(answer)).toEqual(['ships.owner', 'ships.berths.number']);
  expect(graph.port.calls).toBe(0);
});

test('a composite whose selection is withheld is null and does not tell how many there are', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ships { name berths { number } } }');
  expect(answer.body.data).toEqual({
    ships: [
      { name: 'Anna', berths: null },
      { name: 'Bella', berths: null },
    ],
  });
});

test('a denial is told whatever the data is', async () => {
  await using graph = await startGraph();
  graph.port.ships = [];
  const answer = await graph.ask('officer', '{ ships { name owner } }');
  expect(answer.body.data).toEqual({ ships: [] });
  expect(denied(answer)).toEqual(['ships.owner']);
});

test('a withheld non-null field makes its object null, as the schema says', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ship(imo: "1") { name strict } }');
  expect(answer.body.data).toEqual({ ship: null });
  expect(denied(answer)).toEqual(['ship.strict']);
});

test('an alias, a fragment, @include and a variable reach the same decision', async () => {
  await using graph = await startGraph();
  const routes = [
    '{ ships { name owner } }',
    '{ ships { name o: owner } }',
    '{ ships { name ...F } } fragment F on Ship { owner }',
    '{ ships { name ... on Ship { owner } } }',
    '{ ships { name ... { owner } } }',
    'query($y: Boolean = true) { ships { name owner @include(if: $y) } }',
    '{ ships { name owner owner } }',
  ];
  for (const route of routes) {
    const answer = await graph.ask('officer', route);
    expect(denied(answer)).toHaveLength(1);
    expect(answer.text).not.toContain('Lakeside');
  }
  expect((await graph.ask('chief', routes[1] ?? '')).body.data).toEqual({
    ships: [
      { name: 'Anna', o: 'Lakeside Lines' },
      { name: 'Bella', o: 'Nile Freight' },
    ],
  });
});

test('what @skip leaves out is neither asked for nor reported', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', 'query($no: Boolean!) { ships { name owner @include(if: $no) } }', {
    no: false,
  });
  expect(answer.body.errors).toBeUndefined();
  expect(answer.body.data).toEqual({ ships: [{ name: 'Anna' }, { name: 'Bella' }] });
});

test('an argument that reads a withheld field denies the field that takes it', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', '{ ship(owner: "Nile Freight") { name } }');
  expect(answer.body.data).toEqual({ ship: null });
  expect(denied(answer)).toEqual(['ship']);
  expect(graph.port.calls).toBe(0);
});

test('an alias that takes the name of an entity key does not change whose data is fetched', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('chief', '{ ships { id: name alert } }');
  expect(answer.body.data).toEqual({
    ships: [
      { id: 'Anna', alert: 'alert 1' },
      { id: 'Bella', alert: 'alert 2' },
    ],
  });
});

test('the record of an answer names who, why and each coordinate at its level, and no value', async () => {
  await using graph = await startGraph();
  const answer = await graph.ask('officer', 'query Fleet { ships { name owner } }');
  expect(graph.records).toEqual([
    expect.objectContaining({
      decisionId: answer.body.extensions?.decisionId,
      principal: 'officer-1',
      purpose: 'RISK_ASSESSMENT',
      operationName: undefined,
      released: ['Ship.name', 'Query.ships'],
      withheld: ['Ship.owner'],
      outcome: 'ANSWERED',
    }),
  ]);
  expect(JSON.stringify(graph.records)).not.toMatch(/Anna|Lakeside/);
});

test('where the record cannot be kept no data leaves', async () => {
  const full = () => Promise.reject(new Error('disk full: Anna'));
  const ledger = { append: full, act: full };
  await using graph = await startGraph({ ledger });
  const answer = await graph.ask('officer', '{ ships { name } }');
  expect(answer.text).not.toContain('Anna');
  expect(answer.body.data ?? null).toBeNull();
  expect(answer.status).toBe(503);
  expect(answer.text).toContain('LEDGER_UNAVAILABLE');
});
