import { type GraphQLSchema, isObjectType } from 'graphql';

/** Only a name that callers can read in the schema is passed on in an error. */
export function argumentNamesOf(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  return new Set(fields.flatMap((field) => field.args.map((argument) => argument.name)));
}
