import type pg from 'pg';
import { type Checkpoint, checkpointOf, type SignedCheckpoint, type Span } from './checkpoint.ts';
import { faultOfSigned } from './checkpoint-check.ts';
import { hexLinkOf, LINK_HEX } from './links.ts';
import { leafOfLink, MerkleTree, rootByPath } from './merkle.ts';
import { grouped, parametersOf, type Range } from './ranges.ts';
import { LINKS } from './segment-links.ts';
import type { VerificationKeys } from './signing.ts';

/** That an entry was in the ledger when a segment was closed: all that is needed to check it, but the public key. */
export interface Proof {
  readonly v: 1;
  readonly entry: {
    readonly writer: string;
    readonly sequence: number;
    readonly text: string;
    /** Link of the entry before it, hex. */
    readonly before: string;
  };
  /** Its place among the segment's entries, from 0, and the hashes from there to the root. */
  readonly index: number;
  readonly path: readonly string[];
  readonly checkpoint: SignedCheckpoint;
}

/** An entry by its id, or by its place. */
export type EntryPlace = string | { readonly writer: string; readonly sequence: number };

export type ProofAnswer =
  | { readonly kind: 'PROVEN'; readonly proof: Proof }
  /** It is there, and in no segment yet: there will be a proof when one is closed, within a minute where a hub runs. */
  | { readonly kind: 'OPEN'; readonly writer: string; readonly sequence: number }
  | { readonly kind: 'UNKNOWN' };

const ID = /^[\w-]{1,64}$/;

const BY_ID = `
select writer, e.sequence::float8 as sequence, text from hub_ledger.entry e
 where names @> array[$1]
   and (starts_with(text, '{"kind":"exchange","id":"' || $1 || '"') or starts_with(text, '{"kind":"act","id":"' || $1 || '"'))
 order by writer, e.sequence limit 1`;

const BY_PLACE = `
select writer, e.sequence::float8 as sequence, text from hub_ledger.entry e where writer = $1 and e.sequence = $2`;

/** Looked for by its writer's name first: a text is read as JSON where that stands in it. */
const SEGMENT_OF = `
select text, signature, key from hub_ledger.checkpoint
 where case when position($3 in text) > 0 then exists (
   select from json_array_elements(text::json -> 'writers') span
    where span ->> 'writer' = $1 and $2::bigint between (span ->> 'first')::bigint and (span ->> 'last')::bigint) end
 order by segment limit 1`;

const LINK_AT = `select encode(link, 'hex') as link from hub_ledger.entry where writer = $1 and sequence = $2`;

interface Found {
  readonly writer: string;
  readonly sequence: number;
  readonly text: string;
}

/** @throws Error where its segment is not whole: nothing can be proven of it. */
export async function proofOf(client: pg.ClientBase, place: EntryPlace): Promise<ProofAnswer> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    const entry = await entryAt(client, place);
    if (!entry) return { kind: 'UNKNOWN' };
    const { writer, sequence } = entry;
    const { rows } = await client.query<SignedCheckpoint>(SEGMENT_OF, [writer, sequence, JSON.stringify(writer)]);
    const [checkpoint] = rows;
    if (!checkpoint) return { kind: 'OPEN', writer, sequence };
    return { kind: 'PROVEN', proof: await proofIn(client, entry, checkpoint) };
  } finally {
    await client.query('rollback');
  }
}

async function entryAt(client: pg.ClientBase, place: EntryPlace): Promise<Found | undefined> {
  if (typeof place === 'string' && !ID.test(place)) return undefined;
  const { rows } =
    typeof place === 'string'
      ? await client.query<Found>(BY_ID, [place])
      : await client.query<Found>(BY_PLACE, [place.writer, place.sequence]);
  return rows[0];
}

async function proofIn(client: pg.ClientBase, entry: Found, signed: SignedCheckpoint): Promise<Proof> {
  const checkpoint = checkpointOf(signed.text);
  const span = checkpoint?.writers.find((each) => isIn(each, entry));
  if (!checkpoint || !span) throw new Error('the checkpoint of this entry cannot be read: hub ledger verify');
  const index = indexOf(checkpoint, entry);
  const tree = await treeOf(client, checkpoint.writers, index);
  if (tree.root !== checkpoint.root || tree.leaves !== checkpoint.entries) {
    throw new Error(
      `segment ${checkpoint.segment} is not as it was signed, nothing of it can be proven: hub ledger verify`,
    );
  }
  const { writer, sequence, text } = entry;
  const before = sequence === span.first ? span.before : await linkAt(client, writer, sequence - 1);
  return { v: 1, entry: { writer, sequence, text, before }, index, path: tree.path, checkpoint: signed };
}

