import { MAX_LIST, SourceError } from '../kit/index.ts';

/** Members of a JSON object of the system's answer, unread. */
export type Fields = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 2_000;

/** @throws SourceError SOURCE_INVALID where it is no object. */
export function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SourceError('SOURCE_INVALID');
  return value as Fields;
}

/** A list with a member for each key that was asked. @throws SourceError SOURCE_INVALID */
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

/** A list of any length up to the graph's bound. @throws SourceError SOURCE_INVALID */
export function listIn<Value>(value: unknown, read: (member: unknown) => Value): Value[] {
  if (!Array.isArray(value)) throw new SourceError('SOURCE_INVALID');
  return value.slice(0, MAX_LIST).map(read);
}

/** @throws SourceError SOURCE_INVALID */
export function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_TEXT) throw new SourceError('SOURCE_INVALID');
  return value;
}

/** @throws SourceError SOURCE_INVALID */
export function textOrNull(fields: Fields, name: string): string | null {
  return fields[name] === null ? null : text(fields, name);
}

/** @throws SourceError SOURCE_INVALID */
export function numberOrNull(fields: Fields, name: string): number | null {
  const value = fields[name];
  if (value !== null && (typeof value !== 'number' || !Number.isFinite(value))) throw new SourceError('SOURCE_INVALID');
  return value;
}

/** @throws SourceError SOURCE_INVALID where it is no whole number of GraphQL's four bytes. */
export function integerOrNull(fields: Fields, name: string): number | null {
  const value = numberOrNull(fields, name);
  if (value !== null && (value | 0) !== value) throw new SourceError('SOURCE_INVALID');
  return value;
}

/** One of the graph's enum values. @throws SourceError SOURCE_INVALID */
export function oneOf<Value extends string>(fields: Fields, name: string, values: ReadonlySet<Value>): Value {
  const value = text(fields, name);
  if (!(values as ReadonlySet<string>).has(value)) throw new SourceError('SOURCE_INVALID');
  return value as Value;
}

/** @throws SourceError SOURCE_INVALID */
export function oneOfOrNull<Value extends string>(
  fields: Fields,
  name: string,
  values: ReadonlySet<Value>,
): Value | null {
  return fields[name] === null ? null : oneOf(fields, name, values);
}
