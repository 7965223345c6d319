import { type Entry, genesis, type Linked, linkOf } from './chain.ts';
import { LedgerAway, type LedgerAwayCode } from './ledger-away.ts';

/** Entries of one batch, and their characters unless one alone has more. Less than what is shipped at once of a spool. */
const MOST_AT_ONCE = 500;
const MOST_CHARACTERS_AT_ONCE = 256 * 1024;
/** Entries that wait, and their characters. */
const MOST_WAITING = 10_000;
const MOST_CHARACTERS_WAITING = 64 * 1024 * 1024;

/** Characters and names of one entry. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const MOST_NAMES = 20_000;
/** The last time a date can tell, milliseconds since the epoch. */
const LAST_AT = 8.64e15;

const NAME = /^[\w-]{1,86}$/;
/** Half of a character: it would be another one in UTF-8. */
const HALF = /\p{Surrogate}/u;

/**
 * Whether it can be kept as it is by the database and by the spool. One that could not would hold up all that come after.
 *
 * INVARIANT: a kept text has no line break, and no half of a character.
 */
export function isFit({ text, at, names }: Entry): boolean {
  return (
    text.length > 0 &&
    text.length <= MOST_CHARACTERS &&
    !text.includes('\n') &&
    !text.includes('\0') &&
    !HALF.test(text) &&
    Number.isSafeInteger(at) &&
    at >= 0 &&
    at <= LAST_AT &&
    names.length <= MOST_NAMES &&
    names.every((name) => NAME.test(name))
  );
}

interface Waiting {
  readonly entry: Entry;
  resolve(): void;
  reject(error: LedgerAway): void;
}

/** Entries that have their numbers and their links: from now on the batch stays as it is. */
export interface Batch {
  readonly entries: readonly Linked[];
  settle(): void;
  refuse(code: LedgerAwayCode): void;
}

/** Entries that wait in the order they came, and the chain they become. */
export class Batches {
  readonly #waiting: Waiting[] = [];
  #characters = 0;
  #sequence = 0;
  #link: Buffer;

  constructor(writer: string) {
    this.#link = genesis(writer);
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** Of the last entry that has one. */
  get sequence(): number {
    return this.#sequence;
  }

  get isFull(): boolean {
    return this.#waiting.length >= MOST_WAITING || this.#characters >= MOST_CHARACTERS_WAITING;
  }

  add(entry: Entry): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      this.#characters += entry.text.length;
    });
  }

  /** INVARIANT: no number is given out while a batch from before is owed. */
  next(): Batch {
    const taken = this.#take();
    const entries = taken.map(({ entry: { text, at, names } }) => {
      this.#sequence += 1;
      this.#link = linkOf(this.#link, this.#sequence, text);
      return { text, at, names, sequence: this.#sequence, link: this.#link };
    });
    return {
      entries,
      settle: () => {
        for (const { resolve } of taken) resolve();
      },
      refuse: (code) => refuseAll(taken, code),
    };
  }

  #take(): readonly Waiting[] {
    let [count, characters] = [0, 0];
    for (const { entry } of this.#waiting) {
      const more = characters + entry.text.length;
      if (count === MOST_AT_ONCE || (count > 0 && more > MOST_CHARACTERS_AT_ONCE)) break;
      count += 1;
      characters = more;
    }
    this.#characters -= characters;
    return this.#waiting.splice(0, count);
  }

  /** Those that wait are not kept, and have no numbers. */
  refuse(code: LedgerAwayCode): void {
    this.#characters = 0;
    refuseAll(this.#waiting.splice(0), code);
  }
}

function refuseAll(waiting: readonly Waiting[], code: LedgerAwayCode): void {
  for (const { reject } of waiting) reject(new LedgerAway(code));
}
