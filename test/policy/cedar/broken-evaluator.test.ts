import { expect, test } from '@jest/globals';
import type { Conjunct, Expression } from '../../../gateway/policy/cedar/ast.ts';
import { compilePolicy } from '../../../gateway/policy/cedar/compile.ts';
import { disagreements } from '../../../gateway/policy/cedar/index.ts';
import type { PolicyCompiler } from '../../../gateway/policy/cedar/rule.ts';
import { FIXTURE_FILE } from './fixtures.ts';
import { load } from './policies.ts';

type Change = (expression: Expression) => Expression;

/** An evaluator that takes some expressions for others. */
function broken(change: Change): PolicyCompiler {
  const deep: Change = (expression) => {
    const changed = change(expression);
    switch (changed.kind) {
      case '!':
        return { ...changed, arg: deep(changed.arg) };
      case 'if':
        return {
          ...changed,
          test: deep(changed.test),
          consequent: deep(changed.consequent),
          alternative: deep(changed.alternative),
        };
      case '&&':
      case '||':
        return { ...changed, left: deep(changed.left), right: deep(changed.right) };
      default:
        return changed;
    }
  };
  return (conjuncts, asked, record) => {
    const wrong = conjuncts.map((part): Conjunct => ({ ...part, expression: deep(part.expression) }));
    return compilePolicy(wrong, asked, record);
  };
}

const swapped: Readonly<Record<string, Expression['kind']>> = {
  '&&': '||',
  '||': '&&',
  '<': '<=',
  '<=': '<',
  containsAll: 'containsAny',
  containsAny: 'containsAll',
};

function swap(...kinds: readonly string[]): Change {
  return (expression) =>
    kinds.includes(expression.kind) ? ({ ...expression, kind: swapped[expression.kind] } as Expression) : expression;
}

const MUTANTS: readonly (readonly [string, PolicyCompiler])[] = [
  ['and for or, or for and', broken(swap('&&', '||'))],
  ['and for or', broken(swap('||'))],
  ['or for and', broken(swap('&&'))],
  ['less-or-equal for less', broken(swap('<'))],
  ['less for less-or-equal', broken(swap('<='))],
  ['any for all', broken(swap('containsAll'))],
  ['all for any', broken(swap('containsAny'))],
  ['nothing for not', broken((part) => (part.kind === '!' ? part.arg : part))],
  [
    'the first literal alone for a pattern',
    broken((part) => (part.kind === 'like' ? { ...part, literals: [...part.literals.slice(0, 1), ''] } : part)),
  ],
  [
    'agencies for roles',
    broken((part) =>
      part.kind === 'in'
        ? { ...part, entities: part.entities.map((uid) => (uid.type === 'Role' ? { ...uid, type: 'Agency' } : uid)) }
        : part,
    ),
  ],
  ['one branch for both', broken((part) => (part.kind === 'if' ? { ...part, alternative: part.consequent } : part))],
  ['the last condition left out', (conjuncts, asked, record) => compilePolicy(conjuncts.slice(0, -1), asked, record)],
  [
    'a record never fetched taken for an empty one',
    (conjuncts, asked, record) => {
      const right = compilePolicy(conjuncts, asked, record);
      return {
        ...right,
        evaluate: (principal, context) =>
          right.evaluate(principal, context.record === 'unknown' ? { ...context, record: {} } : context),
      };
    },
  ],
];

test.each(MUTANTS)('an evaluator that takes %s is found out', (_, compiler) => {
  const set = load(FIXTURE_FILE);
  expect(disagreements(set, { contextsPerPolicy: 40, seed: 1, compiler })).not.toEqual([]);
});

test('the evaluator itself is not', () => {
  expect(disagreements(load(FIXTURE_FILE), { contextsPerPolicy: 40, seed: 1 })).toEqual([]);
});
