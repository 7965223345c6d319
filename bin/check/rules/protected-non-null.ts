import { Kind } from 'graphql';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { isProtected, labelText } from '../sdl.ts';

/** A field that may be withheld can be null. */
export function protectedNonNull({ fields }: Pick<SdlInput, 'fields'>): readonly CheckProblem[] {
  return fields
    .filter((each) => !each.isExternal && isProtected(each) && each.field.type.kind === Kind.NON_NULL_TYPE)
    .map(({ agency, at, field, label }) => ({
      rule: 'protected-non-null',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: ${at} is ${label ? labelText(label).category : ''} and cannot be null.`,
      why: 'Withheld from one caller, its null would take the whole object away, and the objects above with it.',
      mend: 'Take the ! off its type. What anybody may know, such as pageInfo, is labelled PUBLIC instead.',
    }));
}
