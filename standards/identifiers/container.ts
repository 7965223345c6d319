import { powersOfTwoDigit } from './powers-of-two.ts';

/**
 * Check digit of a container number (ISO 6346).
 *
 * @param number three letters of the owner, U, J or Z, and six digits: `CSQU305438` gives `3`.
 * @throws RangeError for another form.
 */
export function containerCheckDigit(number: string): string {
  if (!/^[A-Z]{3}[UJZ]\d{6}$/.test(number)) throw new RangeError('a container number has four letters and six digits');
  return powersOfTwoDigit(number);
}

/** True for a whole container number with the right check digit. */
export function isContainerNumber(text: string): boolean {
  return /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && containerCheckDigit(text.slice(0, 10)) === text.slice(10);
}
