import { parse, Source } from 'graphql';
import type { CheckInput, StoredOperation } from '../../bin/check/input.ts';
import { checkInput } from '../../bin/check/national.ts';
import { contractOf, withPast } from '../../bin/check/past.ts';
import type { CheckProblem } from '../../bin/check/problem.ts';
import { RULES } from '../../bin/check/rules.ts';
import type { Persona } from '../../demo/identity/personas.ts';
import type { Policies } from '../../gateway/policy/sources.ts';
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
  readonly url?: string;
  readonly isKit?: boolean;
  /** Links in place of the usual ones. */
  readonly links?: string;
}

export const LINKED = `${LINKS} ${COMPOSED.join(' ')}`;
export const UNLINKED = LINKS;

/** Rules that show everything to readers for risk, and let everything be sent. */
export function readable(agency: string): string {
  const rules = [
    policy(`${agency}-published`, 'principal, action, resource in Category::"PUBLIC"'),
    policy(
      `${agency}-read`,
      'principal in Role::"reader", action in [Action::"disclose", Action::"use"], resource',
      'context.purpose == "RISK_ASSESSMENT"',
    ),
    policy(`${agency}-sent`, 'principal, action in [Action::"join", Action::"derive"], resource'),
  ];
  // Two rules of one agency say different things of themselves.
  return rules.map((rule, at) => rule.replace('A rule of', `Rule ${at + 1} of`)).join('\n');
}

const BASES: Policies['bases'] = new Map([['test-act', basis('test-act')]]);

/** What `hub check` says of agencies, by their names. */
export function problemsOf(
  agencies: Readonly<Record<string, CheckedAgency>>,
  bases = BASES,
  agreements: CheckInput['agreements'] = [],
): readonly CheckProblem[] {
  const input = inputOf(agencies, bases, agreements);
  return RULES.flatMap((rule) => rule(input));
}

/** Agencies, by their names, as they are checked. */
export function inputOf(
  agencies: Readonly<Record<string, CheckedAgency>>,
  bases = BASES,
  agreements: CheckInput['agreements'] = [],
): CheckInput {
  const parts = Object.entries(agencies).map(([name, { sdl, mapping, url, isKit, links = LINKED }]) => ({
    name,
    url: url ?? `http://${name}.invalid`,
    document: parse(new Source(`${links}\n${sdl}\n${PROTECTION}`, `${name}.graphql`)),
    ...{ mapping, isKit },
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
  return checkInput(parts, { sources, bases }, registers, NOW, agreements);
}

/** Somebody of the tests' agencies, on whose behalf rules are asked. */
export const READER: Persona = {
  ...{ name: 'reader', agency: 'port', country: 'UG', post: '', sentence: '' },
  ...{ roles: ['reader'], purposes: ['RISK_ASSESSMENT'], onBehalfOf: [] },
};

/** The agencies as they would be, beside what they published before. */
export function changed(
  before: Readonly<Record<string, CheckedAgency>>,
  after: Readonly<Record<string, CheckedAgency>>,
  operations: readonly StoredOperation[] = [],
  agreements: CheckInput['agreements'] = [],
): Promise<CheckInput> {
  const old = inputOf(before);
  if (!old.composed || !old.graph) throw new Error('what was published before is broken itself');
  const published = { from: 'main', api: old.composed.texts.api, contract: contractOf(old, old.graph) };
  return withPast({ ...inputOf(after, BASES, agreements), operations }, published, [READER]);
}

/** `rule file:line`, as far as errors and warnings of one rule go. */
export function placesOf(problems: readonly CheckProblem[], rule: string): readonly string[] {
  return problems.filter((each) => each.rule === rule).map(({ file, line }) => `${file}:${line}`);
}
