import { proveRules } from '../../gateway/generation.ts';
import type { CheckInput } from './input.ts';
import { SdlPlaces } from './places.ts';
import type { CheckProblem } from './problem.ts';
import { RULES } from './rules.ts';

/** Everything the rules find, and what a gateway would find out when it proves the owners' rules before it serves. */
export async function problemsIn(input: CheckInput): Promise<readonly CheckProblem[]> {
  return [...RULES.flatMap((rule) => rule(input)), ...(await unproven(input))];
}

async function unproven({ graph, registers, parts }: CheckInput): Promise<readonly CheckProblem[]> {
  if (!graph) return [];
  try {
    await proveRules(graph.supergraph, graph.loaded, registers);
    return [];
  } catch (error) {
    const what = error instanceof Error ? error.message : 'The rules cannot be proven.';
    const mend =
      'Name roles and purposes in the rules for it; a rule that Cedar decides otherwise is a fault of the hub: tell its makers.';
    // It names the first field that would be released wrongly.
    const [at] = new SdlPlaces(parts).named(what);
    const place = { file: at?.file ?? '?', line: at?.line ?? 1 };
    return [{ rule: 'policy-problems', severity: 'error', ...place, what, mend }];
  }
}
