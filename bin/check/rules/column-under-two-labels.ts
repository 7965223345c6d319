import { columnsUnderTwoLabels } from '../../../subgraphs/kit/mapping.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';

/** What one column of the agency's system holds is released under one label, whatever field shows it. */
export function columnUnderTwoLabels({ parts, fields }: SdlInput): readonly CheckProblem[] {
  return parts.flatMap(({ name: agency, document, mapping }) => {
    if (!mapping) return [];
    return columnsUnderTwoLabels(document, mapping).map(({ column, coordinates }): CheckProblem => {
      const at = fields.find((each) => each.agency === agency && each.at === coordinates[0]);
      return {
        rule: 'column-under-two-labels',
        severity: 'error',
        ...placeOf(at?.field ?? document),
        what: `${agency}: ${coordinates.join(' and ')} show the same column, ${column}, under different labels.`,
        why: 'Whoever is refused it under the stricter label reads it under the other.',
        mend: 'Give the fields one label, the stricter one where in doubt, or feed them from columns of their own.',
      };
    });
  });
}
