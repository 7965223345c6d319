import { parse, Source } from 'graphql';
import type { CheckInput } from '../../bin/check/input.ts';
import { checkInput } from '../../bin/check/national.ts';
import type { CheckProblem } from '../../bin/check/problem.ts';
import { RULES } from '../../bin/check/rules.ts';
import type { Mapping } from '../../subgraphs/kit/mapping.ts';
import { PURPOSES } from './graph.ts';
import { basis, policy } from './policies.ts';
import { PROTECTION } from './protection.ts';

const COMPOSED = ['classified', 'record', 'derived', 'reads', 'retained'].map(
  (name) => `@composeDirective(name: "@${name}")`,
);
const LINKS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@shareable", "@composeDirective"]) @link(url: "https://cbm-hub.example/protection/v1.0", import: ["@classified", "@record", "@derived", "@reads", "@retained"])`;

export const NOW = Date.UTC(2026, 10, 1);

/** One agency of a graph under check. Its SDL's first line is line 2 of its file. */
export interface CheckedAgency {
  readonly sdl: string;
  readonly policies?: string;
  readonly mapping?: Mapping;
  /** Links in place of the usual ones. */
  readonly links?: string;
}

export const LINKED = `${LINKS} ${COMPOSED.join(' ')}`;
export const UNLINKED = LINKS;

/** Rules that show everything to readers for risk, and let everything be sent. */
export function readable(agency: string): string {
  return [
    policy(`${agency}-published`, 'principal, action, resource in Category::"PUBLIC"'),
    policy(
      `${agency}-read`,
      'principal in Role::"reader", action in [Action::"disclose", Action::"use"], resource',
      'context.purpose == "RISK_ASSESSMENT"',
    ),
    policy(`${agency}-sent`, 'principal, action in [Action::"join", Action::"derive"], resource'),
  ].join('\n');
}

/** What `hub check` says of agencies, by their names. */
export function problemsOf(
  agencies: Readonly<Record<string, CheckedAgency>>,
  bases = new Map([['test-act', basis('test-act')]]),
  agreements: CheckInput['agreements'] = [],
): readonly CheckProblem[] {
  const parts = Object.entries(agencies).map(([name, { sdl, mapping, links = LINKED }]) => ({
    name,
    url: `http://${name}.invalid`,
    document: parse(new Source(`${links}\n${sdl}\n${PROTECTION}`, `${name}.graphql`)),
    mapping,
  }));
  const sources = Object.entries(agencies).map(([agency, { policies = readable(agency) }]) => ({
    agency,
    file: `${agency}.cedar`,
    text: policies,
  }));
  const registers = {
    roles: new Map([
      ['reader', []],
      ['partner', []],
    ]),
    purposes: PURPOSES,
  };
  const input = checkInput(parts, { sources, bases }, registers, NOW, agreements);
  return RULES.flatMap((rule) => rule(input));
}

/** `rule file:line`, as far as errors and warnings of one rule go. */
export function placesOf(problems: readonly CheckProblem[], rule: string): readonly string[] {
  return problems.filter((each) => each.rule === rule).map(({ file, line }) => `${file}:${line}`);
}
