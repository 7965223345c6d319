import type { Action } from '../request.ts';

/** The variables of a Cedar request that are entities. */
export type EntityVariable = 'principal' | 'action' | 'resource';

/** An entity's type and id, as in `Role::"auditor"`. */
export interface EntityUid {
  readonly type: string;
  readonly id: string;
}

/** Whose attribute is read. The record is an attribute of the context, and the only part that may be unknown. */
export type AttributeOf = 'principal' | 'context' | 'record';

/**
 * A Cedar expression of the subset that is compiled. Operators that are others written differently are gone: `!=` is
 * a negated `==`, `a > b` is `b < a` (both sides are always evaluated, and any error is an error).
 */
export type Expression =
  | { readonly kind: 'literal'; readonly value: boolean | number | string }
  | { readonly kind: 'set'; readonly elements: readonly Expression[] }
  | { readonly kind: 'attribute'; readonly of: AttributeOf; readonly name: string }
  | { readonly kind: 'has'; readonly of: AttributeOf; readonly name: string }
  | { readonly kind: '!'; readonly arg: Expression }
  | { readonly kind: Binary; readonly left: Expression; readonly right: Expression }
  /** `literals`: what stands before, between and after the wildcards. */
  | { readonly kind: 'like'; readonly arg: Expression; readonly literals: readonly string[] }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly consequent: Expression;
      readonly alternative: Expression;
    }
  | { readonly kind: 'in'; readonly variable: EntityVariable; readonly entities: readonly EntityUid[] }
  | { readonly kind: 'is'; readonly variable: EntityVariable; readonly type: string };

/** Operators of two values. */
export type Binary = '&&' | '||' | '==' | '<' | '<=' | 'contains' | 'containsAll' | 'containsAny';

/** A part of a policy that must hold: of its scope, or a top-level conjunct of its conditions. */
export interface Conjunct {
  readonly expression: Expression;
  /** As Cedar writes it. */
  readonly text: string;
}

/** One static policy. It is satisfied where its conjuncts, evaluated in turn, all hold. */
export interface Policy {
  /** From `@id`; unique over all agencies. */
  readonly id: string;
  /** From `@title`: one sentence. */
  readonly title: string;
  /** From `@basis`: the entry of schema/bases/ it rests on. */
  readonly basis: string;
  /** From `@necessity`: why it shows special categories; undefined: it may show none. */
  readonly necessity: string | undefined;
  /** Whose policy it is, and so whose fields it speaks for. */
  readonly agency: string;
  readonly effect: 'permit' | 'forbid';
  /** The actions its scope names. */
  readonly actions: readonly Action[];
  readonly file: string;
  /** 1-based line of its first annotation. */
  readonly line: number;
  readonly text: string;
  readonly conjuncts: readonly Conjunct[];
}

/** The expressions directly inside an expression. */
export function operands(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'set':
      return expression.elements;
    case '!':
    case 'like':
      return [expression.arg];
    case 'if':
      return [expression.test, expression.consequent, expression.alternative];
    case 'literal':
    case 'attribute':
    case 'has':
    case 'in':
    case 'is':
      return [];
    default:
      return [expression.left, expression.right];
  }
}

/** Every expression of a policy, outer ones first. */
export function expressionsOf(policy: Pick<Policy, 'conjuncts'>): readonly Expression[] {
  const all = (expression: Expression): readonly Expression[] => [expression, ...operands(expression).flatMap(all)];
  return policy.conjuncts.flatMap((conjunct) => all(conjunct.expression));
}
