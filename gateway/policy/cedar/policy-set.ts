import type { Action, PolicyResource, RecordAttributes } from '../request.ts';
import { type EntityVariable, type Expression, expressionsOf, type Policy } from './ast.ts';
import { type Asked, compile, compilePolicy } from './compile.ts';
import { type Reads, readsOf } from './reads.ts';
import type { RoleHierarchy } from './roles.ts';
import { type PolicyCompiler, Rule } from './rule.ts';

/** What the policies of a set may speak of. */
export interface Surroundings {
  /** Every role, and the roles it stands for. */
  readonly roles: RoleHierarchy;
  readonly recordAttributes: RecordAttributes;
  /** Agencies that exist; left out, any is taken. */
  readonly agencies?: ReadonlySet<string>;
  /** Groups of fields that exist; left out, any is taken. */
  readonly groups?: ReadonlySet<string>;
  /** Purposes that exist; left out, any is taken. */
  readonly purposes?: ReadonlySet<string>;
  /** Agency → what its rules decide over: its fields, and names in @policy; left out, any is taken. */
  readonly fields?: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A digest of a text: the same for the same text, and in practice for no other. */
export type Digest = (text: string) => string;

/** The policies of every agency, validated. */
export class PolicySet {
  /** A digest of all that decides: the policies in force and what they were validated against. */
  readonly version: string;
  readonly policies: readonly Policy[];
  /** What the policies read of a request, all together. */
  readonly reads: Reads;
  readonly surroundings: Surroundings;
  readonly #digest: Digest;
  /** Fields that policies name one by one. */
  readonly #fields: ReadonlySet<string>;
  readonly #rules = new Map<string, Rule>();

  constructor(policies: readonly Policy[], surroundings: Surroundings, digest: Digest) {
    this.policies = policies;
    this.surroundings = surroundings;
    this.reads = readsOf(policies);
    this.#fields = new Set(
      policies
        .flatMap(expressionsOf)
        .flatMap((part) => (part.kind === 'in' ? part.entities : []))
        .filter(({ type }) => type === 'Field')
        .map(({ id }) => id),
    );
    this.#digest = digest;
    this.version = digest(canonical(policies, surroundings));
  }

  /**
   * The set without the permits whose basis is not in force. Forbids stay: that a law ended is no reason to show more
   * than before.
   */
  inForce(isInForce: (basis: string) => boolean): PolicySet {
    const kept = this.policies.filter((policy) => policy.effect === 'forbid' || isInForce(policy.basis));
    return kept.length === this.policies.length ? this : new PolicySet(kept, this.surroundings, this.#digest);
  }

  /** The policies of one agency alone. */
  of(agency: string): PolicySet {
    return new PolicySet(
      this.policies.filter((policy) => policy.agency === agency),
      this.surroundings,
      this.#digest,
    );
  }

  /** The rule for an action on a field: of the policies of the field's own agency, and of no other. */
  rulesFor(action: Action, resource: PolicyResource): Rule {
    const { agency, coordinate, category, groups } = resource;
    // Fields that no policy names share a rule with those of their category and groups.
    const key = JSON.stringify([action, agency, category, groups, this.#fields.has(coordinate) ? coordinate : '']);
    const known = this.#rules.get(key);
    if (known !== undefined) return known;
    const rule = this.ruleBy(compilePolicy, action, resource);
    this.#rules.set(key, rule);
    return rule;
  }

  /** The policies that might hold for an action on a field, whoever asks and whatever for. */
  policiesOver(action: Action, resource: PolicyResource): readonly Policy[] {
    const asked = { action, resource };
    return this.rulesFor(action, resource).policies.filter(({ conjuncts }) =>
      conjuncts.every(
        ({ expression }) => compile(expression, asked, this.surroundings.recordAttributes).constant !== false,
      ),
    );
  }

  /** A rule compiled by another compiler, not kept. */
  ruleBy(compiler: PolicyCompiler, action: Action, resource: PolicyResource): Rule {
    const asked = { action, resource };
    const { recordAttributes } = this.surroundings;
    const policies = this.policies.filter(
      (policy) =>
        policy.agency === resource.agency &&
        policy.actions.includes(action) &&
        scopeMatches(policy, asked, recordAttributes),
    );
    return new Rule(asked, policies, recordAttributes, compiler);
  }
}

/** A scope is the first three conjuncts. */
const SCOPE = 3;

function scopeMatches(policy: Policy, asked: Asked, record: RecordAttributes): boolean {
  return policy.conjuncts
    .slice(0, SCOPE)
    .filter(({ expression }) => speaksOf(expression, ['action', 'resource']))
    .every(({ expression }) => compile(expression, asked, record).constant === true);
}

function speaksOf(expression: Expression, variables: readonly EntityVariable[]): boolean {
  if (expression.kind === '&&') return speaksOf(expression.left, variables);
  return (expression.kind === 'in' || expression.kind === 'is') && variables.includes(expression.variable);
}

function canonical(policies: readonly Policy[], surroundings: Surroundings): string {
  return JSON.stringify([
    policies.map(({ id, agency, text }) => [agency, id, text]).sort(),
    [...surroundings.roles].sort(),
    [...surroundings.recordAttributes].sort(),
  ]);
}
