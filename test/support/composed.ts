import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const FEDERATION_2 = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires",
  "@provides", "@external", "@shareable", "@override", "@inaccessible", "@interfaceObject", "@tag"])\n`;

/** A subgraph as composition sees it. */
export interface ComposedService {
  readonly name: string;
  readonly url: string;
  /** Without the federation @link. */
  readonly typeDefs: string;
}

/** Text of the supergraph of subgraphs that need not run. @throws Error where they do not fit together. */
export function composedSupergraph(services: readonly ComposedService[]): string {
  const { supergraphSdl, errors } = composeServices(
    services.map(({ typeDefs, ...service }) => ({ ...service, typeDefs: parse(FEDERATION_2 + typeDefs) })),
  );
  if (supergraphSdl !== undefined) return supergraphSdl;
  throw new Error(`The subgraphs do not compose:\n${(errors ?? []).map(({ message }) => message).join('\n')}`);
}
