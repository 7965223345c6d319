import { topic } from './topic.ts';

const COUNT = 10_000;
const ROWS = Array.from({ length: COUNT }, (_, at) => ({ id: `c${at}`, kind: { code: `k${at % 7}` } }));
const FIELDS = Array.from({ length: 250 }, (_, at) => at);
const wide = (prefix: string) => FIELDS.map((at) => `${prefix}${at}: Int`).join(' ');
const numbers = (prefix: string) => Object.fromEntries(FIELDS.map((at) => [`${prefix}${at}`, at]));
const at = (id: string) => ({ id });

const GRID = [[at('a'), null, at('b')], [], null, [at('a')]];
const CUBE = [[[at('a')], null], [], [[at('c'), null]]];

const SUBGRAPHS = [
  {
    name: 'customs',
    typeDefs: `type Query { rows: [Row!]! wide: Wide grid: [[Row]] cube: [[[Row]]] sparse: [Row] empty: [Row!]! nothing: [Row] strict: [[Row!]] odd: [[Thing]!] }
      type Row @key(fields: "id") { id: ID! kind: Kind next: Row }
      type Kind @key(fields: "code") { code: ID! }
      type Wide @key(fields: "id") { id: ID! ${wide('a')} }
      union Thing = Row | Kind`,
    resolvers: {
      Query: {
        rows: () => ROWS,
        wide: () => ({ id: 'w', ...numbers('a') }),
        grid: () => GRID,
        cube: () => CUBE,
        sparse: () => [null, at('a'), null, null, at('gone'), null],
        empty: () => [],
        nothing: () => [null, null],
        strict: () => [[at('a')], [at('b'), at('c')]],
        odd: () => [
          [
            { __typename: 'Kind', code: 'k1' },
            { __typename: 'Row', id: 'a' },
          ],
          [null],
        ],
      },
    },
  },
  {
    name: 'sps',
    typeDefs: `type Row @key(fields: "id") { id: ID! decision: String must: String! }
      type Kind @key(fields: "code") { code: ID! name: String }
      type Wide @key(fields: "id") { id: ID! ${wide('b')} }`,
    resolvers: {
      Row: {
        __resolveReference: ({ id }: { id: string }) =>
          id === 'gone' ? null : { id, decision: `of ${id}`, must: `must ${id}` },
      },
      Kind: { __resolveReference: ({ code }: { code: string }) => ({ code, name: `name ${code}` }) },
      Wide: { __resolveReference: () => numbers('b') },
    },
  },
];

topic('sizes', SUBGRAPHS, ({ answers, engine, federation }) => {
  test('a list of 10,000 records is followed whole, in its order', async () => {
    federation().forget();
    const answer = await federation().ask('{ rows { id decision kind { code name } } }');
    expect(answer.errors).toEqual([]);
    expect(
      answer.text.includes(
        JSON.stringify({ id: 'c9999', decision: 'of c9999', kind: { code: 'k3', name: 'name k3' } }),
      ),
    ).toBe(true);
    const rows = answer.data?.['rows'] as Array<{ id: string; decision: string; kind: object }>;
    const wrong = rows.findIndex(
      ({ id, decision, kind }, at) =>
        id !== `c${at}` ||
        decision !== `of c${at}` ||
        JSON.stringify(kind) !== `{"code":"k${at % 7}","name":"name k${at % 7}"}`,
    );
    expect([rows.length, wrong]).toEqual([COUNT, -1]);
    expect(federation().calls['customs']).toHaveLength(1);
  });
  // The reference asks for each as often as it stands in the list.
  const own = engine.engine === 'hub' ? test : test.skip;
  own('equal records are asked for once', async () => {
    federation().forget();
    const answer = await federation().ask('{ rows { kind { name } } }');
    expect(Object(answer.data?.['rows'])[9]).toEqual({ kind: { name: 'name k2' } });
    const asked = (federation().calls['sps'] ?? []).flatMap(({ variables }) => Object.values(variables).flat());
    expect(asked).toHaveLength(7);
  });
  test('an operation of 500 fields is answered whole', async () => {
    const names = [...FIELDS.map((at) => `b${at}`), ...FIELDS.map((at) => `a${at}`)];
    const answer = await federation().ask(`{ wide { ${names.join(' ')} } }`);
    expect(answer.data).toEqual({ wide: { ...numbers('b'), ...numbers('a') } });
    expect(answer.errors).toEqual([]);
  });
  test('fragments that double at each level are refused or answered, never expanded without bound', async () => {
    const bomb = (levels: number) =>
      `{ sparse { ...F0 } } ${Array.from({ length: levels }, (_, at) => `fragment F${at} on Row { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F${levels} on Row { decision }`;
    const refused = await federation().ask(bomb(28));
    expect([refused.data ?? null, refused.errors[0]?.extensions.code]).toEqual([null, 'LIMIT_EXCEEDED']);
    const small = await federation().ask(bomb(7));
    expect(small.data).toEqual({ sparse: [null, { decision: 'of a' }, null, null, { decision: null }, null] });
  });
  test('so are fragments that double by nested fields', async () => {
    const bomb = (levels: number) =>
      `{ sparse { ...F0 } } ${Array.from({ length: levels }, (_, at) => `fragment F${at} on Row { a: next { ...F${at + 1} } b: next { ...F${at + 1} } }`).join(' ')} fragment F${levels} on Row { decision }`;
    const refused = await federation().ask(bomb(20));
    expect([refused.data ?? null, refused.errors[0]?.extensions.code]).toEqual([null, 'LIMIT_EXCEEDED']);
    const small = await federation().ask(bomb(3));
    expect(Object(small.data?.['sparse'])[1]).toEqual({ a: null, b: null });
  });
  answers(
    'records within lists of lists are followed, nulls and empty lists keep their places',
    '{ grid { id decision } cube { decision } strict { id must } }',
    {
      grid: [
        [{ id: 'a', decision: 'of a' }, null, { id: 'b', decision: 'of b' }],
        [],
        null,
        [{ id: 'a', decision: 'of a' }],
      ],
      cube: [[[{ decision: 'of a' }], null], [], [[{ decision: 'of c' }, null]]],
      strict: [
        [{ id: 'a', must: 'must a' }],
        [
          { id: 'b', must: 'must b' },
          { id: 'c', must: 'must c' },
        ],
      ],
    },
  );
  answers(
    'members of a union within lists of lists too',
    '{ odd { __typename ... on Row { decision } ... on Kind { name } } }',
    {
      odd: [
        [
          { __typename: 'Kind', name: 'name k1' },
          { __typename: 'Row', decision: 'of a' },
        ],
        [null],
      ],
    },
  );
  answers('a list laden with nulls keeps them', '{ sparse { decision id } }', {
    sparse: [null, { decision: 'of a', id: 'a' }, null, null, { decision: null, id: 'gone' }, null],
  });
  answers(
    'a record the other subgraph does not know is null where it promises a value',
    '{ sparse { must } }',
    { sparse: [null, { must: 'must a' }, null, null, null, null] },
    // It gives null without a word.
    { errors: ['SUBGRAPH_INVALID_ANSWER sparse.4.must'], wrongIn: ['reference'] },
  );
  answers(
    'empty lists and lists of nulls are followed nowhere',
    '{ empty { decision } nothing { decision } }',
    { empty: [], nothing: [null, null] },
    {
      calls: { customs: 1 },
    },
  );
});
