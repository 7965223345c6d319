import type { Clause, Expr, PolicyJson } from '@cedar-policy/cedar-wasm/nodejs';
import type { Conjunct } from './ast.ts';
import { expression } from './subset.ts';
import { expressionText } from './text.ts';

/** The conditions as conjuncts: `when { a && b }` are two, each `unless` is one. */
export function conditions(policy: PolicyJson): readonly Conjunct[] {
  return policy.conditions.flatMap(clause);
}

function clause({ kind, body }: Clause): readonly Conjunct[] {
  if (kind === 'when') {
    return conjuncts(body).map((part) => ({ expression: expression(part), text: expressionText(part) }));
  }
  return [{ expression: { kind: '!', arg: expression(body) }, text: `unless { ${expressionText(body)} }` }];
}

function conjuncts(body: Expr): readonly Expr[] {
  if (!('&&' in body)) return [body];
  const { left, right } = body['&&'] as { readonly left: Expr; readonly right: Expr };
  return [...conjuncts(left), ...conjuncts(right)];
}
