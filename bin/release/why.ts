import type { Coordinate } from '../../gateway/ids.ts';
import type { PolicyExplanation } from '../../gateway/policy/cedar/index.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import { isInForce } from '../../gateway/policy/in-force.ts';
import { isCompared, readField, readsOf, type Used } from '../../gateway/policy/input-reads.ts';
import { withMembers } from '../../gateway/policy/labels.ts';
import type { Action } from '../../gateway/policy/request.ts';
import type { Question } from '../../gateway/policy/rules.ts';
import type { Contract } from './contract.ts';

/** A policy that had a say, as people read it. */
export interface Said extends PolicyExplanation {
  readonly action: Action;
  readonly coordinate: Coordinate;
  readonly title: string;
  readonly basis: string;
  /** Whether the basis is in force; a permit without one in force counts for nothing. */
  readonly isInForce: boolean;
  readonly place: string;
}

/** Why a field is released as it is. */
export interface Why {
  readonly coordinate: Coordinate;
  readonly level: Level;
  readonly reason: string | undefined;
  /** Those that made it so: satisfied, or nearest to it. */
  readonly said: readonly Said[];
}

/**
 * Why a field is released to somebody as it is: the policies that permit or forbid it, or those that would have and what
 * of them is not met.
 *
 * @param used what its arguments are given.
 */
export function whyOf(at: Coordinate, used: Used, contract: Contract, question: Question, now: number): Why {
  const rules = contract.rules.at(now);
  const decision = rules.field(at, used, question);
  const { labels } = contract.supergraph;
  const said = withMembers(labels, [at]).flatMap((each) => {
    const label = labels.get(each);
    const readings = label ? readsOf(label, used) : [];
    return [
      ...saidOf('disclose', each, contract, question, now),
      ...(decision.level === 'FULL' || !label?.mask ? [] : saidOf('discloseMasked', each, contract, question, now)),
      ...readings.flatMap((reading) => {
        const actions = isCompared(reading) ? (['use', 'disclose'] as const) : (['use'] as const);
        return withMembers(labels, [readField(reading)]).flatMap((field) =>
          actions.flatMap((action) => saidOf(action, field, contract, question, now)),
        );
      }),
    ];
  });
  const reason = decision.level === 'WITHHELD' ? decision.reason : undefined;
  return { coordinate: at, level: decision.level, reason, said: telling(said, decision.level) };
}

function saidOf(action: Action, at: Coordinate, contract: Contract, question: Question, now: number): readonly Said[] {
  const resources = contract.rules.at(now).resources(at) ?? [];
  return resources.flatMap((resource) =>
    contract.set
      .rulesFor(action, resource)
      .explain(question.principal, question.context)
      .map((each) => ({ ...each, action, coordinate: at, ...aboutPolicy(each.id, contract, now) })),
  );
}

function aboutPolicy(id: string, { set, bases }: Contract, now: number) {
  const policy = set.policies.find((each) => each.id === id);
  const basis = bases.get(policy?.basis ?? '');
  return {
    title: policy?.title ?? '',
    basis: basis ? `${basis.instrument}${basis.article ? `, ${basis.article}` : ''}` : (policy?.basis ?? ''),
    isInForce: isInForce(basis, now),
    place: policy ? `${policy.file}:${policy.line}` : '',
  };
}

/** Of a released field those that released it, or will by the record; of a withheld one what forbids it, else the nearest that would not. */
function telling(said: readonly Said[], level: Level): readonly Said[] {
  const satisfied = said.filter(({ outcome }) => outcome === 'satisfied');
  if (level === 'CONDITIONAL') return said.filter(({ outcome, isInForce }) => outcome === 'needs-record' && isInForce);
  if (level !== 'WITHHELD') return satisfied.filter(({ effect, isInForce }) => effect === 'permit' && isInForce);
  const against = said.filter(
    ({ effect, outcome }) => outcome === 'error' || (effect === 'forbid' && outcome === 'satisfied'),
  );
  if (against.length > 0) return against;
  const lapsed = satisfied.filter(({ isInForce }) => !isInForce);
  const near = said
    .filter(({ effect, outcome }) => effect === 'permit' && outcome !== 'satisfied')
    .sort((one, other) => one.unmet.length - other.unmet.length);
  return [...lapsed, ...near.slice(0, NEAREST)];
}

/** Policies that did not hold and are told of a field. */
const NEAREST = 3;
