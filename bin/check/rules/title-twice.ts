import type { Policy } from '../../../gateway/policy/cedar/index.ts';
import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** A sentence stands for one policy of an agency: by it people tell what was permitted by which. */
export function titleTwice({ graph }: Pick<CheckInput, 'graph'>): readonly CheckProblem[] {
  const first = new Map<string, Policy>();
  return (graph?.loaded.set.policies ?? []).flatMap((policy): readonly CheckProblem[] => {
    const key = `${policy.agency} ${policy.title}`;
    const other = first.get(key);
    if (!other) first.set(key, policy);
    if (!other) return [];
    return [
      {
        rule: 'title-twice',
        severity: 'error',
        file: policy.file,
        line: policy.line,
        what: `The policies ${other.id} (${other.file}:${other.line}) and ${policy.id} have the same @title.`,
        why: 'A decision is explained by the sentence: two policies could not be told apart.',
        mend: 'Say in each @title who is let see what, and for which purpose, where they differ.',
      },
    ];
  });
}
