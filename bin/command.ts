/** One command of `hub`. */
export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** @returns the process's exit code. @throws Error whose message says what to do next. */
  run(args: readonly string[]): Promise<number>;
}

/**
 * Keeps a part running until it is told to end: by Ctrl-C, SIGTERM, or the process that started it going away. Tells
 * that process where the part is.
 */
export async function untilStopped(part: AsyncDisposable & { readonly url: string }): Promise<number> {
  const isAlone = process.send !== undefined && !process.connected;
  // Whoever started it has gone away meanwhile.
  if (isAlone) return ended(part);
  process.send?.({ kind: 'ready', url: part.url });
  await new Promise<void>((resolve) => {
    for (const event of ['SIGINT', 'SIGTERM', 'disconnect']) process.once(event, () => resolve());
  });
  return ended(part);
}

async function ended(part: AsyncDisposable): Promise<number> {
  await part[Symbol.asyncDispose]();
  // An open channel to the starting process would keep this one alive.
  if (process.connected) process.disconnect();
  return 0;
}
