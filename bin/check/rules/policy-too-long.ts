import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** Lines with @id, @title and @basis. */
const MOST_LINES = 8;

/** A policy is read by people who are no programmers. */
export function policyTooLong({ graph }: Pick<CheckInput, 'graph'>): readonly CheckProblem[] {
  const policies = graph?.loaded.set.policies ?? [];
  return policies.flatMap(({ id, file, line, text }): readonly CheckProblem[] => {
    const lines = text.split('\n').filter((each) => each.trim() !== '').length;
    if (lines <= MOST_LINES) return [];
    return [
      {
        rule: 'policy-too-long',
        severity: 'error',
        file,
        line,
        what: `The policy ${id} has ${lines} lines; ${MOST_LINES} is the most.`,
        why: 'Whoever signs it must be able to see at a glance whom it lets see what.',
        mend: 'Make two policies of it, each with its own sentence in @title.',
      },
    ];
  });
}
