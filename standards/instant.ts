/**
 * Instants of ISO 8601 / RFC 3339: date and time with offset, of the years 1 to 9999, with up to six digits of a second.
 */
const INSTANT =
  /^(?!0000)(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,6}))?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** True for an ISO 8601 instant with offset, of a day that the calendar has. */
export function isInstant(value: unknown): value is string {
  const [, year, month, day] = (typeof value === 'string' && INSTANT.exec(value)) || [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return year !== undefined && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/** Microseconds since the epoch, exactly; undefined for what is no instant. */
export function microsecondsOf(instant: unknown): bigint | undefined {
  if (!isInstant(instant)) return undefined;
  const fraction = INSTANT.exec(instant)?.[5] ?? '';
  const seconds = Date.parse(instant.replace(/\.\d+/, ''));
  return BigInt(seconds) * 1_000n + BigInt(fraction.padEnd(6, '0'));
}
