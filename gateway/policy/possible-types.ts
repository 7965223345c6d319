import { type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from 'graphql';

/** Type of the records that a Relay connection or edge is of; undefined of other types. */
export function nodeType(schema: GraphQLSchema, listType: string): string | undefined {
  const named = (typeName: string, field: string): string | undefined => {
    const type = schema.getType(typeName);
    const definition = isObjectType(type) ? type.getFields()[field] : undefined;
    return definition && getNamedType(definition.type).name;
  };
  if (listType.endsWith('Edge')) return named(listType, 'node');
  const edge = listType.endsWith('Connection') ? named(listType, 'edges') : undefined;
  return edge && named(edge, 'node');
}

/** Names of the object types whose records may stand where the named type does. */
export function possibleTypes(schema: GraphQLSchema, named: string): readonly string[] {
  const type = schema.getType(named);
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [];
}
