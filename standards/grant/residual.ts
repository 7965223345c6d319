import { isInstant } from '../instant.ts';

/**
 * What is left of the rules when everything but the record is known: a condition over a record's attributes, carried as
 * JSON. Its logic has three values (Kleene's, which is SQL's): a comparison with a missing attribute is unknown, and only
 * a condition that is TRUE lets a record pass. Beyond that an attribute which is compared and about which `isNull` is
 * nowhere asked must be there: where it is missing the whole record is denied, whichever branch would hold.
 */
export type Residual =
  | { readonly op: Comparison; readonly attribute: string; readonly value: Literal }
  | { readonly op: 'in'; readonly attribute: string; readonly values: readonly Literal[] }
  /** The attribute is a set of texts. */
  | { readonly op: 'contains'; readonly attribute: string; readonly value: string }
  | { readonly op: 'containsAny'; readonly attribute: string; readonly values: readonly string[] }
  | { readonly op: 'startsWith'; readonly attribute: string; readonly value: string }
  | { readonly op: 'isNull'; readonly attribute: string }
  /** Of nothing: true. */
  | { readonly op: 'and'; readonly of: readonly Residual[] }
  /** Of nothing: false. */
  | { readonly op: 'or'; readonly of: readonly Residual[] }
  | { readonly op: 'not'; readonly of: Residual };

export type Comparison = 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge';

/** An instant is ISO 8601 with offset, to the microsecond. */
export type Literal = string | number | boolean | { readonly instant: string };

/** integer: whole, to 2^53 − 1. number: IEEE 754 double. texts: a set of texts. Text is ordered by code point. */
export type AttributeType = 'text' | 'integer' | 'number' | 'boolean' | 'instant' | 'texts';

/** A residual that cannot be used. The message says where it is wrong, and holds none of its values. */
export class ResidualError extends Error {}

const MAX_DEPTH = 16;
const MAX_CONDITIONS = 256;
/** Members of one list. */
const MAX_VALUES = 1_000;
const MAX_TEXT = 1_000;
/** Names joined by dots: the path into the record. */
const ATTRIBUTE = /^[A-Za-z_]\w{0,63}(\.[A-Za-z_]\w{0,63}){0,7}$/;
const COMPARISONS: ReadonlySet<string> = new Set<Comparison>(['eq', 'ne', 'lt', 'le', 'gt', 'ge']);

interface Budget {
  conditions: number;
}

/** Reads a residual from the JSON it is carried in. @throws ResidualError for anything else than one, or too large a one. */
export function parseResidual(json: unknown): Residual {
  return parsed(json, 1, { conditions: MAX_CONDITIONS });
}

function parsed(json: unknown, depth: number, budget: Budget): Residual {
  if (depth > MAX_DEPTH) throw new ResidualError(`a residual is at most ${MAX_DEPTH} deep`);
  budget.conditions -= 1;
  if (budget.conditions < 0) throw new ResidualError(`a residual has at most ${MAX_CONDITIONS} conditions`);
  const node = membersOf(json);
  const op = node.get('op');
  if (op === 'and' || op === 'or') {
    const { of } = only(node, 'of');
    return { op, of: listOf(of).map((each) => parsed(each, depth + 1, budget)) };
  }
  if (op === 'not') return { op, of: parsed(only(node, 'of')['of'], depth + 1, budget) };
  return leaf(op, node);
}

function leaf(op: unknown, node: ReadonlyMap<string, unknown>): Residual {
  if (op === 'isNull') return { op, attribute: attributeOf(only(node, 'attribute')['attribute']) };
  if (op === 'in' || op === 'containsAny') {
    const { attribute, values } = only(node, 'attribute', 'values');
    return op === 'in'
      ? { op, attribute: attributeOf(attribute), values: listOf(values).map(literalOf) }
      : { op, attribute: attributeOf(attribute), values: listOf(values).map(textOf) };
  }
  const { attribute, value } = only(node, 'attribute', 'value');
  if (op === 'contains' || op === 'startsWith') return { op, attribute: attributeOf(attribute), value: textOf(value) };
  if (!isComparison(op)) throw new ResidualError('a condition has an unknown operator');
  return { op, attribute: attributeOf(attribute), value: literalOf(value) };
}

function isComparison(op: unknown): op is Comparison {
  return typeof op === 'string' && COMPARISONS.has(op);
}

function membersOf(json: unknown): ReadonlyMap<string, unknown> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ResidualError('a condition must be an object');
  }
  return new Map(Object.entries(json));
}

/** The members named: all of them and, beside `op`, no other. What is not understood is never passed over. */
function only(node: ReadonlyMap<string, unknown>, ...names: readonly string[]): Record<string, unknown> {
  if (node.size !== names.length + 1 || names.some((name) => !node.has(name))) {
    throw new ResidualError(`a condition has other members than op, ${names.join(', ')}`);
  }
  return Object.fromEntries(names.map((name) => [name, node.get(name)]));
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value) || value.length > MAX_VALUES) {
    throw new ResidualError(`a list must have at most ${MAX_VALUES} members`);
  }
  return value;
}

function attributeOf(value: unknown): string {
  if (typeof value !== 'string' || !ATTRIBUTE.test(value)) {
    throw new ResidualError('an attribute must be names joined by dots');
  }
  return value;
}

/** Half a surrogate pair and NUL are texts that no database keeps. */
function textOf(value: unknown): string {
  if (typeof value !== 'string' || value.length > MAX_TEXT || /\p{Cs}|\0/u.test(value)) {
    throw new ResidualError(`a text must be of Unicode, without NUL, and at most ${MAX_TEXT} long`);
  }
  return value;
}

function literalOf(value: unknown): Literal {
  if (typeof value === 'string') return textOf(value);
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value;
  const members = membersOf(value);
  const instant = members.get('instant');
  if (members.size !== 1 || !isInstant(instant)) {
    throw new ResidualError('a value must be a text, a number, a boolean or an instant');
  }
  return { instant };
}
