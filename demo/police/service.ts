import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import pg from 'pg';
import {
  type TravelDocumentKey,
  travelDocumentText,
  type VehicleKey,
  vehicleText,
} from '../../standards/identifiers/keys.ts';
import type { Feed } from './records.ts';
import { checkCases, lookUpAlerts, lookUpDocuments, lookUpVehicles, takeFeed } from './registers.ts';
import { CASE_CHECK_BODY, DOCUMENT_LOOKUP_BODY, FEED_BODY, SEARCH_BODY, VEHICLE_LOOKUP_BODY } from './schemas.ts';
import { type Subject, search } from './search.ts';

/** The police agency's existing system, running. */
export interface RunningPolice extends AsyncDisposable {
  readonly url: string;
}

export interface PoliceOptions {
  /** Database of the agency, its tables made by preparePolice. */
  readonly databaseUrl: string;
  /** 0: any free port. */
  readonly port?: number;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const STATEMENT_TIMEOUT_MS = 5_000;

/**
 * Starts the JSON service on loopback: POST /search, /stolen-lost-documents/lookup, /stolen-vehicles/lookup,
 * /alerts/lookup, /cases/check, /feed.
 */
export async function startPolice(options: PoliceOptions): Promise<RunningPolice> {
  const database = new pg.Pool({
    connectionString: options.databaseUrl,
    max: 8,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  database.on('error', () => {});
  const app = policeService(database);
  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    async [Symbol.asyncDispose]() {
      await app.close();
      await database.end();
    },
  };
}

function policeService(database: pg.Pool): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: true,
    // A number in place of a text is a fault of the caller's, and an unknown member too: neither is mended in silence.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false } },
  });
  app.setErrorHandler(answerError);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ error: 'NOT_FOUND' }));
  addSearch(app, database);
  addRegisters(app, database);
  addCases(app, database);
  app.get('/health', async (_request, reply) => {
    const isAlive = await database.query('select 1').then(
      () => true,
      () => false,
    );
    return reply.code(isAlive ? 200 : 503).send({ status: isAlive ? 'alive' : 'database-unavailable' });
  });
  return app;
}

function addSearch(app: FastifyInstance, database: pg.Pool): void {
  type Body = { documents?: readonly TravelDocumentKey[]; vehicles?: readonly VehicleKey[] };
  app.post<{ Body: Body }>('/search', { schema: { body: SEARCH_BODY } }, async ({ body }) => {
    const documents: Subject[] = (body.documents ?? []).map((key) => ({
      kind: 'document',
      text: travelDocumentText(key),
    }));
    const vehicles: Subject[] = (body.vehicles ?? []).map((key) => ({ kind: 'vehicle', text: vehicleText(key) }));
    const hits = await search(database, [...documents, ...vehicles]);
    return { documents: hits.slice(0, documents.length), vehicles: hits.slice(documents.length) };
  });
}

function addRegisters(app: FastifyInstance, database: pg.Pool): void {
  type Vehicles = { vehicles?: readonly VehicleKey[]; vins?: readonly string[] };
  app.post<{ Body: { documents: readonly TravelDocumentKey[] } }>(
    '/stolen-lost-documents/lookup',
    { schema: { body: DOCUMENT_LOOKUP_BODY } },
    async ({ body }) => ({ documents: await lookUpDocuments(database, body.documents) }),
  );
  app.post<{ Body: { documents: readonly TravelDocumentKey[] } }>(
    '/alerts/lookup',
    { schema: { body: DOCUMENT_LOOKUP_BODY } },
    async ({ body }) => ({ documents: await lookUpAlerts(database, body.documents) }),
  );
  app.post<{ Body: Vehicles }>('/stolen-vehicles/lookup', { schema: { body: VEHICLE_LOOKUP_BODY } }, ({ body }) =>
    lookUpVehicles(database, body.vehicles ?? [], body.vins ?? []),
  );
  app.post<{ Body: Partial<Feed> }>('/feed', { schema: { body: FEED_BODY } }, async ({ body }, reply) => {
    const { alerts = [], stolenLostDocuments = [], stolenVehicles = [], cases = [] } = body;
    await takeFeed(database, { alerts, stolenLostDocuments, stolenVehicles, cases });
    return reply.code(204).send();
  });
}

function addCases(app: FastifyInstance, database: pg.Pool): void {
  type Body = { cases: Parameters<typeof checkCases>[1] };
  app.post<{ Body: Body }>('/cases/check', { schema: { body: CASE_CHECK_BODY } }, async ({ body }) => ({
    cases: await checkCases(database, body.cases),
  }));
}

/** Codes alone: what was sent, and what the database says of it, is about somebody. */
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
    console.error(`search service: ${error.name} ${error.code ?? ''}`);
    return reply.code(503).send({ error: 'UNAVAILABLE' });
  }
  const code = status === 413 ? 'BODY_TOO_LARGE' : status === 415 ? 'MEDIA_TYPE_UNSUPPORTED' : 'BODY_INVALID';
  return reply.code(status).send({ error: code });
}
