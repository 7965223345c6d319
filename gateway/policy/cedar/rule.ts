import type { Residual } from '../../../standards/grant/residual.ts';
import type { PolicyContext, PolicyPrincipal, RecordAttributes, RuleDecision, Verdict } from '../request.ts';
import type { Policy } from './ast.ts';
import type { Asked, Compiled, compilePolicy, Evaluate } from './compile.ts';
import { explain, type PolicyExplanation } from './explain.ts';
import { type Reads, readsOf } from './reads.ts';
import { residualOf } from './residual.ts';
import { UNKNOWN } from './value.ts';

/** Compiles a policy's conjuncts; others than `compilePolicy` only to show that a wrong one is found out. */
export type PolicyCompiler = typeof compilePolicy;

interface CompiledPolicy {
  readonly id: string;
  readonly evaluate: Evaluate;
}

const NONE: readonly string[] = Object.freeze([]);

/** The policies of one agency for one action on one of its fields, or on all fields that policies cannot tell apart. */
export class Rule {
  /** Policies whose action and resource scope match, in the order of the set. */
  readonly policies: readonly Policy[];
  /** What deciding reads of a request. */
  readonly reads: Reads;
  readonly #asked: Asked;
  readonly #record: RecordAttributes;
  readonly #permits: readonly CompiledPolicy[];
  readonly #forbids: readonly CompiledPolicy[];
  /** Those that hold for some request. */
  readonly #live: readonly Policy[];

  constructor(asked: Asked, policies: readonly Policy[], record: RecordAttributes, compiler: PolicyCompiler) {
    this.#asked = asked;
    this.policies = policies;
    this.#record = record;
    const compiled = policies.map((policy) => ({ policy, compiled: compiler(policy.conjuncts, asked, record) }));
    const live = compiled.filter((each) => each.compiled.constant !== false);
    const of = (effect: Policy['effect']): readonly CompiledPolicy[] =>
      live.filter((each) => each.policy.effect === effect).map((each) => closure(each.policy, each.compiled));
    this.#permits = of('permit');
    this.#forbids = of('forbid');
    this.#live = live.map((each) => each.policy);
    this.reads = readsOf(this.#live);
  }

  /**
   * Decides a request. `permit` and `deny` hold for every record where the record is unknown. Any policy that cannot
   * be evaluated makes it `deny`; else a satisfied forbid does; else a satisfied permit makes it `permit`.
   */
  decide(principal: PolicyPrincipal, context: PolicyContext): RuleDecision {
    const forbids = evaluateAll(this.#forbids, principal, context);
    const permits = evaluateAll(this.#permits, principal, context);
    const faults = joined(forbids.faults, permits.faults);
    if (faults.length > 0) return { verdict: 'deny', policies: NONE, faults };
    if (forbids.satisfied.length > 0) return decided('deny', forbids.satisfied);
    if (permits.satisfied.length > 0) {
      return forbids.unknown.length > 0
        ? decided('needs-record', forbids.unknown)
        : decided('permit', permits.satisfied);
    }
    // Without a permit that might hold, no record makes it anything but a denial.
    if (permits.unknown.length === 0) return decided('deny', NONE);
    return decided('needs-record', joined(forbids.unknown, permits.unknown));
  }

  /**
   * The condition by which records that have every attribute read of their type are permitted.
   *
   * @param attributes of records of the type.
   * @returns undefined where it cannot be said exactly.
   */
  residual(principal: PolicyPrincipal, context: PolicyContext, attributes: RecordAttributes): Residual | undefined {
    return residualOf(this.#live, { asked: this.#asked, principal, context, attributes });
  }

  /** Why a request is decided as it is, policy by policy; slower than deciding. */
  explain(principal: PolicyPrincipal, context: PolicyContext): readonly PolicyExplanation[] {
    return this.policies.map((policy) => explain(policy, this.#asked, this.#record, principal, context));
  }
}

interface Outcomes {
  readonly satisfied: readonly string[];
  readonly unknown: readonly string[];
  readonly faults: readonly string[];
}

const NO_OUTCOMES: Outcomes = Object.freeze({ satisfied: NONE, unknown: NONE, faults: NONE });

/** Most policies are not satisfied: nothing is allocated for them. */
function evaluateAll(
  policies: readonly CompiledPolicy[],
  principal: PolicyPrincipal,
  context: PolicyContext,
): Outcomes {
  let outcomes: { satisfied: string[]; unknown: string[]; faults: string[] } | undefined;
  for (const policy of policies) {
    const value = policy.evaluate(principal, context);
    if (value === false) continue;
    outcomes ??= { satisfied: [], unknown: [], faults: [] };
    if (value === true) outcomes.satisfied.push(policy.id);
    else if (value === UNKNOWN) outcomes.unknown.push(policy.id);
    else outcomes.faults.push(policy.id);
  }
  return outcomes ?? NO_OUTCOMES;
}

function decided(verdict: Verdict, policies: readonly string[]): RuleDecision {
  return { verdict, policies, faults: NONE };
}

function joined(left: readonly string[], right: readonly string[]): readonly string[] {
  if (left.length === 0) return right;
  return right.length === 0 ? left : [...left, ...right];
}

function closure(policy: Policy, compiled: Compiled): CompiledPolicy {
  return { id: policy.id, evaluate: compiled.evaluate };
}
