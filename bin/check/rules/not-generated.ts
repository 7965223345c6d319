import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** What is made from SDL and rules is made anew with them. */
export function notGenerated({ outdated = [] }: Pick<CheckInput, 'outdated'>): readonly CheckProblem[] {
  return outdated.map((file) => ({
    ...{ rule: 'not-generated', severity: 'warning', file, line: 1 },
    what: 'This file is not what the SDL and the rules give now.',
    why: 'A gateway serves, and people review, what was before; the drift check of CI fails.',
    mend: 'Run npm run generate and commit what it changes.',
  }));
}
