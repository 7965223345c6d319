import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type GrantKeyFiles, grantKeyFiles } from '../../demo/start/grant-keys.ts';
import { writePrivate } from '../../demo/start/home.ts';
import { addAgencyKeys, type HubKeysFile } from '../../standards/grant/keys.ts';
import type { Others } from './others.ts';

/**
 * The keys by which agencies know the hub that is developed with: new ones, or those that running neighbours believe and
 * a secret of its own for the agency beside them.
 *
 * @throws Error where the running neighbours' keys cannot be read.
 */
export function devKeys(home: string, agencies: readonly string[], own: string, others: Others): GrantKeyFiles {
  if (others.kind === 'mock') return grantKeyFiles(home, agencies);
  const made = added(others.hubKeys, own);
  const folder = join(home, 'grants');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  writePrivate(fileOf('hub'), JSON.stringify(made.hub));
  writePrivate(fileOf(own), JSON.stringify(made.agency));
  const pseudonyms = join(folder, 'pseudonyms.txt');
  writePrivate(pseudonyms, randomBytes(32).toString('base64'));
  return { hub: fileOf('hub'), pseudonyms, of: fileOf, [Symbol.dispose]: remove };
}

function added(file: string, own: string): ReturnType<typeof addAgencyKeys> {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as HubKeysFile;
    // One of those that run is developed: this is the hub that asks it, with a secret of its own.
    const { [own]: _, ...secrets } = json.secrets;
    return addAgencyKeys({ ...json, secrets }, own);
  } catch {
    throw new Error(`${file}: has no keys of a hub; name theirs with --grants FILE (docs/grants.md)`);
  }
}
