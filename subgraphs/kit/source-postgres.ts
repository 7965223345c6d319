import pg from 'pg';
import { SourceError } from './errors.ts';
import { SOURCE_TIMEOUT_MS, type SourceOptions } from './source.ts';

/** A PostgreSQL database of the agency. Closing it lets running statements end and closes its connections. */
export interface PostgresSource extends AsyncDisposable {
  /**
   * Runs one parameterised statement.
   *
   * @param values in the order of the statement's `$1`, `$2`, …
   * @returns rows as the driver reads them: `bigint` and `numeric` are texts, `timestamptz` is a Date, arrays are arrays.
   * @throws SourceError where the database cannot serve; a statement it refuses is the driver's own error, a fault of the
   *   subgraph. Either stays in the agency's log.
   */
  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]>;
  /** True where the database answers. */
  alive(): Promise<boolean>;
}

/**
 * @param url `postgres://…`
 * @param options `timeoutMs` holds for waiting for a connection and again for the statement, which the database itself
 *   cancels then; `connections` are open at most, 8 unless said otherwise.
 */
export function postgresSource(
  url: string,
  { timeoutMs = SOURCE_TIMEOUT_MS, connections = 8 }: SourceOptions = {},
): PostgresSource {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
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

/** SQLSTATE classes that say that the server cannot serve: connection, resources, operator intervention, system. */
const CANNOT_SERVE = /^(08|53|57|58|XX)/;
/** query_canceled, which is what a statement's timeout is. */
const CANCELLED = '57014';

/** True for an error the server itself gave about the statement. */
function isRefusal(error: unknown): boolean {
  const state = error instanceof pg.DatabaseError ? error.code : undefined;
  return state !== undefined && !CANNOT_SERVE.test(state);
}

function isTimeout(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return error.code === CANCELLED;
  return error instanceof Error && /timeout/i.test(error.message);
}
