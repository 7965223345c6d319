import type { PolicyContext, PolicyPrincipal, RecordAttributes } from '../request.ts';
import type { Policy } from './ast.ts';
import { type Asked, compile, compilePolicy } from './compile.ts';
import { ERROR, UNKNOWN, type Value } from './value.ts';

/** What became of a policy for one request. */
export type Outcome = 'satisfied' | 'not-satisfied' | 'needs-record' | 'error';

/** A policy's outcome, and the parts of it that stand in the way, as Cedar writes them. */
export interface PolicyExplanation {
  readonly id: string;
  readonly effect: Policy['effect'];
  readonly outcome: Outcome;
  /** Not met; where the outcome is `needs-record`, those the record decides; where `error`, the one at fault. */
  readonly unmet: readonly string[];
}

/** Evaluates a policy part by part. */
export function explain(
  policy: Policy,
  asked: Asked,
  record: RecordAttributes,
  principal: PolicyPrincipal,
  context: PolicyContext,
): PolicyExplanation {
  const parts = policy.conjuncts.map(({ expression, text }) => {
    const value: Value = compile(expression, asked, record).evaluate(principal, context);
    return { text, value };
  });
  const texts = (wanted: Value): readonly string[] =>
    parts.filter(({ value }) => value === wanted).map(({ text }) => text);
  const { id, effect } = policy;
  const value: Value = compilePolicy(policy.conjuncts, asked, record).evaluate(principal, context);
  if (value === true) return { id, effect, outcome: 'satisfied', unmet: [] };
  if (value === UNKNOWN) return { id, effect, outcome: 'needs-record', unmet: texts(UNKNOWN) };
  // A part that leans on one that is not met, as a read leans on its `has`, would be an error by itself: left out.
  if (value === false) return { id, effect, outcome: 'not-satisfied', unmet: texts(false) };
  return { id, effect, outcome: 'error', unmet: texts(ERROR).slice(0, 1) };
}
