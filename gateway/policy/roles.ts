import { type RoleName, roleName } from '../ids.ts';
import { type RoleHierarchy, roleCycle } from './cedar/roles.ts';

export type { RoleHierarchy };

/** Reads schema/roles.json: role → list of roles it stands for as well. @throws Error that names the role. */
export function roleHierarchy(json: unknown): RoleHierarchy {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Error('The register of roles must be an object: role → roles it stands for as well.');
  }
  const roles = new Map(Object.entries(json).map(([role, wider]) => [role, namesOf(role, wider)]));
  for (const [role, wider] of roles) {
    const unknown = wider.find((each) => !roles.has(each));
    if (unknown !== undefined) throw new Error(`Role ${role} stands for ${unknown}, which is not in the register.`);
  }
  const cycle = roleCycle(roles);
  if (cycle) throw new Error(`Roles stand for one another in a circle: ${cycle.join(' → ')}.`);
  return roles;
}

function namesOf(role: string, wider: unknown): readonly RoleName[] {
  const isName = roleName(role) !== undefined;
  if (!isName || !Array.isArray(wider)) throw new Error(`Role ${role}: must be a name with a list of roles.`);
  return wider.map((each) => {
    const name = roleName(each);
    if (!name) throw new Error(`Role ${role}: every entry must be the name of a role.`);
    return name;
  });
}
