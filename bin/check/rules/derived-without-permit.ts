import { type Coordinate, coordinate } from '../../../gateway/ids.ts';
import { type CheckInput, ownersOf } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import type { SdlField } from '../sdl.ts';

/** What a derived field is made from may be sent to the agency that makes it, for somebody who may see the result. */
export function derivedWithoutPermit({ fields, graph }: Pick<CheckInput, 'fields' | 'graph'>): readonly CheckProblem[] {
  if (!graph) return [];
  return fields.flatMap((each): readonly CheckProblem[] => {
    const at = coordinate(each.typeName, each.field.name.value);
    const inputs = each.isExternal ? [] : (graph.supergraph.labels.get(at)?.derivedFrom ?? []);
    const missing = inputs.filter((input) => !isPermitted(graph, each, at, input));
    return missing.map((input) => ({
      rule: 'derived-without-permit',
      severity: 'error' as const,
      ...placeOf(each.field),
      what: `${each.at} is derived from ${input}, which ${ownersOf(graph.supergraph, input).join(', ')} lets be sent to ${each.agency} for nobody who sees ${each.at}.`,
      why: 'The derived field is withheld from everybody.',
      mend: `Add to the policies of the owner: permit (principal in Role::"…", action == Action::"derive", resource == Field::"${input}") when { context has to && context.to == "${each.agency}" }; or take ${input} out of @derived(from:) and @requires.`,
    }));
  });
}

function isPermitted(
  { supergraph, audience }: NonNullable<CheckInput['graph']>,
  { agency }: SdlField,
  at: Coordinate,
  input: Coordinate,
): boolean {
  if (ownersOf(supergraph, input).some((owner) => owner === agency)) return true;
  const derive = audience.allowed('derive', input, agency);
  return audience.shown(at).some((is, asker) => is && derive[asker] === true);
}
