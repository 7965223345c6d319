import { powersOfTwoDigit } from './powers-of-two.ts';

/** Year, country, thirteen more characters and a check digit: the form of which the check digit can be asked. */
const SHAPE = /^\d{2}[A-Z]{2}[A-Z0-9]{13}\d$/;

/**
 * Check digit of a movement reference number of 18 characters: the sum of ISO 6346 over the first 17.
 *
 * @param number two digits of the year, the country and thirteen more characters.
 * @throws RangeError for another form.
 */
export function mrnCheckDigit(number: string): string {
  if (!/^\d{2}[A-Z]{2}[A-Z0-9]{13}$/.test(number)) throw new RangeError('an MRN has year, country and 13 characters');
  return powersOfTwoDigit(number);
}

/**
 * True for a whole MRN of 18 characters with the right check digit. A warning at most follows from false: systems in use
 * hand out numbers without one.
 */
export function isMrn(text: string): boolean {
  return SHAPE.test(text) && mrnCheckDigit(text.slice(0, 17)) === text.slice(17);
}
