import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Completed } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { Decisions } from '../policy/decisions.ts';
import { responseKey } from '../response-key.ts';

/** Object type → the fields that say whose data its records are: `@record(subject:)`, read. */
export type SubjectTypes = ReadonlyMap<string, SelectionSetNode>;

type Answer = Readonly<Record<string, unknown>>;

/** A field of a record as it is answered. */
interface Shown {
  readonly key: string;
  readonly name: string;
  /** The value itself is answered, not a reduced form and not what stands for one that is withheld. */
  readonly isItself: boolean;
  readonly below: Level | undefined;
}

/** Records at one place of the operation. */
interface Level {
  readonly type: GraphQLCompositeType;
  readonly sets: readonly SelectionSetNode[];
  /** Key of `__typename`; undefined: the answer does not say of which type a record is. */
  readonly typeKey: string | undefined;
  /** Object type, or the abstract one where the record's own is not said → its fields. */
  readonly shapes: Map<string, readonly Shown[]>;
}

/** Counts the data subjects of answers to one operation under one set of decisions. */
export type SubjectCounter = (answer: Answer) => number;

/**
 * Counts distinct records that are somebody's, of which something stands in the answer. INVARIANT: the count is made of the
 * answer, the operation and the decisions alone. What the answer does not hold, a record that is denied or a key that is
 * withheld, makes no difference: else a counter would tell of it.
 *
 * @returns undefined: no record of the operation can be anybody's.
 */
export function subjectCounter(
  { operation, decisions }: Pick<Completed, 'operation' | 'decisions'>,
  schema: GraphQLSchema,
  types: SubjectTypes,
): SubjectCounter | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const reader = new Reader(schema, decisions, types);
  const level = reader.level(root, [operation.selectionSet]);
  if (!reader.reaches(level)) return undefined;
  return (answer) => {
    const found = new Set<string>();
    reader.visit(answer, level, '', found);
    return found.size;
  };
}

class Reader {
  readonly #schema: GraphQLSchema;
  readonly #decisions: Decisions;
  readonly #types: SubjectTypes;

  constructor(schema: GraphQLSchema, decisions: Decisions, types: SubjectTypes) {
    this.#schema = schema;
    this.#decisions = decisions;
    this.#types = types;
  }

  level(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): Level {
    const nodes = this.#nodesOf(type, sets);
    const [typeKey] = [...nodes].find(([, [first]]) => first?.name.value === '__typename') ?? [];
    return { type, sets, typeKey, shapes: new Map() };
  }

