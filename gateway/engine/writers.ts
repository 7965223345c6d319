import type { FieldNode } from 'graphql';
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
  /** What is written in turns and not yet in bytes; `now` does not touch it. */
  text: string;
  readonly bytes: Buffer[];
  readonly isPlain: boolean;
  readonly path: Array<string | number>;
  readonly problems: Problem[];
  readonly variables: Variables;
  readonly pace: Pace;
  /** Says what is released of a field of one record. */
  readonly levelOf: LevelOf;
}

/** What is released of a field of one record. @param node the field as it was asked for. */
export type LevelOf = (node: FieldNode, typeName: string, record: Readonly<Fields>) => 'FULL' | 'MASKED' | 'WITHHELD';

/** Writes one value. */
export interface Write {
  /** @returns the value as JSON text; undefined: it is null, and its cause is noted. */
  now(value: unknown, at: Cursor): string | undefined;
  /**
   * Adds the text to the cursor, and stops now and then for others to have their turn. Only where a long list may lie
   * below.
   *
   * @returns false: it is null, its cause is noted, and the cursor is as it was.
   */
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
    /** Decided by the record. `absent`: what is written where it denies. */
    | {
        readonly kind: 'judged';
        readonly node: FieldNode;
        readonly full: Part;
        readonly reduced: Part | undefined;
        readonly absent: string | undefined;
      }
    /** What is read of the schema itself. */
    | { readonly kind: 'schema'; write(variables: Variables): string };
}

/** The field that a value stands in. */
export type Owner = Pick<Problem, 'typeName' | 'field'>;

/** Writes a record as its parts say, in their order. */
export function recordWriter(parts: readonly Part[], typeName: string): Write {
  return {
    now: (value, at) => {
      let text = '{';
      for (const part of parts) {
        const written = field(part, value as Readonly<Fields>, typeName, at);
        if (written === undefined && part.isPromised) return undefined;
        text += part.prefix + (written ?? 'null');
      }
      return `${text}}`;
    },
    *inTurns(value, at) {
      const record = value as Readonly<Fields>;
      const { text: before, bytes } = at;
      const { length } = bytes;
      at.text += '{';
      for (const part of parts) {
        at.text += part.prefix;
        if (yield* fieldInTurns(part, record, typeName, at)) continue;
        if (part.isPromised) return setBack(at, before, length);
        at.text += 'null';
      }
      at.text += '}';
      return true;
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
  if (value.kind !== 'composite' || given == null || !value.write.inTurns) {
    return append(at, field(part, record, typeName, at));
  }
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
): string | undefined {
  if (value.kind === 'constant') return value.text;
  if (value.kind === 'schema') return value.write(at.variables);
  if (value.kind === 'judged') {
    const level = at.levelOf(value.node, typeName, record);
    const part = level === 'FULL' ? value.full : level === 'MASKED' ? value.reduced : undefined;
    return part ? field(part, record, typeName, at) : value.absent;
  }
  const given = record[from];
  if (given === null || given === undefined) {
    // Null is an answer; nothing at all is none: no agency was asked, or one left out what it was asked for.
    if (isPromised || given === undefined) note(at, key, typeName, from);
    return undefined;
  }
  if (value.kind === 'leaf') {
    const text = value.write(given, at.isPlain);
    if (text === undefined) note(at, key, typeName, from);
    return text;
  }
  at.path.push(key);
  const text = value.write.now(given, at);
  at.path.pop();
  return text;
}

/** Writes a list; `isPromised`: none of its items may be null. */
export function listWriter(write: Write, isPromised: boolean, owner: Owner): Write {
  /** @returns undefined where the whole list becomes null. */
  const item = (value: unknown, at: Cursor): string | undefined => {
    if (value == null) return isPromised ? refuse(at, owner) : 'null';
    const text = write.now(value, at);
    return text === undefined && !isPromised ? 'null' : text;
  };
  return {
    now(value, at) {
      if (!Array.isArray(value)) return refuse(at, owner);
      const { path } = at;
      const depth = path.length;
      let text = '[';
      for (let index = 0; index < value.length; index += 1) {
        path[depth] = index;
        const written = item(value[index], at);
        if (written === undefined) {
          path.length = depth;
          return undefined;
        }
        text += index > 0 ? `,${written}` : written;
      }
      path.length = depth;
      return `${text}]`;
    },
    *inTurns(value, at) {
      if (!Array.isArray(value)) return refused(at, owner);
      const { path, text: before, bytes } = at;
      const [depth, kept] = [path.length, bytes.length];
      // Of a long list the items are short work; of a short one any item may hold the long list.
      const below = value.length < PER_LOOK ? write.inTurns : undefined;
      at.text += '[';
      for (let index = 0; index < value.length; index += 1) {
        path[depth] = index;
        if (index > 0) at.text += ',';
        const each: unknown = value[index];
        const isWritten =
          below && each != null
            ? (yield* below(each, at)) || (!isPromised && append(at, 'null'))
            : append(at, item(each, at));
        if (!isWritten) {
          path.length = depth;
          return setBack(at, before, kept);
        }
        if (index % PER_LOOK === PER_LOOK - 1 && at.pace.isDue()) yield;
      }
      path.length = depth;
      at.text += ']';
      return true;
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
    inTurns: (value, at) => turnsOf(compiled(), value, at),
  };
}

/** Refuses what cannot be a value of the type. */
export function chosen(fits: (value: unknown) => boolean, write: Write, owner: Owner): Write {
  return {
    now: (value, at) => (fits(value) ? write.now(value, at) : refuse(at, owner)),
    *inTurns(value, at) {
      return fits(value) ? yield* turnsOf(write, value, at) : refused(at, owner);
    },
  };
}

/** In turns where the writer can, else at once. */
export function* turnsOf(write: Write, value: unknown, at: Cursor): Generator<undefined, boolean> {
  return write.inTurns ? yield* write.inTurns(value, at) : append(at, write.now(value, at));
}

/** Takes back what was written of a value that is null after all. */
function setBack(at: Cursor, before: string, bytes: number): false {
  at.bytes.length = bytes;
  at.text = before;
  return false;
}

/** @param text undefined: null. */
function append(at: Cursor, text: string | undefined): boolean {
  if (text === undefined) return false;
  at.text += text;
  return true;
}

export function refuse(at: Cursor, owner: Owner): undefined {
  note(at, undefined, owner.typeName, owner.field);
  return undefined;
}

export function refused(at: Cursor, owner: Owner): false {
  refuse(at, owner);
  return false;
}

/** Problems of one answer that are told. */
const MOST_PROBLEMS = 1_000;

function note(at: Cursor, key: string | undefined, typeName: string, field: string): void {
  if (at.problems.length >= MOST_PROBLEMS) return;
  at.problems.push({ path: key === undefined ? [...at.path] : [...at.path, key], typeName, field });
}
