/** Longest that one request works before others have their turn, milliseconds. */
const TURN_MS = 1;
/** Records that are worked on before the clock is looked at. */
export const PER_LOOK = 32;
/** Answers of agencies that are together longer make a request a large one. */
export const LARGE_BYTES = 256 * 1024;
/** While small requests come, large ones rest so many times as long as each of their turns took. */
const RESTS = 2;
/** So long after a small request others like it are expected, milliseconds. */
const EXPECTED_MS = 100;

/** What waits for its turn. `work` is timed; what a `resume` leads to is not seen from here and has a turn of its own. */
interface Waiting {
  readonly kind: 'work' | 'resume';
  readonly run: () => void;
}

/**
 * The work of all large requests of this process stands in one line. One turn after another it has a millisecond of the
 * event loop, and while small requests come it has a third of the time at most: a small request waits for a few
 * milliseconds of it, however many large ones there are.
 */
class Line {
  readonly #waiting: Waiting[] = [];
  #isMoving = false;
  #small = 0;
  /** When the last small request ended. */
  #smallUntil = Number.NEGATIVE_INFINITY;

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    if (this.#isMoving) return;
    this.#isMoving = true;
    setImmediate(this.#turn);
  }

  smallBegins(): void {
    this.#small += 1;
  }

  /** @param isLarge it has turned out to be a large one. */
  smallEnds(isLarge: boolean): void {
    this.#small -= 1;
    if (!isLarge) this.#smallUntil = performance.now();
  }

  readonly #turn = (): void => {
    const since = performance.now();
    let next = this.#waiting.shift();
    for (; next?.kind === 'work'; next = performance.now() < since + TURN_MS ? this.#waiting.shift() : undefined) {
      next.run();
    }
    next?.run();
    // What a turn leads to, collecting its garbage too, is over when this is called.
    setImmediate(this.#next, since);
  };

  readonly #next = (since: number): void => {
    this.#isMoving = this.#waiting.length > 0;
    if (!this.#isMoving) return;
    const now = performance.now();
    const isExpected = this.#small > 0 || now - this.#smallUntil < EXPECTED_MS;
    if (isExpected) setTimeout(this.#turn, Math.ceil((now - since) * RESTS));
    else this.#turn();
  };
}

const line = new Line();

/** The pace of one request: as fast as it can while it is small, in turns with the others when it is large. */
export class Pace {
  #since = performance.now();
  #isLarge: boolean;

  /** @param isLarge known to be so from the beginning; otherwise it is small until `grew` says more, and must `end`. */
  constructor(isLarge = false) {
    this.#isLarge = isLarge;
    if (!isLarge) line.smallBegins();
  }

  /** @param bytes of all answers so far. */
  grew(bytes: number): void {
    if (bytes > LARGE_BYTES) this.#end(true);
  }

  /** It is under way no longer. */
  end(): void {
    this.#end(false);
  }

  #end(isLarge: boolean): void {
    if (!this.#isLarge) line.smallEnds(isLarge);
    this.#isLarge = true;
  }

  /** Does the work at once, or, for a large request, when it is its turn. */
  do(work: () => void): void {
    if (this.#isLarge) line.add({ kind: 'work', run: work });
    else work();
  }

  /** What it does next takes long. */
  begin(): void {
    this.#since = performance.now();
  }

  isDue(): boolean {
    return performance.now() - this.#since > TURN_MS;
  }

  /** Lets others work. */
  async turn(): Promise<void> {
    await new Promise<void>((resume) => {
      if (this.#isLarge) line.add({ kind: 'resume', run: resume });
      else setImmediate(resume);
    });
    this.begin();
  }
}
