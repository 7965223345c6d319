/** How an existing system is spared and how long it is waited for. */
export interface SourceOptions {
  /** For one question, milliseconds; 5,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Open to the system at once, at most; questions beyond wait in line, their time running. */
  readonly connections?: number | undefined;
}

export const SOURCE_TIMEOUT_MS = 5_000;
