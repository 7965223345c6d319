import type pg from 'pg';
import { FAR, type Named, nameBreak } from './break.ts';
import type { Span } from './checkpoint.ts';
import type { Digests } from './digests.ts';
import type { Finding, Findings } from './finding.ts';
import { isIndexed } from './indexed.ts';
import { bytesOf, hexGenesis, hexLinkOf, hexOf, LINK_HEX, linkOfHash } from './links.ts';
import type { Piece } from './pieces.ts';

const SAYS: Readonly<Record<Named['kind'], string>> = {
  ALTERED: 'the text is not the one that was linked',
  MISSING: 'entries are missing, and those after them were renumbered',
  INSERTED: 'an entry that was not written there',
  REORDERED: 'entries stand in each other’s places',
};

/** How often it is looked far for what belongs at a place. */
const MOST_SEARCHES = 20;
const searches = new WeakMap<pg.ClientBase, number>();

/** The chain of one writer, from its first entry to its last. */
export class ChainCheck {
  readonly #client: pg.ClientBase;
  readonly #writer: string;
  /** The last number that was come by. */
  #sequence = 0;
  /** Hex: what the next entry should follow, and what the last one follows; undefined: entries are missing there. */
  #link: string | undefined;
  #beforeLast: string | undefined;
  /** What is to be added to a number to get the one that was linked. */
  #shift = 0;
  #displaced: Named['displaced'];
  /** Entries up to this number are none of the chain. */
  #foreign = 0;
  /** Its links are none that were signed. */
  #isReplaced = false;
  /** Where the present signed span should have begun. */
  #signedBefore: string | undefined;

  constructor(client: pg.ClientBase, writer: string) {
    this.#client = client;
    this.#writer = writer;
    this.#link = hexGenesis(writer);
  }

  /** Whether its entries stand at other numbers than they were linked by. */
  get isShifted(): boolean {
    return this.#shift !== 0;
  }

  /** Comes to what a signed checkpoint says of this writer. */
  begin({ before, first }: Span, segment: number, findings: Findings): void {
    this.#signedBefore = before;
    if (this.#link === before || this.#shift !== 0) return;
    if (this.#link !== undefined && !this.#isReplaced && first > 1) {
      // What lies between two checkpoints of which one is missing.
      this.#isReplaced = true;
      this.#tell(findings, { kind: 'REPLACED', first: first - 1, segment, says: REPLACED });
    } else if (!this.#isReplaced) {
      this.#link = before;
    }
  }

  /** Has come to its end. */
  end({ first, last, link }: Span, segment: number, findings: Findings): void {
    if (this.#shift !== 0) return;
    if (this.#link !== undefined && this.#link !== link) {
      this.#isReplaced = true;
      this.#tell(findings, { kind: 'REPLACED', first, last, segment, says: REPLACED });
      return;
    }
    this.#isReplaced = false;
    this.#link = link;
  }

  /**
   * Goes along entries that are all there and follow one another from where it is.
   *
   * @returns false: nothing is done, something does not fit. `check` says what.
   */
  goAlong({ range: { first, last }, hashes, links }: Digests): boolean {
    if (this.#link === undefined || this.#sequence !== first - 1 || this.#foreign >= first) return false;
    let [link, before] = [bytesOf(this.#link), ''];
    for (const [at, textHash] of hashes.entries()) {
      before = link;
      link = linkOfHash(before, first + at + this.#shift, textHash);
      if (link !== links[at]) return false;
    }
    this.#sequence = last;
    this.#beforeLast = hexOf(before);
    this.#link = hexOf(link);
    return true;
  }

  /** @returns how many entries are there. */
  async check(piece: Piece, findings: Findings): Promise<number> {
    const { texts, range } = piece;
    const broken = new Set<number>();
    for (let at = 0; ; at++) {
      at = this.#follow(piece, at, findings);
      if (at === texts.length) break;
      broken.add(at);
      await this.#name(numberOf(piece, at), findings);
    }
    if (this.#sequence < range.last) this.#missing(this.#sequence + 1, range.last, findings);
    this.#checkIndex(piece, broken, findings);
    return texts.length;
  }

  /** Goes along the links. @returns where the first one does not fit, or how many there are. */
  #follow(piece: Piece, from: number, findings: Findings): number {
    const { texts, links } = piece;
    for (let at = from; at < texts.length; at++) {
      const sequence = numberOf(piece, at);
      if (sequence <= this.#sequence) {
        this.#tell(findings, { kind: 'INSERTED', first: sequence, says: 'more than one entry has this number' });
        continue;
      }
      if (sequence !== this.#sequence + 1) this.#missing(this.#sequence + 1, sequence - 1, findings);
      this.#sequence = sequence;
      if (sequence <= this.#foreign) continue;
      const link = links.slice(at * LINK_HEX, (at + 1) * LINK_HEX);
      const before = this.#link;
      const text = texts[at] ?? '';
      if (
        before !== undefined &&
        hexLinkOf(before, sequence + this.#shift, text) !== link &&
        !this.#resumes(sequence, text, link)
      ) {
        return at;
      }
      this.#beforeLast = before;
      this.#link = link;
    }
    return texts.length;
  }

  /** What was replaced ends where a signed span begins that fits what was signed. */
  #resumes(sequence: number, text: string, link: string): boolean {
    if (!this.#isReplaced || this.#signedBefore === undefined) return false;
    if (hexLinkOf(this.#signedBefore, sequence, text) !== link) return false;
    this.#isReplaced = false;
    return true;
  }

  async #name(sequence: number, findings: Findings): Promise<void> {
    const [writer, before, number] = [this.#writer, this.#link ?? '', sequence + this.#shift];
    const displaced = this.#displaced;
    if (displaced?.sequence === sequence) {
      this.#link = hexLinkOf(before, number, displaced.text);
      this.#displaced = undefined;
      return;
    }
    const searched = searches.get(this.#client) ?? 0;
    searches.set(this.#client, searched + 1);
    const at = { writer, sequence, number, before, beforeThat: this.#beforeLast };
    const named = await nameBreak(this.#client, at, searched < MOST_SEARCHES ? FAR : undefined);
    const { kind, first, last, link, shift } = named;
    this.#tell(findings, { kind, first, ...(last > first && { last }), says: SAYS[kind] });
    this.#beforeLast = undefined;
    this.#link = link;
    this.#displaced = named.displaced;
    this.#shift += shift;
    if (kind === 'INSERTED') this.#foreign = last;
  }

  #missing(first: number, last: number, findings: Findings): void {
    this.#tell(findings, { kind: 'MISSING', first, last, says: 'there are no entries of these numbers' });
    this.#sequence = last;
    this.#link = undefined;
  }

  #checkIndex(piece: Piece, broken: ReadonlySet<number>, findings: Findings): void {
    for (const [at, text] of piece.texts.entries()) {
      if (broken.has(at)) continue;
      const is = isIndexed(text, piece.names[at] ?? '', piece.ats[at] ?? '');
      if (is === 'YES') continue;
      const says = `the column "${is === 'AT_DIFFERS' ? 'at' : 'names'}" is not what the text says`;
      this.#tell(findings, { kind: 'INDEX_DIFFERS', first: numberOf(piece, at), says });
    }
  }

  #tell(findings: Findings, finding: Omit<Finding, 'writer'>): void {
    findings.add({ ...finding, writer: this.#writer });
  }
}

const REPLACED = 'these entries fit one another, and are not those that were signed: one or more of them were replaced';

function numberOf({ sequences, range }: Piece, at: number): number {
  return sequences?.[at] ?? range.first + at;
}
