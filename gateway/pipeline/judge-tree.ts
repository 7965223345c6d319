import {
  type FieldNode,
  type GraphQLSchema,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { internalName } from '../engine/names.ts';
import { isOf } from '../engine/projection.ts';
import { fieldType } from '../field-type.ts';
import type { Condition, Decisions } from '../policy/decisions.ts';
import { edgeNodes, edgeTypes, isEdge, mayBeAbsent, possibleTypes } from '../policy/possible-types.ts';

/** What of an operation is judged record by record, and the way there. */
export interface JudgeTree {
  /** Fields that give records. */
  readonly branches: readonly Branch[];
  /** Fields that give values, by their names inside the hub. */
  readonly leaves: ReadonlyMap<string, readonly Leaf[]>;
}

/** What of an operation is judged. */
export interface JudgePlan {
  readonly root: string;
  readonly tree: JudgeTree;
  /** Interfaces whose records may be of a type that is judged as a whole: of which type one is has to be known. */
  readonly undetermined: ReadonlySet<string>;
  /** True where records of the type, or of what its edges lead to, may be denied without a word. */
  isNeutral(named: string): boolean;
  isEdge(typeName: string): boolean;
}

interface Leaf {
  readonly condition: Condition;
  /** True where records of the type have the field here. */
  isOf(typeName: string): boolean;
}

export interface Branch {
  /** Name inside the hub. */
  readonly from: string;
  /** undefined: whatever the record, the field may be followed. */
  readonly condition: Condition | undefined;
  /** Type of the records below; undefined where they say it themselves. */
  readonly typeName: string | undefined;
  /** Values alone are judged below it, and these as they are written: it need not be followed. */
  readonly isQuiet: boolean;
  /** The node of an edge: without it there is no edge. */
  readonly isNode: boolean;
  readonly isList: boolean;
  /** Of what is missing here nobody may know whether it is a record that is denied. */
  readonly isNeutral: boolean;
  readonly below: JudgeTree;
  isOf(typeName: string): boolean;
}

/** @returns undefined where nothing hangs on a record. */
export function judgePlan(
  schema: GraphQLSchema,
  set: SelectionSetNode,
  root: string,
  decisions: Decisions,
): JudgePlan | undefined {
  if (decisions.conditions.size === 0 && decisions.presences.size === 0) return undefined;
  const compiler = new Compiler(schema, decisions);
  const tree = compiler.tree(set, root);
  const judged = [...decisions.presences.keys()].map((name) => schema.getType(name)).filter(isObjectType);
  const undetermined = new Set(judged.flatMap((type) => type.getInterfaces().map(({ name }) => name)));
  return {
    ...{ root, tree, undetermined },
    isNeutral: (named) => compiler.isNeutral(named),
    isEdge: (typeName) => isEdge(schema, typeName),
  };
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #decisions: Decisions;

  constructor(schema: GraphQLSchema, decisions: Decisions) {
    this.#schema = schema;
    this.#decisions = decisions;
  }

  tree(set: SelectionSetNode, typeName: string): JudgeTree {
    const branches: Branch[] = [];
    const leaves = new Map<string, Leaf[]>();
    this.#collect(set, [typeName], branches, leaves);
    // Asked for or not, it tells whether there is an edge.
    for (const edge of edgeTypes(this.#schema, typeName)) {
      const node = fieldType(this.#schema, edge, 'node');
      if (node !== undefined && this.#isJudged(node)) branches.push(this.#branch('node', edge, NOTHING, [edge]));
    }
    return { branches, leaves };
  }

  #collect(set: SelectionSetNode, of: readonly string[], branches: Branch[], leaves: Map<string, Leaf[]>): void {
    for (const node of set.selections) {
      if (node.kind === Kind.FRAGMENT_SPREAD || this.#decisions.removed.has(node)) continue;
      if (node.kind === Kind.FIELD) {
        const inputs = this.#decisions.inputs.get(node);
        if (inputs) this.#collect(inputs, of, branches, leaves);
        this.#field(node, of, branches, leaves);
      } else this.#collect(node.selectionSet, of.concat(node.typeCondition?.name.value ?? []), branches, leaves);
    }
  }

  #field(node: FieldNode, of: readonly string[], branches: Branch[], leaves: Map<string, Leaf[]>): void {
    const parent = of.at(-1) ?? '';
    const named = fieldType(this.#schema, parent, node.name.value);
    const condition = this.#decisions.conditions.get(node);
    const from = internalName(node);
    if (named === undefined) return;
    if (!isCompositeType(this.#schema.getType(named)) || !node.selectionSet) {
      if (condition) leaves.set(from, [...(leaves.get(from) ?? []), { condition, isOf: this.#fits(of) }]);
      return;
    }
    const below = this.tree(node.selectionSet, named);
    const isJudged = condition !== undefined || this.#isJudged(named);
    if (!isJudged && below.branches.length === 0 && below.leaves.size === 0) return;
    const isQuiet = !isJudged && below.branches.every((each) => each.isQuiet);
    branches.push({ ...this.#branch(node.name.value, parent, below, of), from, condition, isQuiet });
  }

  #branch(field: string, parent: string, below: JudgeTree, of: readonly string[]): Branch {
    const named = fieldType(this.#schema, parent, field) ?? '';
    return {
      from: field,
      condition: undefined,
      typeName: isObjectType(this.#schema.getType(named)) ? named : undefined,
      isQuiet: false,
      isNode: isEdge(this.#schema, parent) && field === 'node',
      isList: isListField(this.#schema, parent, field),
      isNeutral: this.isNeutral(named),
      below,
      isOf: this.#fits(of),
    };
  }

  isNeutral(named: string): boolean {
    const types = [...possibleTypes(this.#schema, named), ...edgeNodes(this.#schema, named)];
    return types.some((each) => this.#decisions.presences.get(each)?.isNeutral);
  }

  #isJudged(named: string): boolean {
    return mayBeAbsent(this.#schema, this.#decisions.presences, named);
  }

  /** Of a type and of every fragment around. */
  #fits(of: readonly string[]): (typeName: string) => boolean {
    const known = new Map<string, boolean>();
    return (typeName) => {
      let fits = known.get(typeName);
      if (fits === undefined) {
        fits = of.every((each) => isOf(this.#schema, typeName, each));
        if (known.size < MOST_TYPES) known.set(typeName, fits);
      }
      return fits;
    };
  }
}

function isListField(schema: GraphQLSchema, typeName: string, field: string): boolean {
  const type = schema.getType(typeName);
  const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[field] : undefined;
  return definition !== undefined && isListType(getNullableType(definition.type));
}

const NOTHING: JudgeTree = { branches: [], leaves: new Map() };
/** An agency may invent names of types. */
const MOST_TYPES = 1_000;
