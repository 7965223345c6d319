import { fileURLToPath } from 'node:url';
import { runHub } from '../demo/start/run.ts';
import { agencies } from '../subgraphs/index.ts';
import type { Command } from './command.ts';
import { makeKeyFiles } from './ledger/key-files.ts';

const CONTRACT = new URL('../schema/', import.meta.url);

/** `hub start`: all parts on this machine, with demo data and people. */
export const start: Command = {
  name: 'start',
  summary: 'run everything on this machine with demo data (DATABASE_URL, HUB_PORT, HUB_HOME)',
  run: () =>
    runHub({
      agencies: agencies.map(({ name }) => name),
      supergraph: fileURLToPath(new URL('supergraph.graphql', CONTRACT)),
      operations: fileURLToPath(new URL('operations/officer/', CONTRACT)),
      ledgerKeys: makeKeyFiles,
    }),
};
