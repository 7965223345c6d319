import fc from 'fast-check';
import pg from 'pg';
import {
  type AttributeType,
  type Column,
  compileToFilter,
  compileToSql,
  type Literal,
  parseResidual,
  type Residual,
  ResidualError,
} from '../../subgraphs/kit/index.ts';
import { freshDatabase } from '../support/database.ts';

const RECORDS = 2_000;
const RESIDUALS = 2_000;

/** Texts that trip: metacharacters of LIKE and of SQL, one letter in two forms, and letters that UTF-16 sorts otherwise. */
const TEXTS = [
  '',
  'a',
  'A',
  'ab',
  'a%',
  'a_b',
  '%',
  '_',
  '\\',
  "'",
  "';--",
  '$1',
  'é',
  'e\u0301',
  '𝒳',
  '\uE000',
  '\uFFFD',
  ' a',
  'ß',
];
const INSTANTS = [
  '2026-11-23T08:00:00Z',
  '2026-11-23T11:00:00+03:00',
  '2026-11-23T08:00:00.000001Z',
  '2026-11-23T08:00:00.5Z',
  '2026-03-29T02:30:00+02:00',
  '1969-12-31T23:59:59.999999Z',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999999-14:00',
];
const NUMBERS = [0, -0, 1, -1, 0.1, 0.30000000000000004, 1e300, -1e-300, 9007199254740991];

const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['name', { sql: 'name', type: 'text' }],
  ['owner.country', { sql: 'owner_country', type: 'text' }],
  ['count', { sql: 'count', type: 'integer' }],
  ['mass', { sql: 'mass', type: 'number' }],
  ['isOpen', { sql: 'is_open', type: 'boolean' }],
  ['dueAt', { sql: 'due_at', type: 'instant' }],
  ['tags', { sql: 'tags', type: 'texts' }],
]);

const orNull = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { freq: 6 });
const text = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 4 }).filter((each) => !/\0|\p{Cs}/u.test(each)),
);
const integer = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.maxSafeInteger());
const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.double({ noNaN: true, noDefaultInfinity: true }));
const instant = fc.constantFrom(...INSTANTS);

const record = fc.record({
  name: orNull(text),
  owner: fc.oneof(
    { weight: 6, arbitrary: fc.record({ country: orNull(text) }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  count: orNull(integer),
  mass: orNull(number),
  isOpen: orNull(fc.boolean()),
  dueAt: orNull(instant),
  tags: orNull(fc.array(fc.option(text, { freq: 12 }), { maxLength: 4 })),
});

const literals: Readonly<Record<Exclude<AttributeType, 'texts'>, fc.Arbitrary<Literal>>> = {
  text,
  integer,
  number,
  boolean: fc.boolean(),
  instant: instant.map((each) => ({ instant: each })),
};

const leaf: fc.Arbitrary<Residual> = fc.oneof(
  ...[...COLUMNS].flatMap(([attribute, { type }]): fc.Arbitrary<Residual>[] => {
    const isNull = fc.constant<Residual>({ op: 'isNull', attribute });
    if (type === 'texts') {
      return [
        isNull,
        text.map((value) => ({ op: 'contains' as const, attribute, value })),
        fc.array(text, { maxLength: 3 }).map((values) => ({ op: 'containsAny' as const, attribute, values })),
      ];
    }
    const equal = fc.constantFrom('eq' as const, 'ne' as const);
    const ops =
      type === 'boolean'
        ? equal
        : fc.oneof(equal, fc.constantFrom('lt' as const, 'le' as const, 'gt' as const, 'ge' as const));
    return [
      isNull,
      fc.record({ op: ops, attribute: fc.constant(attribute), value: literals[type] }),
      fc.array(literals[type], { maxLength: 4 }).map((values) => ({ op: 'in' as const, attribute, values })),
      ...(type === 'text' ? [text.map((value) => ({ op: 'startsWith' as const, attribute, value }))] : []),
    ];
  }),
);

const { residual } = fc.letrec<{ residual: Residual }>((tie) => ({
  residual: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ op: fc.constantFrom('and' as const, 'or' as const), of: fc.array(tie('residual'), { maxLength: 3 }) }),
    tie('residual').map((of) => ({ op: 'not' as const, of })),
  ),
}));

async function tableOf(records: readonly Generated[]) {
  const database = await freshDatabase();
  const pool = new pg.Pool({ connectionString: database.url, max: 1 });
  pool.on('error', () => {});
  await pool.query(`create table record (id integer primary key, name text, owner_country text, count bigint,
    mass float8, is_open boolean, due_at timestamptz, tags text[])`);
  for (const [id, { name, owner, count, mass, isOpen, dueAt, tags }] of records.entries()) {
    const values = [id, name, owner?.country ?? null, count, mass, isOpen, dueAt, tags];
    await pool.query('insert into record values ($1, $2, $3, $4, $5, $6, $7, $8)', values);
  }
  return {
    /** Statement and parameters as an agency would send them, its own parameter before the residual's. */
    async passing(condition: Residual): Promise<number[]> {
      const { text: where, values } = compileToSql(condition, COLUMNS, 2);
      const { rows } = await pool.query<{ id: number }>(
        `select id from record where id >= $1::integer and ${where} order by id`,
        [0, ...values],
      );
      return rows.map(({ id }) => id);
    },
    async [Symbol.asyncDispose]() {
      await pool.end();
      await database[Symbol.asyncDispose]();
    },
  };
}

type Generated = typeof record extends fc.Arbitrary<infer Value> ? Value : never;

