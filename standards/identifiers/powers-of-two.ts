/** ISO 6346, annex A: letters count from 10 and leave out the multiples of 11. */
const LETTER_VALUES: ReadonlyMap<string, number> = new Map(
  Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter, at) => [letter, 10 + at + Math.floor((at + 9) / 10)]),
);

/**
 * The sum of ISO 6346 that container and movement reference numbers share: value × 2^place, modulo 11; a remainder of 10
 * is written 0. So one wrong character goes unnoticed where two remainders are both written 0.
 *
 * @param text capitals and digits.
 */
export function powersOfTwoDigit(text: string): string {
  const sum = Array.from(text).reduce(
    (total, character, at) => total + (LETTER_VALUES.get(character) ?? Number(character)) * 2 ** at,
    0,
  );
  return String((sum % 11) % 10);
}
