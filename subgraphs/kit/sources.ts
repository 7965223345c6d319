import pg from 'pg';
import { SourceError } from './errors.ts';
import { readXml, type XmlElement } from './xml.ts';

/** A PostgreSQL database of the agency. Closing it closes its connections. */
export interface PostgresSource extends AsyncDisposable {
  /** Runs one parameterised statement. @throws SourceError; the driver's text goes to its `cause`. */
  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** True where the database answers. */
  alive(): Promise<boolean>;
}

/** An HTTP service of the agency, of JSON, of XML or of both. */
export interface HttpSource extends AsyncDisposable {
  /** Gives the JSON answer to a path with its query, unread. @throws SourceError */
  get(path: string): Promise<unknown>;
  /** Sends `body` as JSON and gives the JSON answer, unread. @throws SourceError */
  post(path: string, body: unknown): Promise<unknown>;
  /** Sends an XML document and gives the root of the XML answer. @throws SourceError */
  postXml(path: string, document: string): Promise<XmlElement>;
  alive(): Promise<boolean>;
}

const TIMEOUT_MS = 5_000;
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

/** @param url `postgres://…`; at most `connections` are open at once. */
export function postgresSource(url: string, connections = 8): PostgresSource {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
    statement_timeout: TIMEOUT_MS,
    allowExitOnIdle: true,
  });
  // A lost idle connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', () => {});
  return {
    async query<Row>(text: string, values: readonly unknown[]) {
      try {
        const result = await pool.query(text, [...values]);
        return result.rows as Row[];
      } catch (error) {
        // A statement the database refuses is a fault of the subgraph, not an absence of its system.
        if (isRefusal(error)) throw error;
        throw new SourceError(isTimeout(error) ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', error);
      }
    },
    alive: () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

/** @param url base address of the service, e.g. `http://127.0.0.1:4301`. */
export function httpSource(url: string): HttpSource {
  // The service may stand below a path of its host.
  const base = url.replace(/\/+$/, '');
  const at = (path: string) => new URL(`${base}${path}`);
  const post = (path: string, type: string, body: string) =>
    send(at(path), { method: 'POST', headers: { 'content-type': type, accept: type }, body });
  return {
    get: async (path) => jsonOf(await send(at(path), { headers: { accept: 'application/json' } })),
    post: async (path, body) => jsonOf(await post(path, 'application/json', JSON.stringify(body))),
    postXml: async (path, document) => readXml(await textOf(await post(path, 'application/xml', document))),
    alive: () =>
      fetch(at('/health'), { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
        async (response) => {
          await response.body?.cancel();
          return response.ok;
        },
        () => false,
      ),
    [Symbol.asyncDispose]: async () => {},
  };
}

async function send(url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw new SourceError(isTimeout(error) ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', error);
  }
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await textOf(response);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError('SOURCE_INVALID', error);
  }
}

/** The whole answer as UTF-8, read no further than its bound, whatever length it announces. */
async function textOf(response: Response): Promise<string> {
  if (!response.ok) {
    await response.body?.cancel();
    throw new SourceError('SOURCE_UNAVAILABLE', `status ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MAX_ANSWER_BYTES) throw new SourceError('SOURCE_INVALID', 'the answer is too large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(isTimeout(error) ? 'SOURCE_TIMEOUT' : 'SOURCE_UNAVAILABLE', error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch (error) {
    throw new SourceError('SOURCE_INVALID', error);
  }
}

/** SQLSTATE classes that say that the server cannot serve: connection, resources, operator intervention, system. */
const CANNOT_SERVE = /^(08|53|57|58|XX)/;

/** True for an error the server itself gave about the statement. */
function isRefusal(error: unknown): boolean {
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  return state !== undefined && !CANNOT_SERVE.test(state);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || /timeout/i.test(error.message));
}
