import { composeServices } from '@apollo/composition';
import { type DocumentNode, print } from 'graphql';
import { apiDocument } from '../../gateway/supergraph/api-schema.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/load.ts';
import { derivedLabels, labelledFields } from '../check/derived-labels.ts';
import { SdlPlaces } from '../check/places.ts';
import { type CheckProblem, inWords } from '../check/problem.ts';
import { LABEL_RULES } from '../check/rules.ts';
import { withFieldLabels } from './labels.ts';
import { picture } from './picture.ts';
import { differenceInWords, errorsInWords, thrownInWords } from './plain-words.ts';

/** One agency's part of the national graph. */
export interface Part {
  readonly name: string;
  /** Address of its subgraph. */
  readonly url: string;
  /** Its SDL with the definitions of the protection directives. */
  readonly document: DocumentNode;
}

interface Composed {
  readonly kind: 'composed';
  /** As a gateway reads it. */
  readonly graph: Supergraph;
  readonly supergraph: string;
  readonly api: string;
  readonly picture: string;
}

/** The composed graph, or all that keeps it from being composed, in words. */
export type Composition = Composed | { readonly kind: 'refused'; readonly problems: readonly string[] };

/** The same with where each problem stands. */
export type Examination = Composed | { readonly kind: 'refused'; readonly problems: readonly CheckProblem[] };

/** Composes the national graph. Any difference between subgraphs refuses it. */
export function compose(parts: readonly Part[]): Composition {
  const result = examine(parts);
  return result.kind === 'refused' ? { kind: 'refused', problems: result.problems.map(inWords) } : result;
}

/**
 * Composes the national graph. Any difference between subgraphs refuses it: composition itself takes what most say, and
 * a field's label would be lowered by a majority without a word.
 */
export function examine(parts: readonly Part[]): Examination {
  const input = { parts, fields: labelledFields(parts) };
  const problems = LABEL_RULES.flatMap((rule) => rule(input));
  if (problems.length > 0) return { kind: 'refused', problems };
  const derived = derivedLabels(parts);
  const places = new SdlPlaces(parts);
  const composed = composedOf(
    parts.map((part) => ({ name: part.name, url: part.url, typeDefs: withFieldLabels(part.document, derived) })),
    places,
  );
  if ('mend' in composed) return { kind: 'refused', problems: [composed] };
  if (composed.errors) return { kind: 'refused', problems: errorsInWords(composed.errors, places) };
  const differences = composed.hints.filter((hint) => hint.definition.code.startsWith('INCONSISTENT_'));
  if (differences.length > 0) {
    const problems = differences.map(({ definition: { code }, message, nodes = [] }) =>
      differenceInWords({ code, message, nodes }, places),
    );
    return { kind: 'refused', problems };
  }
  // What the gateway would refuse at its start is refused here, where it can be mended.
  const loaded = loadedOf(composed.supergraphSdl, places);
  if (!('document' in loaded)) return { kind: 'refused', problems: [loaded] };
  const { document } = loaded;
  return {
    kind: 'composed',
    graph: loaded,
    supergraph: composed.supergraphSdl,
    api: `${print(apiDocument(document))}\n`,
    picture: picture(document),
  };
}

/** Composition throws where one part repeats a directive that another declares as not repeatable. */
function composedOf(
  services: Parameters<typeof composeServices>[0],
  places: SdlPlaces,
): ReturnType<typeof composeServices> | CheckProblem {
  try {
    return composeServices(services);
  } catch (error) {
    const mend = 'Declare the directives of the protection model as schema/protection.graphql does, in every part.';
    // Its words name no agency: whose SDL cannot be composed by itself either is the likeliest.
    const suspects = services.filter((service) => !isComposable(service)).map(({ name }) => name);
    return thrownInWords(error, mend, places, suspects);
  }
}

function isComposable(service: Parameters<typeof composeServices>[0][number]): boolean {
  try {
    composeServices([service]);
    return true;
  } catch {
    return false;
  }
}

function loadedOf(sdl: string, places: SdlPlaces): Supergraph | CheckProblem {
  try {
    return loadSupergraph(sdl);
  } catch (error) {
    return thrownInWords(error, 'Mend what it names in the SDL of the agency that has it.', places);
  }
}
