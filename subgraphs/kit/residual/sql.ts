import type { AttributeType, Comparison, Literal, Residual } from '../../../standards/grant/residual.ts';
import { requiredAttributes, unknownOperator } from './check.ts';

/** Where an attribute is kept. */
export interface Column {
  /**
   * SQL of the column or of an expression over it: written by the agency, never from a request. Text must have a
   * deterministic collation, texts are `text[]`.
   */
  readonly sql: string;
  readonly type: AttributeType;
}

/** A condition for `where`, in parentheses: no value of the residual stands in its text. */
export interface SqlCondition {
  readonly text: string;
  /** In the order of their numbers. */
  readonly values: readonly unknown[];
}

const OPERATORS: Readonly<Record<Comparison, string>> = { eq: '=', ne: '<>', lt: '<', le: '<=', gt: '>', ge: '>=' };

/** PostgreSQL's type of a parameter that is compared with a column. */
const PARAMETER: Readonly<Record<Exclude<AttributeType, 'texts'>, string>> = {
  text: 'text',
  integer: 'bigint',
  number: 'float8',
  boolean: 'boolean',
  instant: 'timestamptz',
};

/**
 * A residual as a condition of PostgreSQL.
 *
 * @param columns attribute → where it is kept.
 * @param firstParameter number of the first parameter: the statement's own come before.
 * @throws ResidualError where it reads an attribute that has no column, or asks of one what its type does not have.
 */
export function compileToSql(
  residual: Residual,
  columns: ReadonlyMap<string, Column>,
  firstParameter = 1,
): SqlCondition {
  const required = requiredAttributes(residual, columns);
  const values: unknown[] = [];
  const compilation: Compilation = {
    column: (attribute) => columns.get(attribute) as Column,
    parameter(value, type) {
      values.push(value);
      return `$${firstParameter + values.length - 1}::${type}`;
    },
  };
  const present = [...required].map((attribute) => `${sqlOf(compilation.column(attribute))} is not null`);
  const text = [...present, condition(residual, compilation)].join(' and ');
  return { text: `(${text})`, values };
}

interface Compilation {
  column(attribute: string): Column;
  parameter(value: unknown, type: string): string;
}

function condition(residual: Residual, compilation: Compilation): string {
  switch (residual.op) {
    case 'and':
      return joined(residual.of, 'and', 'true', compilation);
    case 'or':
      return joined(residual.of, 'or', 'false', compilation);
    case 'not':
      return `(not ${condition(residual.of, compilation)})`;
    case 'isNull':
      return `(${sqlOf(compilation.column(residual.attribute))} is null)`;
    case 'contains':
      return overTexts(residual.attribute, '@>', [residual.value], compilation);
    case 'containsAny':
      return overTexts(residual.attribute, '&&', residual.values, compilation);
    case 'startsWith':
      return `starts_with(${sqlOf(compilation.column(residual.attribute))}, ${compilation.parameter(residual.value, 'text')})`;
    case 'in':
      return member(residual.attribute, residual.values, compilation);
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return compared(residual.op, residual.attribute, residual.value, compilation);
    default:
      return unknownOperator(residual);
  }
}

function joined(of: readonly Residual[], by: string, empty: string, compilation: Compilation): string {
  return of.length === 0 ? empty : `(${of.map((each) => condition(each, compilation)).join(` ${by} `)})`;
}

/** Equality is left to the column's own collation, whose indexes then serve; order is by code point, as in a filter. */
function compared(op: Comparison, attribute: string, value: Literal, compilation: Compilation): string {
  const column = compilation.column(attribute);
  const collation = column.type === 'text' && op !== 'eq' && op !== 'ne' ? ' collate "C"' : '';
  const parameter = compilation.parameter(plain(value), parameterType(column));
  return `(${sqlOf(column)} ${OPERATORS[op]} ${parameter}${collation})`;
}

/** Of an empty list PostgreSQL says that null is not in it; here it is unknown, as with any other list. */
function member(attribute: string, values: readonly Literal[], compilation: Compilation): string {
  const column = compilation.column(attribute);
  if (values.length === 0) return `nullif(${sqlOf(column)} is null, true)`;
  return `(${sqlOf(column)} = any(${compilation.parameter(values.map(plain), `${parameterType(column)}[]`)}))`;
}

function overTexts(attribute: string, operator: string, values: readonly string[], compilation: Compilation): string {
  return `(${sqlOf(compilation.column(attribute))} ${operator} ${compilation.parameter(values, 'text[]')})`;
}

function parameterType({ type }: Column): string {
  return type === 'texts' ? unreachable() : PARAMETER[type];
}

/** Checked before: texts are never compared as a whole. */
function unreachable(): never {
  throw new TypeError('texts are compared by their members alone');
}

/** A number that is none is missing, as in a filter, and so is a set of which not all is text. */
function sqlOf({ sql, type }: Column): string {
  switch (type) {
    case 'number':
      return `nullif((${sql})::float8, 'NaN')`;
    case 'texts':
      return `(case when array_position((${sql}), null) is null then (${sql}) end)`;
    default:
      return `(${sql})`;
  }
}

function plain(value: Literal): string | number | boolean {
  return typeof value === 'object' ? value.instant : value;
}
