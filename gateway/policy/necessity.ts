import { type Coordinate, coordinate } from '../ids.ts';
import { type Policy, type PolicySet, type Problem, readsOf } from './cedar/index.ts';
import type { Action } from './request.ts';
import type { Index } from './rules.ts';

type Labelled = Pick<Index, 'labels' | 'owners' | 'records'>;

/** By what the value of a field gets known: it is shown, found by, or sent to who makes others from it. */
const REACHING: readonly Action[] = ['disclose', 'discloseMasked', 'use', 'join', 'derive'];
const SHOWING: readonly Action[] = ['disclose', 'discloseMasked'];

/**
 * Special categories are processed where that is strictly necessary, and the rule has to say why (GDPR art. 9, LED art. 10):
 * one that is meant for other data does not reach them by being wide.
 */
export function needlessOf(set: PolicySet, index: Labelled): readonly Problem[] {
  const special = [...index.labels].flatMap(([at, { category }]) => (category === 'SPECIAL' ? [at] : []));
  const needless = special.flatMap((at) => [
    ...policiesOver(set, index, [at], REACHING)
      .filter(({ effect }) => effect === 'permit')
      .map((policy) =>
        needlessAt(policy, `reaches ${at}`, 'name in its scope or condition the categories it is meant for'),
      ),
    ...restingOn(set, index, at).map((policy) =>
      needlessAt(policy, `rests on ${at}`, 'decide by another attribute of the record'),
    ),
  ]);
  const first = new Map(needless.flat().reverse());
  return [...first.values()].reverse();
}

/** Whatever a rule shows or forbids of a record: that it does tells what the record says of the attribute it decides by. */
function restingOn(set: PolicySet, index: Labelled, at: Coordinate): readonly Policy[] {
  const [typeName = '', attribute = ''] = at.split('.');
  if (!index.records.get(typeName)?.has(attribute)) return [];
  const fields = [...index.labels.keys()].filter((each) => each.startsWith(`${typeName}.`));
  return policiesOver(set, index, fields, SHOWING).filter((policy) => readsOf([policy]).record.has(attribute));
}

/** Policies of their owners that might hold for one of the actions on one of the fields. */
function policiesOver(
  set: PolicySet,
  { labels, owners }: Labelled,
  fields: readonly Coordinate[],
  actions: readonly Action[],
): readonly Policy[] {
  const found = fields.flatMap((at) => {
    const label = labels.get(at);
    const [typeName = '', field = ''] = at.split('.');
    return owners(typeName, field).flatMap((agency) => {
      if (!label) return [];
      const groups = label.group === undefined ? [] : [label.group];
      const resource = { coordinate: coordinate(typeName, field), category: label.category, groups, agency };
      return actions.flatMap((action) => set.policiesOver(action, resource));
    });
  });
  return [...new Set(found)];
}

function needlessAt(
  { id, agency, file, line, necessity }: Policy,
  does: string,
  instead: string,
): ReadonlyArray<readonly [string, Problem]> {
  if (necessity !== undefined) return [];
  const what = `${id} ${does}, which is SPECIAL, and does not say why.`;
  return [[id, { agency, file, line, what, mend: `Write @necessity("…"), or ${instead}.` }]];
}
