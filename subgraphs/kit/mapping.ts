import { type DirectiveNode, type DocumentNode, type FieldDefinitionNode, Kind, type TypeNode } from 'graphql';
import { camel } from './select.ts';

/** Of a field that no column feeds alone: the agency computes it. */
export const COMPUTED = Symbol('computed');

/**
 * Which field of the existing system feeds which field of the graph: `Type.field` → the agency's own name of the column,
 * usually `table.column`, or COMPUTED. Two fields over one column must have one label: that is checked with it.
 */
export type Mapping = Readonly<Record<string, string | typeof COMPUTED>>;

/**
 * The mapping of a type's fields over the columns of one table: `mapped('Visa', 'visa', 'issuing_state')` is
 * `{ 'Visa.issuingState': 'visa.issuing_state' }`. A field that is not named like its column stands as `field=column`.
 */
export function mapped(type: string, table: string, ...columns: readonly string[]): Mapping {
  const entries = columns.map((each) => {
    const [field = '', column = field] = each.split('=');
    return [`${type}.${camel(field)}`, `${table}.${column}`];
  });
  return Object.fromEntries(entries);
}

/** The mapping of fields that the agency computes. */
export function computed(type: string, ...fields: readonly string[]): Mapping {
  return Object.fromEntries(fields.map((field) => [`${type}.${field}`, COMPUTED]));
}

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
    ...doublyLabelled(known, mapped).map(({ column, labels }) => `${column} stands under ${labels} labels`),
  ];
}

/**
 * Columns that several fields show under different labels, each with the fields.
 *
 * @param document the agency's SDL.
 */
export function columnsUnderTwoLabels(document: DocumentNode, mapping: Mapping): readonly DoublyLabelled[] {
  return doublyLabelled(new Map(fieldsOf(document)), new Map(Object.entries(mapping)));
}

/** A column that reaches the graph under more than one label. */
export interface DoublyLabelled {
  readonly column: string;
  /** How many labels. */
  readonly labels: number;
  readonly coordinates: readonly string[];
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
): readonly DoublyLabelled[] {
  const columns = new Map<string, [coordinate: string, label: string][]>();
  for (const [coordinate, column] of mapped) {
    const label = known.get(coordinate)?.label;
    if (typeof column !== 'string' || label === undefined) continue;
    columns.set(column, [...(columns.get(column) ?? []), [coordinate, label]]);
  }
  return [...columns].flatMap(([column, shown]) => {
    const labels = new Set(shown.map(([, label]) => label)).size;
    return labels > 1 ? [{ column, labels, coordinates: shown.map(([coordinate]) => coordinate) }] : [];
  });
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
