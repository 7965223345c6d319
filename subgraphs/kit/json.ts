import { SourceError } from './errors.ts';
import { MAX_LIST } from './paging.ts';

/**
 * Readers of a system's JSON answer. Every one of them throws SourceError SOURCE_INVALID where the answer is not what the
 * system's interface says: a garbled answer is never no answer.
 */

/** Members of a JSON object of the system's answer, unread. */
export type Fields = Readonly<Record<string, unknown>>;

/** In characters. */
const LONGEST_TEXT = 2_000;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The members of an object. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SourceError('SOURCE_INVALID');
  return value as Fields;
}

/** A list with a member for each key that was asked, in their order. */
export function answersIn<Value>(
  answer: unknown,
  name: string,
  length: number,
  read: (member: unknown) => Value,
): Value[] {
  const list = fieldsOf(answer)[name];
  if (!Array.isArray(list) || list.length !== length) throw new SourceError('SOURCE_INVALID');
  return list.map(read);
}

/** The first 200 members of a list of any length. */
export function listIn<Value>(value: unknown, read: (member: unknown) => Value): Value[] {
  if (!Array.isArray(value)) throw new SourceError('SOURCE_INVALID');
  return value.slice(0, MAX_LIST).map(read);
}

/** A text of 1 to 2,000 characters. */
export function text(fields: Fields, name: string): string {
  return textIn(fields[name]);
}

export function textOrNull(fields: Fields, name: string): string | null {
  return fields[name] === null ? null : text(fields, name);
}

export function numberOrNull(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) throw new SourceError('SOURCE_INVALID');
  return value;
}

/** A whole number of GraphQL's four bytes. */
export function integerOrNull(fields: Fields, name: string): number | null {
  const value = numberOrNull(fields, name);
  if (value !== null && (value | 0) !== value) throw new SourceError('SOURCE_INVALID');
  return value;
}

/** One of the graph's enum values. */
export function oneOf<Value extends string>(fields: Fields, name: string, values: ReadonlySet<Value>): Value {
  const value = text(fields, name);
  if (!(values as ReadonlySet<string>).has(value)) throw new SourceError('SOURCE_INVALID');
  return value as Value;
}

export function oneOfOrNull<Value extends string>(
  fields: Fields,
  name: string,
  values: ReadonlySet<Value>,
): Value | null {
  return fields[name] === null ? null : oneOf(fields, name, values);
}

/** A text that stands in a list. */
export function textIn(member: unknown): string {
  if (typeof member !== 'string' || member === '' || member.length > LONGEST_TEXT)
    throw new SourceError('SOURCE_INVALID');
  return member;
}

/** A calendar date, ISO 8601. */
export function date(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (!DATE.test(value)) throw new SourceError('SOURCE_INVALID');
  return value;
}

export function dateOrNull(fields: Fields, name: string): string | null {
  return fields[name] === null ? null : date(fields, name);
}

export function booleanIn(fields: Fields, name: string): boolean {
  const value = fields[name];
  if (typeof value !== 'boolean') throw new SourceError('SOURCE_INVALID');
  return value;
}
