import { createHash } from 'node:crypto';
import type { ApolloGateway as ApolloGatewayClass } from '@apollo/gateway';
import { type GraphQLError, Kind, type OperationDefinitionNode, print } from 'graphql';
import { graphqlError, isHubErrorCode } from '../errors.ts';
import type { Variables } from '../exchange.ts';
import type { AgencyName } from '../ids.ts';
import type { Supergraph } from '../supergraph/load.ts';
import type { ClientOf } from './agency-clients.ts';
import { argumentNamesOf } from './argument-names.ts';
import type { Engine, EngineAnswer } from './engine.ts';
import { internalVariable } from './names.ts';
import { agencySource, type Run } from './reference-source.ts';

type Request = Parameters<NonNullable<ApolloGatewayClass['executor']>>[0];

/**
 * The reference engine: plans and executes with @apollo/gateway.
 *
 */
export async function referenceEngine(supergraph: Supergraph, client: ClientOf): Promise<Engine> {
  // Read by the library when it is imported: without it an exporter to its vendor would be built.
  process.env['APOLLO_TELEMETRY_DISABLED'] = '1';
  const { ApolloGateway } = await import('@apollo/gateway');
  const { types } = supergraph;
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph.sdl,
    buildService: ({ name }) => agencySource(name as AgencyName, client, types),
    logger: SILENT,
  });
  const argumentNames = argumentNamesOf(supergraph.api);
  const { executor } = await gateway.load({ apollo: {} } as never);
  return {
    async plan(operation) {
      const hash = createHash('sha256').update(print(operation)).digest('hex');
      return {
        // What the library fetches for its own use it does not tell before it runs.
        uses: [],
        ownerOf: () => undefined,
        async run(variables, gone, enter) {
          const run: Run = { sources: new Map(), errors: [], halt: gone, enter };
          const result = await executor(requestOf(operation, hash, internallyNamed(variables), run));
          // The library's own errors repeat what the fetches wrote down, in texts of the agencies; only ours are used.
          return {
            data: (result.data ?? {}) as EngineAnswer['data'],
            isPlain: false,
            bytes: 0,
            errors: errorsOf(run, argumentNames, result.errors),
            sources: run.sources,
          };
        },
      };
    },
    [Symbol.asyncDispose]: () => gateway.stop(),
  };
}

function internallyNamed(variables: Variables): Variables {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [internalVariable(name), value]));
}

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

function requestOf(operation: OperationDefinitionNode, hash: string, variables: unknown, run: Run): Request {
  const query = print(operation);
  const operationName = operation.name?.value ?? null;
  return {
    request: { query, variables, ...(operationName && { operationName }) },
    document: { kind: Kind.DOCUMENT, definitions: [operation] },
    source: query,
    operation,
    operationName,
    queryHash: hash,
    context: run,
    metrics: {},
    logger: SILENT,
  } as unknown as Request;
}

function errorsOf(run: Run, known: ReadonlySet<string>, errors: ReadonlyArray<GraphQLError> = []): GraphQLError[] {
  const fromAgencies = errors.map((error) => {
    const { hub, agency, argument } = error.extensions;
    const code = isHubErrorCode(hub) ? hub : 'SUBGRAPH_ERROR';
    const path = error.path?.filter((key) => key !== '@');
    return graphqlError(code, {
      path,
      ...(typeof agency === 'string' && { agency }),
      ...(typeof argument === 'string' && code === 'BAD_USER_INPUT' && known.has(argument) && { argument }),
    });
  });
  return [...run.errors, ...fromAgencies];
}
