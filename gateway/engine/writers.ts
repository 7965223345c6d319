import type { Variables } from '../exchange.ts';
import type { Fields } from './engine.ts';
import type { LeafWriter } from './leaf.ts';
import { type Pace, PER_LOOK } from './pace.ts';

/** A value that an agency sent and that its type cannot be, or that the schema promises and nobody sent. */
export interface Problem {
  /** Response keys and list indexes. */
  readonly path: ReadonlyArray<string | number>;
  readonly typeName: string;
  /** Internal name of the field. */
  readonly field: string;
}

/** Where the writer stands. One for each answer. */
export interface Cursor {
  /** What is written and not yet in bytes: made longer, or set back to what it was before a value that is null. */
  text: string;
  readonly bytes: Buffer[];
  readonly isPlain: boolean;
  readonly path: Array<string | number>;
  readonly problems: Problem[];
  readonly variables: Variables;
  readonly pace: Pace;
}

/** Writes one value. False: it is null, its cause is noted, and the text is as it was. */
export interface Write {
  now(value: unknown, at: Cursor): boolean;
  /** Stops now and then for others to have their turn. Only where a long list may lie below. */
  readonly inTurns?: (value: unknown, at: Cursor) => Generator<undefined, boolean>;
}

export interface Part {
  /** Response key as JSON text with the separators before and after it. */
  readonly prefix: string;
  readonly key: string;
  /** Internal name. */
  readonly from: string;
  readonly isPromised: boolean;
  readonly value:
    | { readonly kind: 'leaf'; readonly write: LeafWriter }
    | { readonly kind: 'composite'; readonly write: Write }
    /** The same in every answer; undefined: null. */
    | { readonly kind: 'constant'; readonly text: string | undefined }
    /** What is read of the schema itself. */
    | { readonly kind: 'schema'; write(variables: Variables): string };
}

/** The field that a value stands in. */
export type Owner = Pick<Problem, 'typeName' | 'field'>;

/** Writes a record as its parts say, in their order. */
export function recordWriter(parts: readonly Part[], typeName: string): Write {
  const end = (isNull: boolean, before: string, bytes: number, at: Cursor): boolean => {
    if (isNull) setBack(at, before, bytes);
    else at.text += '}';
    return !isNull;
  };
  return {
    now: (value, at) => {
      const before = at.text;
      at.text += '{';
      for (const part of parts) {
        at.text += part.prefix;
        if (field(part, value as Readonly<Fields>, typeName, at)) continue;
        if (part.isPromised) return end(true, before, at.bytes.length, at);
        at.text += 'null';
      }
      return end(false, before, 0, at);
    },
    *inTurns(value, at) {
      const record = value as Readonly<Fields>;
      const { text: before, bytes } = at;
      const { length } = bytes;
      at.text += '{';
      for (const part of parts) {
        at.text += part.prefix;
        if (yield* fieldInTurns(part, record, typeName, at)) continue;
        if (part.isPromised) return end(true, before, length, at);
        at.text += 'null';
      }
      return end(false, before, 0, at);
    },
  };
}

function* fieldInTurns(
  part: Part,
  record: Readonly<Fields>,
  typeName: string,
  at: Cursor,
): Generator<undefined, boolean> {
  const { value, key, from } = part;
  const given = record[from];
  if (value.kind !== 'composite' || given == null || !value.write.inTurns) return field(part, record, typeName, at);
  at.path.push(key);
  const isWritten = yield* value.write.inTurns(given, at);
  at.path.pop();
  return isWritten;
}

function field(
  { value, from, key, isPromised }: Part,
  record: Readonly<Fields>,
  typeName: string,
  at: Cursor,
): boolean {
  if (value.kind === 'constant') return append(at, value.text);
  if (value.kind === 'schema') return append(at, value.write(at.variables));
  const given = record[from];
  if (given === null || given === undefined) {
    // Null is an answer; nothing at all is none: no agency was asked, or one left out what it was asked for.
    if (isPromised || given === undefined) note(at, key, typeName, from);
    return false;
  }
  if (value.kind === 'leaf') {
    if (append(at, value.write(given, at.isPlain))) return true;
    note(at, key, typeName, from);
    return false;
  }
  at.path.push(key);
  const isWritten = value.write.now(given, at);
  at.path.pop();
  return isWritten;
}

