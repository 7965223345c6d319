import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { packageRoot } from '../../demo/start/home.ts';
import { readPolicyFiles } from '../../gateway/config/policies.ts';
import type { PolicySource } from '../../gateway/policy/cedar/index.ts';
import { agencies } from '../../subgraphs/index.ts';
import type { Mapping } from '../../subgraphs/kit/mapping.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import type { Part } from './compose.ts';

/** The repository: what is composed is its source, also where this runs from what was built of it. */
export const ROOT = pathToFileURL(`${packageRoot()}/`);

/** The agencies of the national graph as their own files describe them. @throws Error where one is not registered. */
export function nationalParts(): readonly (Part & { readonly mapping: Mapping | undefined })[] {
  const urls = new Map(register().map((entry) => [entry.name, entry.url]));
  return agencies.map(({ name, schema: built, mapping }) => {
    const url = urls.get(name);
    if (!url) throw new Error(`${name} is not in schema/agencies.json: add it with its url`);
    const schema = new URL(built.href.replace(`${ROOT}dist/`, ROOT.href));
    const file = schema.href.replace(ROOT.href, '');
    return { name, url, document: subgraphDocument({ schema }, file), mapping };
  });
}

/** The agency's own files of policies, by name. */
export function policyFilesOf(agency: string): readonly PolicySource[] {
  const folder = fileURLToPath(new URL(`subgraphs/${agency}/policies/`, ROOT));
  // An agency without rules of its own shows nothing.
  const files = existsSync(folder) ? readPolicyFiles(agency, folder) : [];
  return files.map((source) => ({ ...source, file: `subgraphs/${agency}/policies/${basename(source.file)}` }));
}

/** Entry of the register of agencies. */
interface Entry {
  readonly name: string;
  readonly url: string;
}

function register(): readonly Entry[] {
  const json: unknown = JSON.parse(readFileSync(new URL('schema/agencies.json', ROOT), 'utf8'));
  if (!Array.isArray(json)) throw new Error('schema/agencies.json must be a list');
  return json.map((entry: Partial<Entry>) => {
    if (typeof entry.name !== 'string' || typeof entry.url !== 'string') {
      throw new Error('schema/agencies.json: each entry needs a name and a url');
    }
    return { name: entry.name, url: entry.url };
  });
}
