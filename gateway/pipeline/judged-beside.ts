import {
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldType } from '../field-type.ts';
import type { Decisions } from '../policy/decisions.ts';
import { edgeTypes, mayBeAbsent, possibleTypes } from '../policy/possible-types.ts';

/** Adds to the selection of a type what its records are judged by. */
export type JudgedBeside = (set: SelectionSetNode, typeName: string) => SelectionSetNode;

/**
 * What is fetched beside what was asked for, so that records can be judged: the attributes that rules read, of every
 * type whose records may stand there, and the node of an edge. It stays in the gateway.
 */
export function judgedBeside(schema: GraphQLSchema, { attributes, presences }: Decisions): JudgedBeside {
  if (attributes.size === 0 && presences.size === 0) return (set) => set;
  const ofType = (typeName: string): readonly SelectionNode[] => {
    const own = possibleTypes(schema, typeName).flatMap((each) => {
      const names = attributes.get(each);
      return names ? [{ each, fields: [...names].sort().map(fieldNode) }] : [];
    });
    if (!isAbstractType(schema.getType(typeName))) return own.flatMap(({ fields }) => fields);
    const isJudged = own.length > 0 || mayBeAbsent(schema, presences, typeName);
    if (!isJudged) return [];
    return [fieldNode('__typename'), ...own.map(({ each, fields }) => fragment(each, fields))];
  };
  const ofEdge = (typeName: string): readonly SelectionNode[] =>
    edgeTypes(schema, typeName).flatMap((each) => {
      const node = fieldType(schema, each, 'node');
      if (node === undefined || !mayBeAbsent(schema, presences, node)) return [];
      const selectionSet = setOf([fieldNode('__typename'), ...ofType(node)]);
      const selected = { ...fieldNode('node'), selectionSet };
      return each === typeName ? [selected] : [fieldNode('__typename'), fragment(each, [selected])];
    });
  return (set, typeName) => {
    const beside = [...ofType(typeName), ...ofEdge(typeName)];
    return beside.length > 0 ? setOf([...set.selections, ...beside]) : set;
  };
}

function fieldNode(name: string): FieldNode {
  return { kind: Kind.FIELD, name: { kind: Kind.NAME, value: name } };
}

function fragment(typeName: string, selections: readonly SelectionNode[]): SelectionNode {
  const typeCondition = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: typeName } } as const;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet: setOf(selections) };
}

function setOf(selections: readonly SelectionNode[]): SelectionSetNode {
  return { kind: Kind.SELECTION_SET, selections };
}
