import type { ServerResponse } from 'node:http';
import { type HandledCall, OWN_ENGINES } from '../support/federated.ts';
import { respondUncoerced } from './raw-answers.ts';
import { errorsOf, topic } from './topic.ts';

/** What the two subgraphs answer, set by each test. */
let customs: object = {};
let sps: object = {};

const RECORD = `type Record @key(fields: "mrn") { mrn: ID! beside: String int: Int float: Float text: String id: ID flag: Boolean
  kind: Kind day: Day record: Record records: [Record] ints: [Int] kinds: [Kind!] subject: Subject thing: Thing
  required: Int! strict: Strict strictList: [Int!]! list: [Int!] items: [Int]! nested: [[Int!]!] loose: [[Int]] stricts: [Strict!] looseStricts: [Strict]! }
  type Strict { must: String! deep: Strict! may: String kind: Kind! }
  enum Kind { TEA MAIZE } scalar Day
  union Subject = Vehicle | Trailer
  interface Thing { weight: Int }
  type Vehicle implements Thing { plate: String weight: Int } type Trailer implements Thing { axles: Int weight: Int } type Loose { weight: Int }`;

const SUBGRAPHS = [
  {
    name: 'customs',
    typeDefs: `type Query { record: Record records: [Record!] must: Record! loose: Loose } ${RECORD}`,
    respond: (call: HandledCall, response: ServerResponse) => respondUncoerced(customs, call, response),
  },
  {
    name: 'sps',
    typeDefs:
      'type Query { officers: Int! } type Record @key(fields: "mrn") { mrn: ID! count: Int grade: Grade certain: Int! } enum Grade { A B }',
    respond: (call: HandledCall, response: ServerResponse) => respondUncoerced(sps, call, response),
  },
];

