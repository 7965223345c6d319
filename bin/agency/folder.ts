import { existsSync, readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readPolicyFiles } from '../../gateway/config/policies.ts';
import { type AgencyName, agencyName } from '../../gateway/ids.ts';
import type { PolicySource } from '../../gateway/policy/cedar/index.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import type { Part } from '../compose/compose.ts';

/** What an agency that lives in a folder of its own says of itself, in `agency.json`. */
export interface AgencyEntry {
  /** In the national graph: small letters and digits. */
  readonly name: AgencyName;
  /** For people. */
  readonly title: string;
  /** Where its subgraph is asked. */
  readonly url: string;
  /** Whom to write to about it. */
  readonly contact: string;
  /** Its system while it is developed, from its folder on. */
  readonly source: string | undefined;
}

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

/** True of a folder that says which agency it is. */
export function isAgencyFolder(path: string): boolean {
  return existsSync(join(path, ENTRY_FILE));
}

/** @throws Error that names the file and says what to write. */
export function readAgencyFolder(path: string): AgencyFolder {
  const folder = resolve(path);
  if (!isAgencyFolder(folder)) {
    throw new Error(`${folder} has no ${ENTRY_FILE}: make an agency with hub new-agency NAME, or name its folder.`);
  }
  const schema = join(folder, 'schema.graphql');
  if (!existsSync(schema)) throw new Error(`${schema} is missing: it says what the agency publishes (SDL).`);
  const definition = DEFINITIONS.map((name) => join(folder, name)).find((file) => existsSync(file));
  return {
    entry: readEntry(join(folder, ENTRY_FILE)),
    path: folder,
    schema: pathToFileURL(schema),
    policies: join(folder, 'policies'),
    definition,
  };
}

/** What an agency brings to the national graph. */
export interface Brought {
  readonly part: Part;
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
    part: { name: entry.name, url: entry.url, document: subgraphDocument({ schema }, shown('schema.graphql')) },
    policies: files.map((source) => ({ ...source, file: shown('policies', basename(source.file)) })),
  };
}

function readEntry(file: string): AgencyEntry {
  const json = jsonIn(file);
  const wrong = (what: string): never => {
    throw new Error(`${file}: ${what}`);
  };
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return wrong('must be an object');
  const entry = new Map<string, unknown>(Object.entries(json));
  const text = (member: string, example: string): string => {
    const value = entry.get(member);
    return typeof value === 'string' && value !== '' ? value : wrong(`"${member}" must be a text, as ${example}`);
  };
  const name = agencyName(entry.get('name')) ?? wrong('"name" must be a name of small letters and digits, as "bureau"');
  const url = text('url', '"https://bureau.example/graphql"');
  if (!/^https?:/.test(url) || !URL.canParse(url)) wrong('"url" must be the http(s) address of the subgraph');
  const contact = text('contact', '"desk@bureau.example"');
  const source = entry.get('source') === undefined ? undefined : text('source', '"register.csv"');
  return { name, title: text('title', '"Bureau of Standards"'), url, contact, source };
}

function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`${file}: is not JSON; write {"name": …, "title": …, "url": …, "contact": …}`);
  }
}
