import { type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';
import type { RecordPresence } from './records.ts';

/** Type of the records that a Relay connection or edge is of; undefined of other types. */
export function nodeType(schema: GraphQLSchema, listType: string): string | undefined {
  if (!listType.endsWith('Connection')) return edgeNodeType(schema, listType);
  const edge = typeOfField(schema, listType, 'edges');
  return edge && typeOfField(schema, edge, 'node');
}

/** Type of the records that a Relay edge leads to; undefined of other types. */
export function edgeNodeType(schema: GraphQLSchema, typeName: string): string | undefined {
  return typeName.endsWith('Edge') ? typeOfField(schema, typeName, 'node') : undefined;
}

function typeOfField(schema: GraphQLSchema, typeName: string, field: string): string | undefined {
  const type = schema.getType(typeName);
  const definition = isObjectType(type) ? type.getFields()[field] : undefined;
  return definition && getNamedType(definition.type).name;
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
