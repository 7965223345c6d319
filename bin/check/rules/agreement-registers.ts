import { isInForce } from '../../../gateway/policy/in-force.ts';
import type { CheckInput } from '../input.ts';
import type { CheckProblem, Severity } from '../problem.ts';

/** What an agreement refers to is there: its legal instrument, its purposes, the owners' rules that say which records. */
export function agreementRegisters({
  agreements,
  policies,
  registers,
  graph,
  now,
}: CheckInput): readonly CheckProblem[] {
  return agreements.flatMap((each): readonly CheckProblem[] => {
    if (each.kind === 'unreadable') return [];
    const { agreement } = each.contract;
    const tell = (what: string, mend: string, severity: Severity = 'error'): CheckProblem => ({
      ...{ rule: 'agreement-registers', severity, file: each.file, line: 1, what, mend },
      why: 'Nothing would be released by it, or nobody could say by what law.',
    });
    const basis = policies.bases.get(agreement.basis);
    const unknown = [...agreement.purposes].filter((purpose) => !registers.purposes.has(purpose));
    const known = new Map(graph?.loaded.set.policies.map((policy) => [policy.id, policy]));
    const missing = graph ? agreement.rowPolicies.filter((id) => !known.has(id)) : [];
    return [
      ...(isInForce(basis, now)
        ? []
        : [tell(`its basis ${agreement.basis} is not in force.`, 'Name an entry of schema/bases that is.')]),
      ...unknown.map((purpose) => tell(`${purpose} is no purpose.`, 'Name purposes of schema/purposes.json.')),
      ...missing.map((id) =>
        tell(`its row scope names the rule ${id}, which nobody has.`, 'Name ids of rules, @id("…").'),
      ),
      ...(agreement.review <= now
        ? [tell('its day of review has passed.', 'Review it, and write the next day; or let it end.', 'warning')]
        : []),
    ];
  });
}
