import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import type { Slot } from './merge.ts';
import type { PathStep } from './query-plan.ts';

/** What all calls of a plan together give at each place of the answer; types and list indexes left out. */
export class Shape {
  readonly #below = new Map<string, Shape>();
  #givers = 0;

  /** The place below this one. */
  at(path: readonly PathStep[]): Shape {
    return path.reduce<Shape>((place, step) => (step.kind === 'field' ? place.#child(step.name) : place), this);
  }

  /** Notes that one more call gives the selection here. */
  add(set: SelectionSetNode): void {
    for (const [key, nodes] of fieldsByKey([set])) {
      const child = this.#child(key);
      child.#givers += 1;
      for (const node of nodes) if (node.selectionSet) child.add(node.selectionSet);
    }
  }

  /** The slots of a selection that was added here; to be asked when all are. */
  slots(sets: readonly SelectionSetNode[]): Slot[] {
    return [...fieldsByKey(sets)].map(([key, nodes]) => {
      const child = this.#child(key);
      const inner = nodes.flatMap((node) => node.selectionSet ?? []);
      return { key, isSole: child.#givers === 1, below: inner.length > 0 ? child.slots(inner) : undefined };
    });
  }

  #child(key: string): Shape {
    const known = this.#below.get(key);
    if (known) return known;
    const child = new Shape();
    this.#below.set(key, child);
    return child;
  }
}

/** The fields of selections by response key, fragments of whatever type written out. */
function fieldsByKey(sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>();
  const visit = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) visit(node.selectionSet);
      if (node.kind !== Kind.FIELD) continue;
      const key = (node.alias ?? node.name).value;
      fields.set(key, [...(fields.get(key) ?? []), node]);
    }
  };
  sets.forEach(visit);
  return fields;
}
