/**
 * True for a wagon number of twelve digits (UIC leaflet 438-2): the last completes the sum of Luhn to a multiple of ten.
 * Blanks and a hyphen before the check digit are no part of it. Finds every single wrong digit.
 */
export function isWagonNumber(text: string): boolean {
  if (!/^\d{12}$/.test(text)) return false;
  const sum = Array.from(text)
    .reverse()
    .reduce((total, digit, at) => total + luhn(Number(digit), at), 0);
  return sum % 10 === 0;
}

/** Every second digit counts twice, as the sum of the digits of its double. */
function luhn(digit: number, at: number): number {
  const value = at % 2 === 0 ? digit : digit * 2;
  return value > 9 ? value - 9 : value;
}
