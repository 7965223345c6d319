import { byKey, topic } from './topic.ts';

const echo = (_: unknown, args: object) => JSON.stringify(args);
const INPUTS = `enum Kind { TEA MAIZE } scalar Json
  input Range { from: Int = 1 to: Int } input Filter { kind: Kind kinds: [Kind!] range: Range text: String ids: [[ID!]] not: Filter }`;

topic(
  'variables',
  [
    {
      name: 'customs',
      typeDefs: `type Query { find(filter: Filter, kind: Kind = TEA, n: Int, json: Json): String record: Record } ${INPUTS}
        type Record @key(fields: "id") { id: ID! here(kind: Kind, text: String): String }`,
      resolvers: { Query: { find: echo, record: () => ({ id: '1' }) }, Record: { here: echo } },
    },
    {
      name: 'sps',
      typeDefs: `type Record @key(fields: "id") { id: ID! there(filter: Filter, text: String = "none", kind: Kind): String when(flag: Boolean!): Boolean } ${INPUTS}`,
      resolvers: {
        Record: { ...byKey([{ id: '1' }], 'id'), there: echo, when: (_: unknown, { flag }: { flag: boolean }) => flag },
      },
    },
  ],
  ({ answers, federation }) => {
    answers(
      'a variable is handed to whom it is for, in every form',
      'query ($f: Filter, $k: Kind, $t: String) { find(filter: $f, kind: $k) record { here(kind: $k, text: $t) there(filter: $f, text: $t) } }',
      {
        find: '{"filter":{"kind":"MAIZE","range":{"from":1,"to":7},"ids":[["1"],null]},"kind":"MAIZE"}',
        record: {
          here: '{"kind":"MAIZE","text":"a \\"b\\" \\\\ \\n \u2028"}',
          there:
            '{"filter":{"kind":"MAIZE","range":{"from":1,"to":7},"ids":[["1"],null]},"text":"a \\"b\\" \\\\ \\n \u2028"}',
        },
      },
      {
        variables: { f: { kind: 'MAIZE', range: { to: 7 }, ids: [['1'], null] }, k: 'MAIZE', t: 'a "b" \\ \n \u2028' },
      },
    );
    answers(
      'one not given is not handed over, and defaults hold',
      'query ($k: Kind, $t: String, $n: Int = 4) { find(kind: $k, n: $n) record { there(text: $t, kind: $k) } }',
      {
        find: '{"kind":"TEA","n":4}',
        record: { there: '{"text":"none"}' },
      },
    );
    answers(
      'null is given, not left out',
      'query ($k: Kind, $t: String, $n: Int = 4) { find(kind: $k, n: $n) record { there(text: $t, filter: null) } }',
      {
        find: '{"kind":null,"n":null}',
        record: { there: '{"filter":null,"text":null}' },
      },
      { variables: { k: null, t: null, n: null } },
    );
    answers(
      'one stands within lists and objects',
      'query ($k: Kind! = MAIZE, $i: ID!, $n: Int) { record { there(filter: { kinds: [TEA, $k], ids: [[$i, "2"]], range: { to: $n }, not: { not: { kind: $k } } }) } }',
      {
        record: {
          there:
            '{"filter":{"kinds":["TEA","MAIZE"],"range":{"from":1},"ids":[["x","2"]],"not":{"not":{"kind":"MAIZE"}}},"text":"none"}',
        },
      },
      { variables: { i: 'x' } },
    );
    answers(
      'a single value stands for a list of one',
      'query ($f: Filter) { record { there(filter: $f) b: there(filter: { kinds: TEA }) } }',
      {
        record: {
          there: '{"filter":{"kinds":["MAIZE"]},"text":"none"}',
          b: '{"filter":{"kinds":["TEA"]},"text":"none"}',
        },
      },
      { variables: { f: { kinds: 'MAIZE' } } },
    );
    answers(
      'a scalar of the graph is handed over as it is',
      'query ($j: Json) { a: find(json: $j) b: find(json: { a: [1, { b: null }], c: "x" }) }',
      {
        a: '{"kind":"TEA","json":{"a":[1,{"b":null}],"c":"x"}}',
        b: '{"kind":"TEA","json":{"a":[1,{"b":null}],"c":"x"}}',
      },
      { variables: { j: { a: [1, { b: null }], c: 'x' } } },
    );
    answers(
      'one named like the machinery is one as any other',
      'query ($representations: Boolean!, $__batch_reps_0: String) { record { when(flag: $representations) there(text: $__batch_reps_0) } a: record { w: when(flag: $representations) } }',
      {
        record: { when: true, there: '{"text":"mine"}' },
        a: { w: true },
      },
      { variables: { representations: true, __batch_reps_0: 'mine' } },
    );
    test('a subgraph gets the variables of its own fields only', async () => {
      federation().forget();
      await federation().ask('query ($a: Int, $b: Boolean!) { find(n: $a) record { when(flag: $b) } }', {
        a: 5,
        b: true,
      });
      expect(Object.values(federation().calls['customs']?.[0]?.variables ?? {})).toEqual([5]);
      expect(JSON.stringify(federation().calls['sps'])).not.toContain('5');
    });
    test.each([
      ['$k: Kind', 'find(kind: $k)', { k: 'COFFEE' }],
      ['$n: Int', 'find(n: $n)', { n: '5' }],
      ['$n: Int', 'find(n: $n)', { n: 2 ** 31 }],
      ['$f: Filter', 'find(filter: $f)', { f: { unknown: 1 } }],
      ['$b: Boolean!', 'record { when(flag: $b) }', {}],
      ['$b: Boolean!', 'record { when(flag: $b) }', { b: null }],
    ])(
      '%s is refused for a value it cannot have before any subgraph is asked: %s of %j',
      async (declared, field, variables) => {
        federation().forget();
        const answer = await federation().ask(`query (${declared}) { ${field} }`, variables);
        expect(answer.errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
        expect(answer.data ?? null).toBeNull();
        expect(federation().calls).toEqual({ customs: [], sps: [] });
      },
    );
  },
);
