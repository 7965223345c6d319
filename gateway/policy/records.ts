import type { Residual } from '../../standards/grant/residual.ts';
import type { PushDown } from './push-down.ts';
import type { PolicyContext, RecordAttributes, RecordValue } from './request.ts';

/** Object type → what rules may read of its records. Types of which they may read nothing are not in it. */
export type RecordTypes = ReadonlyMap<string, RecordAttributes>;

/** A record as its agency gave it. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** What is released of a field of one record. */
export type RecordLevel = 'FULL' | 'MASKED' | 'WITHHELD';

/** What rules are asked about one record. One object for all records of a type: they are asked one after the other. */
interface RecordContext {
  readonly typeName: string;
  readonly values: Record<string, RecordValue>;
  readonly asked: PolicyContext;
  record: RecordFields | undefined;
}

/** What came of judging the records of one request. */
export interface Tally {
  /** When the request came, milliseconds since the epoch. */
  readonly now: number;
  /** Of the record that was looked at last: fields of one come one after the other. */
  context: RecordContext | undefined;
  /** What each judge said. */
  readonly said: Map<RecordJudge, Said>;
  /** Ids of policies that released something. */
  readonly policies: Set<string>;
  /** Ids of policies that could not be evaluated. */
  readonly faults: Set<string>;
}

interface Said {
  /** The record it saw last; undefined: more may have arrived of it since. */
  record: RecordFields | undefined;
  level: RecordLevel;
  readonly before: Map<string, Verdicts>;
}

export function tally(now: number): Tally {
  return { now, context: undefined, said: new Map(), policies: new Set(), faults: new Set() };
}

/** Records that were looked at may have changed: they are judged anew. */
export function forget(tally: Tally): void {
  tally.context = undefined;
  for (const said of tally.said.values()) said.record = undefined;
}

/** What of a field hangs on the record it is of. */
export interface RecordJudge {
  /** Attributes that are read, of whatever type. */
  readonly reads: ReadonlySet<string>;
  /** @param typeName the record's own type. */
  levelOf(typeName: string, record: RecordFields, tally: Tally): RecordLevel;
  /** The condition that is true of the very records that get more than nothing; undefined: none says it exactly. */
  residual?(typeName: string): Residual | undefined;
}

/**
 * A judge that is asked once about a record whose fields are judged alike, and once about records that are alike in
 * everything it reads: most lists have a few kinds of them.
 *
 * @param levelOf rests on nothing but the type and what is read.
 */
export function rememberingJudge(
  about: Pick<RecordJudge, 'reads' | 'residual'>,
  levelOf: RecordJudge['levelOf'],
): RecordJudge {
  const names = [...about.reads];
  const judge: RecordJudge = {
    ...about,
    levelOf(typeName, record, tally) {
      let said = tally.said.get(judge);
      if (!said) {
        said = { record: undefined, level: 'WITHHELD', before: new Map() };
        tally.said.set(judge, said);
      }
      if (said.record === record) return said.level;
      let verdicts = said.before.get(typeName);
      if (!verdicts) {
        verdicts = new Verdicts();
        if (said.before.size < MOST_TYPES) said.before.set(typeName, verdicts);
      }
      const verdict = verdicts.of(record, names);
      const level = verdict?.level ?? levelOf(typeName, record, tally);
      if (verdict) verdict.level = level;
      said.record = record;
      said.level = level;
      return level;
    },
  };
  return judge;
}

/** Kinds of records that are remembered in one request, values that are compared, and types: an agency may invent any. */
const MOST_KINDS = 1_000;
const LONGEST = 200;
const MOST_TYPES = 100;

interface Verdict {
  level: RecordLevel | undefined;
}

/** What was said of records of one type, by the values that were read. */
class Verdicts {
  readonly #byValue = new Map<unknown, unknown>();
  #kinds = 0;

  /** @returns undefined where it cannot be remembered: a list, a long text, too many kinds. */
  of(record: RecordFields, names: readonly string[]): Verdict | undefined {
    let at = this.#byValue;
    const last = names.length - 1;
    for (let index = 0; index < last; index += 1) {
      const value = record[names[index] ?? ''];
      if (!isComparable(value)) return undefined;
      let below = at.get(value) as Map<unknown, unknown> | undefined;
      if (!below) {
        if (this.#isFull()) return undefined;
        below = new Map();
        at.set(value, below);
      }
      at = below;
    }
    const value = last >= 0 ? record[names[last] ?? ''] : undefined;
    if (!isComparable(value)) return undefined;
    const known = at.get(value) as Verdict | undefined;
    if (known || this.#isFull()) return known;
    const verdict: Verdict = { level: undefined };
    at.set(value, verdict);
    return verdict;
  }

  #isFull(): boolean {
    this.#kinds += 1;
    return this.#kinds > MOST_KINDS;
  }
}

function isComparable(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST;
  return typeof value !== 'object' || value === null;
}

/** True where records of the type are told apart: some may be there for the caller. */
export function hangsOnRecord(presence: RecordPresence | undefined): boolean {
  return presence !== undefined && presence.reads.size > 0;
}

/** Whether a record is there at all for the caller. */
export interface RecordPresence {
  /** Nothing: none is there, whatever it says. */
  readonly reads: ReadonlySet<string>;
  /** Whoever asks must not find out that it is there: totals of lists would tell. */
  readonly isNeutral: boolean;
  isThere(record: RecordFields, tally: Tally): boolean;
  /** What an agency leaves out by itself; undefined: none is told. */
  readonly pushDown?: PushDown | undefined;
  /** True where what gives a field of a list, as its total, leaves out by itself all that is not there. */
  isLeftOutOf?(listType: string, field: string): boolean;
}

/**
 * What rules are asked about a record. Of its attributes what is null, missing or of another type than the schema says is
 * left out: rules that read it deny.
 */
export function contextFor(
  typeName: string,
  record: RecordFields,
  attributes: RecordAttributes | undefined,
  tally: Tally,
  about: PolicyContext,
): PolicyContext {
  let context = tally.context;
  if (context?.record === record) return context.asked;
  if (context?.typeName !== typeName) {
    const values: Record<string, RecordValue> = {};
    context = { typeName, values, asked: { ...about, record: values }, record: undefined };
    tally.context = context;
  }
  if (attributes) {
    for (const [name, type] of attributes) {
      const value = record[name];
      context.values[name] = isOf(value, type) ? value : undefined;
    }
  }
  context.record = record;
  return context.asked;
}

function isOf(value: unknown, type: string): value is Exclude<RecordValue, undefined> {
  switch (type) {
    case 'String':
      return typeof value === 'string';
    case 'Long':
      // GraphQL's Int: beyond 32 bits an agency can give none.
      return typeof value === 'number' && (value | 0) === value;
    case 'Bool':
      return typeof value === 'boolean';
    default:
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
  }
}
