import { type FieldNode, GraphQLError, Kind, type SelectionSetNode } from 'graphql';
import { internalName } from '../engine/names.ts';
import type { Decisions } from '../policy/decisions.ts';
import { responseKey } from '../response-key.ts';

/**
 * An agency's error as the caller is told of it: in the caller's names, and no further than the caller's own operation
 * goes. What the hub asks for beyond (a key, an input of a derived field) is nothing the caller may know of, asked for and
 * withheld or not: such an error stands at the record, without what the agency says of it.
 */
export function told(error: GraphQLError, operation: SelectionSetNode, removed: Decisions['removed']): GraphQLError {
  const path: Array<string | number> = [];
  let sets: readonly SelectionSetNode[] = [operation];
  for (const key of error.path ?? []) {
    if (typeof key === 'number') {
      path.push(key);
      continue;
    }
    const fields = sets.flatMap((set) => byName(set, removed).get(key) ?? []);
    const [first] = fields;
    if (!first) return cut(error, path);
    path.push(responseKey(first));
    sets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  }
  return new GraphQLError(error.message, { ...(error.path && { path }), extensions: error.extensions });
}

function cut({ message, extensions }: GraphQLError, path: ReadonlyArray<string | number>): GraphQLError {
  const { code, agency } = extensions;
  return new GraphQLError(message, { ...(path.length > 0 && { path }), extensions: { code, agency } });
}

type Names = ReadonlyMap<string, readonly FieldNode[]>;

const known = new WeakMap<Decisions['removed'], WeakMap<SelectionSetNode, Names>>();

/** Released fields of a selection by their names inside the hub. An answer can have a thousand errors: it is read once. */
function byName(set: SelectionSetNode, removed: Decisions['removed']): Names {
  const sets = known.get(removed) ?? new WeakMap<SelectionSetNode, Names>();
  const before = sets.get(set);
  if (before) return before;
  const names = new Map<string, FieldNode[]>();
  for (const field of fieldsOf(set, removed)) {
    const name = internalName(field);
    names.set(name, [...(names.get(name) ?? []), field]);
  }
  known.set(removed, sets.set(set, names));
  return names;
}

/** Fields of a selection, those of fragments with them. Spreads were written out when the operation was read. */
function fieldsOf(set: SelectionSetNode, removed: Decisions['removed']): readonly FieldNode[] {
  return set.selections.flatMap((selection) => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || removed.has(selection)) return [];
    return selection.kind === Kind.FIELD ? [selection] : fieldsOf(selection.selectionSet, removed);
  });
}
