import { GraphQLError, type GraphQLFormattedError } from 'graphql';

/**
 * Every error the hub may send: code → HTTP status and what the caller reads. No other file makes an error text on a
 * request's way, and no text carries a value: not of an argument, a variable, a record, a token or a policy.
 */
const TABLE = {
  UNAUTHENTICATED: [401, 'Send a valid access token: Authorization: Bearer …'],
  UNPROVEN: [401, 'Prove that you hold the key of your access token: Authorization: DPoP … and one header DPoP.'],
  PURPOSE_REQUIRED: [403, 'Say what the answer is for: send the header Hub-Purpose with a purpose of the closed list.'],
  PURPOSE_UNKNOWN: [403, 'The purpose in Hub-Purpose is not one of the closed list.'],
  PURPOSE_NOT_ALLOWED: [403, 'The purpose in Hub-Purpose is not one you may state.'],
  CASE_REQUIRED: [403, 'This purpose needs a case: send the header Hub-Case with its reference.'],
  CASE_NOT_CONFIRMED: [403, 'The case in Hub-Case is not an open one that you are assigned to.'],
  ON_BEHALF_OF_NOT_ALLOWED: [403, 'You may not act for the country in Hub-On-Behalf-Of.'],
  AGREEMENT_NOT_IN_FORCE: [403, 'There is no agreement in force that you may ask under for this purpose.'],
  AGREEMENT_REQUIRED: [403, 'Several agreements let you ask this: send the header Hub-Agreement with the id of one.'],
  OPERATION_NOT_APPROVED: [403, 'Send the documentId of an operation that is approved for this agreement and purpose.'],
  OPERATION_WITHDRAWN: [410, 'This operation was withdrawn: the agreement or the graph no longer carries it.'],
  RATE_LIMITED: [429, 'More requests than the agreement allows in a minute: ask again after Retry-After seconds.'],
  QUOTA_EXCEEDED: [429, 'More than the quota of the agreement for this purpose: ask again after Retry-After seconds.'],
  QUOTA_UNAVAILABLE: [503, 'What is left of the quota cannot be checked at present: try again.'],
  NOT_FOUND: [404, 'There is nothing at this address: send operations to POST /graphql.'],
  NOT_ACCEPTABLE: [406, 'The hub answers in application/json.'],
  PAYLOAD_TOO_LARGE: [413, 'The request is larger than the hub accepts.'],
  HEADERS_TOO_LARGE: [431, 'The headers of the request are larger than the hub accepts.'],
  BAD_REQUEST: [400, 'The request is not a GraphQL request the hub can read.'],
  GRAPHQL_PARSE_FAILED: [400, 'The operation is not valid GraphQL.'],
  GRAPHQL_VALIDATION_FAILED: [400, 'The operation does not fit the schema.'],
  LIMIT_EXCEEDED: [400, 'The operation is too deep or too large.'],
  OPERATION_NOT_SUPPORTED: [400, 'The hub answers queries and mutations, without @defer and subscriptions.'],
  PLANNING_FAILED: [503, 'No way was found in time to ask the agencies for this: ask for less at once, or try again.'],
  PLAN_NOT_PERMITTED: [
    403,
    'To answer this, one agency would have to send another what it lets nobody send: ask for less.',
  ],
  IDENTITY_UNAVAILABLE: [503, 'Who asks cannot be checked at present: try again.'],
  CASE_UNCONFIRMABLE: [503, 'The agency that keeps the case did not confirm it in time: try again.'],
  CLIENT_GONE: [499, 'The caller went away before the answer was there.'],
  BAD_USER_INPUT: [200, 'An argument is not valid: its description in the schema says what is.'],
  UNAUTHORIZED_FIELD_OR_TYPE: [200, 'Not released to you for this purpose.'],
  SUBGRAPH_UNAVAILABLE: [200, 'An agency did not answer.'],
  SUBGRAPH_INVALID_ANSWER: [200, 'An agency gave an answer that cannot be read.'],
  SUBGRAPH_ERROR: [200, 'An agency could not answer this field.'],
  LEDGER_UNAVAILABLE: [503, 'What is released is recorded first, and no record can be kept at present: try again.'],
  INTERNAL_ERROR: [500, 'The hub could not answer.'],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type HubErrorCode = keyof typeof TABLE;

/** How to prove that one holds the key of a token (RFC 9449 §7.1, §8). */
export interface ProofChallenge {
  readonly error: 'invalid_dpop_proof' | 'use_dpop_nonce' | 'invalid_token';
  readonly algorithms: readonly string[];
  /** For the next proof; undefined: it cannot be told now. */
  readonly nonce: string | undefined;
}

/** An error of the table. `detail` replaces the table's text where a more exact one says no value either. */
export class HubError extends Error {
  readonly code: HubErrorCode;
  /** undefined: no proof is asked for. */
  readonly challenge: ProofChallenge | undefined;

  constructor(code: HubErrorCode, detail?: string, challenge?: ProofChallenge) {
    super(detail ?? TABLE[code][1]);
    this.code = code;
    this.challenge = challenge;
  }

  get status(): number {
    return TABLE[this.code][0];
  }

  /** As the only error of an operation that was not answered; @apollo/server reads the HTTP status and takes it out. */
  inGraphQL(): GraphQLError {
    return new GraphQLError(this.message, { extensions: { code: this.code, http: { status: this.status } } });
  }
}

export function isHubErrorCode(code: unknown): code is HubErrorCode {
  return typeof code === 'string' && Object.hasOwn(TABLE, code);
}

export function messageOf(code: HubErrorCode): string {
  return TABLE[code][1];
}

/** Where an error stands and whose it is. */
export interface ErrorPlace {
  readonly path?: ReadonlyArray<string | number> | undefined;
  /** Whose answer is missing. */
  readonly agency?: string;
  /** Why a field is withheld. */
  readonly reason?: string;
  /** Name of the argument that is wrong, as in the schema. */
  readonly argument?: string;
  /** Code of the agency's own, as it publishes it in its SDL. */
  readonly agencyCode?: string | undefined;
}

/** An error in a GraphQL answer. */
export function graphqlError(code: HubErrorCode, { path, ...extensions }: ErrorPlace = {}): GraphQLError {
  return new GraphQLError(TABLE[code][1], { ...(path && { path }), extensions: { code, ...extensions } });
}

/** The body of a refusal that never became a GraphQL operation. */
export function refusalBody(error: HubError): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message: error.message, extensions: { code: error.code } }] };
}
