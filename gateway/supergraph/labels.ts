import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import { isCategory } from '../policy/categories.ts';
import type { Label, Labels } from '../policy/labels.ts';
import { isMask } from '../policy/masks.ts';
import { applied, type Directed, fieldSetOf, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';

/** The protection model this hub understands. */
export const PROTECTION = 'https://cbm-hub.example/protection';

/**
 * Reads the effective label of every field of the composed graph.
 *
 * @throws Error naming the coordinates without a label: a gateway with policies serves no such supergraph.
 */
export function labelsOf(supergraph: DocumentNode): Labels {
  const feature = featuresOf(supergraph).find((each) => each.identity === PROTECTION);
  if (!feature) throw new Error(`The supergraph does not link ${PROTECTION}: none of its fields is labelled.`);
  const names = {
    classified: directiveName(feature, 'classified'),
    reads: directiveName(feature, 'reads'),
    derived: directiveName(feature, 'derived'),
  };
  const labels = new Map<Coordinate, Label>();
  const bare: Coordinate[] = [];
  for (const type of compositesOf(supergraph)) {
    for (const field of type.fields ?? []) {
      const at = coordinate(type.name.value, field.name.value);
      const label = labelOf(field, names);
      const members = membersOf(supergraph, type.name.value, field.name.value);
      const derivedFrom = inputsOf(supergraph, type, applied(field, names.derived)[0]);
      if (label) labels.set(at, { ...label, members, derivedFrom });
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
  const refuse = (node: { readonly name: { readonly value: string } } & Directed): void => {
    if (!applied(node, reads)[0]) return;
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
): Omit<Label, 'members' | 'derivedFrom'> | undefined {
  const classified = applied(field, names.classified)[0];
  const category = textOf(classified, 'as');
  if (!isCategory(category)) return undefined;
  const [group, mask] = [textOf(classified, 'group'), textOf(classified, 'mask')];
  if (mask !== undefined && !isMask(mask)) throw new Error(`${field.name.value}: ${mask} is no mask this hub knows.`);
  const reads = new Map<string, Coordinate>();
  for (const argument of field.arguments ?? []) {
    const reading = applied(argument, names.reads)[0];
    if (!reading) continue;
    const [type, name, ...more] = textOf(reading, 'field')?.split('.') ?? [];
    if (!type || !name || more.length > 0) {
      throw new Error(
        `@${names.reads} on ${field.name.value}(${argument.name.value}:) must name a field: "Type.field".`,
      );
    }
    reads.set(argument.name.value, coordinate(type, name));
  }
  return { category, group, mask, reads };
}

/** The fields that a derived one is made from, each with those below it. */
function inputsOf(
  supergraph: DocumentNode,
  type: ObjectTypeDefinitionNode,
  derived: ConstDirectiveNode | undefined,
): readonly Coordinate[] {
  const text = textOf(derived, 'from');
  if (text === undefined) return [];
  const inputs: Coordinate[] = [];
  const visitSet = (set: SelectionSetNode, parent: ObjectTypeDefinitionNode): void => {
    for (const node of set.selections) {
      const field = node.kind === Kind.FIELD && parent.fields?.find(({ name }) => name.value === node.name.value);
      if (!field) throw new Error(`@derived(from: "${text}") on ${type.name.value}: names a field nobody has.`);
      inputs.push(coordinate(parent.name.value, field.name.value));
      const below = compositesOf(supergraph).find(({ name }) => name.value === namedTypeOf(field));
      if (node.selectionSet && below) visitSet(node.selectionSet, below);
    }
  };
  const set = fieldSetOf(text);
  if (set) visitSet(set, type);
  return inputs;
}

function namedTypeOf({ type }: FieldDefinitionNode): string {
  let named = type;
  while (named.kind !== Kind.NAMED_TYPE) named = named.type;
  return named.name.value;
}

/** An argument that reads a field nobody has could be used by everybody: no such supergraph is served. */
function checkReads(labels: Labels): void {
  for (const [at, label] of labels) {
    for (const [argument, read] of label.reads) {
      if (!labels.has(read)) throw new Error(`${at}(${argument}:) reads ${read}, which is no field of the graph.`);
    }
  }
}
