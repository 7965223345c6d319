import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freshDatabase } from './database.ts';
import { passable } from './folder.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What `npx hub` runs in a folder where the package is installed. */
const HUB = join(ROOT, 'dist', 'bin', 'hub.js');
const READY_WITHIN_MS = 90_000;

/** How a command ended. */
export interface Ran {
  readonly status: number | null;
  readonly output: string;
}

/** A folder outside this tree, with the hub's package installed as npm installs a folder. */
export interface AgencyPackage extends Disposable {
  readonly path: string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Takes the place of a text that stands there once. */
  edit(file: string, from: string, to: string): void;
  hub(...args: readonly string[]): Promise<Ran>;
  /** The folder as `hub dev` serves it, on ports of its own. */
  dev(...args: readonly string[]): Promise<RunningDev>;
}

export interface RunningDev extends AsyncDisposable {
  readonly url: string;
  readonly page: string;
  /** What it has said so far. */
  readonly said: () => string;
  /** Asks as a persona for a purpose. */
  ask(query: string, persona?: string, purpose?: string): Promise<DevAnswer>;
  /** Asks until the answer is as wished. @throws where it never is. */
  until(query: string, isIt: (answer: DevAnswer) => boolean): Promise<DevAnswer>;
}

export interface DevAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: ReadonlyArray<{ readonly message: string }>;
  readonly extensions: { readonly decisionId: string };
}

/** A ledger of the folder's own in the tests' PostgreSQL, so that none is started for each. */
const environmentOf = (databaseUrl: string | undefined) => ({ ...process.env, DATABASE_URL: databaseUrl });

export function agencyPackage(): AgencyPackage {
  const folder = passable();
  const at = (file: string) => join(folder.path, file);
  mkdirSync(at('node_modules/.bin'), { recursive: true });
  symlinkSync('../cbm-hub/dist/bin/hub.js', at('node_modules/.bin/hub'));
  symlinkSync(ROOT, at('node_modules/cbm-hub'));
  writeFileSync(at('package.json'), JSON.stringify({ dependencies: { 'cbm-hub': `file:${ROOT}` } }));
  const read = (file: string) => readFileSync(at(file), 'utf8');
  return {
    path: folder.path,
    read,
    write(file, text) {
      mkdirSync(dirname(at(file)), { recursive: true });
      writeFileSync(at(file), text);
    },
    edit(file, from, to) {
      const text = read(file);
      if (text.split(from).length !== 2) throw new Error(`${file} does not hold this once: ${from}`);
      writeFileSync(at(file), text.replace(from, to));
    },
    hub: (...args) => ran(folder.path, args),
    dev: (...args) => runningDev(folder.path, args),
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

async function ran(cwd: string, args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [HUB, ...args], {
    cwd,
    env: environmentOf(undefined),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, output };
}

async function runningDev(folder: string, args: readonly string[]): Promise<RunningDev> {
  const port = await freePort();
  const database = await freshDatabase();
  const child = spawn(process.execPath, [HUB, 'dev', '--port', `${port}`, ...args], {
    cwd: folder,
    env: environmentOf(database.url),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    await database[Symbol.asyncDispose]();
  };
  try {
    await untilReady(child, () => said);
  } catch (error) {
    await close();
    throw error;
  }
  const url = /Ask it\s+(\S+)/.exec(said)?.[1] ?? '';
  const page = /Look at it\s+(\S+)/.exec(said)?.[1] ?? '';
  const ask: RunningDev['ask'] = async (query, persona = 'customs-officer', purpose = 'RISK_ASSESSMENT') => {
    const response = await fetch(new URL('/dev/ask', page), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona, purpose, body: { query } }),
    });
    return (await response.json()) as DevAnswer;
  };
  return {
    url,
    page,
    said: () => said,
    ask,
    async until(query, isIt) {
      const late = Date.now() + READY_WITHIN_MS;
      for (;;) {
        const answer = await ask(query);
        if (isIt(answer)) return answer;
        if (Date.now() > late) throw new Error(`never answered as wished: ${JSON.stringify(answer)}\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    [Symbol.asyncDispose]: close,
  };
}

async function untilReady(child: ChildProcess, said: () => string): Promise<void> {
  const late = Date.now() + READY_WITHIN_MS;
  while (!said().includes('Ctrl-C ends everything')) {
    if (child.exitCode !== null || Date.now() > late) throw new Error(`hub dev did not start:\n${said()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** One whose next is free as well: the page stands there. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
