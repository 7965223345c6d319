import { type DefinitionNode, type DocumentNode, Kind, type ObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { applied, isTrue, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';
import { JOIN } from './joins.ts';

/** An object type or an interface: both have fields and interfaces. */
export type Composite = ObjectTypeDefinitionNode;

export function compositesOf({ definitions }: DocumentNode): readonly Composite[] {
  return definitions.filter(isComposite);
}

export function isInterface(definition: DefinitionNode): boolean {
  return definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function isComposite(definition: DefinitionNode): definition is Composite {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || isInterface(definition);
}

/** The interfaces that a type says it is one of. */
export function interfacesOf(type: Composite, composites: readonly Composite[]): readonly Composite[] {
  const names = new Set(type.interfaces?.map(({ name }) => name.value));
  return composites.filter(({ name }) => names.has(name.value));
}

/** Interface → the fields that an agency adds to it which knows it as if it were a type of its own. */
export function addedByInterfaces(
  supergraph: DocumentNode,
  composites: readonly Composite[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const join = featuresOf(supergraph).find(({ identity }) => identity === JOIN);
  if (!join) return new Map();
  const [onType, onField] = [directiveName(join, 'type'), directiveName(join, 'field')];
  const added = new Map<string, Set<string>>();
  for (const type of composites.filter(isInterface)) {
    const graphs = applied(type, onType)
      .filter((directive) => isTrue(directive, 'isInterfaceObject'))
      .map((directive) => textOf(directive, 'graph'));
    if (graphs.length === 0) continue;
    const fields = (type.fields ?? []).filter((field) => {
      const from = applied(field, onField).map((directive) => textOf(directive, 'graph'));
      return from.length === 0 || from.some((graph) => graphs.includes(graph));
    });
    added.set(type.name.value, new Set(fields.map(({ name }) => name.value)));
  }
  return added;
}

/** The type without its lists and promises. */
export function namedTypeOf(type: TypeNode): string {
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  return named.name.value;
}
