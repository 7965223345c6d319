import cluster from 'node:cluster';
import { parseArgs } from 'node:util';
import { readConfig } from '../gateway/config/read.ts';
import { startFromEnvironment } from '../gateway/main.ts';
import { type Command, untilStopped } from './command.ts';
import { superviseWorkers } from './workers.ts';

const HELP = `hub gateway [options]      what is not said here is read from the environment, then the file
                           (docs/operate.md; hub config check)

  --config FILE       YAML or JSON: everything that can be said          HUB_CONFIG
  --supergraph FILE   the composed graph; read again when it changes     HUB_SUPERGRAPH
  --port N            where to listen; 0: any free port                  HUB_PORT
  --host ADDRESS      127.0.0.1 unless said otherwise                    HUB_HOST
  --workers N         processes that share the port                      HUB_WORKERS
  --operations FOLDER stored operations, planned before they are asked   HUB_OPERATIONS
  --engine NAME       hub, or reference (@apollo/gateway, to compare)    HUB_ENGINE
  --planner NAME      hive or apollo                                     HUB_PLANNER
  --open              serve anybody, without identity and policies: only a supergraph that protects nothing`;

const OPTIONS = {
  config: { type: 'string' },
  supergraph: { type: 'string' },
  port: { type: 'string' },
  host: { type: 'string' },
  workers: { type: 'string' },
  operations: { type: 'string' },
  engine: { type: 'string' },
  planner: { type: 'string' },
  open: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `hub gateway`: the federated gateway, one process that watches and one or more that answer. */
export const gateway: Command = {
  name: 'gateway',
  summary:
    'run the federated gateway: --config FILE --supergraph FILE --port N --workers N --open … (hub gateway --help)',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const environment = environmentOf(values);
    if (cluster.isWorker) return answerUntilStopped(environment);
    // Read here first: what is wrong is told once, before anything is started.
    const { access, workers } = readConfig(environment);
    if (access.kind === 'open') {
      console.error('OPEN GATEWAY: it asks nobody who they are and releases everything it serves to everybody.');
    }
    return superviseWorkers(workers ?? 1);
  },
};

/** A worker. */
async function answerUntilStopped(environment: NodeJS.ProcessEnv): Promise<number> {
  try {
    return await untilStopped(await startFromEnvironment(environment));
  } finally {
    // An open channel to the process that watches would keep this one alive.
    if (process.connected) process.disconnect();
  }
}

type Flags = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** Flags stand above the environment. */
function environmentOf({ open, help: _help, ...named }: Flags): NodeJS.ProcessEnv {
  const given = Object.entries(named).map(([name, value]) => [`HUB_${name.toUpperCase()}`, value]);
  return { ...process.env, ...Object.fromEntries(given), ...(open && { HUB_OPEN: '1' }) };
}
