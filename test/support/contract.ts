import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type DirectiveNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
} from 'graphql';
import pg from 'pg';
import { startEmptySystem } from '../../demo/systems.ts';
import { exampleOf } from '../../subgraphs/kit/examples.ts';
import type { Agency } from '../../subgraphs/kit/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { type Counter, countCalls, countStatements } from './counting.ts';
import { freshDatabase } from './database.ts';
import { passable } from './folder.ts';

/** A question that can be asked of any agency, made of its schema and its examples alone. */
export interface Question {
  /** `Type` for a reference, `Query.field` for a root field. */
  readonly name: string;
  readonly query: string;
  readonly variables: object;
}

/** How deep questions select: what lies deeper is asked in the agencies' own tests. */
const DEPTH = 3;

export function schemaOf(agency: Agency): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: subgraphDocument(agency), resolvers: agency.resolvers as never }]);
}

/** The fields an agency answers itself; what connections hold is made of their rows. */
export function ownFieldsOf(schema: GraphQLSchema) {
  return Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !/^(_.*|PageInfo|\w+(Connection|Edge))$/.test(name))
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => !isExternal(field) && !field.name.startsWith('_'))
        .map((field) => ({ type: type.name, field })),
    );
}

/** The resolver of a field, if it has one. */
export function resolverOf(agency: Agency, type: string, field: string) {
  const types = new Map(Object.entries(agency.resolvers as Readonly<Record<string, object>>));
  const resolve: unknown = new Map<string, unknown>(Object.entries(types.get(type) ?? {})).get(field);
  return typeof resolve === 'function' ? (resolve as (...given: readonly unknown[]) => unknown) : undefined;
}

/** Types that the gateway may ask for by a key of theirs, with the names of its members. */
export function entitiesOf(schema: GraphQLSchema): ReadonlyMap<GraphQLObjectType, readonly string[]> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types.flatMap((type) => {
      const key = type.astNode?.directives?.find(
        (directive) => directive.name.value === 'key' && textArgument(directive, 'resolvable') !== 'false',
      );
      return key ? [[type, (textArgument(key, 'fields') ?? '').split(/\s+/)] as const] : [];
    }),
  );
}

/** Asks for `count` records of a type that nobody knows, each by a key of its own. */
export function referenceQuestion(
  agency: Agency,
  type: GraphQLObjectType,
  keys: readonly string[],
  count: number,
): Question {
  const example =
    agency.examples[type.name] ??
    Object.fromEntries(keys.map((key) => [key, plainExample(type.getFields()[key]?.type)]));
  return {
    name: type.name,
    query: `query($r: [_Any!]!) { _entities(representations: $r) { ... on ${type.name} { ${selectionOf(type, DEPTH)} } } }`,
    variables: {
      r: Array.from({ length: count }, (_, at) => ({ __typename: type.name, ...exampleOf(example, at) })),
    },
  };
}

function plainExample(type: unknown): string | number {
  return String(type).startsWith('Int') ? 1 : 'X####';
}

/** Asks every root field for a record that nobody knows. */
export function rootQuestions(agency: Agency, schema: GraphQLSchema): Question[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {})
    .filter(({ name }) => !name.startsWith('_'))
    .map((field) => {
      const given = exampleArguments(agency, field);
      const used = field.args.filter((argument) => given[argument.name] !== undefined);
      const declared = used.map((argument) => `$${argument.name}: ${argument.type}`).join(', ');
      const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
      const selection = selectionOf(getNamedType(field.type), DEPTH);
      return {
        name: `Query.${field.name}`,
        query: `query${declared && `(${declared})`} { ${field.name}${passed && `(${passed})`} ${selection && `{ ${selection} }`} }`,
        variables: given,
      };
    });
}

/** Examples of a field's arguments: its own, or those of the key that an argument reads. */
export function exampleArguments(agency: Agency, field: GraphQLField<unknown, unknown>): Record<string, unknown> {
  const own = agency.examples[`Query.${field.name}`];
  if (own) return exampleOf(own, 0);
  return Object.fromEntries(
    field.args.filter(isRequiredArgument).map((argument) => [argument.name, exampleArgument(agency, argument)]),
  );
}

