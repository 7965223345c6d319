import type { GraphQLSchema } from 'graphql';
import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
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
 * @param given undefined where the agency did not answer or does not know the record.
 */
export function merge(
  target: Fields,
  given: Readonly<Fields> | undefined,
  slots: readonly Slot[],
  schema: GraphQLSchema,
): void {
  for (const slot of slots) {
    const value = given?.[slot.key];
    if (slot.isSole) target[slot.key] = value === undefined ? null : value;
    else if (slot.key === '__typename') nameType(target, value, schema);
    else join(target, slot, value, schema);
  }
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
  else joinBelow(known, value, slot.below, schema);
}

function joinBelow(known: unknown, value: unknown, slots: readonly Slot[], schema: GraphQLSchema): void {
  if (Array.isArray(known) && Array.isArray(value)) {
    if (known.length !== value.length) return;
    for (const [index, item] of known.entries()) joinBelow(item, value[index], slots, schema);
  } else if (isObject(known) && isObject(value)) merge(known, value, slots, schema);
}
