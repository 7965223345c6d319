import { byType } from '../../release/by-type.ts';
import type { Difference } from '../../release/diff.ts';
import type { CheckInput, Past } from '../input.ts';
import { SdlPlaces } from '../places.ts';
import type { CheckProblem } from '../problem.ts';

/** Who would see more, or less, than by what is published: seen by those who review a change before it is in force. */
export function releaseChange({ past, parts }: Pick<CheckInput, 'past' | 'parts'>): readonly CheckProblem[] {
  if (!past) return [];
  if (!past.contract) return [unread(past)];
  const places = new SdlPlaces(parts);
  const { labels } = past.contract.supergraph;
  const isNew = (at: Difference['coordinates'][number]) => !labels.has(at);
  // A field that was not there was not withheld from anybody.
  const [added, changed] = [isNew, (at: Difference['coordinates'][number]) => !isNew(at)].map((is) =>
    alike(past.released.flatMap((each) => partOf(each, is))),
  );
  return [
    ...(changed ?? []).map((group) => problemOf(group, past, places, false)),
    ...(added ?? []).map((group) => problemOf(group, past, places, true)),
  ];
}

/** The change as far as it is of such fields. */
function partOf(difference: Difference, is: (at: Difference['coordinates'][number]) => boolean): readonly Difference[] {
  const coordinates = difference.coordinates.filter(is);
  return coordinates.length > 0 ? [{ ...difference, coordinates }] : [];
}

/** An older contract may be one that today's reader refuses. */
function unread({ from }: Past): CheckProblem {
  return {
    ...{ rule: 'release-change', severity: 'note', file: '?', line: 1 },
    what: `The rules of what is published (${from}) are not there or cannot be read: who would be shown more is not compared.`,
    mend: 'Name a copy of schema/, or a commit, with supergraph.graphql, policies/, bases/, roles.json and purposes.json.',
  };
}

type Group = readonly [Difference, ...Difference[]];

/** The same fields and the same change, whoever it is for. */
function alike(differences: readonly Difference[]): readonly Group[] {
  const groups = new Map<string, [Difference, ...Difference[]]>();
  for (const each of differences) {
    const key = `${each.before} ${each.after} ${each.coordinates.join(' ')}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()];
}

function problemOf(group: Group, { from }: Past, places: SdlPlaces, isNew: boolean): CheckProblem {
  const [{ before, after, isWider, coordinates }] = group;
  const at = coordinates.flatMap((each) => places.owners(each))[0];
  const isOne = coordinates.length === 1;
  const count = `${coordinates.length} ${isNew ? 'new ' : ''}${isOne ? 'field' : 'fields'}`;
  const today = isNew
    ? `what is published (${from}) has ${isOne ? 'it' : 'them'} not yet`
    : `${isOne ? 'is' : 'are'} ${LEVELS[before]} by what is published (${from})`;
  return {
    ...{ rule: 'release-change', severity: 'warning', file: at?.file ?? '?', line: at?.line ?? 1 },
    what: `${count} would be ${LEVELS[after]} for ${askers(group)}, and ${today}: ${byType(coordinates)}.`,
    why: isWider
      ? 'Somebody would be shown more than the owner shows them today.'
      : 'Somebody who works with it today would be shown less.',
    mend: 'Where that is meant, nothing: let its owner read this line. Else look at the rule, or at the label: hub explain --as NAME --purpose P FILE.',
  };
}

const LEVELS: Readonly<Record<Difference['after'], string>> = {
  WITHHELD: 'withheld',
  MASKED: 'shown in a reduced form',
  CONDITIONAL: 'shown as the record decides',
  FULL: 'visible in full',
};

/** `persona (PURPOSE, PURPOSE), persona (PURPOSE)` */
function askers(group: Group): string {
  const purposes = new Map<string, string[]>();
  for (const { persona, purpose } of group) purposes.set(persona, [...(purposes.get(persona) ?? []), purpose]);
  return [...purposes].map(([persona, all]) => `${persona} (${all.join(', ')})`).join(', ');
}
