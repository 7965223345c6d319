import { setImmediate as nextTurn } from 'node:timers/promises';

/** Longest that one request works before others have their turn, milliseconds. */
const TURN_MS = 1;
/** Records that are worked on before the clock is looked at. */
export const PER_LOOK = 32;

/** Lets other requests work while one has much to do. */
export class Pace {
  #since = performance.now();

  isDue(): boolean {
    return performance.now() - this.#since > TURN_MS;
  }

  async turn(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}
