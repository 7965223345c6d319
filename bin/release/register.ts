import type { Persona } from '../../demo/identity/personas.ts';
import { type AgencyName, type Coordinate, coordinate, type RoleName } from '../../gateway/ids.ts';
import type { Policy, Rule } from '../../gateway/policy/cedar/index.ts';
import type { Level } from '../../gateway/policy/decisions.ts';
import { isInForce } from '../../gateway/policy/in-force.ts';
import { NOTHING_USED } from '../../gateway/policy/input-reads.ts';
import { subjectsOf } from '../../gateway/supergraph/records.ts';
import { askersOf, namesCountries } from './askers.ts';
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
  readonly basis: LegalBasis;
  /** Why special categories are shown; undefined: none may be. */
  readonly necessity: string | undefined;
  readonly isBasisInForce: boolean;
  readonly isReduced: boolean;
  /** Each record decides. */
  readonly isByRecord: boolean;
  readonly recipients: readonly Recipient[];
  /** ISO 3166-1 alpha-2, of the recipients. */
  readonly countries: readonly string[];
  readonly categories: readonly string[];
  readonly fields: readonly Coordinate[];
  /** Type → the fields that say whose data its records are, where its owner says so. */
  readonly subjects: Readonly<Record<string, string>>;
  /** Type → how long its records are kept, where its owner says so. */
  readonly retention: Readonly<Record<string, string>>;
}

export interface LegalBasis {
  readonly id: string;
  readonly title: string | undefined;
  readonly instrument: string;
  readonly article: string | undefined;
  /** First and last day, UTC; no last day: no end is set. */
  readonly validFrom: string | undefined;
  readonly validUntil: string | undefined;
  /** What counsel has still to confirm. */
  readonly note: string | undefined;
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
  const subjects = subjectsOf(contract.supergraph.document);
  return contract.set.policies
    .filter(({ effect, actions }) => effect === 'permit' && actions.some(isShowing))
    .flatMap((policy) => {
      const asked = { contract, personas, now, subjects };
      const met = shownAlike(allMeetings(policy, shown.get(policy.id) ?? [], asked));
      return (met.length > 0 ? met : [[]]).map((each) => activity(policy, each, asked));
    })
    .sort((one, other) => (key(one) < key(other) ? -1 : 1));
}

function key({ controller, policy, fields }: ProcessingActivity): string {
  return `${controller} ${policy} ${fields.join()}`;
}

/** Of one policy, the fields that the same people are shown for the same purposes, at one level. */
function shownAlike(met: readonly Meeting[]): ReadonlyArray<readonly Meeting[]> {
  const byField = new Map<string, Meeting[]>();
  for (const each of met) {
    const key = `${each.at} ${each.level}`;
    byField.set(key, [...(byField.get(key) ?? []), each]);
  }
  const alike = new Map<string, Meeting[]>();
  for (const each of byField.values()) {
    const text = each.map(({ persona, purpose, level }) => `${nameOf(persona)} ${purpose} ${level}`).join();
    alike.set(text, [...(alike.get(text) ?? []), ...each]);
  }
  return [...alike.values()];
}

