import type { ApprovedDocument } from '../../../gateway/agreements/documents.ts';
import { limitCheck } from '../../../gateway/pipeline/limits.ts';
import { madeReady } from '../../../gateway/pipeline/partners.ts';
import { audienceSchema, CoverageError } from '../../../gateway/supergraph/audience.ts';
import { breakingChanges } from '../breaking.ts';
import type { CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** An operation that was approved and not taken back still fits the graph of its agreement. */
export function agreementOperations(input: CheckInput): readonly CheckProblem[] {
  const { agreements, graph } = input;
  if (!graph) return [];
  // What a change of the graph does to them is told with the change, where the SDL was changed.
  const told = new Set(
    breakingChanges(input).flatMap(({ operations }) => operations.map(({ agreement, text }) => `${agreement} ${text}`)),
  );
  const { document, labels } = graph.supergraph;
  return agreements.flatMap((each): readonly CheckProblem[] => {
    if (each.kind === 'unreadable') return [];
    const { agreement, documents } = each.contract;
    const tell = ({ name }: ApprovedDocument, what: string): CheckProblem => ({
      ...{ rule: 'agreement-operations', severity: 'error', file: each.file, line: 1 },
      what: `its operation ${name} ${what}.`,
      why: 'Partners who ask it would be told that it was withdrawn.',
      mend: 'Take it back (hub operations withdraw) and tell the partners, or keep what it asks for.',
    });
    const schema = schemaOf(() => audienceSchema(document, labels, agreement));
    if (!schema) return [];
    return documents
      .filter(({ isWithdrawn }) => !isWithdrawn)
      .flatMap((approved) => {
        const made = madeReady(approved, schema, { checkLimits: limitCheck(schema), mostCost: agreement.mostCost });
        const foreign = [...approved.purposes].filter((purpose) => !agreement.purposes.has(purpose));
        return [
          ...(made.kind === 'withdrawn' && !told.has(`${agreement.id} ${approved.text}`)
            ? [tell(approved, made.why)]
            : []),
          ...foreign.map((purpose) => tell(approved, `is for ${purpose}, which the agreement is not`)),
        ];
      });
  });
}

/** What keeps a graph from being made is told by another rule. */
function schemaOf<Schema>(make: () => Schema): Schema | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof CoverageError) return undefined;
    throw error;
  }
}
