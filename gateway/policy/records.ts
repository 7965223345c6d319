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
  /** What each judge said of the record it saw last. */
  latest: Map<RecordJudge, { record: RecordFields; level: RecordLevel }>;
  /** Ids of policies that released something. */
  readonly policies: Set<string>;
  /** Ids of policies that could not be evaluated. */
  readonly faults: Set<string>;
}

export function tally(now: number): Tally {
  return { now, context: undefined, latest: new Map(), policies: new Set(), faults: new Set() };
}

/** What of a field hangs on the record it is of. */
export interface RecordJudge {
  /** Attributes that are read, of whatever type. */
  readonly reads: ReadonlySet<string>;
  /** @param typeName the record's own type. */
  levelOf(typeName: string, record: RecordFields, tally: Tally): RecordLevel;
}

/** A judge that is asked once about a record whose fields are judged alike. */
export function rememberingJudge(reads: ReadonlySet<string>, levelOf: RecordJudge['levelOf']): RecordJudge {
  const judge: RecordJudge = {
    reads,
    levelOf(typeName, record, tally) {
      const known = tally.latest.get(judge);
      if (known?.record === record) return known.level;
      const level = levelOf(typeName, record, tally);
      if (known) Object.assign(known, { record, level });
      else tally.latest.set(judge, { record, level });
      return level;
    },
  };
  return judge;
}

/** Whether a record is there at all for the caller. */
export interface RecordPresence {
  readonly reads: ReadonlySet<string>;
  /** Whoever asks must not find out that it is there: totals of lists would tell. */
  readonly isNeutral: boolean;
  isThere(record: RecordFields, tally: Tally): boolean;
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
      return Number.isSafeInteger(value);
    case 'Bool':
      return typeof value === 'boolean';
    default:
      return Array.isArray(value) && value.every((each) => typeof each === 'string');
  }
}
