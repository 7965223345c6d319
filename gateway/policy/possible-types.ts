import { type GraphQLSchema, isAbstractType, isObjectType } from 'graphql';
import { fieldType } from '../field-type.ts';
import type { RecordPresence } from './records.ts';

/** Fields of connections and edges that lead to the records themselves. */
const LEADING: ReadonlySet<string> = new Set(['edges', 'nodes', 'node']);

/**
 * Object types of the records that a Relay connection or edge lists, or an interface that one of these implements; none of
 * other types. What stands beside the records there, totals and cursors, tells of them all.
 */
export function listedTypes(schema: GraphQLSchema, typeName: string): readonly string[] {
  const listed = [typeName, ...possibleTypes(schema, typeName)].flatMap((each) => {
    if (isEdge(schema, each)) return nodesOf(schema, each);
    if (!isConnection(schema, each)) return [];
    const edges = ['edges', 'nodes'].flatMap((field) => fieldType(schema, each, field) ?? []);
    return edges.flatMap((below) => [...possibleTypes(schema, below), ...edgeNodes(schema, below)]);
  });
  return [...new Set(listed)];
}

/** True of a field that tells of the records of a connection or edge beyond those that are shown. */
export function tellsOfListed(field: string): boolean {
  return !LEADING.has(field);
}

/** Object types of the records that a Relay edge leads to, or what edges an interface stands for; none of other types. */
export function edgeNodes(schema: GraphQLSchema, typeName: string): readonly string[] {
  return [...new Set(edgeTypes(schema, typeName).flatMap((each) => nodesOf(schema, each)))];
}

/** The edges among the types whose records may stand where the named type does. */
export function edgeTypes(schema: GraphQLSchema, typeName: string): readonly string[] {
  return possibleTypes(schema, typeName).filter((each) => isEdge(schema, each));
}

/** True where records of a type that is judged as a whole may stand where the named type does. */
export function mayBeAbsent(
  schema: GraphQLSchema,
  presences: ReadonlyMap<string, RecordPresence>,
  named: string,
): boolean {
  return possibleTypes(schema, named).some((each) => presences.has(each));
}

/** Names of the object types whose records may stand where the named type does. */
export function possibleTypes(schema: GraphQLSchema, named: string): readonly string[] {
  const type = schema.getType(named);
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}

/** True of a type by its name, and of what a connection's `edges` are whatever their name is. */
export function isEdge(schema: GraphQLSchema, typeName: string): boolean {
  let known = edges.get(schema);
  if (!known) {
    known = edgesIn(schema);
    edges.set(schema, known);
  }
  return typeName.endsWith('Edge') || known.has(typeName);
}

const edges = new WeakMap<GraphQLSchema, ReadonlySet<string>>();

/** Types that a connection's `edges` lead to, and that lead to a node. */
function edgesIn(schema: GraphQLSchema): ReadonlySet<string> {
  const found = Object.keys(schema.getTypeMap()).flatMap((each) => {
    const below = isConnection(schema, each) ? fieldType(schema, each, 'edges') : undefined;
    return below === undefined ? [] : possibleTypes(schema, below);
  });
  return new Set(found.filter((each) => fieldType(schema, each, 'node') !== undefined));
}

function isConnection(schema: GraphQLSchema, typeName: string): boolean {
  if (typeName.endsWith('Connection')) return true;
  const has = (field: string) => fieldType(schema, typeName, field) !== undefined;
  return (has('edges') || has('nodes')) && (has('pageInfo') || has('totalCount'));
}

function nodesOf(schema: GraphQLSchema, edge: string): readonly string[] {
  const node = fieldType(schema, edge, 'node');
  return node === undefined ? [] : possibleTypes(schema, node);
}
