import { Kind, type SelectionSetNode } from 'graphql';
import type { Coordinate } from '../ids.ts';
import { type Labels, withMembers } from './labels.ts';

/** Field → names of the fields beside it that say how sure it is: without them it is not shown (LED art. 7(2)). */
export type Grades = ReadonlyMap<Coordinate, ReadonlySet<string>>;

/** Of a field of an interface those of every type that may stand there. */
export function gradesIn(labels: Labels): Grades {
  const grades = new Map<Coordinate, ReadonlySet<string>>();
  for (const at of labels.keys()) {
    const all = withMembers(labels, [at]).flatMap((each) => labels.get(each)?.gradedBy ?? []);
    if (all.length > 0) grades.set(at, new Set(all.map((grade) => grade.slice(grade.indexOf('.') + 1))));
  }
  return grades;
}

/**
 * Names of what a selection asks for of all of its records, with those that are asked for of them further out. A fragment
 * without a type, or with that of the selection, is part of it.
 */
export function askedBeside(outer: ReadonlySet<string>, set: SelectionSetNode, typeName: string): ReadonlySet<string> {
  const names = new Set(outer);
  const visit = ({ selections }: SelectionSetNode): void => {
    for (const each of selections) {
      if (each.kind === Kind.FIELD) names.add(each.name.value);
      const isOwn = each.kind === Kind.INLINE_FRAGMENT && (each.typeCondition?.name.value ?? typeName) === typeName;
      if (isOwn) visit(each.selectionSet);
    }
  };
  visit(set);
  return names;
}
