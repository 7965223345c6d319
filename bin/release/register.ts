import type { Persona } from '../../demo/identity/personas.ts';
import { type AgencyName, type Coordinate, coordinate } from '../../gateway/ids.ts';
import type { Policy, Rule } from '../../gateway/policy/cedar/index.ts';
import { isInForce } from '../../gateway/policy/in-force.ts';
import { type Contract, questionFor } from './contract.ts';
import { visible } from './levels.ts';

/** One entry of the register of processing: what a policy releases, of what, to whom, why (GDPR art. 30, LED art. 24). */
export interface ProcessingActivity {
  readonly policy: string;
  readonly title: string;
  readonly place: string;
  /** The agency whose data it is. */
  readonly controller: AgencyName | string;
  readonly purposes: readonly string[];
  readonly basis: { readonly id: string; readonly instrument: string; readonly article: string | undefined };
  readonly isBasisInForce: boolean;
  readonly isReduced: boolean;
  /** Each record decides. */
  readonly isByRecord: boolean;
  readonly recipients: readonly Recipient[];
  /** ISO 3166-1 alpha-2, of the recipients. */
  readonly countries: readonly string[];
  readonly categories: readonly string[];
  readonly fields: readonly Coordinate[];
  /** Type → how long its records are kept, where its owner says so. */
  readonly retention: Readonly<Record<string, string>>;
}

export interface Recipient {
  /** For which of the purposes. */
  readonly purposes: readonly string[];
  readonly role: string;
  readonly agency: string;
  readonly country: string;
}

type ShownBy = 'disclose' | 'discloseMasked';

/**
 * The register of processing: an entry for each policy that shows something and each set of fields that it shows to the
 * same recipients for the same purposes. The rules themselves are asked, on behalf of every role and each of its purposes.
 *
 * @param now milliseconds since the epoch: which bases are in force.
 */
export function registerOf(
  contract: Contract,
  personas: readonly Persona[],
  now: number,
): readonly ProcessingActivity[] {
  const shown = fieldsByPolicy(contract);
  return contract.set.policies
    .filter(({ effect, actions }) => effect === 'permit' && actions.some(isShowing))
    .flatMap((policy) => {
      const asked = { contract, personas, now };
      const met = shownAlike(meetings(policy, shown.get(policy.id) ?? [], asked));
      return (met.length > 0 ? met : [[]]).map((each) => activity(policy, each, asked));
    })
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function key({ controller, policy, fields }: ProcessingActivity): string {
  return `${controller} ${policy} ${fields.join()}`;
}

/** Of one policy, the fields that the same people are shown for the same purposes. */
function shownAlike(met: readonly Meeting[]): ReadonlyArray<readonly Meeting[]> {
  const byField = new Map<string, Meeting[]>();
  for (const each of met) byField.set(each.at, [...(byField.get(each.at) ?? []), each]);
  const alike = new Map<string, Meeting[]>();
  for (const each of byField.values()) {
    const text = each.map(({ persona, purpose, isByRecord }) => `${persona.name} ${purpose} ${isByRecord}`).join();
    alike.set(text, [...(alike.get(text) ?? []), ...each]);
  }
  return [...alike.values()];
}

function isShowing(action: string): action is ShownBy {
  return action === 'disclose' || action === 'discloseMasked';
}

interface ShownField {
  readonly at: Coordinate;
  readonly action: ShownBy;
  readonly rule: Rule;
}

/** Policy → the fields its scope and its resource conditions may hold for. */
function fieldsByPolicy(contract: Contract): ReadonlyMap<string, readonly ShownField[]> {
  const found = new Map<string, ShownField[]>();
  const rules = contract.rules.at(0);
  for (const at of visible(contract)) {
    for (const resource of rules.resources(at) ?? []) {
      for (const action of ['disclose', 'discloseMasked'] as const) {
        if (action === 'discloseMasked' && !contract.supergraph.labels.get(at)?.mask) continue;
        const rule = contract.set.rulesFor(action, resource);
        for (const { id } of rule.policies) found.set(id, [...(found.get(id) ?? []), { at, action, rule }]);
      }
    }
  }
  return found;
}

function activity(policy: Policy, met: readonly Meeting[], { contract, now }: Asked): ProcessingActivity {
  const basis = contract.bases.get(policy.basis);
  const at = distinct(met.map((each) => each.at)) as readonly Coordinate[];
  const personas = new Map(met.map(({ persona }) => [persona.name, persona]));
  const recipients = [...personas.values()].map(({ name: role, agency, country }): Recipient => {
    const purposes = distinct(met.filter(({ persona }) => persona.name === role).map(({ purpose }) => purpose));
    return { role, agency, country, purposes };
  });
  return {
    policy: policy.id,
    title: policy.title,
    place: `${policy.file}:${policy.line}`,
    controller: policy.agency,
    purposes: distinct(met.map(({ purpose }) => purpose)),
    basis: { id: policy.basis, instrument: basis?.instrument ?? policy.basis, article: basis?.article },
    isBasisInForce: isInForce(basis, now),
    isReduced: !policy.actions.includes('disclose'),
    isByRecord: met.some((each) => each.isByRecord),
    recipients,
    countries: distinct(recipients.map(({ country }) => country)),
    categories: distinct(at.map((each) => contract.supergraph.labels.get(each)?.category ?? '')),
    fields: at,
    retention: retentionsOf(at, contract),
  };
}

interface Meeting {
  readonly at: Coordinate;
  readonly persona: Persona;
  readonly purpose: string;
  readonly isByRecord: boolean;
}

interface Asked {
  readonly contract: Contract;
  readonly personas: readonly Persona[];
  readonly now: number;
}

/**
 * Whom the policy holds for, for which purpose and field, as far as the field is released: another rule may forbid it, and
 * another owner may not permit it. Fields that rules cannot tell apart are asked about once.
 */
function meetings(
  policy: Policy,
  fields: readonly ShownField[],
  { contract, personas, now }: Asked,
): readonly Meeting[] {
  const rules = contract.rules.at(now);
  const byRule = new Map<Rule, Coordinate[]>();
  for (const { at, rule } of fields) byRule.set(rule, [...(byRule.get(rule) ?? []), at]);
  const found: Meeting[] = [];
  for (const persona of personas) {
    for (const purpose of persona.purposes) {
      const question = questionFor(persona, purpose, contract);
      const { principal, context } = question;
      for (const [rule, all] of byRule) {
        const said = rule.explain(principal, context).find(({ id }) => id === policy.id);
        if (said?.outcome !== 'satisfied' && said?.outcome !== 'needs-record') continue;
        const isByRecord = said.outcome === 'needs-record';
        const released = all.filter((at) => rules.field(at, [], question).level !== 'WITHHELD');
        found.push(...released.map((at) => ({ at, persona, purpose, isByRecord })));
      }
    }
  }
  return found;
}

function retentionsOf(fields: readonly Coordinate[], { supergraph }: Contract): Readonly<Record<string, string>> {
  const kept = distinct(fields.map((at) => at.split('.')[0] ?? '')).flatMap((typeName) => {
    const retention = supergraph.retentions.get(typeName);
    return retention ? [[typeName, `${retention.text} since ${coordinate(typeName, retention.since)}`] as const] : [];
  });
  return Object.fromEntries(kept);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
