import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../compose/root.ts';
import { registered } from './entry.ts';
import { type AgencyFolder, isAgencyFolder, readAgencyFolder } from './folder.ts';

/** Agencies that live elsewhere: a folder for each, of what they publish and the rules over it. */
const JOINED = new URL('joined/', ROOT);

/**
 * Agencies that joined the national graph with an SDL, an address and rules.
 *
 * @throws Error where one calls itself otherwise than its folder, or as an agency of this tree: rules would be another's.
 *   Where one is made of links: what cannot be read as SDL or rules is told with its line, and may be nobody's business.
 */
export function joinedAgencies(): readonly AgencyFolder[] {
  if (!existsSync(JOINED)) return [];
  const taken = new Set<string>(registered().map(({ name }) => name));
  return readdirSync(JOINED).flatMap((folder) => {
    const path = join(fileURLToPath(JOINED), folder);
    if (!isAgencyFolder(path)) return [];
    if (hasLink(path)) throw new Error(`joined/${folder} has symbolic links: give it the files themselves`);
    const agency = readAgencyFolder(path);
    const { name } = agency.entry;
    if (name !== folder)
      throw new Error(`joined/${folder} calls itself "${name}" in agency.json: call its folder the same`);
    if (taken.has(name))
      throw new Error(`joined/${folder}: "${name}" is an agency of this tree; it needs a name of its own`);
    return [agency];
  });
}

function hasLink(path: string): boolean {
  const below = () => readdirSync(path, { recursive: true, withFileTypes: true });
  return lstatSync(path).isSymbolicLink() || below().some((each) => each.isSymbolicLink());
}
