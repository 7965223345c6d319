import { Readable } from 'node:stream';
import fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { ExecutionResult } from 'graphql';
import type { TlsConfig } from '../config.ts';
import { HubError, refusalBody } from '../errors.ts';
import { grown, type Identified, type Purposed } from '../exchange.ts';
import { Halt } from '../halt.ts';
import type { Identity } from '../identity/identity.ts';
import { isPartner } from '../identity/viewer.ts';
import { isObject } from '../json.ts';
import type { Metrics } from '../metrics.ts';
import { type GraphqlRequest, type GraphqlRooms, graphqlServer } from './apollo.ts';
import { clientErrorAnswer } from './client-error.ts';
import { anybody, type IdentityRoom, identify } from './identity.ts';
import { limitCheck, MAX_BODY_BYTES } from './limits.ts';
import type { PartnerRequest } from './partners.ts';
import { type PurposeRoom, withPurpose } from './purpose.ts';
import { quotaHeaders } from './quota.ts';
import { formatted, type GraphqlResponse, resultBody } from './result.ts';
import { tlsOptions } from './tls.ts';

/** Who may call. */
export type Caller =
  | { readonly kind: 'anybody' }
  | {
      readonly kind: 'identified';
      readonly identity: Identity;
      /** undefined: no purpose is asked for. */
      readonly purpose: PurposeRoom | undefined;
      /** Whoever sends no token is served as nobody. */
      readonly isAnonymousServed: boolean;
      readonly peerOf: IdentityRoom['peerOf'];
    };

/** What the door needs of the rooms behind it. */
export interface Door {
  /** The schema callers see, and those that take its place. */
  readonly served: Pick<GraphqlRooms, 'schema' | 'onChange'>;
  readonly caller: Caller;
  /** @throws HubError */
  readonly answer: GraphqlRooms['answer'];
  /** The same for a partner, who is answered from the graph of its agreement alone. @throws HubError */
  partnerAnswer(exchange: Purposed, request: PartnerRequest): Promise<ExecutionResult<Record<string, unknown>>>;
  /** Keeps the refusal of a known caller; an operation that cannot be recorded is not answered. */
  refuse(exchange: Identified, code: string): Promise<void>;
  /** Tells the operator of a fault. Never a value, a token or a query text. */
  fault(error: unknown): void;
  readonly metrics: Pick<Metrics, 'text'>;
  /** How the parts that the gateway needs are. */
  status(): string;
  /** undefined: what comes is plain HTTP, and whoever stands before the hub ends TLS. */
  readonly tls: TlsConfig | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Purposed | undefined;
  }
}

/**
 * http: the one door. The caller and the purpose are known before the body is read, the limits before any work. Only
 * JSON is read: what a page of another site can make a browser send without asking first (CSRF) is none.
 */
export async function httpDoor(door: Door): Promise<FastifyInstance> {
  const app = serverOf(door, {
    logger: false,
    bodyLimit: MAX_BODY_BYTES,
    forceCloseConnections: 'idle',
    requestTimeout: REQUEST_MS,
    // What fastify refuses itself, a malformed address for one, would be echoed by its own body.
    frameworkErrors: (_error, _request, reply: FastifyReply) => {
      const refusal = new HubError('BAD_REQUEST');
      void reply.code(refusal.status).send(refusalBody(refusal));
    },
    clientErrorHandler: clientErrorAnswer(() => {
      if (door.caller.kind === 'identified') door.caller.identity.refusal('HEADERS_TOO_LARGE');
    }),
  });
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('exchange', undefined);
  app.get('/health', async () => ({ status: 'alive' }));
  app.get('/metrics', async ({ ip }, reply) => {
    // For who watches this machine, not for callers.
    if (!LOOPBACK.has(ip)) throw new HubError('NOT_FOUND');
    return reply.type('text/plain; version=0.0.4; charset=utf-8').send(door.metrics.text());
  });
  await openGraphql(app, door);
  app.get('/status', async ({ ip }, reply) => {
    // For who operates this machine.
    if (!LOOPBACK.has(ip)) throw new HubError('NOT_FOUND');
    return reply.type('text/plain; charset=utf-8').send(door.status());
  });
  app.setNotFoundHandler(() => {
    throw new HubError('NOT_FOUND');
  });
  app.setErrorHandler(async (error, request, reply) => {
    const refusal = await recorded(door, refusalOf(error), request.exchange);
    if (refusal.code === 'INTERNAL_ERROR') door.fault(error);
    // RFC 9110 §11.6.1, RFC 6750 §3, RFC 9449 §7.1: how to say who one is, and no more.
    if (refusal.status === 401) reply.headers(challengeOf(refusal));
    return reply.code(refusal.status).headers(quotaHeaders(request.exchange)).send(refusalBody(refusal));
  });
  return app;
}