/** Writes a list; `isPromised`: none of its items may be null. */
export function listWriter(write: Write, isPromised: boolean, owner: Owner): Write {
  /** @returns false where the list becomes null. */
  const isDone = (isWritten: boolean, at: Cursor): boolean => {
    if (!isWritten && !isPromised) at.text += 'null';
    return isWritten || !isPromised;
  };
  const item = (value: unknown, at: Cursor): boolean =>
    isDone(value == null ? isPromised && refuse(at, owner) : write.now(value, at), at);
  const end = (isNull: boolean, before: string, bytes: number, depth: number, at: Cursor): boolean => {
    at.path.length = depth;
    if (isNull) setBack(at, before, bytes);
    else at.text += ']';
    return !isNull;
  };
  return {
    now(value, at) {
      if (!Array.isArray(value)) return refuse(at, owner);
      const { path, text: before } = at;
      const depth = path.length;
      at.text += '[';
      for (let index = 0; index < value.length; index += 1) {
        path[depth] = index;
        if (index > 0) at.text += ',';
        if (!item(value[index], at)) return end(true, before, at.bytes.length, depth, at);
      }
      return end(false, before, 0, depth, at);
    },
    *inTurns(value, at) {
      if (!Array.isArray(value)) return refuse(at, owner);
      const { path, text: before, bytes } = at;
      const [depth, kept] = [path.length, bytes.length];
      // Of a long list the items are short work; of a short one any item may hold the long list.
      const below = value.length < PER_LOOK ? write.inTurns : undefined;
      at.text += '[';
      for (let index = 0; index < value.length; index += 1) {
        path[depth] = index;
        if (index > 0) at.text += ',';
        const each: unknown = value[index];
        const isWritten = below && each != null ? isDone(yield* below(each, at), at) : item(each, at);
        if (!isWritten) return end(true, before, kept, depth, at);
        if (index % PER_LOOK === PER_LOOK - 1 && at.pace.isDue()) yield;
      }
      return end(false, before, 0, depth, at);
    },
  };
}

/** Compiled when the first record is there: most operations meet few of the types they name. */
export function lazily(compile: () => Write): Write {
  let write: Write | undefined;
  const compiled = (): Write => {
    write ??= compile();
    return write;
  };
  return {
    now: (value, at) => compiled().now(value, at),
    *inTurns(value, at) {
      const each = compiled();
      return each.inTurns ? yield* each.inTurns(value, at) : each.now(value, at);
    },
  };
}

/** Refuses what cannot be a value of the type. */
export function chosen(fits: (value: unknown) => boolean, write: Write, owner: Owner): Write {
  return {
    now: (value, at) => (fits(value) ? write.now(value, at) : refuse(at, owner)),
    *inTurns(value, at) {
      if (!fits(value)) return refuse(at, owner);
      return write.inTurns ? yield* write.inTurns(value, at) : write.now(value, at);
    },
  };
}

/** Takes back what was written of a value that is null after all. */
function setBack(at: Cursor, before: string, bytes: number): void {
  at.bytes.length = bytes;
  at.text = before;
}

/** @param text undefined: null. */
export function append(at: Cursor, text: string | undefined): boolean {
  if (text === undefined) return false;
  at.text += text;
  return true;
}

export function refuse(at: Cursor, owner: Owner): false {
  note(at, undefined, owner.typeName, owner.field);
  return false;
}

/** Problems of one answer that are told. */
const MOST_PROBLEMS = 1_000;

function note(at: Cursor, key: string | undefined, typeName: string, field: string): void {
  if (at.problems.length >= MOST_PROBLEMS) return;
  at.problems.push({ path: key === undefined ? [...at.path] : [...at.path, key], typeName, field });
}
