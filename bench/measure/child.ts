import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A process started by the bench. Disposing it ends it; if it ends by itself, so does the bench. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** Its next message of this kind. */
  message<Message extends { readonly kind: string }>(kind: Message['kind']): Promise<Message>;
  send(message: object): void;
}

const running = new Set<ChildProcess>();
const PRELOADED = new URL('./end-with-runner.js', import.meta.url).href;
const PATIENCE_MS = 5_000;
const KEPT_OF_ITS_ERRORS = 4_000;

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * Starts node with exactly this environment. What it writes to standard output goes to /dev/null, a cost that is its
 * own; the end of its standard error is told when it ends by itself.
 */
export function startChild(args: readonly string[], environment: Readonly<Record<string, string>>): Child {
  const child = spawn(process.execPath, ['--import', PRELOADED, ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running.add(child);
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-KEPT_OF_ITS_ERRORS);
  });
  let isAskedToEnd = false;
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      running.delete(child);
      if (isAskedToEnd) return resolve();
      // Without it every figure would be of something else.
      console.error(`${args.find((arg) => /\.[jt]s$/.test(arg))} ended by itself:\n${errors}`);
      process.exit(1);
    });
  });
  return {
    pid: child.pid ?? 0,
    send: (message) => child.send(message),
    message: (kind) => messageOf(child, kind),
    async [Symbol.asyncDispose]() {
      isAskedToEnd = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}

function messageOf<Message extends { readonly kind: string }>(child: ChildProcess, kind: string): Promise<Message> {
  return new Promise((resolve) => {
    const read = (message: unknown) => {
      if ((message as Message).kind !== kind) return;
      child.off('message', read);
      resolve(message as Message);
    };
    child.on('message', read);
  });
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Ticks of /proc a second: fixed by Linux for all that read it. */
const TICKS_A_SECOND = 100;

/** CPU time of the process and of those it started, all threads, user and system, in seconds since its start. */
export function cpuSeconds(pid: number): number {
  return family(pid).reduce((sum, each) => {
    // The name, in brackets, may hold blanks; utime and stime are fields 14 and 15 (proc(5)).
    const fields = readFileSync(`/proc/${each}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return sum + (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  }, 0);
}

/** Resident memory of the process and of those it started, in MB of 1,000,000 bytes. */
export function residentMegabytes(pid: number): number {
  return family(pid).reduce((sum, each) => {
    const kilobytes = readFileSync(`/proc/${each}/status`, 'utf8').match(/^VmRSS:\s+(\d+) kB/m)?.[1];
    return sum + (Number(kilobytes ?? 0) * 1024) / 1e6;
  }, 0);
}

function family(pid: number): readonly number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(family)];
}
