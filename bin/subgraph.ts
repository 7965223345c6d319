import { agencies } from '../subgraphs/index.ts';
import { grantTrust, startSubgraph } from '../subgraphs/kit/index.ts';
import { type Command, untilStopped } from './command.ts';

/** While connections are let go of, milliseconds. */
const DRAIN_MS = 300;

/** `hub subgraph NAME`: one agency's subgraph as a process. */
export const subgraph: Command = {
  name: 'subgraph',
  summary: "run one agency's subgraph: hub subgraph NAME (HUB_SOURCE_URL, HUB_GRANT_KEYS_FILE, HUB_CURSOR_KEY_FILE …)",
  async run([name]) {
    const agency = agencies.find((each) => each.name === name);
    if (!agency) throw new Error(`name one of: ${agencies.map((each) => each.name).join(', ')}`);
    const grants = grantTrust(process.env, (error) => console.error(error instanceof Error ? error.message : 'failed'));
    if (grants === 'off') console.error('OPEN DOOR: whoever reaches this subgraph is answered (HUB_GRANTS=off).');
    const running = await startSubgraph(agency, {
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

/** @throws Error where it is no whole number of milliseconds up to a minute. */
function milliseconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,5}$/.test(text) || Number(text) < 1 || Number(text) > 60_000) {
    throw new Error('HUB_SOURCE_TIMEOUT_MS must be 1 to 60000 milliseconds');
  }
  return Number(text);
}
