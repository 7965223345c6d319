import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const HUB = fileURLToPath(new URL('../../bin/hub.ts', import.meta.url));
/** Longest wait for a process to be ready or to end, milliseconds. */
const PATIENCE_MS = 90_000;

/** `hub gateway` as a process of its own. */
export interface HubProcess extends AsyncDisposable {
  readonly url: string;
  /** False once it has ended, whoever ended it. */
  readonly isAlive: boolean;
  /** What it wrote to standard error so far. */
  readonly told: string;
  /** What it wrote to standard output so far. */
  readonly said: string;
  /** Of the process that watches the workers. */
  readonly pid: number | undefined;
  signal(name: NodeJS.Signals): void;
  /** @returns exit code, or the signal that ended it. @throws Error where it does not end in time. */
  ended(): Promise<number | NodeJS.Signals | null>;
}

/** @param flags of `hub gateway`. @param environment beside this process's own. @throws Error with what the process told where it does not become ready. */
export async function startHubProcess(
  flags: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<HubProcess> {
  const child = fork(HUB, ['gateway', ...flags], {
    execArgv: ['--import', 'tsx', '--no-warnings'],
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let [told, said] = ['', ''];
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ended = async () => {
    if (isAlive()) await once(child, 'exit', { signal: AbortSignal.timeout(PATIENCE_MS) });
    return child.exitCode ?? child.signalCode;
  };
  const kill = async () => {
    if (isAlive()) child.kill('SIGKILL');
    await ended();
  };
  try {
    return {
      url: await readyUrl(child, ended),
      get isAlive() {
        return isAlive();
      },
      get told() {
        return told;
      },
      get said() {
        return said;
      },
      pid: child.pid,
      signal: (name) => void child.kill(name),
      ended,
      [Symbol.asyncDispose]: kill,
    };
  } catch {
    await kill();
    throw new Error(`the hub did not become ready: ${told}`);
  }
}

async function readyUrl(child: ChildProcess, ended: () => Promise<unknown>): Promise<string> {
  const ready = once(child, 'message', { signal: AbortSignal.timeout(PATIENCE_MS) }).then(([message]) => message);
  const first: unknown = await Promise.race([ready, ended()]);
  const url: unknown = typeof first === 'object' && first !== null ? Reflect.get(first, 'url') : undefined;
  ready.catch(() => {});
  if (typeof url !== 'string') throw new Error('not ready');
  return url;
}
