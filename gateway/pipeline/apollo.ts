import {
  ApolloServer,
  type ApolloServerPlugin,
  type GraphQLRequestContextResponseForOperation,
  type GraphQLRequestListener,
  type GraphQLResponse,
  HeaderMap,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { DocumentNode, ExecutionResult, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { HubError } from '../errors.ts';
import type { Purposed } from '../exchange.ts';
import { MAX_TOKENS } from './limits.ts';
import type { Asked } from './operation.ts';
import { publicError } from './public-error.ts';
import { formatted, type GraphqlResponse, resultBody } from './result.ts';

/** A request whose parts have the types of GraphQL over HTTP. */
export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown> | null;
  readonly operationName?: string | null;
}

/** @apollo/server with the hub as its gateway: it parses and validates, each text once, and formats errors. */
export interface GraphqlServer extends AsyncDisposable {
  answer(exchange: Purposed, request: GraphqlRequest): Promise<GraphqlResponse>;
}

/** What it needs of the rooms behind it. */
export interface GraphqlRooms {
  readonly schema: GraphQLSchema;
  onChange(listener: (schema: GraphQLSchema) => void): void;
  /** The way of an operation that was validated against the schema. */
  answer(exchange: Purposed, asked: Asked, schema: GraphQLSchema): Promise<ExecutionResult<Record<string, unknown>>>;
  fault(error: unknown): void;
}

/** One request, by reference: @apollo/server copies what it is given. */
interface Call {
  readonly exchange: Purposed;
  isAnswered: boolean;
}

interface CallContext {
  readonly call: Call;
}

export async function graphqlServer(rooms: GraphqlRooms): Promise<GraphqlServer> {
  const apollo = apolloServer(rooms);
  await apollo.start();
  return {
    async answer(exchange, { query, variables, operationName }) {
      const call: Call = { exchange, isAnswered: false };
      const { http, body } = await apollo.executeOperation(
        { query, ...(variables && { variables }), ...(operationName && { operationName }) },
        { contextValue: { call } },
      );
      if (body.kind !== 'single') throw new HubError('OPERATION_NOT_SUPPORTED');
      const refused = call.isAnswered ? undefined : String(body.singleResult.errors?.[0]?.extensions?.['code']);
      return { status: http.status ?? 200, body: resultBody(body.singleResult), refused };
    },
    [Symbol.asyncDispose]: () => apollo.stop(),
  };
}

function apolloServer(rooms: GraphqlRooms): ApolloServer<CallContext> {
  return new ApolloServer<CallContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        const serve = (apiSchema: GraphQLSchema): void => callback({ apiSchema, coreSupergraphSdl: '' });
        rooms.onChange(serve);
        serve(rooms.schema);
        return () => {};
      },
      async load() {
        return { executor: neverAsked };
      },
      async stop() {},
    },
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    documentStore: documentStore(),
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: publicError,
    logger: { debug() {}, info() {}, warn() {}, error: (message) => rooms.fault(new Error(String(message))) },
    plugins: [
      answeringPlugin(rooms),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
}

/**
 * Answers in the place of the gateway's executor. What @apollo/server makes for an executor has accessors of its own for
 * each request: their hidden class, in the old generation at once, holds the request, its answer with it, until the next
 * full collection.
 */
function answeringPlugin(rooms: GraphqlRooms): ApolloServerPlugin<CallContext> {
  const listener: GraphQLRequestListener<CallContext> = {
    responseForOperation: (context) => execute(rooms, context),
  };
  return { requestDidStart: async () => listener };
}

/** The plugin answers every operation; were one to come here, nothing is released. */
async function neverAsked(): Promise<never> {
  throw new HubError('INTERNAL_ERROR');
}

/** Validated operations kept, by the length of their texts in characters. */
const KEPT_CHARACTERS = 250_000;

/** Operations that were validated lately. @apollo/server keeps one for each schema by asking under another key. */
function documentStore(): NonNullable<ConstructorParameters<typeof ApolloServer>[0]['documentStore']> {
  const kept = new LRUCache<string, DocumentNode>({
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: ({ loc }) => loc?.source.body.length || KEPT_CHARACTERS,
  });
  return {
    get: async (key) => kept.get(key),
    set: async (key, document) => void kept.set(key, document),
    delete: async (key) => kept.delete(key),
  };
}

async function execute(
  rooms: GraphqlRooms,
  context: GraphQLRequestContextResponseForOperation<CallContext>,
): Promise<GraphQLResponse> {
  const { document, request, source, queryHash = source, schema, contextValue } = context;
  const { call } = contextValue;
  // Missing where the text has several operations and none is named.
  const operation: Asked['operation'] | undefined = context.operation;
  if (!operation) return responseOf({ errors: [new HubError('BAD_REQUEST').inGraphQL()] });
  call.isAnswered = true;
  const asked = { document, operation, variables: request.variables ?? {}, text: source, hash: queryHash };
  return responseOf(await rooms.answer(call.exchange, asked, schema));
}

/** What a plugin answers, @apollo/server does not format. */
function responseOf(answer: ExecutionResult<Record<string, unknown>>): GraphQLResponse {
  const { status, result } = formatted(answer);
  return {
    http: { ...(status && { status }), headers: new HeaderMap() },
    body: { kind: 'single', singleResult: result },
  };
}
