import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { inForce, type Setting } from '../gateway/config/in-force.ts';
import { ConfigError } from '../gateway/config/problems.ts';
import { readWithSources } from '../gateway/config/read.ts';
import { SCHEMA_FILE } from '../gateway/config/validate.ts';
import type { Command } from './command.ts';

const USAGE = `Usage:
  hub config check [--config FILE] [--json]   what is in force and who said it, or all that is wrong (exit code 1)
  hub config schema [--path]                  the JSON Schema for editors, or where its file is`;

const OPTIONS = { config: { type: 'string' }, json: { type: 'boolean' }, path: { type: 'boolean' } } as const;

/** `hub config …`: looks at a gateway's configuration without starting one. */
export const config: Command = {
  name: 'config',
  summary: "look at a gateway's configuration: hub config check [--config FILE] | schema",
  async run([action, ...args]) {
    const { values } = parseArgs({ args, options: OPTIONS });
    if (action === 'check') return check(values.config, values.json ?? false);
    if (action === 'schema') {
      process.stdout.write(values.path ? `${SCHEMA_FILE}\n` : readFileSync(SCHEMA_FILE, 'utf8'));
      return 0;
    }
    console.error(USAGE);
    return 2;
  },
};

function check(file: string | undefined, isJson: boolean): number {
  try {
    const settings = inForce(readWithSources({ ...process.env, ...(file && { HUB_CONFIG: file }) }));
    console.log(isJson ? JSON.stringify({ settings }, null, 2) : table(settings));
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (isJson) console.log(JSON.stringify({ problems: error.problems }, null, 2));
    else console.error(error.message);
    return 1;
  }
}

function table(settings: readonly Setting[]): string {
  const rows = [{ name: 'SETTING', saidBy: 'SAID BY', value: 'IN FORCE' }, ...settings];
  const width = (column: keyof Setting) => Math.max(...rows.map((row) => row[column].length));
  const [names, sayers] = [width('name'), width('saidBy')];
  return rows.map(({ name, saidBy, value }) => `${name.padEnd(names)}  ${saidBy.padEnd(sayers)}  ${value}`).join('\n');
}
