import { type RoleName, roleName } from '../ids.ts';

/** Role → the roles it stands for as well. */
export type RoleHierarchy = ReadonlyMap<string, readonly string[]>;

/** Reads schema/roles.json: role → list of roles it stands for as well. @throws Error that names the role. */
export function roleHierarchy(json: unknown): RoleHierarchy {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Error('The register of roles must be an object: role → roles it stands for as well.');
  }
  const roles = new Map(Object.entries(json).map(([role, wider]) => [role, namesOf(role, wider)]));
  for (const [role, wider] of roles) {
    const unknown = wider.find((each) => !roles.has(each));
    if (unknown !== undefined) throw new Error(`Role ${role} stands for ${unknown}, which is not in the register.`);
    if (heldRoles(roles, wider).has(role)) throw new Error(`Role ${role} stands for itself.`);
  }
  return roles;
}

/** The roles held, and all they stand for. */
export function heldRoles(roles: RoleHierarchy, held: readonly string[]): ReadonlySet<string> {
  const all = new Set<string>();
  const open = [...held];
  for (let role = open.pop(); role !== undefined; role = open.pop()) {
    if (all.has(role)) continue;
    all.add(role);
    open.push(...(roles.get(role) ?? []));
  }
  return all;
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
