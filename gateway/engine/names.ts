import { createHash } from 'node:crypto';
import { type ArgumentNode, type FieldNode, print } from 'graphql';

/**
 * The name a field's value travels under inside the hub. A field without alias keeps its own name; an alias is replaced,
 * so that no client alias can take the place of an entity's key between two fetches.
 */
export function internalName(field: FieldNode): string {
  if (!field.alias) return field.name.value;
  const text = `${field.alias.value}:${field.name.value}(${argumentsInOrder(field).map(print).join()})`;
  return `h_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}

/** Two selections of one field are the same whatever the order of their arguments. */
export function argumentsInOrder(field: FieldNode): readonly ArgumentNode[] {
  return [...(field.arguments ?? [])].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
}

/** The key the caller reads the field's value under. */
export function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
