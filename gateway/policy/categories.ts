/** Categories of the protection model, version 1.0. */
export const CATEGORIES = ['PUBLIC', 'OFFICIAL', 'COMMERCIAL', 'PERSONAL', 'SPECIAL', 'LAW_ENFORCEMENT'] as const;
export type Category = (typeof CATEGORIES)[number];

export function isCategory(value: unknown): value is Category {
  return CATEGORIES.some((category) => category === value);
}
