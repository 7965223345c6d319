import { join } from 'node:path';
import { makeGrantKeys } from '../../standards/grant/keys.ts';
import { writePrivate } from './home.ts';

/** Files of the keys by which the agencies of the demo know its hub. */
export interface GrantKeyFiles {
  readonly hub: string;
  of(agency: string): string;
}

/** Makes new keys at each start: nothing that runs knows the old ones. */
export function grantKeyFiles(home: string, agencies: readonly string[]): GrantKeyFiles {
  const fileOf = (name: string): string => join(home, `grants-${name}.json`);
  const made = makeGrantKeys(agencies);
  for (const [name, file] of [['hub', made.hub] as const, ...made.agencies]) {
    writePrivate(fileOf(name), JSON.stringify(file));
  }
  return { hub: fileOf('hub'), of: fileOf };
}
