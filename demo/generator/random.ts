import { createHash } from 'node:crypto';

/** Numbers that are the same for the same seed on every machine. */
export interface Random {
  /** From 0 to below 1. */
  next(): number;
  /** Whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<Value>(values: readonly [Value, ...Value[]]): Value;
  /** One of the values, each as often as its weight says. */
  weighted<Value>(values: readonly [readonly [Value, number], ...(readonly [Value, number])[]]): Value;
  /** Log-normal: half of the draws lie below `median`, `sigma` is the deviation of the logarithm. */
  logNormal(median: number, sigma: number): number;
}

/** xoshiro128** (Blackman and Vigna, public domain), its state drawn from the seed by SHA-256. */
export function randomOf(seed: string): Random {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => digest.readUInt32LE(at)) as [number, number, number, number];
  function next32(): number {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  }
  const random: Random = {
    next: () => next32() / 2 ** 32,
    below: (limit) => Math.floor(random.next() * limit),
    pick: (values) => values[random.below(values.length)] ?? values[0],
    weighted(values) {
      let left = random.next() * values.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of values) {
        left -= weight;
        if (left < 0) return value;
      }
      return values[0][0];
    },
    logNormal(median, sigma) {
      // Box and Muller; 1 − next() is never 0.
      const normal = Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
      return median * Math.exp(sigma * normal);
    },
  };
  return random;
}

/**
 * A number below `size` for each index below `size`, every one different: so that no plate, passport or container is
 * handed out twice.
 *
 * @param size below 2^29 and no multiple of 15485863.
 */
export function distinct(index: number, size: number, start: number): number {
  // A prime step that does not divide the size visits every number once; the products stay exact.
  return ((index % size) * 15_485_863 + start) % size;
}

/**
 * True for `share` of all indices, spread evenly, in exact number.
 *
 * @param phase where in the spread the first lies, 0 to below 1.
 */
export function isChosen(index: number, share: number, phase: number): boolean {
  return Math.floor((index + 1) * share + phase) > Math.floor(index * share + phase);
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
