/**
 * True for an air waybill number (IATA resolution 600a): prefix of the airline, seven digits and their remainder by 7,
 * with or without a hyphen after the prefix. Digits that differ by 7 (0 and 7, 1 and 8, 2 and 9) cannot be told apart.
 */
export function isAirWaybillNumber(text: string): boolean {
  const [, serial, digit] = /^\d{3}[- ]?(\d{7})(\d)$/.exec(text) ?? [];
  return serial !== undefined && String(Number(serial) % 7) === digit;
}
