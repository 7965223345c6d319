import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../compose/root.ts';
import { type AgencyFolder, isAgencyFolder, readAgencyFolder } from './folder.ts';

/** Agencies that live elsewhere: a folder for each, of what they publish and the rules over it. */
const JOINED = new URL('joined/', ROOT);

/** Agencies that joined the national graph with an SDL, an address and rules. */
export function joinedAgencies(): readonly AgencyFolder[] {
  if (!existsSync(JOINED)) return [];
  const folders = readdirSync(JOINED).map((name) => fileURLToPath(new URL(name, JOINED)));
  return folders.filter(isAgencyFolder).map(readAgencyFolder);
}
