const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/**
 * True for a postal item identifier (UPU S10): two letters of the service, eight digits, their check digit, country of
 * origin.
 */
export function isPostalItemId(text: string): boolean {
  const [, serial, digit] = /^[A-Z]{2}(\d{8})(\d)[A-Z]{2}$/.exec(text) ?? [];
  if (serial === undefined) return false;
  const sum = Array.from(serial).reduce((total, each, at) => total + Number(each) * (WEIGHTS[at] ?? 0), 0);
  const rest = 11 - (sum % 11);
  // 10 is written 0 and 11 is written 5.
  return String(rest === 10 ? 0 : rest === 11 ? 5 : rest) === digit;
}
