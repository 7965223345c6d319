/**
 * True for an IMO ship number (IMO resolution A.1117(30)): seven digits, the last that of the sum of the others by 7 to 2.
 * Blanks and the letters `IMO` before it are no part of it. In the
 * places of weight 2, 4, 5 and 6 a wrong digit can go unnoticed.
 */
export function isImoNumber(text: string): boolean {
  if (!/^\d{7}$/.test(text)) return false;
  const sum = Array.from(text.slice(0, 6)).reduce((total, digit, at) => total + Number(digit) * (7 - at), 0);
  return String(sum % 10) === text.slice(6);
}
