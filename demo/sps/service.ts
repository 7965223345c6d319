import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import pg from 'pg';
import { certificateAnswer, certificateQuestions } from './certificate/service.ts';
import { certificates, clearanceRecords, entryDocuments, entryDocumentsOf, type Use, usedMasses } from './queries.ts';
import {
  type EventPage,
  establishments,
  eventPage,
  eventsByKey,
  eventsOfOrigins,
  type Origin,
  officeHours,
} from './register-queries.ts';
import {
  DECLARATION_BODY,
  DISEASE_EVENT_BODY,
  DISEASE_EVENT_QUERY,
  ENTRY_DOCUMENT_BODY,
  ESTABLISHMENT_BODY,
  OFFICE_HOURS_QUERY,
  WRITE_OFF_BODY,
} from './schemas.ts';

/** The SPS agency's existing system, running. */
export interface RunningSps extends AsyncDisposable {
  readonly url: string;
}

export interface SpsOptions {
  /** Database of the agency, its tables made by prepareSps. */
  readonly databaseUrl: string;
  /** 0: any free port. */
  readonly port?: number;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const STATEMENT_TIMEOUT_MS = 5_000;
const XML = 'application/xml; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Starts the service on loopback. Certificates are XML: POST /certificates/query. Everything else is JSON: POST
 * /health-entry-documents/query, /declarations/query, /write-offs/query, /disease-events/query, /establishments/query,
 * GET /disease-events, /office-hours, /health.
 */
export async function startSps(options: SpsOptions): Promise<RunningSps> {
  const database = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 8,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  database.on('error', () => {});
  const app = spsService(database);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    async [Symbol.asyncDispose]() {
      await app.close();
      await database.end();
    },
  };
}

function spsService(database: pg.Pool): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    // A number in place of a text is a fault of the caller's, and an unknown member too: neither is mended in silence.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));
  app.addContentTypeParser('application/xml', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  addCertificates(app, database);
  addDocuments(app, database);
  addRegisters(app, database);
  app.get('/health', async (_request, reply) => {
    const isAlive = await database.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(isAlive ? 200 : 503).send({ status: isAlive ? 'alive' : 'database-unavailable' });
  });
  return app;
}

function addCertificates(app: FastifyInstance, database: pg.Pool): void {
  app.post('/certificates/query', async ({ body }, reply) => {
    const questions = body instanceof Uint8Array ? certificateQuestions(body) : undefined;
    if (!questions) return reply.code(400).send({ error: 'BODY_INVALID' });
    return reply.type(XML).send(certificateAnswer(await certificates(database, questions)));
  });
}

function addDocuments(app: FastifyInstance, database: pg.Pool): void {
  type Documents = { references: readonly string[]; mrns: readonly string[] };
  app.post<{ Body: Documents }>(
    '/health-entry-documents/query',
    { schema: { body: ENTRY_DOCUMENT_BODY } },
    async ({ body }, reply) => {
      const byReference = await entryDocuments(database, body.references);
      const byMrn = await entryDocumentsOf(database, body.mrns);
      // Documents are kept as JSON text and joined as such: none is read only to be written again.
      const references = byReference.map((document) => document ?? 'null').join(',');
      const mrns = byMrn.map((list) => `[${list.join(',')}]`).join(',');
      return reply.type(JSON_TYPE).send(`{"references":[${references}],"mrns":[${mrns}]}`);
    },
  );
  app.post<{ Body: { mrns: readonly string[] } }>(
    '/declarations/query',
    { schema: { body: DECLARATION_BODY } },
    async ({ body }) => {
      const records = await clearanceRecords(database, body.mrns);
      return {
        declarations: records.map(({ declaration, goodsMovements }) => ({
          checks: declaration === undefined ? [] : JSON.parse(declaration).checks,
          goodsMovements: goodsMovements.map((text) => JSON.parse(text)),
        })),
      };
    },
  );
  app.post<{ Body: { uses: readonly Use[] } }>(
    '/write-offs/query',
    { schema: { body: WRITE_OFF_BODY } },
    async ({ body }) => ({ used: await usedMasses(database, body.uses) }),
  );
}

function addRegisters(app: FastifyInstance, database: pg.Pool): void {
  type Events = { origins: readonly Origin[]; events: ReadonlyArray<{ eventId: string; outbreakId: string }> };
  type Page = { country: string; species?: string; since?: string; after?: string; limit?: string };
  app.post<{ Body: Events }>('/disease-events/query', { schema: { body: DISEASE_EVENT_BODY } }, async ({ body }) => ({
    origins: await eventsOfOrigins(database, body.origins),
    events: await eventsByKey(database, body.events),
  }));
  app.get<{ Querystring: Page }>(
    '/disease-events',
    { schema: { querystring: DISEASE_EVENT_QUERY } },
    ({ query: { country, species = null, since = null, after, limit = '50' } }) => {
      const position = (after?.split(' ') ?? null) as EventPage['after'];
      return eventPage(database, { country, species, since, after: position, limit: Number(limit) });
    },
  );
  app.post<{ Body: { approvalNumbers: readonly string[] } }>(
    '/establishments/query',
    { schema: { body: ESTABLISHMENT_BODY } },
    async ({ body }) => ({ establishments: await establishments(database, body.approvalNumbers) }),
  );
  app.get<{ Querystring: { post: string | readonly string[] } }>(
    '/office-hours',
    { schema: { querystring: OFFICE_HOURS_QUERY } },
    async ({ query: { post } }) => ({ posts: await officeHours(database, typeof post === 'string' ? [post] : post) }),
  );
}

/** Codes alone: what was sent, and what the database says of it, is about somebody's trade. */
function answerError(
  error: FastifyError,
  _request: unknown,
  reply: { code(status: number): { send(body: object): unknown } },
) {
  // Class 22 of PostgreSQL: a value that no column can take, such as a text with a zero byte.
  const isBadValue = error.validation !== undefined || /^22\w{3}$/.test(error.code ?? '');
  const status = isBadValue ? 400 : (error.statusCode ?? 500);
  if (status >= 500) {
    // The class and code of a driver's error say what failed; its message may hold values.
    console.error(`certificate service: ${error.name} ${error.code ?? ''}`);
    return reply.code(503).send({ error: 'UNAVAILABLE' });
  }
  const code = status === 413 ? 'BODY_TOO_LARGE' : status === 415 ? 'MEDIA_TYPE_UNSUPPORTED' : 'BODY_INVALID';
  return reply.code(status).send({ error: code });
}
