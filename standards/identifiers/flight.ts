import { lettersAndDigits } from './keys.ts';

/** Carrier (IATA two characters or ICAO three letters), number, at most one letter after it. */
const FLIGHT = /^([A-Z]{3}|[A-Z0-9]{2})0*(\d{1,4}[A-Z]?)$/;

/**
 * The form in which flights are compared: carrier and number, without blanks and leading zeros; `AA 0123` gives `AA123`.
 * Other means (voyages) keep their letters and digits.
 */
export function flightNumber(text: string): string {
  const key = lettersAndDigits(text);
  const [, carrier, number] = FLIGHT.exec(key) ?? [];
  return carrier !== undefined && number !== undefined ? carrier + number : key;
}
