import { isInterfaceType, isObjectType } from 'graphql';
import { coordinate } from '../../../gateway/ids.ts';
import { type CheckInput, ownersOf } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { isProtected } from '../sdl.ts';

/** A field that callers can name and that no rule shows to anybody: rules that were forgotten, or a field too many. */
export function fieldNobodySees({ fields, graph }: Pick<CheckInput, 'fields' | 'graph'>): readonly CheckProblem[] {
  if (!graph) return [];
  const { supergraph, audience } = graph;
  const firsts = new Map(fields.filter(({ isExternal }) => !isExternal).map((each) => [each.at, each]));
  return [...firsts.values()]
    .filter((each) => {
      const { typeName, field } = each;
      const type = supergraph.api.getType(typeName);
      const isAsked = (isObjectType(type) || isInterfaceType(type)) && type.getFields()[field.name.value];
      return isAsked && isProtected(each) && !audience.shown(coordinate(typeName, field.name.value)).includes(true);
    })
    .map(({ at, field }) => ({
      rule: 'field-nobody-sees',
      severity: 'warning',
      ...placeOf(field),
      what: `${at} is shown to no role for any purpose.`,
      why: 'It stands in the graph and answers everybody with a refusal.',
      mend: `Let a policy of ${ownersOf(supergraph, at).join(' and ')} disclose it, or take the field out.`,
    }));
}
