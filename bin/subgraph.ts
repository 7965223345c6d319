import { agencies } from '../subgraphs/index.ts';
import { startSubgraph } from '../subgraphs/kit/index.ts';
import { type Command, untilStopped } from './command.ts';

/** `hub subgraph NAME`: one agency's subgraph as a process. */
export const subgraph: Command = {
  name: 'subgraph',
  summary:
    "run one agency's subgraph: hub subgraph NAME (HUB_SOURCE_URL, HUB_HOST, HUB_PORT, HUB_CURSOR_KEY_FILE, HUB_SOURCE_TIMEOUT_MS)",
  async run([name]) {
    const agency = agencies.find((each) => each.name === name);
    if (!agency) throw new Error(`name one of: ${agencies.map((each) => each.name).join(', ')}`);
    const running = await startSubgraph(agency, {
      sourceUrl: process.env['HUB_SOURCE_URL'] ?? '',
      host: process.env['HUB_HOST'] ?? '127.0.0.1',
      port: Number(process.env['HUB_PORT'] ?? 0),
      sourceTimeoutMs: milliseconds(process.env['HUB_SOURCE_TIMEOUT_MS']),
      cursorKeyFile: process.env['HUB_CURSOR_KEY_FILE'],
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
