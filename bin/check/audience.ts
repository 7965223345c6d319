import { type Coordinate, PARTNER_ROLE } from '../../gateway/ids.ts';
import { type Expression, expressionsOf } from '../../gateway/policy/cedar/ast.ts';
import type { Policy, PolicySet, Rule } from '../../gateway/policy/cedar/index.ts';
import { isInForce, type RulesInForce } from '../../gateway/policy/in-force.ts';
import { withMembers } from '../../gateway/policy/labels.ts';
import type { LoadedPolicies } from '../../gateway/policy/load.ts';
import type { Action, PolicyContext, PolicyPrincipal, Verdict } from '../../gateway/policy/request.ts';
import type { Policies } from '../../gateway/policy/sources.ts';
import type { Supergraph } from '../../gateway/supergraph/load.ts';

/** Everybody who can ask, as far as policies tell one from another. */
export interface Audience {
  /** Who is let do it. Who is shown a field only of some records is among them; what is sent or used is not judged by records. */
  allowed(action: Action, at: Coordinate, to?: string): Askers;
  /** Who is shown the field, in full or reduced. */
  shown(at: Coordinate): Askers;
}

/** One place for each asker. */
export type Askers = readonly boolean[];

interface Asker {
  readonly principal: PolicyPrincipal;
  readonly context: PolicyContext;
}

interface Registers {
  readonly roles: readonly string[];
  readonly purposes: readonly string[];
}

/** Asks the rules in force on behalf of every role of every agency for every purpose, with a case and without. */
export function audienceOf(
  { set, rules }: LoadedPolicies,
  supergraph: Supergraph,
  registers: Registers,
  { bases, now }: { readonly bases: Policies['bases']; readonly now: number },
): Audience {
  const inForce = set.inForce((id) => isInForce(bases.get(id), now));
  const fields = rules.at(now);
  const askers = everybody(set, rules, registers, [...supergraph.subgraphs.keys()]);
  const known = new Map<Rule, Map<string, Askers>>();
  const byRule = (rule: Rule, to: string | undefined, holds: (verdict: Verdict) => boolean): Askers => {
    const answers = known.get(rule) ?? new Map<string, Askers>();
    known.set(rule, answers);
    const key = `${holds === isPermit} ${to ?? ''}`;
    const asked = answers.get(key);
    if (asked) return asked;
    const answer = askers.map(({ principal, context }) => holds(rule.decide(principal, { ...context, to }).verdict));
    answers.set(key, answer);
    return answer;
  };
  const allowed = (action: Action, at: Coordinate, to?: string): Askers => {
    // Every owner's rule: all must permit.
    const resources = fields.resources(at) ?? [];
    const all = resources.map((resource) => byRule(inForce.rulesFor(action, resource), to, HOLDS[action]));
    return askers.map((_, index) => all.length > 0 && all.every((each) => each[index]));
  };
  const shownItself = (at: Coordinate): Askers => {
    const full = allowed('disclose', at);
    if (supergraph.labels.get(at)?.mask === undefined) return full;
    const reduced = allowed('discloseMasked', at);
    return full.map((is, index) => is || reduced[index] === true);
  };
  return {
    allowed,
    shown(at) {
      const all = withMembers(supergraph.labels, [at]).map(shownItself);
      return askers.map((_, index) => all.every((each) => each[index]));
    },
  };
}

const isPermit = (verdict: Verdict): boolean => verdict === 'permit';
const isNoDenial = (verdict: Verdict): boolean => verdict !== 'deny';
const HOLDS: Readonly<Record<Action, (verdict: Verdict) => boolean>> = {
  disclose: isNoDenial,
  discloseMasked: isNoDenial,
  use: isPermit,
  join: isPermit,
  derive: isPermit,
  satisfy: isPermit,
};

/** What policies compare a caller with beyond role, agency and purpose: the values they name, and another. */
function everybody(
  { policies }: PolicySet,
  rules: RulesInForce,
  { roles, purposes }: Registers,
  agencies: readonly string[],
): readonly Asker[] {
  const country = [undefined, ...named(policies, 'country')];
  const others = product(named(policies, 'clearance'), named(policies, 'post'), named(policies, 'agreement'));
  const held = [...roles].map((role) => rules.rolesOf([role]));
  const askers: Asker[] = [];
  for (const roles of held) {
    for (const agency of agencies) {
      for (const purpose of purposes) {
        for (const hasCase of [false, true]) {
          for (const from of country) {
            for (const [clearance, post, agreement] of others) {
              const kind = roles.has(PARTNER_ROLE) ? 'Partner' : 'Officer';
              const principal = { kind, agency, country: from ?? 'ZZ', roles, clearance, post } as const;
              const context = { purpose, hasCase, agreement, to: undefined, record: 'unknown' } as const;
              askers.push({ principal, context });
            }
          }
        }
      }
    }
  }
  return askers;
}

type Attribute = 'country' | 'clearance' | 'post' | 'agreement';
type Others = readonly [string | undefined, string | undefined, string | undefined];

function product(...lists: readonly (readonly string[])[]): readonly Others[] {
  const [clearances = [], posts = [], agreements = []] = lists;
  const or = (list: readonly string[]) => [undefined, ...list];
  return or(clearances).flatMap((clearance) =>
    or(posts).flatMap((post) => or(agreements).map((agreement): Others => [clearance, post, agreement])),
  );
}

/** Texts that policies hold an attribute against; a country is an entity as well. */
function named(policies: readonly Policy[], attribute: Attribute): readonly string[] {
  const texts = policies.flatMap(expressionsOf).flatMap((part): readonly string[] => {
    if (part.kind === 'in' && attribute === 'country') {
      return part.entities.filter(({ type }) => type === 'Country').map(({ id }) => id);
    }
    if (!('left' in part)) return [];
    const sides = [part.left, part.right];
    const isRead = sides.some((side) => side.kind === 'attribute' && side.of !== 'record' && side.name === attribute);
    return isRead ? sides.flatMap(literals) : [];
  });
  return [...new Set(texts)];
}

function literals(expression: Expression): readonly string[] {
  if (expression.kind === 'set') return expression.elements.flatMap(literals);
  return expression.kind === 'literal' && typeof expression.value === 'string' ? [expression.value] : [];
}
