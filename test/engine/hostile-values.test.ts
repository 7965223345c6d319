import { startFederation } from '../support/federated.ts';
import { errorsOf } from './topic.ts';

const LANES = { name: 'lanes', typeDefs: 'type Query { lanes: Int }', resolvers: { Query: { lanes: () => 4 } } };

/** A federation with one agency that answers the given text. */
function lying(typeDefs: string, text: string) {
  return startFederation({
    subgraphs: [LANES, { name: 'liar', typeDefs, respond: (_call, response) => void response.end(text) }],
  });
}

test('numbers that JSON cannot write are null with an error, and the answer is JSON', async () => {
  await using federation = await lying(
    'scalar Any type Query { float: Float floats: [Float] text: String any: Any }',
    '{"data":{"float":1e999,"floats":[-1e999,1.5],"text":1e999,"any":1e999}}',
  );
  const answer = await federation.ask('{ lanes float floats text any }');
  expect(answer.data).toEqual({ lanes: 4, float: null, floats: [null, 1.5], text: null, any: null });
  expect(errorsOf(answer)).toHaveLength(4);
  expect(answer.sources).toEqual({ lanes: 'OK', liar: 'PARTIAL' });
});

test('of a hundred thousand wrong values a thousand are told', async () => {
  await using federation = await lying(
    'type Query { flags: [Boolean] }',
    `{"data":{"flags":[${Array.from({ length: 100_000 }, () => 0).join()}]}}`,
  );
  const answer = await federation.ask('{ lanes flags }');
  expect(answer.data?.['lanes']).toBe(4);
  expect(answer.errors).toHaveLength(1_000);
});

test('an error with a path without end is told at a bounded place, once for each of its records', async () => {
  await using federation = await startFederation({
    subgraphs: [
      {
        name: 'customs',
        typeDefs: 'type Query { all: [Item!]! } type Item @key(fields: "id") { id: ID! }',
        resolvers: { Query: { all: () => Array.from({ length: 900 }, () => ({ id: '1' })) } },
      },
      {
        name: 'liar',
        typeDefs: 'type Item @key(fields: "id") { id: ID! x: Int }',
        respond: (_call, response) =>
          void response.end(
            JSON.stringify({
              data: { _entities: [{ x: 1 }] },
              errors: [{ message: 'x', path: ['_entities', 0, ...Array.from({ length: 60_000 }, () => 0)] }],
            }),
          ),
      },
    ],
  });
  const answer = await federation.ask('{ all { id x } }');
  expect(answer.errors).toHaveLength(900);
  expect(answer.text.length).toBeLessThan(1_000_000);
});

test('nesting without end costs the field it stands in', async () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  await using federation = await lying(
    'scalar Any type Query { any: Any list: [Int] }',
    `{"data":{"any":${deep},"list":${deep}}}`,
  );
  const answer = await federation.ask('{ lanes any list }');
  expect(answer.status).toBe(200);
  expect(answer.data?.['lanes']).toBe(4);
});

test('what an agency leaves out is told, what it says is null is not', async () => {
  await using federation = await lying('type Query { said: Int left: Int }', '{"data":{"said":null}}');
  const answer = await federation.ask('{ lanes said left }');
  expect(answer.data).toEqual({ lanes: 4, said: null, left: null });
  expect(errorsOf(answer)).toEqual(['SUBGRAPH_INVALID_ANSWER left']);
});

test("one agency's error without a place does not cover for another's wrong value", async () => {
  await using federation = await startFederation({
    subgraphs: [
      {
        name: 'vague',
        typeDefs: 'type Query { a: Int }',
        respond: (_call, response) => void response.end('{"data":{"a":1},"errors":[{"message":"x"}]}'),
      },
      {
        name: 'liar',
        typeDefs: 'type Query { b: Int }',
        respond: (_call, response) => void response.end('{"data":{"b":"SECRET"}}'),
      },
    ],
  });
  const answer = await federation.ask('{ a b }');
  expect(answer.data).toEqual({ a: 1, b: null });
  expect(errorsOf(answer)).toEqual(['SUBGRAPH_ERROR ', 'SUBGRAPH_INVALID_ANSWER b']);
  expect(answer.sources).toEqual({ liar: 'PARTIAL', vague: 'PARTIAL' });
});

test('a condition that is null is refused as the caller’s fault, whatever was asked before', async () => {
  await using federation = await startFederation({ subgraphs: [LANES] });
  const query = 'query ($skip: Boolean = true) { lanes @skip(if: $skip) }';
  for (const [skip, code] of [
    [null, 'BAD_USER_INPUT'],
    [false, undefined],
    [null, 'BAD_USER_INPUT'],
  ] as const) {
    const answer = await federation.ask(query, { skip });
    expect(answer.errors[0]?.extensions.code).toBe(code);
  }
});

test('a variable without a value is not sent, whatever objects inherit under its name', async () => {
  await using federation = await startFederation({
    subgraphs: [
      {
        name: 'echo',
        typeDefs: 'type Query { echo(text: String, other: String): String }',
        resolvers: { Query: { echo: (_: unknown, given: object) => JSON.stringify(given) } },
      },
    ],
  });
  const query = 'query ($toString: String, $valueOf: String) { echo(text: $toString, other: $valueOf) }';
  const answer = await federation.ask(query, { valueOf: 'x' });
  expect([answer.data, answer.errors]).toEqual([{ echo: '{"other":"x"}' }, []]);
});
