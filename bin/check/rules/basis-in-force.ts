import type { Policy } from '../../../gateway/policy/cedar/index.ts';
import type { Basis } from '../../../gateway/policy/sources.ts';
import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

const DAY_MS = 86_400_000;
const NOTICE_DAYS = 90;

/** A permit whose legal basis has ended gives nothing; one whose basis ends soon gives nothing soon. */
export function basisInForce({ graph, policies, now }: Pick<CheckInput, 'graph' | 'policies' | 'now'>) {
  const all = graph?.loaded.set.policies ?? [];
  return all.flatMap((policy): readonly CheckProblem[] => {
    const basis = policies.bases.get(policy.basis);
    // That there is none is told by the loader of policies.
    const found = basis && policy.effect === 'permit' ? ending(policy, basis, now) : undefined;
    return found ? [{ rule: 'basis-in-force', file: policy.file, line: policy.line, ...found }] : [];
  });
}

function ending(
  { id, basis }: Policy,
  { from, until }: Basis,
  now: number,
): Pick<CheckProblem, 'severity' | 'what' | 'why' | 'mend'> | undefined {
  const mend = `Cite the basis that follows it, or correct the dates in schema/bases/${basis}.json.`;
  if (until !== undefined && until <= now) {
    const what = `The basis ${basis} of the policy ${id} ended with ${lastDay(until)}.`;
    return { severity: 'error', what, why: 'The policy permits nothing any more.', mend };
  }
  if (from > now) {
    const what = `The basis ${basis} of the policy ${id} begins on ${dayOf(from)}.`;
    return { severity: 'warning', what, why: 'Until then the policy permits nothing.', mend };
  }
  if (until === undefined || until - now > NOTICE_DAYS * DAY_MS) return undefined;
  const what = `The basis ${basis} of the policy ${id} ends with ${lastDay(until)}.`;
  return { severity: 'warning', what, why: 'From then on the policy permits nothing.', mend };
}

function lastDay(until: number): string {
  return dayOf(until - 1);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
