import { type FSWatcher, watch } from 'node:fs';
import { basename, extname } from 'node:path';

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
const NOT_ITS_OWN = /(^|[\\/])(node_modules|\.hub|\.git|dist)([\\/]|$)/;

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
  const watcher: FSWatcher = watch(folder, { recursive: true }, (_event, name) => {
    // A system that does not say which file it was.
    const file = name ?? 'schema.graphql';
    if (NOT_ITS_OWN.test(file) || basename(file).startsWith('.')) return;
    // The SDL decides how it is answered as well.
    contract ||= CONTRACT.has(extname(file));
    code ||= CODE.has(extname(file)) || extname(file) === '.graphql';
    if (contract || code) soon();
  });
  return {
    [Symbol.dispose]() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
