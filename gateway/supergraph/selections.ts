import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { fieldSetOf } from './directives.ts';
import type { JoinSelection, Joins } from './joins.ts';

/**
 * Holds every key, @requires and @provides of the supergraph against its types: a planner that meets a field that is not
 * there may end the process.
 *
 * @throws Error naming the selection.
 */
export function checkSelections({ selections }: Joins, types: GraphQLSchema): void {
  for (const selection of selections) {
    if (!fits(selection, types)) {
      const { kind, typeName, field } = selection;
      const at = field === undefined ? typeName : `${typeName}.${field}`;
      throw new Error(`The supergraph cannot be planned for: the ${kind} of ${at} selects what is not there.`);
    }
  }
}

function fits({ kind, typeName, field, text }: JoinSelection, types: GraphQLSchema): boolean {
  const type = kind === 'provides' ? typeOf(types.getType(typeName), field ?? '') : types.getType(typeName);
  try {
    const set = fieldSetOf(text);
    return set !== undefined && selects(set, type, types);
  } catch {
    return false;
  }
}

function selects(set: SelectionSetNode, type: GraphQLNamedType | undefined, types: GraphQLSchema): boolean {
  return set.selections.every((node) => {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const condition = node.typeCondition ? types.getType(node.typeCondition.name.value) : type;
      return condition !== undefined && selects(node.selectionSet, condition, types);
    }
    if (node.kind !== Kind.FIELD) return false;
    if (node.name.value === '__typename') return true;
    const below = typeOf(type, node.name.value);
    if (!below) return false;
    return node.selectionSet ? !isLeafType(below) && selects(node.selectionSet, below, types) : isLeafType(below);
  });
}

function typeOf(type: GraphQLNamedType | undefined, field: string): GraphQLNamedType | undefined {
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  return definition && getNamedType(definition.type);
}
