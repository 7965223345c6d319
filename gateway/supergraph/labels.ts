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
import { addedByInterfaces, type Composite, compositesOf, interfacesOf, namedTypeOf } from './interfaces.ts';

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
  const membersOf = memberReader(supergraph);
  const readsOf = readsReader(supergraph, names.reads);
  for (const type of compositesOf(supergraph)) {
    for (const field of type.fields ?? []) {
      const at = coordinate(type.name.value, field.name.value);
      const label = labelOf(field, names.classified);
      const members = membersOf(type, field.name.value);
      const derivedFrom = inputsOf(supergraph, type, applied(field, names.derived)[0]);
      const reads = readsOf(type, field.name.value);
      if (label) labels.set(at, { ...label, reads, members, derivedFrom });
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

/**
 * The same field wherever else it may stand: of an interface's, in the types that are one; of one that an agency adds to
 * an interface (`@interfaceObject`), at the interface. Neither label is trusted to be as strict as the other.
 */
function memberReader(supergraph: DocumentNode): (type: Composite, field: string) => readonly Coordinate[] {
  const composites = compositesOf(supergraph);
  const added = addedByInterfaces(supergraph, composites);
  return (type, field) => {
    const below = composites.filter((each) => interfacesOf(each, composites).includes(type));
    const above = interfacesOf(type, composites).filter(({ name }) => added.get(name.value)?.has(field));
    return [...below, ...above].map(({ name }) => coordinate(name.value, field));
  };
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
  directive: string,
): Pick<Label, 'category' | 'group' | 'mask' | 'denial' | 'absent'> | undefined {
  const classified = applied(field, directive)[0];
  const category = textOf(classified, 'as');
  if (!isCategory(category)) return undefined;
  const [group, mask] = [textOf(classified, 'group'), textOf(classified, 'mask')];
  if (mask !== undefined && !isMask(mask)) throw new Error(`${field.name.value}: ${mask} is no mask this hub knows.`);
  const denial = textOf(classified, 'denial') === 'NEUTRAL' ? 'NEUTRAL' : 'OPEN';
  return { category, group, mask, denial, absent: textOf(classified, 'absent') };
}

/** An argument reads what it is said to read at the field, and what it is said to read at the interface's. */
function readsReader(supergraph: DocumentNode, directive: string): (type: Composite, field: string) => Label['reads'] {
  const composites = compositesOf(supergraph);
  return (type, name) => {
    const reads = new Map<string, Coordinate[]>();
    for (const each of [type, ...interfacesOf(type, composites)]) {
      const field = each.fields?.find((candidate) => candidate.name.value === name);
      for (const argument of field?.arguments ?? []) {
        const read = applied(argument, directive).map((reading) => {
          const at = coordinateIn(textOf(reading, 'field'));
          if (at) return at;
          throw new Error(`@${directive} on ${name}(${argument.name.value}:) must name a field: "Type.field".`);
        });
        if (read.length > 0) reads.set(argument.name.value, [...(reads.get(argument.name.value) ?? []), ...read]);
      }
    }
    return reads;
  };
}

function coordinateIn(text: string | undefined): Coordinate | undefined {
  const [type, name, ...more] = text?.split('.') ?? [];
  return type && name && more.length === 0 ? coordinate(type, name) : undefined;
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
      const below = compositesOf(supergraph).find(({ name }) => name.value === namedTypeOf(field.type));
      if (node.selectionSet && below) visitSet(node.selectionSet, below);
    }
  };
  const set = fieldSetOf(text);
  if (set) visitSet(set, type);
  return inputs;
}

/** An argument that reads a field nobody has could be used by everybody: no such supergraph is served. */
function checkReads(labels: Labels): void {
  for (const [at, label] of labels) {
    for (const [argument, reads] of label.reads) {
      const unknown = reads.find((read) => !labels.has(read));
      if (unknown) throw new Error(`${at}(${argument}:) reads ${unknown}, which is no field of the graph.`);
    }
  }
}
