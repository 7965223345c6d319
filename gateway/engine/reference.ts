import { createHash } from 'node:crypto';
import type { ApolloGateway as ApolloGatewayClass } from '@apollo/gateway';
import { type GraphQLError, Kind, type OperationDefinitionNode, print } from 'graphql';
import { graphqlError, HubError } from '../errors.ts';
import type { Variables } from '../exchange.ts';
import type { AgencyName } from '../ids.ts';
import type { Supergraph } from '../supergraph/load.ts';
import type { ClientOf } from './agency-clients.ts';
import { agencyCodesOf } from './agency-codes.ts';
import { agencyError, type Tellable } from './agency-errors.ts';
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
  const tellable = { argumentNames: argumentNamesOf(supergraph.api), agencyCodes: agencyCodesOf(supergraph) };
  const { executor } = await gateway.load({ apollo: {} } as never);
  return {
    async plan(operation) {
      const hash = createHash('sha256').update(print(operation)).digest('hex');
      return {
        // What the library fetches for its own use it does not tell before it runs.
        uses: [],
        ownerOf: () => undefined,
        async run(variables, gone, enter, gate) {
          // It sends on what it fetched before anybody could look at it.
          if (gate) throw new HubError('PLAN_NOT_PERMITTED');
          const run: Run = { sources: new Map(), errors: [], halt: gone, enter };
          const result = await executor(requestOf(operation, hash, internallyNamed(variables), run));
          // The library's own errors repeat what the fetches wrote down, in texts of the agencies; only ours are used.
          return {
            data: (result.data ?? {}) as EngineAnswer['data'],
            isPlain: false,
            bytes: 0,
            errors: errorsOf(run, tellable, result.errors),
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

function errorsOf(run: Run, tellable: Tellable, errors: ReadonlyArray<GraphQLError> = []): GraphQLError[] {
  const fromAgencies = errors.map(({ extensions, path: whole }) => {
    const { hub, agency, argument } = extensions;
    const path = whole?.filter((key) => key !== '@');
    if (typeof agency !== 'string') return graphqlError('SUBGRAPH_ERROR', { path });
    const told = { code: textOf(hub), argument: textOf(argument) };
    return agencyError(told, agency as AgencyName, path, tellable);
  });
  return [...run.errors, ...fromAgencies];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
