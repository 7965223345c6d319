/** Reduced forms of the protection model, version 1.0. */
export const MASKS = [
  'YEAR',
  'YEAR_MONTH',
  'INITIALS',
  'LAST4',
  'PREFIX2',
  'PREFIX4',
  'PREFIX6',
  'PSEUDONYM',
  'REDACTED',
  'ROUNDED5',
] as const;
export type Mask = (typeof MASKS)[number];

export function isMask(value: unknown): value is Mask {
  return MASKS.some((mask) => mask === value);
}

const DATE = /^(\d{4})-(\d{2})(?:-\d{2})?(?:T.*)?$/;

/**
 * The reduced form of a value. What does not have the form that the mask reduces is withheld: a mask never shows more
 * than it promises.
 *
 * @param pseudonym for PSEUDONYM; without one such a value is withheld.
 * @returns undefined: nothing may be shown.
 */
export function masked(mask: Mask, value: unknown, pseudonym?: (value: string) => string): string | number | undefined {
  if (mask === 'ROUNDED5') return rounded(value);
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value);
  switch (mask) {
    case 'YEAR':
      return text.match(DATE)?.[1];
    case 'YEAR_MONTH': {
      const [, year, month] = text.match(DATE) ?? [];
      return year && month && `${year}-${month}`;
    }
    case 'INITIALS':
      return initials(text);
    case 'LAST4':
      return ending(text, 4);
    case 'PREFIX2':
      return beginning(text, 2);
    case 'PREFIX4':
      return beginning(text, 4);
    case 'PREFIX6':
      return beginning(text, 6);
    case 'PSEUDONYM':
      return pseudonym?.(text);
    case 'REDACTED':
      return 'REDACTED';
  }
}

/** First letters of the words: `Ann Mary O'Neil` → `A. M. O.` */
function initials(text: string): string | undefined {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}][^\s]*/gu) ?? [];
  const letters = words.slice(0, 8).map((word) => `${[...word][0]?.toUpperCase()}.`);
  return letters.length > 0 ? letters.join(' ') : undefined;
}

/** A text that is no longer than what would be left of it is withheld: the mask would show all. */
function beginning(text: string, length: number): string | undefined {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length).join('')}…` : undefined;
}

function ending(text: string, length: number): string | undefined {
  const letters = [...text];
  return letters.length > length ? `…${letters.slice(-length).join('')}` : undefined;
}

/** Counts of fewer than this tell of those few. */
const FEWEST = 5;

/**
 * Of a count: the nearest multiple of five; of fewer than five nothing, not even that there are none (suppression of small
 * cells). Two counts that differ by one are told apart at the edges alone.
 */
function rounded(value: unknown): number | undefined {
  if (!Number.isSafeInteger(value) || (value as number) < FEWEST) return undefined;
  return Math.round((value as number) / FEWEST) * FEWEST;
}
