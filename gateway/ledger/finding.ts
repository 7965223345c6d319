/**
 * What is wrong with a ledger.
 * - ALTERED: a text does not give the link that stands beside it.
 * - MISSING: numbers without entries, or fewer entries than a checkpoint says.
 * - INSERTED: an entry stands where another one stood.
 * - REORDERED: entries stand in each other's places.
 * - REPLACED: links fit one another, and are not those that were signed.
 * - FORGED: a checkpoint that was not signed with a known key, or not after the one before it.
 * - CHECKPOINT_MISSING: there is none of a number.
 * - EXPORTED_DIFFERS: the file of a checkpoint says something else than the table.
 * - INDEX_DIFFERS: what an entry is looked up by is not what its text says.
 * - UNKNOWN_WRITER: entries of a writer that was never registered.
 */
export type FindingKind =
  | 'ALTERED'
  | 'MISSING'
  | 'INSERTED'
  | 'REORDERED'
  | 'REPLACED'
  | 'FORGED'
  | 'CHECKPOINT_MISSING'
  | 'EXPORTED_DIFFERS'
  | 'INDEX_DIFFERS'
  | 'UNKNOWN_WRITER';

export interface Finding {
  readonly kind: FindingKind;
  readonly writer?: string;
  /** Number of the first entry that is wrong, and of the last where it is several. */
  readonly first?: number;
  readonly last?: number;
  readonly segment?: number;
  /** A sentence for people. */
  readonly says: string;
}

/** Findings kept; what comes after is counted alone. */
const MOST = 1_000;

/** Findings in their order. One that goes on where the one before ended is one with it. */
export class Findings {
  readonly #kept: Finding[] = [];
  #more = 0;

  add(finding: Finding): void {
    const before = this.#kept.at(-1);
    if (before && goesOn(before, finding)) {
      this.#kept[this.#kept.length - 1] = { ...before, last: finding.last ?? finding.first ?? 0 };
    } else if (this.#kept.length < MOST) {
      this.#kept.push(finding);
    } else {
      this.#more += 1;
    }
  }

  get kept(): readonly Finding[] {
    return this.#kept;
  }

  /** How many there are beyond those that were kept. */
  get more(): number {
    return this.#more;
  }
}

function goesOn(before: Finding, { kind, writer, first, says }: Finding): boolean {
  return (
    before.kind === kind &&
    before.writer === writer &&
    before.says === says &&
    first !== undefined &&
    first === (before.last ?? before.first ?? Number.NaN) + 1
  );
}
