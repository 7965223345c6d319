import {
  GraphQLBoolean,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLLeafType,
  type GraphQLOutputType,
  GraphQLString,
  isEnumType,
  isListType,
  isNonNullType,
  parseValue,
  valueFromASTUntyped,
} from 'graphql';

/**
 * Writes a leaf value as JSON text, coerced as GraphQL §3.5 and §6.4.3 say.
 *
 * @param isPlain no text has anything in it that JSON writes otherwise than it is.
 * @returns undefined where the value cannot be one of the type.
 */
export type LeafWriter = (value: unknown, isPlain: boolean) => string | undefined;

const MOST_INT = 2 ** 31;

const BUILT_IN: ReadonlyMap<string, LeafWriter> = new Map<string, LeafWriter>([
  [GraphQLString.name, (value, isPlain) => (typeof value === 'string' ? quoted(value, isPlain) : asText(value))],
  [
    GraphQLID.name,
    (value, isPlain) =>
      typeof value === 'string' ? quoted(value, isPlain) : Number.isInteger(value) ? `"${value}"` : undefined,
  ],
  [GraphQLInt.name, (value) => (isInt(value) ? String(value) : undefined)],
  [GraphQLFloat.name, (value) => (Number.isFinite(value) ? String(value) : undefined)],
  [GraphQLBoolean.name, (value) => (typeof value === 'boolean' ? String(value) : undefined)],
]);

export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    // A map, not the enum's own lookup: a value may be called `constructor`.
    const texts = new Map(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => (typeof value === 'string' ? texts.get(value) : undefined);
  }
  return (
    BUILT_IN.get(type.name) ??
    ((value, isPlain) => (typeof value === 'string' ? quoted(value, isPlain) : anyJson(value)))
  );
}

/** Makes the reduced form of a value; undefined: nothing of it may be shown. */
export type Reduce = (value: unknown) => string | number | undefined;

/** Writes the reduced form in place of the value. @param isPromised null cannot stand there. */
export function reducedWriter(reduce: Reduce, isPromised: boolean): LeafWriter {
  return (value) => {
    const reduced = reduce(value);
    if (reduced !== undefined) return JSON.stringify(reduced);
    return isPromised ? undefined : 'null';
  };
}

/** How a field reads of which each record decides. */
export interface Judged {
  /** Its reduced form; undefined: there is none. */
  readonly reduce: Reduce | undefined;
  /** It reads as if there were no record where the record denies it. */
  readonly isNeutral: boolean;
  /** What it then reads, as a GraphQL literal; undefined: null, or an empty list. */
  readonly absent: string | undefined;
}

/** What a denied value reads as JSON text; undefined: null. */
export function absentText({ isNeutral, absent }: Judged, type: GraphQLOutputType): string | undefined {
  if (!isNeutral) return undefined;
  if (absent !== undefined) return JSON.stringify(valueFromASTUntyped(parseValue(absent, { noLocation: true })));
  return isListType(isNonNullType(type) ? type.ofType : type) ? '[]' : undefined;
}

function isInt(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) < MOST_INT && (value as number) >= -MOST_INT;
}

/** A number or a truth value has one text; a list or an object has none. */
function asText(value: unknown): string | undefined {
  return Number.isFinite(value) || typeof value === 'boolean' ? `"${value}"` : undefined;
}

/** What JSON does not write as it is. Half of a surrogate pair is escaped, so that the text stays valid UTF-8. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string, isPlain: boolean): string {
  return isPlain || !ESCAPED.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** A custom scalar may be any JSON but a number that JSON cannot write, or what is nested too deep to be written. */
function anyJson(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
