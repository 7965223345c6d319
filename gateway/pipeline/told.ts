import {
  type FieldNode,
  GraphQLError,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { internalName } from '../engine/names.ts';
import { isOf } from '../engine/projection.ts';
import type { Executed } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { Decisions } from '../policy/decisions.ts';
import { responseKey } from '../response-key.ts';

/**
 * An agency's error as the caller is told of it: in the caller's names, and no further than the caller's own operation
 * goes for a record of that type. What the hub asks for beyond (a key, an input of a derived field) is nothing the caller
 * may know of, asked for and withheld or not, whatever the caller may know of other types: such an error stands at the
 * record, without what the agency says of it.
 */
export function told(
  error: GraphQLError,
  { operation, decisions: { removed }, data }: Pick<Executed, 'operation' | 'decisions' | 'data'>,
  schema: GraphQLSchema,
): GraphQLError {
  const path: Array<string | number> = [];
  let sets: readonly SelectionSetNode[] = [operation.selectionSet];
  let type = schema.getRootType(operation.operation)?.name;
  let value: unknown = data;
  for (const key of error.path ?? []) {
    if (typeof key === 'number') {
      path.push(key);
      value = Array.isArray(value) ? value[key] : undefined;
      continue;
    }
    const actual = typeOf(value, type, schema);
    const fields = sets.flatMap((set) => byName(set, removed).get(key) ?? []).filter(applying(actual, type, schema));
    const [first] = fields;
    if (!first) return cut(error, path);
    path.push(responseKey(first.field));
    sets = fields.flatMap(({ field }) => field.selectionSet ?? []);
    type = fieldTypeOf(actual ?? type, first, schema);
    value = isObject(value) ? value[key] : undefined;
  }
  return new GraphQLError(error.message, { ...(error.path && { path }), extensions: error.extensions });
}

function cut({ message, extensions }: GraphQLError, path: ReadonlyArray<string | number>): GraphQLError {
  const { code, agency } = extensions;
  return new GraphQLError(message, { ...(path.length > 0 && { path }), extensions: { code, agency } });
}

/** The record's own type; undefined where no agency that was asked has said it. */
function typeOf(value: unknown, type: string | undefined, schema: GraphQLSchema): string | undefined {
  if (type !== undefined && isObjectType(schema.getType(type))) return type;
  const name = isObject(value) ? value['__typename'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** Of a record whose type nobody has said, what was asked of every record alone is known to have been asked of it. */
function applying(actual: string | undefined, type: string | undefined, schema: GraphQLSchema) {
  return ({ conditions }: Placed): boolean =>
    conditions.every((each) => each === type || (actual !== undefined && isOf(schema, actual, each)));
}

function fieldTypeOf(type: string | undefined, { field, conditions }: Placed, schema: GraphQLSchema) {
  const parent = schema.getType(conditions.at(-1) ?? type ?? '');
  const definition = parent && 'getFields' in parent ? parent.getFields()[field.name.value] : undefined;
  return definition && getNamedType(definition.type).name;
}

/** A field, and the types that the fragments around it are for. */
interface Placed {
  readonly field: FieldNode;
  readonly conditions: readonly string[];
}

type Names = ReadonlyMap<string, readonly Placed[]>;

const known = new WeakMap<Decisions['removed'], WeakMap<SelectionSetNode, Names>>();

/** Released fields of a selection by their names inside the hub. An answer can have a thousand errors: it is read once. */
function byName(set: SelectionSetNode, removed: Decisions['removed']): Names {
  const sets = known.get(removed) ?? new WeakMap<SelectionSetNode, Names>();
  const before = sets.get(set);
  if (before) return before;
  const names = new Map<string, Placed[]>();
  for (const placed of fieldsOf(set, removed, [])) {
    const name = internalName(placed.field);
    names.set(name, [...(names.get(name) ?? []), placed]);
  }
  known.set(removed, sets.set(set, names));
  return names;
}

/** Fields of a selection, those of fragments with them. Spreads were written out when the operation was read. */
function fieldsOf(
  set: SelectionSetNode,
  removed: Decisions['removed'],
  conditions: readonly string[],
): readonly Placed[] {
  return set.selections.flatMap((selection): readonly Placed[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD || removed.has(selection)) return [];
    if (selection.kind === Kind.FIELD) return [{ field: selection, conditions }];
    const condition = selection.typeCondition?.name.value;
    return fieldsOf(selection.selectionSet, removed, condition ? [...conditions, condition] : conditions);
  });
}
