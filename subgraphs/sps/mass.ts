/** A mass as a whole number of milligrams: sums and differences stay exact. */
export type Milligrams = bigint;

/** What a unit of UN/ECE Recommendation 20 is in milligrams; kilogram where none is stated. */
const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['', 1_000_000n],
  ['KGM', 1_000_000n],
  ['GRM', 1_000n],
  ['TNE', 1_000_000_000n],
]);

/** A decimal of up to six places, as messages carry masses. */
const DECIMAL = /^\+?(\d{1,18})(?:\.(\d{0,6})0*)?$/;

/** Undefined where it is no mass: another unit, no number, or a negative one. */
export function massOf(
  measure: { readonly value?: string | null; readonly unitCode?: string | null } | null | undefined,
): Milligrams | undefined {
  const match = DECIMAL.exec(measure?.value ?? '');
  const unit = UNITS.get(measure?.unitCode ?? '');
  if (!match || unit === undefined) return undefined;
  const millionths = BigInt(match[1] ?? '0') * 1_000_000n + BigInt((match[2] ?? '').padEnd(6, '0'));
  return (millionths * unit) / 1_000_000n;
}

/** In kilogram, with at least the three places that declarations use. */
export function kilograms(mass: Milligrams): { readonly value: string; readonly unitCode: 'KGM' } {
  const digits = (mass < 0n ? -mass : mass).toString().padStart(7, '0');
  const places = digits.slice(-6).replace(/0{1,3}$/, '');
  return { value: `${mass < 0n ? '-' : ''}${digits.slice(0, -6)}.${places}`, unitCode: 'KGM' };
}
