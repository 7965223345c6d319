/** What names a record, or whose it is: fields of a type, and the way to them from another. */
export interface Reference {
  /** The type that the fields are of. */
  readonly typeName: string;
  /** Fields that lead there; none: they are the record's own. */
  readonly path: readonly string[];
  /** Sorted. */
  readonly fields: readonly string[];
}

/**
 * A reference with its values as one text, the same wherever it stands: `["TravelDocument","documentNumber","L898902C3",…]`.
 *
 * @param values of the fields, in their order.
 * @returns undefined where one of them is not known.
 */
export function referenceText({ typeName, fields }: Reference, values: readonly unknown[]): string | undefined {
  const named: string[] = [typeName];
  for (let at = 0; at < fields.length; at += 1) {
    const value = values[at];
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
    if (value === '') return undefined;
    named.push(fields[at] ?? '', String(value));
  }
  return JSON.stringify(named);
}
