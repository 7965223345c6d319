/**
 * The errors a subgraph may send. Their messages never carry a value: what a caller sent, what a query returned
 * and what a driver complained about stay in the subgraph's own log.
 */
const MESSAGES = {
  BAD_USER_INPUT: 'An argument is not valid.',
  SOURCE_UNAVAILABLE: "The agency's system cannot be reached.",
  SOURCE_TIMEOUT: "The agency's system did not answer in time.",
  SOURCE_INVALID: "The agency's system gave an answer that cannot be read.",
  INTERNAL_ERROR: 'The subgraph could not answer.',
} as const;

export type SubgraphErrorCode = keyof typeof MESSAGES;

/** What goes wrong while asking the agency's existing system. `cause` is for the log only. */
export class SourceError extends Error {
  readonly code: Exclude<SubgraphErrorCode, 'BAD_USER_INPUT' | 'INTERNAL_ERROR'>;

  constructor(code: SourceError['code'], cause?: unknown) {
    super(MESSAGES[code], { cause });
    this.code = code;
  }
}

/** An argument the resolver cannot use. `message` says what is expected, never what was sent. */
export class InputError extends Error {
  readonly code = 'BAD_USER_INPUT';
  /** Name of the argument as in the schema; the gateway passes it on where its schema knows the name. */
  readonly argument: string | undefined;

  constructor(message: string, argument?: string) {
    super(message);
    this.argument = argument;
  }
}

/** The one form in which an error leaves a subgraph. */
export interface PublicError {
  readonly message: string;
  readonly extensions: { readonly code: SubgraphErrorCode; readonly argument?: string };
}

export function publicError(error: unknown): PublicError {
  if (error instanceof InputError) {
    const { message, code, argument } = error;
    return { message, extensions: { code, ...(argument !== undefined && { argument }) } };
  }
  const code = error instanceof SourceError ? error.code : 'INTERNAL_ERROR';
  return { message: MESSAGES[code], extensions: { code } };
}
