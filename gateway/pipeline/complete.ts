import {
  execute,
  type FieldNode,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { internalName, responseKey } from '../engine/names.ts';
import { graphqlError } from '../errors.ts';
import type { Completed, Executed } from '../exchange.ts';
import type { Denial } from '../policy/decisions.ts';

/**
 * complete: makes the answer from the ORIGINAL operation and the schema: what was removed reads null, null moves up by
 * the schema's rules, values are coerced once more, and internal names turn back into the caller's.
 */
export async function complete(exchange: Executed, schema: GraphQLSchema): Promise<Completed> {
  const { removed, denials } = exchange.decisions;
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, _args, _context, info) => {
    const field = info.fieldNodes.find((node) => !removed.has(node));
    if (!field) return null;
    return isRecord(source) ? source[internalName(field)] : null;
  };
  const result = await execute({
    schema,
    document: { kind: Kind.DOCUMENT, definitions: [exchange.operation] },
    rootValue: exchange.data,
    variableValues: exchange.variables,
    fieldResolver,
    typeResolver: typeNamed,
  });
  const agencyErrors = renamed(exchange.agencyErrors, exchange.operation);
  const errors = [...denials.map(denialError), ...agencyErrors];
  const unexplained = (result.errors ?? []).filter((error) => !isExplained(error, denials, agencyErrors));
  return {
    ...exchange,
    answer: { data: result.data ?? null, errors: [...errors, ...unexplained.map(unreadable)] },
  };
}

const typeNamed: GraphQLTypeResolver<unknown, unknown> = (value) =>
  isRecord(value) && typeof value['__typename'] === 'string' ? value['__typename'] : undefined;

function denialError(denial: Denial): GraphQLError {
  return graphqlError('UNAUTHORIZED_FIELD_OR_TYPE', { path: denial.path, reason: denial.reason });
}

/** What completion could not use though the agency sent it: a wrong type, or nothing where the schema promises a value. */
function unreadable(error: GraphQLError): GraphQLError {
  return graphqlError('SUBGRAPH_INVALID_ANSWER', { path: error.path });
}

/** A null that a denial or an agency's failure has already explained is told once. */
function isExplained(error: GraphQLError, denials: readonly Denial[], agencyErrors: readonly GraphQLError[]): boolean {
  const path = withoutIndexes(error.path);
  return [...denials.map((denial) => denial.path), ...agencyErrors.map((each) => withoutIndexes(each.path))].some(
    (known) => known.every((key, place) => path[place] === key),
  );
}

function withoutIndexes(path: ReadonlyArray<string | number> = []): readonly string[] {
  return path.filter((key) => typeof key === 'string');
}

/** Gives the errors' paths the caller's names. */
function renamed(errors: readonly GraphQLError[], operation: OperationDefinitionNode): GraphQLError[] {
  if (errors.length === 0) return [];
  const names = new Map<string, string>();
  collect(operation.selectionSet, names);
  return errors.map((error) => {
    const path = error.path?.map((key) => (typeof key === 'string' ? (names.get(key) ?? key) : key));
    return new GraphQLError(error.message, { ...(path && { path }), extensions: error.extensions });
  });
}

function collect(set: SelectionSetNode, names: Map<string, string>): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) names.set(internalName(selection as FieldNode), responseKey(selection));
    if ('selectionSet' in selection && selection.selectionSet) collect(selection.selectionSet, names);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
