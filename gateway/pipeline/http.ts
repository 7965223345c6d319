import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { ExecutionResult, FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { HubError, refusalBody } from '../errors.ts';
import type { Identified, Purposed } from '../exchange.ts';
import type { VerifyToken } from '../identity/tokens.ts';
import { isObject, JsonText } from '../json.ts';
import { anybody, identify } from './identity.ts';
import { limitCheck, MAX_BODY_BYTES, MAX_TOKENS } from './limits.ts';
import type { Asked } from './operation.ts';
import { publicError } from './public-error.ts';
import { withPurpose } from './purpose.ts';

/** The schema callers see, and those that take its place. */
export interface Served {
  readonly schema: GraphQLSchema;
  onChange(listener: (schema: GraphQLSchema) => void): void;
}

/** Who may call. */
export type Caller =
  | { readonly kind: 'anybody' }
  | { readonly kind: 'identified'; readonly verify: VerifyToken; readonly purposes: ReadonlySet<string> };

/** What the door needs of the rooms behind it. */
export interface Door {
  readonly served: Served;
  readonly caller: Caller;
  /** The way of an operation that was validated against the schema. @throws HubError */
  answer(exchange: Purposed, asked: Asked, schema: GraphQLSchema): Promise<ExecutionResult<Record<string, unknown>>>;
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
  let checkLimits = limitCheck(door.served.schema);
  door.served.onChange((schema) => {
    checkLimits = limitCheck(schema);
  });
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
      const gone = goneWith(reply);
      const { caller } = door;
      if (caller.kind === 'anybody') request.exchange = { ...anybody(), gone, purpose: undefined };
      else {
        const identified = { ...(await identify(request.headers.authorization, caller.verify)), gone };
        request.exchange = { ...identified, purpose: undefined };
        request.exchange = withPurpose(identified, request.headers['hub-purpose'], caller.purposes);
      }
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
        const serve = (apiSchema: GraphQLSchema): void => callback({ apiSchema, coreSupergraphSdl: '' });
        door.served.onChange(serve);
        serve(door.served.schema);
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
    stringifyResult: resultText,
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
  readonly source: string;
  readonly queryHash: string;
  readonly schema: GraphQLSchema;
}

async function execute(
  door: Door,
  { document, operation, request, context, source, queryHash, schema }: ApolloRequest,
): Promise<ExecutionResult<Record<string, unknown>>> {
  context.isAnswered = true;
  try {
    if (!operation) throw new HubError('BAD_REQUEST');
    const asked = { document, operation, variables: request.variables ?? {}, text: source, hash: queryHash };
    return await door.answer(context.exchange, asked, schema);
  } catch (error) {
    const refusal = await recorded(door, refusalOf(error), context.exchange);
    if (refusal.code === 'INTERNAL_ERROR') door.fault(error);
    return { errors: [refusal.inGraphQL()] };
  }
}

/** Puts the data, which is written already, where it belongs. */
function resultText({ errors, data, extensions }: FormattedExecutionResult): string {
  const written: unknown = data;
  if (!(written instanceof JsonText)) return JSON.stringify({ errors, data, extensions });
  const before = errors ? `{"errors":${JSON.stringify(errors)},` : '{';
  return `${before}"data":${written.text},"extensions":${JSON.stringify(extensions)}}`;
}

/** Tells when the caller goes away before the answer was sent. */
function goneWith({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}
