import type { Checkpoint, Span } from './checkpoint.ts';
import { hexLinkOf } from './links.ts';
import { leafOfLink, MerkleTree } from './merkle.ts';

/** Holds entries, as they come one after the other, against what was signed of their segment. */
export class SegmentCheck {
  readonly #checkpoint: Checkpoint;
  readonly #tree = new MerkleTree();
  #at = 0;
  #next: number;
  #link: string;
  #fault: string | undefined;

  constructor(checkpoint: Checkpoint) {
    this.#checkpoint = checkpoint;
    this.#next = this.#span?.first ?? 0;
    this.#link = this.#span?.before ?? '';
  }

  get #span(): Span | undefined {
    return this.#checkpoint.writers[this.#at];
  }

  get entries(): number {
    return this.#tree.leaves;
  }

  /** @param entry the next in the order of writers and numbers. */
  add({ writer, sequence, text }: { readonly writer: string; readonly sequence: number; readonly text: string }): void {
    const span = this.#span;
    if (writer !== span?.writer || sequence !== this.#next) {
      this.#fault ??= span
        ? `entry ${this.#next} of ${span.writer} is missing`
        : `entry ${sequence} of ${writer} is none of this segment`;
      // Counted all the same: a segment of which something is there was not purged.
      this.#tree.add(leafOfLink(''.padEnd(64, '0')));
      return;
    }
    this.#link = hexLinkOf(this.#link, sequence, text);
    this.#tree.add(leafOfLink(this.#link));
    this.#next += 1;
    if (sequence < span.last) return;
    if (this.#link !== span.link) {
      this.#fault ??= `entries ${span.first} to ${span.last} of ${writer} do not give the link that was signed`;
    }
    this.#at += 1;
    this.#next = this.#span?.first ?? 0;
    this.#link = this.#span?.before ?? '';
  }

  /** What is wrong with what came so far, in words; undefined: all of the segment came, as it was signed. */
  get fault(): string | undefined {
    const span = this.#span;
    if (this.#fault !== undefined) return this.#fault;
    if (span) return `entry ${this.#next} of ${span.writer} is missing`;
    return this.#tree.root === this.#checkpoint.root ? undefined : 'the entries do not give the root that was signed';
  }
}
