import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process told apart from a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the form the operating system gives; compared, never read. */
  readonly startTime: string;
}

/** The running process with this number; undefined where there is none, or only its unreaped remains. */
export function identityOf(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const startTime = process.platform === 'linux' ? startOnLinux(pid) : ps(pid, 'lstart=');
  return startTime === undefined ? undefined : { pid, startTime };
}

/** True while this very process runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startTime === identity.startTime;
}

/** The command line of a running process; undefined where it cannot be read. */
export function commandLineOf(pid: number): readonly string[] | undefined {
  if (process.platform !== 'linux') return ps(pid, 'command=')?.split(' ');
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').slice(0, -1);
  } catch {
    return undefined;
  }
}

/** Waits until the process is gone. @returns false where it still runs after `milliseconds`. */
export async function isGoneWithin(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const until = Date.now() + milliseconds;
  while (isAlive(identity)) {
    if (Date.now() > until) return false;
    await pause(20);
  }
  return true;
}

/** Sends a signal to this very process; a process that has just gone is no error. */
export function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Ticks since boot at which the process started (field 22 of /proc/PID/stat), with the id of that boot: a time of day
 * would move whenever the clock is set.
 */
function startOnLinux(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold anything; the fields are counted from its end.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${rest[18] ?? ''}@${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return undefined;
  }
}

function ps(pid: number, format: string): string | undefined {
  const asked = spawnSync('ps', ['-o', 'stat=', '-o', format, '-ww', '-p', String(pid)], { encoding: 'utf8' });
  const [, state, text] = /^\s*(\S+)\s+(.+?)\s*$/.exec(asked.stdout ?? '') ?? [];
  return state === undefined || state.startsWith('Z') ? undefined : text;
}
