import { composeServices } from '@apollo/composition';
import { type DocumentNode, print } from 'graphql';
import { apiDocument } from '../../gateway/supergraph/api-schema.ts';
import { loadSupergraph } from '../../gateway/supergraph/load.ts';
import { labelProblems, withFieldLabels } from './labels.ts';
import { picture } from './picture.ts';

/** One agency's part of the national graph. */
export interface Part {
  readonly name: string;
  /** Address of its subgraph. */
  readonly url: string;
  /** Its SDL with the definitions of the protection directives. */
  readonly document: DocumentNode;
}

export type Composition =
  | { readonly kind: 'composed'; readonly supergraph: string; readonly api: string; readonly picture: string }
  | { readonly kind: 'refused'; readonly problems: readonly string[] };

/**
 * Composes the national graph. Any difference between subgraphs refuses it: composition itself takes what most say, and
 * a field's label would be lowered by a majority without a word.
 */
export function compose(parts: readonly Part[]): Composition {
  const problems = parts.flatMap((part) => labelProblems(part.document).map((problem) => `${part.name}: ${problem}`));
  if (problems.length > 0) return { kind: 'refused', problems };
  const composed = composeServices(
    parts.map((part) => ({ name: part.name, url: part.url, typeDefs: withFieldLabels(part.document) })),
  );
  if (composed.errors) return { kind: 'refused', problems: composed.errors.map((error) => error.message) };
  const differences = composed.hints.filter((hint) => hint.definition.code.startsWith('INCONSISTENT_'));
  if (differences.length > 0) return { kind: 'refused', problems: differences.map((hint) => hint.toString()) };
  // What the gateway would refuse at its start is refused here, where it can be mended.
  const { document } = loadSupergraph(composed.supergraphSdl);
  return {
    kind: 'composed',
    supergraph: composed.supergraphSdl,
    api: `${print(apiDocument(document))}\n`,
    picture: picture(document),
  };
}