function isIn({ writer, first, last }: Span, entry: { readonly writer: string; readonly sequence: number }): boolean {
  return writer === entry.writer && first <= entry.sequence && entry.sequence <= last;
}

/** Leaves stand in the order of writers and numbers. @returns -1 where it is in no span. */
function indexOf({ writers }: Checkpoint, entry: { readonly writer: string; readonly sequence: number }): number {
  let before = 0;
  for (const span of writers) {
    if (isIn(span, entry)) return before + entry.sequence - span.first;
    before += span.last - span.first + 1;
  }
  return -1;
}

async function linkAt(client: pg.ClientBase, writer: string, sequence: number): Promise<string> {
  const { rows } = await client.query<{ link: string }>(LINK_AT, [writer, sequence]);
  return rows[0]?.link ?? '';
}

const LINKS_AT_ONCE = 20_000;
const WRITERS_AT_ONCE = 500;

async function treeOf(client: pg.ClientBase, spans: readonly Range[], asked: number): Promise<MerkleTree> {
  const tree = new MerkleTree(asked);
  for (const ranges of grouped(spans, LINKS_AT_ONCE, WRITERS_AT_ONCE)) {
    const { rows } = await client.query<{ links: string | null }>(LINKS, [...parametersOf(ranges)]);
    for (const { links } of rows) {
      for (let at = 0; at < (links?.length ?? 0); at += LINK_HEX) {
        tree.add(leafOfLink(links?.slice(at, at + LINK_HEX) ?? ''));
      }
    }
  }
  return tree;
}

/** What a proof that holds says. */
export interface Proven {
  readonly writer: string;
  readonly sequence: number;
  readonly segment: number;
  /** When the segment was closed: the entry was there by then. ISO 8601. */
  readonly closed: string;
  /** `kid` of the key that signed. */
  readonly key: string;
  readonly text: string;
}

/**
 * Checks a proof without the ledger: text → link → leaf → root → signature.
 *
 * @throws Error that says at which of these it fails.
 */
export function checkProof(json: unknown, keys: VerificationKeys): Proven {
  const { entry, index, path, checkpoint: signed } = asProof(json);
  const checkpoint = checkpointOf(signed.text);
  const why = faultOfSigned(signed, checkpoint?.segment ?? 0, keys);
  if (why !== undefined || !checkpoint) throw new Error(why ?? 'the checkpoint of the proof is none');
  const span = checkpoint.writers.find((each) => isIn(each, entry));
  if (!span || index !== indexOf(checkpoint, entry)) throw new Error('the segment has no entry at this place');
  if (entry.sequence === span.first && entry.before !== span.before) {
    throw new Error('the entry does not follow the one that it followed when it was signed');
  }
  const link = hexLinkOf(entry.before, entry.sequence, entry.text);
  if (rootByPath(leafOfLink(link), index, checkpoint.entries, path) !== checkpoint.root) {
    throw new Error('the text, its place and the path do not give the root that was signed');
  }
  const { segment, closed } = checkpoint;
  return { writer: entry.writer, sequence: entry.sequence, segment, closed, key: signed.key, text: entry.text };
}

const LINK = /^[\da-f]{64}$/;

/** @throws Error where it has not the form of a proof. */
function asProof(json: unknown): Proof {
  const { v, entry, index, path, checkpoint } = recordOf(json);
  const { writer, sequence, text, before } = recordOf(entry);
  const { text: said, signature, key } = recordOf(checkpoint);
  const isOne =
    v === 1 &&
    [writer, text, said, signature, key].every((each) => typeof each === 'string') &&
    typeof before === 'string' &&
    LINK.test(before) &&
    Number.isSafeInteger(sequence) &&
    Number.isSafeInteger(index) &&
    Array.isArray(path) &&
    path.every((each) => typeof each === 'string' && LINK.test(each));
  if (!isOne) throw new Error('this is no proof of the ledger: it is made by hub ledger prove');
  return json as Proof;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
