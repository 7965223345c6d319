import { type Leaf, leavesOf, type WcoClass } from './classes.ts';

/** The attribute that states the unit of a measure or an amount, and the column that keeps it. */
export function unitOf(leaf: Leaf): { readonly attribute: string; readonly column: string } | undefined {
  if (leaf.kind === 'measure') return { attribute: 'unitCode', column: `${leaf.column}_unit_code` };
  if (leaf.kind === 'amount') return { attribute: 'currencyID', column: `${leaf.column}_currency_code` };
  return undefined;
}

/** The columns that keep one leaf. A decimal keeps its text: no digit and no trailing nought is lost. */
export function leafColumns(leaf: Leaf): ReadonlyArray<readonly [name: string, type: string]> {
  if (leaf.kind === 'quantity') return [[leaf.column, 'integer']];
  if (leaf.kind === 'dateTime') {
    return [
      [leaf.column, 'text'],
      [`${leaf.column}_instant`, 'timestamptz'],
    ];
  }
  const unit = unitOf(leaf);
  const value: readonly [string, string] = [leaf.column, unit ? 'decimal_text' : 'text'];
  return unit ? [value, [unit.column, 'text']] : [value];
}

/** Column name to SQL type of a class's own table, beside the columns that place the row in its message. */
export function columnsOf(of: WcoClass): ReadonlyMap<string, string> {
  const columns = new Map<string, string>(of.hasRole ? [['role', 'text']] : []);
  for (const { leaf } of leavesOf(of.content)) for (const [name, type] of leafColumns(leaf)) columns.set(name, type);
  for (const [name, type] of Object.entries(of.derived)) columns.set(name, type);
  return columns;
}
