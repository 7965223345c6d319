import { validate } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { PolicySet } from '../../gateway/policy/cedar/policy-set.ts';
import { Random } from '../../gateway/policy/cedar/random.ts';
import { schema } from '../../gateway/policy/cedar/schema.ts';
import type { RecordAttributes } from '../../gateway/policy/request.ts';
import { retainedSince } from '../../gateway/policy/retained-since.ts';
import { isRetained } from '../../gateway/policy/retention.ts';
import { parseResidual, type Residual } from '../../standards/grant/residual.ts';
import { compileToFilter } from '../../subgraphs/kit/index.ts';
import { annotated, digest, load, RECORD, SURROUNDINGS, unvalidated } from './cedar/policies.ts';
import { PolicyWriter } from './cedar/random-policies.ts';
import { nationalRecordRules } from './residual-national.ts';
import { EXPRESSIBLE, INEXPRESSIBLE } from './residual-rules.ts';
import { tableOf } from './residual-table.ts';
import {
  CedarWorld,
  columnsOf,
  type Judged,
  judgedBy,
  QUESTIONS,
  randomRecord,
  rulesOver,
  TYPES,
} from './residual-worlds.ts';

/** Records that each set of rules is asked about, all callers together; the long run asks about 10,000. */
const ASKED = process.env['RESIDUAL_RECORDS'];
const RECORDS = Math.ceil(Number(ASKED ?? 75) / QUESTIONS.length);
/** Random sets of rules that are pushed down, and those of them that a database is asked for as well. */
const [SETS, SQL_SETS] = ASKED ? [240, 80] : [20, 4];

/** As it arrives at an agency. */
const carried = (residual: Residual): Residual => parseResidual(JSON.parse(JSON.stringify(residual)));

const compiled = (residual: Residual, attributes: RecordAttributes) =>
  compileToFilter(carried(residual), columnsOf(attributes));

interface Compared {
  records: number;
  there: number;
  /** Callers for whom it is pushed down that some are there and others not. */
  pushed: number;
  /** Callers for whom the gateway judges alone. */
  left: number;
}

/** Holds what Cedar says, what the gateway judges and what an agency leaves out against each other. */
function compared(set: PolicySet, seed: number): Compared {
  const random = new Random(seed);
  const found: Compared = { records: 0, there: 0, pushed: 0, left: 0 };
  for (const [at, asked] of QUESTIONS.entries()) {
    const attributes = TYPES[(seed + at) % TYPES.length] ?? RECORD;
    const rules = rulesOver(set, attributes);
    const world = new CedarWorld(set, attributes);
    const { residual, isThere } = judgedBy(rules, asked);
    if (residual === undefined) found.left += 1;
    else if (isOpen(residual)) found.pushed += 1;
    const passes = residual && residual !== 'there' ? compiled(residual, attributes) : undefined;
    for (let index = 0; index < RECORDS; index += 1) {
      const record = randomRecord(random, attributes);
      const expected = world.isThere(record, asked);
      const judged = isThere(record);
      const told = passes ? passes(record) : judged;
      if (judged !== expected || told !== expected) {
        const policies = set.policies.map(({ text }) => text);
        throw new Error(JSON.stringify({ record, at, policies, residual, judged, told, expected }, null, 1));
      }
      found.records += 1;
      if (expected) found.there += 1;
    }
  }
  return found;
}

/** Neither everything nor nothing. */
function isOpen(residual: Judged['residual']): residual is Residual {
  if (residual === undefined || residual === 'there') return false;
  return (residual.op !== 'and' && residual.op !== 'or') || residual.of.length > 0;
}

const written = (policies: readonly string[]): PolicySet =>
  load(policies.map((text, at) => annotated(`p${at}`, text)).join('\n'));

test.each(Object.entries(EXPRESSIBLE))(
  'Cedar, the gateway and an agency agree: %s',
  (_, policies) => {
    const set = written(policies);
    const all = [compared(set, 0), compared(set, 1)];
    expect(all.map(({ left }) => left)).toEqual([0, 0]);
    expect(all.some(({ pushed }) => pushed > 0)).toBe(true);
    expect(all.some(({ there, records }) => there > 0 && there < records)).toBe(true);
  },
  3_600_000,
);

