import {
  executeSync,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
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
import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import { type LeafWriter, leafWriter } from './leaf.ts';
import { internalName, responseKey } from './names.ts';

/** A value that an agency sent and that its type cannot be, or that the schema promises and nobody sent. */
export interface Problem {
  /** Response keys and list indexes. */
  readonly path: ReadonlyArray<string | number>;
  readonly typeName: string;
  /** Internal name of the field. */
  readonly field: string;
}

/** Writes answers of one operation for callers with one set of decisions. */
export interface Completion {
  /**
   * @param isPlain no text in the data has anything in it that JSON writes otherwise than it is.
   * @returns the answer's `data` as JSON text; undefined: null. What could not be used is added to `problems`.
   */
  write(data: Readonly<Fields>, isPlain: boolean, variables: Variables, problems: Problem[]): string | undefined;
}

/** Where the writer stands. One for each answer. */
interface Cursor {
  /** What is written so far. Only ever made longer, or set back to what it was before a value that is null. */
  text: string;
  readonly isPlain: boolean;
  readonly path: Array<string | number>;
  readonly problems: Problem[];
  readonly variables: Variables;
}

/** Writes one value. False: it is null, its cause is noted, and the text is as it was. */
type Write = (value: unknown, at: Cursor) => boolean;

interface Part {
  /** Response key as JSON text with the separators before and after it. */
  readonly prefix: string;
  readonly key: string;
  /** Internal name. */
  readonly from: string;
  readonly isPromised: boolean;
  readonly value:
    | { readonly kind: 'leaf'; readonly write: LeafWriter }
    | { readonly kind: 'composite'; readonly write: Write }
    /** The same in every answer; undefined: null. */
    | { readonly kind: 'constant'; readonly text: string | undefined }
    | { readonly kind: 'introspection'; readonly nodes: readonly FieldNode[] };
}

type ObjectLike = GraphQLObjectType | GraphQLInterfaceType;

/** The field that a value stands in. */
type Owner = Pick<Problem, 'typeName' | 'field'>;

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
 * @param interfaceObjects interfaces that an agency knows as if they were types of their own.
 * @param removed field nodes of the operation that are not released.
 */
export function completion(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  removed: ReadonlySet<FieldNode>,
  interfaceObjects: ReadonlySet<string>,
): Completion {
  const root = schema.getRootType(operation.operation);
  const compiler = new Compiler(schema, operation, removed, interfaceObjects);
  const write = root && compiler.object(root, [{ set: operation.selectionSet, isRemoved: false }]);
  return {
    write(data, isPlain, variables, problems) {
      const at: Cursor = { text: '', isPlain, path: [], problems, variables };
      return write?.(data, at) ? at.text : undefined;
    },
  };
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #removed: ReadonlySet<FieldNode>;
  readonly #interfaceObjects: ReadonlySet<string>;

  constructor(
    schema: GraphQLSchema,
    operation: OperationDefinitionNode,
    removed: ReadonlySet<FieldNode>,
    interfaceObjects: ReadonlySet<string>,
  ) {
    this.#interfaceObjects = interfaceObjects;
    this.#schema = schema;
    this.#operation = operation;
    this.#removed = removed;
  }

  /** Writes a record as one of the type. */
  object(type: ObjectLike, sets: readonly Selected[]): Write {
    const parts = this.#parts(type, sets);
    const typeName = type.name;
    return (value, at) => {
      const record = value as Readonly<Fields>;
      const before = at.text;
      at.text += '{';
      for (const part of parts) {
        at.text += part.prefix;
        if (this.#field(part, record, typeName, at)) continue;
        if (part.isPromised) {
          at.text = before;
          return false;
        }
        at.text += 'null';
      }
      at.text += '}';
      return true;
    };
  }

  #field({ value, from, key, isPromised }: Part, record: Readonly<Fields>, typeName: string, at: Cursor): boolean {
    if (value.kind === 'constant') return append(at, value.text);
    if (value.kind === 'introspection') return append(at, this.#introspected(value.nodes, key, at.variables));
    const given = record[from];
    if (given === null || given === undefined) {
      // Null is an answer; nothing at all is none: no agency was asked, or one left out what it was asked for.
      if (isPromised || given === undefined) at.problems.push({ path: [...at.path, key], typeName, field: from });
      return false;
    }
    if (value.kind === 'leaf') {
      if (append(at, value.write(given, at.isPlain))) return true;
      at.problems.push({ path: [...at.path, key], typeName, field: from });
      return false;
    }
    at.path.push(key);
    const isWritten = value.write(given, at);
    at.path.pop();
    return isWritten;
  }

  #parts(type: ObjectLike, sets: readonly Selected[]): Part[] {
    const fields = new Map<string, Array<{ node: FieldNode; isRemoved: boolean }>>();
    const visit = ({ set, isRemoved }: Selected): void => {
      for (const node of set.selections) {
        if (node.kind === Kind.FIELD) {
          const known = fields.get(responseKey(node)) ?? [];
          known.push({ node, isRemoved: isRemoved || this.#removed.has(node) });
          fields.set(responseKey(node), known);
        } else if (node.kind === Kind.INLINE_FRAGMENT && this.#applies(node.typeCondition?.name.value, type)) {
          visit({ set: node.selectionSet, isRemoved });
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
    const shown = nodes.find(({ isRemoved }) => !isRemoved)?.node;
    const [first] = nodes;
    const node = shown ?? first?.node;
    const name = node?.name.value ?? '';
    const prefix = `${separator}${JSON.stringify(key)}:`;
    const definition = type.getFields()[name];
    const isPromised = name === '__typename' || (definition !== undefined && isNonNullType(definition.type));
    const part = { prefix, key, from: node ? internalName(node) : '', isPromised };
    if (name === '__typename') return { ...part, from: '__typename', value: this.#typeName(type) };
    if (name === '__schema' || name === '__type') {
      return { ...part, value: { kind: 'introspection', nodes: nodes.map((each) => each.node) } };
    }
    if (!shown || !definition) return { ...part, value: { kind: 'constant', text: undefined } };
    const output = isNonNullType(definition.type) ? definition.type.ofType : definition.type;
    if (isLeafType(output)) return { ...part, value: { kind: 'leaf', write: leafWriter(output) } };
    const sets = nodes.flatMap(({ node: { selectionSet: set }, isRemoved }) => (set ? [{ set, isRemoved }] : []));
    return {
      ...part,
      value: { kind: 'composite', write: this.#output(output, sets, { typeName: type.name, field: part.from }) },
    };
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
  #output(type: GraphQLOutputType, sets: readonly Selected[], owner: Owner): Write {
    if (isListType(type)) return this.#list(type.ofType, sets, owner);
    if (isNonNullType(type)) return this.#output(type.ofType, sets, owner);
    if (isLeafType(type)) {
      const write = leafWriter(type);
      return (value, at) => append(at, write(value, at.isPlain)) || refuse(at, owner);
    }
    if (isObjectType(type)) {
      const write = lazily(() => this.object(type, sets));
      return (value, at) => (isObject(value) ? write(value, at) : refuse(at, owner));
    }
    return this.#abstract(type, sets, owner);
  }

  #list(type: GraphQLOutputType, sets: readonly Selected[], owner: Owner): Write {
    const isPromised = isNonNullType(type);
    const write = this.#output(type, sets, owner);
    return (value, at) => {
      if (!Array.isArray(value)) return refuse(at, owner);
      const { path, text: before } = at;
      const depth = path.length;
      at.text += '[';
      for (let index = 0; index < value.length; index += 1) {
        const item: unknown = value[index];
        path[depth] = index;
        if (index > 0) at.text += ',';
        if (item == null ? isPromised && refuse(at, owner) : write(item, at)) continue;
        if (isPromised) {
          path.length = depth;
          at.text = before;
          return false;
        }
        at.text += 'null';
      }
      path.length = depth;
      at.text += ']';
      return true;
    };
  }

  /** Writes a record by the type it says it is of, which must be one of the abstract type's. */
  #abstract(type: GraphQLInterfaceType | GraphQLUnionType, sets: readonly Selected[], owner: Owner): Write {
    const byType = new Map<string, Write>();
    // Where only what every member has is asked for, no agency was asked which of them it is.
    const isOfAll = isInterfaceType(type) && sets.every(({ set }) => this.#isOfAll(type, set));
    const itself: Write | undefined = isOfAll ? lazily(() => this.object(type, sets)) : undefined;
    return (value, at) => {
      if (!isObject(value)) return refuse(at, owner);
      const name = value['__typename'];
      if (name === undefined && itself) return itself(value, at);
      if (typeof name !== 'string') return refuse(at, owner);
      let write = byType.get(name);
      if (!write) {
        const actual = this.#schema.getType(name);
        const isMember = isObjectType(actual) && this.#schema.isSubType(type, actual);
        const isItself = isInterfaceType(type) && actual === type && this.#interfaceObjects.has(name);
        if (!isMember && !isItself) return refuse(at, owner);
        write = this.object(actual as ObjectLike, sets);
        byType.set(name, write);
      }
      return write(value, at);
    };
  }

  #isOfAll(type: GraphQLInterfaceType, { selections }: SelectionSetNode): boolean {
    return selections.every((node) => {
      if (node.kind === Kind.FIELD) return node.name.value !== '__typename';
      if (node.kind !== Kind.INLINE_FRAGMENT) return false;
      return this.#applies(node.typeCondition?.name.value, type) && this.#isOfAll(type, node.selectionSet);
    });
  }

  #introspected(nodes: readonly FieldNode[], key: string, variables: Variables): string {
    const operation = { ...this.#operation, selectionSet: { kind: Kind.SELECTION_SET, selections: nodes } as const };
    const document = { kind: Kind.DOCUMENT, definitions: [operation] } as const;
    const { data } = executeSync({ schema: this.#schema, document, variableValues: variables });
    return JSON.stringify(data?.[key] ?? null);
  }
}

/** Compiled when the first record is there: most operations meet few of the types they name. */
function lazily(compile: () => Write): Write {
  let write: Write | undefined;
  return (value, at) => {
    write ??= compile();
    return write(value, at);
  };
}

/** @param text undefined: null. */
function append(at: Cursor, text: string | undefined): boolean {
  if (text === undefined) return false;
  at.text += text;
  return true;
}

function refuse(at: Cursor, owner: Owner): false {
  at.problems.push({ path: [...at.path], ...owner });
  return false;
}
