import {
  type FieldNode,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Reference, referredTo } from '../../standards/ledger/reference.ts';
import type { Fields } from '../engine/engine.ts';
import { MOST_NESTED } from '../engine/limits.ts';
import { internalName } from '../engine/names.ts';
import { isOf } from '../engine/projection.ts';
import { fieldType } from '../field-type.ts';
import { coordinate } from '../ids.ts';
import { isObject } from '../json.ts';
import type { Naming } from '../ledger/naming.ts';
import type { Decisions } from '../policy/decisions.ts';
import type { References } from '../supergraph/references.ts';
import { nameBeside } from './named-beside.ts';

/** What of an answer the ledger is told. */
export interface Disclosed {
  /** Of how many records each of the released coordinates was answered, in the order of `decisions.released`. */
  readonly counts: readonly number[];
  /** Keyed names of whose data they are. */
  readonly subjects: readonly string[];
  /** Keyed names of the records themselves. */
  readonly records: readonly string[];
  /** Records that are somebody's and could not be named. */
  readonly unnamed: number;
}

/** Reads answers to one operation under one set of decisions. */
export type DisclosedIn = (data: Readonly<Fields>, naming: Naming) => Disclosed;

/** Selections that stand at one place of the operation, each with the types of the fragments around it. */
type Sets = ReadonlyArray<{ readonly set: SelectionSetNode; readonly of: readonly string[] }>;

/** Records at one place of the operation. */
interface Place {
  /** As the schema says. */
  readonly typeName: string;
  readonly sets: Sets;
  readonly shapes: Map<string, Shape>;
}

/** Records of one type at a place. */
interface Shape {
  /** Of this shape in the order in which shapes were found. */
  readonly index: number;
  /** What is released of it: indexes in `decisions.released`. */
  readonly released: readonly number[];
  readonly references: References | undefined;
  /** Of which type they are was not said, and some of those they can be of are somebody's. */
  readonly isPerhapsSomebodys: boolean;
  readonly branches: ReadonlyArray<{ readonly from: string; readonly place: Place }>;
}

/**
 * What is disclosed is read where the agencies' answers lie, not from what the caller is sent: whose record it is stands
 * there whether its number was asked for or not. What rules deny of records is not there any more.
 *
 * @param types all types of records, whether callers see them or not.
 */
export function disclosedIn(
  { selectionSet, root }: { readonly selectionSet: SelectionSetNode; readonly root: string },
  types: GraphQLSchema,
  decisions: Decisions,
  references: ReadonlyMap<string, References>,
): DisclosedIn {
  const reader = new Reader(types, decisions, references);
  const place: Place = { typeName: root, sets: [{ set: selectionSet, of: [root] }], shapes: new Map() };
  return (data, naming) => reader.read(data, place, naming);
}

class Reader {
  readonly #types: GraphQLSchema;
  readonly #removed: Decisions['removed'];
  readonly #conditions: Decisions['conditions'];
  readonly #released: ReadonlyMap<string, number>;
  readonly #references: ReadonlyMap<string, References>;
  readonly #shapes: Shape[] = [];

  constructor(
    types: GraphQLSchema,
    { removed, conditions, released }: Decisions,
    references: ReadonlyMap<string, References>,
  ) {
    this.#types = types;
    this.#removed = removed;
    this.#conditions = conditions;
    this.#released = new Map(released.map((at, index) => [at, index]));
    this.#references = references;
  }

  read(data: Readonly<Fields>, place: Place, naming: Naming): Disclosed {
    const found: Found = { counts: [], naming, subjects: new Set(), records: new Set(), unnamed: 0 };
    this.#visit(data, place, found, 0);
    const counts = Array.from({ length: this.#released.size }, () => 0);
    for (const { index, released } of this.#shapes) {
      const records = found.counts[index] ?? 0;
      if (records > 0) for (const at of released) counts[at] = (counts[at] ?? 0) + records;
    }
    return { counts, subjects: [...found.subjects], records: [...found.records], unnamed: found.unnamed };
  }

  #visit(value: unknown, place: Place, found: Found, nested: number): void {
    if (Array.isArray(value)) {
      if (nested > MOST_NESTED) return;
      for (let at = 0; at < value.length; at += 1) this.#visit(value[at], place, found, nested + 1);
      return;
    }
    if (!isObject(value)) return;
    const { index, references, isPerhapsSomebodys, branches } = this.#shapeOf(value, place);
    found.counts[index] = (found.counts[index] ?? 0) + 1;
    if (references) note(value, references, found);
    else if (isPerhapsSomebodys) found.unnamed += 1;
    for (let at = 0; at < branches.length; at += 1) {
      const branch = branches[at];
      if (branch) this.#visit(value[branch.from], branch.place, found, 0);
    }
  }

  #shapeOf(record: Readonly<Fields>, place: Place): Shape {
    const said = record['__typename'];
    const typeName = typeof said === 'string' ? said : place.typeName;
    return place.shapes.get(typeName) ?? this.#made(typeName, place);
  }

