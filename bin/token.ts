import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PERSONAS, personaOf } from '../demo/identity/personas.ts';
import { personaToken } from '../demo/identity/token.ts';
import { hubHome } from '../demo/start/home.ts';
import type { Command } from './command.ts';

const OPTIONS = { persona: { type: 'string' }, purpose: { type: 'string', multiple: true } } as const;

/** `hub token`: an access token, good for an hour, from the identity provider that `hub start` runs. */
export const token: Command = {
  name: 'token',
  summary: 'print an access token of the demo: hub token --persona NAME [--purpose P]…',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (!personaOf(values.persona)) {
      console.error('Usage: hub token --persona NAME [--purpose P]…   (all its purposes unless some are named)\n');
      for (const { name, sentence, purposes } of PERSONAS) {
        console.error(`  ${name}: ${sentence}\n    ${purposes.join(' ')}`);
      }
      return 2;
    }
    const { persona = '', purpose } = values;
    console.log(await personaToken(issuerOfDemo(), { persona, ...(purpose && { purposes: purpose }) }));
    return 0;
  },
};

/** @throws Error where no demo runs. */
function issuerOfDemo(): string {
  const file = join(hubHome(), 'demo.json');
  const record: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  const { identity } = (record ?? {}) as { readonly identity?: unknown };
  if (typeof identity === 'string') return identity;
  throw new Error('no hub runs here; start one with npm start (HUB_HOME names its folder)');
}
