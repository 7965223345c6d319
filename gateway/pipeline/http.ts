import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import { HubError, refusalBody } from '../errors.ts';
import type { Identified, Purposed } from '../exchange.ts';
import type { VerifyToken } from '../identity/tokens.ts';
import { isObject } from '../json.ts';
import { identify } from './identity.ts';
import { limitCheck, MAX_BODY_BYTES, MAX_TOKENS } from './limits.ts';
import type { Asked } from './operation.ts';
import { publicError } from './public-error.ts';
import { withPurpose } from './purpose.ts';

/** What the door needs of the rooms behind it. */
export interface Door {
  readonly schema: GraphQLSchema;
  readonly schemaSdl: string;
  readonly verify: VerifyToken;
  readonly purposes: ReadonlySet<string>;
  /** The way of an operation. @throws HubError */
  answer(exchange: Purposed, asked: Asked): Promise<ExecutionResult<Record<string, unknown>>>;
  /** Keeps the refusal of a known caller; an operation that cannot be recorded is not answered. */
  refuse(exchange: Identified, code: string): Promise<void>;
  /** Tells the operator of a fault. Never a value, a token or a query text. */
  fault(error: unknown): void;
}

interface CallContext {
  readonly exchange: Purposed;
  /** Set when the operation went its way: what @apollo/server refuses itself is recorded by the plugin. */
  isAnswered: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Purposed | undefined;
  }
}

/** http: the one door. The caller and the purpose are known before the body is read, the limits before any work. */
export async function httpDoor(door: Door): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    // What fastify refuses itself, a malformed address for one, would be echoed by its own body.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      const refusal = new HubError('BAD_REQUEST');
      void reply.code(refusal.status).send(refusalBody(refusal));
    },
  });
  const apollo = apolloServer(door, app);
  await apollo.start();
  const checkLimits = limitCheck(door.schema);
  const handler = fastifyApolloHandler(apollo, {
    context: async (request): Promise<CallContext> => {
      if (!request.exchange) throw new HubError('UNAUTHENTICATED');
      return { exchange: request.exchange, isAnswered: false };
    },
  });
  app.decorateRequest('exchange', undefined);
  app.get('/health', async () => ({ status: 'alive' }));
  app.post('/graphql', {
    async onRequest(request, reply) {
      reply.header('cache-control', 'no-store');
      const identified = await identify(request.headers.authorization, door.verify);
      request.exchange = { ...identified, purpose: undefined };
      request.exchange = withPurpose(identified, request.headers['hub-purpose'], door.purposes);
    },
    async preHandler(request) {
      checkLimits(queryOf(request.body, request.headers.accept));
    },
    handler: handler as never,
  });
  app.setNotFoundHandler(() => {
    throw new HubError('NOT_FOUND');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = await recorded(door, refusalOf(error), request.exchange);
    if (refusal.code === 'INTERNAL_ERROR') door.fault(error);
    return reply.code(refusal.status).send(refusalBody(refusal));
  });
  return app;
}

/** A refusal that cannot be recorded is answered as a fault of the hub. */
async function recorded(door: Door, refusal: HubError, exchange: Identified | undefined): Promise<HubError> {
  if (!exchange) return refusal;
  try {
    await door.refuse(exchange, refusal.code);
    return refusal;
  } catch (error) {
    door.fault(error);
    return new HubError('INTERNAL_ERROR');
  }
}

/** Media types an answer can have. */
const ACCEPTABLE = /\*\/\*|application\/(\*|json|graphql-response\+json)/;

/** Refuses what @apollo/server would, while it can still be recorded. @throws HubError */
function queryOf(body: unknown, accept: string | undefined): string {
  if (accept !== undefined && !ACCEPTABLE.test(accept)) throw new HubError('NOT_ACCEPTABLE');
  if (!isObject(body)) throw new HubError('BAD_REQUEST');
  const { query, variables, operationName, extensions } = body;
  const isRequest =
    typeof query === 'string' &&
    (variables == null || isObject(variables)) &&
    (operationName == null || typeof operationName === 'string') &&
    (extensions == null || (isObject(extensions) && !('persistedQuery' in extensions)));
  if (!isRequest) throw new HubError('BAD_REQUEST');
  return query;
}

function refusalOf(error: unknown): HubError {
  if (error instanceof HubError) return error;
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413) return new HubError('PAYLOAD_TOO_LARGE');
  return new HubError(typeof status === 'number' && status >= 400 && status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR');
}

function apolloServer(door: Door, app: FastifyInstance): ApolloServer<CallContext> {
  return new ApolloServer<CallContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: door.schema, coreSupergraphSdl: door.schemaSdl });
        return () => {};
      },
      async load() {
        return { executor: (request) => execute(door, request as unknown as ApolloRequest) };
      },
      async stop() {},
    },
    csrfPrevention: true,
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    formatError: publicError,
    logger: { debug() {}, info() {}, warn() {}, error: (message) => door.fault(new Error(String(message))) },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      fastifyApolloDrainPlugin(app),
      {
        // What @apollo/server refuses itself (parse, validation) never reaches the executor, but it is recorded too.
        requestDidStart: async () => ({
          async didEncounterErrors({ contextValue, errors }) {
            if (contextValue.isAnswered) return;
            await door.refuse(contextValue.exchange, String(errors[0]?.extensions['code'] ?? 'BAD_REQUEST'));
          },
        }),
      },
    ],
  });
}

interface ApolloRequest extends Pick<Asked, 'document'> {
  /** Null where the text has several operations and none is named. */
  readonly operation: Asked['operation'] | null;
  readonly request: { readonly variables?: Record<string, unknown> };
  readonly context: CallContext;
}

async function execute(
  door: Door,
  { document, operation, request, context }: ApolloRequest,
): Promise<ExecutionResult<Record<string, unknown>>> {
  context.isAnswered = true;
  try {
    if (!operation) throw new HubError('BAD_REQUEST');
    return await door.answer(context.exchange, { document, operation, variables: request.variables ?? {} });
  } catch (error) {
    const refusal = await recorded(door, refusalOf(error), context.exchange);
    if (refusal.code === 'INTERNAL_ERROR') door.fault(error);
    return { errors: [refusal.inGraphQL()] };
  }
}
