/** Which roles a role stands for directly. */
export type RoleHierarchy = ReadonlyMap<string, readonly string[]>;

/** The roles held and all they stand for, as Cedar's `in` sees them. */
export function flattenedRoles(hierarchy: RoleHierarchy, held: readonly string[]): ReadonlySet<string> {
  const roles = new Set(held);
  // A set hands out what is added while it is walked.
  for (const role of roles) {
    for (const parent of hierarchy.get(role) ?? []) roles.add(parent);
  }
  return roles;
}

/** @returns the roles of one cycle, the first repeated at the end; undefined where there is none. */
export function roleCycle(hierarchy: RoleHierarchy): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (role: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(role)) return [...path.slice(path.indexOf(role)), role];
    if (done.has(role)) return undefined;
    for (const parent of hierarchy.get(role) ?? []) {
      const cycle = walk(parent, [...path, role]);
      if (cycle !== undefined) return cycle;
    }
    done.add(role);
    return undefined;
  };
  for (const role of hierarchy.keys()) {
    const cycle = walk(role, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
