/** Ends what one request has under way: its time is over, or its caller went away. Lighter than an AbortSignal. */
export class Halt {
  readonly #listeners = new Set<() => void>();
  isHalted = false;

  /** Told once, at once where it is halted already, unless it is taken off before. */
  add(listener: () => void): void {
    if (this.isHalted) listener();
    else this.#listeners.add(listener);
  }

  remove(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  halt(): void {
    if (this.isHalted) return;
    this.isHalted = true;
    for (const listener of [...this.#listeners]) listener();
    this.#listeners.clear();
  }
}
