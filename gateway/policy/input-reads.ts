import {
  type FieldNode,
  Kind,
  type ObjectValueNode,
  type OperationDefinitionNode,
  type ValueNode,
  visit,
} from 'graphql';
import type { Coordinate } from '../ids.ts';
import { type Label, type Labels, withMembers } from './labels.ts';

/**
 * How an argument reads a field. `MATCH`: by its exact value, which whoever asks knows already. `COMPARE`: ordered, searched
 * or compared: its value can be found out by asking often.
 */
export type Reading = `${'MATCH' | 'COMPARE'} ${Coordinate}`;

export function readField(reading: Reading): Coordinate {
  return reading.slice(reading.indexOf(' ') + 1) as Coordinate;
}

export function isCompared(reading: Reading): boolean {
  return reading.startsWith('COMPARE ');
}

/** What an argument, or a field of an input object, reads (`@reads`). */
export interface InputReads {
  /** Where it is given a value, null as well. */
  readonly given: ReadonlySet<Reading>;
  /** Where it is given none: what its default reads, since the agency applies it. */
  readonly byDefault: ReadonlySet<Reading>;
  /** What its value reads beside; undefined: no value of its type reads anything. */
  readonly within: ValueReads | undefined;
}

/** What values of an input object or an enum read. */
export type ValueReads = ObjectReads | EnumReads;

export interface ObjectReads {
  readonly kind: 'object';
  readonly typeName: string;
  /** Every field of it. */
  readonly fields: ReadonlyMap<string, InputReads>;
  /** All that any value of it may read: a value of another shape reads that. */
  readonly all: ReadonlySet<Reading>;
}

export interface EnumReads {
  readonly kind: 'enum';
  readonly typeName: string;
  /** Every value of it, such as an order to sort by. */
  readonly values: ReadonlyMap<string, ReadonlySet<Reading>>;
  readonly all: ReadonlySet<Reading>;
}

/** A variable that stands in arguments. */
export interface ArgumentVariable {
  readonly name: string;
  /** undefined: no value of its type reads anything. */
  readonly reads: ValueReads | undefined;
}

/** Variables that are given a value → what their values read. Decisions look at nothing else of a value. */
export type Given = ReadonlyMap<string, readonly Reading[]>;

/** What a field of an operation gives its arguments. */
export interface Used {
  /** Arguments that are given a value. */
  readonly arguments: readonly string[];
  /** What fields of input objects and values of enums within them read. */
  readonly within: readonly Reading[];
}

export const NOTHING_GIVEN: Given = new Map();
export const NOTHING_USED: Used = { arguments: [], within: [] };
const NOTHING_READ: readonly Reading[] = [];

/** Types of input whose values read something, by name: as far as an argument of the graph takes them. */
export function valueReadsIn(labels: Labels): ReadonlyMap<string, ValueReads> {
  const found = new Map<string, ValueReads>();
  const pending = [...labels.values()].flatMap(({ reads }) => [...reads.values()]);
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { within } = next;
    if (!within || found.has(within.typeName)) continue;
    found.set(within.typeName, within);
    if (within.kind === 'object') pending.push(...within.fields.values());
  }
  return found;
}

/** Variables of an operation's arguments, by name. */
export function argumentVariables(
  operation: OperationDefinitionNode,
  types: ReadonlyMap<string, ValueReads>,
): readonly ArgumentVariable[] {
  const names = new Set<string>();
  visit(operation, {
    Argument: (node) => visit(node, { Variable: ({ name }) => void names.add(name.value) }),
  });
  const declared = new Map(
    (operation.variableDefinitions ?? []).map(({ variable, type }) => {
      let named = type;
      while (named.kind !== Kind.NAMED_TYPE) named = named.type;
      return [variable.name.value, types.get(named.name.value)];
    }),
  );
  return [...names].sort().map((name) => ({ name, reads: declared.get(name) }));
}

/** @returns undefined where the variable is given no value (GraphQL §6.4.1). */
export function readBy(
  { name, reads }: ArgumentVariable,
  values: Readonly<Record<string, unknown>>,
): readonly Reading[] | undefined {
  const value = values[name];
  if (value === undefined) return undefined;
  return reads ? readsOfValue(reads, value) : NOTHING_READ;
}

export function givenBy(
  variables: readonly ArgumentVariable[],
  read: (variable: ArgumentVariable) => readonly Reading[] | undefined,
): Given {
  const given = new Map<string, readonly Reading[]>();
  for (const variable of variables) {
    const reads = read(variable);
    if (reads) given.set(variable.name, reads);
  }
  return given;
}

