import { readFileSync } from 'node:fs';
import type { CodeListEdition } from './edition.ts';

interface CountriesFile {
  readonly list: string;
  readonly version: string;
  readonly asOf: string;
  readonly alpha3ByAlpha2: Readonly<Record<string, string>>;
  readonly icaoCodes: Readonly<Record<string, string>>;
}

/** The repository's own file: its form is a matter of this room. */
const file = JSON.parse(readFileSync(new URL('./countries.json', import.meta.url), 'utf8')) as CountriesFile;
const alpha3 = new Map(Object.entries(file.alpha3ByAlpha2));
const assigned = new Set(alpha3.values());
const icao = new Map(Object.entries(file.icaoCodes));

/** Edition of the list of countries and of ICAO's additions to it. */
export const COUNTRIES_EDITION: CodeListEdition = { list: file.list, version: file.version, asOf: file.asOf };

/** True for a code of two letters that ISO 3166-1 assigns to a country. */
export function isCountryCode(code: string): boolean {
  return alpha3.has(code);
}

/** ISO 3166-1 alpha-3 of an alpha-2 code; undefined for a code that is not assigned. */
export function alpha3Of(alpha2: string): string | undefined {
  return alpha3.get(alpha2);
}

/**
 * True for a state or organisation as machine-readable documents name it: ISO 3166-1 alpha-3 and ICAO 9303-3, section 5.
 * Germany's documents say `D`.
 */
export function isMrzStateCode(code: string): boolean {
  return assigned.has(code) || icao.has(code);
}

/**
 * The code of ICAO 9303-3 for a state that a message names in two or three letters: `US` gives `USA`, `DE` and `DEU`
 * give `D`. Undefined for what is no code.
 */
export function mrzStateCode(code: string): string | undefined {
  const three = alpha3.get(code) ?? code;
  if (three === 'DEU') return 'D';
  return isMrzStateCode(three) ? three : undefined;
}
