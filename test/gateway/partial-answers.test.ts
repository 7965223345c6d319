import fastify from 'fastify';
import { startGraph } from '../support/graph.ts';

/** A server in an agency's place that answers every operation with the given text. */
async function impostor(status: number, text: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const app = fastify();
  app.post('/', async (_request, reply) => reply.code(status).type('application/json').send(text));
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, [Symbol.asyncDispose]: () => app.close() };
}

const QUERY = '{ ships { name seen } watchers }';
const SHIPS = [
  { name: 'Anna', seen: null },
  { name: 'Bella', seen: null },
];

test('an agency that is down costs its own fields only and is named', async () => {
  await using graph = await startGraph({ urls: { watch: 'http://127.0.0.1:9/' } });
  const answer = await graph.ask('officer', QUERY);
  expect(answer.status).toBe(200);
  expect(answer.body.data).toEqual({ ships: SHIPS, watchers: null });
  expect(answer.body.extensions?.sources).toEqual({ port: 'OK', watch: 'UNAVAILABLE' });
  expect(answer.body.errors?.map(({ path, extensions }) => ({ path, ...extensions }))).toEqual(
    expect.arrayContaining([
      { path: ['watchers'], code: 'SUBGRAPH_UNAVAILABLE', agency: 'watch' },
      { path: ['ships'], code: 'SUBGRAPH_UNAVAILABLE', agency: 'watch' },
    ]),
  );
  expect(answer.body.errors).toHaveLength(2);
});

const RUBBISH: ReadonlyArray<readonly [name: string, status: number, text: string, source: string]> = [
  ['no JSON', 200, '<html>SELECT * FROM secrets</html>', 'INVALID'],
  ['cut JSON', 200, '{"data":{"watchers":', 'INVALID'],
  ['a list', 200, '[1,2,3]', 'INVALID'],
  ['nothing', 200, '', 'INVALID'],
  ['null', 200, 'null', 'INVALID'],
  ['no data and no errors', 200, '{}', 'INVALID'],
  ['a server error', 500, '{"stack":"at Object.<anonymous> (/srv/app.js:1:1)"}', 'UNAVAILABLE'],
  ['errors of its own', 200, '{"errors":[{"message":"relation \\"secrets\\" does not exist"}]}', 'INVALID'],
  ['errors that are none', 200, '{"errors":[null,42,"SELECT"]}', 'INVALID'],
];

test.each(RUBBISH)(
  'an agency answering %s is named and nothing of its answer is shown',
  async (_name, status, text, source) => {
    await using server = await impostor(status, text);
    await using graph = await startGraph({ urls: { watch: server.url } });
    const answer = await graph.ask('officer', QUERY);
    expect(answer.body.data).toEqual({ ships: SHIPS, watchers: null });
    expect(answer.body.extensions?.sources).toEqual({ port: 'OK', watch: source });
    expect(answer.text).not.toMatch(/secrets|SELECT|srv|relation/);
    for (const error of answer.body.errors ?? []) expect(error.extensions.agency).toBe('watch');
  },
);

test('a value of the wrong type is null with an error and is not shown', async () => {
  await using server = await impostor(
    200,
    '{"data":{"watchers":"SECRET","_entities":[{"seen":{"a":1}},{"seen":"ok"}]}}',
  );
  await using graph = await startGraph({ urls: { watch: server.url } });
  const answer = await graph.ask('officer', QUERY);
  expect(answer.body.data).toEqual({
    ships: [
      { name: 'Anna', seen: null },
      { name: 'Bella', seen: 'ok' },
    ],
    watchers: null,
  });
  expect(answer.text).not.toContain('SECRET');
  expect(answer.body.errors?.map((error) => error.extensions.code)).toEqual([
    'SUBGRAPH_INVALID_ANSWER',
    'SUBGRAPH_INVALID_ANSWER',
  ]);
});

test('nothing where the schema promises a value makes the parent null and is told', async () => {
  await using graph = await startGraph();
  graph.port.ships = [];
  const answer = await graph.ask('officer', '{ watchers required { name } }');
  expect(answer.body.data).toBeNull();
  expect(answer.body.errors).not.toHaveLength(0);
});

test('an error about an entity is told at the place the entity has in the answer, however the agency counts', async () => {
  const error = (index: number | string) => ({ message: 'x', path: ['_entities', index, 'seen'] });
  for (const index of [1, '1']) {
    await using server = await impostor(
      200,
      JSON.stringify({ data: { _entities: [{ seen: 'ok' }, { seen: null }] }, errors: [error(index)] }),
    );
    await using graph = await startGraph({ urls: { watch: server.url } });
    const answer = await graph.ask('officer', '{ ships { name seen } }');
    expect(answer.body.data).toEqual({
      ships: [
        { name: 'Anna', seen: 'ok' },
        { name: 'Bella', seen: null },
      ],
    });
    expect(answer.body.errors?.map(({ path, extensions }) => ({ path, ...extensions }))).toEqual([
      { path: ['ships', 1, 'seen'], code: 'SUBGRAPH_ERROR', agency: 'watch' },
    ]);
  }
});