  #made(typeName: string, place: Place): Shape {
    // What an agency invents is counted as what the schema says of the place, and not kept.
    const isPossible = isObjectType(this.#types.getType(typeName)) && isOf(this.#types, typeName, place.typeName);
    if (typeName !== place.typeName && !isPossible)
      return place.shapes.get(place.typeName) ?? this.#made(place.typeName, place);
    const fields = this.#fieldsOf(typeName, place.sets);
    const released = new Set<number>();
    // What hangs on records is shown of some of them; that one is there is told by the name of its type as well.
    const isShown = () =>
      released.size > 0 || fields.some(({ node }) => node.name.value === '__typename' || this.#conditions.has(node));
    const below = new Map<string, { typeName: string; sets: Array<Sets[number]> }>();
    for (const { node, parent } of fields) {
      const index = this.#released.get(coordinate(parent, node.name.value));
      if (index !== undefined) released.add(index);
      const named = fieldType(this.#types, parent, node.name.value);
      if (!node.selectionSet || named === undefined || !isCompositeType(this.#types.getType(named))) continue;
      const branch = below.get(internalName(node)) ?? { typeName: named, sets: [] };
      branch.sets.push({ set: node.selectionSet, of: [named] });
      below.set(internalName(node), branch);
    }
    const shape: Shape = {
      index: this.#shapes.length,
      released: [...released],
      references: isShown() ? this.#references.get(typeName) : undefined,
      isPerhapsSomebodys: isShown() && this.#isPerhapsSomebodys(typeName),
      branches: [...below].map(([from, branch]) => ({ from, place: { ...branch, shapes: new Map() } })),
    };
    this.#shapes.push(shape);
    place.shapes.set(typeName, shape);
    return shape;
  }

  #isPerhapsSomebodys(typeName: string): boolean {
    const type = this.#types.getType(typeName);
    const members = isAbstractType(type) ? this.#types.getPossibleTypes(type) : [];
    return members.some(({ name }) => {
      const { subject, isSubjectHidden } = this.#references.get(name) ?? {};
      return subject !== undefined || isSubjectHidden === true;
    });
  }

  /** Fields that stand in records of the type; where its own is not said, what may stand there. */
  #fieldsOf(typeName: string, sets: Sets): ReadonlyArray<{ readonly node: FieldNode; readonly parent: string }> {
    const isConcrete = isObjectType(this.#types.getType(typeName));
    const found: Array<{ readonly node: FieldNode; readonly parent: string }> = [];
    const pending = [...sets];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { set, of } = next;
      if (isConcrete && !of.every((each) => isOf(this.#types, typeName, each))) continue;
      for (const node of set.selections) {
        if (node.kind === Kind.FRAGMENT_SPREAD || this.#removed.has(node)) continue;
        if (node.kind === Kind.FIELD) found.push({ node, parent: of.at(-1) ?? '' });
        else pending.push({ set: node.selectionSet, of: of.concat(node.typeCondition?.name.value ?? []) });
      }
    }
    return found;
  }
}

interface Found {
  /** By the index of the shape. */
  readonly counts: number[];
  readonly naming: Naming;
  readonly subjects: Set<string>;
  readonly records: Set<string>;
  unnamed: number;
}

function note(value: Readonly<Fields>, { subject, isSubjectHidden, record }: References, found: Found): void {
  const whose = subject && nameOf(value, subject, found);
  if (whose !== undefined) found.subjects.add(whose);
  else if (subject || isSubjectHidden) found.unnamed += 1;
  const which = record && nameOf(value, record, found);
  if (which !== undefined && which !== whose) found.records.add(which);
}

/** By what was fetched for it alone, else by what was asked for. */
function nameOf(record: Readonly<Fields>, reference: Reference, { naming }: Found): string | undefined {
  const [first = ''] = reference.path.length > 0 ? reference.path : reference.fields;
  const of = referredTo(nameBeside(first) in record ? besideIn(record, reference) : record, reference);
  return of && naming.name(reference, of);
}

function besideIn(record: Readonly<Fields>, { path, fields }: Reference): Readonly<Fields> {
  const names = path.length > 0 ? path.slice(0, 1) : fields;
  return Object.fromEntries(names.map((name) => [name, record[nameBeside(name)] ?? record[name]]));
}
