import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readPolicyFiles } from '../../gateway/config/policies.ts';
import type { PolicySource } from '../../gateway/policy/cedar/index.ts';
import { agencies } from '../../subgraphs/index.ts';
import type { Mapping } from '../../subgraphs/kit/mapping.ts';
import { subgraphDocument } from '../../subgraphs/kit/server.ts';
import { registered } from '../agency/entry.ts';
import { broughtBy } from '../agency/folder.ts';
import { joinedAgencies } from '../agency/joined.ts';
import type { Part } from './compose.ts';
import { ROOT } from './root.ts';

/** An agency's part of the national graph, and what of its definition the SDL does not say. */
export interface NationalPart extends Part {
  readonly mapping: Mapping | undefined;
  /** Its SDL as it is written. */
  readonly sdl: string;
  readonly isKit: boolean;
}

/**
 * The agencies of the national graph as their own files describe them: those of this tree, and those that joined with an
 * SDL and an address.
 *
 * @throws Error where one is not registered.
 */
export function nationalParts(): readonly NationalPart[] {
  const urls = new Map<string, string>(registered().map((entry) => [entry.name, entry.url]));
  const own = agencies.map(({ name, schema: built, mapping }) => {
    const url = urls.get(name);
    if (!url) throw new Error(`${name} is not in schema/agencies.json: add it with its url`);
    const schema = new URL(built.href.replace(`${ROOT}dist/`, ROOT.href));
    const file = schema.href.replace(ROOT.href, '');
    return { name, url, document: subgraphDocument({ schema }, file), mapping, sdl: textOf(schema), isKit: true };
  });
  const joined = joinedAgencies().map((folder) => {
    const { part, isKit } = broughtBy(folder, ROOT);
    return { ...part, isKit, mapping: undefined, sdl: textOf(folder.schema) };
  });
  return [...own, ...joined];
}

function textOf(file: URL): string {
  return readFileSync(file, 'utf8');
}

/** The agency's own files of policies, by name. */
export function policyFilesOf(agency: string): readonly PolicySource[] {
  const joined = joinedAgencies().find(({ entry }) => entry.name === agency);
  if (joined) return broughtBy(joined, ROOT).policies;
  const folder = fileURLToPath(new URL(`subgraphs/${agency}/policies/`, ROOT));
  // An agency without rules of its own shows nothing.
  const files = existsSync(folder) ? readPolicyFiles(agency, folder) : [];
  return files.map((source) => ({ ...source, file: `subgraphs/${agency}/policies/${basename(source.file)}` }));
}
