import type { FieldNode } from 'graphql';

/** The key the caller reads the field's value under. */
export function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
