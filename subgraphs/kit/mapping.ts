import { type DirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';

/** Of a field that no column feeds alone: the agency computes it. */
export const COMPUTED = Symbol('computed');

/**
 * Which field of the existing system feeds which field of the graph: `Type.field` → the agency's own name of the column,
 * usually `table.column`, or COMPUTED. Two fields over one column must have one label: that is checked with it.
 */
export type Mapping = Readonly<Record<string, string | typeof COMPUTED>>;

/** Types that hold no data of a system: what they show is derived from their members. */
const DERIVED_TYPE = /^(Query|Mutation|Subscription|PageInfo|\w+(Connection|Edge))$/;

/**
 * What is wrong with a mapping: coordinates the SDL does not have, values (scalars and enums) that are neither mapped nor
 * computed, columns with two labels. Fields of another agency (`@external`) are not its to map.
 *
 * @param document the agency's SDL.
 */
export function mappingProblems(document: DocumentNode, mapping: Mapping): string[] {
  const known = new Map(fieldsOf(document));
  const mapped = new Map(Object.entries(mapping));
  const unknown = [...mapped.keys()].filter((coordinate) => !known.has(coordinate));
  const missing = [...known].filter(([coordinate, field]) => field.isValue && !mapped.has(coordinate));
  return [
    ...unknown.map((coordinate) => `${coordinate} is mapped, but not in the schema`),
    ...missing.map(([coordinate]) => `${coordinate} is neither mapped nor COMPUTED`),
    ...doublyLabelled(known, mapped),
  ];
}

interface MappedField {
  /** A scalar or an enum, or a list of them. */
  readonly isValue: boolean;
  /** Category and group of its label, its own or its type's. */
  readonly label: string;
}

function doublyLabelled(
  known: ReadonlyMap<string, MappedField>,
  mapped: ReadonlyMap<string, string | symbol>,
): string[] {
  const labels = new Map<string, Set<string>>();
  for (const [coordinate, column] of mapped) {
    const label = known.get(coordinate)?.label;
    if (typeof column !== 'string' || label === undefined) continue;
    labels.set(column, new Set([...(labels.get(column) ?? []), label]));
  }
  return [...labels].flatMap(([column, set]) => (set.size > 1 ? [`${column} stands under ${set.size} labels`] : []));
}

function fieldsOf(document: DocumentNode): ReadonlyArray<readonly [string, MappedField]> {
  const types = document.definitions.filter((each) => each.kind === Kind.OBJECT_TYPE_DEFINITION);
  const objects = new Set(
    document.definitions.flatMap((each) =>
      each.kind === Kind.OBJECT_TYPE_DEFINITION ||
      each.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      each.kind === Kind.UNION_TYPE_DEFINITION
        ? [each.name.value]
        : [],
    ),
  );
  return types
    .filter((type) => !DERIVED_TYPE.test(type.name.value))
    .flatMap((type) =>
      (type.fields ?? [])
        .filter((field) => !applied(field, 'external'))
        .map((field) => {
          const label = applied(field, 'classified') ?? applied(type, 'classified');
          const read = { isValue: !objects.has(nameOf(field.type)), label: labelText(label) };
          return [`${type.name.value}.${field.name.value}`, read] as const;
        }),
    );
}

function applied(
  node: { readonly directives?: readonly DirectiveNode[] | undefined } | FieldDefinitionNode,
  name: string,
): DirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

function labelText(label: DirectiveNode | undefined): string {
  const values = (label?.arguments ?? []).map(({ name, value }) =>
    value.kind === Kind.ENUM || value.kind === Kind.STRING ? `${name.value}: ${value.value}` : name.value,
  );
  return values.sort().join(', ');
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
