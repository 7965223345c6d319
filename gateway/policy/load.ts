import { releasedToCanaries } from './canaries.ts';
import {
  type Digest,
  disagreements,
  flattenedRoles,
  type PolicySet,
  type Problem,
  policySet,
  type RoleHierarchy,
} from './cedar/index.ts';
import { type RulesInForce, rulesInForce, type TimedBook } from './in-force.ts';
import { needlessOf } from './necessity.ts';
import type { RecordAttributes } from './request.ts';
import type { Index } from './rules.ts';
import type { Policies } from './sources.ts';

/** What policies may speak of, beside the graph's labels. */
export interface PolicySurroundings {
  readonly roles: RoleHierarchy;
  readonly agencies: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly recordAttributes: RecordAttributes;
  /** Names in @policy. */
  readonly policyNames: ReadonlySet<string>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly digest: Digest;
}

/** Policies that cannot be used, with everything that is wrong with them. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`The policies cannot be used:\n${problems.map(inWords).join('\n')}`);
    this.problems = problems;
  }
}

function inWords({ file, line, what, mend }: Problem): string {
  return `- ${file}:${line}: ${what} ${mend}`;
}

/** @throws PolicyError */
function loadedSet(policies: Policies, index: Index, surroundings: PolicySurroundings): PolicySet {
  const { roles, agencies, purposes, recordAttributes, digest } = surroundings;
  const groups = new Set([...index.labels.values()].flatMap(({ group }) => group ?? []));
  const fields = decidedBy(index, surroundings);
  const named = { roles, recordAttributes, agencies, groups, purposes, fields };
  const loaded = policySet(policies.sources, named, digest);
  const problems =
    loaded.kind === 'refused'
      ? loaded.problems
      : [...baselessOf(loaded.set, policies), ...needlessOf(loaded.set, index)];
  if (loaded.kind === 'refused' || problems.length > 0) throw new PolicyError(problems);
  return loaded.set;
}

/** Agency → its fields, and the names in @policy, which its rules may satisfy. */
function decidedBy(
  { labels, owners }: Index,
  { agencies, policyNames }: PolicySurroundings,
): ReadonlyMap<string, ReadonlySet<string>> {
  const fields = new Map([...agencies].map((agency) => [agency, new Set(policyNames)]));
  for (const at of labels.keys()) {
    const [typeName = '', field = ''] = at.split('.');
    for (const agency of owners(typeName, field)) fields.get(agency)?.add(at);
  }
  return fields;
}

/** Requests that each policy is asked both ways when it is loaded. */
const CONTEXTS_PER_POLICY = 40;
/** Versions of policy sets that this process has compared. */
const compared = new Set<string>();

/** What was compiled must decide as Cedar itself does. @throws Error where it does not: nothing is released by it. */
async function compareWithCedar(set: PolicySet, turn: Turn): Promise<void> {
  if (compared.has(set.version)) return;
  for (const agency of new Set(set.policies.map((policy) => policy.agency))) {
    await turn();
    const [first] = disagreements(set.of(agency), { contextsPerPolicy: CONTEXTS_PER_POLICY, seed: 1 });
    if (!first) continue;
    throw new Error(`The policy ${first.policy} of ${agency} is decided otherwise than by Cedar: nothing is served.`);
  }
  compared.add(set.version);
}

/** Every policy cites a basis that is in the register; whether it is in force is looked at when it is asked. */
function baselessOf({ policies }: PolicySet, { bases }: Policies): readonly Problem[] {
  return policies
    .filter(({ basis }) => !bases.has(basis))
    .map(({ id, agency, file, line, basis }) => ({
      agency,
      file,
      line,
      what: `@basis("${basis}") of ${id} is not in the register of bases.`,
      mend: `Add schema/bases/${basis}.json, or cite one of ${[...bases.keys()].join(', ')}.`,
    }));
}

/** The owners' rules over a graph. */
export interface LoadedPolicies {
  readonly set: PolicySet;
  readonly rules: RulesInForce;
}

/** Reads and compiles them. Before anything is released by them they are to be proven. @throws PolicyError */
export function loadPolicies(policies: Policies, index: Index, surroundings: PolicySurroundings): LoadedPolicies {
  const set = loadedSet(policies, index, surroundings);
  return { set, rules: rulesInForce(bookOf(set, surroundings.roles), index, policies.bases) };
}

/** Lets requests that wait have their turn. */
export type Turn = () => Promise<unknown>;

/**
 * Holds the rules against Cedar, and asks them on behalf of those who have no right to anything.
 *
 * @throws Error where they decide otherwise, or release anything: such rules are not served.
 */
export async function provePolicies(
  { set, rules }: LoadedPolicies,
  index: Index,
  surroundings: PolicySurroundings,
  turn: Turn,
): Promise<void> {
  await compareWithCedar(set, turn);
  const { roles, purposes, now } = surroundings;
  const held = new Map([...roles.keys()].map((role) => [role, flattenedRoles(roles, [role])]));
  for (const moment of [now, ...rules.after(now)]) {
    const released = await releasedToCanaries(rules.at(moment), index.labels, { roles: held, purposes }, turn);
    if (released.length === 0) continue;
    const more = released.length > MOST_NAMED ? ` and ${released.length - MOST_NAMED} more` : '';
    throw new Error(`Released without a right to it: ${released.slice(0, MOST_NAMED).join(', ')}${more}.`);
  }
}

const MOST_NAMED = 10;

function bookOf(set: PolicySet, roles: RoleHierarchy): TimedBook {
  const { reads } = set;
  const named = [...reads.roles].sort();
  const attributes = [...reads.principal].sort();
  return {
    version: set.version,
    rulesFor: (action, resource) => set.rulesFor(action, resource),
    inForce: (isInForce) => set.inForce(isInForce),
    rolesOf: (held) => flattenedRoles(roles, held),
    classOf(principal) {
      const values = new Map<string, unknown>(Object.entries(principal));
      return JSON.stringify([
        principal.kind,
        principal.agency,
        principal.country,
        named.filter((role) => principal.roles.has(role)),
        attributes.map((name) => values.get(name)),
      ]);
    },
  };
}
