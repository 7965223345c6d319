import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../demo/start/home.ts';
import type { Command } from './command.ts';

/** `hub schema`: the schema an audience sees, for generators of clients. */
export const schema: Command = {
  name: 'schema',
  summary: 'print the schema an audience sees, for generators of clients: hub schema [--audience national]',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { audience: { type: 'string', default: 'national' } } });
    if (values.audience !== 'national') {
      console.error('There is one audience: national (officers).');
      return 2;
    }
    process.stdout.write(readFileSync(join(packageRoot(), 'schema', 'api.graphql'), 'utf8'));
    return 0;
  },
};