  /** Whether any record at or below may be somebody's. */
  reaches(level: Level): boolean {
    return this.#possible(level.type).some((typeName) => {
      return (
        this.#types.has(typeName) || this.#shape(level, typeName).some(({ below }) => below && this.reaches(below))
      );
    });
  }

  /** @param place of the value in the answer, as one text. */
  visit(value: unknown, level: Level, place: string, found: Set<string>): void {
    if (Array.isArray(value)) {
      for (let at = 0; at < value.length; at += 1) this.visit(value[at], level, `${place}.${at}`, found);
      return;
    }
    if (!isObject(value)) return;
    const shape = this.#shape(level, this.#typeNameOf(value, level));
    const subject = this.#subjectOf(value, level);
    if (subject && shape.some((each) => isSaid(value[each.key]))) {
      found.add(this.#nameOf(value, level, subject) ?? place);
    }
    for (const { key, below } of shape) if (below) this.visit(value[key], below, `${place}.${key}`, found);
  }

  /** The object type as the answer says it; else what the schema says of the place. */
  #typeNameOf(value: Answer, { type, typeKey }: Level): string {
    const said = typeKey === undefined ? undefined : value[typeKey];
    return typeof said === 'string' ? said : type.name;
  }

  /** Where the answer does not say of which type a record is, one that may be somebody's is taken for it. */
  #subjectOf(value: Answer, level: Level): 'of a type' | 'of some type' | undefined {
    const typeName = this.#typeNameOf(value, level);
    if (this.#types.has(typeName)) return 'of a type';
    const type = this.#schema.getType(typeName);
    if (!isAbstractType(type)) return undefined;
    return this.#possible(type).some((each) => this.#types.has(each)) ? 'of some type' : undefined;
  }

  /** @returns undefined where the answer does not hold whose the record is. */
  #nameOf(value: Answer, level: Level, subject: 'of a type' | 'of some type'): string | undefined {
    if (subject === 'of some type') return undefined;
    const typeName = this.#typeNameOf(value, level);
    const set = this.#types.get(typeName);
    const values: unknown[] = [];
    return set && this.#collect(value, level, set, values) ? `${typeName} ${JSON.stringify(values)}` : undefined;
  }

  #collect(value: unknown, level: Level, set: SelectionSetNode, values: unknown[]): boolean {
    if (!isObject(value)) return false;
    const shape = this.#shape(level, this.#typeNameOf(value, level));
    return set.selections.every((selection) => {
      if (selection.kind !== Kind.FIELD) return false;
      const shown = shape.find(({ name, isItself }) => name === selection.name.value && isItself);
      const held = shown && value[shown.key];
      if (!shown || held === null || held === undefined) return false;
      if (selection.selectionSet) {
        return shown.below !== undefined && this.#collect(held, shown.below, selection.selectionSet, values);
      }
      values.push(held);
      return true;
    });
  }

  #shape(level: Level, typeName: string): readonly Shown[] {
    const known = level.shapes.get(typeName);
    if (known) return known;
    const type = this.#schema.getType(typeName);
    const made = isCompositeType(type) ? this.#made(type, level.sets) : [];
    level.shapes.set(typeName, made);
    return made;
  }

  #made(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): readonly Shown[] {
    return [...this.#nodesOf(type, sets)].map(([key, nodes]) => {
      const [first] = nodes;
      const name = first?.name.value ?? '';
      const below = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
      const named = this.#typeOf(type, name);
      return {
        key,
        name,
        isItself: nodes.every((node) => this.#isItself(node)),
        below: named && below.length > 0 ? this.level(named, below) : undefined,
      };
    });
  }

  /** Of a fragment's type where the record's own is not said: any of those that have the field has it of one type. */
  #typeOf(type: GraphQLCompositeType, field: string): GraphQLCompositeType | undefined {
    for (const each of [type, ...this.#possible(type).map((name) => this.#schema.getType(name))]) {
      if (!isObjectType(each) && !isInterfaceType(each)) continue;
      const known = each.getFields()[field];
      const named = known && getNamedType(known.type);
      if (named) return isCompositeType(named) ? named : undefined;
    }
    return undefined;
  }

  #isItself(node: FieldNode): boolean {
    const { removed, masks, conditions } = this.#decisions;
    const condition = conditions.get(node);
    const isPlain = !condition || (condition.mask === undefined && condition.absent === undefined);
    return isPlain && !node.arguments?.length && !removed.has(node) && !masks.has(node);
  }

  /** Response key → its nodes, of all fragments that apply, or may where the type is an abstract one. */
  #nodesOf(type: GraphQLCompositeType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
    const found = new Map<string, FieldNode[]>();
    const pending = [...sets];
    for (let set = pending.shift(); set; set = pending.shift()) {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const nodes = found.get(responseKey(node)) ?? [];
          nodes.push(node);
          found.set(responseKey(node), nodes);
        } else if (node.kind === Kind.INLINE_FRAGMENT && this.#mayApply(node.typeCondition?.name.value, type)) {
          pending.push(node.selectionSet);
        }
      }
    }
    return found;
  }

  #mayApply(condition: string | undefined, type: GraphQLCompositeType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const own = new Set(this.#possible(type));
    const other = this.#schema.getType(condition);
    return isCompositeType(other) && this.#possible(other).some((each) => own.has(each));
  }

  #possible(type: GraphQLCompositeType): readonly string[] {
    return isAbstractType(type) ? this.#schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
  }
}

/** Something but nulls: an empty list is told as well, that there are none. */
function isSaid(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0 || value.some(isSaid);
  if (isObject(value)) return Object.values(value).some(isSaid);
  return value !== null && value !== undefined;
}
