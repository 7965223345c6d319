import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type Coordinate, coordinate } from '../ids.ts';
import { isCategory } from '../policy/categories.ts';
import type { InputReads } from '../policy/input-reads.ts';
import type { Label, Labels } from '../policy/labels.ts';
import { isMask } from '../policy/masks.ts';
import { applied, fieldSetOf, textOf } from './directives.ts';
import { directiveName, featuresOf } from './features.ts';
import { type InputReader, inputReader } from './input-reads.ts';
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
    graded: directiveName(feature, 'graded'),
  };
  const labels = new Map<Coordinate, Label>();
  const bare: Coordinate[] = [];
  const membersOf = memberReader(supergraph);
  const inputs = inputReader(supergraph, names.reads);
  const readsOf = readsReader(supergraph, inputs);
  for (const type of compositesOf(supergraph)) {
    for (const field of type.fields ?? []) {
      const at = coordinate(type.name.value, field.name.value);
      const label = labelOf(field, names.classified);
      const members = membersOf(type, field.name.value);
      const derivedFrom = inputsOf(supergraph, type, applied(field, names.derived)[0]);
      const reads = readsOf(type, field.name.value);
      const gradedBy = gradesOf(type, applied(field, names.graded)[0]);
      if (label) labels.set(at, { ...label, reads, members, derivedFrom, gradedBy });
      else bare.push(at);
    }
  }
  if (bare.length > 0) {
    throw new Error(`Without label: ${bare.slice(0, 20).join(', ')}${bare.length > 20 ? ' …' : ''}. Run: hub compose`);
  }
  checkReads(inputs, labels);
  checkGrades(labels);
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

/** An argument reads what it does at the field, and what it does at the interface's. */
function readsReader(
  supergraph: DocumentNode,
  inputs: InputReader,
): (type: Composite, field: string) => ReadonlyMap<string, InputReads> {
  const composites = compositesOf(supergraph);
  return (type, name) => {
    const reads = new Map<string, InputReads>();
    for (const each of [type, ...interfacesOf(type, composites)]) {
      const field = each.fields?.find((candidate) => candidate.name.value === name);
      for (const node of field?.arguments ?? []) {
        const argument = node.name.value;
        const read = inputs.argument(node, `${each.name.value}.${name}(${argument}:)`);
        if (read) reads.set(argument, bothOf(reads.get(argument), read));
      }
    }
    return reads;
  };
}

/** A field's argument has the type of its interface's (GraphQL §3.7.1), and so the same within. */
function bothOf(one: InputReads | undefined, other: InputReads): InputReads {
  if (!one) return other;
  const given = new Set([...one.given, ...other.given]);
  const byDefault = new Set([...one.byDefault, ...other.byDefault]);
  // A default gives it a value, whichever of them has it.
  if (byDefault.size > 0) for (const each of given) byDefault.add(each);
  return { given, byDefault, within: one.within ?? other.within };
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

/** What reads a field nobody has could be used by everybody: no such supergraph is served. */
function checkReads({ said }: InputReader, labels: Labels): void {
  const unknown = said.find(([, read]) => !labels.has(read));
  if (unknown) throw new Error(`${unknown[0]} reads ${unknown[1]}, which is no field of the graph.`);
}

/** The values beside a field that say how sure it is. @throws Error where one is none of the type. */
function gradesOf(type: ObjectTypeDefinitionNode, graded: ConstDirectiveNode | undefined): readonly Coordinate[] {
  const text = textOf(graded, 'by');
  if (text === undefined) return [];
  return (fieldSetOf(text)?.selections ?? []).map((node) => {
    const isValue = node.kind === Kind.FIELD && !node.selectionSet && !node.alias && !node.arguments?.length;
    const grade = isValue && type.fields?.find(({ name }) => name.value === node.name.value);
    if (grade && !grade.arguments?.length) return coordinate(type.name.value, grade.name.value);
    throw new Error(`@graded(by: "${text}") on ${type.name.value}: names what is no value of the type.`);
  });
}

/** A reduced grade says less than the owner does. */
function checkGrades(labels: Labels): void {
  for (const [at, { gradedBy }] of labels) {
    const reduced = gradedBy.find((grade) => labels.get(grade)?.mask !== undefined);
    if (reduced) throw new Error(`${at} is graded by ${reduced}, which has a reduced form: a grade is shown as it is.`);
  }
}
