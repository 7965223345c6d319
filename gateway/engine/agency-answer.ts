import type { SourceStatus } from '../exchange.ts';
import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import { parseInTurns } from './large-json.ts';
import { MOST_ERRORS_READ } from './limits.ts';
import type { Pace } from './pace.ts';

/** One fetch's answer. `data` is undefined where there is none to use. */
export interface AgencyAnswer {
  readonly status: SourceStatus;
  readonly data: Fields | undefined;
  /** No text in it was written with a backslash: none has anything in it that JSON writes otherwise than it is. */
  readonly isPlain: boolean;
  /** Length of the answer as it came. */
  readonly bytes: number;
  readonly errors: readonly AgencyError[];
}

export interface AgencyError {
  readonly code: string | undefined;
  readonly path: ReadonlyArray<string | number> | undefined;
  /** Name of the argument that was wrong, as the agency says. Its message is not read: it may hold a value. */
  readonly argument: string | undefined;
}

const NO_ERRORS: readonly AgencyError[] = [];
/** Keys of a path that are read: no operation is as deep. */
const MOST_KEYS = 64;
const BACKSLASH = 0x5c;

export function nothing(status: SourceStatus): AgencyAnswer {
  return { status, data: undefined, isPlain: true, bytes: 0, errors: NO_ERRORS };
}

/** Reads the bytes of an answer. Whatever they are, there is an answer. */
export function readAnswer(chunks: readonly Buffer[], bytes: number): AgencyAnswer {
  const whole = joined(chunks, bytes);
  try {
    return answerOf(JSON.parse(whole.toString()), whole);
  } catch {
    return nothing('INVALID');
  }
}

/** The same in turns with other requests. */
export async function readInTurns(chunks: readonly Buffer[], bytes: number, pace: Pace): Promise<AgencyAnswer> {
  const whole = joined(chunks, bytes);
  try {
    return answerOf(await parseInTurns(whole, pace), whole);
  } catch {
    return nothing('INVALID');
  }
}

function joined(chunks: readonly Buffer[], bytes: number): Buffer {
  const [first] = chunks;
  return first && chunks.length === 1 ? first : Buffer.concat(chunks, bytes);
}

function answerOf(body: unknown, whole: Buffer): AgencyAnswer {
  if (!isObject(body)) return nothing('INVALID');
  const given = body['errors'];
  const errors = Array.isArray(given) ? given.slice(0, MOST_ERRORS_READ).map(errorOf) : NO_ERRORS;
  const data = isObject(body['data']) ? body['data'] : undefined;
  const isPlain = !whole.includes(BACKSLASH);
  if (errors.length > 0) return { status: data ? 'PARTIAL' : 'INVALID', data, errors, isPlain, bytes: whole.length };
  return data ? { status: 'OK', data, errors, isPlain, bytes: whole.length } : nothing('INVALID');
}

function errorOf(error: unknown): AgencyError {
  if (!isObject(error)) return { code: undefined, path: undefined, argument: undefined };
  const extensions = isObject(error['extensions']) ? error['extensions'] : {};
  const path = Array.isArray(error['path']) ? error['path'].slice(0, MOST_KEYS).flatMap(pathKey) : undefined;
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
