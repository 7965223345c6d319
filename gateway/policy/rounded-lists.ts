import { type Coordinate, coordinate } from '../ids.ts';
import type { Labels } from './labels.ts';

/** Fields of a Relay connection by which what it lists is counted: the length of a page, and whether another follows. */
const COUNTED_BY: readonly string[] = ['edges', 'nodes', 'pageInfo'];

/**
 * Fields by which a list can be counted, each with the counts of the list that have a rounded form: to whom these are not
 * shown in full, pages of one, two and three would tell the number that the form hides.
 */
export function roundedLists(labels: Labels): ReadonlyMap<Coordinate, readonly Coordinate[]> {
  const counts = new Map<Coordinate, Coordinate[]>();
  for (const [at, { mask }] of labels) {
    if (mask !== 'ROUNDED5') continue;
    const [typeName = ''] = at.split('.');
    for (const field of COUNTED_BY) {
      const counting = coordinate(typeName, field);
      if (labels.has(counting)) counts.set(counting, [...(counts.get(counting) ?? []), at]);
    }
  }
  return counts;
}
