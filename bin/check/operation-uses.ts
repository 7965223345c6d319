import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

/**
 * What an operation rests on: `Type`, `Type.field`, `Type.field.argument`, `Enum.VALUE`, `Input.field`. Of what comes in a
 * variable all may be given; of an enum that is answered all may come; where an interface is asked, each of its types is.
 */
export function usesOf(document: DocumentNode, schema: GraphQLSchema): ReadonlySet<string> {
  const uses = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const [parent, field] = [info.getParentType(), info.getFieldDef()];
        if (!parent || !field) return;
        const types = [parent, ...(isAbstractType(parent) ? schema.getPossibleTypes(parent) : [])];
        for (const { name } of types) {
          uses.add(name).add(`${name}.${node.name.value}`);
          for (const argument of node.arguments ?? []) uses.add(`${name}.${node.name.value}.${argument.name.value}`);
        }
        addNamed(field.type, uses);
      },
      InlineFragment: () => addNamed(info.getType(), uses),
      FragmentDefinition: () => addNamed(info.getType(), uses),
      VariableDefinition: () => addInput(info.getInputType(), uses),
      ObjectField(node) {
        const parent = getNamedType(info.getParentInputType());
        if (parent) uses.add(parent.name).add(`${parent.name}.${node.name.value}`);
      },
      EnumValue(node) {
        const type = getNamedType(info.getInputType());
        if (type) uses.add(type.name).add(`${type.name}.${node.value}`);
      },
    }),
  );
  return uses;
}

function addNamed(type: GraphQLOutputType | null | undefined, uses: Set<string>): void {
  const named: GraphQLNamedType | undefined = type ? getNamedType(type) : undefined;
  if (!named) return;
  uses.add(named.name);
  if (isEnumType(named)) for (const { name } of named.getValues()) uses.add(`${named.name}.${name}`);
  if (isObjectType(named)) for (const { name } of named.getInterfaces()) uses.add(name);
}

function addInput(type: GraphQLInputType | null | undefined, uses: Set<string>): void {
  const named = type ? getNamedType(type) : undefined;
  if (!named || uses.has(named.name)) return;
  uses.add(named.name);
  if (isEnumType(named)) for (const { name } of named.getValues()) uses.add(`${named.name}.${name}`);
  if (!isInputObjectType(named)) return;
  for (const field of Object.values(named.getFields())) {
    uses.add(`${named.name}.${field.name}`);
    addInput(field.type, uses);
  }
}
