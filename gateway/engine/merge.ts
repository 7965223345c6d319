import type { GraphQLSchema } from 'graphql';
import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import { MOST_NESTED } from './limits.ts';
import { isOf } from './projection.ts';

/** A key that a call gives at one place of the answer, and what it gives below. */
export interface Slot {
  readonly key: string;
  /**
   * No other call of the plan gives this key here: what stands there already is not from its owner and is overwritten,
   * with null where the owner gives nothing.
   */
  readonly isSole: boolean;
  readonly below: readonly Slot[] | undefined;
}

/**
 * Puts what a call gave into the answer: the keys it was asked for and no other, so that no agency can speak for
 * another.
 *
 * @param given undefined where the agency did not answer or does not know the record. What it left out though it was
 *   asked stays undefined, which is told; null is an answer.
 */
export function merge(
  target: Fields,
  given: Readonly<Fields> | undefined,
  slots: readonly Slot[],
  schema: GraphQLSchema,
): void {
  for (const slot of slots) {
    const value = given?.[slot.key];
    if (slot.isSole) target[slot.key] = given ? value : null;
    else if (slot.key === '__typename') nameType(target, value, schema);
    else join(target, slot, value, schema);
  }
}

/**
 * What was given, with objects of its own along the slots.
 *
 * INVARIANT: no object stands in two records. Later calls write below each record what was asked for at its own place.
 */
export function copied(given: Readonly<Fields>, slots: readonly Slot[]): Fields {
  const copy: Fields = {};
  for (const { key, below } of slots) {
    if (Object.hasOwn(given, key)) copy[key] = below ? copyOf(given[key], below, 0) : given[key];
  }
  if (Object.hasOwn(given, '__typename')) copy['__typename'] = given['__typename'];
  return copy;
}

function copyOf(value: unknown, slots: readonly Slot[], nested: number): unknown {
  if (Array.isArray(value)) return nested > MOST_NESTED ? null : value.map((item) => copyOf(item, slots, nested + 1));
  return isObject(value) ? copied(value, slots) : value;
}

/** A type once known can only become a narrower one of its own. */
function nameType(target: Fields, value: unknown, schema: GraphQLSchema): void {
  const known = target['__typename'];
  if (typeof value !== 'string' || value === known) return;
  if (typeof known !== 'string' || isOf(schema, value, known)) target['__typename'] = value;
}

function join(target: Fields, slot: Slot, value: unknown, schema: GraphQLSchema): void {
  const known = target[slot.key];
  if (value == null) target[slot.key] = known ?? null;
  else if (known == null || !slot.below) target[slot.key] = value;
  else joinBelow(known, value, slot.below, schema, 0);
}

function joinBelow(
  known: unknown,
  value: unknown,
  slots: readonly Slot[],
  schema: GraphQLSchema,
  nested: number,
): void {
  if (Array.isArray(known) && Array.isArray(value)) {
    if (known.length !== value.length || nested > MOST_NESTED) return;
    for (const [index, item] of known.entries()) joinBelow(item, value[index], slots, schema, nested + 1);
  } else if (isObject(known) && isObject(value)) merge(known, value, slots, schema);
}
