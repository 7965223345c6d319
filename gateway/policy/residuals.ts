import type { Residual } from '../../standards/grant/residual.ts';

/** Conditions over records, as they are put together. What decides by itself is not carried along. */

export const ALWAYS: Residual = Object.freeze({ op: 'and', of: Object.freeze([]) });
export const NEVER: Residual = Object.freeze({ op: 'or', of: Object.freeze([]) });

export function isAlways(residual: Residual): boolean {
  return residual.op === 'and' && residual.of.length === 0;
}

export function isNever(residual: Residual): boolean {
  return residual.op === 'or' && residual.of.length === 0;
}

export function constantly(value: boolean): Residual {
  return value ? ALWAYS : NEVER;
}

export function allOf(parts: readonly Residual[]): Residual {
  return parts.some(isNever) ? NEVER : joined('and', parts);
}

export function anyOf(parts: readonly Residual[]): Residual {
  return parts.some(isAlways) ? ALWAYS : joined('or', parts);
}

export function negated(residual: Residual): Residual {
  if (isAlways(residual)) return NEVER;
  if (isNever(residual)) return ALWAYS;
  if (residual.op === 'eq' && typeof residual.value === 'boolean') return { ...residual, value: !residual.value };
  return residual.op === 'not' ? residual.of : { op: 'not', of: residual };
}

/** That an attribute is there, as `contextFor` takes it: a database may keep numbers that no answer carries. */
export function isOfType(attribute: string, type: string): readonly Residual[] {
  const isThere = negated({ op: 'isNull', attribute });
  if (type !== 'Long') return [isThere];
  return [isThere, { op: 'ge', attribute, value: -(2 ** 31) }, { op: 'le', attribute, value: 2 ** 31 - 1 }];
}

/** Parts of the same operator are taken in, what is said twice is said once. */
function joined(op: 'and' | 'or', parts: readonly Residual[]): Residual {
  const flat = parts.flatMap((part) => (part.op === op ? part.of : [part]));
  const byText = new Map(flat.map((part) => [JSON.stringify(part), part]));
  const [only, ...more] = byText.values();
  if (only && more.length === 0) return only;
  return { op, of: [...byText.values()] };
}
