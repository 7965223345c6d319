import { type GraphQLSchema, isObjectType, Kind, OperationTypeNode, print, type SelectionSetNode } from 'graphql';
import { fieldType } from '../field-type.ts';
import type { AgencyName } from '../ids.ts';
import { entitySelection, operationOf } from './operation-text.ts';
import type { KeyFields } from './projection.ts';
import type { EntityAsk, FetchNode, PathStep, PlanNode } from './query-plan.ts';
import type { Shape } from './shape.ts';

/** Where records stand of which an agency has already told what a later call would ask it. */
export type KnownRecords = ReadonlyMap<EntityAsk, readonly ToldAt[]>;

/** Records of one type at one place. */
export interface ToldAt {
  readonly path: readonly PathStep[];
  /** The schema says so: no agency need have been asked for it. */
  readonly typeName: string;
}

/** What knowing rests on beside the plan. */
export interface KnownRoom {
  readonly types: GraphQLSchema;
  keys(agency: AgencyName): KeyFields;
  /** What all calls of the plan give. */
  readonly shape: Shape;
}

/** As one agency tells of them. */
interface Told extends ToldAt {
  readonly agency: AgencyName;
  /** Texts of the leaf fields that come from this call alone. */
  readonly fields: ReadonlySet<string>;
}

/**
 * Finds the asks of a plan that an earlier call of the same agency may have answered: a list of users with their names,
 * then the names of the authors met below. A record is asked about once a request, and an agency's own log names a
 * person once. Queries alone: what a mutation changed is asked again.
 *
 * Only leaf fields of object types, and records known by key alone: what depends on another agency's value
 * (`@requires`) was not told before it was there.
 */
export function knownRecords(plan: PlanNode, room: KnownRoom): KnownRecords {
  const known = new Map<EntityAsk, readonly ToldAt[]>();
  visit(plan, [], room, known);
  return known;
}

/** @returns what the calls of the node told. */
function visit(
  node: PlanNode,
  before: readonly Told[],
  room: KnownRoom,
  known: Map<EntityAsk, readonly ToldAt[]>,
): readonly Told[] {
  if (node.kind === 'fetch') {
    for (const ask of node.entities) {
      const told = toldFor(node, ask, before, room);
      if (told.length > 0) known.set(ask, told);
    }
    return toldBy(node, room);
  }
  const told: Told[] = [];
  for (const each of node.nodes) {
    // Calls of one parallel step do not wait for one another.
    told.push(...visit(each, node.kind === 'sequence' ? [...before, ...told] : before, room, known));
  }
  return told;
}

function toldFor(fetch: FetchNode, ask: EntityAsk, before: readonly Told[], room: KnownRoom): readonly ToldAt[] {
  const mine = before.filter(({ agency }) => agency === fetch.agency);
  if (mine.length === 0 || ask.inputRewrites.length > 0 || ask.outputRewrites.length > 0) return [];
  const wanted = leavesByType(entitySelection(operationOf(fetch), ask.key));
  if (!wanted || !isByKeyAlone(ask, room.keys(fetch.agency))) return [];
  return mine.filter(({ typeName, fields }) => wanted.get(typeName)?.every((leaf) => fields.has(leaf)) ?? false);
}

/** Texts of the leaf fields asked of each type; undefined where anything else is asked. */
function leavesByType({ selections }: SelectionSetNode): ReadonlyMap<string, readonly string[]> | undefined {
  const leaves = new Map<string, readonly string[]>();
  for (const node of selections) {
    if (node.kind !== Kind.INLINE_FRAGMENT || !node.typeCondition || leaves.has(node.typeCondition.name.value)) {
      return undefined;
    }
    const fields = node.selectionSet.selections;
    if (fields.some((each) => each.kind !== Kind.FIELD || each.selectionSet)) return undefined;
    leaves.set(node.typeCondition.name.value, fields.map(print));
  }
  return leaves;
}

function isByKeyAlone({ requires }: EntityAsk, keys: KeyFields): boolean {
  return requires.every(
    (each) =>
      each.kind === 'fragment' &&
      each.selections.every(
        (field) =>
          field.kind === 'field' &&
          !field.selections &&
          field.from === field.as &&
          (field.as === '__typename' || keys(each.type).has(field.as)),
      ),
  );
}

function toldBy(fetch: FetchNode, room: KnownRoom): readonly Told[] {
  const operation = operationOf(fetch);
  if (operation.operation !== OperationTypeNode.QUERY) return [];
  const told: Told[] = [];
  const add = (set: SelectionSetNode, typeName: string, path: readonly PathStep[]): void => {
    const slots = new Map(
      room.shape
        .at(path)
        .slots([set])
        .map((slot) => [slot.key, slot]),
    );
    const fields = new Set<string>();
    for (const node of set.selections) {
      if (node.kind !== Kind.FIELD) continue;
      const key = (node.alias ?? node.name).value;
      if (!node.selectionSet) {
        if (slots.get(key)?.isSole) fields.add(print(node));
        continue;
      }
      // Where there is no list, the step of a list passes on what is there.
      const below: readonly PathStep[] = [...path, { kind: 'field', name: key }, { kind: 'list' }];
      add(node.selectionSet, fieldType(room.types, typeName, node.name.value) ?? '', below);
    }
    if (fields.size > 0 && path.length > 0 && isObjectType(room.types.getType(typeName))) {
      told.push({ agency: fetch.agency, path, typeName, fields });
    }
  };
  if (fetch.entities.length === 0) add(operation.selectionSet, room.types.getQueryType()?.name ?? '', []);
  return told;
}
