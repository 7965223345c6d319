/** Cedar policies: loading, deciding, explaining, and the oracle they are checked against. */
export type { Policy } from './ast.ts';
export { type Comparison, type Disagreement, disagreements } from './disagreements.ts';
export type { Outcome, PolicyExplanation } from './explain.ts';
export { type Loaded, type PolicySource, policySet } from './load.ts';
export type { Digest, PolicySet, Surroundings } from './policy-set.ts';
export type { Problem } from './problem.ts';
export { type Reads, readsOf } from './reads.ts';
export { flattenedRoles, type RoleHierarchy } from './roles.ts';
export type { Rule } from './rule.ts';
export { schema } from './schema.ts';
