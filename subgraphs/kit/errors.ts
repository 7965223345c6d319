import { type DocumentNode, Kind } from 'graphql';

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

/** The codes that every subgraph may send. */
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

/**
 * What the agency's own business says no with: a value of the enum that the agency names as `errorCodes`. The caller is
 * told the code and its description in the SDL; the cause is for the log only.
 */
export class AgencyError<Code extends string = string> extends Error {
  readonly code: Code;

  constructor(code: Code, cause?: unknown) {
    super(code, { cause });
    this.code = code;
  }
}

/** The codes an agency declares, each with the sentence its callers are told. */
export type DeclaredErrors = ReadonlyMap<string, string>;

/** As the hub knows enums of errors: codes of another would reach no caller. */
const ERROR_CODES = /ErrorCode$/;
const CODE = /^[A-Z][A-Z0-9_]{2,63}$/;

/**
 * The business errors an agency declares in its SDL: the values of one enum, their descriptions being the messages.
 *
 * @throws Error where the enum is missing or its name does not end in `ErrorCode`, a value has no description, or the kit uses the code itself.
 */
export function declaredErrors(document: DocumentNode, enumName: string): DeclaredErrors {
  if (!ERROR_CODES.test(enumName)) throw new Error(`${enumName} holds error codes, so its name must end in ErrorCode`);
  const declared = document.definitions.find(
    (each) => each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === enumName,
  );
  if (declared?.kind !== Kind.ENUM_TYPE_DEFINITION) throw new Error(`the schema has no enum ${enumName}`);
  return new Map(
    (declared.values ?? []).map(({ name: { value: code }, description }) => {
      if (!description) throw new Error(`${enumName}.${code} needs a description: it is what callers are told`);
      if (!CODE.test(code) || Object.hasOwn(MESSAGES, code))
        throw new Error(`${enumName}.${code} is no code to declare`);
      return [code, description.value];
    }),
  );
}

/** The one form in which an error leaves a subgraph. */
export interface PublicError {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly argument?: string };
}

/** Only what is known here or declared by the agency passes; everything else is INTERNAL_ERROR. */
export function publicError(error: unknown, declared: DeclaredErrors): PublicError {
  if (error instanceof InputError) {
    const { message, code, argument } = error;
    return { message, extensions: { code, ...(argument !== undefined && { argument }) } };
  }
  const message = error instanceof AgencyError ? declared.get(error.code) : undefined;
  if (error instanceof AgencyError && message !== undefined) return { message, extensions: { code: error.code } };
  const code = error instanceof SourceError ? error.code : 'INTERNAL_ERROR';
  return { message: MESSAGES[code], extensions: { code } };
}
