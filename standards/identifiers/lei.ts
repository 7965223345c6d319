/**
 * True for a legal entity identifier (ISO 17442): 18 capitals and digits, and two check digits by ISO 7064, MOD 97-10.
 * Finds every single wrong character.
 */
export function isLei(text: string): boolean {
  return /^[A-Z0-9]{18}\d{2}$/.test(text) && remainder97(text) === 1;
}

/** Letters are read as two digits, A = 10; digit by digit, so that no number grows large. */
function remainder97(text: string): number {
  let rest = 0;
  for (const character of text) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
  }
  return rest;
}
