import { createPublicKey, type JsonWebKey, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type GrantKeyFiles, grantKeyFiles } from '../../demo/start/grant-keys.ts';
import { writePrivate } from '../../demo/start/home.ts';
import { type HubKeysFile, hubKeysOf } from '../../standards/grant/keys.ts';
import type { Others } from './others.ts';

/**
 * The keys by which agencies know the hub that is developed with: new ones, or those that running neighbours believe and
 * a secret of its own for the agency beside them.
 *
 * @throws Error where the running neighbours' keys cannot be read.
 */
export function devKeys(home: string, agencies: readonly string[], own: string, others: Others): GrantKeyFiles {
  if (others.kind === 'mock') return grantKeyFiles(home, agencies);
  const known = hubKeysIn(others.hubKeys);
  const folder = join(home, 'grants');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  const secrets = [randomBytes(32).toString('base64url')];
  writePrivate(fileOf('hub'), JSON.stringify({ ...known, secrets: { ...known.secrets, [own]: secrets } }));
  writePrivate(fileOf(own), JSON.stringify({ verification: known.signing.map(publicPart), secrets }));
  const pseudonyms = join(folder, 'pseudonyms.txt');
  writePrivate(pseudonyms, randomBytes(32).toString('base64'));
  return { hub: fileOf('hub'), pseudonyms, of: fileOf, [Symbol.dispose]: remove };
}

function hubKeysIn(file: string): HubKeysFile {
  try {
    const json: unknown = JSON.parse(readFileSync(file, 'utf8'));
    hubKeysOf(json);
    return json as HubKeysFile;
  } catch {
    throw new Error(`${file}: has no keys of a hub; name theirs with --grants FILE (docs/grants.md)`);
  }
}

function publicPart(key: JsonWebKey): JsonWebKey {
  const made = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' });
  return { ...made, kid: key['kid'] } as JsonWebKey;
}
