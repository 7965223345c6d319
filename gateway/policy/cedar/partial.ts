import type { Residual } from '../../../standards/grant/residual.ts';
import type { RecordAttributes } from '../request.ts';
import { allOf, anyOf, constantly, negated } from '../residuals.ts';
import { contains, equal, type Known, like } from './value.ts';

/** What of a rule no residual says exactly: then the gateway judges alone. */
export class Inexpressible extends Error {}

type AttributeType = RecordAttributes extends ReadonlyMap<string, infer Type> ? Type : never;

/** A value as far as it is known before the record is there. */
export type Partial =
  | { readonly kind: 'known'; readonly value: Known }
  /** An attribute of the record, which is there and of its type. */
  | { readonly kind: 'attribute'; readonly name: string; readonly type: AttributeType }
  /** A set that is written out, of which some elements are not known. */
  | { readonly kind: 'set'; readonly elements: readonly Partial[] }
  /** A Bool. */
  | { readonly kind: 'condition'; readonly residual: Residual }
  /** One of two values, as the record decides. */
  | { readonly kind: 'choice'; readonly test: Residual; readonly yes: Partial; readonly no: Partial };

type Operator = (left: Partial, right: Partial) => Residual;
type Whole = Exclude<Partial, { readonly kind: 'choice' }>;

export function known(value: Known): Partial {
  return { kind: 'known', value };
}

export function condition(residual: Residual): Partial {
  if (residual.op === 'and' && residual.of.length === 0) return known(true);
  if (residual.op === 'or' && residual.of.length === 0) return known(false);
  return { kind: 'condition', residual };
}

/** The condition that a Bool is true. @throws Inexpressible where it is none: Cedar would stop with an error. */
export function holds(value: Partial): Residual {
  switch (value.kind) {
    case 'known':
      return typeof value.value === 'boolean' ? constantly(value.value) : inexpressible();
    case 'condition':
      return value.residual;
    case 'choice':
      return chosen(value.test, holds(value.yes), holds(value.no));
    case 'attribute':
      return value.type === 'Bool' ? { op: 'eq', attribute: value.name, value: true } : inexpressible();
    case 'set':
      return inexpressible();
  }
}

export function chosen(test: Residual, yes: Residual, no: Residual): Residual {
  return anyOf([allOf([test, yes]), allOf([negated(test), no])]);
}

/** Cedar's `==`. @throws Inexpressible of two attributes, and of sets with one. */
export const equals: Operator = overChoices((left, right) => {
  if (left.kind === 'known' && right.kind === 'known') return constantly(equal(left.value, right.value));
  const [given, other] = left.kind === 'known' ? [left, right] : [right, left];
  if (isBool(given) && isBool(other)) return chosen(holds(given), holds(other), negated(holds(other)));
  if (given.kind !== 'known') return inexpressible();
  const { value } = given;
  if (other.kind === 'condition') return constantly(false);
  if (other.kind === 'set') return typeof value === 'object' ? inexpressible() : constantly(false);
  if (other.kind !== 'attribute') return inexpressible();
  if (other.type === 'StringSet') return typeof value === 'object' ? inexpressible() : constantly(false);
  return isLiteralOf(value, other.type) ? { op: 'eq', attribute: other.name, value } : constantly(false);
});

/** Cedar's `<` and `<=`. @throws Inexpressible of two attributes, and of what has no order. */
export function ordered(orEqual: boolean): Operator {
  const [below, above] = orEqual ? (['le', 'ge'] as const) : (['lt', 'gt'] as const);
  return overChoices((left, right) => {
    if (left.kind === 'attribute' && left.type === 'Long') {
      return { op: below, attribute: left.name, value: numberOf(right) };
    }
    if (right.kind === 'attribute' && right.type === 'Long') {
      return { op: above, attribute: right.name, value: numberOf(left) };
    }
    const [one, other] = [numberOf(left), numberOf(right)];
    return constantly(orEqual ? one <= other : one < other);
  });
}