test.each(Object.entries(INEXPRESSIBLE))(
  'the gateway judges alone: %s',
  (_, policies) => {
    const rules = rulesOver(written(policies), RECORD);
    expect(QUESTIONS.map((asked) => judgedBy(rules, asked).residual)).toEqual(QUESTIONS.map(() => undefined));
    expect(compared(written(policies), 0).records).toBe(RECORDS * QUESTIONS.length);
  },
  3_600_000,
);

/** Random policies that validate, of which something is pushed down. */
function* randomSets(): Generator<readonly [PolicySet, number]> {
  for (let seed = 1; ; seed += 1) {
    const writer = new PolicyWriter(seed, true);
    const texts = Array.from({ length: 1 + (seed % 4) }, () => writer.policy()).filter(isValid);
    const policies = texts.map((text, at) => unvalidated(`p${at}`, text));
    const set = new PolicySet(policies, SURROUNDINGS, digest);
    const isPushed = QUESTIONS.some((asked, at) => {
      const attributes = TYPES[(seed + at) % TYPES.length] ?? RECORD;
      return isOpen(judgedBy(rulesOver(set, attributes), asked).residual);
    });
    if (isPushed) yield [set, seed];
  }
}

function isValid(text: string): boolean {
  const answer = validate({ schema: schema(RECORD), policies: { staticPolicies: text } });
  return answer.type === 'success' && answer.validationErrors.length === 0;
}

test('Cedar, the gateway and an agency agree on random rules', () => {
  const all: Compared & { sets: number } = { sets: 0, records: 0, there: 0, pushed: 0, left: 0 };
  for (const [set, seed] of randomSets()) {
    const found = compared(set, seed);
    all.sets += 1;
    for (const name of ['records', 'there', 'pushed', 'left'] as const) all[name] += found[name];
    if (all.sets === SETS) break;
  }
  if (ASKED) process.stdout.write(`${JSON.stringify(all)}\n`);
  expect(all.there).toBeGreaterThan(all.records / 20);
}, 3_600_000);

test('a database gives the records that the gateway lets be there', async () => {
  const random = new Random(7);
  await using table = await tableOf(RECORD, random, Math.max(RECORDS * QUESTIONS.length, 1_000));
  const sets = Object.values(EXPRESSIBLE).map(written);
  for (const [set] of randomSets()) if (sets.push(set) === SQL_SETS + Object.keys(EXPRESSIBLE).length) break;
  let asked = 0;
  let given = 0;
  for (const set of sets) {
    const rules = rulesOver(set, RECORD);
    for (const question of QUESTIONS) {
      const { residual, isThere } = judgedBy(rules, question);
      if (!isOpen(residual)) continue;
      const expected = table.records.flatMap((record, id) => (isThere(record) ? [id] : []));
      const passes = compiled(residual, RECORD);
      expect(table.records.flatMap((record, id) => (passes(record) ? [id] : []))).toEqual(expected);
      expect((await table.passing(carried(residual), columnsOf(RECORD))).join()).toBe(expected.join());
      asked += 1;
      given += expected.length;
    }
  }
  if (ASKED) process.stdout.write(`${JSON.stringify({ asked, given })}\n`);
  expect(given).toBeGreaterThan(asked);
}, 3_600_000);

test('Cedar, the gateway and an agency agree on every national rule about records', () => {
  const found = nationalRecordRules(RECORDS * QUESTIONS.length);
  expect(found.coordinates).toContain('Hold.reasonCategory');
  expect(found.disagreements).toEqual([]);
  if (ASKED) process.stdout.write(`${JSON.stringify(found)}\n`);
  expect(found.shown).toBeGreaterThan(0);
  expect(found.withheld).toBeGreaterThan(0);
}, 3_600_000);