/** What a value of a variable reads, sorted. Not by recursion: how deep a value goes is the caller's to say. */
function readsOfValue(reads: ValueReads, value: unknown): readonly Reading[] {
  const found = new Set<Reading>();
  const pending: Pending[] = [[reads, value]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [of, each] = next;
    if (Array.isArray(each)) for (const item of each) pending.push([of, item]);
    else if (of.kind === 'object' && isOfFields(of, each)) addReadsOfObject(of, each, found, pending);
    else if (of.kind === 'enum' && typeof each === 'string') add(found, of.values.get(each) ?? of.all);
    else if (each !== null && each !== undefined) add(found, of.all);
  }
  return found.size === 0 ? NOTHING_READ : [...found].sort();
}

type Pending = readonly [ValueReads, unknown];

function addReadsOfObject(
  { fields }: ObjectReads,
  value: Readonly<Record<string, unknown>>,
  found: Set<Reading>,
  pending: Pending[],
): void {
  for (const [name, field] of fields) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined;
    add(found, given === undefined ? field.byDefault : field.given);
    if (field.within) pending.push([field.within, given]);
  }
}

/** What nobody knows to be harmless is not. */
function isOfFields({ fields }: ObjectReads, value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.keys(value).every((name) => fields.has(name));
}

/** What a field of an operation gives its arguments. @param label of the field. */
export function usedBy(label: Label | undefined, field: FieldNode, given: Given): Used {
  if (!field.arguments?.length) return NOTHING_USED;
  const names: string[] = [];
  const within = new Set<Reading>();
  for (const { name, value } of field.arguments) {
    if (!isGiven(value, given)) continue;
    names.push(name.value);
    const reads = label?.reads.get(name.value)?.within;
    if (reads) addReadsOfNode(reads, value, given, within);
  }
  return { arguments: names, within: within.size === 0 ? NOTHING_READ : [...within] };
}

/** A variable that is not there gives no value (GraphQL §6.4.1). */
function isGiven(value: ValueNode, given: Given): boolean {
  return value.kind !== Kind.VARIABLE || given.has(value.name.value);
}

/** What a value reads as it is written in an operation or as a default. Its depth is that of a text that was parsed. */
export function addReadsOfNode(reads: ValueReads, node: ValueNode, given: Given, found: Set<Reading>): void {
  if (node.kind === Kind.VARIABLE) add(found, given.get(node.name.value) ?? NOTHING_READ);
  else if (node.kind === Kind.LIST) for (const each of node.values) addReadsOfNode(reads, each, given, found);
  else if (reads.kind === 'object' && node.kind === Kind.OBJECT) addReadsOfFields(reads, node, given, found);
  else if (reads.kind === 'enum' && node.kind === Kind.ENUM) add(found, reads.values.get(node.value) ?? reads.all);
  else if (node.kind !== Kind.NULL) add(found, reads.all);
}

function addReadsOfFields(reads: ObjectReads, node: ObjectValueNode, given: Given, found: Set<Reading>): void {
  const values = new Map(node.fields.map(({ name, value }) => [name.value, value]));
  for (const name of values.keys()) if (!reads.fields.has(name)) add(found, reads.all);
  for (const [name, field] of reads.fields) {
    const value = values.get(name);
    const isThere = value !== undefined && isGiven(value, given);
    add(found, isThere ? field.given : field.byDefault);
    if (isThere && field.within) addReadsOfNode(field.within, value, given, found);
  }
}

/** Every field that the arguments of a field may read, whatever they are given and by whatever name it and they stand. */
export function mayRead(labels: Labels, at: Coordinate): readonly Coordinate[] {
  const found = new Set<Reading>();
  for (const each of withMembers(labels, [at])) {
    for (const { given, byDefault, within } of labels.get(each)?.reads.values() ?? []) {
      for (const reads of [given, byDefault, within?.all ?? NOTHING_READ]) add(found, reads);
    }
  }
  return withMembers(labels, [...new Set([...found].map(readField))]);
}

/** The fields that a field's arguments read, as they are given or by their defaults. @param label of the field. */
export function readsOf({ reads }: Label, used: Used): readonly Reading[] {
  if (reads.size === 0) return NOTHING_READ;
  const found = new Set<Reading>(used.within);
  for (const [name, argument] of reads) {
    add(found, used.arguments.includes(name) ? argument.given : argument.byDefault);
  }
  return [...found];
}

function add(found: Set<Reading>, reads: Iterable<Reading>): void {
  for (const each of reads) found.add(each);
}

/** The fields with pseudonyms that an argument finds by exact value, of whatever type its field may stand in. */
export function pseudonymReads(labels: Labels): (at: Coordinate, argument: string) => readonly Coordinate[] {
  const isPseudonymous = (field: Coordinate): boolean => labels.get(field)?.mask === 'PSEUDONYM';
  return (at, argument) =>
    withMembers(labels, [at])
      .flatMap((each) => [...(labels.get(each)?.reads.get(argument)?.given ?? [])])
      .filter((reading) => !isCompared(reading))
      .flatMap((reading) => withMembers(labels, [readField(reading)]))
      .filter(isPseudonymous);
}
