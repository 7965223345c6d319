import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import { MOST_NESTED } from './limits.ts';
import type { PathStep } from './query-plan.ts';

/** The records at a path of the answer so far, in its order. */
export function recordsAt(data: Fields, path: readonly PathStep[]): Fields[] {
  const found: Fields[] = [];
  collect(data, path, 0, found, 0);
  return found;
}

function collect(start: unknown, path: readonly PathStep[], from: number, found: Fields[], nested: number): void {
  let value = start;
  for (let index = from; index < path.length; index += 1) {
    const step = path[index];
    if (step === undefined || value === null || typeof value !== 'object') return;
    if (step.kind === 'list') {
      if (!Array.isArray(value)) continue;
      if (nested > MOST_NESTED) return;
      for (const item of value) {
        const isList = Array.isArray(item);
        collect(item, path, isList ? index : index + 1, found, isList ? nested + 1 : 0);
      }
      return;
    }
    if (!isObject(value)) return;
    if (step.kind === 'field') value = value[step.name];
    else if (!step.names.includes(value['__typename'] as string)) return;
  }
  if (isObject(value)) found.push(value);
}

type Path = ReadonlyArray<string | number>;

/** Where those records stand, in the same order. Walked only when an error has to be placed. */
export function placesOf(data: Fields, path: readonly PathStep[]): Path[] {
  const found: Path[] = [];
  locate(data, path, 0, [], found, 0);
  return found;
}

function locate(
  value: unknown,
  path: readonly PathStep[],
  from: number,
  at: Path,
  found: Path[],
  nested: number,
): void {
  const step = path[from];
  if (step === undefined) {
    if (isObject(value)) found.push(at);
    return;
  }
  if (step.kind === 'list') {
    if (!Array.isArray(value)) locate(value, path, from + 1, at, found, 0);
    else if (nested <= MOST_NESTED) {
      for (const [index, item] of value.entries()) {
        const isList = Array.isArray(item);
        locate(item, path, isList ? from : from + 1, [...at, index], found, isList ? nested + 1 : 0);
      }
    }
    return;
  }
  if (!isObject(value)) return;
  if (step.kind === 'field') locate(value[step.name], path, from + 1, [...at, step.name], found, 0);
  else if (step.names.includes(value['__typename'] as string)) locate(value, path, from + 1, at, found, 0);
}
