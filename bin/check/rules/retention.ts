import { Kind } from 'graphql';
import { periodOf } from '../../../gateway/policy/retention.ts';
import { textOf } from '../../../gateway/supergraph/directives.ts';
import type { SdlInput } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { compositesOf, directiveOf, isList } from '../sdl.ts';

/** How long a record is kept can be said of it: a duration, and a field of its own that holds a moment. */
export function retention({ parts, fields }: SdlInput): readonly CheckProblem[] {
  return parts.flatMap(({ name: agency, document }) =>
    compositesOf(document).flatMap((type): readonly CheckProblem[] => {
      const retained = directiveOf(type, 'retained');
      if (!retained) return [];
      const tell = (what: string, mend: string): CheckProblem => ({
        rule: 'retention',
        severity: 'error',
        ...placeOf(retained),
        what: `${agency}: @retained of ${type.name.value} ${what}`,
        why: 'Nobody could say when a record is kept no longer, and a gateway serves no such graph.',
        mend,
      });
      const [period, since] = [textOf(retained, 'for') ?? '', textOf(retained, 'since') ?? ''];
      const own = fields.find((each) => each.agency === agency && each.at === `${type.name.value}.${since}`);
      const isMoment = own && !own.isExternal && !isList(own.field.type) && !own.field.arguments?.length;
      return [
        ...(type.kind === Kind.OBJECT_TYPE_DEFINITION
          ? []
          : [tell('stands on no object type.', 'Write it on the type.')]),
        ...(periodOf(period) ? [] : [tell(`is for "${period}", no duration.`, 'Write one of ISO 8601: for: "P5Y".')]),
        ...(isMoment
          ? []
          : [tell(`counts since ${since}, no date of its own.`, 'Name a field of the type that holds a date.')]),
      ];
    }),
  );
}
