import type pg from 'pg';
import { hexLinkOf } from './links.ts';
import { type Row, rowsOf } from './pieces.ts';

/** Where a chain does not go on as it should. */
export interface Break {
  readonly writer: string;
  /** Where the entry stands that does not fit, and by which number it would have been linked. */
  readonly sequence: number;
  readonly number: number;
  /** Hex: what it should follow, and what the entry before it follows (undefined where nobody knows). */
  readonly before: string;
  readonly beforeThat: string | undefined;
}

/** What happened there, and how the chain goes on after it. */
export interface Named {
  readonly kind: 'ALTERED' | 'MISSING' | 'INSERTED' | 'REORDERED';
  readonly first: number;
  readonly last: number;
  /** What the next entry should follow. */
  readonly link: string;
  /** By how much numbers that follow differ from those that they are linked by, more than before. */
  readonly shift: number;
  /** A text that belongs to a later place. */
  readonly displaced?: { readonly sequence: number; readonly text: string };
}

/** Entries looked through for one that belongs here, and those that may have been removed where the rest was renumbered. */
const NEAR = 3;
export const FAR = 10_000;
const MOST_REMOVED = 1_000;

/**
 * Names what was done to a chain, by trying what would make it fit.
 *
 * @param reach how far to look for what belongs here, entries.
 */
export async function nameBreak(client: pg.ClientBase, at: Break, reach = NEAR): Promise<Named> {
  const { writer, sequence } = at;
  let [here, next, previous]: Array<Row | undefined> = [];
  for await (const row of rowsOf(client, { writer, first: sequence, last: sequence + Math.max(reach, NEAR) })) {
    if (!here) here = row;
    else if (row.sequence === sequence + 1) next = row;
    // The one after what belongs here says whether all have moved, or two have changed places.
    if (here && previous && belongs(at, previous, here)) return moved(at, here, previous, row);
    previous = row.sequence > sequence ? row : undefined;
  }
  if (!here) throw new Error('the entry that does not fit is gone');
  if (previous && belongs(at, previous, here)) return moved(at, here, previous, undefined);
  return insertedBefore(at, here) ?? removed(at, here, next) ?? altered(at, here, next);
}

/** Whether an entry from further on is the one that stood here: by the link beside it, or by the one here. */
function belongs({ before, number }: Break, { text, link }: Row, here: Row): boolean {
  const right = hexLinkOf(before, number, text);
  return right === link || right === here.link;
}

function moved({ before, number, sequence }: Break, here: Row, found: Row, after: Row | undefined): Named {
  const right = hexLinkOf(before, number, found.text);
  const isExchanged = found.sequence === sequence + 1 && isLink(here, found, hexLinkOf(right, number + 1, here.text));
  const goesOn = after ? hexLinkOf(right, number + 1, after.text) === after.link : !isExchanged;
  if (right === found.link && goesOn && !isExchanged) {
    const shift = sequence - found.sequence;
    return { kind: 'INSERTED', first: sequence, last: found.sequence - 1, link: before, shift };
  }
  const displaced = { sequence: found.sequence, text: here.text };
  return { kind: 'REORDERED', first: sequence, last: found.sequence, link: right, shift: 0, displaced };
}

function isLink(one: Row, other: Row, link: string): boolean {
  return one.link === link || other.link === link;
}

/** The one before was linked in: what stands here follows what that one follows. */
function insertedBefore({ beforeThat, number, sequence }: Break, here: Row): Named | undefined {
  if (beforeThat === undefined || hexLinkOf(beforeThat, number - 1, here.text) !== here.link) return undefined;
  return { kind: 'INSERTED', first: sequence - 1, last: sequence - 1, link: here.link, shift: -1 };
}

/** Some before it were removed and the rest renumbered: what follows is linked by a higher number. */
function removed({ number, sequence }: Break, here: Row, next: Row | undefined): Named | undefined {
  if (!next) return undefined;
  for (let count = 1; count <= MOST_REMOVED; count++) {
    if (hexLinkOf(here.link, number + count + 1, next.text) === next.link) {
      return { kind: 'MISSING', first: sequence, last: sequence + count - 1, link: here.link, shift: count };
    }
  }
  return undefined;
}

function altered({ before, number, sequence }: Break, here: Row, next: Row | undefined): Named {
  const right = hexLinkOf(before, number, here.text);
  const isLinkChanged = next !== undefined && hexLinkOf(right, number + 1, next.text) === next.link;
  return { kind: 'ALTERED', first: sequence, last: sequence, link: isLinkChanged ? right : here.link, shift: 0 };
}
