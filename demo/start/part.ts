import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { identityOf, isGoneWithin } from './processes.ts';

/** How one part of the hub is started: a command of this very program in a process of its own. */
export interface PartOptions {
  /** Name for reports and the log file. */
  readonly name: string;
  /** Arguments of `hub`, e.g. `['subgraph', 'border']`. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** File that takes what the part says; emptied first. */
  readonly logFile: string;
  /** How long it may be silent before it says where it is, milliseconds; a minute unless said otherwise. */
  readonly patienceMs?: number;
}

/** A part that was started. */
export interface Part {
  readonly name: string;
  /** Where it is, as it says itself once it runs. Rejects with PartError where it ends or stays silent instead. */
  readonly url: Promise<string>;
  /** Settles when it ends, asked to or not. */
  readonly ended: Promise<PartEnd>;
  /** Asks it to end and waits; one that does not is killed. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
  /** Says something to it over the channel between the two. */
  tell(message: object): void;
}

/** How a part ended. */
export interface PartEnd {
  readonly name: string;
  /** `exit code 1`, `signal SIGKILL` … */
  readonly how: string;
  readonly logFile: string;
}

/** A part ended that nobody asked to end. Its message tells which, how, and the end of its log. */
export class PartError extends Error {
  constructor({ name, how, logFile }: PartEnd) {
    super(`${name} ended unasked (${how}). The end of ${logFile}:\n${logTail(logFile)}`);
  }
}

/** Of this process's environment, what every part gets; what a part is told beyond that is said one by one. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'TMPDIR',
  'LANG',
  'NODE_ENV',
  'NODE_OPTIONS',
  'NODE_EXTRA_CA_CERTS',
  'HUB_LOG_LEVEL',
  'HUB_CURSOR_KEY_FILE',
];

const READY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 10_000;
const LOG_TAIL_LINES = 12;

/** Starts a part. */
export function startPart(options: PartOptions): Part {
  const child = forkPart(options);
  const ended = endOf(child, options);
  const url = readyUrl(child, ended, options.patienceMs ?? READY_WITHIN_MS);
  // Whoever waits for the part hears of it; that nobody does just then is no fault.
  url.catch(() => {});
  return {
    name: options.name,
    url,
    ended,
    stop: () => stop(child, ended),
    kill: () => child.kill('SIGKILL'),
    tell: (message) => child.connected && child.send(message),
  };
}

function forkPart({ args, environment, logFile }: PartOptions): ChildProcess {
  const log = openSync(logFile, 'w', 0o600);
  try {
    const passed = PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
    return fork(process.argv[1] ?? '', [...args], {
      execArgv: process.execArgv,
      env: { ...Object.fromEntries(passed), ...environment },
      stdio: ['ignore', log, log, 'ipc'],
      // A group of its own: Ctrl-C at the terminal reaches this process alone, which ends the parts in order.
      detached: true,
    });
  } finally {
    closeSync(log);
  }
}

function endOf(child: ChildProcess, { name, logFile }: PartOptions): Promise<PartEnd> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) =>
      resolve({ name, logFile, how: signal ? `signal ${signal}` : `exit code ${code}` }),
    );
    child.once('error', () => resolve({ name, logFile, how: 'could not be started' }));
  });
}

async function readyUrl(child: ChildProcess, ended: Promise<PartEnd>, patienceMs: number): Promise<string> {
  const said = new Promise<string>((resolve) => {
    child.on('message', (message: unknown) => {
      const { kind, url } = (typeof message === 'object' && message ? message : {}) as {
        kind?: unknown;
        url?: unknown;
      };
      if (kind === 'ready' && typeof url === 'string') resolve(url);
    });
  });
  const silence = pause(patienceMs, undefined, { ref: false });
  const url = await Promise.race([said, ended.then(() => undefined), silence]);
  if (url !== undefined) return url;
  child.kill('SIGKILL');
  throw new PartError(await ended);
}

/** A part ends when its channel to this process closes: the same way it ends when this process is killed. */
async function stop(child: ChildProcess, ended: Promise<PartEnd>): Promise<void> {
  const identity = identityOf(child.pid ?? 0);
  if (child.connected) child.disconnect();
  if (!identity || (await isGoneWithin(identity, END_WITHIN_MS))) return;
  child.kill('SIGKILL');
  await ended;
}

function logTail(logFile: string): string {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}
