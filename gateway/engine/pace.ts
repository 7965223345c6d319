/** Longest that large work goes on before others have their turn, milliseconds. */
const TURN_MS = 1;
/** Records that are worked on before the clock is looked at. */
export const PER_LOOK = 32;

/** What waits for its turn. `work` is timed; what a `resume` leads to is not seen from here and has a turn of its own. */
interface Waiting {
  readonly kind: 'work' | 'resume';
  readonly run: () => void;
}

/**
 * Large work of all requests of this process stands in one line, and has a millisecond of each turn of the event loop:
 * a small request, which takes several turns, waits a few milliseconds however many large ones there are.
 */
const waiting: Waiting[] = [];
/** Of this turn, milliseconds. */
let spent = 0;

/** Does the work now, or in a later turn where others have had this one. */
export function inTurn(work: () => void): void {
  if (spent < TURN_MS && waiting.length === 0) timed(work);
  else waiting.push({ kind: 'work', run: work });
}

function timed(work: () => void): void {
  const since = performance.now();
  if (spent === 0) setImmediate(nextTurn);
  work();
  spent += performance.now() - since;
}

function nextTurn(): void {
  spent = 0;
  while (spent < TURN_MS) {
    const next = waiting.shift();
    if (!next) return;
    if (next.kind === 'work') timed(next.run);
    else {
      setImmediate(nextTurn);
      spent = TURN_MS;
      next.run();
    }
  }
}

/** Lets other requests work while one has much to do. */
export class Pace {
  #since = performance.now();

  isDue(): boolean {
    return performance.now() - this.#since > TURN_MS;
  }

  async turn(): Promise<void> {
    await new Promise<void>((resume) => {
      if (spent === 0 && waiting.length === 0) {
        setImmediate(nextTurn);
        spent = TURN_MS;
      }
      waiting.push({ kind: 'resume', run: resume });
    });
    this.#since = performance.now();
  }
}
