import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  visit,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import { type Category, isCategory } from '../policy/categories.ts';
import { directiveName, featuresOf } from './features.ts';

/** The protection model this hub understands. */
export const PROTECTION = 'https://cbm-hub.example/protection';

/** What the owner says of a field. */
export interface Label {
  readonly category: Category;
  /** Argument name → coordinate it reads: to use the argument needs a right to that field. */
  readonly reads: ReadonlyMap<string, Coordinate>;
  /** Of an interface's field: the same field of each type that may stand there, to be allowed as well. */
  readonly members: readonly Coordinate[];
}

export type Labels = ReadonlyMap<Coordinate, Label>;

/**
 * Reads the effective label of every field of the composed graph.
 *
 * @throws Error naming the coordinates without a label: a gateway with policies serves no such supergraph.
 */
export function labelsOf(supergraph: DocumentNode): Labels {
  const feature = featuresOf(supergraph).find((each) => each.identity === PROTECTION);
  if (!feature) throw new Error(`The supergraph does not link ${PROTECTION}: none of its fields is labelled.`);
  const names = { classified: directiveName(feature, 'classified'), reads: directiveName(feature, 'reads') };
  const labels = new Map<Coordinate, Label>();
  const bare: Coordinate[] = [];
  for (const type of compositesOf(supergraph)) {
    for (const field of type.fields ?? []) {
      const at = coordinate(type.name.value, field.name.value);
      const label = labelOf(field, names);
      if (label) labels.set(at, { ...label, members: membersOf(supergraph, type.name.value, field.name.value) });
      else bare.push(at);
    }
  }
  if (bare.length > 0) {
    throw new Error(`Without label: ${bare.slice(0, 20).join(', ')}${bare.length > 20 ? ' …' : ''}. Run: hub compose`);
  }
  checkReads(labels);
  checkReadings(supergraph, names.reads);
  return labels;
}

function compositesOf(document: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return document.definitions.filter(
    (definition): definition is ObjectTypeDefinitionNode =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || (definition.kind as Kind) === Kind.INTERFACE_TYPE_DEFINITION,
  );
}

/** The interface's own label is not trusted to be as strict as its members'. */
function membersOf(supergraph: DocumentNode, interfaceName: string, field: string): readonly Coordinate[] {
  return compositesOf(supergraph)
    .filter(({ interfaces = [] }) => interfaces.some(({ name }) => name.value === interfaceName))
    .map(({ name }) => coordinate(name.value, field));
}

/** What is not enforced must keep the hub from starting. */
function checkReadings(supergraph: DocumentNode, reads: string): void {
  const refuse = (node: { readonly name: { readonly value: string } } & Parameters<typeof directiveOf>[0]): void => {
    if (!directiveOf(node, reads)) return;
    throw new Error(
      `@${reads} on ${node.name.value}: it is enforced on arguments only, not on input fields and enum values.`,
    );
  };
  visit(supergraph, {
    InputObjectTypeDefinition: (type) => type.fields?.forEach(refuse),
    EnumValueDefinition: refuse,
  });
}

function labelOf(
  field: FieldDefinitionNode,
  names: { classified: string; reads: string },
): Omit<Label, 'members'> | undefined {
  const category = argumentOf(directiveOf(field, names.classified), 'as');
  if (!isCategory(category)) return undefined;
  const reads = new Map<string, Coordinate>();
  for (const argument of field.arguments ?? []) {
    const reading = directiveOf(argument, names.reads);
    if (!reading) continue;
    const [type, name, ...more] = argumentOf(reading, 'field')?.split('.') ?? [];
    if (!type || !name || more.length > 0) {
      throw new Error(
        `@${names.reads} on ${field.name.value}(${argument.name.value}:) must name a field: "Type.field".`,
      );
    }
    reads.set(argument.name.value, coordinate(type, name));
  }
  return { category, reads };
}

/** An argument that reads a field nobody has could be used by everybody: no such supergraph is served. */
function checkReads(labels: Labels): void {
  for (const [at, label] of labels) {
    for (const [argument, read] of label.reads) {
      if (!labels.has(read)) throw new Error(`${at}(${argument}:) reads ${read}, which is no field of the graph.`);
    }
  }
}

function directiveOf(
  node: { readonly directives?: readonly ConstDirectiveNode[] | undefined },
  name: string,
): ConstDirectiveNode | undefined {
  return node.directives?.find((directive) => directive.name.value === name);
}

function argumentOf(directive: ConstDirectiveNode | undefined, argument: string): string | undefined {
  const value = directive?.arguments?.find((each) => each.name.value === argument)?.value;
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : undefined;
}
