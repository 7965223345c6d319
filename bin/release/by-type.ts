/** Fields for people, `Type (field, field), Type (field)`. */
export function byType(fields: readonly string[]): string {
  const types = new Map<string, string[]>();
  for (const at of fields) {
    const [type = '', field = ''] = at.split('.');
    types.set(type, [...(types.get(type) ?? []), field]);
  }
  return [...types].map(([type, names]) => `${type} (${names.join(', ')})`).join(', ');
}
