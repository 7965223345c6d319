/** Years a person has lived when of age (Convention on the Rights of the Child, article 1). */
const OF_AGE = 18;

/**
 * True where a person may be under age on a day. Of a date of birth that is known in part, or not at all, the latest that it
 * can be counts: who cannot be said to be of age is protected as a child.
 *
 * @param birthDate ISO 8601 with the precision that is known: `2010-05-17`, `2010-05`, `2010`.
 * @param today ISO 8601 date.
 */
export function mayBeMinor(birthDate: string | null | undefined, today: string): boolean {
  const [, year, rest = ''] = birthDate?.match(/^(\d{4})(-\d{2}(?:-\d{2})?)?$/) ?? [];
  if (year === undefined) return true;
  const latest = rest === '' ? '-12-31' : rest.length === 3 ? `${rest}-31` : rest;
  return `${Number(year) + OF_AGE}${latest}` > today;
}
