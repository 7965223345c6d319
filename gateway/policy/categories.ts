import type { RoleName } from '../ids.ts';

/** Categories of the protection model, version 1.0. */
export const CATEGORIES = ['PUBLIC', 'OFFICIAL', 'COMMERCIAL', 'PERSONAL', 'SPECIAL', 'LAW_ENFORCEMENT'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Which categories a role may read. A role that is not in it reads nothing. */
export type RoleCategories = ReadonlyMap<string, ReadonlySet<Category>>;

/** True where one of the roles may read the category. */
export function mayRead(map: RoleCategories, roles: readonly RoleName[], category: Category): boolean {
  return roles.some((role) => map.get(role)?.has(category) ?? false);
}

/** Reads schema/roles.json. @throws Error naming the role whose entry is not a list of categories. */
export function roleCategories(json: unknown): RoleCategories {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new Error('The register of roles must be an object: role → categories.');
  }
  return new Map(Object.entries(json).map(([role, categories]) => [role, categorySet(role, categories)]));
}

export function isCategory(value: unknown): value is Category {
  return CATEGORIES.some((category) => category === value);
}

function categorySet(role: string, categories: unknown): ReadonlySet<Category> {
  if (!Array.isArray(categories) || !categories.every(isCategory)) {
    throw new Error(`Role ${role}: every entry must be one of ${CATEGORIES.join(', ')}.`);
  }
  return new Set(categories);
}
