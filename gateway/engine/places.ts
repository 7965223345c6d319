import { isObject } from '../json.ts';
import type { Fields } from './engine.ts';
import type { Gate } from './gate.ts';
import { MOST_NESTED } from './limits.ts';
import type { Slot } from './merge.ts';
import type { PathStep } from './query-plan.ts';

/** The records at a path of the answer so far that may be asked about, in its order. */
export interface RecordsThere {
  readonly records: Fields[];
  /** True where others wait, or stand below one that does. */
  readonly areMoreWaiting: boolean;
  /** True where one of them waits for what the call gives. */
  readonly isAwaited: boolean;
}

/** @param slots what the call gives: a record that waits for one of them is asked about. */
export function recordsAt(
  data: Fields,
  path: readonly PathStep[],
  slots: readonly Slot[],
  gate: Gate | undefined,
): RecordsThere {
  const found: Found = { records: [], areMoreWaiting: false, isAwaited: false, gate, slots };
  collect(data, path, 0, found, 0);
  return found;
}

interface Found extends RecordsThere {
  areMoreWaiting: boolean;
  isAwaited: boolean;
  readonly gate: Gate | undefined;
  readonly slots: readonly Slot[];
}

/** True where nothing of the record, and nothing below it, may be asked about. */
function isBarred(record: Fields, isLast: boolean, gate: Gate, found: Found): boolean {
  const standing = gate.standingOf(record);
  if (standing !== 'WAITING') return standing === 'SHUT';
  if (isLast) {
    const awaited = gate.awaitedOf(record);
    if (found.slots.some(({ key }) => awaited.has(key))) {
      found.isAwaited = true;
      return false;
    }
  }
  found.areMoreWaiting = true;
  return true;
}

function collect(start: unknown, path: readonly PathStep[], from: number, found: Found, nested: number): void {
  const { gate } = found;
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
    if (step.kind === 'field') {
      if (gate && isBarred(value, false, gate, found)) return;
      value = value[step.name];
    } else if (!step.names.includes(value['__typename'] as string)) return;
  }
  if (isObject(value) && !(gate && isBarred(value, true, gate, found))) found.records.push(value);
}

type Path = ReadonlyArray<string | number>;

/** True of a place on the way to which a record is that may not be asked about, or none at all. */
export function isBarredAt(data: Fields, path: Path, gate: Gate): boolean {
  let value: unknown = data;
  for (const key of path) {
    if (isObject(value)) value = value[key];
    else if (Array.isArray(value) && typeof key === 'number') value = value[key];
    else return true;
    if (isObject(value) && gate.standingOf(value) !== 'OPEN') return true;
  }
  return false;
}

/** Where the records at a path stand. Walked only when an error has to be placed. */
export function placesOf(data: Fields, path: readonly PathStep[]): ReadonlyMap<object, Path> {
  const found = new Map<object, Path>();
  locate(data, path, 0, [], found, 0);
  return found;
}

function locate(
  value: unknown,
  path: readonly PathStep[],
  from: number,
  at: Path,
  found: Map<object, Path>,
  nested: number,
): void {
  const step = path[from];
  if (step === undefined) {
    if (isObject(value)) found.set(value, at);
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
