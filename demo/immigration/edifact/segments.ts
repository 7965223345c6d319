import { type ServiceCharacters, serviceString } from './characters.ts';

/** A segment: its tag in capitals, and its elements as lists of components. */
export interface Segment {
  readonly tag: string;
  readonly elements: ReadonlyArray<readonly string[]>;
}

/** A segment and where it stood in the text; `position` counts segments from 1, UNA left out. */
export interface PlacedSegment extends Segment {
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

export type Tokenized =
  | {
      readonly kind: 'segments';
      readonly segments: readonly PlacedSegment[];
      /** Where UNA ends and segments begin. */
      readonly start: number;
      /** False where the last segment has no terminator. */
      readonly isTerminated: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: 'UNA_UNUSABLE' | 'TOO_MANY_PARTS' };

/** Segments and components together: no interchange of the field comes near it, and memory stays bounded. */
const MAX_PARTS = 1_000_000;

/**
 * Takes an interchange apart (ISO 9735-1), forgiving what the field does: blanks and line ends between segments, lines
 * broken inside a segment, tags in small letters or followed by blanks. A character after the release character stands
 * for itself. Any text gives segments; what they are worth is for the reader of the message to say.
 */
export function tokenize(text: string): Tokenized {
  const service = serviceString(text);
  if (service.kind === 'unusable') return { kind: 'refused', reason: 'UNA_UNUSABLE' };
  const reader = new SegmentReader(text, service.characters, service.end);
  const segments: PlacedSegment[] = [];
  for (let segment = reader.next(); segment; segment = reader.next()) {
    segments.push(segment);
    if (reader.parts > MAX_PARTS) return { kind: 'refused', reason: 'TOO_MANY_PARTS' };
  }
  return { kind: 'segments', segments, start: service.end, isTerminated: reader.isTerminated };
}

/** Writes segments so that `tokenize` reads them again: whatever is a service character in a value is released. */
export function serialize(segments: readonly Segment[], characters: ServiceCharacters): string {
  const { component, element, decimal, release, reserved, terminator } = characters;
  const special = new Set([component, element, release, terminator, '\r', '\n']);
  const released = (value: string) => Array.from(value, (each) => (special.has(each) ? release + each : each)).join('');
  const body = segments.map(
    ({ tag, elements }) =>
      [tag, ...elements.map((components) => components.map(released).join(component))].join(element) + terminator,
  );
  return `UNA${component}${element}${decimal}${release}${reserved}${terminator}${body.join('')}`;
}

class SegmentReader {
  parts = 0;
  isTerminated = true;
  readonly #text: string;
  readonly #characters: ServiceCharacters;
  #at: number;
  #position = 0;

  constructor(text: string, characters: ServiceCharacters, start: number) {
    this.#text = text;
    this.#characters = characters;
    this.#at = start;
  }

  /** The next segment that says anything; undefined at the end. */
  next(): PlacedSegment | undefined {
    this.#skipBlanks();
    if (this.#at >= this.#text.length) return undefined;
    const start = this.#at;
    const elements = this.#elements();
    const [[tag = ''] = [], ...rest] = elements;
    this.#position += 1;
    return { tag: tag.trim().toUpperCase(), elements: rest, position: this.#position, start, end: this.#at };
  }

  #skipBlanks(): void {
    const { terminator } = this.#characters;
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at);
      if (character !== terminator && !/\s/.test(character)) return;
      this.#at += 1;
    }
  }

  /** Up to the terminator or the end of the text. Line ends are no data unless released or themselves a separator. */
  #elements(): string[][] {
    const { component, element, release, terminator } = this.#characters;
    const elements: string[][] = [[]];
    let value = '';
    let from = this.#at;
    const close = () => {
      elements.at(-1)?.push(value + this.#text.slice(from, this.#at));
      value = '';
      this.parts += 1;
    };
    for (; this.#at < this.#text.length && this.parts <= MAX_PARTS; this.#at++) {
      const character = this.#text.charAt(this.#at);
      const isRelease = character === release && release !== ' ';
      if (character === component || character === element || character === terminator) {
        close();
        from = this.#at + 1;
        if (character === element) elements.push([]);
        if (character !== terminator) continue;
        this.#at += 1;
        return elements;
      }
      if (isRelease || character === '\r' || character === '\n') {
        value += this.#text.slice(from, this.#at);
        // The released character stands for itself: the next round does not look at it.
        if (isRelease) this.#at += 1;
        from = isRelease ? this.#at : this.#at + 1;
      }
    }
    this.#at = Math.min(this.#at, this.#text.length);
    close();
    this.isTerminated = false;
    return elements;
  }
}
