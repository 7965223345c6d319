import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { applied, textOf } from '../../gateway/supergraph/directives.ts';
import {
  type Agency,
  type AttributeType,
  connectionIn,
  defineAgency,
  type KitContext,
  memoryListing,
  pageOf,
} from '../../subgraphs/kit/index.ts';
import { chosen, SEED, type Seed, type SyntheticRecord, seedOf, syntheticRecord, syntheticValue } from './synthetic.ts';

type Context = KitContext<unknown>;
type Given = Readonly<Record<string, unknown>>;
type Resolve = (parent: Partial<SyntheticRecord>, args: Given, context: Context) => unknown;

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);
const MEMBERS = 2;

/**
 * An agency made of its SDL alone: it answers every field with a made-up value, the same for the same record, behind the
 * kit's own door, by the labels and record rules that the SDL has.
 *
 * @param schema its SDL.
 * @param document the same, read, with the directives' definitions.
 */
export function syntheticAgency(name: string, schema: URL, document: DocumentNode): Agency {
  const types = buildSubgraphSchema([{ typeDefs: document }]);
  return defineAgency({
    name,
    schema,
    resolvers: resolversOf(types, keyedIn(document)),
    openSource: () => ({ [Symbol.asyncDispose]: async () => {} }),
    loaders: () => ({}),
    ready: async () => true,
    restricted: restrictedIn(document, types),
  });
}

function resolversOf(types: GraphQLSchema, keyed: ReadonlySet<string>): object {
  const own = Object.values(types.getTypeMap()).filter(
    (type): type is GraphQLObjectType => isObjectType(type) && !/^(_|__)/.test(type.name),
  );
  return Object.fromEntries(
    own.map((type) => {
      const fields = Object.values(type.getFields())
        .filter(({ name }) => !name.startsWith('_'))
        .map((field) => [field.name, resolverOf(type, field, types)]);
      const reference = {
        __resolveReference: (key: Given) => syntheticRecord(type, seedOf(type.name, keyIn(key)), key),
      };
      return [type.name, { ...Object.fromEntries(fields), ...(keyed.has(type.name) && reference) }];
    }),
  );
}

/** A reference's key: what else came with it are values of other agencies. */
function keyIn({ __typename: _, ...key }: Given): unknown {
  return Object.entries(key).sort();
}

function resolverOf(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, types: GraphQLSchema): Resolve {
  const named = getNamedType(field.type);
  if (isLeafType(named) && !ROOTS.has(type.name)) return (parent) => given(parent[field.name]);
  const isList = /\[/.test(String(field.type));
  return (parent, args, context) => {
    // What came with a reference is known.
    if (parent?.[field.name] !== undefined) return parent[field.name];
    const seed = seedOf(parent?.[SEED] ?? type.name, field.name, args);
    if (isLeafType(named)) return syntheticValue(field, seed);
    const concrete = concreteOf(named.name, types, seed);
    if (/Connection$/.test(concrete.name)) return connection(concrete, field, args, seed, context, types);
    const record = (member: Seed) => syntheticRecord(concrete, member, sought(concrete, field.args, args));
    return isList ? Array.from({ length: MEMBERS }, (_, at) => record(seedOf(seed, at))) : record(seed);
  };
}

/** A list counts when it is asked how long it is. */
function given(value: unknown): unknown {
  return typeof value === 'function' ? value() : value;
}

function concreteOf(name: string, types: GraphQLSchema, seed: Seed): GraphQLObjectType {
  const type = types.getType(name);
  if (isObjectType(type)) return type;
  const possible = isAbstractType(type) ? types.getPossibleTypes(type) : [];
  const one = possible[chosen(seed, name, Math.max(1, possible.length))];
  if (!one) throw new Error(`no type stands for ${name}`);
  return one;
}

/** Whoever asks for number 7 is answered number 7. */
function sought(type: GraphQLObjectType, args: readonly GraphQLArgument[], given: Given): Given {
  const fields = type.getFields();
  const same = args.filter(
    ({ name }) => fields[name] && isLeafType(getNamedType(fields[name].type)) && given[name] != null,
  );
  return Object.fromEntries(same.map(({ name }) => [name, given[name]]));
}

/** A page of made-up records, of which those are there that the grant leaves. */
function connection(
  type: GraphQLObjectType,
  { name }: GraphQLField<unknown, unknown>,
  args: Given,
  seed: Seed,
  { restrictions, cursors }: Context,
  types: GraphQLSchema,
) {
  const edge = getNamedType(type.getFields()['edges']?.type);
  const node = isObjectType(edge) ? getNamedType(edge.getFields()['node']?.type) : undefined;
  if (!node) throw new Error(`${type.name} has no edges { node }`);
  const rows = Array.from({ length: MEMBERS }, (_, at) => seedOf(seed, at))
    .sort()
    .map((member) => syntheticRecord(concreteOf(node.name, types, member), member, {}));
  const listing = memoryListing(restrictions, { type: node.name, rows, position: (row) => [row[SEED]] });
  return connectionIn(listing, pageOf(cursors({ field: name, filter: null }), args, 1));
}

function keyedIn(document: DocumentNode): ReadonlySet<string> {
  return new Set(objectsIn(document).flatMap((type) => (applied(type, 'key').length > 0 ? [type.name.value] : [])));
}

const ATTRIBUTE_TYPES: Readonly<Record<string, AttributeType>> = {
  Int: 'integer',
  Float: 'number',
  Boolean: 'boolean',
  DateTime: 'instant',
};

/** Where the kit is to look for what a grant speaks of: in the records as they are made up. */
function restrictedIn(document: DocumentNode, types: GraphQLSchema) {
  const restricted = objectsIn(document).flatMap((type) => {
    const [record] = applied(type, 'record');
    const says = record?.arguments?.find(({ name }) => name.value === 'restricted')?.value;
    if (!record || says?.kind !== 'BooleanValue' || !says.value) return [];
    const since = applied(type, 'retained').map((each) => textOf(each, 'since') ?? '');
    const names = [textOf(record, 'attributes') ?? '', ...since].flatMap((text) => text.match(/\w+/g) ?? []);
    return [[type.name.value, attributes(type.name.value, names, types)] as const];
  });
  return Object.fromEntries(restricted);
}

function attributes(typeName: string, names: readonly string[], types: GraphQLSchema) {
  const type = types.getType(typeName);
  const fields = isObjectType(type) ? type.getFields() : {};
  return Object.fromEntries(
    names.map((name) => {
      const declared = fields[name]?.type;
      const isList = /\[/.test(String(declared));
      return [
        name,
        { type: isList ? ('texts' as const) : (ATTRIBUTE_TYPES[getNamedType(declared)?.name ?? ''] ?? 'text') },
      ];
    }),
  );
}

function objectsIn({ definitions }: DocumentNode): readonly ObjectTypeDefinitionNode[] {
  return definitions.filter((each): each is ObjectTypeDefinitionNode => each.kind === 'ObjectTypeDefinition');
}
