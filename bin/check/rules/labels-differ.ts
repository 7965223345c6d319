import type { SdlInput } from '../input.ts';
import { type CheckProblem, isKnownPlace, placeOf } from '../problem.ts';
import { type LabelText, labelText, type SdlField } from '../sdl.ts';

/** Agencies that publish the same field say the same of it. */
export function labelsDiffer({ fields }: Pick<SdlInput, 'fields'>): readonly CheckProblem[] {
  const first = new Map<string, SdlField>();
  return fields.flatMap((each): readonly CheckProblem[] => {
    if (!each.label || each.isExternal) return [];
    const other = first.get(each.at);
    if (!other?.label) {
      first.set(each.at, each);
      return [];
    }
    const [one, two] = [labelText(other.label), labelText(each.label)];
    const parts = (Object.keys(one) as (keyof LabelText)[]).filter((part) => one[part] !== two[part]);
    if (parts.length === 0) return [];
    const place = placeOf(other.field);
    const there = isKnownPlace(place) ? ` (${place.file}:${place.line})` : '';
    const said = (label: LabelText) => parts.map((part) => `${part} ${label[part] ?? 'none'}`).join(', ');
    return [
      {
        rule: 'labels-differ',
        severity: 'error',
        ...placeOf(each.field),
        what: `${each.agency} and ${other.agency} differ in @classified of ${each.at}: ${said(two)} here, ${said(one)} there${there}.`,
        why: 'Composition would take what most say, and so lower a label without a word.',
        mend: 'Agree on one label and write it in both; the stricter one where in doubt.',
      },
    ];
  });
}
