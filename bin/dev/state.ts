import type { CheckProblem } from '../check/problem.ts';

/** How an agency stands that is developed. */
export interface DevStanding {
  /** `refused`: what was saved last cannot be served; what was good before goes on. */
  readonly kind: 'serving' | 'refused';
  /** What keeps it from being served, or what `hub check` says of what is served. */
  readonly problems: readonly CheckProblem[];
  /** Counts what was served: who asked before another is told of the new one by a higher number. */
  readonly generation: number;
}

/** The standing, and who is told of each change. */
export interface DevState {
  readonly now: DevStanding;
  /** The gateway met a fault: whether it serves what was written last is not known. */
  readonly isDoubtful: boolean;
  refused(problems: readonly CheckProblem[]): void;
  /** The gateway serves what was written last. */
  served(): void;
  /** What `hub check` says of what is served. */
  checked(problems: readonly CheckProblem[]): void;
  /** The gateway does not serve what was written, or a request met a fault. */
  fault(error: unknown): void;
  /** @returns how it is told no more. */
  onChange(listener: (standing: DevStanding) => void): () => void;
}

export function devState(): DevState {
  let now: DevStanding = { kind: 'serving', problems: [], generation: 0 };
  let isDoubtful = false;
  const listeners = new Set<(standing: DevStanding) => void>();
  const become = (next: DevStanding): void => {
    now = next;
    for (const listener of listeners) listener(now);
  };
  const refused = (problems: readonly CheckProblem[]) => become({ ...now, kind: 'refused', problems });
  return {
    get now() {
      return now;
    },
    get isDoubtful() {
      return isDoubtful;
    },
    refused,
    served() {
      isDoubtful = false;
      become({ kind: 'serving', problems: [], generation: now.generation + 1 });
    },
    checked: (problems) => become({ ...now, problems }),
    fault(error) {
      isDoubtful = true;
      const what = error instanceof Error ? error.message : 'The gateway met a fault.';
      const mend = 'What was served before goes on; mend it and save again.';
      refused([{ rule: 'gateway', severity: 'error', file: '?', line: 1, what, mend }]);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