/** Of one role in several agencies or countries each is a recipient. */
function nameOf({ name, agency, country }: Persona): string {
  return `${name} ${agency} ${country}`;
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

function activity(policy: Policy, met: readonly Meeting[], { contract, now, subjects }: Asked): ProcessingActivity {
  const at = distinct(met.map((each) => each.at)) as readonly Coordinate[];
  const types = distinct(at.map((each) => each.split('.')[0] ?? ''));
  const recipients = recipientsOf(met);
  return {
    policy: policy.id,
    title: policy.title,
    place: `${policy.file}:${policy.line}`,
    controller: policy.agency,
    purposes: distinct(met.map(({ purpose }) => purpose)),
    basis: legalBasis(policy.basis, contract),
    necessity: policy.necessity,
    isBasisInForce: isInForce(contract.bases.get(policy.basis), now),
    isReduced: !policy.actions.includes('disclose') || met.some(({ level }) => level === 'MASKED'),
    isByRecord: met.some(({ level }) => level === 'CONDITIONAL'),
    recipients,
    countries: distinct(recipients.map(({ country }) => country)),
    categories: distinct(at.map((each) => contract.supergraph.labels.get(each)?.category ?? '')),
    fields: at,
    subjects: Object.fromEntries([...subjects].filter(([type]) => types.includes(type))),
    retention: retentionsOf(types, contract),
  };
}

function recipientsOf(met: readonly Meeting[]): readonly Recipient[] {
  const personas = new Map(met.map(({ persona }) => [nameOf(persona), persona]));
  return [...personas].map(([key, { name: role, agency, country }]) => {
    const purposes = distinct(met.filter(({ persona }) => nameOf(persona) === key).map(({ purpose }) => purpose));
    return { role, agency, country, purposes };
  });
}

function legalBasis(id: string, { bases }: Contract): LegalBasis {
  const basis = bases.get(id);
  return {
    id,
    title: basis?.title,
    instrument: basis?.instrument ?? id,
    article: basis?.article,
    validFrom: basis && dayOf(basis.from),
    // The end is the first moment after the last day.
    validUntil: basis?.until === undefined ? undefined : dayOf(basis.until - 1),
    note: basis?.note,
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

interface Meeting {
  readonly at: Coordinate;
  readonly persona: Persona;
  readonly purpose: string;
  /** What comes of it: CONDITIONAL where the record decides, by this rule or by another that has a say in the field. */
  readonly level: Level;
}

interface Asked {
  readonly subjects: ReadonlyMap<string, string>;
  readonly contract: Contract;
  readonly personas: readonly Persona[];
  readonly now: number;
}

/**
 * A rule may be for people that no persona stands for: of a country it names, or of a role nobody to try the hub as has.
 * A rule whose basis is not in force shows nobody anything, whatever others show them.
 */
function allMeetings(policy: Policy, fields: readonly ShownField[], asked: Asked): readonly Meeting[] {
  const { contract, personas, now } = asked;
  if (!isInForce(contract.bases.get(policy.basis), now)) return [];
  const met = meetings(policy, fields, asked);
  if (met.length > 0 && !namesCountries(policy)) return met.filter(isReleased);
  const countries = distinct(personas.map(({ country }) => country));
  const others = meetings(policy, fields, { ...asked, personas: askersOf(policy, contract, countries) });
  return [...met, ...ofHighestRoles(others, contract)].filter(isReleased);
}

/** Another rule may forbid what this one permits, and another owner of the field may not permit it. */
function isReleased({ level }: Meeting): boolean {
  return level !== 'WITHHELD';
}

/** Without the roles that are shown the same because they stand for another that is. */
function ofHighestRoles(met: readonly Meeting[], { roles }: Contract): readonly Meeting[] {
  const keyOf = ({ at, persona, purpose, level }: Meeting, role: string): string =>
    [at, purpose, level, role, persona.agency, persona.country].join(' ');
  const all = new Set(met.map((each) => keyOf(each, each.persona.name)));
  return met.filter((each) => {
    const above = [...(roles.get(each.persona.name as RoleName) ?? [])].filter((role) => role !== each.persona.name);
    return !above.some((role) => all.has(keyOf(each, role)));
  });
}

/** Whom the policy holds for, for which purpose and field. Fields that rules cannot tell apart are asked about once. */
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
        found.push(
          ...all.map((at) => ({ at, persona, purpose, level: rules.field(at, NOTHING_USED, question).level })),
        );
      }
    }
  }
  return found;
}

function retentionsOf(types: readonly string[], { supergraph }: Contract): Readonly<Record<string, string>> {
  const kept = types.flatMap((typeName) => {
    const retention = supergraph.retentions.get(typeName);
    return retention ? [[typeName, `${retention.text} since ${coordinate(typeName, retention.since)}`] as const] : [];
  });
  return Object.fromEntries(kept);
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)].sort();
}
