import {
  type DocumentNode,
  defaultFieldResolver,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import type { KitContext } from './define.ts';
import type { Restricted, Restrictions } from './restricted.ts';

/** A page that was not made of the records that are there: its length, its total and its end would tell of the others. */
export class PageNotRestricted extends Error {
  override readonly name = 'PageNotRestricted';
}

/**
 * What is wrong with what an agency says it restricts: the SDL is what the hub goes by, and what the agency keeps of each
 * type must be all that rules may read of it.
 *
 * @returns the types that grants may restrict.
 * @throws Error where the two do not go together.
 */
export function restrictedTypes(document: DocumentNode, kept: Restricted = {}): ReadonlySet<string> {
  const declared = declaredIn(document);
  for (const name of Object.keys(kept)) {
    if (!declared.has(name))
      throw new Error(`${name} is restricted, but not by @record(restricted: true) in the schema`);
  }
  for (const [name, attributes] of declared) {
    const own = Object.keys(kept[name] ?? {});
    const isWhole = own.length === attributes.size && own.every((attribute) => attributes.has(attribute));
    if (isWhole && own.length > 0) continue;
    throw new Error(`${name} is restricted: say where ${[...attributes].join(', ')} of it are kept, and nothing else`);
  }
  return new Set(declared.keys());
}

/** Type of `@record(restricted: true)` → what its records are judged by: their attributes, and since when they are kept. */
function declaredIn({ definitions }: DocumentNode): ReadonlyMap<string, ReadonlySet<string>> {
  const types = definitions.filter(
    (each) => each.kind === Kind.OBJECT_TYPE_DEFINITION || each.kind === Kind.OBJECT_TYPE_EXTENSION,
  );
  return new Map(
    types.flatMap((type) => {
      const restricted = argumentOf(type, 'record', 'restricted');
      if (restricted?.kind !== Kind.BOOLEAN || !restricted.value) return [];
      const texts = [argumentOf(type, 'record', 'attributes'), argumentOf(type, 'retained', 'since')];
      const names = texts.flatMap((text) => (text?.kind === Kind.STRING ? (text.value.match(/\w+/g) ?? []) : []));
      return [[type.name.value, new Set(names)] as const];
    }),
  );
}

function argumentOf(type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode, directive: string, argument: string) {
  const applied = type.directives?.find(({ name }) => name.value === directive);
  return applied?.arguments?.find(({ name }) => name.value === argument)?.value;
}

type Resolve = GraphQLFieldResolver<unknown, Pick<KitContext<unknown>, 'restrictions'>>;

/**
 * Holds whatever resolvers give against the grant: of a record that is not there nothing is given, a list is given without
 * it. A page cannot be mended: one with such a record fails as a whole.
 *
 * INVARIANT: this stands behind every resolver, references included, so that none has to be trusted to restrict.
 */
export function restrictSchema(schema: GraphQLSchema, restricted: ReadonlySet<string>): void {
  if (restricted.size === 0) return;
  const edges = edgesIn(schema);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const named = getNamedType(field.type).name;
      const node = nodeOf(schema, named);
      const types = typesAt(schema, node ?? named).filter((name) => restricted.has(name));
      if (types.length === 0) continue;
      const resolve: Resolve = field.resolve ?? defaultFieldResolver;
      const of = placeOf(edges.has(type.name), field.name, node !== undefined);
      field.resolve = (source, args, context: Parameters<Resolve>[2], info) =>
        held(resolve(source, args, context, info), { types, of, restrictions: context.restrictions });
    }
  }
}

function typesAt(schema: GraphQLSchema, name: string): readonly string[] {
  const type = schema.getType(name);
  if (isObjectType(type)) return [type.name];
  return isAbstractType(type) ? schema.getPossibleTypes(type).map((each) => each.name) : [];
}

