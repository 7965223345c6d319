import { type ChildProcess, execFile } from 'node:child_process';
import type { CheckProblem } from '../check/problem.ts';

/** What `hub check` says of a folder, looked at by a process of its own: nobody who asks waits for it. */
export interface Checking extends Disposable {
  /** Looks anew; what is said of an older state is not told any more. */
  again(): void;
}

/** The answer to what was saved comes first. */
const AFTER_MS = 700;
const MOST_BYTES = 16 * 1024 * 1024;

/** @param told of what was found, unless it is looked anew meanwhile. */
export function checking(folder: string, told: (problems: readonly CheckProblem[]) => void | Promise<void>): Checking {
  let running: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => {
    clearTimeout(timer);
    running?.kill();
    running = undefined;
  };
  const look = (): void => {
    const args = [...process.execArgv, process.argv[1] ?? '', 'check', folder, '--json'];
    const child = execFile(process.execPath, args, { maxBuffer: MOST_BYTES }, (_error, stdout) => {
      if (running !== child) return;
      running = undefined;
      void told(problemsIn(stdout));
    });
    running = child;
  };
  return {
    again() {
      stop();
      timer = setTimeout(look, AFTER_MS).unref();
    },
    [Symbol.dispose]: stop,
  };
}

/** As docs/check.md says it; a place that nobody knows is null there. */
function problemsIn(report: string): readonly CheckProblem[] {
  try {
    const { problems } = JSON.parse(report) as {
      readonly problems: ReadonlyArray<Record<keyof CheckProblem, unknown>>;
    };
    return problems.map((each) => ({ ...each, file: each.file ?? '?', line: each.line ?? 1 }) as CheckProblem);
  } catch {
    const what = 'hub check ended without a report.';
    return [{ rule: 'check', severity: 'warning', file: '?', line: 1, what, mend: 'Run it to see why: npx hub check' }];
  }
}
