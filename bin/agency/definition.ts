import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
import type { Agency } from '../../subgraphs/kit/index.ts';
import type { AgencyFolder } from './folder.ts';

// From here on TypeScript is loaded as it is.
register();

/**
 * The agency's definition, of TypeScript as it is written: nobody compiles anything to try a change.
 *
 * @throws Error that names the file and says what it must give.
 */
export async function definitionOf({ entry, definition, path }: AgencyFolder): Promise<Agency> {
  if (definition === undefined) {
    throw new Error(`${path} has no agency.ts: its subgraph is made with something else, and is started by that.`);
  }
  const given = (await import(pathToFileURL(definition).href)) as Readonly<Record<string, unknown>>;
  const agency = Object.values(given).find(isAgency);
  if (!agency) throw new Error(`${definition}: must give "export const agency = defineAgency({ … })".`);
  if (agency.name !== entry.name) {
    throw new Error(`${definition}: is called "${agency.name}", and "${entry.name}" in agency.json: call it the same.`);
  }
  return agency;
}

function isAgency(value: unknown): value is Agency {
  return typeof value === 'object' && value !== null && 'serve' in value && 'schema' in value;
}
