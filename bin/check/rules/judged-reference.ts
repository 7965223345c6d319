import { Kind } from 'graphql';
import type { SdlInput } from '../input.ts';
import { judgedTypes } from '../judged-types.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { namedType } from '../sdl.ts';

/** Where a record may not be there, null must be able to stand. A list leaves it out. */
export function judgedReference({ parts, fields }: SdlInput): readonly CheckProblem[] {
  const judged = judgedTypes(parts, fields);
  return fields
    .filter(({ field, isExternal }) => {
      const isReference = field.type.kind === Kind.NON_NULL_TYPE && field.type.type.kind === Kind.NAMED_TYPE;
      return !isExternal && isReference && judged.has(namedType(field.type));
    })
    .map(({ agency, at, field }) => ({
      rule: 'judged-reference',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: ${at} promises a ${namedType(field.type)}, whose records may not be there for the caller.`,
      why: 'Denied or kept no longer, it would take the object around it away, which tells that there was one.',
      mend: 'Take the ! off its type.',
    }));
}
