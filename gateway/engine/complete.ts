import {
  executeSync,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
  type InlineFragmentNode,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Variables } from '../exchange.ts';
import { isObject, JsonText } from '../json.ts';
import { responseKey } from '../response-key.ts';
import type { Fields } from './engine.ts';
import { absentText, type Judged, type LeafWriter, leafWriter, type Reduce, reducedWriter } from './leaf.ts';
import { internalName } from './names.ts';
import { Pace } from './pace.ts';
import {
  type Cursor,
  chosen,
  type LevelOf,
  lazily,
  listWriter,
  type Owner,
  type Part,
  type Problem,
  recordWriter,
  refuse,
  refused,
  turnsOf,
  type Write,
} from './writers.ts';

/** Writes answers of one operation for callers with one set of decisions. */
export interface Completion {
  /** @returns the answer's `data`; undefined: null. What could not be used is added to `problems`. */
  write(answer: Answered, problems: Problem[]): JsonText | undefined;
  /** The same for an answer so large that others would wait for it. */
  writeInTurns(answer: Answered, problems: Problem[]): Promise<JsonText | undefined>;
}

/** What is written. */
export interface Answered {
  readonly data: Readonly<Fields>;
  /** No text in the data has anything in it that JSON writes otherwise than it is. */
  readonly isPlain: boolean;
  readonly variables: Variables;
  /** undefined: nothing hangs on records. */
  readonly levelOf?: LevelOf | undefined;
}

type ObjectLike = GraphQLObjectType | GraphQLInterfaceType;
type LeafOf = (type: GraphQLLeafType, isPromised: boolean) => LeafWriter;

/** What an answer shows otherwise than the agencies sent it. */
export interface Shown {
  /** Nodes of the operation that are not released. */
  readonly removed: ReadonlySet<FieldNode | InlineFragmentNode>;
  /** Fields of which a reduced form is shown. */
  readonly reduced: ReadonlyMap<FieldNode, Reduce>;
  /** Fields of which each record decides. */
  readonly judged: ReadonlyMap<FieldNode, Judged>;
  /** Interfaces that an agency knows as if they were types of their own. */
  readonly interfaceObjects: ReadonlySet<string>;
}

/** A selection set, and whether a field above it was removed. */
interface Selected {
  readonly set: SelectionSetNode;
  readonly isRemoved: boolean;
}

/**
 * Compiles how answers are written from the ORIGINAL operation and the schema: in the caller's keys and order, what was
 * removed as null, null moved up as the schema promises (GraphQL §6.4.4), values of the wrong type as null.
 *
 * @param schema what callers see.
 * @param operation fragments inlined, @skip and @include applied.
 */
export function completion(schema: GraphQLSchema, operation: OperationDefinitionNode, shown: Shown): Completion {
  const root = schema.getRootType(operation.operation);
  const compiler = new Compiler(schema, operation, shown);
  const write = root && compiler.object(root, [{ set: operation.selectionSet, isRemoved: false }]);
  return {
    write(answer, problems) {
      const text = write?.now(answer.data, cursor(answer, problems));
      return text === undefined ? undefined : new JsonText([], text);
    },
    async writeInTurns(answer, problems) {
      const at = cursor(answer, problems);
      const turns = write?.inTurns?.(answer.data, at);
      let turn = turns?.next();
      for (; turn && !turn.done; turn = turns?.next()) {
        at.bytes.push(Buffer.from(at.text));
        at.text = '';
        await at.pace.turn();
      }
      return turn?.value ? new JsonText(at.bytes, at.text) : undefined;
    },
  };
}

function cursor({ isPlain, variables, levelOf = nothing }: Answered, problems: Problem[]): Cursor {
  return { text: '', bytes: [], isPlain, path: [], problems, variables, pace: new Pace(true), levelOf };
}

const nothing: LevelOf = () => 'WITHHELD';

