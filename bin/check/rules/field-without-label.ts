import { Kind } from 'graphql';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import type { SdlField } from '../sdl.ts';

/** Every field that an agency publishes says what it holds, or follows from fields that do. */
export function fieldWithoutLabel({ fields }: Pick<SdlInput, 'fields'>): readonly CheckProblem[] {
  return fields
    .filter(({ label, isExternal }) => !label && !isExternal)
    .map((each) => ({
      rule: 'field-without-label',
      severity: 'error',
      ...placeOf(each.field),
      what: `${each.agency}: ${each.at} has no label.`,
      why: 'Rules are written over labels: what has none can be released to nobody, and the graph is not served.',
      mend: mendOf(each),
    }));
}

function mendOf({ type, field }: SdlField): string {
  const own = `Write @classified(as: …) on the field${type.kind === Kind.INTERFACE_TYPE_DEFINITION ? '' : ' or its type'}`;
  const follows = type.kind === Kind.INTERFACE_TYPE_DEFINITION || /(Connection|Edge|PageInfo)$/.test(type.name.value);
  return follows
    ? `${own}: ${field.name.value} follows from its members only where the strictest of them agree.`
    : `${own}; as: PUBLIC where anybody may read it.`;
}
