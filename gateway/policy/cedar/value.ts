/** Not known before the record is fetched. Never an error: strict validation guards every read of the record. */
export const UNKNOWN: unique symbol = Symbol('unknown');
/** Cedar would stop evaluating the policy with an error. */
export const ERROR: unique symbol = Symbol('error');

/** A value of the subset. Sets are arrays; they are compared as sets. */
export type Known = boolean | number | string | readonly Known[];
export type Value = Known | typeof UNKNOWN | typeof ERROR;

/** Cedar's `==`: never an error, false for values of different types. */
export function equal(left: Known, right: Known): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return containsAll(left, right) && containsAll(right, left);
}

export function contains(set: readonly Known[], value: Known): boolean {
  return typeof value === 'object' ? set.some((element) => equal(element, value)) : set.includes(value);
}

export function containsAll(set: readonly Known[], values: readonly Known[]): boolean {
  return values.every((value) => contains(set, value));
}

export function containsAny(set: readonly Known[], values: readonly Known[]): boolean {
  return values.some((value) => contains(set, value));
}

/** True for what stops the evaluation of an operator that evaluates both its operands: an error before an unknown. */
export function undecided(left: Value, right: Value): typeof UNKNOWN | typeof ERROR | undefined {
  if (left === ERROR || right === ERROR) return ERROR;
  return left === UNKNOWN || right === UNKNOWN ? UNKNOWN : undefined;
}

/** Cedar's `<` and `<=`: of two Longs, anything else is an error. An unknown may be any Long. */
export function compare(left: Value, right: Value, orEqual: boolean): Value {
  if (isNotLong(left) || isNotLong(right)) return ERROR;
  if (typeof left !== 'number' || typeof right !== 'number') return UNKNOWN;
  return orEqual ? left <= right : left < right;
}

/**
 * Cedar's `like`, given the literals before, between and after the wildcards. The leftmost place of each literal
 * between wildcards is enough, so no text makes it retry.
 */
export function like(text: string, literals: readonly string[]): boolean {
  const first = literals[0] ?? '';
  const last = literals.at(-1) ?? '';
  if (literals.length === 1) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let index = 1; index < literals.length - 1; index += 1) {
    const literal = literals[index] ?? '';
    const found = text.indexOf(literal, at);
    if (found < 0) return false;
    at = found + literal.length;
  }
  return text.length - last.length >= at;
}

function isNotLong(value: Value): boolean {
  return value !== UNKNOWN && typeof value !== 'number';
}
