import type { PolicyContext, RecordAttributes, RecordValue } from './request.ts';

/** Object type → what rules may read of its records. Types of which they may read nothing are not in it. */
export type RecordTypes = ReadonlyMap<string, RecordAttributes>;

/** A record as its agency gave it. */
export type RecordFields = Readonly<Record<string, unknown>>;

/** What is released of a field of one record. */
export type RecordLevel = 'FULL' | 'MASKED' | 'WITHHELD';

/** What came of judging the records of one request. */
export interface Tally {
  /** Contexts by record: many fields of one are judged. */
  contexts: WeakMap<RecordFields, PolicyContext>;
  /** Ids of policies that released something. */
  readonly policies: Set<string>;
  /** Ids of policies that could not be evaluated. */
  readonly faults: Set<string>;
}

export function tally(): Tally {
  return { contexts: new WeakMap(), policies: new Set(), faults: new Set() };
}

/** What of a field hangs on the record it is of. */
export interface RecordJudge {
  /** Attributes that are read, of whatever type. */
  readonly reads: ReadonlySet<string>;
  /** @param typeName the record's own type. */
  levelOf(typeName: string, record: RecordFields, tally: Tally): RecordLevel;
}

/** Whether a record is there at all for the caller. */
export interface RecordPresence {
  readonly reads: ReadonlySet<string>;
  isThere(record: RecordFields, tally: Tally): boolean;
}

/**
 * A record's attributes as rules read them. What is null, missing or of another type than the schema says is left out:
 * rules that read it deny.
 */
export function attributesOf(
  record: RecordFields,
  attributes: RecordAttributes | undefined,
): Readonly<Record<string, RecordValue>> {
  const read: Record<string, RecordValue> = {};
  for (const [name, type] of attributes ?? []) {
    const value = record[name];
    if (isOf(value, type)) read[name] = value;
  }
  return read;
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
