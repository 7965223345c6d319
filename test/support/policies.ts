import type { PolicySources } from '../../gateway/policy/sources.ts';

const ACT = 'test-act';
const PURPOSES = ['RISK_ASSESSMENT', 'BORDER_CHECK', 'PUBLIC_HEALTH', 'CRIME_INVESTIGATION'].map((each) => `"${each}"`);

/**
 * Rules of agencies that release by role and category alone, for the purposes of the tests' graphs, and let each other
 * have keys and inputs.
 *
 * @param roles role → categories it may read.
 * @param more policies of single agencies beside these, as Cedar text.
 */
export function policiesByCategory(
  roles: Readonly<Record<string, readonly string[]>>,
  agencies: readonly string[],
  more: Readonly<Record<string, string>> = {},
): PolicySources {
  const texts = Object.entries(roles).flatMap(([role, categories]) =>
    categories.map((category) =>
      policy(
        `${role}-${category.toLowerCase().replaceAll('_', '-')}`,
        `principal in Role::"${role}", action in [Action::"disclose", Action::"use"], resource in Category::"${category}"`,
        category === 'PUBLIC' ? 'true' : `[${PURPOSES}].contains(context.purpose)`,
      ),
    ),
  );
  const sent = policy('sent', 'principal, action in [Action::"join", Action::"derive"], resource');
  const sources = agencies.map((agency) => ({
    agency,
    file: `${agency}.cedar`,
    text: policiesOf(agency, ...texts, sent, more[agency] ?? ''),
  }));
  return { kind: 'given', policies: { sources, bases: new Map([[ACT, basis(ACT)]]) } };
}

/** Policies as one agency's text, their ids its own. */
export function policiesOf(agency: string, ...policies: readonly string[]): string {
  return policies.join('\n').replaceAll('@id("', `@id("${agency}-`);
}

/** One policy with all it needs. */
export function policy(id: string, scope: string, when = 'true', effect = 'permit', cited = ACT): string {
  const why = '@necessity("The tests show what is special as well.")';
  const written = `@id("${id}") @title("A rule of the tests.") @basis("${cited}") ${why} ${effect} (${scope})`;
  return `${written} when { ${when} };`;
}

export function basis(id: string, from = 0, until?: number) {
  return { id, title: 'An act.', instrument: 'Act', article: undefined, note: undefined, from, until };
}

/** The rules of the national graph. */
export const nationalPolicies: PolicySources = {
  kind: 'folders',
  policies: folder('../../schema/policies/'),
  bases: folder('../../schema/bases/'),
};

function folder(path: string): string {
  return new URL(path, import.meta.url).pathname;
}
