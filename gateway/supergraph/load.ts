import { type DocumentNode, type GraphQLSchema, Kind, parse } from 'graphql';
import { type AgencyName, agencyName } from '../ids.ts';
import { apiSchema } from './api-schema.ts';
import { featuresOf } from './features.ts';
import { type Labels, labelsOf } from './labels.ts';

/** A supergraph ready to be served. */
export interface Supergraph {
  readonly sdl: string;
  readonly document: DocumentNode;
  /** What callers see. */
  readonly api: GraphQLSchema;
  readonly labels: Labels;
  /** Agency → address of its subgraph, as composed. */
  readonly subgraphs: ReadonlyMap<AgencyName, string>;
}

/**
 * Reads a supergraph file's text.
 *
 * @throws Error where it cannot be served: not a supergraph, a field without label, or a security feature that this hub
 *   does not enforce.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document = parse(sdl, { noLocation: true });
  // INVARIANT: what claims to secure the graph and is not enforced here must keep the hub from starting.
  const unenforced = featuresOf(document).find((feature) => feature.purpose === 'SECURITY');
  if (unenforced) {
    throw new Error(`The supergraph uses ${unenforced.identity}, a security feature this hub does not enforce.`);
  }
  const subgraphs = subgraphsOf(document);
  if (subgraphs.size === 0) throw new Error('This is not a supergraph: it names no subgraph. Run: hub compose');
  return { sdl, document, api: apiSchema(document), labels: labelsOf(document), subgraphs };
}

function subgraphsOf(document: DocumentNode): ReadonlyMap<AgencyName, string> {
  const subgraphs = new Map<AgencyName, string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const [name, url] = ['name', 'url'].map((argument) => {
        const node = value.directives?.[0]?.arguments?.find((each) => each.name.value === argument)?.value;
        return node?.kind === Kind.STRING ? node.value : undefined;
      });
      const agency = agencyName(name);
      if (agency && url !== undefined) subgraphs.set(agency, url);
    }
  }
  return subgraphs;
}
