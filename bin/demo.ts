import { resetCommand, seedCommand, startSystem } from '../demo/start/commands.ts';
import { hubHome, partnersFolder } from '../demo/start/home.ts';
import { type Command, untilStopped } from './command.ts';

const USAGE = `Usage:
  hub demo seed [--movements N] [--seed S] [--from ISO]   play a generated day into the systems
  hub demo reset                                          remove everything the demo has made
  hub demo system NAME                                    run one existing system (HUB_SOURCE_URL)
  hub demo identity                                       run the identity provider of the personas (HUB_PORT)`;

/** `hub demo …`: the stand-ins for the agencies' existing systems and their data. */
export const demo: Command = {
  name: 'demo',
  summary: 'demo data and systems: hub demo seed | reset | system NAME | identity',
  async run([action, ...args]) {
    switch (action) {
      case 'seed':
        return seedCommand(args);
      case 'reset':
        return resetCommand();
      case 'system':
        return untilStopped(await startSystem(args[0] ?? ''));
      case 'identity': {
        // Loaded when asked for: it is there to develop with, and no part of an installation.
        const { startIdentity } = await import('../demo/identity/provider.ts');
        const partners = partnersFolder(hubHome());
        return untilStopped(await startIdentity({ port: Number(process.env['HUB_PORT'] ?? 0), partners }));
      }
      default:
        console.error(USAGE);
        return 2;
    }
  },
};