/** Answers about the schema that are kept for one operation. */
const MOST_TOLD = 100;

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #shown: Shown;
  readonly #told = new Map<string, string>();

  constructor(schema: GraphQLSchema, operation: OperationDefinitionNode, shown: Shown) {
    this.#schema = schema;
    this.#operation = operation;
    this.#shown = shown;
  }

  /** Writes a record as one of the type. */
  object(type: ObjectLike, sets: readonly Selected[]): Write {
    return recordWriter(this.#parts(type, sets), type.name);
  }

  #parts(type: ObjectLike, sets: readonly Selected[]): Part[] {
    const fields = new Map<string, Array<{ node: FieldNode; isRemoved: boolean }>>();
    const visit = ({ set, isRemoved }: Selected): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const known = fields.get(responseKey(node)) ?? [];
          known.push({ node, isRemoved: isRemoved || this.#shown.removed.has(node) });
          fields.set(responseKey(node), known);
        } else if (node.kind === Kind.INLINE_FRAGMENT && this.#applies(node.typeCondition?.name.value, type)) {
          visit({ set: node.selectionSet, isRemoved: isRemoved || this.#shown.removed.has(node) });
        }
      }
    };
    sets.forEach(visit);
    return [...fields].map(([key, nodes], index) => this.#part(type, key, nodes, index === 0 ? '' : ','));
  }

  #part(
    type: ObjectLike,
    key: string,
    nodes: ReadonlyArray<{ readonly node: FieldNode; readonly isRemoved: boolean }>,
    separator: string,
  ): Part {
    // What one fragment is denied another may be allowed: an object gets what any of those that apply to it gives.
    const allowed = nodes.filter(({ isRemoved }) => !isRemoved).map((each) => each.node);
    const { reduced, judged } = this.#shown;
    const shown =
      allowed.find((each) => !reduced.has(each) && !judged.has(each)) ??
      allowed.find((each) => judged.has(each)) ??
      allowed[0];
    const [first] = nodes;
    const node = shown ?? first?.node;
    const name = node?.name.value ?? '';
    const prefix = `${separator}${JSON.stringify(key)}:`;
    const definition = type.getFields()[name];
    const isPromised = name === '__typename' || (definition !== undefined && isNonNullType(definition.type));
    const part = { prefix, key, from: node ? internalName(node) : '', isPromised };
    if (name === '__typename') return { ...part, from: '__typename', value: this.#typeName(type) };
    if (name === '__schema' || name === '__type') {
      const asked = nodes.map((each) => each.node);
      return { ...part, value: { kind: 'schema', write: (variables) => this.#introspected(asked, key, variables) } };
    }
    if (!shown || !definition) return { ...part, value: { kind: 'constant', text: undefined } };
    const sets = nodes.flatMap(({ node: { selectionSet: set }, isRemoved }) => (set ? [{ set, isRemoved }] : []));
    const valueBy = (reduce: Reduce | undefined): Part => {
      return { ...part, value: this.#value(definition.type, sets, { typeName: type.name, field: part.from }, reduce) };
    };
    const byRecord = judged.get(shown);
    // Records are judged before: what is denied of them is not in the answer any more.
    if (!byRecord || sets.length > 0) return valueBy(reduced.get(shown));
    const value = {
      ...({ kind: 'judged', node: shown, full: valueBy(undefined) } as const),
      reduced: byRecord.reduce && valueBy(byRecord.reduce),
      absent: absentText(byRecord, definition.type),
    };
    return { ...part, value };
  }

  #value(type: GraphQLOutputType, sets: readonly Selected[], owner: Owner, reduce: Reduce | undefined): Part['value'] {
    const isPromised = isNonNullType(type);
    const output = isPromised ? type.ofType : type;
    const leaf: LeafOf = (of, isItemPromised) => (reduce ? reducedWriter(reduce, isItemPromised) : leafWriter(of));
    if (isLeafType(output)) return { kind: 'leaf', write: leaf(output, isPromised) };
    return { kind: 'composite', write: this.#output(output, sets, owner, leaf) };
  }

  /** A record of an interface whose own type no agency that was asked knows (`@interfaceObject`) has no name to tell. */
  #typeName(type: ObjectLike): Part['value'] {
    return isObjectType(type)
      ? { kind: 'constant', text: JSON.stringify(type.name) }
      : { kind: 'leaf', write: () => undefined };
  }

  #applies(condition: string | undefined, type: ObjectLike): boolean {
    if (condition === undefined || condition === type.name) return true;
    const wider = this.#schema.getType(condition);
    return isAbstractType(wider) && this.#schema.isSubType(wider, type);
  }

  /** Writes a value that is not null. */
  #output(type: GraphQLOutputType, sets: readonly Selected[], owner: Owner, leaf: LeafOf, isPromised = false): Write {
    if (isListType(type)) {
      return listWriter(this.#output(type.ofType, sets, owner, leaf), isNonNullType(type.ofType), owner);
    }
    if (isNonNullType(type)) return this.#output(type.ofType, sets, owner, leaf, true);
    if (isLeafType(type)) {
      const write = leaf(type, isPromised);
      return { now: (value, at) => write(value, at.isPlain) ?? refuse(at, owner) };
    }
    if (isObjectType(type))
      return chosen(
        (value) => isObject(value),
        lazily(() => this.object(type, sets)),
        owner,
      );
    return this.#abstract(type, sets, owner);
  }

  /** Writes a record by the type it says it is of, which must be one of the abstract type's. */
  #abstract(type: GraphQLInterfaceType | GraphQLUnionType, sets: readonly Selected[], owner: Owner): Write {
    const byType = new Map<string, Write>();
    // Where only what every member has is asked for, no agency was asked which of them it is.
    const isOfAll = isInterfaceType(type) && sets.every(({ set }) => this.#isOfAll(type, set));
    const itself: Write | undefined = isOfAll ? lazily(() => this.object(type, sets)) : undefined;
    const writeOf = (value: unknown): Write | undefined => {
      if (!isObject(value)) return undefined;
      const name = value['__typename'];
      if (name === undefined) return itself;
      if (typeof name !== 'string') return undefined;
      const known = byType.get(name);
      if (known) return known;
      const actual = this.#schema.getType(name);
      const isMember = isObjectType(actual) && this.#schema.isSubType(type, actual);
      const isItself = isInterfaceType(type) && actual === type && this.#shown.interfaceObjects.has(name);
      if (!isMember && !isItself) return undefined;
      const write = this.object(actual as ObjectLike, sets);
      byType.set(name, write);
      return write;
    };
    return {
      now(value, at) {
        const write = writeOf(value);
        return write ? write.now(value, at) : refuse(at, owner);
      },
      *inTurns(value, at) {
        const write = writeOf(value);
        return write ? yield* turnsOf(write, value, at) : refused(at, owner);
      },
    };
  }

  #isOfAll(type: GraphQLInterfaceType, { selections }: SelectionSetNode): boolean {
    return selections.every((node) => {
      if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
      if (node.kind !== Kind.INLINE_FRAGMENT) return false;
      return this.#applies(node.typeCondition?.name.value, type) && this.#isOfAll(type, node.selectionSet);
    });
  }

  /** The schema does not change: the same question has the same answer. */
  #introspected(nodes: readonly FieldNode[], key: string, variables: Variables): string {
    const asked = `${key} ${JSON.stringify(variables)}`;
    const told = this.#told.get(asked);
    if (told !== undefined) return told;
    const operation = { ...this.#operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } as const };
    const document = { kind: Kind.DOCUMENT, definitions: [operation] } as const;
    const { data } = executeSync({ schema: this.#schema, document, variableValues: variables });
    const text = JSON.stringify(data?.[key] ?? null);
    if (this.#told.size >= MOST_TOLD) this.#told.clear();
    this.#told.set(asked, text);
    return text;
  }
}
