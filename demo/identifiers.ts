/**
 * Check digits of the identifiers that border agencies exchange. Each function takes the identifier without its check
 * digit and gives the digit; what has another form is refused.
 */

/** ISO 6346: letters count from 10 and leave out the multiples of 11. */
const LETTER_VALUES: ReadonlyMap<string, number> = new Map(
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter, at) => [letter, 10 + at + Math.floor((at + 9) / 10)]),
);

/**
 * Check digit of a container number (ISO 6346).
 *
 * @param number three letters of the owner, U, J or Z, and six digits: `CSQU305438` gives `3`.
 * @throws RangeError for another form.
 */
export function containerCheckDigit(number: string): string {
  if (!/^[A-Z]{3}[UJZ]\d{6}$/.test(number)) throw new RangeError('a container number has four letters and six digits');
  return weightedByPowersOfTwo(number);
}

/** True for a whole container number with the right check digit. */
export function isContainerNumber(text: string): boolean {
  return /^[A-Z]{3}[UJZ]\d{7}$/.test(text) && containerCheckDigit(text.slice(0, 10)) === text.slice(10);
}

/**
 * Check digit of a movement reference number of 18 characters: the sum of ISO 6346 over the first 17.
 *
 * @param number two digits of the year, the country and thirteen more characters.
 * @throws RangeError for another form.
 */
export function mrnCheckDigit(number: string): string {
  if (!/^\d{2}[A-Z]{2}[A-Z0-9]{13}$/.test(number)) throw new RangeError('an MRN has year, country and 13 characters');
  return weightedByPowersOfTwo(number);
}

/** True for a whole MRN of 18 characters with the right check digit. */
export function isMrn(text: string): boolean {
  return /^\d{2}[A-Z]{2}[A-Z0-9]{13}\d$/.test(text) && mrnCheckDigit(text.slice(0, 17)) === text.slice(17);
}

/**
 * Check digit of a field of the machine-readable zone (ICAO 9303-3): weights 7, 3, 1 over digits, letters from A = 10
 * and the filler `<` = 0.
 *
 * @throws RangeError for other characters.
 */
export function mrzCheckDigit(field: string): string {
  if (!/^[A-Z0-9<]*$/.test(field)) throw new RangeError('a machine-readable field has capitals, digits and <');
  const weights = [7, 3, 1];
  const sum = Array.from(field).reduce(
    (total, character, at) => total + mrzValue(character) * (weights[at % 3] ?? 0),
    0,
  );
  return String(sum % 10);
}

function mrzValue(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36);
}

/** Sum of value × 2^place, modulo 11; a remainder of 10 is written 0. */
function weightedByPowersOfTwo(text: string): string {
  const sum = Array.from(text).reduce(
    (total, character, at) => total + (LETTER_VALUES.get(character) ?? Number(character)) * 2 ** at,
    0,
  );
  return String((sum % 11) % 10);
}
