import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../errors.ts';

/** Largest request body in bytes. */
export const MAX_BODY_BYTES = 256 * 1024;
/** Longest operation text in tokens. */
export const MAX_TOKENS = 10_000;
/** What an operation may be, with every fragment written out where it is spread. */
const LIMITS = {
  /** Fields below one another. */
  depth: 24,
  /** Selection sets within one another, fragments included. */
  nesting: 60,
  /** Fields and fragments. */
  nodes: 2_000,
  aliases: 100,
  /** Fields of the root. */
  width: 20,
  /** Values an answer may hold by the sizes of its lists. */
  weight: 350_000,
} as const;
/** Size of a page where the operation leaves it to a variable: the largest there is. */
const LARGEST_PAGE = 200;
/** Size a list without pages is taken to have. */
const LIST_SIZE = 2;
/** Texts known to be within the limits, by their length in characters. */
const KNOWN_CHARACTERS = 250_000;

type Size = { readonly [Limit in keyof typeof LIMITS]: number };

const NOTHING: Size = { depth: 0, nesting: 0, nodes: 0, aliases: 0, width: 0, weight: 0 };

/**
 * Refuses operations over the limits before they are validated: some validation rules cost the square of what they
 * read. A text that is no GraphQL passes, since saying so is validation's part.
 *
 * @returns a check that throws HubError LIMIT_EXCEEDED and measures each text once.
 */
export function limitCheck(schema: GraphQLSchema): (query: string) => void {
  const known = new LRUCache<string, true>({
    maxSize: KNOWN_CHARACTERS,
    sizeCalculation: (_, text) => text.length || 1,
  });
  return (query) => {
    if (known.get(query)) return;
    try {
      const document = parsed(query);
      if (document && isOver(document, schema)) throw new HubError('LIMIT_EXCEEDED');
    } catch (error) {
      // Nested so deep that reading it ends the stack.
      throw error instanceof RangeError ? new HubError('LIMIT_EXCEEDED') : error;
    }
    known.set(query, true);
  };
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true, maxTokens: MAX_TOKENS });
  } catch (error) {
    if (error instanceof RangeError) throw error;
    if (error instanceof Error && /more tha\w \d+ tokens/.test(error.message)) throw new HubError('LIMIT_EXCEEDED');
    return undefined;
  }
}

function isOver(document: DocumentNode, schema: GraphQLSchema): boolean {
  const measure = measurer(document, schema);
  return document.definitions.some((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return false;
    const size = measure(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined);
    return Object.entries(LIMITS).some(([limit, most]) => size[limit as keyof Size] > most);
  });
}

/** Values an answer may hold by the sizes of its lists, the largest of the document's operations. */
export function costOf(document: DocumentNode, schema: GraphQLSchema): number {
  const measure = measurer(document, schema);
  const costs = document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    return measure(definition.selectionSet, schema.getRootType(definition.operation) ?? undefined).weight;
  });
  return Math.max(0, ...costs);
}

type Measure = (set: SelectionSetNode, type: GraphQLNamedType | undefined) => Size;

/** Each fragment is measured once however often it is spread: measuring must not cost what it prevents. */
function measurer(document: DocumentNode, schema: GraphQLSchema): Measure {
  const definitions = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) definitions.set(each.name.value, each);
  }
  const measured = new Map<string, Size>();

  function fragment(name: string): Size {
    const known = measured.get(name);
    if (known) return known;
    // A cycle finds itself measured as nothing and ends; that it is one, validation says.
    measured.set(name, NOTHING);
    const definition = definitions.get(name);
    const size = definition
      ? selections(definition.selectionSet, schema.getType(definition.typeCondition.name.value))
      : NOTHING;
    measured.set(name, size);
    return size;
  }

  function field(node: FieldNode, type: GraphQLNamedType | undefined): Size {
    const definition = isObjectType(type) || isInterfaceType(type) ? type.getFields()[node.name.value] : undefined;
    const inner = node.selectionSet
      ? selections(node.selectionSet, definition && getNamedType(definition.type))
      : NOTHING;
    return {
      depth: inner.depth + 1,
      nesting: inner.nesting + 1,
      nodes: inner.nodes + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      width: 1,
      weight: 1 + inner.weight * listSize(node, definition),
    };
  }

  const selections: Measure = (set, type) =>
    set.selections.reduce<Size>((sum, node) => {
      if (node.kind === Kind.FIELD) return together(sum, field(node, type));
      const inner =
        node.kind === Kind.FRAGMENT_SPREAD
          ? fragment(node.name.value)
          : selections(node.selectionSet, node.typeCondition ? schema.getType(node.typeCondition.name.value) : type);
      return together(sum, { ...inner, nodes: inner.nodes + 1, nesting: inner.nesting + 1 });
    }, NOTHING);
  return selections;
}

function together(one: Size, other: Size): Size {
  return {
    depth: Math.max(one.depth, other.depth),
    nesting: Math.max(one.nesting, other.nesting),
    nodes: one.nodes + other.nodes,
    aliases: one.aliases + other.aliases,
    width: one.width + other.width,
    weight: one.weight + other.weight,
  };
}

/** A paged field holds its page; the edges of a connection are that page already. */
function listSize(node: FieldNode, definition: GraphQLField<unknown, unknown> | undefined): number {
  const page = definition?.args.find((argument) => argument.name === 'first');
  if (page) {
    const given = node.arguments?.find((argument) => argument.name.value === 'first')?.value;
    if (given?.kind === Kind.INT) return Math.min(Math.max(Number(given.value), 1), LARGEST_PAGE);
    return given ? LARGEST_PAGE : Number(page.defaultValue ?? LARGEST_PAGE);
  }
  const isList = definition !== undefined && isListType(getNullableType(definition.type));
  return isList && node.name.value !== 'edges' ? LIST_SIZE : 1;
}
