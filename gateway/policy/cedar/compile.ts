import type { Action, PolicyContext, PolicyPrincipal, PolicyResource, RecordAttributes } from '../request.ts';
import type { Conjunct, EntityUid, EntityVariable, Expression } from './ast.ts';
import { attribute, has, principalIn } from './attributes.ts';
import {
  compare,
  contains,
  containsAll,
  containsAny,
  ERROR,
  equal,
  type Known,
  like,
  UNKNOWN,
  undecided,
  type Value,
} from './value.ts';

/** What is the same for every request of a rule: the action, and the field asked for. */
export interface Asked {
  readonly action: Action;
  readonly resource: PolicyResource;
}

/** A closure over what varies between requests. */
export type Evaluate = (principal: PolicyPrincipal, context: PolicyContext) => Value;

/** A compiled expression: its value where it is the same for every request, and its closure. */
export interface Compiled {
  readonly constant: Value | undefined;
  readonly evaluate: Evaluate;
}

/**
 * Compiles an expression to a three-valued function.
 *
 * Known operands give exactly what Cedar gives, errors included. An unknown operand gives a known result only where
 * that result holds for every record; it rests on strict validation, by which no read of a record can be an error.
 */
export function compile(expression: Expression, asked: Asked, record: RecordAttributes): Compiled {
  const inner = (part: Expression): Compiled => compile(part, asked, record);
  switch (expression.kind) {
    case 'literal':
      return constant(expression.value);
    case 'set':
      return set(expression.elements.map(inner));
    case 'attribute':
      return varying(attribute(expression.of, expression.name, record));
    case 'has':
      return varying(has(expression.of, expression.name));
    case '!':
      return not(inner(expression.arg));
    case '&&':
      return junction(inner(expression.left), inner(expression.right), false);
    case '||':
      return junction(inner(expression.left), inner(expression.right), true);
    case 'if':
      return conditional(inner(expression.test), inner(expression.consequent), inner(expression.alternative));
    case 'like':
      return matches(inner(expression.arg), expression.literals);
    case 'in':
      return within(expression.variable, expression.entities, asked);
    case 'is':
      return expression.variable === 'principal'
        ? varying((principal) => principal.kind === expression.type)
        : constant(expression.type === (expression.variable === 'action' ? 'Action' : 'Field'));
    default:
      return strict(inner(expression.left), inner(expression.right), operators[expression.kind]);
  }
}

/** Compiles a policy whole: true, false, unknown or an error, as its conjuncts joined by `&&` are. */
export function compilePolicy(conjuncts: readonly Conjunct[], asked: Asked, record: RecordAttributes): Compiled {
  const compiled = conjuncts.map((conjunct) => compile(conjunct.expression, asked, record));
  const open = compiled.filter((each) => each.constant !== true);
  const [first] = open;
  if (first === undefined) return constant(true);
  if (first.constant !== undefined) return constant(first.constant === false ? false : bool(first.constant));
  return varying(conjunction(open.map((each) => each.evaluate)));
}

/** One loop instead of nested `&&`: what is decided per field and record takes this path. */
function conjunction(parts: readonly Evaluate[]): Evaluate {
  return (principal, context): Value => {
    let met: Value = true;
    for (let index = 0; index < parts.length; index += 1) {
      const value = (parts[index] as Evaluate)(principal, context);
      if (value === true) continue;
      if (value === false) return false;
      // After an unknown an error may never be evaluated, and nothing behind it is sure to be.
      if (value !== UNKNOWN) return met === true ? ERROR : UNKNOWN;
      met = UNKNOWN;
    }
    return met;
  };
}

/** Operators that evaluate both operands, over what is known of them. */
const operators = {
  '==': (left: Value, right: Value): Value => undecided(left, right) ?? equal(left as Known, right as Known),
  '<': (left: Value, right: Value): Value => compare(left, right, false),
  '<=': (left: Value, right: Value): Value => compare(left, right, true),
  contains: (left: Value, right: Value): Value => {
    if (isNotSet(left)) return ERROR;
    return undecided(left, right) ?? contains(left as readonly Known[], right as Known);
  },
  containsAll: (left: Value, right: Value): Value => ofSets(left, right, containsAll),
  containsAny: (left: Value, right: Value): Value => ofSets(left, right, containsAny),
};

function ofSets(left: Value, right: Value, holds: (set: readonly Known[], other: readonly Known[]) => boolean): Value {
  if (isNotSet(left) || isNotSet(right)) return ERROR;
  return undecided(left, right) ?? holds(left as readonly Known[], right as readonly Known[]);
}

function constant(value: Value): Compiled {
  return { constant: value, evaluate: () => value };
}

function varying(evaluate: Evaluate): Compiled {
  return { constant: undefined, evaluate };
}