function exampleArgument(agency: Agency, { astNode }: GraphQLArgument): unknown {
  const reads = astNode?.directives?.find((directive) => directive.name.value === 'reads');
  const [type = '', name = ''] = (reads && textArgument(reads, 'field'))?.split('.') ?? [];
  return exampleOf(agency.examples[type] ?? {}, 0)[name] ?? 'X1';
}

/** All that can be selected without arguments, but for what another agency owns. */
export function selectionOf(type: unknown, depth: number): string {
  if (isLeafType(type)) return '';
  if (!isObjectType(type)) return '__typename';
  const fields = Object.values(type.getFields()).filter(
    (field) => !isExternal(field) && !field.args.some(isRequiredArgument) && !field.name.startsWith('_'),
  );
  const selected = fields.flatMap((field) => {
    const of = getNamedType(field.type);
    if (isLeafType(of)) return [field.name];
    const below = depth > 1 ? selectionOf(of, depth - 1) : '';
    return below ? [`${field.name} { ${below} }`] : [];
  });
  return ['__typename', ...selected].join(' ');
}

function isExternal(field: GraphQLField<unknown, unknown>): boolean {
  return field.astNode?.directives?.some((directive) => directive.name.value === 'external') ?? false;
}

function textArgument(directive: DirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((each) => each.name.value === name)?.value;
  if (value?.kind === Kind.BOOLEAN) return String(value.value);
  return value?.kind === Kind.STRING ? value.value : undefined;
}

/** An agency's own system before anything came in, with a counter before it; none for an agency that keeps no system. */
export async function countedSystem(name: string) {
  const database = await freshDatabase();
  const system = await startEmptySystem(name, database.url);
  const counter = await counterBefore(system.url);
  return {
    url: counter?.url ?? system.url,
    counter,
    async [Symbol.asyncDispose]() {
      for (const part of [counter, system, database]) await part?.[Symbol.asyncDispose]();
    },
  };
}

async function counterBefore(url: string): Promise<Counter | undefined> {
  // Nobody sees how often a file is read.
  if (url === '' || isFile(url)) return undefined;
  return url.startsWith('http') ? countCalls(url) : countStatements(url);
}

/** `table.column` of every column of a database. */
export async function columnsOf(databaseUrl: string): Promise<ReadonlySet<string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      "select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public'",
    );
    return new Set(rows.map(({ name }) => name));
  } finally {
    await client.end();
  }
}

function isFile(url: string): boolean {
  return url.startsWith('/');
}

/** What a system says that must not be heard beyond the subgraph. */
export const SECRET = 'SECRET-OF-THE-SOURCE';

/**
 * A system in trouble, of the protocol of `like`: `slow` answers never, `lying` answers garbage, `down` is not there. A
 * file is never slow: it cannot be read.
 */
export async function troubledSystem(like: string, trouble: 'down' | 'slow' | 'lying', lie = `<${SECRET}>`) {
  if (isFile(like)) return troubledFile(trouble, lie);
  const sockets = new Set<Socket>();
  const isHttp = like.startsWith('http');
  const server =
    isHttp && trouble === 'lying'
      ? createHttpServer((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(lie))
      : createServer((socket) => {
          if (trouble === 'lying') socket.once('data', () => socket.end(lie.repeat(3)));
          socket.on('error', () => socket.destroy());
        });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(like);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  if (trouble === 'down') await close();
  return {
    url: url.href.replace(/\/$/, ''),
    [Symbol.asyncDispose]: async () => (trouble === 'down' ? undefined : close()),
  };
}

function troubledFile(trouble: 'down' | 'slow' | 'lying', lie: string) {
  const folder = passable();
  const url = join(folder.path, 'register.csv');
  if (trouble === 'lying') writeFileSync(url, lie);
  if (trouble === 'slow') mkdirSync(url);
  return { url, [Symbol.asyncDispose]: async () => folder[Symbol.dispose]() };
}
