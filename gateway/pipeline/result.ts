import type { ExecutionResult, FormattedExecutionResult } from 'graphql';
import { JsonText } from '../json.ts';
import { publicError } from './public-error.ts';

/** What is sent back. */
export interface GraphqlResponse {
  readonly status: number;
  /** In pieces where it is large. */
  readonly body: string | Buffer | readonly Buffer[];
  /** Code of what was refused before the operation went its way. */
  readonly refused: string | undefined;
}

/** A result as it may leave: its HTTP status, undefined: 200, and its errors past the last gate. */
export interface Formatted {
  readonly status: number | undefined;
  readonly result: FormattedExecutionResult;
}

/** Errors pass the last gate here, whoever made them. */
export function formatted({ errors, ...rest }: ExecutionResult<Record<string, unknown>>): Formatted {
  const status = (errors?.[0]?.extensions['http'] as { readonly status?: number } | undefined)?.status;
  const result = errors ? { ...rest, errors: errors.map((error) => publicError(error.toJSON())) } : rest;
  return { status, result };
}

/** Puts the data, which is written already, where it belongs. */
export function resultBody({ errors, data, extensions }: FormattedExecutionResult): GraphqlResponse['body'] {
  const written: unknown = data;
  if (!(written instanceof JsonText)) return JSON.stringify({ errors, data, extensions });
  const before = errors ? `{"errors":${JSON.stringify(errors)},` : '{';
  return written.between(`${before}"data":`, `,"extensions":${JSON.stringify(extensions)}}`);
}