/** Behind TLS of its own it is the same server to everything but its socket. */
function serverOf({ tls }: Door, options: FastifyServerOptions): FastifyInstance {
  return fastify({ ...options, ...(tls && { https: tlsOptions(tls) }) });
}

function challengeOf({ challenge }: HubError): Readonly<Record<string, string>> {
  if (!challenge) return { 'www-authenticate': 'Bearer' };
  const { error, algorithms, nonce } = challenge;
  return {
    'www-authenticate': `DPoP error="${error}", algs="${algorithms.join(' ')}"`,
    ...(nonce !== undefined && { 'dpop-nonce': nonce }),
  };
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** How long a request may take to come in, milliseconds. */
const REQUEST_MS = 30_000;

/** How long running requests may take to end when the door closes, milliseconds. */
const DRAIN_MS = 12_000;
const LOOK_MS = 50;

/** Closes the door: running requests get their answers, connections end when they are idle, and all in any case. */
export async function closeDoor(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), LOOK_MS);
  const rest = setTimeout(() => app.server.closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(rest);
  }
}

async function openGraphql(app: FastifyInstance, door: Door): Promise<void> {
  const { served } = door;
  const server = await graphqlServer({
    get schema() {
      return served.schema;
    },
    onChange: (listener) => served.onChange(listener),
    fault: (error) => door.fault(error),
    answer: (exchange, asked, schema) => answered(door, exchange, () => door.answer(exchange, asked, schema)),
  });
  app.addHook('onClose', () => server[Symbol.asyncDispose]());
  let checkLimits = limitCheck(served.schema);
  served.onChange((schema) => {
    checkLimits = limitCheck(schema);
  });
  const officerAnswered = (exchange: Purposed, asked: GraphqlRequest): Promise<GraphqlResponse> => {
    checkLimits(asked.query);
    return server.answer(exchange, asked);
  };
  app.post('/graphql', {
    async onRequest(request, reply) {
      reply.header('cache-control', 'no-store');
      const gone = goneWith(reply);
      request.exchange = await purposed(door.caller, request, reply, gone);
    },
    async handler({ exchange, body, headers }, reply) {
      if (!exchange) throw new HubError('UNAUTHENTICATED');
      const type = mediaType(headers.accept);
      const answer = isAskedByPartner(exchange)
        ? await partnerAnswered(door, exchange, partnerRequestOf(body))
        : await officerAnswered(exchange, requestOf(body));
      if (answer.refused !== undefined) await door.refuse(exchange, answer.refused);
      reply.code(answer.status).headers(quotaHeaders(exchange)).header('content-type', type);
      return sendable(answer.body, reply);
    },
  });
}

function isAskedByPartner({ viewer, agreement }: Purposed): boolean {
  return agreement !== undefined || (viewer !== undefined && isPartner(viewer));
}

async function partnerAnswered(door: Door, exchange: Purposed, request: PartnerRequest): Promise<GraphqlResponse> {
  const answer = await answered(door, exchange, () => door.partnerAnswer(exchange, request));
  const { status, result } = formatted(answer);
  return { status: status ?? 200, body: resultBody(result), refused: undefined };
}

/** A large answer is sent piece by piece, as fast as the caller takes it. */
function sendable(body: GraphqlResponse['body'], reply: FastifyReply): string | Buffer | Readable {
  if (typeof body === 'string' || Buffer.isBuffer(body)) return body;
  const pieces = body as readonly Buffer[];
  reply.header(
    'content-length',
    pieces.reduce((sum, { length }) => sum + length, 0),
  );
  return Readable.from(pieces, { objectMode: false });
}

