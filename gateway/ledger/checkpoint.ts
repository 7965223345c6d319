import { hash } from 'node:crypto';

/** What a checkpoint says of the entries of one writer in its segment. */
export interface Span {
  readonly writer: string;
  /** Numbers of its first and last entry. */
  readonly first: number;
  readonly last: number;
  /** Link, as hex, that the first entry follows, and that of the last. */
  readonly before: string;
  readonly link: string;
}

/** A closed segment. Its text is what is signed. */
export interface Checkpoint {
  readonly v: 1;
  /** From 1, without gaps. */
  readonly segment: number;
  /** ISO 8601. */
  readonly closed: string;
  /** SHA-256 of the text of the checkpoint before, as hex; null for the first. */
  readonly previous: string | null;
  readonly entries: number;
  /** Merkle root over the links in the order of writer and number, as hex. */
  readonly root: string;
  /** In the order of their names by code units. */
  readonly writers: readonly Span[];
}

/** A checkpoint as it is kept and exported. */
export interface SignedCheckpoint {
  readonly text: string;
  /** Ed25519, base64url. */
  readonly signature: string;
  /** `kid` of the key that signed. */
  readonly key: string;
}

/** INVARIANT: members stand in this order, without spaces: the same segment has one text alone. */
export function checkpointText({ segment, closed, previous, entries, root, writers }: Omit<Checkpoint, 'v'>): string {
  const spans = writers.map(({ writer, first, last, before, link }) => ({ writer, first, last, before, link }));
  return JSON.stringify({ v: 1, segment, closed, previous, entries, root, writers: spans });
}

/** SHA-256 of a text, as the next checkpoint names it. */
export function nameOfCheckpoint(text: string): string {
  return hash('sha256', text);
}

const HASH = /^[\da-f]{64}$/;

/** @returns undefined where the text is none of a checkpoint. */
export function checkpointOf(text: string): Checkpoint | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(read) || read['v'] !== 1 || !Array.isArray(read['writers'])) return undefined;
  const { segment, closed, previous, entries, root, writers } = read;
  const isOne =
    isNumber(segment) &&
    typeof closed === 'string' &&
    (previous === null || isHash(previous)) &&
    isNumber(entries) &&
    isHash(root) &&
    writers.every(isSpan) &&
    writers.reduce((sum: number, span: Span) => sum + span.last - span.first + 1, 0) === entries;
  return isOne ? (read as unknown as Checkpoint) : undefined;
}

function isSpan(value: unknown): value is Span {
  if (!isRecord(value)) return false;
  const { writer, first, last, before, link } = value;
  return (
    typeof writer === 'string' && isNumber(first) && isNumber(last) && first <= last && isHash(before) && isHash(link)
  );
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** By code units: the same on every machine, whatever the database sorts by. */
export function byWriter(one: { readonly writer: string }, other: { readonly writer: string }): number {
  return one.writer < other.writer ? -1 : one.writer > other.writer ? 1 : 0;
}
