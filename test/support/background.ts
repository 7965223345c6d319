import { spawn } from 'node:child_process';

/** A command that goes on at a terminal of its own. Disposing it is that terminal's Ctrl-C. */
export interface BackgroundCommand extends AsyncDisposable {
  readonly said: () => string;
  /** Until it has said that. @throws Error where it ends before, or never says so. */
  until(text: string): Promise<void>;
}

const PATIENCE_MS = 120_000;

export function backgroundCommand(command: string, cwd: string, env: NodeJS.ProcessEnv): BackgroundCommand {
  const child = spawn('sh', ['-c', command], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    said: () => said,
    async until(text) {
      const late = Date.now() + PATIENCE_MS;
      while (!said.includes(text)) {
        if (child.exitCode !== null || Date.now() > late) throw new Error(`${command}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    async [Symbol.asyncDispose]() {
      // npx stands between: Ctrl-C goes to all of them.
      if (child.exitCode === null) process.kill(-(child.pid ?? 0), 'SIGINT');
      await ended;
    },
  };
}
