import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivate } from '../start/home.ts';
import { type Account, credentials } from './account.ts';
import { majorVersion, PostgresError, program } from './binaries.ts';
import type { Place } from './place.ts';

/** The superuser of the server; it has a random password and is reached from this machine only. */
export const SUPERUSER = 'hub';

/** Environment of PostgreSQL's programs: nothing of the caller's PG… variables or language may change them. */
export const PLAIN_ENVIRONMENT: NodeJS.ProcessEnv = { PATH: '/usr/bin:/bin:/usr/local/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Folder of the database cluster. */
export function dataFolder(place: Place): string {
  return join(place.folder, 'data');
}

/**
 * Makes the database cluster if there is none yet.
 *
 * @returns the superuser's password.
 * @throws PostgresError where initdb fails, or the cluster is of another major version.
 */
export async function prepareCluster(place: Place, account: Account, say: (line: string) => void): Promise<string> {
  const passwordFile = join(place.folder, 'password');
  const versionFile = join(dataFolder(place), 'PG_VERSION');
  if (!existsSync(versionFile)) {
    say('Preparing PostgreSQL …');
    await makeCluster(place, account, passwordFile);
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version !== majorVersion(place.binaries)) {
    throw new PostgresError(
      `The data folder is of PostgreSQL ${version}, the server of ${majorVersion(place.binaries)}. Run: hub demo reset`,
    );
  }
  return readFileSync(passwordFile, 'utf8').trim();
}

/** Made beside its place and moved there when whole: an interrupted initdb leaves nothing that looks finished. */
async function makeCluster(place: Place, account: Account, passwordFile: string): Promise<void> {
  const unfinished = join(place.folder, 'data.new');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  writePrivate(passwordFile, randomBytes(24).toString('base64url'));
  if (account.kind === 'given') {
    for (const path of [unfinished, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const options = ['-D', unfinished, '-U', SUPERUSER, '--pwfile', passwordFile, '-A', 'scram-sha-256'];
  await runInitdb(place, account, [...options, '--encoding=UTF8', '--locale=C']);
  renameSync(unfinished, dataFolder(place));
}

function runInitdb(place: Place, account: Account, options: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    const initdb = spawn(program(place.binaries, 'initdb'), [...options], {
      cwd: place.folder,
      env: PLAIN_ENVIRONMENT,
      stdio: ['ignore', 'ignore', 'pipe'],
      ...credentials(account),
    });
    initdb.stderr.setEncoding('utf8').on('data', (text: string) => said.push(text));
    initdb.on('error', () => reject(new PostgresError(`${program(place.binaries, 'initdb')} cannot be run.`)));
    initdb.on('close', (code) =>
      code === 0
        ? resolve()
        : reject(new PostgresError(`PostgreSQL could not be prepared:\n${said.join('').slice(-2_000)}`)),
    );
  });
}
