import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import type { MercuriusContext } from 'mercurius';
import { DECISION_HEADER } from '../../standards/grant/wire.ts';
import { type DeclaredErrors, publicError } from './errors.ts';

/**
 * One line a request at level info, none of whose members holds a value of the request or of the answer:
 * `{ operation, fields, durationMs, outcome, decisionId }`.
 */
interface RequestFacts {
  /** Kind of the operation; undefined where none was read. */
  operation?: string;
  /** Field names it selects, fragments counted once. */
  fields?: number;
  /** answered: without error. partial: with errors. refused: not executed at all. */
  outcome: 'answered' | 'partial' | 'refused';
}

/** Anything else is not written down: whoever calls would choose what stands in the log. */
const DECISION = /^[A-Za-z0-9_-]{1,64}$/;

/** The number of the decision that a request names; undefined where it names none. */
export function decisionOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  const value = request.headers[DECISION_HEADER];
  return typeof value === 'string' && DECISION.test(value) ? value : undefined;
}

/** Writes the line of each request to the GraphQL door. */
export function logRequests(app: FastifyInstance): void {
  const facts = new WeakMap<FastifyRequest, RequestFacts>();
  const fieldCounts = new WeakMap<DocumentNode, number>();
  app.graphql.addHook<RequestContext>('preExecution', async (_schema, document, { reply }) => {
    const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION)?.operation;
    const fields = fieldCounts.get(document) ?? fieldsIn(document);
    fieldCounts.set(document, fields);
    facts.set(reply.request, { ...(operation && { operation }), fields, outcome: 'refused' });
  });
  app.graphql.addHook<object, RequestContext>('onResolution', async ({ errors }, { reply }) => {
    const known = facts.get(reply.request);
    if (known) known.outcome = errors && errors.length > 0 ? 'partial' : 'answered';
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url !== '/graphql') return;
    const durationMs = Math.round(reply.elapsedTime * 1_000) / 1_000;
    request.log.info(
      { ...(facts.get(request) ?? { outcome: 'refused' }), durationMs, decisionId: decisionOf(request) },
      'request',
    );
  });
}

type RequestContext = Pick<MercuriusContext, 'reply'>;

function fieldsIn(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Field() {
      count += 1;
    },
  });
  return count;
}

/** What came of an operation. */
export type Execution = { data?: object | null; errors?: ReadonlyArray<GraphQLError> | undefined };

/**
 * An answer with errors as it leaves: partial data stays, errors have the public form alone. Their full text goes to the
 * agency's own log at level warn, under the number of the decision.
 */
export function answerWithErrors(
  execution: Execution,
  declared: DeclaredErrors,
  log: FastifyBaseLogger,
  decisionId: string | undefined,
) {
  const errors = (execution.errors ?? []).map((error) => {
    const original = error.originalError ?? error;
    log.warn({ err: original, path: error.path, decisionId }, 'a field could not be answered');
    return { ...publicError(original, declared), ...(error.path && { path: error.path }) };
  });
  return { statusCode: 200, response: { data: (execution.data ?? null) as Record<string, unknown> | null, errors } };
}