/** Whom the exchange is with and what for; a request refused on the way there keeps what is known of it. */
async function purposed(caller: Caller, request: FastifyRequest, reply: FastifyReply, gone: Halt): Promise<Purposed> {
  const unstated = { gone, purpose: undefined, caseReference: undefined, actingFor: undefined, agreement: undefined };
  if (caller.kind === 'anybody') return grown(anybody(), unstated);
  const known = await identify(request.raw, caller);
  if (!known) return grown(anybody(), unstated);
  if (known.nonce !== undefined) reply.header('dpop-nonce', known.nonce);
  const identified = grown(known.caller, unstated);
  request.exchange = identified;
  return caller.purpose ? withPurpose(identified, request.headers, caller.purpose) : identified;
}

/** A refusal of the operation is recorded, and answered as its only error. */
async function answered(
  door: Door,
  exchange: Purposed,
  answer: () => Promise<ExecutionResult<Record<string, unknown>>>,
): Promise<ExecutionResult<Record<string, unknown>>> {
  try {
    return await answer();
  } catch (error) {
    const refusal = await recorded(door, refusalOf(error), exchange);
    if (refusal.code === 'INTERNAL_ERROR') door.fault(error);
    return { errors: [refusal.inGraphQL()] };
  }
}

/** A refusal that cannot be recorded is not told: who gets it learns that nothing can be kept. */
async function recorded(door: Door, refusal: HubError, exchange: Identified | undefined): Promise<HubError> {
  if (!exchange) return refusal;
  try {
    await door.refuse(exchange, refusal.code);
    return refusal;
  } catch (error) {
    if (!(error instanceof HubError)) door.fault(error);
    return new HubError('LEDGER_UNAVAILABLE');
  }
}

const JSON_TYPE = 'application/json; charset=utf-8';
const RESPONSE_TYPE = 'application/graphql-response+json; charset=utf-8';

/** Media type of the answer. @throws HubError NOT_ACCEPTABLE */
function mediaType(accept: string | undefined): string {
  if (accept === undefined || /\*\/\*|application\/(\*|json)/.test(accept)) return JSON_TYPE;
  if (accept.includes('application/graphql-response+json')) return RESPONSE_TYPE;
  throw new HubError('NOT_ACCEPTABLE');
}

/** @throws HubError BAD_REQUEST */
function requestOf(body: unknown): GraphqlRequest {
  if (!isObject(body)) throw new HubError('BAD_REQUEST');
  const { query, variables, operationName, extensions } = body;
  const isRequest =
    typeof query === 'string' &&
    (variables == null || isObject(variables)) &&
    (operationName == null || typeof operationName === 'string') &&
    (extensions == null || (isObject(extensions) && !('persistedQuery' in extensions)));
  if (!isRequest) throw new HubError('BAD_REQUEST');
  return { query, variables: variables ?? null, operationName: operationName ?? null };
}

/** Of an approved operation, or of introspection. @throws HubError BAD_REQUEST */
function partnerRequestOf(body: unknown): PartnerRequest {
  if (!isObject(body)) throw new HubError('BAD_REQUEST');
  const { documentId, query, variables } = body;
  const isRequest =
    (documentId === undefined) !== (query === undefined) &&
    (documentId === undefined || typeof documentId === 'string') &&
    (query === undefined || typeof query === 'string') &&
    (variables == null || isObject(variables));
  if (!isRequest) throw new HubError('BAD_REQUEST');
  return { documentId, query, variables: variables ?? {} };
}

function refusalOf(error: unknown): HubError {
  if (error instanceof HubError) return error;
  const status = (error as { statusCode?: unknown }).statusCode;
  if (status === 413) return new HubError('PAYLOAD_TOO_LARGE');
  return new HubError(typeof status === 'number' && status >= 400 && status < 500 ? 'BAD_REQUEST' : 'INTERNAL_ERROR');
}

/** Tells when the caller goes away before the answer was sent. */
function goneWith({ raw }: FastifyReply): Halt {
  const gone = new Halt();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.halt();
  });
  return gone;
}
