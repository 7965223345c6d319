import type { GraphQLFormattedError } from 'graphql';
import { type HubErrorCode, isHubErrorCode, messageOf } from '../errors.ts';

/** Validation texts that name only what the caller wrote as a name; all others are replaced, since they may echo values. */
const HARMLESS = [
  /^Cannot query field "\w+" on type "\w+"\.$/,
  /^Unknown argument "\w+" on field "\w+\.\w+"\.$/,
  /^Unknown (type|fragment|directive) "@?\w+"\.$/,
  /^Variable "\$\w+" is (not defined|never used)( in operation "\w+"| by operation "\w+")?\.$/,
  /^Field "\w+" (of type "[\w[\]!]+" must have a selection of subfields|must not have a selection since type "[\w[\]!]+" has no subfields)\.( Did you mean "\w+ \{ \.\.\. \}"\?)?$/,
  /^Field "\w+" argument "\w+" of type "[\w[\]!]+" is required, but it was not provided\.$/,
  /^Variable "\$\w+" of type "[\w[\]!]+" used in position expecting type "[\w[\]!]+"\.$/,
];

/** The last gate for errors: a code of the hub's table, a text without values, nothing else. */
export function publicError(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const { code: given, agency, reason, argument, agencyCode } = formatted.extensions ?? {};
  const code = codeOf(given);
  return {
    message: textOf(code, formatted.message),
    ...(formatted.locations && { locations: formatted.locations }),
    ...(formatted.path && { path: formatted.path }),
    extensions: {
      code,
      ...(typeof agency === 'string' && { agency }),
      ...(typeof reason === 'string' && { reason }),
      ...(typeof argument === 'string' && { argument }),
      ...(typeof agencyCode === 'string' && { agencyCode }),
    },
  };
}

function codeOf(code: unknown): HubErrorCode {
  if (isHubErrorCode(code)) return code;
  return code === 'OPERATION_RESOLUTION_FAILURE' ? 'BAD_REQUEST' : 'INTERNAL_ERROR';
}

function textOf(code: HubErrorCode, text: string): string {
  switch (code) {
    case 'GRAPHQL_VALIDATION_FAILED':
      return HARMLESS.some((pattern) => pattern.test(text)) ? text : messageOf(code);
    case 'GRAPHQL_PARSE_FAILED':
    case 'BAD_REQUEST':
    case 'INTERNAL_ERROR':
      return messageOf(code);
    default:
      // Made by the hub itself from its table.
      return text;
  }
}
