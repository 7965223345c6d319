import { join } from 'node:path';
import { type Part, startPart } from '../../demo/start/part.ts';
import type { AgencyFolder } from '../agency/folder.ts';
import type { CheckProblem } from '../check/problem.ts';
import { relay } from './relay.ts';

/** The agency's own subgraph, a process that is exchanged when its code was saved. */
export interface OwnSubgraph extends AsyncDisposable {
  /** Stays the same. */
  readonly url: string;
  /** False where it says that its system does not answer. */
  isReady(): Promise<boolean>;
  /** Starts the code as it is now, beside the one that answers. */
  next(): NextSubgraph;
}

/** The next process, which nobody asks yet. */
export interface NextSubgraph {
  /** What keeps it from starting. */
  readonly problems: Promise<readonly CheckProblem[]>;
  /** From now on it is asked; the one before ends with its answers. */
  adopt(): Promise<void>;
  discard(): Promise<void>;
}

/** So long a process may wait for a file to be saved. */
const DAY_MS = 24 * 3_600_000;
/** Logs of so many processes are kept: of the one that answers, the one before it, and the next. */
const LOGS = 4;

/** How the process is told where its system is, and who may ask it. */
export interface OwnOptions {
  readonly agency: AgencyFolder;
  readonly source: string;
  /** File of the keys by which it knows the hub. */
  readonly grantKeys: string;
  /** Folder of its log. */
  readonly logs: string;
}

export async function ownSubgraph({ agency, source, grantKeys, logs }: OwnOptions): Promise<OwnSubgraph> {
  const front = await relay();
  let current: Part | undefined;
  let count = 0;
  const started = (): Part => {
    count += 1;
    return startPart({
      name: agency.entry.name,
      args: ['subgraph', agency.path, '--standby'],
      environment: { HUB_SOURCE_URL: source, HUB_GRANT_KEYS_FILE: grantKeys },
      patienceMs: DAY_MS,
      logFile: join(logs, `${agency.entry.name}-${count % LOGS}.log`),
    });
  };
  // Whoever saves a file does not wait for a process to start: it waits for the file.
  let standby = started();
  return {
    url: front.url,
    isReady: () =>
      fetch(new URL('/ready', front.url)).then(
        ({ status }) => status !== 503,
        () => true,
      ),
    next() {
      const part = standby;
      standby = started();
      part.tell({ kind: 'go' });
      const url = part.url;
      return {
        problems: url.then(
          () => [],
          (error: unknown) => [problemOf(error, agency)],
        ),
        async adopt() {
          front.lead(await url);
          const old = current;
          current = part;
          await old?.stop();
        },
        discard: () => part.stop(),
      };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([standby.stop(), current?.stop()]);
      await front[Symbol.asyncDispose]();
    },
  };
}

/** Told beside what `hub check` says: files cannot know it. */
export function systemAway(source: string | undefined): CheckProblem {
  return {
    rule: 'system-does-not-answer',
    severity: 'warning',
    file: '?',
    line: 1,
    what: `The agency's system ${nameOf(source)} does not answer.`,
    why: 'Until it does, each of its fields answers SOURCE_UNAVAILABLE.',
    mend: 'Start it, or name another: --source URL, or "source" in agency.json; without any, values are made up.',
  };
}

/** An address may hold a password. */
function nameOf(source = ''): string {
  if (!/^\w+:\/\//.test(source)) return source;
  return URL.canParse(source) ? `at ${new URL(source).protocol}//${new URL(source).host}` : '';
}

/** What the compiler says: `…/data.ts:12:4: ERROR: …` */
const COMPILED = /(\/[^\s:]+\.[mc]?[jt]s):(\d+):\d+: ERROR: (.*)/;
/** Where what was thrown came from: `at …/data.ts:12:4` */
const THROWN = /(?:file:\/\/)?(\/[^\s():]+\.[mc]?[jt]s):(\d+)/g;

function problemOf(error: unknown, { path }: AgencyFolder): CheckProblem {
  const text = error instanceof Error ? error.message : 'The subgraph does not start.';
  const [, compiled, compiledLine, compiledWhat] = COMPILED.exec(text) ?? [];
  const [, thrown, thrownLine] = [...text.matchAll(THROWN)].find(([, file = '']) => isOwn(file, path)) ?? [];
  return {
    rule: 'subgraph-does-not-start',
    severity: 'error',
    file: compiled ?? thrown ?? join(path, 'agency.ts'),
    line: Number(compiledLine ?? thrownLine ?? 1),
    what: compiledWhat ?? /(?:\w*Error|hub subgraph): .*/.exec(text)?.[0] ?? text,
    why: 'The one before goes on answering.',
    mend: 'Mend it and save again.',
  };
}

function isOwn(file: string, folder: string): boolean {
  return file.startsWith(folder) && !file.includes('node_modules');
}
