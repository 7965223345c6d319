import type { Residual } from '../../../standards/grant/residual.ts';
import type { PolicyContext, PolicyPrincipal, RecordAttributes } from '../request.ts';
import { allOf, anyOf, isAlways, isNever, negated } from '../residuals.ts';
import { type Expression, operands, type Policy } from './ast.ts';
import { type Asked, compile } from './compile.ts';
import {
  chosen,
  condition,
  equals,
  holds,
  Inexpressible,
  includes,
  includesAll,
  includesAny,
  inexpressible,
  known,
  matches,
  ordered,
  type Partial,
} from './partial.ts';
import { ERROR, type Known, UNKNOWN } from './value.ts';

/** A request of which everything but the record is known. */
export interface Unrecorded {
  readonly asked: Asked;
  readonly principal: PolicyPrincipal;
  readonly context: PolicyContext;
  /** Attributes of records of the type that is asked about. */
  readonly attributes: RecordAttributes;
}

/**
 * What is left of policies when everything but the record is known: the condition by which they permit one that has
 * every attribute they read of its type. Whoever applies it has to ask for these attributes as well; so nothing is
 * unknown here, and `has` is answered by the type.
 *
 * @returns undefined where that cannot be said exactly.
 */
export function residualOf(policies: readonly Policy[], request: Unrecorded): Residual | undefined {
  const reading = new Reading(request);
  try {
    const satisfied = (effect: Policy['effect']): Residual =>
      anyOf(policies.filter((policy) => policy.effect === effect).map((policy) => reading.policy(policy)));
    // Every policy is read: one that would be an error denies, whatever the others say.
    const [forbidden, permitted] = [satisfied('forbid'), satisfied('permit')];
    return allOf([permitted, negated(forbidden)]);
  } catch (error) {
    if (error instanceof Inexpressible) return undefined;
    throw error;
  }
}

class Reading {
  readonly #request: Unrecorded;

  constructor(request: Unrecorded) {
    this.#request = request;
  }

  policy({ conjuncts }: Policy): Residual {
    const parts: Residual[] = [];
    for (const { expression } of conjuncts) {
      const part = holds(this.#value(expression));
      // What stands behind is not evaluated.
      if (isNever(part)) return part;
      parts.push(part);
    }
    return allOf(parts);
  }

  #value(expression: Expression): Partial {
    if (!readsRecord(expression)) return known(this.#settled(expression));
    const inner = (part: Expression): Partial => this.#value(part);
    switch (expression.kind) {
      case 'attribute':
        return this.#attribute(expression.name);
      case 'has':
        return known(this.#request.attributes.has(expression.name));
      case 'set':
        return { kind: 'set', elements: expression.elements.map(inner) };
      case '!':
        return condition(negated(holds(inner(expression.arg))));
      case '&&':
        return this.#junction(expression.left, expression.right, true);
      case '||':
        return this.#junction(expression.left, expression.right, false);
      case 'if':
        return this.#conditional(expression);
      case 'like':
        return condition(matches(inner(expression.arg), expression.literals));
      case 'literal':
      case 'in':
      case 'is':
        return inexpressible();
      default:
        return condition(OPERATORS[expression.kind](inner(expression.left), inner(expression.right)));
    }
  }

  /** The value of what reads nothing of the record, as it is always evaluated. */
  #settled(expression: Expression): Known {
    const { asked, attributes, principal, context } = this.#request;
    const value = compile(expression, asked, attributes).evaluate(principal, { ...context, record: 'unknown' });
    return value === ERROR || value === UNKNOWN ? inexpressible() : value;
  }

  /** One that records of this type do not have is an error to read. */
  #attribute(name: string): Partial {
    const type = this.#request.attributes.get(name);
    return type === undefined ? inexpressible() : { kind: 'attribute', name, type };
  }

  /** `&&` (neutral: true) and `||` (neutral: false): the right side is read unless the left decides. */
  #junction(left: Expression, right: Expression, neutral: boolean): Partial {
    const first = holds(this.#value(left));
    if (neutral ? isNever(first) : isAlways(first)) return known(!neutral);
    const second = holds(this.#value(right));
    return condition(neutral ? allOf([first, second]) : anyOf([first, second]));
  }

  #conditional({ test, consequent, alternative }: Extract<Expression, { kind: 'if' }>): Partial {
    const tested = holds(this.#value(test));
    if (isAlways(tested)) return this.#value(consequent);
    if (isNever(tested)) return this.#value(alternative);
    const [yes, no] = [this.#value(consequent), this.#value(alternative)];
    const areConditions = [yes, no].every(({ kind }) => kind === 'condition');
    return areConditions ? condition(chosen(tested, holds(yes), holds(no))) : { kind: 'choice', test: tested, yes, no };
  }
}

const OPERATORS = {
  '==': equals,
  '<': ordered(false),
  '<=': ordered(true),
  contains: includes,
  containsAll: includesAll,
  containsAny: includesAny,
} as const;

function readsRecord(expression: Expression): boolean {
  if (expression.kind === 'attribute' || expression.kind === 'has') return expression.of === 'record';
  return operands(expression).some(readsRecord);
}
