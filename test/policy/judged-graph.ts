import { policiesOf, policy } from '../support/policies.ts';
import { type Ruled, type RuledAgency, startRuled } from '../support/ruled.ts';
import { seenBy } from './neutral-graph.ts';

export const FOR_RISK = 'context.purpose == "RISK_ASSESSMENT"';
export const NEUTRAL = '@classified(as: LAW_ENFORCEMENT, denial: NEUTRAL)';
export const PUBLISHED = policy(
  'published',
  'principal, action in [Action::"disclose", Action::"use"], resource in Category::"PUBLIC"',
);
export const SENT = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
export const CHIEF = policy('all', 'principal in Role::"chief", action == Action::"disclose", resource', FOR_RISK);

/** An officer is shown a category where an attribute of the record is false. */
export const officer = (id: string, category: string, attribute: string) =>
  policy(
    id,
    `principal in Role::"officer", action == Action::"disclose", resource in Category::"${category}"`,
    `${FOR_RISK} && context.record has ${attribute} && context.record.${attribute} == false`,
  );
export const OVERT = officer('overt', 'LAW_ENFORCEMENT', 'isCovert');
export const RULES = [PUBLISHED, SENT, CHIEF, OVERT];

export function agency(
  name: string,
  types: string,
  resolvers: RuledAgency['resolvers'],
  ...rules: string[]
): RuledAgency {
  return { name, types, resolvers, policies: policiesOf(name, ...RULES, ...rules) };
}

export const start = (...agencies: RuledAgency[]): Promise<Ruled> => startRuled(agencies);

/** What the caller sees and what each agency but those that judge is sent, each in its order. */
export async function seen(graph: Ruled, query: string, owners: readonly string[], role = 'officer') {
  const { calls, ...answer } = await seenBy(graph, role, query);
  return { ...answer, calls: calls.filter(([name]) => !owners.includes(String(name))) };
}
