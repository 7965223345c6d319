/**
 * GS1 identification keys (GS1 General Specifications, 7.9): weights 3 and 1 from the right, the digit completes the sum
 * to a multiple of ten. Finds every single wrong digit.
 */

/**
 * Check digit of a GS1 key.
 *
 * @param digits the key without its check digit, any length.
 * @throws RangeError for anything but digits.
 */
export function gs1CheckDigit(digits: string): string {
  if (!/^\d+$/.test(digits)) throw new RangeError('a GS1 key has digits only');
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

/** True for a GTIN of 8, 12, 13 or 14 digits with the right check digit. */
export function isGtin(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text) && isRight(text);
}

/** True for a global location number: 13 digits with the right check digit. */
export function isGln(text: string): boolean {
  return /^\d{13}$/.test(text) && isRight(text);
}

/** True for a serial shipping container code: 18 digits with the right check digit. */
export function isSscc(text: string): boolean {
  return /^\d{18}$/.test(text) && isRight(text);
}

function isRight(key: string): boolean {
  return gs1CheckDigit(key.slice(0, -1)) === key.slice(-1);
}