/** The residual with one comparison another one, or one attribute that need not be there; undefined: it has none. */
function* wrongOf(residual: Residual): Generator<Residual> {
  if (residual.op === 'and' || residual.op === 'or') {
    for (const [at, part] of residual.of.entries()) {
      for (const wrong of wrongOf(part)) yield { ...residual, of: residual.of.with(at, wrong) };
    }
    if (residual.of.length > 1) yield { op: residual.op === 'and' ? 'or' : 'and', of: residual.of };
  } else if (residual.op === 'not') {
    if (residual.of.op === 'isNull') yield { op: 'and', of: [] };
    for (const of of wrongOf(residual.of)) yield { op: 'not', of };
  } else if (residual.op in OTHERWISE) yield { ...residual, op: OTHERWISE[residual.op] } as Residual;
}

const OTHERWISE: Readonly<Record<string, string>> = { eq: 'ne', lt: 'le', le: 'lt', gt: 'ge', ge: 'gt' };

test('a residual that is wrong in one place is found out by these records', () => {
  const random = new Random(11);
  const records = Array.from({ length: ASKED ? 3_000 : 400 }, () => randomRecord(random, RECORD));
  const found = { wrong: 0, out: 0 };
  for (const policies of Object.values(EXPRESSIBLE)) {
    const rules = rulesOver(written(policies), RECORD);
    const { residual, isThere } = judgedBy(rules, QUESTIONS[1] ?? never());
    if (!isOpen(residual)) continue;
    const right = compiled(residual, RECORD);
    expect(records.every((record) => right(record) === isThere(record))).toBe(true);
    for (const wrong of wrongOf(residual)) {
      const passes = compiled(wrong, RECORD);
      found.wrong += 1;
      if (records.some((record) => passes(record) !== isThere(record))) found.out += 1;
    }
  }
  if (ASKED) process.stdout.write(`${JSON.stringify(found)}\n`);
  // Some are no other condition: that a number is there, of one that is compared.
  expect(found.wrong).toBeGreaterThan(80);
  expect(found.out).toBeGreaterThan(found.wrong * 0.5);
});

function never(): never {
  throw new Error('there is one');
}

const AT = new Map([['at', { type: 'instant' as const }]]);

test('an agency keeps records as long as the gateway does, to the microsecond and to the end of every month', () => {
  const moment = fc.date({ min: new Date('1890-01-01'), max: new Date('2090-01-01'), noInvalidDate: true });
  const period = fc.record({ months: fc.nat(40), milliseconds: fc.oneof(fc.constant(0), fc.nat(400_000_000)) });
  let kept = 0;
  let asked = 0;
  fc.assert(
    fc.property(moment, period, fc.nat(999), (now, { months, milliseconds }, micro) => {
      const residual = retainedSince('at', { months, milliseconds }, now.getTime());
      if (!residual) throw new Error('it can be said');
      const passes = compileToFilter(carried(residual), AT);
      for (const start of around(now, months, milliseconds)) {
        const at = new Date(start).toISOString().replace('Z', `${String(micro).padStart(3, '0')}Z`);
        const isKept = isRetained(at, { months, milliseconds }, now.getTime());
        if (passes({ at }) !== isKept) throw new Error(`${at} for ${months} months, ${milliseconds} ms at ${now}`);
        asked += 1;
        if (isKept) kept += 1;
      }
    }),
    { numRuns: ASKED ? 3_000 : 150 },
  );
  expect(kept).toBeGreaterThan(asked / 4);
  expect(kept).toBeLessThan(asked);
}, 3_600_000);

/** Moments on which a period may have begun that ends now, and those beside them. */
function around(now: Date, months: number, milliseconds: number): readonly number[] {
  const end = new Date(now.getTime() - milliseconds);
  const time = end.getTime() - Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), end.getUTCDate());
  return Array.from({ length: 40 }, (_, day) => day - 4).flatMap((day) =>
    [-86_400_000, -1, 0, 1, 3_600_000].map(
      (more) => Date.UTC(end.getUTCFullYear(), end.getUTCMonth() - months, day) + time + more,
    ),
  );
}

test('of dates the gateway judges alone how long they are kept, and of what no calendar reaches nothing is kept', () => {
  expect(retainedSince('at', { months: 12 * 2_000, milliseconds: 0 }, Date.UTC(2026, 0, 1))).toBeUndefined();
  expect(retainedSince('at', { months: 0, milliseconds: 9e15 }, Date.UTC(2026, 0, 1))).toBeUndefined();
});
