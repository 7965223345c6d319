import type { PolicyContext, PolicyPrincipal } from '../request.ts';
import { Aim, type Request } from './aim.ts';
import type { Policy } from './ast.ts';
import { type Asked, compilePolicy, type Evaluate } from './compile.ts';
import { Oracle, type OracleAnswer } from './oracle.ts';
import type { PolicySet } from './policy-set.ts';
import { Random } from './random.ts';
import type { PolicyCompiler, Rule } from './rule.ts';
import { ERROR, UNKNOWN, type Value } from './value.ts';

/** A request that our evaluator and Cedar do not decide alike. */
export interface Disagreement {
  readonly agency: string;
  /** The policy that the request was aimed at. */
  readonly policy: string;
  /**
   * `policy`: what the policy alone comes to. `set`: what all policies of its agency decide. The others: the same,
   * decided without the record, does not hold for this record.
   */
  readonly about: 'policy' | 'set' | 'policy-without-record' | 'set-without-record';
  readonly request: Request;
  readonly ours: string;
  readonly cedar: string;
}

/** How much is compared. */
export interface Comparison {
  readonly contextsPerPolicy: number;
  readonly seed: number;
  /** Stands in for the real one only to show that a wrong one is found out. */
  readonly compiler?: PolicyCompiler;
}

/** Records tried against one decision that was made without a record. */
const RECORDS = 4;
/** One request in so many is also put to the whole set: there Cedar takes its time. */
const WHOLE_SET = 20;
/** Told per policy: more would say the same. */
const TOLD = 3;

/** Compares our evaluator with Cedar on requests aimed at each policy of the set. */
export function disagreements(set: PolicySet, comparison: Comparison): readonly Disagreement[] {
  const agencies = new Set(set.policies.map(({ agency }) => agency));
  return [...agencies].flatMap((agency) => {
    const policies = set.policies.filter((policy) => policy.agency === agency);
    return [
      ...policies.flatMap((policy) => aimedAt(policy, set, comparison, new Oracle([policy]), ofPolicy)),
      ...policies.flatMap((policy) => {
        const contextsPerPolicy = Math.ceil(comparison.contextsPerPolicy / WHOLE_SET);
        return aimedAt(policy, set, { ...comparison, contextsPerPolicy }, new Oracle(policies), ofSet);
      }),
    ];
  });
}

/** What is compared: how we decide, what Cedar says to it, and what stands open without the record. */
interface Subject {
  readonly about: 'policy' | 'set';
  readonly decider: (policy: Policy, set: PolicySet, compiler: PolicyCompiler) => Decider;
  readonly cedar: (answer: OracleAnswer) => string;
}

/** `undefined`: the record decides. */
type Decider = (asked: Asked, principal: PolicyPrincipal, context: PolicyContext) => string | undefined;

const ofPolicy: Subject = {
  about: 'policy',
  decider: (policy, set, compiler) => {
    const compiled = byAsked((asked): Evaluate => {
      return compiler(policy.conjuncts, asked, set.surroundings.recordAttributes).evaluate;
    });
    return (asked, principal, context) => outcome(compiled(asked)(principal, context));
  },
  cedar: ({ satisfied, errors }) => {
    if (errors.length > 0) return 'error';
    return satisfied.length > 0 ? 'satisfied' : 'not-satisfied';
  },
};

const ofSet: Subject = {
  about: 'set',
  decider: (_, set, compiler) => {
    const rules = byAsked((asked): Rule => set.ruleBy(compiler, asked.action, asked.resource));
    return (asked, principal, context) => {
      const { verdict, faults } = rules(asked).decide(principal, context);
      return verdict === 'needs-record' ? undefined : `${verdict} ${[...faults].sort().join()}`;
    };
  },
  cedar: ({ verdict, errors }) => `${verdict} ${[...errors].sort().join()}`,
};

function aimedAt(
  policy: Policy,
  set: PolicySet,
  { contextsPerPolicy, seed, compiler = compilePolicy }: Comparison,
  oracle: Oracle,
  subject: Subject,
): readonly Disagreement[] {
  const { roles, recordAttributes } = set.surroundings;
  const aim = new Aim(policy, [...roles.keys()], recordAttributes, new Random(seed + set.policies.indexOf(policy)));
  const decide = subject.decider(policy, set, compiler);
  const found: Disagreement[] = [];
  let request: Request | undefined;
  for (let index = 0; index < contextsPerPolicy && found.length < TOLD; index += 1) {
    request =
      request === undefined || index % RECORDS === 0 ? next(aim, index / RECORDS) : withRecord(request, aim.record());
    const { asked, principal, context } = request;
    const cedar = subject.cedar(oracle.ask(asked, principal, context));
    const of = { agency: policy.agency, policy: policy.id, request, cedar };
    const ours = decide(asked, principal, context) ?? 'needs-record';
    if (ours !== cedar) found.push({ ...of, about: subject.about, ours });
    const blind = decide(asked, principal, { ...context, record: 'unknown' });
    if (blind !== undefined && blind !== cedar) {
      found.push({ ...of, about: `${subject.about}-without-record`, ours: blind });
    }
  }
  return found;
}

/** Every other request satisfies the policy. */
function next(aim: Aim, turn: number): Request {
  return turn % 2 === 0 ? aim.satisfying() : aim.request();
}

function withRecord(request: Request, record: PolicyContext['record']): Request {
  return { ...request, context: { ...request.context, record } };
}

function outcome(value: Value): string | undefined {
  if (value === UNKNOWN) return undefined;
  if (value === ERROR) return 'error';
  return value === true ? 'satisfied' : 'not-satisfied';
}

/** Compiles once for each action and field. */
function byAsked<T>(make: (asked: Asked) => T): (asked: Asked) => T {
  const made = new Map<string, T>();
  return (asked) => {
    const key = JSON.stringify(asked);
    const known = made.get(key) ?? make(asked);
    made.set(key, known);
    return known;
  };
}
