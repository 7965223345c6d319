import { parseArgs } from 'node:util';
import { proveRules } from '../gateway/generation.ts';
import type { CheckInput } from './check/input.ts';
import { nationalInput } from './check/national.ts';
import { type CheckProblem, inWords } from './check/problem.ts';
import { LABEL_RULES, RULES } from './check/rules.ts';
import type { Command } from './command.ts';

/** `hub check`: what would keep the agencies' SDL and rules from being served, or would release too much. */
export const check: Command = {
  name: 'check',
  summary: "hold the agencies' SDL and rules against docs/check.md: hub check [--json]",
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { json: { type: 'boolean' } } });
    const input = nationalInput(Date.now());
    const problems = [...RULES.flatMap((rule) => rule(input)), ...(await unproven(input))];
    const errors = problems.filter(({ severity }) => severity === 'error');
    if (values.json) console.log(JSON.stringify(problems, null, 2));
    else report(problems, input.parts.length, input.policies.sources.length);
    return errors.length > 0 ? 1 : 0;
  },
};

/** What a gateway would find out when it proves the rules before it serves. */
async function unproven({ graph, registers }: CheckInput): Promise<readonly CheckProblem[]> {
  if (!graph) return [];
  try {
    await proveRules(graph.supergraph, graph.loaded, registers);
    return [];
  } catch (error) {
    const what = error instanceof Error ? error.message : 'The rules cannot be proven.';
    const mend =
      'Name roles and purposes in the rules for it; a rule that Cedar decides otherwise is a fault of the hub: tell its makers.';
    return [{ rule: 'policy-problems', severity: 'error', file: '?', line: 1, what, mend }];
  }
}

function report(problems: readonly CheckProblem[], parts: number, policies: number): void {
  for (const problem of problems) console.log(`${problem.severity} ${problem.rule}\n  ${inWords(problem)}`);
  const count = (of: CheckProblem['severity']) => problems.filter(({ severity }) => severity === of).length;
  console.log(
    `${parts} agencies, ${policies} files of policies, ${RULES.length + LABEL_RULES.length} rules: ${count('error')} errors, ${count('warning')} warnings`,
  );
}