test('whatever the residual and the records, SQL and filter let the same records pass', async () => {
  const records = fc.sample(record, { numRuns: RECORDS, seed: 20_261_123 });
  await using table = await tableOf(records);
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(residual, async (condition) => {
      const carried = parseResidual(JSON.parse(JSON.stringify(condition)));
      const passes = compileToFilter(carried, COLUMNS);
      const expected = records.flatMap((each, id) => (passes(each) ? [id] : []));
      expect((await table.passing(carried)).join()).toBe(expected.join());
      passed += expected.length;
    }),
    { numRuns: RESIDUALS },
  );
  // Else the generators would prove that nothing passes.
  expect(passed).toBeGreaterThan(RESIDUALS * 10);
}, 300_000);

const eq = (attribute: string, value: Literal): Residual => ({ op: 'eq', attribute, value });

test.each<[string, Residual, object, boolean]>([
  ['a record that fits passes', eq('name', 'a'), { name: 'a' }, true],
  ['a missing attribute denies', eq('name', 'a'), {}, false],
  ['null denies', eq('name', 'a'), { name: null }, false],
  ['null denies what is not equal, too', { op: 'ne', attribute: 'name', value: 'a' }, { name: null }, false],
  ['null denies where the condition is turned round', { op: 'not', of: eq('name', 'a') }, { name: null }, false],
  [
    'null denies whichever other branch holds',
    { op: 'or', of: [eq('count', 1), eq('name', 'a')] },
    { count: 1 },
    false,
  ],
  [
    'an attribute asked about may be missing',
    { op: 'or', of: [{ op: 'isNull', attribute: 'name' }, eq('name', 'a')] },
    {},
    true,
  ],
  [
    'a set of which one member is no text is missing',
    { op: 'contains', attribute: 'tags', value: 'a' },
    { tags: ['a', null] },
    false,
  ],
  ['a value of another type is missing', eq('count', 1), { count: '1' }, false],
  ['a member that is inherited is missing', eq('name', 'a'), Object.create({ name: 'a' }) as object, false],
  ['no condition holds for every record', { op: 'and', of: [] }, {}, true],
  ['none of no conditions holds', { op: 'or', of: [] }, {}, false],
])('%s', (_, condition, given, passes) => {
  expect(compileToFilter(condition, COLUMNS)(given)).toBe(passes);
});

test.each<[string, Residual]>([
  ['an attribute that is not there', eq('secret', 'x')],
  ['one inherited by every object', eq('constructor', 'x')],
  ['another type of value', eq('count', 'x')],
  ['half a number of a whole one', eq('count', 0.5)],
  ['an order of booleans', { op: 'lt', attribute: 'isOpen', value: true }],
  ['a text of a set', eq('tags', 'x')],
  ['a set of a text', { op: 'contains', attribute: 'name', value: 'x' }],
  ['an operator nobody knows', { op: 'like', attribute: 'name', value: 'x' } as unknown as Residual],
])('%s is refused when compiled, to SQL and to a filter, deep in a residual too', (_, wrong) => {
  const deep: Residual = { op: 'or', of: [eq('name', 'a'), { op: 'not', of: wrong }] };
  for (const each of [wrong, deep]) {
    expect(() => compileToSql(each, COLUMNS)).toThrow(ResidualError);
    expect(() => compileToFilter(each, COLUMNS)).toThrow(ResidualError);
  }
});

const nested = (depth: number): unknown =>
  depth === 0 ? { op: 'isNull', attribute: 'a' } : { op: 'not', of: nested(depth - 1) };

test.each<[string, unknown]>([
  ['nothing', undefined],
  ['a list', []],
  ['an unknown operator', { op: 'like', attribute: 'SECRET', value: 'SECRET' }],
  ['an operator of every object', { op: 'toString', attribute: 'SECRET', value: 'SECRET' }],
  ['a member too many', { op: 'isNull', attribute: 'SECRET', unless: 'SECRET' }],
  ['a member too few', { op: 'eq', attribute: 'SECRET' }],
  ['an attribute that is SQL', { op: 'isNull', attribute: 'SECRET" or 1=1 --' }],
  ['null as a value', { op: 'eq', attribute: 'SECRET', value: null }],
  ['a day no calendar has', { op: 'eq', attribute: 'SECRET', value: { instant: '2026-02-30T00:00:00Z' } }],
  ['a text with NUL', { op: 'eq', attribute: 'SECRET', value: 'SECRET\0' }],
  ['half a surrogate pair', { op: 'eq', attribute: 'SECRET', value: 'SECRET\uD800' }],
  ['a text of a thousand and one', { op: 'eq', attribute: 'SECRET', value: 'x'.repeat(1_001) }],
  ['a list too long', { op: 'in', attribute: 'SECRET', values: Array(1_001).fill(1) }],
  ['one too deep', nested(16)],
  ['one too large', { op: 'and', of: Array(256).fill({ op: 'isNull', attribute: 'SECRET' }) }],
])('%s is no residual, and the error quotes nothing', (_, json) => {
  expect(() => parseResidual(json)).toThrow(ResidualError);
  expect(() => parseResidual(json)).not.toThrow(/SECRET/);
});

test('the text of the SQL depends on no value', () => {
  const texts = TEXTS.map((value) => compileToSql({ op: 'startsWith', attribute: 'name', value }, COLUMNS, 3));
  expect(new Set(texts.map((each) => each.text)).size).toBe(1);
  expect(texts.map(({ values }) => values)).toEqual(TEXTS.map((value) => [value]));
  expect(texts[0]?.text).toBe('((name) is not null and starts_with((name), $3::text))');
});
