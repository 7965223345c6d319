import { join } from 'node:path';
import { type Part, PartError, startPart } from '../../demo/start/part.ts';
import type { AgencyFolder } from '../agency/folder.ts';
import type { CheckProblem } from '../check/problem.ts';
import { relay } from './relay.ts';

/** The agency's own subgraph, a process that is started anew when its code was saved. */
export interface OwnSubgraph extends AsyncDisposable {
  /** Stays the same. */
  readonly url: string;
  /** @returns what keeps it from starting; then the one before goes on. */
  restart(): Promise<readonly CheckProblem[]>;
}

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
  return {
    url: front.url,
    async restart() {
      count += 1;
      const next = startPart({
        name: agency.entry.name,
        args: ['subgraph', agency.path],
        environment: { HUB_SOURCE_URL: source, HUB_GRANT_KEYS_FILE: grantKeys },
        logFile: join(logs, `${agency.entry.name}-${count % 2}.log`),
      });
      try {
        front.lead(await next.url);
      } catch (error) {
        return [problemOf(error, agency)];
      }
      const old = current;
      current = next;
      await old?.stop();
      return [];
    },
    async [Symbol.asyncDispose]() {
      await current?.stop();
      await front[Symbol.asyncDispose]();
    },
  };
}

/** `…/data.ts:12:4: ERROR: …` of the compiler, or `at …/data.ts:12:4` of what was thrown. */
const PLACE = /((?:file:\/\/)?\/[^\s():]+\.[mc]?[jt]s):(\d+)(?::\d+)?/g;

function problemOf(error: unknown, { path }: AgencyFolder): CheckProblem {
  const text = error instanceof Error ? error.message : 'The subgraph does not start.';
  const places = [...text.matchAll(PLACE)].map(([, file = '', line = '1']) => ({
    file: file.replace('file://', ''),
    line: Number(line),
  }));
  const own = places.find(({ file }) => file.startsWith(path) && !file.includes('node_modules')) ?? {
    file: join(path, 'agency.ts'),
    line: 1,
  };
  const said = error instanceof PartError ? (/(?:\w*Error|ERROR|hub subgraph): .*/.exec(text)?.[0] ?? text) : text;
  return {
    rule: 'subgraph-does-not-start',
    severity: 'error',
    ...own,
    what: said,
    why: 'The one before goes on answering.',
    mend: 'Mend it and save again.',
  };
}