function strict(left: Compiled, right: Compiled, operator: (left: Value, right: Value) => Value): Compiled {
  if (left.constant !== undefined && right.constant !== undefined) {
    return constant(operator(left.constant, right.constant));
  }
  if (operator === operators['==']) {
    if (typeof right.constant === 'string') return varying(equals(left.evaluate, right.constant));
    if (typeof left.constant === 'string') return varying(equals(right.evaluate, left.constant));
  }
  const [first, second] = [left.evaluate, right.evaluate];
  return varying((principal, context) => operator(first(principal, context), second(principal, context)));
}

/** `==` with a literal string, which most conditions are. */
function equals(inner: Evaluate, literal: string): Evaluate {
  return (principal, context): Value => {
    const value = inner(principal, context);
    return value === UNKNOWN || value === ERROR ? value : value === literal;
  };
}

/**
 * `&&` (absorbing: false) and `||` (absorbing: true). The right operand is not evaluated where the left absorbs. Where
 * the left is unknown, a right that absorbs decides, and a right that is an error does not: it may never be evaluated.
 */
function junction(left: Compiled, right: Compiled, absorbing: boolean): Compiled {
  if (left.constant !== undefined && left.constant !== !absorbing) {
    return constant(left.constant === absorbing ? absorbing : ERROR);
  }
  const [first, second] = [left.evaluate, right.evaluate];
  if (left.constant === !absorbing) {
    return right.constant === undefined ? varying((p, c) => bool(second(p, c))) : constant(bool(right.constant));
  }
  return varying((principal, context) => {
    const value = first(principal, context);
    if (value === absorbing) return absorbing;
    if (value === !absorbing) return bool(second(principal, context));
    if (value !== UNKNOWN) return ERROR;
    return second(principal, context) === absorbing ? absorbing : UNKNOWN;
  });
}

function not(arg: Compiled): Compiled {
  if (arg.constant !== undefined) return constant(negated(arg.constant));
  const inner = arg.evaluate;
  return varying((principal, context) => negated(inner(principal, context)));
}

/** An unknown test leaves only what both branches agree on. */
function conditional(test: Compiled, consequent: Compiled, alternative: Compiled): Compiled {
  if (test.constant === true) return consequent;
  if (test.constant === false) return alternative;
  return varying((principal, context): Value => {
    const value = test.evaluate(principal, context);
    if (value === true) return consequent.evaluate(principal, context);
    if (value === false) return alternative.evaluate(principal, context);
    if (value !== UNKNOWN) return ERROR;
    const left: Value = consequent.evaluate(principal, context);
    const right: Value = alternative.evaluate(principal, context);
    if (left === ERROR || left === UNKNOWN || right === ERROR || right === UNKNOWN) return UNKNOWN;
    return equal(left, right) ? left : UNKNOWN;
  });
}

function matches(arg: Compiled, literals: readonly string[]): Compiled {
  const apply = (value: Value): Value => {
    if (value === UNKNOWN) return UNKNOWN;
    return typeof value === 'string' ? like(value, literals) : ERROR;
  };
  if (arg.constant !== undefined) return constant(apply(arg.constant));
  const inner = arg.evaluate;
  return varying((principal, context) => apply(inner(principal, context)));
}

/** A set with an element that is unknown is unknown as a whole. */
function set(elements: readonly Compiled[]): Compiled {
  const of = (values: readonly Value[]): Value => {
    if (values.includes(ERROR)) return ERROR;
    return values.includes(UNKNOWN) ? UNKNOWN : (values as readonly Known[]);
  };
  const constants = elements.map((element) => element.constant).filter((value) => value !== undefined);
  if (constants.length === elements.length) return constant(of(constants));
  return varying((principal, context) => of(elements.map((element) => element.evaluate(principal, context))));
}

function within(variable: EntityVariable, entities: readonly EntityUid[], asked: Asked): Compiled {
  if (variable === 'principal') return varying(principalIn(entities));
  return constant(entities.some(({ type, id }) => isIn(asked, variable, type, id)));
}

function isIn(asked: Asked, variable: 'action' | 'resource', type: string, id: string): boolean {
  if (variable === 'action') return type === 'Action' && id === asked.action;
  const { resource } = asked;
  switch (type) {
    case 'Group':
      return resource.groups.includes(id);
    case 'Category':
      return resource.category === id;
    case 'Agency':
      return resource.agency === id;
    default:
      return type === 'Field' && resource.coordinate === id;
  }
}

function bool(value: Value): Value {
  return value === true || value === false || value === UNKNOWN ? value : ERROR;
}

function negated(value: Value): Value {
  return value === true || value === false ? !value : bool(value);
}

function isNotSet(value: Value): boolean {
  return value !== UNKNOWN && typeof value !== 'object';
}
