import { type GraphQLSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';

/** Name of the type that a field gives, lists left out; undefined where there is no such field. */
export function fieldType(schema: GraphQLSchema, typeName: string, field: string): string | undefined {
  const type = schema.getType(typeName);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  return definition && getNamedType(definition.type).name;
}
