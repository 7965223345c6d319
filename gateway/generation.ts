import type { GraphQLSchema } from 'graphql';
import type { Access, HubConfig } from './config.ts';
import type { AgencyClients, ClientOf } from './engine/agency-clients.ts';
import type { Engine } from './engine/engine.ts';
import { hubEngine } from './engine/hub-engine.ts';
import type { Grants } from './grants/grants.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Release } from './pipeline/decide.ts';
import type { Rooms } from './pipeline/index.ts';
import { operations } from './pipeline/operation.ts';
import { warm } from './pipeline/warm.ts';
import { loadSupergraph, type Supergraph } from './supergraph/load.ts';

/** One supergraph as it is served: exchanged as a whole, so that no request sees two. */
export interface Generation extends AsyncDisposable {
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly rooms: Rooms;
  readonly clientOf: ClientOf;
}

/** What outlives a supergraph. */
export interface GenerationParts {
  readonly clients: AgencyClients;
  readonly ledger: Ledger;
  readonly fault: (error: unknown) => void;
  /** undefined: the agencies ask for none. */
  readonly grants: Grants | undefined;
}

/**
 * Reads a supergraph and plans for it what is likely to be asked.
 *
 * @param before the one that is served now, whose operations are likely to be asked again.
 * @throws Error where the supergraph cannot be served.
 */
export async function generation(
  sdl: string,
  config: HubConfig,
  parts: GenerationParts,
  before?: Generation,
): Promise<Generation> {
  const supergraph = loadSupergraph(sdl, config.access.kind);
  const clientOf = parts.clients.at(new Map([...supergraph.subgraphs, ...config.subgraphs]));
  const engine = await engineFor(supergraph, config, parts, clientOf);
  const rooms: Rooms = {
    operations: operations(supergraph.api, config.access.kind === 'protected'),
    release: releaseOf(config.access, supergraph),
    decided: new WeakMap(),
    engine,
    plans: new WeakMap(),
    interfaceObjects: supergraph.joins.interfaceObjects,
    completions: new WeakMap(),
    ledger: parts.ledger,
    grants: parts.grants,
  };
  await warm(rooms, config.operations, before?.rooms);
  return { sdl, schema: supergraph.api, rooms, clientOf, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() };
}

async function engineFor(
  supergraph: Supergraph,
  config: HubConfig,
  parts: GenerationParts,
  client: ClientOf,
): Promise<Engine> {
  const { kind, planner } = config.engine;
  if (kind === 'reference') {
    // Not read unless it is asked for: it brings the whole of @apollo/gateway.
    const { referenceEngine } = await import('./engine/reference.ts');
    return referenceEngine(supergraph, client);
  }
  return hubEngine(supergraph, {
    planner,
    limits: config.engine.limits,
    client,
    fault: parts.fault,
  });
}

function releaseOf(access: Access, { labels }: Supergraph): Release {
  if (access.kind === 'open') return { kind: 'open' };
  return { kind: 'labels', labels, roles: access.roles };
}
