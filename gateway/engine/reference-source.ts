import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { coordinatesOf } from '../../standards/grant/coordinates.ts';
import { graphqlError } from '../errors.ts';
import type { SourceStatus } from '../exchange.ts';
import type { Halt } from '../halt.ts';
import type { AgencyName } from '../ids.ts';
import { type AgencyAnswer, nothing } from './agency-answer.ts';
import type { ClientOf } from './agency-clients.ts';
import { worst } from './agency-errors.ts';
import { removeUnreadable } from './check-answer.ts';
import type { Enter, Scope } from './engine.ts';
import { withNullEntities } from './null-entities.ts';

/** Texts of calls whose coordinates are kept, for each agency. */
const SCOPES = 1_000;

/** What the fetches of one run write down; carried through the library as the request's context. */
export interface Run {
  readonly sources: Map<AgencyName, SourceStatus>;
  readonly errors: GraphQLError[];
  readonly halt: Halt;
  readonly enter: Enter;
}

/**
 * The door to one agency as @apollo/gateway calls it. It always answers: failures become errors of the hub's own table.
 *
 * @param types types of the whole supergraph.
 */
export function agencySource(agency: AgencyName, clientOf: ClientOf, types: GraphQLSchema): GraphQLDataSource {
  const scopes = new LRUCache<string, Scope>({ max: SCOPES });
  const scopeOf = (query: string, document: DocumentNode): Scope => {
    const known = scopes.get(query);
    if (known) return known;
    const scope = { agency, coordinates: [...coordinatesOf(document, types).coordinates].sort() };
    scopes.set(query, scope);
    return scope;
  };
  return {
    async process(options: GraphQLDataSourceProcessOptions) {
      if (!('incomingRequestContext' in options)) return { data: null };
      const run = options.context as Run;
      const { query = '', variables = {} } = options.request;
      const document = parse(query, { noLocation: true });
      const body = JSON.stringify({ query, variables });
      const asked = clientOf(agency)?.ask(body, run.halt, run.enter(scopeOf(query, document)));
      const answer: AgencyAnswer = (await asked) ?? nothing('UNAVAILABLE');
      const { representations } = variables;
      const count = Array.isArray(representations) ? representations.length : 0;
      const unreadable = answer.data ? removeUnreadable(types, document, answer.data) : [];
      const status = answer.status === 'OK' && unreadable.length > 0 ? 'PARTIAL' : answer.status;
      run.sources.set(agency, worst(run.sources.get(agency), status));
      const { pathInIncomingRequest: cursor = [] } = options;
      if (answer.data === undefined && answer.errors.length === 0) {
        run.errors.push(...missing(agency, answer.status, document, cursor));
        return { data: withNullEntities(types, document, undefined, count) ?? null };
      }
      // Paths below a list of entities are worked out by the library: the codes travel with the errors there and back.
      const errors = [
        ...answer.errors.map(({ path, code, argument }) => errorAt(path, { hub: code, agency, argument })),
        ...unreadable.map((path) => errorAt(path, { hub: 'SOURCE_INVALID', agency })),
      ];
      const data = withNullEntities(types, document, answer.data, count);
      return { data: data ?? null, ...(errors.length > 0 && { errors }) } as never;
    },
  };
}

/** An error that the library gives its path in the whole answer. */
function errorAt(
  path: ReadonlyArray<string | number> | undefined,
  extensions: { readonly hub: string | undefined; readonly agency: AgencyName; readonly argument?: string | undefined },
) {
  return { message: 'agency error', ...(path && { path }), extensions: { code: 'HUB', ...extensions } };
}

/** One error per root field, or one where the fetch hangs in the answer. */
function missing(
  agency: AgencyName,
  status: SourceStatus,
  document: DocumentNode,
  cursor: readonly unknown[],
): GraphQLError[] {
  const code = status === 'INVALID' ? 'SUBGRAPH_INVALID_ANSWER' : 'SUBGRAPH_UNAVAILABLE';
  const at = cursor.filter((key): key is string => typeof key === 'string' && key !== '@');
  if (at.length > 0) return [graphqlError(code, { agency, path: at })];
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  return (operation?.selectionSet.selections ?? [])
    .filter((selection) => selection.kind === Kind.FIELD)
    .map((field) => graphqlError(code, { agency, path: [(field.alias ?? field.name).value] }));
}
