import type { AttributeType, Comparison, Literal, Residual } from '../../../standards/grant/residual.ts';
import { microsecondsOf } from '../../../standards/instant.ts';
import { type Leaf, requiredAttributes, unknownOperator } from './check.ts';

/** A value in the form that is compared: instants are microseconds, texts that are ordered are UTF-8. */
type Value = string | number | boolean | bigint;

/** True, false, or undefined: unknown. */
type Truth = boolean | undefined;

type Test = (record: object) => Truth;

/**
 * A residual as a filter over records, for systems that cannot be asked with a condition: the same records pass as by
 * compileToSql.
 *
 * @param attributes attribute → its type. A record holds it under its path: a value of another type is missing, an
 *   instant is ISO 8601 with offset or a Date, a set of texts holds nothing else.
 * @throws ResidualError where it reads another attribute, or asks of one what its type does not have.
 */
export function compileToFilter(
  residual: Residual,
  attributes: ReadonlyMap<string, { readonly type: AttributeType }>,
): (record: object) => boolean {
  const typeOf = (attribute: string) => attributes.get(attribute)?.type as AttributeType;
  const required = [...requiredAttributes(residual, attributes)].map((attribute) =>
    reader(attribute, typeOf(attribute)),
  );
  const test = compiled(residual, typeOf);
  return (record) => required.every((read) => read(record) !== undefined) && test(record) === true;
}

function compiled(residual: Residual, typeOf: (attribute: string) => AttributeType): Test {
  switch (residual.op) {
    case 'and':
      return all(
        residual.of.map((each) => compiled(each, typeOf)),
        true,
      );
    case 'or':
      return all(
        residual.of.map((each) => compiled(each, typeOf)),
        false,
      );
    case 'not': {
      const test = compiled(residual.of, typeOf);
      return (record) => {
        const truth = test(record);
        return truth === undefined ? undefined : !truth;
      };
    }
    default:
      return leafTest(residual, typeOf(residual.attribute));
  }
}

/** Kleene: one member that is not `wanted` decides; else one that is unknown leaves it unknown. */
function all(tests: readonly Test[], wanted: boolean): Test {
  return (record) => {
    let truth: Truth = wanted;
    for (const test of tests) {
      const each = test(record);
      if (each === !wanted) return !wanted;
      if (each === undefined) truth = undefined;
    }
    return truth;
  };
}

function leafTest(leaf: Leaf, type: AttributeType): Test {
  const read = reader(leaf.attribute, type);
  if (leaf.op === 'isNull') return (record) => read(record) === undefined;
  const holds = predicate(leaf, type);
  return (record) => {
    const value = read(record);
    return value === undefined ? undefined : holds(value);
  };
}

type Present = Value | readonly string[];

function predicate(leaf: Exclude<Leaf, { readonly op: 'isNull' }>, type: AttributeType): (value: Present) => boolean {
  switch (leaf.op) {
    case 'contains':
      return (value) => Array.isArray(value) && value.includes(leaf.value);
    case 'containsAny': {
      const wanted = new Set(leaf.values);
      return (value) => Array.isArray(value) && value.some((each) => wanted.has(each));
    }
    case 'startsWith':
      return (value) => typeof value === 'string' && value.startsWith(leaf.value);
    case 'in': {
      const wanted = new Set(leaf.values.map((each) => comparable(each, type)));
      return (value) => wanted.has(value as Value);
    }
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge': {
      const wanted = comparable(leaf.value, type);
      return (value) => decide(leaf.op, order(value as Value, wanted));
    }
    default:
      return unknownOperator(leaf);
  }
}

function decide(op: Comparison, sign: number): boolean {
  switch (op) {
    case 'eq':
      return sign === 0;
    case 'ne':
      return sign !== 0;
    case 'lt':
      return sign < 0;
    case 'le':
      return sign <= 0;
    case 'gt':
      return sign > 0;
    case 'ge':
      return sign >= 0;
  }
}

/** Texts by code point, which is the order of their UTF-8 and not that of JavaScript's operators. */
function order(one: Value, other: Value): number {
  if (one === other) return 0;
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

function comparable(value: Literal, type: AttributeType): Value {
  if (typeof value !== 'object') return value;
  // Parsed and checked: it is an instant.
  return type === 'instant' ? (microsecondsOf(value.instant) ?? 0n) : '';
}

/** Reads an attribute by its path over own members; undefined where it is missing, null or of another type. */
function reader(attribute: string, type: AttributeType): (record: object) => Present | undefined {
  const path = attribute.split('.');
  return (record) => {
    let value: unknown = record;
    for (const name of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
      value = (value as Readonly<Record<string, unknown>>)[name];
    }
    return readAs(value, type);
  };
}

function readAs(value: unknown, type: AttributeType): Present | undefined {
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'integer':
      return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined;
    case 'number':
      return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'instant':
      return microsecondsOf(value instanceof Date && !Number.isNaN(value.getTime()) ? value.toISOString() : value);
    case 'texts':
      return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
  }
}
