import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeGrantKeys } from '../../standards/grant/keys.ts';
import { writePrivate } from './home.ts';

/** Files of the keys by which the agencies of the demo know its hub. Disposing removes them. */
export interface GrantKeyFiles extends Disposable {
  readonly hub: string;
  /** What each recipient's pseudonyms are made from. */
  readonly pseudonyms: string;
  of(agency: string): string;
}

/** Makes new keys at each start: nothing that runs knows the old ones. */
export function grantKeyFiles(home: string, agencies: readonly string[]): GrantKeyFiles {
  const folder = join(home, 'grants');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  remove();
  mkdirSync(folder, { mode: 0o700 });
  const fileOf = (name: string): string => join(folder, `${name}.json`);
  const made = makeGrantKeys(agencies);
  for (const [name, file] of [['hub', made.hub] as const, ...made.agencies]) {
    writePrivate(fileOf(name), JSON.stringify(file));
  }
  const pseudonyms = join(folder, 'pseudonyms.txt');
  writePrivate(pseudonyms, randomBytes(32).toString('base64'));
  return { hub: fileOf('hub'), pseudonyms, of: fileOf, [Symbol.dispose]: remove };
}
