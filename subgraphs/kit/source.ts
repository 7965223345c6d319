import { SourceError } from './errors.ts';

/** How an existing system is spared and how long it is waited for. */
export interface SourceOptions {
  /** For one question, milliseconds; 5,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** Open to the system at once, at most; questions beyond wait in line, their time running. */
  readonly connections?: number | undefined;
}

export const SOURCE_TIMEOUT_MS = 5_000;

/** Text of what a system gave. @throws SourceError SOURCE_INVALID where it is no UTF-8. */
export function utf8(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new SourceError('SOURCE_INVALID', error);
  }
}
