import { readFile, stat } from 'node:fs/promises';

/** A supergraph in a file that is written again now and then. */
export interface SupergraphFile extends AsyncDisposable {
  read(): Promise<string>;
  /**
   * Tells the file's text after each change. The next change is told when the listener has done with the last. A file
   * that stays empty is told as it is.
   */
  watch(changed: (sdl: string) => Promise<void>): void;
}

/** How often the file is looked at, milliseconds: a watch of the system does not see every way a file is replaced. */
const LOOK_MS = 500;

/** @param lookMs how often it is looked at, where that is to be more often. */
export function supergraphFile(path: string, lookMs: number = LOOK_MS): SupergraphFile {
  let timer: NodeJS.Timeout | undefined;
  let seen = '';
  let isEmpty = false;

  async function look(changed: (sdl: string) => Promise<void>): Promise<void> {
    const mark = await markOf(path);
    // A file that is away for a moment is being replaced.
    if (mark === undefined || mark === seen) return;
    const sdl = await readFile(path, 'utf8').catch(() => '');
    // So is one that is empty, unless it is still so at the next look.
    const wasEmpty = isEmpty;
    isEmpty = sdl.trim() === '';
    if (isEmpty && !wasEmpty) return;
    seen = mark;
    await changed(sdl);
  }

  return {
    async read() {
      seen = (await markOf(path)) ?? '';
      return readFile(path, 'utf8');
    },
    watch(changed) {
      const again = (): void => {
        timer = setTimeout(() => void look(changed).finally(() => timer && again()), lookMs).unref();
      };
      again();
    },
    async [Symbol.asyncDispose]() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}

async function markOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return undefined;
  }
}