/** Type of the records that a Relay connection is of, by its edges or its nodes; undefined of other types. */
function nodeOf(schema: GraphQLSchema, name: string): string | undefined {
  const edge = typeOfField(schema, name, 'edges');
  const node = edge && typeOfField(schema, edge, 'node');
  return node ?? (name.endsWith('Connection') ? typeOfField(schema, name, 'nodes') : undefined);
}

/** Types of edges, by their name or by where they stand. */
function edgesIn(schema: GraphQLSchema): ReadonlySet<string> {
  const names = Object.keys(schema.getTypeMap());
  const standing = names.flatMap((each) => typeOfField(schema, each, 'edges') ?? []);
  return new Set([...names.filter((each) => each.endsWith('Edge')), ...standing]);
}

function typeOfField(schema: GraphQLSchema, name: string, field: string): string | undefined {
  const type = schema.getType(name);
  const definition = isObjectType(type) ? type.getFields()[field] : undefined;
  return definition && getNamedType(definition.type).name;
}

/**
 * `lists` close up, `references` keep their places. Of a page nothing can be taken, neither of its connection nor where a
 * node is made later: what it is of has been cut, counted and sealed into cursors.
 */
type Place = 'lists' | 'references' | 'connection' | 'page';

function placeOf(isEdge: boolean, field: string, isConnection: boolean): Place {
  if (isConnection) return 'connection';
  if ((isEdge && field === 'node') || field === 'nodes') return 'page';
  return field === '_entities' ? 'references' : 'lists';
}

interface Holding {
  readonly types: readonly string[];
  readonly of: Place;
  readonly restrictions: Restrictions;
}

/** In the place of what is not there. */
const GONE = Symbol('gone');

function held(value: unknown, holding: Holding): unknown {
  if (!holding.types.some((type) => holding.restrictions.isRestricted(type))) return value;
  return orNull(heldNow(value, holding));
}

function orNull(value: unknown): unknown {
  if (value instanceof Promise) return value.then(orNull);
  return value === GONE ? null : value;
}

function heldNow(value: unknown, holding: Holding): unknown {
  if (value instanceof Promise) return value.then((settled) => heldNow(settled, holding));
  if (Array.isArray(value)) return heldList(value, holding);
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  if (holding.of === 'connection') return heldConnection(value, holding);
  if (isThere(value, holding)) return value;
  if (holding.of === 'page') throw new PageNotRestricted('a page has a record that the grant says is not there');
  return GONE;
}

/** The connection itself fails, and with it what would tell of the records: its total and its end. */
function heldConnection(connection: object, holding: Holding): object {
  const listed = (name: string): readonly unknown[] => {
    const list: unknown = name in connection ? (connection as Readonly<Record<string, unknown>>)[name] : undefined;
    return Array.isArray(list) ? list : [];
  };
  const nodes = listed('edges').map((edge) =>
    typeof edge === 'object' && edge !== null && 'node' in edge ? edge.node : undefined,
  );
  for (const node of [...nodes, ...listed('nodes')]) {
    // One that is still to come is held where it stands.
    if (!(node instanceof Promise)) heldNow(node, { ...holding, of: 'page' });
  }
  return connection;
}

function heldList(list: readonly unknown[], holding: Holding): unknown {
  const closed = (items: readonly unknown[]): unknown =>
    holding.of === 'references' ? items.map(orNull) : items.filter((item) => item !== GONE);
  const each = list.map((item) => heldNow(item, holding));
  if (!each.some((item) => item instanceof Promise)) return closed(each);
  // One that fails fails in its own place.
  return Promise.allSettled(each).then((settled) =>
    closed(settled.map((item) => (item.status === 'fulfilled' ? item.value : item.reason))),
  );
}

/** Of a record that does not say of which type it is, it may be any. */
function isThere(record: object, { types, restrictions }: Holding): boolean {
  const named = '__typename' in record ? record.__typename : undefined;
  const own = typeof named === 'string' ? types.filter((type) => type === named) : types;
  return own.every((type) => restrictions.isThere(type, record));
}
