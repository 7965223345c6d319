import type { Persona } from '../../demo/identity/personas.ts';
import type { Policy } from '../../gateway/policy/cedar/index.ts';
import type { Contract } from './contract.ts';

/** Two capital letters in quotes: a country, however the policy compares it. The rules say which of them count. */
const COUNTRY = /"([A-Z]{2})"/g;

/**
 * Whom a policy may speak of that nobody to try the hub as stands for: each role of each agency, of the countries that
 * the policy names, for every purpose.
 *
 * @param countries to ask for where the policy names none.
 */
export function askersOf(
  { text }: Policy,
  { roles, purposes, supergraph }: Contract,
  countries: readonly string[],
): readonly Persona[] {
  const named = [...new Set([...text.matchAll(COUNTRY)].map(([, country = '']) => country))];
  const agencies = [...supergraph.agencies.values()];
  const asked = { post: '', purposes: [...purposes.keys()], onBehalfOf: [], sentence: '' };
  return (named.length > 0 ? named : countries).flatMap((country) =>
    agencies.flatMap((agency) =>
      [...roles.keys()].map((role): Persona => ({ ...asked, name: role, roles: [role], agency, country })),
    ),
  );
}

/** Whether a policy names a country. */
export function namesCountries({ text }: Policy): boolean {
  return text.match(COUNTRY) !== null;
}
