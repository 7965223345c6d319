import { Kind } from 'graphql';
import { type AgencyName, coordinate } from '../../../gateway/ids.ts';
import { type CheckInput, ownersOf } from '../input.ts';
import { type CheckProblem, placeOf } from '../problem.ts';
import { isProtected, labelText, type SdlField } from '../sdl.ts';

const PERSONAL = ['PERSONAL', 'SPECIAL'];

/** A key by which agencies meet may be sent to each of them, and one that names a person is guarded like any field. */
export function personalKey(input: Pick<CheckInput, 'fields' | 'graph'>): readonly CheckProblem[] {
  const { graph } = input;
  if (!graph) return [];
  const { supergraph } = graph;
  const agencies = [...supergraph.subgraphs.keys()];
  const firsts = new Map(input.fields.filter(({ isExternal }) => !isExternal).map((each) => [each.at, each]));
  return [...firsts.values()].flatMap((each): readonly CheckProblem[] => {
    const knowing = agencies.filter((agency) =>
      supergraph.joins.keys(each.typeName, agency).has(each.field.name.value),
    );
    if (knowing.length === 0) return [];
    const unsent = knowing.length > 1 ? knowing.filter((to) => !maySend(graph, each, to)) : [];
    return [...unguarded(each), ...unsent.map((to) => unsendable(input, each, to))];
  });
}

function maySend({ audience }: NonNullable<CheckInput['graph']>, { typeName, field }: SdlField, to: AgencyName) {
  return audience.allowed('join', coordinate(typeName, field.name.value), to).includes(true);
}

function unguarded({ agency, at, field, label }: SdlField): readonly CheckProblem[] {
  const category = label ? labelText(label).category : '';
  if (!PERSONAL.includes(category) || field.type.kind !== Kind.NON_NULL_TYPE) return [];
  return [
    {
      rule: 'personal-key',
      severity: 'error',
      ...placeOf(field),
      what: `${agency}: the key ${at} is ${category} and cannot be null.`,
      why: 'Withheld from one caller, its null would take the whole record away, which tells that there is one.',
      mend: 'Take the ! off its type: a key may be null to callers, the hub still joins by it.',
    },
  ];
}

function unsendable({ graph }: Pick<CheckInput, 'graph'>, each: SdlField, to: AgencyName): CheckProblem {
  const owners = graph ? ownersOf(graph.supergraph, each.at) : [];
  const group = each.label && labelText(each.label).group;
  const resource =
    group === undefined ? `Category::"${each.label && labelText(each.label).category}"` : `Group::"${group}"`;
  return {
    rule: 'personal-key',
    severity: 'error',
    ...placeOf(each.field),
    what: `The rules let the key ${each.at} be sent to ${to} for nobody: its owners (${owners.join(', ')}) do not all permit it.`,
    why: `The hub could not ask ${to} for such a record: each operation that needs what it has is refused as PLAN_NOT_PERMITTED.`,
    mend: `Add to the policies of the owner: permit (principal in Role::"…", action == Action::"join", resource in ${resource}) when { context has to && context.to == "${to}" };${isProtected(each) ? '' : ' published keys need it too.'}`,
  };
}
