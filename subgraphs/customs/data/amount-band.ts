import type { Amount } from '../generated/types.ts';

/**
 * The order of magnitude of an amount, `10000-99999 USD`: how many digits it has before the point, and nothing else of it.
 *
 * @returns null of what is no amount that is owed.
 */
export function amountBand(amount: Amount | null | undefined): string | null {
  const digits = amount?.value?.match(/^[+]?0*(\d*)(?:[.]\d*)?$/)?.[1];
  if (digits === undefined) return null;
  const size = Math.max(digits.length, 1);
  const least = size === 1 ? '0' : `1${'0'.repeat(size - 1)}`;
  return [`${least}-${'9'.repeat(size)}`, amount?.currencyCode].filter(Boolean).join(' ');
}