/** Field, a value that is none of its type, the selection below it. */
const WRONG: ReadonlyArray<[field: string, value: unknown, selection?: string]> = [
  ['int', 'abc'],
  ['int', '5'],
  ['int', 1.5],
  ['int', 2 ** 40],
  ['int', -(2 ** 31) - 1],
  ['int', {}],
  ['int', [1]],
  ['float', 'abc'],
  ['float', {}],
  ['float', []],
  ['text', { a: 1 }],
  ['text', ['a']],
  ['id', { a: 1 }],
  ['id', ['a']],
  ['id', 1.5],
  ['id', true],
  ['flag', 'true'],
  ['flag', {}],
  ['flag', []],
  ['kind', 'COFFEE'],
  ['kind', 'tea'],
  ['kind', 0],
  ['kind', { a: 1 }],
  ['kind', 'constructor'],
  ['kind', '__proto__'],
  ['ints', 1],
  ['ints', { 0: 1, length: 1 }],
  ['ints', 'abc'],
  ['record', [{ mrn: 'M2' }], '{ beside }'],
  ['record', 'abc', '{ beside }'],
  ['record', 7, '{ beside }'],
  ['record', true, '{ beside }'],
  ['records', { mrn: 'M2' }, '{ beside }'],
  ['records', 'abc', '{ beside }'],
  ['subject', { __typename: 'Ghost', plate: 'UAX 1' }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', { __typename: 'Record', plate: 'UAX 1' }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', { __typename: 'Thing' }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', { __typename: 42 }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', { __typename: null }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', { __typename: 'toString' }, '{ __typename ... on Vehicle { plate } }'],
  ['subject', 'Vehicle', '{ __typename ... on Vehicle { plate } }'],
  ['subject', [{ __typename: 'Vehicle', plate: 'UAX 1' }], '{ __typename ... on Vehicle { plate } }'],
  ['thing', { __typename: 'Loose', weight: 3 }, '{ __typename weight }'],
  ['thing', { __typename: 'Ghost', weight: 3 }, '{ __typename weight ... on Vehicle { plate } }'],
];

/** Field and value, what becomes of it, where the error stands below the record. */
const NULLS: ReadonlyArray<[field: string, value: unknown, becomes: unknown, path: string, selection?: string]> = [
  ['ints', [1, 'x', null, 4], [1, null, null, 4], 'ints.1'],
  ['kinds', ['TEA', 'COFFEE'], null, 'kinds.1'],
  ['list', [1, null, 3], null, 'list.1'],
  ['items', [1, {}, 3], [1, null, 3], 'items.1'],
  ['nested', [[1], [2, null], [3]], null, 'nested.1.1'],
  ['nested', [[1], null], null, 'nested.1'],
  ['loose', [[1], ['x', 2], 3, null], [[1], [null, 2], null, null], 'loose.1.0 loose.2'],
  [
    'records',
    [{ beside: 'a' }, { beside: ['b'] }, 'c', null],
    [{ beside: 'a' }, { beside: null }, null, null],
    'records.1.beside records.2',
    '{ beside }',
  ],
  ['records', [{ required: 1 }, { required: null }], [{ required: 1 }, null], 'records.1.required', '{ required }'],
  ['strict', { must: null, may: 'x' }, null, 'strict.must', '{ must may }'],
  ['strict', { may: 'x' }, null, 'strict.must', '{ must may }'],
  [
    'strict',
    { must: 'x', deep: { must: 'y', deep: { must: {} } } },
    null,
    'strict.deep.deep.must',
    '{ must deep { must deep { must } } }',
  ],
  ['strict', { must: 'x', deep: null }, null, 'strict.deep', '{ must deep { must } }'],
  ['strict', { kind: 'COFFEE' }, null, 'strict.kind', '{ kind }'],
  ['stricts', [{ must: 'x' }, { must: null }], null, 'stricts.1.must', '{ must }'],
  ['stricts', [{ must: 'x' }, null], null, 'stricts.1', '{ must }'],
  [
    'looseStricts',
    [{ must: 'x' }, { must: null }, null, []],
    [{ must: 'x' }, null, null, null],
    'looseStricts.1.must looseStricts.3',
    '{ must }',
  ],
];

const invalid = (paths: string, before = 'record.') =>
  paths.split(' ').map((path) => `SUBGRAPH_INVALID_ANSWER ${before}${path}`);

topic(
  'result coercion',
  SUBGRAPHS,
  ({ federation }) => {
    test.each(WRONG)(
      'a field %s is not %j: null with an error, and the field beside it is there',
      async (field, value, selection = '') => {
        customs = { record: { mrn: 'M1', [field]: value, beside: 'here' } };
        const answer = await federation().ask(`{ record { ${field} ${selection} beside } }`);
        expect(answer.data).toEqual({ record: { [field]: null, beside: 'here' } });
        expect(errorsOf(answer)).toEqual(invalid(field));
        expect(answer.errors[0]?.extensions.agency ?? 'customs').toBe('customs');
      },
    );

    test.each(NULLS)('a field %s of %j becomes %j', async (field, value, becomes, paths, selection = '') => {
      customs = { record: { mrn: 'M1', [field]: value, beside: 'here' } };
      const answer = await federation().ask(`{ record { ${field} ${selection} beside } }`);
      expect(answer.data).toEqual({ record: { [field]: becomes, beside: 'here' } });
      expect(errorsOf(answer)).toEqual(invalid(paths));
    });

    test.each<readonly [field: string, value: unknown]>([
      ['required', null],
      ['required', 'x'],
      ['strictList', null],
      ['strictList', [1, null]],
      ['strictList', 7],
      ['items', null],
    ])('a field %s of %j takes the record with it', async (field, value) => {
      customs = { record: { mrn: 'M1', [field]: value, beside: 'here' }, loose: { weight: 4 } };
      const answer = await federation().ask(`{ record { beside ${field} } loose { weight } }`);
      expect(answer.data).toEqual({ record: null, loose: { weight: 4 } });
      expect(errorsOf(answer)).toHaveLength(1);
      expect(errorsOf(answer)[0]).toMatch(new RegExp(`^SUBGRAPH_INVALID_ANSWER record\\.${field}(\\.1)?$`));
    });

    test('null where the root promises a value leaves no data', async () => {
      customs = { must: null, record: { mrn: 'M1', beside: 'here' } };
      const answer = await federation().ask('{ must { beside } record { beside } }');
      expect(answer.data).toBeNull();
      expect(errorsOf(answer)).toEqual(['SUBGRAPH_INVALID_ANSWER must']);
    });

    test('so does a field below it that must not be null', async () => {
      customs = { must: { mrn: 'M1', required: null } };
      const answer = await federation().ask('{ must { beside required } }');
      expect(answer.data).toBeNull();
      expect(errorsOf(answer)).toContain('SUBGRAPH_INVALID_ANSWER must.required');
    });

    test.each<readonly [field: string, value: unknown]>([
      ['text', 5],
      ['text', true],
      ['text', 1.5],
      ['id', 7],
    ])('a field %s of %j is a text or null with an error', async (field, value) => {
      customs = { record: { mrn: 'M1', [field]: value } };
      const answer = await federation().ask(`{ record { ${field} } }`);
      const given = Object(answer.data?.['record'])[field];
      expect(given === null ? errorsOf(answer) : [given]).toEqual(given === null ? invalid(field) : [String(value)]);
    });

    test('what is right is left as it is', async () => {
      const right = {
        int: -(2 ** 31),
        float: 3,
        text: '',
        id: '',
        flag: false,
        kind: 'MAIZE',
        day: '2026-11-23',
        ints: [],
        loose: [[], [null]],
      };
      customs = { record: { mrn: 'M1', ...right } };
      const answer = await federation().ask(`{ record { ${Object.keys(right).join(' ')} } }`);
      expect([answer.data, answer.errors]).toEqual([{ record: right }, []]);
      customs = { record: { mrn: 'M1', float: 1e300, int: 0, id: '0', text: '"\\\u2028\u{1F69A}</script>' } };
      const odd = await federation().ask('{ record { float int id text } }');
      expect([odd.data, odd.errors]).toEqual([
        { record: { float: 1e300, int: 0, id: '0', text: '"\\\u2028\u{1F69A}</script>' } },
        [],
      ]);
    });

    test('a wrong value has its own path under the names of the caller', async () => {
      customs = {
        records: [
          { mrn: 'M1', int: 1 },
          { mrn: 'M2', int: 'x' },
        ],
      };
      const answer = await federation().ask('{ all: records { number: int ... on Record { again: int } } }');
      expect(answer.data).toEqual({
        all: [
          { number: 1, again: 1 },
          { number: null, again: null },
        ],
      });
      expect(errorsOf(answer)).toEqual(invalid('1.again 1.number', 'all.'));
    });

    test('in the answer of another subgraph it costs that record only', async () => {
      customs = { records: ['M1', 'M2', 'M3', 'M4'].map((mrn) => ({ __typename: 'Record', mrn, beside: mrn })) };
      const rows = [
        { count: 1, grade: 'A' },
        { count: 'x', grade: 'B' },
        { count: 3, grade: 'C' },
        { count: [4], grade: { a: 1 } },
      ];
      sps = { _entities: () => rows.map((row) => ({ __typename: 'Record', ...row })) };
      const answer = await federation().ask('{ records { beside count grade } }');
      expect(answer.data).toEqual({
        records: [
          { beside: 'M1', count: 1, grade: 'A' },
          { beside: 'M2', count: null, grade: 'B' },
          { beside: 'M3', count: 3, grade: null },
          { beside: 'M4', count: null, grade: null },
        ],
      });
      expect(errorsOf(answer)).toEqual(invalid('1.count 2.grade 3.count 3.grade', 'records.'));
    });

    test('a record the other subgraph leaves without a promised value takes the list it must not be null in', async () => {
      customs = { records: ['M1', 'M2'].map((mrn) => ({ __typename: 'Record', mrn })), record: { mrn: 'M1' } };
      sps = {
        _entities: (asked: readonly object[]) =>
          asked.map((_, at) => ({ __typename: 'Record', certain: at === 0 ? 1 : null })),
      };
      const answer = await federation().ask('{ records { certain } record { mrn } }');
      expect(answer.data).toEqual({ records: null, record: { mrn: 'M1' } });
      expect(errorsOf(answer)).toEqual(invalid('1.certain', 'records.'));
    });

    test('a key of the wrong form is told and followed nowhere', async () => {
      customs = { records: [{ __typename: 'Record', mrn: { a: 1 } }] };
      sps = { _entities: () => [{ __typename: 'Record', count: 1 }] };
      federation().forget();
      const answer = await federation().ask('{ records { mrn beside count } }');
      expect(answer.data).toEqual({ records: null });
      expect(errorsOf(answer)).toContain('SUBGRAPH_INVALID_ANSWER records.0.mrn');
      expect(federation().calls['sps']).toEqual([]);
    });

    test('no value of a wrong answer is in its error', async () => {
      customs = {
        record: { mrn: 'M1', int: 'SECRET-VALUE', kind: 'SECRET-VALUE', subject: { __typename: 'SECRET_VALUE' } },
      };
      const answer = await federation().ask('{ record { int kind subject { __typename } } }');
      expect(answer.errors).toHaveLength(3);
      expect(answer.text).not.toMatch(/SECRET/);
    });
  },
  OWN_ENGINES,
);
