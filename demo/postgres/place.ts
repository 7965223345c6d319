import { createHash } from 'node:crypto';
import {
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { passableFolder, writePrivate } from '../start/home.ts';
import { type Account, canReach } from './account.ts';
import { type Binaries, PostgresError, program } from './binaries.ts';

/** Where a server keeps what it has. */
export interface Place {
  /** Holds data/, password and server.log; only this process's user writes in it. */
  readonly folder: string;
  readonly binaries: Binaries;
}

/** File in the asked-for folder that names the folder below the system's temporary folder, where there is one. */
const ELSEWHERE = 'elsewhere';

/**
 * Chooses the folder and the binaries that the account can reach: the asked-for folder and npm's binaries where it
 * can, else a folder of the server's own below the system's temporary folder, with a copy of the binaries if needed.
 *
 * @throws PostgresError where somebody else put something in that place.
 */
export function choosePlace(folder: string, account: Account, binaries: Binaries, say: (line: string) => void): Place {
  passableFolder(folder);
  if (account.kind === 'own') return { folder, binaries };
  const areBinariesReachable = canReach(account, neededFiles(binaries));
  if (areBinariesReachable && canReach(account, [folder])) return { folder, binaries };
  const own = ownTemporaryFolder(folder, account);
  writePrivate(join(folder, ELSEWHERE), own);
  say(`PostgreSQL runs as user ${account.name}, who cannot enter this folder: its data is in ${own}`);
  return { folder: own, binaries: areBinariesReachable ? binaries : copied(binaries, own) };
}

/** The record of the process whose server has `folder`. */
export function ownerFile(folder: string): string {
  return join(folder, 'owner.json');
}

/** The folder below the system's temporary folder that belongs to `folder`; undefined where there is none. */
export function temporaryFolderOf(folder: string): string | undefined {
  const record = join(folder, ELSEWHERE);
  if (!existsSync(record)) return undefined;
  const path = readFileSync(record, 'utf8');
  // Only what this file can have written is believed: the path is removed whole by whoever resets the demo.
  if (basename(path) !== temporaryName(folder) || !existsSync(path)) return undefined;
  requireOwn(path);
  return path;
}

function temporaryName(folder: string): string {
  return `hub-postgresql-${createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 16)}`;
}

function ownTemporaryFolder(folder: string, account: Account & { kind: 'given' }): string {
  const path = join(realpathSync(tmpdir()), temporaryName(folder));
  try {
    // Root's own, and closed to everyone but the account's group: the account gets folders of its own inside.
    mkdirSync(path, { mode: 0o710 });
    chownSync(path, 0, account.gid);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  requireOwn(path);
  if (!canReach(account, [path])) {
    throw new PostgresError(
      `The user ${account.name} cannot enter ${path}. Set TMPDIR to a folder everyone may enter.`,
    );
  }
  return path;
}

/** Everyone can make a folder or a link of any name in the temporary folder, so what is found there is not believed. */
function requireOwn(path: string): void {
  const found = lstatSync(path);
  if (found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o027) === 0) return;
  throw new PostgresError(`${path} is not a private folder of this user. Remove it, or set TMPDIR to another folder.`);
}

function neededFiles(binaries: Binaries): readonly string[] {
  const share = join(binaries.native, 'share', 'postgresql');
  return [
    program(binaries, 'postgres'),
    program(binaries, 'initdb'),
    join(binaries.native, 'lib'),
    join(share, 'postgres.bki'),
    join(share, 'timezonesets', 'Default'),
  ];
}

function copied(binaries: Binaries, own: string): Binaries {
  const native = join(own, `native-${binaries.version}`);
  if (!existsSync(native)) {
    const unfinished = `${native}.new`;
    rmSync(unfinished, { recursive: true, force: true });
    cpSync(binaries.native, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, native);
  }
  return { ...binaries, native };
}
