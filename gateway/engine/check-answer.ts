import {
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { isObject } from '../json.ts';

type Path = ReadonlyArray<string | number>;
type Fields = Record<string, unknown>;

/**
 * Puts null in the place of every value of an agency's answer that its type cannot be, so that a wrong answer costs its
 * own field and is told.
 *
 * @param schema types of the whole supergraph, keys and internal fields included.
 * @param operation what the agency was asked.
 * @returns the places, as the agency's answer counts them.
 */
export function removeUnreadable(schema: GraphQLSchema, operation: DocumentNode, data: Fields): Path[] {
  const found: Path[] = [];
  const definition = operation.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const root = definition && schema.getRootType(definition.operation);
  if (!definition || !root) return found;

  function visit(set: SelectionSetNode, typeName: string, value: Fields, path: Path): void {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT)
        visit(node.selectionSet, node.typeCondition?.name.value ?? typeName, value, path);
      if (node.kind !== Kind.FIELD) continue;
      const key = (node.alias ?? node.name).value;
      if (value[key] == null || node.name.value === '__typename') continue;
      const at = [...path, key];
      if (node.name.value === '_entities') entities(node.selectionSet, value[key], at);
      else {
        const type = schema.getType(typeName);
        const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
        if (field) value[key] = readable(field.type, node.selectionSet, value[key], at);
      }
    }
  }

  function entities(set: SelectionSetNode | undefined, list: unknown, path: Path): void {
    if (!set || !Array.isArray(list)) return;
    for (const [index, entity] of list.entries()) if (isObject(entity)) visit(set, '', entity, [...path, index]);
  }

  function readable(type: GraphQLOutputType, set: SelectionSetNode | undefined, value: unknown, path: Path): unknown {
    if (value == null) return null;
    if (isNonNullType(type)) return readable(type.ofType, set, value, path);
    if (isListType(type)) {
      if (!Array.isArray(value)) return refuse(path);
      return value.map((item: unknown, index) => readable(type.ofType, set, item, [...path, index]));
    }
    if (isLeafType(type)) return isLeafValue(type, value) ? value : refuse(path);
    if (!isObject(value)) return refuse(path);
    if (set) visit(set, type.name, value, path);
    return value;
  }

  function refuse(path: Path): null {
    found.push(path);
    return null;
  }

  visit(definition.selectionSet, root.name, data, []);
  return found;
}

function isLeafValue(type: { serialize(value: unknown): unknown }, value: unknown): boolean {
  // Scalars of the graph are texts, numbers and booleans; none is an object.
  if (typeof value === 'object') return false;
  try {
    type.serialize(value);
    return true;
  } catch {
    return false;
  }
}
