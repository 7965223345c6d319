/**
 * Select lists of PostgreSQL in the shape of the graph: the rows that come back are what resolvers return, so that nothing is renamed
 * twice.
 */

/** `type_code` as `"typeCode"`, for each column. */
export function fields(...columns: readonly string[]): string {
  return columns.map((column) => `${column} as "${camel(column)}"`).join(', ');
}

/** A number with its unit as the graph's Measure; null without a number. */
export function measure(column: string): string {
  return object(column, { value: column, unitCode: `${column}_unit_code` }, column);
}

/** A sum of money as the graph's Amount; null without a number. */
export function amount(column: string): string {
  return object(column, { value: column, currencyCode: `${column}_currency_code` }, column);
}

/** Columns as one object, field → column; null where all of them (or all of `decisive`) are null. */
export function object(
  name: string,
  columns: Readonly<Record<string, string>>,
  ...decisive: readonly string[]
): string {
  const pairs = Object.entries(columns).map(([field, column]) => `'${field}', ${column}`);
  const present = `num_nonnulls(${(decisive.length > 0 ? decisive : Object.values(columns)).join(', ')}) > 0`;
  return `case when ${present} then json_build_object(${pairs.join(', ')}) end as "${camel(name)}"`;
}

/** A `timestamptz` in UTC with all the digits the database keeps, so that a cursor of it names one row. */
export function exactInstant(column: string, name: string): string {
  return `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "${name}"`;
}

/** The graph's name of a column. */
export function camel(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
