import { type GraphQLSchema, Kind, type OperationDefinitionNode, print, valueFromASTUntyped } from 'graphql';
import type { Reference } from '../../standards/ledger/reference.ts';
import { argumentsInOrder } from '../engine/names.ts';
import { HubError } from '../errors.ts';
import type { Variables } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { Naming } from '../ledger/naming.ts';
import { type InputReads, isCompared, readField } from '../policy/input-reads.ts';
import type { Labels } from '../policy/labels.ts';
import { type Reader, readersIn } from '../policy/lookups.ts';
import type { References } from '../supergraph/references.ts';

/** Names whom and what an operation looks for by its arguments, found or not. */
export type SoughtBy = (operation: OperationDefinitionNode, variables: Variables, naming: Naming) => readonly string[];

/** Names of one operation. Who looks for more is refused: whoever is sought is named. */
const MOST = 10_000;
const NOTHING: readonly string[] = [];

/**
 * The data used for a query (Regulation (EU) 2019/817 art. 24(2)): what `@reads` marks MATCH is a reference where it gives
 * every field of one. A person who was looked for and not found is named as one who was.
 *
 * @returns names. @throws HubError LIMIT_EXCEEDED
 */
export function soughtBy(schema: GraphQLSchema, labels: Labels, references: ReadonlyMap<string, References>): SoughtBy {
  const byType = new Map<string, Map<string, Reference>>();
  for (const { subject, record } of references.values()) {
    for (const each of [subject, record]) {
      if (!each) continue;
      const ofType = byType.get(each.typeName) ?? new Map<string, Reference>();
      byType.set(each.typeName, ofType.set(each.fields.join(), each));
    }
  }
  const known = new WeakMap<OperationDefinitionNode, readonly Reader[]>();
  return (operation, variables, naming) => {
    let readers = known.get(operation);
    if (!readers) {
      readers = byType.size > 0 ? distinct(readersIn(operation, schema, labels)) : [];
      known.set(operation, readers);
    }
    if (readers.length === 0) return NOTHING;
    const found = new Set<string>();
    for (const reader of readers) {
      const matched = matchedBy(reader, variables);
      if (matched.length > MOST) throw new HubError('LIMIT_EXCEEDED');
      for (const values of matched) addNamed(values, byType, naming, found);
      if (found.size > MOST) throw new HubError('LIMIT_EXCEEDED');
    }
    return [...found];
  };
}

/** Of several that read the same by the same arguments, one. */
function distinct(readers: readonly Reader[]): readonly Reader[] {
  const found = new Map<string, Reader>();
  for (const reader of readers) {
    const [node, reads] = reader;
    const read = [...reads].map(([name, { given }]) => `${name} ${[...given].join()}`);
    found.set(`${node.name.value}(${argumentsInOrder(node).map(print).join()}) ${read.join(';')}`, reader);
  }
  return [...found.values()];
}

/** Type → field → its value, as one set of arguments gives them together. */
type Matched = Map<string, Map<string, unknown>>;

/** What the arguments of a field give: one by itself, and each of the objects of a list. */
function matchedBy([node, reads]: Reader, variables: Variables): readonly Matched[] {
  const given = (node.arguments ?? []).flatMap(({ name, value }) => {
    const argument = reads.get(name.value);
    const isThere = value.kind !== Kind.VARIABLE || variables[value.name.value] !== undefined;
    return argument && isThere ? [[argument, valueFromASTUntyped(value, variables)] as const] : [];
  });
  const found: Matched[] = [];
  matchedIn(given, found);
  return found;
}

type Given = ReadonlyArray<readonly [InputReads, unknown]>;

/** Not by recursion: how deep a value goes is the caller's to say. */
function matchedIn(first: Given, found: Matched[]): void {
  const pending: Given[] = [first];
  for (let given = pending.pop(); given && found.length <= MOST; given = pending.pop()) {
    const together: Matched = new Map();
    for (const [reads, value] of given) {
      const values = Array.isArray(value) ? value : [value];
      for (const each of values)
        if (reads.within?.kind === 'object' && isObject(each)) pending.push(withinOf(reads, each));
      if (values.length === 1) addMatched(together, reads, values[0]);
    }
    // Each of a list with what stands beside the list: several numbers are sought together with one state.
    for (const [reads, values] of given) {
      if (!Array.isArray(values) || values.length < 2) continue;
      for (const each of values) found.push(addMatched(copyOf(together), reads, each));
    }
    if (together.size > 0) found.push(together);
  }
}

function copyOf(matched: Matched): Matched {
  return new Map([...matched].map(([typeName, values]) => [typeName, new Map(values)]));
}

function withinOf({ within }: InputReads, value: Readonly<Record<string, unknown>>): Given {
  if (within?.kind !== 'object') return [];
  return [...within.fields].flatMap(([name, reads]) =>
    Object.hasOwn(value, name) ? [[reads, value[name]] as const] : [],
  );
}

function addMatched(matched: Matched, { given }: InputReads, value: unknown): Matched {
  for (const reading of given) {
    if (isCompared(reading)) continue;
    const [typeName = '', field = ''] = readField(reading).split('.');
    matched.set(typeName, (matched.get(typeName) ?? new Map<string, unknown>()).set(field, value));
  }
  return matched;
}

function addNamed(
  values: Matched,
  byType: ReadonlyMap<string, ReadonlyMap<string, Reference>>,
  naming: Naming,
  found: Set<string>,
): void {
  for (const [typeName, given] of values) {
    for (const reference of byType.get(typeName)?.values() ?? []) {
      const name = naming.name(reference, Object.fromEntries(given));
      if (name !== undefined) found.add(name);
    }
  }
}
