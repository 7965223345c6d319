import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  visit,
} from 'graphql';

const DIRECTIVES = ['classified', 'record', 'derived', 'reads', 'retained'];

/**
 * Writes a type's label on each of its fields that has none, since composition merges fields, not defaults.
 *
 * @param document one subgraph's SDL with the definitions of the protection directives.
 */
export function withFieldLabels(document: DocumentNode): DocumentNode {
  return visit(document, {
    ObjectTypeDefinition: (type) => labelled(type),
  });
}

/** What would make labels vanish without a word when the subgraph is composed. */
export function labelProblems(document: DocumentNode): string[] {
  const composed = new Set(
    document.definitions
      .filter((each) => each.kind === Kind.SCHEMA_EXTENSION || each.kind === Kind.SCHEMA_DEFINITION)
      .flatMap((each) => each.directives ?? [])
      .filter((directive) => directive.name.value === 'composeDirective')
      .map((directive) => directive.arguments?.[0]?.value)
      .map((value) => (value?.kind === Kind.STRING ? value.value : '')),
  );
  const missing = DIRECTIVES.filter((name) => !composed.has(`@${name}`)).map(
    (name) => `add to the schema: @composeDirective(name: "@${name}"); without it the labels do not reach the hub`,
  );
  return [...missing, ...unlabelled(document)];
}

function labelled(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode {
  const own = labelOf(type);
  const directives = type.directives?.filter((directive) => directive !== own) ?? [];
  const fields = type.fields?.map((field) =>
    !own || labelOf(field) || isExternal(field) ? field : { ...field, directives: [...(field.directives ?? []), own] },
  );
  return { ...type, directives, ...(fields && { fields }) };
}

function unlabelled(document: DocumentNode): string[] {
  return typesOf(document).flatMap((type) =>
    (type.fields ?? []).flatMap((field) => {
      const at = `${type.name.value}.${field.name.value}`;
      if (isExternal(field)) return labelOf(field) ? [`${at}: take @classified off the @external field`] : [];
      return labelOf(field) || labelOf(type) ? [] : [`${at}: add @classified(as: …) to the field or its type`];
    }),
  );
}

function typesOf(document: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return document.definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
}

function labelOf(node: {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === 'classified');
}

function isExternal(field: FieldDefinitionNode): boolean {
  return field.directives?.some((directive) => directive.name.value === 'external') ?? false;
}
