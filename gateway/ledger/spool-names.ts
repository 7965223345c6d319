import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Writers of this process, from their opening to their end. */
const LIVE = new Set<string>();

export function beginWriter(writer: string): void {
  LIVE.add(writer);
}

export function endWriter(writer: string): void {
  LIVE.delete(writer);
}

/** `<writer>.<process>-<its start>.spool`: whose it is and whether they live is known without opening it. */
export function spoolFile(folder: string, writer: string): string {
  return join(folder, `${encodeURIComponent(writer)}.${process.pid}-${startOf(process.pid) ?? '0'}.spool`);
}

const FILE = /^(.+)\.(\d+)-(\w+)\.spool$/;

/** The writer of a spool that has died; undefined for the file of one who lives, and for any other file. */
export function deadWriterOf(fileName: string): string | undefined {
  const [, encoded, pid, start] = FILE.exec(fileName) ?? [];
  if (encoded === undefined) return undefined;
  const writer = decoded(encoded);
  if (writer === undefined || LIVE.has(writer)) return undefined;
  // A process in a container often has the number of the one before it.
  const isAlive = Number(pid) !== process.pid && isRunning(Number(pid), start ?? '');
  return isAlive ? undefined : writer;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isRunning(pid: number, start: string): boolean {
  if (start !== '0') return startOf(pid) === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, and there all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Ticks from the boot of the machine to the start of a process (field 22 of /proc/PID/stat), and of which boot.
 *
 * @returns undefined where no such process runs, and where there is no /proc.
 */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the name in brackets and may hold anything; the fields are counted from its end.
    const [state, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return `${rest[18]}_${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}`;
  } catch {
    return undefined;
  }
}
