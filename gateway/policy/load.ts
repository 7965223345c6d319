import type { RulesInForce } from './in-force.ts';
import type { RoleHierarchy } from './roles.ts';
import type { Index } from './rules.ts';
import type { Policies } from './sources.ts';

export function policiesInForce(_policies: Policies, _roles: RoleHierarchy, _index: Index): RulesInForce {
  throw new Error('to come');
}
