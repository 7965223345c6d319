import { startFromEnvironment } from '../gateway/main.ts';
import { type Command, untilStopped } from './command.ts';

/** `hub gateway`: the federated gateway as a process, configured by the environment. */
export const gateway: Command = {
  name: 'gateway',
  summary: 'run the federated gateway (HUB_SUPERGRAPH, HUB_SUBGRAPHS, HUB_ISSUERS, HUB_PORT …)',
  async run() {
    const hub = await startFromEnvironment(process.env);
    console.error(`Gateway ready at ${hub.url}`);
    return untilStopped(hub);
  },
};
