import {
  type DocumentNode,
  type GraphQLSchema,
  isNonNullType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

type Fields = Record<string, unknown>;

/**
 * Puts null for every nullable field in the place of each entity an agency did not give: it did not answer, or does not
 * know the record. A field that another agency derives from them is then still asked for, with null for what is not
 * known, so that one agency's failure or ignorance does not take the others' answers with it.
 *
 * @param data what the agency answered; undefined where it did not.
 * @param asked how many entities it was asked about.
 */
export function withNullEntities(
  schema: GraphQLSchema,
  operation: DocumentNode,
  data: Fields | undefined,
  asked: number,
): Fields | undefined {
  const definition = operation.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  const field = definition?.selectionSet.selections.find((each) => each.kind === Kind.FIELD);
  if (field?.name.value !== '_entities' || !field.selectionSet) return data;
  const fields = nulls(schema, field.selectionSet, '');
  const key = (field.alias ?? field.name).value;
  const given = data ? data[key] : Array.from({ length: asked }, () => null);
  if (!fields || !Array.isArray(given)) return data;
  return { ...data, [key]: given.map((entity: unknown) => entity ?? { ...fields }) };
}

/** @returns null where the schema promises a value: nothing can stand in its place. */
function nulls(schema: GraphQLSchema, set: SelectionSetNode, typeName: string): Fields | null {
  const fields: Fields = {};
  for (const node of set.selections) {
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const inner = nulls(schema, node.selectionSet, node.typeCondition?.name.value ?? typeName);
      if (!inner) return null;
      Object.assign(fields, inner);
    }
    if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
    const type = schema.getType(typeName);
    const definition = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (!definition || isNonNullType(definition.type)) return null;
    fields[(node.alias ?? node.name).value] = null;
  }
  return fields;
}
