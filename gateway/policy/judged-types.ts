import type { Coordinate } from '../ids.ts';
import type { Labels } from './labels.ts';

/** Type with NEUTRAL fields → all of its fields. */
export function neutralTypes(labels: Labels): ReadonlyMap<string, readonly Coordinate[]> {
  const neutral = [...labels].filter(([, { denial }]) => denial === 'NEUTRAL').map(([at]) => typeNameOf(at));
  return fieldsOf(labels, neutral);
}

/** Every field of the types. */
export function fieldsOf(labels: Labels, typeNames: Iterable<string>): ReadonlyMap<string, readonly Coordinate[]> {
  const types = new Map<string, Coordinate[]>([...typeNames].map((typeName) => [typeName, []]));
  for (const at of labels.keys()) types.get(typeNameOf(at))?.push(at);
  return types;
}

export function typeNameOf(at: Coordinate): string {
  return at.slice(0, at.indexOf('.'));
}
