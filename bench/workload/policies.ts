import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const CATEGORIES = ['PUBLIC', 'OFFICIAL', 'COMMERCIAL', 'PERSONAL'] as const;
const BASIS = 'bench-act';

/** Folders of rules and bases as a gateway reads them. */
export interface PolicyFolders {
  readonly policies: string;
  readonly bases: string;
}

/** Writes rules of each agency that release everything of the workload to its officers, and some that never hold. */
export function writePolicies(folder: string, agencies: Iterable<string>): PolicyFolders {
  const [policies, bases] = [join(folder, 'policies'), join(folder, 'bases')];
  for (const each of [policies, bases]) mkdirSync(each, { recursive: true });
  const basis = { id: BASIS, title: 'An act.', instrument: 'Act', validFrom: '2020-01-01', validUntil: '2099-12-31' };
  writeFileSync(join(bases, `${BASIS}.json`), JSON.stringify(basis));
  for (const agency of agencies) writeFileSync(join(policies, `${agency}.cedar`), policiesOf(agency));
  return { policies, bases };
}

function policiesOf(agency: string): string {
  const shown = CATEGORIES.map((category) =>
    policy(
      `${agency}-${category.toLowerCase()}`,
      `permit (principal in Role::"reader", action in [Action::"disclose", Action::"use"], resource in Category::"${category}")`,
      '["RISK_ASSESSMENT", "CUSTOMS_CLEARANCE"].contains(context.purpose)',
    ),
  );
  const sent = 'permit (principal in Role::"reader", action in [Action::"join", Action::"derive"], resource)';
  const kept = 'forbid (principal, action == Action::"disclose", resource in Category::"LAW_ENFORCEMENT")';
  return [...shown, policy(`${agency}-sent`, sent, 'true'), policy(`${agency}-kept`, kept, '!context.hasCase')].join(
    '\n',
  );
}

function policy(id: string, head: string, when: string): string {
  return `@id("${id}")\n@title("A rule of the bench.")\n@basis("${BASIS}")\n${head}\nwhen { ${when} };\n`;
}
