import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';

/** A field of another agency is labelled by that agency alone. */
export function labelOnExternal({ fields }: Pick<SdlInput, 'fields'>): readonly CheckProblem[] {
  return fields
    .filter(({ label, isExternal }) => label && isExternal)
    .map(({ agency, at, field }) => ({
      rule: 'label-on-external',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: ${at} is @external and carries @classified.`,
      why: 'What a field holds is for its owner to say; two words on it would be a difference.',
      mend: 'Take @classified off the @external field.',
    }));
}
