import { isMask, type Mask } from '../../../gateway/policy/masks.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { labelText, namedType } from '../sdl.ts';

const DATES: readonly Mask[] = ['YEAR', 'YEAR_MONTH'];

/** Scalars whose own form can be reduced, and the masks that leave a value of it. */
const REDUCED_FORMS: Readonly<Record<string, readonly Mask[]>> = { PartialDate: DATES };

/** What a mask leaves is still a value of the field's type. */
export function maskDoesNotFit({ fields }: Pick<SdlInput, 'fields'>): readonly CheckProblem[] {
  return fields.flatMap(({ agency, at, field, label }): readonly CheckProblem[] => {
    const mask = label && labelText(label).mask;
    if (mask === undefined) return [];
    const mend = isMask(mask) ? mendOf(mask, namedType(field.type)) : 'Write one of the masks of the protection model.';
    if (mend === undefined) return [];
    return [
      {
        rule: 'mask-does-not-fit',
        severity: 'error',
        ...placeOf(field),
        what: `${agency}: ${at} has the mask ${mask}, and its type is ${namedType(field.type)}.`,
        why: 'A reduced value must still be a value of the type: else everybody it is meant for reads null.',
        mend,
      },
    ];
  });
}

/** undefined: it fits. */
function mendOf(mask: Mask, type: string): string | undefined {
  if (mask === 'ROUNDED5') return type === 'Int' ? undefined : 'Write ROUNDED5 on a count (Int) alone.';
  const forms = Object.hasOwn(REDUCED_FORMS, type) ? REDUCED_FORMS[type] : undefined;
  if (forms) return forms.includes(mask) ? undefined : `Write mask: ${forms.join(' or ')}, or no mask.`;
  if (type === 'String') return undefined;
  if (type === 'ID') {
    return DATES.includes(mask) ? 'Write LAST4, PREFIX2 or PSEUDONYM: an identifier is no date.' : undefined;
  }
  if (type === 'Date' || type === 'DateTime') {
    return 'Give the field the type PartialDate, which may stand without its day, or take the mask off.';
  }
  if (type === 'Int') return 'Write ROUNDED5, or publish a band as a field of its own, with its own label.';
  return 'Take the mask off; publish a band or another coarser value as a field of its own, with its own label.';
}
