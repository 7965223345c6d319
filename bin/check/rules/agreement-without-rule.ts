import type { Agreement } from '../../../gateway/agreements/agreement.ts';
import { coordinate, PARTNER_ROLE } from '../../../gateway/ids.ts';
import { NOTHING_USED } from '../../../gateway/policy/input-reads.ts';
import type { Question } from '../../../gateway/policy/rules.ts';
import type { CheckGraph, CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** What an agreement covers, some rule of its owner shows to one of its clients: the file alone shows nothing. */
export function agreementWithoutRule({ agreements, graph, now }: CheckInput): readonly CheckProblem[] {
  if (!graph) return [];
  return agreements.flatMap((each): readonly CheckProblem[] => {
    if (each.kind === 'unreadable') return [];
    const { agreement } = each.contract;
    const questions = questionsOf(agreement, graph);
    const hidden = [...agreement.fields].flatMap(([typeName, names]) =>
      [...names].map((name) => coordinate(typeName, name)).filter((at) => !isShown(at, questions, graph, now)),
    );
    return hidden.map((at) => ({
      ...{ rule: 'agreement-without-rule', severity: 'warning', file: each.file, line: 1 },
      what: `it covers ${at}, which no rule shows to any of its clients.`,
      why: 'Partners would be told that the field is not released to them.',
      mend: `Write a rule for context.agreement == "${agreement.id}", or take the field out of the agreement.`,
    }));
  });
}

function questionsOf(agreement: Agreement, { loaded }: CheckGraph): readonly Question[] {
  const countries = [...new Set(agreement.clients.map(({ country }) => country))];
  const roles = loaded.rules.rolesOf([PARTNER_ROLE]);
  return countries.flatMap((country) =>
    [...agreement.purposes].map(
      (purpose): Question => ({
        principal: { kind: 'Partner', agency: '-', country, roles, clearance: undefined, post: undefined },
        context: {
          ...{ purpose, hasCase: true, agreement: agreement.id, agreementLevel: agreement.level },
          ...{ to: undefined, record: 'unknown' },
        },
        purposes: agreement.purposes,
      }),
    ),
  );
}

function isShown(
  at: ReturnType<typeof coordinate>,
  questions: readonly Question[],
  { loaded }: CheckGraph,
  now: number,
): boolean {
  const rules = loaded.rules.at(now);
  return questions.some((question) => rules.field(at, NOTHING_USED, question).level !== 'WITHHELD');
}
