import { agencies } from '../subgraphs/index.ts';
import { type Agency, grantTrust } from '../subgraphs/kit/index.ts';
import { isAgencyFolder, readAgencyFolder } from './agency/folder.ts';
import { type Command, untilStopped } from './command.ts';

/** For `hub dev`: everything but the agency's code is loaded before it is asked for. */
const STANDBY = '--standby';

/** While connections are let go of, milliseconds. */
const DRAIN_MS = 300;

/** `hub subgraph NAME` or `FOLDER`: one agency's subgraph as a process. */
export const subgraph: Command = {
  name: 'subgraph',
  summary:
    "run one agency's subgraph: hub subgraph NAME|FOLDER (HUB_SOURCE_URL, HUB_GRANT_KEYS_FILE, HUB_CURSOR_KEY_FILE …)",
  async run([name = '', mode]) {
    // What is loaded meanwhile need not be loaded when the agency's code is there to run.
    if (mode === STANDBY) await told();
    const agency = await agencyOf(name);
    const grants = grantTrust(process.env, (error) => console.error(error instanceof Error ? error.message : 'failed'));
    if (grants === 'off') console.error('OPEN DOOR: whoever reaches this subgraph is answered (HUB_GRANTS=off).');
    const running = await agency.serve({
      grants,
      drainMs: DRAIN_MS,
      sourceUrl: process.env['HUB_SOURCE_URL'] ?? '',
      host: process.env['HUB_HOST'] ?? '127.0.0.1',
      port: Number(process.env['HUB_PORT'] ?? 0),
      sourceTimeoutMs: milliseconds(process.env['HUB_SOURCE_TIMEOUT_MS']),
      cursorKeyFile: process.env['HUB_CURSOR_KEY_FILE'],
      ledgerNamingFile: process.env['HUB_LEDGER_NAMING_FILE'],
      logLevel: process.env['HUB_LOG_LEVEL'] ?? 'warn',
    });
    console.error(`Subgraph ready at ${running.url}`);
    return untilStopped(running);
  },
};

/** Until the process that started this one says so. */
async function told(): Promise<void> {
  await import('./agency/definition.ts');
  // INVARIANT: nobody waits for this process when nobody can speak to it any more. Listened for longer, an open channel
  // would keep one alive whose agency does not start.
  const end = () => process.exit();
  process.once('disconnect', end);
  await new Promise<void>((resolve) => process.once('message', () => resolve()));
  process.off('disconnect', end);
}

/** @throws Error where it is none of this tree, and no folder of one. */
async function agencyOf(name: string): Promise<Agency> {
  const known = agencies.find((each) => each.name === name);
  if (known) return known;
  // What has no agency.json may still be a folder of this tree.
  if (!isAgencyFolder(name) && !/[\\/]/.test(name)) {
    const names = agencies.map((each) => each.name).join(', ');
    throw new Error(`name one of: ${names}; or a folder with agency.json and agency.ts`);
  }
  // Loaded when asked for: what compiles TypeScript is no part of serving an agency of this tree.
  const { definitionOf } = await import('./agency/definition.ts');
  try {
    return await definitionOf(readAgencyFolder(name));
  } catch (error) {
    // Where it came from is the developer's own code.
    if (error instanceof Error) console.error(error.stack);
    throw error;
  }
}

/** @throws Error where it is no whole number of milliseconds up to a minute. */
function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 60_000) {
    throw new Error('HUB_SOURCE_TIMEOUT_MS must be 1 to 60000 milliseconds');
  }
  return Number(text);
}
