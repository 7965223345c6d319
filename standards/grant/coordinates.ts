import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/** Roots by the names they have in every schema, whatever a schema calls them. */
const ROOTS = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' } as const;

/** What an operation asks an agency for. */
export interface AskedCoordinates {
  /** `Type.field`, each once; `_entities` and `__typename` left out: what is asked of the records counts. */
  readonly coordinates: ReadonlySet<string>;
  /** It asks about the schema: `__schema`, `__type`, or the agency's own SDL (`_service`). */
  readonly isAboutSchema: boolean;
}

/**
 * Every field a document selects, whichever of its operations is meant, fragments followed. A field of a type that is not
 * known is kept under the name of its type condition or as `?.field`, so that nothing is asked unseen.
 */
export function coordinatesOf(document: DocumentNode, schema: GraphQLSchema): AskedCoordinates {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const coordinates = new Set<string>();
  const seen = new Set<string>();
  let isAboutSchema = false;

  function walk(set: SelectionSetNode, typeName: string, type: GraphQLNamedType | undefined): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        const name = node.name.value;
        if (name === '__typename') continue;
        if (name === '__schema' || name === '__type' || name === '_service') isAboutSchema = true;
        else if (name !== '_entities') coordinates.add(`${typeName}.${name}`);
        if (!node.selectionSet || name.startsWith('__')) continue;
        const below = fieldOf(type, name);
        walk(node.selectionSet, below?.name ?? '?', below);
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value;
        if (condition === undefined) walk(node.selectionSet, typeName, type);
        else walk(node.selectionSet, condition, schema.getType(condition));
      } else {
        const fragment = fragments.get(node.name.value);
        // Once is enough, and a cycle ends.
        if (!fragment || seen.has(node.name.value)) continue;
        seen.add(node.name.value);
        const condition = fragment.typeCondition.name.value;
        walk(fragment.selectionSet, condition, schema.getType(condition));
      }
    }
  }

  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    walk(definition.selectionSet, ROOTS[definition.operation], schema.getRootType(definition.operation) ?? undefined);
  }
  return { coordinates, isAboutSchema };
}

function fieldOf(type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined {
  const field = isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined;
  return field && getNamedType(field.type);
}