/** Cedar's `contains`. @throws Inexpressible where an attribute would be looked for in an attribute. */
export const includes: Operator = overChoices((set, value) => {
  if (set.kind === 'attribute' && set.type === 'StringSet') {
    if (value.kind !== 'known') return inexpressible();
    return typeof value.value === 'string'
      ? { op: 'contains', attribute: set.name, value: value.value }
      : constantly(false);
  }
  const elements = elementsOf(set);
  if (value.kind === 'known' && set.kind === 'known') {
    return constantly(contains(set.value as readonly Known[], value.value));
  }
  if (set.kind === 'known' && value.kind === 'attribute' && value.type !== 'StringSet') {
    const { name, type } = value;
    const literals = elements.flatMap((each) => (each.kind === 'known' ? [each.value] : []));
    return { op: 'in', attribute: name, values: literals.filter((literal) => isLiteralOf(literal, type)) };
  }
  return anyOf(elements.map((element) => equals(element, value)));
});

/** Cedar's `containsAll`. @throws Inexpressible where all of an attribute would be looked for. */
export const includesAll: Operator = overChoices((set, others) => {
  checkSet(set);
  return allOf(elementsOf(others).map((other) => includes(set, other)));
});

/** Cedar's `containsAny`. @throws Inexpressible of two attributes. */
export const includesAny: Operator = overChoices((set, others) => {
  const [one, other] = isTexts(others) ? [others, set] : [set, others];
  checkSet(one);
  const elements = elementsOf(other);
  const literals = elements.flatMap((each) => (each.kind === 'known' ? [each.value] : []));
  if (isTexts(one) && literals.length === elements.length) {
    return { op: 'containsAny', attribute: one.name, values: literals.filter((each) => typeof each === 'string') };
  }
  return anyOf(elements.map((element) => includes(one, element)));
});

/** Cedar's `like`. @throws Inexpressible unless all of the pattern, or its beginning, is fixed. */
export function matches(arg: Partial, literals: readonly string[]): Residual {
  if (arg.kind === 'choice') return chosen(arg.test, matches(arg.yes, literals), matches(arg.no, literals));
  if (arg.kind === 'known') {
    return typeof arg.value === 'string' ? constantly(like(arg.value, literals)) : inexpressible();
  }
  if (arg.kind !== 'attribute' || arg.type !== 'String') return inexpressible();
  const [first = '', ...more] = literals;
  if (more.length === 0) return { op: 'eq', attribute: arg.name, value: first };
  if (more.some((literal) => literal !== '')) return inexpressible();
  return first === '' ? constantly(true) : { op: 'startsWith', attribute: arg.name, value: first };
}

export function inexpressible(): never {
  throw new Inexpressible();
}

/** An operator of two values, over whichever of them the record chooses. */
function overChoices(operator: (left: Whole, right: Whole) => Residual): Operator {
  const over: Operator = (left, right) => {
    if (left.kind === 'choice') return chosen(left.test, over(left.yes, right), over(left.no, right));
    if (right.kind === 'choice') return chosen(right.test, over(left, right.yes), over(left, right.no));
    return operator(left, right);
  };
  return over;
}

function isBool(value: Whole): boolean {
  if (value.kind === 'known') return typeof value.value === 'boolean';
  return value.kind === 'condition' || (value.kind === 'attribute' && value.type === 'Bool');
}

function isLiteralOf(value: Known, type: Exclude<AttributeType, 'StringSet'>): value is string | number | boolean {
  return typeof value === LITERALS[type];
}

const LITERALS = { String: 'string', Long: 'number', Bool: 'boolean' } as const;

function numberOf(value: Whole): number {
  return value.kind === 'known' && typeof value.value === 'number' ? value.value : inexpressible();
}

function isTexts(value: Whole): value is Extract<Whole, { readonly kind: 'attribute' }> {
  return value.kind === 'attribute' && value.type === 'StringSet';
}

/** @throws Inexpressible where it is no set: Cedar would stop with an error. */
function checkSet(value: Whole): void {
  if (!isTexts(value)) elementsOf(value);
}

function elementsOf(value: Whole): readonly Partial[] {
  if (value.kind === 'set') return value.elements;
  if (value.kind !== 'known' || typeof value.value !== 'object') return inexpressible();
  return value.value.map(known);
}
