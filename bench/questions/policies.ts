import { createHash } from 'node:crypto';
import { agencyName, coordinate } from '../../gateway/ids.ts';
import { disagreements, type PolicySet, type PolicySource, policySet } from '../../gateway/policy/cedar/index.ts';
import type { PolicyContext, PolicyPrincipal, PolicyResource } from '../../gateway/policy/request.ts';
import { say, spread, table } from '../measure/report.ts';
import type { Question } from './question.ts';

const AGENCIES = ['customs', 'immigration', 'police', 'port', 'sps', 'tax'];
const POLICIES_EACH = 10;
const DECISIONS = 200_000;
/** As many as the hub compares when it loads policies. */
const CONTEXTS = 40;
/** Many and short: what else the machine does comes and goes in seconds. */
const ROUNDS = 15;

/** What does it cost to decide, and to load what decides? */
export const policies: Question = {
  name: 'policies',
  needsPeers: false,
  async ask() {
    const loaded: number[] = [];
    const compared: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      loaded.push(cpuOf(() => load()) / 1000);
      const set = load();
      compared.push(cpuOf(() => agree(set)) / 1000);
      say(`round ${round + 1}: loaded in ${loaded.at(-1)} ms, compared in ${compared.at(-1)} ms`);
    }
    const rule = load().rulesFor('disclose', RESOURCE);
    const record = { declarant: 'P051', level: 2 };
    return [
      `${rule.policies.length} policies decide one field for one caller; ${DECISIONS.toLocaleString('en')} decisions a round.`,
      `${AGENCIES.length * POLICIES_EACH} policies are loaded, and compared with Cedar on ${CONTEXTS} requests each.`,
      `CPU of the process; median of ${ROUNDS} rounds (least–most).`,
      '',
      ...table([
        ['', 'CPU'],
        ['a decision, µs: a permit without the record', spread(decisions({ purpose: 'RISK', record: 'unknown' }))],
        ['a decision, µs: the record decides', spread(decisions({ purpose: 'CLEARANCE', record: 'unknown' }))],
        ['a decision, µs: with the record', spread(decisions({ purpose: 'CLEARANCE', record }))],
        ['loading, ms', spread(loaded)],
        ['comparing with Cedar, ms', spread(compared)],
      ]),
    ];
  },
};

/** @returns µs a decision, for each round. */
function decisions(of: Pick<PolicyContext, 'purpose' | 'record'>): readonly number[] {
  const rule = load().rulesFor('disclose', RESOURCE);
  const context = { hasCase: false, agreement: undefined, to: undefined, ...of };
  const round = (): number =>
    cpuOf(() => {
      for (let index = 0; index < DECISIONS; index += 1) {
        if (rule.decide(OFFICER, context).faults.length > 0) throw new Error('A policy is at fault.');
      }
    }) / DECISIONS;
  // Not counted: what runs the first time is compiled in it.
  round();
  return Array.from({ length: ROUNDS }, round);
}

function load(): PolicySet {
  const loaded = policySet(
    SOURCES,
    {
      roles: new Map([
        ['officer', []],
        ['analyst', []],
        ['auditor', []],
      ]),
      recordAttributes: new Map([
        ['declarant', 'String'],
        ['level', 'Long'],
      ] as const),
    },
    (text) => createHash('sha256').update(text).digest('hex'),
  );
  if (loaded.kind === 'refused') throw new Error(JSON.stringify(loaded.problems));
  return loaded.set;
}

function agree(set: PolicySet): void {
  const found = disagreements(set, { contextsPerPolicy: CONTEXTS, seed: 1 });
  if (found.length > 0) throw new Error(JSON.stringify(found[0]));
}

/** What an agency's policies mostly look like: a role, a purpose, now and then the record. */
const CONDITIONS: readonly string[] = [
  'permit (principal in Role::"officer", action, resource) when { context.purpose == "CLEARANCE" && context.record has level && context.record.level < 3 };',
  'permit (principal in Role::"analyst", action == Action::"disclose", resource in Group::"declaration") when { context.purpose == "RISK" };',
  'permit (principal in Role::"officer", action == Action::"disclose", resource) when { principal in Agency::"customs" && context.purpose == "RISK" };',
  'permit (principal is Partner, action, resource) when { context has agreement && context.agreement == "eac-3" };',
  'permit (principal in Role::"officer", action, resource) when { principal has post && principal.post == "KEMBA" };',
  'permit (principal in Role::"auditor", action, resource) when { context.hasCase };',
  'permit (principal in Country::"UG", action, resource) when { ["TRANSIT", "RISK"].contains(context.purpose) };',
  'permit (principal, action, resource) when { context.record has declarant && context.record.declarant == principal.agency };',
  'forbid (principal is Partner, action, resource) unless { context has agreement };',
  'forbid (principal, action, resource) when { context.purpose == "AUDIT" && context.record has level && context.record.level > 7 };',
];

const SOURCES = AGENCIES.map((agency): PolicySource => {
  const texts = CONDITIONS.map(
    (policy, index) => `@id("${agency}-${index}")\n@title("A policy.")\n@basis("law")\n${policy}\n`,
  );
  return { agency, file: `${agency}.cedar`, text: texts.join('\n') };
});

const OFFICER: PolicyPrincipal = {
  kind: 'Officer',
  agency: 'customs',
  country: 'KE',
  roles: new Set(['officer']),
  clearance: undefined,
  post: 'KEBUS',
};

const RESOURCE = resource();

function resource(): PolicyResource {
  const agency = agencyName('customs');
  if (agency === undefined) throw new Error('not a name');
  return { coordinate: coordinate('Declaration', 'value'), category: 'COMMERCIAL', groups: ['declaration'], agency };
}

/** CPU µs of some work. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
