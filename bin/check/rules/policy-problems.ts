import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** Everything the gateway itself would say of the owners' rules when it reads them. */
export function policyProblems({ policyProblems }: Pick<CheckInput, 'policyProblems'>): readonly CheckProblem[] {
  return policyProblems;
}
