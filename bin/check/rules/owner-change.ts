import { applied, textOf } from '../../../gateway/supergraph/directives.ts';
import { compositesOf } from '../../../gateway/supergraph/interfaces.ts';
import type { Supergraph } from '../../../gateway/supergraph/load.ts';
import { restrictedTypesOf, subjectsOf } from '../../../gateway/supergraph/records.ts';
import { type CheckInput, ownersOf } from '../input.ts';
import { SdlPlaces } from '../places.ts';
import type { CheckProblem } from '../problem.ts';

/**
 * What one agency writes and another's rules or records are weakened by, without a word of theirs: it takes over a field
 * of what is published, or says of a published type what its records are judged by. All who have it are told.
 */
export function ownerChange({ past, composed, parts }: CheckInput): readonly CheckProblem[] {
  if (!past?.contract || !composed) return [];
  const [before, after] = [past.contract.supergraph, composed.supergraph];
  const places = new SdlPlaces(parts);
  const tell = (at: string, what: string, why: string): readonly CheckProblem[] =>
    places.owners(at).map(({ file, line }) => ({
      ...{ rule: 'owner-change', severity: 'warning', file, line, what, why },
      mend: 'Where that is agreed, nothing: let each agency that has it read this line. Else take it off in the SDL that says it.',
    }));
  return [
    ...taken(before, after).flatMap(({ at, from, by }) =>
      tell(
        at,
        `${at} would be answered by ${by}, and is answered by ${from} by what is published (${past.from}).`,
        'Its values, what callers give to ask it, and the rules over it would be those of the other agency.',
      ),
    ),
    ...judgedOtherwise(before, after).flatMap(({ type, what }) =>
      tell(
        type,
        `${what} of ${type} is not what is published (${past.from}).`,
        'Records of every agency that has the type would be hidden, shown or named otherwise.',
      ),
    ),
  ];
}

interface Taken {
  readonly at: string;
  readonly from: string;
  readonly by: string;
}

/** Wholly, or for a share of those who ask (`@override` with a label): then both answer. */
function taken(before: Supergraph, after: Supergraph): readonly Taken[] {
  const [old, now] = [overridden(before), overridden(after)];
  return [...after.labels.keys()].flatMap((at): readonly Taken[] => {
    const [had, has] = [ownersOf(before, at), ownersOf(after, at)];
    const lost = had.filter((agency) => !has.includes(agency));
    const gained = has.filter((agency) => !had.includes(agency));
    const isShared = now.has(at) && !old.has(at);
    if (gained.length === 0 || (lost.length === 0 && !isShared) || had.length === 0) return [];
    return [{ at, from: (lost.length > 0 ? lost : had).join(', '), by: gained.join(', ') }];
  });
}

function overridden({ document }: Supergraph): ReadonlySet<string> {
  return new Set(
    compositesOf(document).flatMap(({ name, fields = [] }) =>
      fields
        .filter((field) => applied(field, 'join__field').some((each) => textOf(each, 'override') !== undefined))
        .map((field) => `${name.value}.${field.name.value}`),
    ),
  );
}

/** Of types that are published: how long records are kept, what rules read of them, whom they are about, who leaves some out. */
function judgedOtherwise(
  before: Supergraph,
  after: Supergraph,
): readonly { readonly type: string; readonly what: string }[] {
  const [old, now] = [saidOf(before), saidOf(after)];
  return Object.keys(before.types.getTypeMap()).flatMap((type) =>
    [...now].flatMap(([what, said]) =>
      after.types.getType(type) && said.get(type) !== old.get(what)?.get(type) ? [{ type, what }] : [],
    ),
  );
}

function saidOf(supergraph: Supergraph): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const { document, recordTypes, retentions } = supergraph;
  const attributes = [...recordTypes].map(([type, read]) => [type, [...read.keys()].sort().join(' ')] as const);
  return new Map<string, ReadonlyMap<string, string>>([
    ['@retained', new Map([...retentions].map(([type, { text, since }]) => [type, `${text} ${since}`]))],
    ['@record(attributes:)', new Map(attributes)],
    ['@record(subject:)', subjectsOf(document)],
    ['@record(restricted:)', restrictedTypesOf(document, supergraph)],
  ]);
}
