#!/usr/bin/env node
import type { Command } from './command.ts';

/** Loaded when asked for: a command that needs no gateway does not wait for one to be read. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  'new-agency': async () => (await import('./new-agency.ts')).newAgency,
  dev: async () => (await import('./dev.ts')).dev,
  start: async () => (await import('./start.ts')).start,
  intake: async () => (await import('./intake.ts')).intake,
  codes: async () => (await import('./codes.ts')).codes,
  demo: async () => (await import('./demo.ts')).demo,
  config: async () => (await import('./config.ts')).config,
  token: async () => (await import('./token.ts')).token,
  gateway: async () => (await import('./gateway.ts')).gateway,
  subgraph: async () => (await import('./subgraph.ts')).subgraph,
  revoke: async () => (await import('./revoke.ts')).revoke,
  agreement: async () => (await import('./agreement.ts')).agreement,
  operations: async () => (await import('./operations.ts')).operations,
  ledger: async () => (await import('./ledger.ts')).ledger,
  grants: async () => (await import('./grants.ts')).grants,
  explain: async () => (await import('./explain.ts')).explain,
  policy: async () => (await import('./policy.ts')).policy,
  schema: async () => (await import('./schema.ts')).schema,
  graph: async () => (await import('./graph.ts')).graph,
  check: async () => (await import('./check.ts')).check,
  compose: async () => (await import('./compose.ts')).compose,
};

const [name = '', ...args] = process.argv.slice(2);
process.exitCode = Object.hasOwn(COMMANDS, name) ? await run(name, args) : await help(name);

async function run(command: string, rest: readonly string[]): Promise<number> {
  try {
    const { run: runCommand } = (await COMMANDS[command]?.()) ?? {};
    return (await runCommand?.(rest)) ?? 1;
  } catch (error) {
    console.error(`hub ${command}: ${error instanceof Error ? error.message : 'failed'}`);
    return 1;
  }
}

async function help(asked: string): Promise<number> {
  if (asked && !['help', '--help', '-h'].includes(asked)) console.error(`hub: there is no command "${asked}".\n`);
  console.log('Usage: hub COMMAND\n');
  for (const [each, load] of Object.entries(COMMANDS)) console.log(`  ${each.padEnd(11)} ${(await load()).summary}`);
  return asked && !asked.includes('help') && asked !== '-h' ? 2 : 0;
}
