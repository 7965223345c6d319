import { createHash } from 'node:crypto';
import { type ArgumentNode, type FieldNode, print } from 'graphql';
import { responseKey } from '../response-key.ts';

/**
 * The name a field's value travels under inside the hub: its own where it has neither arguments nor an alias that is another, else a hash
 * of alias, name and arguments. So no client alias can take the place of an entity's key between two fetches, and a
 * value asked with the client's arguments is never mistaken for the one a `@requires` asks with its own.
 */
export function internalName(field: FieldNode): string {
  const name = field.name.value;
  // What names a record's type is read by the engine itself.
  if (name === '__typename') return name;
  const isPlain = responseKey(field) === name && !field.arguments?.length && !(name in Object.prototype);
  if (isPlain) return name;
  const text = `${responseKey(field)}:${name}(${argumentsInOrder(field).map(print).join()})`;
  return `h_${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}

/** Two selections of one field are the same whatever the order of their arguments. */
export function argumentsInOrder(field: FieldNode): readonly ArgumentNode[] {
  return [...(field.arguments ?? [])].sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
}

/** Names of variables that planners give their own, and what others are given in their place. */
const PLANNERS = /^(_|representations|contextualArgument|h_)/;
const PREFIX = 'h_';

/** The name a client's variable has inside the hub: none that a planner could use. */
export function internalVariable(name: string): string {
  return PLANNERS.test(name) ? `${PREFIX}${name}` : name;
}

/** The client's own name of a variable. */
export function clientVariable(internal: string): string {
  return internal.startsWith(PREFIX) ? internal.slice(PREFIX.length) : internal;
}
