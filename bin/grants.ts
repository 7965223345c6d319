import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writePrivate } from '../demo/start/home.ts';
import { agencyName } from '../gateway/ids.ts';
import { addAgencyKeys, makeGrantKeys, readKeys } from '../standards/grant/keys.ts';
import { agencies } from '../subgraphs/index.ts';
import type { Command } from './command.ts';

const HELP = `hub grants --out FOLDER [--agencies A,B]   new keys by which agencies know that it is the hub that asks

       --out FOLDER --add AGENCY           keys for one more, beside the gateway's hub.json that is there

  hub.json     for the gateway alone: HUB_GRANTS_FILE
  AGENCY.json  for the agency of that name alone: HUB_GRANT_KEYS_FILE

How keys turn without a refused call: docs/grants.md`;

/** Readable by their owner alone. */
const PRIVATE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** `hub grants`: makes keys for a gateway and the agencies. */
export const grants: Command = {
  name: 'grants',
  summary: 'make the keys by which agencies know the hub: hub grants --out FOLDER',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        out: { type: 'string' },
        agencies: { type: 'string' },
        add: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help || !values.out) {
      console.log(HELP);
      return values.help ? 0 : 2;
    }
    if (values.add !== undefined) {
      addGrantKeys(values.out, values.add);
      console.log(`Keys for ${values.add} are in ${values.out}; the gateway reads its own again by itself.`);
      return 0;
    }
    const names = values.agencies?.split(',').filter(Boolean) ?? agencies.map(({ name }) => name);
    writeGrantKeys(values.out, names);
    console.log(`Keys for ${names.join(', ')} and the gateway are in ${values.out}.`);
    return 0;
  },
};

/** Writes the files into a folder, made where it is missing. @throws Error where one of them is there already. */
function writeGrantKeys(folder: string, names: readonly string[]): void {
  const made = makeGrantKeys(names);
  mkdirSync(folder, { recursive: true, mode: PRIVATE_FOLDER });
  for (const [name, file] of [['hub', made.hub] as const, ...made.agencies]) {
    // Not over others that are in use: what they let in would be let in no longer.
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(file, null, 2)}\n`, { mode: PRIVATE, flag: 'wx' });
  }
}

/** @throws Error where the folder has no hub.json, or the agency has keys there. */
function addGrantKeys(folder: string, name: string): void {
  if (!agencyName(name)) throw new Error('--add must be the name of an agency');
  const file = join(folder, 'hub.json');
  const { hub, agency } = addAgencyKeys(readKeys(file), name);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(agency, null, 2)}\n`, { mode: PRIVATE, flag: 'wx' });
  writePrivate(file, `${JSON.stringify(hub, null, 2)}\n`);
}
