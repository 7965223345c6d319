import { composeServices } from '@apollo/composition';
import { type ASTNode, type DocumentNode, type GraphQLError, print } from 'graphql';
import { apiDocument } from '../../gateway/supergraph/api-schema.ts';
import { loadSupergraph, type Supergraph } from '../../gateway/supergraph/load.ts';
import { derivedLabels, labelledFields } from '../check/derived-labels.ts';
import { type CheckProblem, inWords, isKnownPlace, type Place, placeOf } from '../check/problem.ts';
import { LABEL_RULES } from '../check/rules.ts';
import { withFieldLabels } from './labels.ts';
import { picture } from './picture.ts';

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
  const composed = composedOf(
    parts.map((part) => ({ name: part.name, url: part.url, typeDefs: withFieldLabels(part.document, derived) })),
  );
  if ('mend' in composed) return { kind: 'refused', problems: [composed] };
  if (composed.errors) return { kind: 'refused', problems: composed.errors.map(unfit) };
  const differences = composed.hints.filter((hint) => hint.definition.code.startsWith('INCONSISTENT_'));
  if (differences.length > 0) return { kind: 'refused', problems: differences.map(difference) };
  // What the gateway would refuse at its start is refused here, where it can be mended.
  const loaded = loadedOf(composed.supergraphSdl);
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
): ReturnType<typeof composeServices> | CheckProblem {
  try {
    return composeServices(services);
  } catch (error) {
    const what = error instanceof Error ? error.message : 'The parts cannot be composed.';
    const mend = 'Declare the directives of the protection model as schema/protection.graphql does, in every part.';
    return { rule: 'composition-problems', severity: 'error', file: '?', line: 1, what, mend };
  }
}

function loadedOf(sdl: string): Supergraph | CheckProblem {
  try {
    return loadSupergraph(sdl);
  } catch (error) {
    const what = error instanceof Error ? error.message : 'The graph cannot be read.';
    const mend = 'Mend what it names in the SDL of the agency that has it.';
    return { rule: 'composition-problems', severity: 'error', file: '?', line: 1, what, mend };
  }
}

function unfit(error: GraphQLError): CheckProblem {
  return {
    rule: 'composition-problems',
    severity: 'error',
    ...firstPlace(error.nodes ?? []),
    what: error.message,
    mend: 'Make the parts fit; https://www.apollographql.com/docs/graphos/reference/federation/errors names each code.',
  };
}

type CompositionHint = NonNullable<ReturnType<typeof composeServices>['hints']>[number];

function difference(hint: CompositionHint): CheckProblem {
  const places = (hint.nodes ?? []).map((node) => ({ agency: node.subgraph, ...placeOf(node) })).filter(isKnownPlace);
  const where = places.map(({ agency, file, line }) => `${agency} ${file}:${line}`).join(', ');
  return {
    rule: 'composition-problems',
    severity: 'error',
    ...firstPlace(hint.nodes ?? []),
    what: where ? `${hint.toString()} (${where})` : hint.toString(),
    why: 'Composition would take what most say without a word.',
    mend: 'Write the same in each of them.',
  };
}

function firstPlace(nodes: readonly ASTNode[]): Place {
  const [first] = nodes;
  return first ? placeOf(first) : { file: '?', line: 1 };
}
