import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** Everything composition, or the gateway when it reads the graph, would say of the agencies' SDL together. */
export function compositionProblems(input: Pick<CheckInput, 'compositionProblems'>): readonly CheckProblem[] {
  return input.compositionProblems;
}
