import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { audienceSchema, CoverageError } from '../../../gateway/supergraph/audience.ts';
import type { CheckedAgreement, CheckInput } from '../input.ts';
import type { CheckProblem } from '../problem.ts';

/** An agreement is whole, and its graph can be made; sums of money cross no border but as bands. */
export function agreementIncomplete({ agreements, graph }: CheckInput): readonly CheckProblem[] {
  return agreements.flatMap((each): readonly CheckProblem[] => {
    if (each.kind === 'unreadable') {
      return [told(each, each.problem, 'Write it as schema/agreement.schema.json says; all of it is needed.')];
    }
    if (!graph) return [];
    const { document, labels } = graph.supergraph;
    try {
      const schema = audienceSchema(document, labels, each.contract.agreement);
      return amountsIn(schema).map((at) =>
        told(
          each,
          `${at} is a sum of money.`,
          'Take it out and name a field that says its band, e.g. invoiceAmountBand.',
        ),
      );
    } catch (error) {
      if (!(error instanceof CoverageError)) throw error;
      return error.problems.map((problem) =>
        told(each, `${problem}.`, 'Name fields and arguments as docs/graph.md has them.'),
      );
    }
  });
}

function told({ file }: CheckedAgreement, what: string, mend: string): CheckProblem {
  const why = 'A gateway serves no contract with such an agreement.';
  return { rule: 'agreement-incomplete', severity: 'error', file, line: 1, what, why, mend };
}

/** UN/CEFACT AmountType: a value with its currency. */
function amountsIn(schema: GraphQLSchema): readonly string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    return Object.values(type.getFields()).flatMap((field) => {
      const below = getNamedType(field.type);
      return isObjectType(below) && below.getFields()['currencyCode'] ? [`${type.name}.${field.name}`] : [];
    });
  });
}
