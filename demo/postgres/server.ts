import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { claim } from '../start/claim.ts';
import { passableFolder } from '../start/home.ts';
import { type Account, credentials, serverAccount } from './account.ts';
import { findBinaries, PostgresError, program } from './binaries.ts';
import { dataFolder, PLAIN_ENVIRONMENT, prepareCluster, SUPERUSER } from './cluster.ts';
import { choosePlace, ownerFile, type Place } from './place.ts';
import { postmasterOf, stopPostmaster } from './postmaster.ts';

/** A running PostgreSQL server of this process. Disposing it stops the server and waits for its end. */
export interface RunningPostgres extends AsyncDisposable {
  /** `postgres://hub:…@127.0.0.1:PORT/postgres`, a superuser. */
  readonly url: string;
  /** Settles when the server ends, asked to or not. */
  readonly ended: Promise<void>;
}

export interface PostgresOptions {
  /** Folder for the data, made if missing; one server at a time has it. */
  readonly folder: string;
  /** Lines for the person who waits. */
  onProgress?(line: string): void;
}

/**
 * Stands between this process and the server: when the pipe from this process closes, for whatever reason, kill -9
 * included, the server is shut down. A shell is small, is everywhere PostgreSQL is, and dies with nothing to clean up.
 */
const GUARDIAN = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(read -r _ <&3; kill -INT "$server") 2>/dev/null &
watcher=$!
exec 3<&-
wait "$server"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
`;

const START_ATTEMPTS = 3;
const READY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 30_000;

/**
 * Starts PostgreSQL from the binaries that npm brought. A server that an earlier process left behind in the same
 * folder is stopped first.
 *
 * @throws PostgresError saying what to do; ClaimedError where another live process has the folder.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const say = options.onProgress ?? (() => {});
  const account = serverAccount();
  const binaries = await findBinaries();
  const folder = realpathSync(passableFolder(options.folder));
  const owned = claim(ownerFile(folder));
  try {
    const place = choosePlace(folder, account, binaries, say);
    const password = await prepareCluster(place, account, say);
    await stopLeftover(place, say);
    const server = await startServer(place, account, password);
    return {
      url: server.url,
      ended: server.ended,
      async [Symbol.asyncDispose]() {
        await stopServer(place, server);
        owned[Symbol.dispose]();
      },
    };
  } catch (error) {
    owned[Symbol.dispose]();
    throw error;
  }
}

interface Server {
  readonly url: string;
  readonly guardian: ChildProcess;
  readonly ended: Promise<void>;
}

async function stopLeftover(place: Place, say: (line: string) => void): Promise<void> {
  const leftover = postmasterOf(dataFolder(place));
  if (!leftover) return;
  say('Stopping a PostgreSQL server that an earlier run left behind …');
  await stopPostmaster(leftover);
}

/** The port is free when it is chosen, not yet when it is used; and a killed server's last processes need a moment. */
async function startServer(place: Place, account: Account, password: string): Promise<Server> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const guardian = spawnGuardian(place, account, port);
    const ended = new Promise<void>((resolve) => guardian.once('exit', () => resolve()).once('error', () => resolve()));
    const url = `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/postgres`;
    if (await isReady(url, ended)) return { url, guardian, ended };
    guardian.stdin?.destroy();
    await ended;
    if (attempt === START_ATTEMPTS) {
      throw new PostgresError(`PostgreSQL did not start. The end of its log:\n${logTail(place)}`);
    }
    await pause(500);
  }
}

function spawnGuardian(place: Place, account: Account, port: number): ChildProcess {
  const log = openSync(logFile(place), 'a', 0o600);
  try {
    const guardian = spawn(
      '/bin/sh',
      ['-c', GUARDIAN, 'sh', program(place.binaries, 'postgres'), ...settings(place, port)],
      {
        cwd: '/',
        env: PLAIN_ENVIRONMENT,
        stdio: ['pipe', log, log],
        // A group of its own: Ctrl-C at the terminal ends the parts in order, the server last.
        detached: true,
        ...credentials(account),
      },
    );
    guardian.stdin?.on('error', () => {});
    return guardian;
  } finally {
    closeSync(log);
  }
}

function settings(place: Place, port: number): readonly string[] {
  const parameters = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '100',
    // Errors of statements carry values; what the server says of itself does not.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
  return [
    '-D',
    dataFolder(place),
    ...Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function isReady(url: string, ended: Promise<void>): Promise<boolean> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  for (const until = Date.now() + READY_WITHIN_MS; !isOver && Date.now() < until; await pause(30)) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return true;
    } catch {
      // Not yet.
    } finally {
      await client.end().catch(() => {});
    }
  }
  return false;
}

/** Closing the pipe asks the guardian; a guardian that was itself killed leaves the server to be asked here. */
async function stopServer(place: Place, server: Server): Promise<void> {
  server.guardian.stdin?.destroy();
  await Promise.race([server.ended, pause(END_WITHIN_MS, undefined, { ref: false })]);
  const leftover = postmasterOf(dataFolder(place));
  if (leftover) await stopPostmaster(leftover);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function logFile(place: Place): string {
  return join(place.folder, 'server.log');
}

function logTail(place: Place): string {
  return readFileSync(logFile(place), 'utf8').split('\n').slice(-12).join('\n');
}
