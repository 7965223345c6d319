import {
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldType } from '../field-type.ts';
import type { AgencyName } from '../ids.ts';
import type { Joins } from '../supergraph/joins.ts';
import { entitySelection, operationOf } from './operation-text.ts';
import { type FetchNode, fetchesOf, type PathStep, type PlanNode, type RequiredSelection } from './query-plan.ts';

type Types = ReadonlySet<string>;

/** A place of the answer: for records of which types each key is asked for there, and which types can stand there. */
class Place {
  readonly #below = new Map<string, Place>();
  readonly asked = new Map<string, Set<string>>();
  readonly occurring = new Set<string>();

  at(key: string): Place {
    const known = this.#below.get(key);
    if (known) return known;
    const place = new Place();
    this.#below.set(key, place);
    return place;
  }
}

/**
 * Holds a plan against what it has to bring: every field of the operation is asked for, for every type of record that can
 * stand at its place, and no agency is asked for a field that it only knows from others (`@external`) where it does not
 * provide it. A planner whose plan is not sound would have answered null without a word.
 */
export function isSound(
  plan: PlanNode | undefined,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  joins: Joins,
): boolean {
  const check = new Check(schema, joins);
  for (const fetch of fetchesOf(plan)) check.add(fetch);
  return check.isEachAskedWhereItIs && check.covers(operation);
}

class Check {
  readonly #schema: GraphQLSchema;
  readonly #joins: Joins;
  readonly #root = new Place();
  isEachAskedWhereItIs = true;

  constructor(schema: GraphQLSchema, joins: Joins) {
    this.#schema = schema;
    this.#joins = joins;
  }

  add(fetch: FetchNode): void {
    const operation = operationOf(fetch);
    const { agency } = fetch;
    if (fetch.entities.length === 0) {
      const root = this.#schema.getRootType(operation.operation)?.name ?? '';
      this.#select(this.#root, operation.selectionSet, root, new Set([root]), agency, undefined);
    }
    for (const { key, paths, requires } of fetch.entities) {
      for (const path of paths) {
        const types = within(
          typesOf(requires, (name) => this.#members(name)),
          path,
          (name) => this.#members(name),
        );
        this.#select(placeAt(this.#root, path), entitySelection(operation, key), '', types, agency, undefined);
      }
    }
  }

  /** @param provided what a field above provides here beyond what is the agency's own. */
  #select(
    place: Place,
    set: SelectionSetNode,
    typeName: string,
    types: Types,
    agency: AgencyName,
    provided: SelectionSetNode | undefined,
  ): void {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? typeName;
        const narrowed = intersection(types, this.#members(condition));
        this.#select(place, node.selectionSet, condition, narrowed, agency, provided);
      }
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') continue;
      const key = (node.alias ?? node.name).value;
      const name = node.name.value;
      const known = place.asked.get(key) ?? new Set<string>();
      for (const type of types) known.add(type);
      place.asked.set(key, known);
      const given = fieldIn(provided, name);
      if (this.#joins.isExternal(typeName, name, agency) && !given) this.isEachAskedWhereItIs = false;
      const below = fieldType(this.#schema, typeName, name);
      if (!node.selectionSet || !below) continue;
      const child = place.at(key);
      for (const type of this.#members(below)) {
        if (this.#joins.isKnown(type, agency) || this.#joins.isInterfaceObject(below, agency))
          child.occurring.add(type);
      }
      const gives = given?.selectionSet ?? this.#joins.provides(typeName, name, agency);
      this.#select(child, node.selectionSet, below, this.#members(below), agency, gives);
    }
  }

  covers(operation: OperationDefinitionNode): boolean {
    const root = this.#schema.getRootType(operation.operation)?.name ?? '';
    return this.#isCovered(this.#root, operation.selectionSet, root, new Set([root]));
  }

  #isCovered(place: Place, set: SelectionSetNode, typeName: string, types: Types): boolean {
    return set.selections.every((node) => {
      if (node.kind === Kind.INLINE_FRAGMENT) {
        const condition = node.typeCondition?.name.value ?? typeName;
        return this.#isCovered(place, node.selectionSet, condition, intersection(types, this.#members(condition)));
      }
      if (node.kind !== Kind.FIELD || node.name.value === '__typename') return true;
      const key = (node.alias ?? node.name).value;
      const asked = place.asked.get(key);
      if ([...types].some((type) => !asked?.has(type))) return false;
      const below = fieldType(this.#schema, typeName, node.name.value);
      if (!node.selectionSet || !below || types.size === 0) return true;
      const child = place.at(key);
      return this.#isCovered(child, node.selectionSet, below, intersection(this.#members(below), child.occurring));
    });
  }

  #members(name: string): Types {
    const type = this.#schema.getType(name);
    if (!isAbstractType(type)) return new Set([name]);
    return new Set(this.#schema.getPossibleTypes(type).map((member) => member.name));
  }
}

function placeAt(root: Place, path: readonly PathStep[]): Place {
  return path.reduce((place, step) => (step.kind === 'field' ? place.at(step.name) : place), root);
}

/** Types of the records that are asked about. */
function typesOf(requires: readonly RequiredSelection[], members: (name: string) => Types): Types {
  return new Set(requires.flatMap((each) => (each.kind === 'fragment' ? [...members(each.type)] : [])));
}

/** Where the last step of the path names types, only those. */
function within(types: Types, path: readonly PathStep[], members: (name: string) => Types): Types {
  const last = path.at(-1);
  if (last?.kind !== 'types') return types;
  return intersection(types, new Set(last.names.flatMap((name) => [...members(name)])));
}

function intersection(one: Types, other: Types): Types {
  return new Set([...one].filter((type) => other.has(type)));
}

function fieldIn(set: SelectionSetNode | undefined, name: string): FieldNode | undefined {
  for (const node of set?.selections ?? []) {
    if (node.kind === Kind.FIELD && node.name.value === name) return node;
    const inner = node.kind === Kind.INLINE_FRAGMENT ? fieldIn(node.selectionSet, name) : undefined;
    if (inner) return inner;
  }
  return undefined;
}
