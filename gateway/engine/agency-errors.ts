import type { GraphQLError } from 'graphql';
import { graphqlError, type HubErrorCode } from '../errors.ts';
import type { SourceStatus } from '../exchange.ts';
import type { AgencyName } from '../ids.ts';
import type { AgencyError } from './agency-answer.ts';
import type { AgencyCodes } from './agency-codes.ts';

const WORST: readonly SourceStatus[] = ['OK', 'PARTIAL', 'INVALID', 'UNAVAILABLE'];

export function worst(known: SourceStatus | undefined, now: SourceStatus): SourceStatus {
  return known && WORST.indexOf(known) > WORST.indexOf(now) ? known : now;
}

/** The hub's own code for an error an agency tells. */
export function codeOf(code: string | undefined): HubErrorCode {
  if (code === 'BAD_USER_INPUT') return 'BAD_USER_INPUT';
  if (code === 'SOURCE_UNAVAILABLE' || code === 'SOURCE_TIMEOUT') return 'SUBGRAPH_UNAVAILABLE';
  return code === 'SOURCE_INVALID' ? 'SUBGRAPH_INVALID_ANSWER' : 'SUBGRAPH_ERROR';
}

/** The hub's code for an agency of whose answer nothing can be used. */
export function codeOfStatus(status: SourceStatus): HubErrorCode {
  return status === 'INVALID' ? 'SUBGRAPH_INVALID_ANSWER' : 'SUBGRAPH_UNAVAILABLE';
}

/** What of an agency's error may be passed on. */
export interface Tellable {
  /** Names of arguments that callers can read in the schema. */
  readonly argumentNames: ReadonlySet<string>;
  readonly agencyCodes: AgencyCodes;
}

/** An agency's error at its place in the whole answer. Only a code that the agency publishes is passed on. */
export function agencyError(
  { code: given, argument }: Pick<AgencyError, 'code' | 'argument'>,
  agency: AgencyName,
  path: ReadonlyArray<string | number> | undefined,
  { argumentNames, agencyCodes }: Tellable,
): GraphQLError {
  const code = codeOf(given);
  const isTold = argument !== undefined && code === 'BAD_USER_INPUT' && argumentNames.has(argument);
  const isPublished = given !== undefined && code === 'SUBGRAPH_ERROR' && agencyCodes.get(agency)?.has(given);
  return graphqlError(code, {
    path,
    agency,
    ...(isTold && { argument }),
    ...(isPublished && { agencyCode: given }),
  });
}
