import {
  type FieldNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { coordinate } from '../ids.ts';
import type { InputReads, ValueReads } from './input-reads.ts';
import { type Labels, withMembers } from './labels.ts';

/** Counts what an operation looks up. */
export type Lookups = (operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>) => number;

/** A field of an operation that reads by its arguments → what each of them reads. */
export type Reader = readonly [FieldNode, ReadonlyMap<string, InputReads>];

/**
 * A lookup is each value by which a field's argument reads another field (`@reads`), `MATCH` or `COMPARE`: whether anything
 * is found by it or not, that is an answer too. Values of lists are counted one by one, and so is each field of the
 * operation, whatever its alias: no data is looked at.
 *
 * @param schema of who asks.
 */
export function lookupsBy(schema: GraphQLSchema, labels: Labels): Lookups {
  const known = new WeakMap<OperationDefinitionNode, readonly Reader[]>();
  return (operation, variables) => {
    let readers = known.get(operation);
    if (!readers) {
      readers = readersIn(operation, schema, labels);
      known.set(operation, readers);
    }
    return readers.reduce((sum, reader) => sum + lookupsOf(reader, variables), 0);
  };
}

/** Every field of an operation that reads by its arguments. @param schema of who asks. */
export function readersIn(
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  labels: Labels,
): readonly Reader[] {
  const found: Reader[] = [];
  const info = new TypeInfo(schema);
  visit(
    operation,
    visitWithTypeInfo(info, {
      Field(node) {
        if (!node.arguments?.length) return;
        const at = coordinate(info.getParentType()?.name ?? '', node.name.value);
        // Of an interface's field, what that of any of its types reads as well.
        const reads = withMembers(labels, [at]).flatMap((each) => [...(labels.get(each)?.reads ?? [])]);
        if (reads.length > 0) found.push([node, new Map(reads.reverse())]);
      },
    }),
  );
  return found;
}

function lookupsOf([node, reads]: Reader, variables: Readonly<Record<string, unknown>>): number {
  let sum = 0;
  for (const { name, value } of node.arguments ?? []) {
    const argument = reads.get(name.value);
    if (!argument) continue;
    // A variable that is not there gives no value (GraphQL §6.4.1).
    if (value.kind === Kind.VARIABLE && variables[value.name.value] === undefined) continue;
    sum += valuesIn(argument, valueFromASTUntyped(value, variables));
  }
  return sum;
}

type Pending = readonly [InputReads, unknown];

/** Not by recursion: how deep a value goes is the caller's to say. */
function valuesIn(argument: InputReads, given: unknown): number {
  let sum = 0;
  const pending: Pending[] = [[argument, given]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [reads, value] = next;
    if (Array.isArray(value) && value.length > 0) {
      for (const item of value) pending.push([reads, item]);
      continue;
    }
    if (reads.given.size > 0) sum += 1;
    if (reads.within) sum += within(reads.within, value, pending);
  }
  return sum;
}

/** What a single value of an input object or an enum reads by itself; its fields are added to what is pending. */
function within(reads: ValueReads, value: unknown, pending: Pending[]): number {
  if (reads.kind === 'enum') {
    const read = typeof value === 'string' ? (reads.values.get(value) ?? reads.all) : undefined;
    return read && read.size > 0 ? 1 : 0;
  }
  if (typeof value !== 'object' || value === null) return 0;
  for (const [name, field] of reads.fields) {
    const given = Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
    if (given !== undefined) pending.push([field, given]);
  }
  return 0;
}
