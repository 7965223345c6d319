import { type Digest, flattenedRoles, type PolicySet, type Problem, policySet, type RoleHierarchy } from './cedar/index.ts';
import { type RulesInForce, rulesInForce, type TimedBook } from './in-force.ts';
import type { RecordAttributes } from './request.ts';
import type { Index } from './rules.ts';
import type { Policies } from './sources.ts';

/** What policies may speak of, beside the graph's labels. */
export interface PolicySurroundings {
  readonly roles: RoleHierarchy;
  readonly agencies: ReadonlySet<string>;
  readonly purposes: ReadonlySet<string>;
  readonly recordAttributes: RecordAttributes;
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
export function loadedSet(policies: Policies, index: Index, surroundings: PolicySurroundings): PolicySet {
  const { roles, agencies, purposes, recordAttributes, digest } = surroundings;
  const groups = new Set([...index.labels.values()].flatMap(({ group }) => group ?? []));
  const loaded = policySet(policies.sources, { roles, recordAttributes, agencies, groups, purposes }, digest);
  const problems = loaded.kind === 'refused' ? loaded.problems : baselessOf(loaded.set, policies);
  if (loaded.kind === 'refused' || problems.length > 0) throw new PolicyError(problems);
  return loaded.set;
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

/** The owners' rules over a graph at every moment. @throws PolicyError */
export function policiesInForce(policies: Policies, index: Index, surroundings: PolicySurroundings): RulesInForce {
  const set = loadedSet(policies, index, surroundings);
  return rulesInForce(bookOf(set, surroundings.roles), index, policies.bases);
}

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
