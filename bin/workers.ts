import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { untilStopped } from './command.ts';

/**
 * Room for young objects, MiB: at once as much as there usually is after a while, and up to twice that. With more, a
 * large answer's objects are many when they are copied, and everybody waits for it.
 */
const NODE_FLAGS = ['--min-semi-space-size=16', '--max-semi-space-size=32'];
/** How long a worker may take to end its requests, milliseconds. */
const DRAIN_MS = 20_000;
/** Wait before a worker that ended is started again, milliseconds; doubled while it ends before it is ready. */
const AGAIN_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Starts this command again so many times as workers that share one port, starts one again that ends by itself, and
 * ends them, running requests first, when it is told to end.
 *
 * @returns the exit code: 1 where the first worker does not get ready.
 */
export async function superviseWorkers(count: number): Promise<number> {
  const [, program = '', ...args] = process.argv;
  cluster.setupPrimary({ exec: program, args, execArgv: [...process.execArgv, ...NODE_FLAGS] });
  const group = new Group();
  // The first alone: what is wrong with the configuration is told once.
  const url = await group.start();
  if (url === undefined) return 1;
  await Promise.all(Array.from({ length: count - 1 }, () => group.start()));
  console.error(`Gateway ready at ${url}${count > 1 ? ` (${count} workers)` : ''}`);
  return untilStopped({ url, [Symbol.asyncDispose]: () => group.stop() });
}

class Group {
  readonly #running = new Set<Worker>();
  #isStopping = false;
  /** The configuration held once: whatever ends a worker later, it is tried again. */
  #wasReady = false;

  /** @returns the address, once the worker answers there; undefined where it ended before. */
  async start(wait = AGAIN_MS): Promise<string | undefined> {
    const worker = cluster.fork();
    this.#running.add(worker);
    let isReady = false;
    const ready = new Promise<string | undefined>((resolve) => {
      worker.on('message', (message: { kind?: string; url?: string }) => {
        if (message.kind !== 'ready') return;
        isReady = true;
        this.#wasReady = true;
        resolve(message.url);
      });
      worker.once('exit', () => resolve(undefined));
    });
    worker.once('exit', () => {
      this.#running.delete(worker);
      if (this.#isStopping || !this.#wasReady) return;
      console.error('A worker of the gateway ended by itself and is started again.');
      const next = isReady ? AGAIN_MS : Math.min(wait * 2, LONGEST_WAIT_MS);
      setTimeout(() => !this.#isStopping && void this.start(next), next);
    });
    return ready;
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    const ended = [...this.#running].map((worker) => once(worker, 'exit'));
    for (const worker of this.#running) worker.process.kill('SIGTERM');
    const timer = setTimeout(() => {
      for (const worker of this.#running) worker.process.kill('SIGKILL');
    }, DRAIN_MS);
    await Promise.all(ended);
    clearTimeout(timer);
  }
}
