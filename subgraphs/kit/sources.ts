import pg from 'pg';
import { SourceError } from './errors.ts';

/** A PostgreSQL database of the agency. Closing it closes its connections. */
export interface PostgresSource extends AsyncDisposable {
  /** Runs one parameterised statement. @throws SourceError; the driver's text goes to its `cause`. */
  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** True where the database answers. */
  alive(): Promise<boolean>;
}

/** A JSON service of the agency. */
export interface HttpSource extends AsyncDisposable {
  /** Sends `body` as JSON and gives the JSON answer, unread. @throws SourceError */
  post(path: string, body: unknown): Promise<unknown>;
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
  return {
    async post(path, body) {
      const response = await send(new URL(path, url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
      });
      return jsonOf(response);
    },
    alive: () =>
      fetch(new URL('/health', url), { signal: AbortSignal.timeout(TIMEOUT_MS) }).then(
        (response) => response.ok,
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
  if (!response.ok) throw new SourceError('SOURCE_UNAVAILABLE', `status ${response.status}`);
  if (Number(response.headers.get('content-length') ?? 0) > MAX_ANSWER_BYTES) throw new SourceError('SOURCE_INVALID');
  try {
    return await response.json();
  } catch (error) {
    throw new SourceError(isTimeout(error) ? 'SOURCE_TIMEOUT' : 'SOURCE_INVALID', error);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || /timeout/i.test(error.message));
}
