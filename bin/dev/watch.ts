import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { basename, extname, join } from 'node:path';

/** What of an agency has changed. */
export interface Changes {
  /** What it publishes: SDL, rules, its entry. */
  readonly contract: boolean;
  /** How it answers. */
  readonly code: boolean;
}

const CONTRACT = new Set(['.graphql', '.cedar', '.json']);
const CODE = new Set(['.ts', '.mts', '.js', '.mjs']);
/** Saved by one key, files come in a few steps. */
const SETTLED_MS = 60;
/** Folders that hold nothing an agency writes; what npm installs alone would be thousands of them. */
const NOT_ITS_OWN = new Set(['node_modules', 'dist', 'coverage']);
/** Folders that are watched, at most. */
const MOST_FOLDERS = 500;

/**
 * Tells what was saved in a folder, once for what is saved together. The next is told when the listener has done with
 * the last.
 */
export function watchAgency(folder: string, changed: (changes: Changes) => Promise<void>): Disposable {
  let contract = false;
  let code = false;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | undefined;

  const tell = async (): Promise<void> => {
    const changes = { contract, code };
    contract = false;
    code = false;
    await changed(changes);
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (working) return;
      working = tell().finally(() => {
        working = undefined;
        if (contract || code) soon();
      });
    }, SETTLED_MS);
  };
  const watchers = new Map<string, FSWatcher>();
  const saved = (name: string | null): void => {
    // A system that does not say which file it was.
    const file = name ?? 'schema.graphql';
    if (basename(file).startsWith('.')) return;
    // The SDL decides how it is answered as well.
    contract ||= CONTRACT.has(extname(file));
    code ||= CODE.has(extname(file)) || extname(file) === '.graphql';
    if (contract || code) soon();
  };
  const look = (): void => {
    const folders = new Set(foldersIn(folder));
    for (const [path, watcher] of watchers) {
      if (folders.has(path)) continue;
      watcher.close();
      watchers.delete(path);
    }
    for (const path of folders) {
      if (watchers.has(path)) continue;
      const watcher = watch(path, (event, name) => {
        saved(name);
        // A folder came, went, or is called otherwise: with it its files.
        if (event === 'rename' && (name === null || extname(name) === '')) {
          look();
          saved('schema.graphql');
        }
      });
      // One that is taken away is looked for again with the next change.
      watcher.on('error', () => watcher.close());
      watchers.set(path, watcher);
    }
  };
  look();
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** The folder and those below it in which an agency writes. */
function foldersIn(root: string): readonly string[] {
  const found = [root];
  for (const folder of found) {
    if (found.length >= MOST_FOLDERS) break;
    for (const entry of entriesOf(folder)) {
      const isIts = entry.isDirectory() && !entry.name.startsWith('.') && !NOT_ITS_OWN.has(entry.name);
      if (isIts) found.push(join(folder, entry.name));
    }
  }
  return found.slice(0, MOST_FOLDERS);
}

/** Of a folder that was taken away meanwhile: none. */
function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
