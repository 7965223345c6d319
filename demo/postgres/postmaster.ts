import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, identityOf, isGoneWithin, type ProcessIdentity, signal } from '../start/processes.ts';
import { PostgresError } from './binaries.ts';

const FAST_WITHIN_MS = 30_000;
const IMMEDIATE_WITHIN_MS = 10_000;

/**
 * The server that runs on this data folder, verified by its command line. A lock file whose number meanwhile belongs
 * to another program is removed: PostgreSQL would refuse to start beside it.
 */
export function postmasterOf(data: string): ProcessIdentity | undefined {
  const lock = join(data, 'postmaster.pid');
  const pid = Number(firstLine(lock));
  const identity = identityOf(pid);
  if (identity && isServerOf(pid, data)) return identity;
  rmSync(lock, { force: true });
  return undefined;
}

/**
 * Stops a server: fast first (running transactions are rolled back), at once if that takes too long.
 *
 * @throws PostgresError where it runs on all the same.
 */
export async function stopPostmaster(postmaster: ProcessIdentity): Promise<void> {
  signal(postmaster, 'SIGINT');
  if (await isGoneWithin(postmaster, FAST_WITHIN_MS)) return;
  signal(postmaster, 'SIGQUIT');
  if (await isGoneWithin(postmaster, IMMEDIATE_WITHIN_MS)) return;
  throw new PostgresError(`A PostgreSQL server of an earlier run does not end (process ${postmaster.pid}).`);
}

function isServerOf(pid: number, data: string): boolean {
  const [program = '', ...options] = commandLineOf(pid) ?? [];
  return program.endsWith('postgres') && options.some((option, at) => option === '-D' && options[at + 1] === data);
}

function firstLine(path: string): string {
  try {
    return readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
  } catch {
    return '';
  }
}
