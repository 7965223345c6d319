import type { SdlInput } from '../input.ts';
import { judgedTypes } from '../judged-types.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { namedType } from '../sdl.ts';

/** A page is cut by the agency before the hub leaves out what is denied: its length would tell. */
export function neutralPage({ parts, fields }: SdlInput): readonly CheckProblem[] {
  const judged = judgedTypes(parts, fields);
  const node = new Map(
    fields
      .filter(({ typeName, field }) => typeName.endsWith('Edge') && field.name.value === 'node')
      .map(({ typeName, field }) => [typeName, namedType(field.type)]),
  );
  return fields
    .filter(({ typeName, field }) => typeName.endsWith('Connection') && field.name.value === 'edges')
    .filter(({ field }) => judged.get(node.get(namedType(field.type)) ?? '') === 'NEUTRAL')
    .map(({ agency, typeName, field }) => ({
      rule: 'neutral-page',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: ${typeName} pages records whose denial must read as if there were none.`,
      why: 'A page that is shorter by what is denied tells how many records were left out of it.',
      mend: 'Give the records as a plain list that is not cut, or write denial: OPEN on their type.',
    }));
}
