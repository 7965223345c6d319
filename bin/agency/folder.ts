import { existsSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readPolicyFiles } from '../../gateway/config/policies.ts';
import type { PolicySource } from '../../gateway/policy/cedar/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import type { Part } from '../compose/compose.ts';
import { ROOT } from '../compose/root.ts';
import { type AgencyEntry, readEntry, registered } from './entry.ts';

/** An agency's folder: `agency.json`, `schema.graphql`, `policies/*.cedar`, and `agency.ts` where the kit runs it. */
export interface AgencyFolder {
  readonly entry: AgencyEntry;
  /** Absolute. */
  readonly path: string;
  readonly schema: URL;
  /** Folder of its rules; it may not be there: such an agency shows nothing. */
  readonly policies: string;
  /** Its definition by the kit; undefined: the subgraph is made with something else. */
  readonly definition: string | undefined;
}

/** What makes a folder an agency's. */
export const ENTRY_FILE = 'agency.json';

const DEFINITIONS = ['agency.ts', 'agency.js', 'agency.mjs'];

/** From where people who develop an agency are told where its files are. */
export function workingFolder(): URL {
  return pathToFileURL(`${process.cwd()}/`);
}

/** True of a folder that says which agency it is. */
export function isAgencyFolder(path: string): boolean {
  return existsSync(join(path, ENTRY_FILE));
}

/** @throws Error that names the file and says what to write. */
export function readAgencyFolder(path: string): AgencyFolder {
  const folder = resolve(path);
  const entry = isAgencyFolder(folder) ? readEntry(join(folder, ENTRY_FILE)) : registeredAt(folder);
  if (!entry) {
    throw new Error(`${folder} has no ${ENTRY_FILE}: make an agency with hub new-agency NAME, or name its folder.`);
  }
  const schema = join(folder, 'schema.graphql');
  if (!existsSync(schema)) throw new Error(`${schema} is missing: it says what the agency publishes (SDL).`);
  const definition = DEFINITIONS.map((name) => join(folder, name)).find((file) => existsSync(file));
  return {
    entry,
    path: folder,
    schema: pathToFileURL(schema),
    policies: join(folder, 'policies'),
    definition,
  };
}

/** What an agency brings to the national graph. */
export interface Brought {
  readonly part: Part;
  /** Whether its subgraph asks whoever comes for a grant, as the kit does. */
  readonly isKit: boolean;
  readonly policies: readonly PolicySource[];
}

/**
 * What the agency brings, as its files are now.
 *
 * @param from folder from which people are told where its files are.
 * @throws GraphQLError where the SDL is none.
 */
export function broughtBy({ entry, path, schema, policies }: AgencyFolder, from: URL): Brought {
  const shown = (...names: readonly string[]) => join(relative(fileURLToPath(from), path), ...names);
  const files = existsSync(policies) ? readPolicyFiles(entry.name, policies) : [];
  return {
    isKit: entry.door === 'grants',
    part: { name: entry.name, url: entry.url, document: subgraphDocument({ schema }, shown('schema.graphql')) },
    policies: files.map((source) => ({ ...source, file: shown('policies', basename(source.file)) })),
  };
}

/** An agency of this tree is in the register in place of a file of its own; the kit runs every one of them. */
function registeredAt(folder: string): AgencyEntry | undefined {
  const found = registered().find(({ name }) => folder === fileURLToPath(new URL(`subgraphs/${name}`, ROOT)));
  return found && { ...found, door: 'grants' };
}
