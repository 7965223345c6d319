import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's root: the nearest folder above this file with a package.json, in the sources and in dist/ alike. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The package that this file belongs to has no package.json.');
    folder = above;
  }
  return folder;
}

/** Everything a hub writes that runs here is below this folder: HUB_HOME, else `.hub` of an agency's own folder or the package. */
export function hubHome(environment: NodeJS.ProcessEnv = process.env): string {
  if (environment['HUB_HOME']) return resolve(environment['HUB_HOME']);
  return existsSync('agency.json') ? resolve('.hub') : join(packageRoot(), '.hub');
}

/** Folder of the keys of the demo's partners. */
export function partnersFolder(home: string): string {
  return join(home, 'partners');
}

/** Makes a folder (and those above it) if it is missing. Others may pass through it, never list it. */
export function passableFolder(path: string): string {
  mkdirSync(path, { recursive: true, mode: 0o711 });
  return path;
}

/** Writes a file that only its owner may read, whatever an older file allowed. Who looks finds it whole or not at all. */
export function writePrivate(path: string, content: string): void {
  const written = `${path}.${process.pid}.new`;
  writeFileSync(written, content, { mode: 0o600 });
  renameSync(written, path);
}
