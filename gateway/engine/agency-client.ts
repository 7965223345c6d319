import type { SourceStatus, Variables } from '../exchange.ts';
import { isObject } from '../json.ts';

/** One fetch's answer. `data` is undefined where there is none to use. */
export interface AgencyAnswer {
  readonly status: SourceStatus;
  readonly data: Record<string, unknown> | undefined;
  readonly errors: readonly AgencyError[];
}

export interface AgencyError {
  readonly code: string | undefined;
  readonly path: ReadonlyArray<string | number> | undefined;
  /** Name of the argument that was wrong, as the agency says. Its message is not read: it may hold a value. */
  readonly argument: string | undefined;
}

/** Longest wait for one agency, milliseconds. */
const TIMEOUT_MS = 5_000;
/** Longer answers are not read to their end. */
const MAX_BYTES = 32 * 1024 * 1024;

/** Asks one subgraph. Never throws: an agency that fails costs its own fields only. */
export async function askAgency(url: string, query: string, variables: Variables): Promise<AgencyAnswer> {
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status >= 500) {
      await response.body?.cancel();
      return nothing('UNAVAILABLE');
    }
    const whole = await boundedText(response);
    if (whole === undefined) return nothing('INVALID');
    text = whole;
  } catch {
    return nothing('UNAVAILABLE');
  }
  return read(text);
}

/** @returns undefined where the answer is too large. */
async function boundedText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function read(text: string): AgencyAnswer {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return nothing('INVALID');
  }
  if (!isObject(body)) return nothing('INVALID');
  const errors = Array.isArray(body['errors']) ? body['errors'].map(errorOf) : [];
  const data = isObject(body['data']) ? body['data'] : undefined;
  if (!data && errors.length === 0) return nothing('INVALID');
  return { status: errors.length === 0 ? 'OK' : data ? 'PARTIAL' : 'INVALID', data, errors };
}

function errorOf(error: unknown): AgencyError {
  if (!isObject(error)) return { code: undefined, path: undefined, argument: undefined };
  const extensions = isObject(error['extensions']) ? error['extensions'] : {};
  const path = Array.isArray(error['path']) ? error['path'].flatMap(pathKey) : undefined;
  return {
    code: typeof extensions['code'] === 'string' ? extensions['code'] : undefined,
    path,
    argument: typeof extensions['argument'] === 'string' ? extensions['argument'] : undefined,
  };
}

/** Some servers write list indexes as texts; no name begins with a digit. */
function pathKey(key: unknown): ReadonlyArray<string | number> {
  if (typeof key === 'string') return [/^\d+$/.test(key) ? Number(key) : key];
  return typeof key === 'number' ? [key] : [];
}

function nothing(status: SourceStatus): AgencyAnswer {
  return { status, data: undefined, errors: [] };
}
