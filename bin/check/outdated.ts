import type { Persona } from '../../demo/identity/personas.ts';
import { policyText } from '../compose/policy-text.ts';
import { MATRIX_DAY, releaseMatrix } from '../release/matrix.ts';
import type { CheckInput } from './input.ts';
import { contractOf } from './past.ts';

/**
 * Files made from SDL and rules that are not what `hub compose` would write now.
 *
 * @param read a file's text by its path in the repository; undefined: it is not there.
 */
export function outdatedFiles(
  input: CheckInput,
  personas: readonly Persona[],
  read: (file: string) => string | undefined,
): readonly string[] {
  const { composed, graph, parts, policies } = input;
  if (!composed || !graph) return [];
  const made: ReadonlyMap<string, string> = new Map([
    ['schema/supergraph.graphql', composed.texts.supergraph],
    ['schema/api.graphql', composed.texts.api],
    ...parts.map(({ name }): [string, string] => [`schema/policies/${name}.cedar`, policyText(name, policies.sources)]),
    ...parts.flatMap(({ name, sdl }): [string, string][] => (sdl ? [[`schema/subgraphs/${name}.graphql`, sdl]] : [])),
    ['docs/graph.md', composed.texts.picture],
    ['docs/release-matrix.md', releaseMatrix(contractOf(input, graph), personas, MATRIX_DAY)],
  ]);
  return [...made].filter(([file, text]) => read(file) !== text).map(([file]) => file);
}
