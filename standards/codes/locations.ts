import { readFileSync } from 'node:fs';
import type { CodeListEdition } from './edition.ts';

/** A place of UN/LOCODE. */
export interface Location {
  /** Country (ISO 3166-1 alpha-2) and three letters or digits: `UGEBB`. */
  readonly locode: string;
  readonly name: string;
  /** Characters of column Function: 1 port, 2 rail, 3 road, 4 airport, 5 postal, 6 inland depot, 7 fixed, B border. */
  readonly functions: string;
}

/** The repository's own file: its form is a matter of this room. */
const file = JSON.parse(readFileSync(new URL('./locations.json', import.meta.url), 'utf8')) as CodeListEdition & {
  readonly locations: readonly Location[];
};
const AIRPORT = '4';
const byLocode = new Map(file.locations.map((location) => [location.locode, location]));
/** UN/LOCODE takes the IATA code of an airport for its last three letters, unless its IATA column says otherwise. */
const airports = new Map(
  file.locations.filter(({ functions }) => functions.includes(AIRPORT)).map((each) => [each.locode.slice(2), each]),
);

/** Edition of the places that come with the product: a small part of UN/LOCODE. */
export const LOCATIONS_EDITION: CodeListEdition = { list: file.list, version: file.version, asOf: file.asOf };

/** The place of an IATA airport code or of a UN/LOCODE; undefined where it is none of those that come with the product. */
export function findLocation(code: string): Location | undefined {
  return code.length === 3 ? airports.get(code) : byLocode.get(code);
}
