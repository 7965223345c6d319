import type pg from 'pg';
import {
  byWriter,
  type Checkpoint,
  checkpointText,
  nameOfCheckpoint,
  type SignedCheckpoint,
  type Span,
} from './checkpoint.ts';
import { hexGenesis, LINK_HEX } from './links.ts';
import { leafOfLink, MerkleTree } from './merkle.ts';
import { grouped, parametersOf, type Range } from './ranges.ts';
import { LINKS } from './segment-links.ts';
import { type Signer, signed } from './signing.ts';

/** Any number; the same in every process that closes segments, so that one does it at a time. */
const LOCK = 4_302_102;

/** Links read at once, and writers. */
const MOST_LINKS = 20_000;
const MOST_WRITERS = 500;

/** What has come since each writer's chain was last closed. Writers that nobody registered are left to `verifyLedger`. */
const OPEN = `
select w.writer, w.closed::float8 + 1 as first, encode(w.closed_link, 'hex') as before, open.last::float8 as last
  from hub_ledger.writer w
  cross join lateral (
    select max(sequence) as last from hub_ledger.entry e where e.writer = w.writer and e.sequence > w.closed) open
 where open.last is not null`;

/** How many follow the first one without a gap. */
const UNBROKEN = `
select count(*)::int as count from (
  select sequence - row_number() over (order by sequence) as shift
    from hub_ledger.entry where writer = $1 and sequence between $2 and $3) numbered
 where shift = $2::bigint - 1`;

const CLOSE = `
update hub_ledger.writer w set closed = asked.closed, closed_link = decode(asked.link, 'hex')
  from unnest($1::text[], $2::bigint[], $3::text[]) as asked (writer, closed, link) where w.writer = asked.writer`;

/** A segment that was closed. */
export interface Closed {
  readonly checkpoint: Checkpoint;
  readonly signed: SignedCheckpoint;
  /** Writers with a gap in their numbers: what comes after it is not closed, and `verifyLedger` names it. */
  readonly gaps: readonly string[];
}

export interface CloseOptions {
  /** Nothing is closed sooner after the segment before, milliseconds: of several processes that close, one does. */
  readonly notWithinMs?: number;
}

/**
 * Closes what is new of all writers as the next segment. Entries that are added meanwhile are of the one after.
 *
 * @param client a connection that is used for nothing else meanwhile.
 * @returns undefined where nothing is new, or it is too soon.
 */
export async function closeSegment(
  client: pg.ClientBase,
  signer: Signer,
  { notWithinMs = 0 }: CloseOptions = {},
): Promise<Closed | undefined> {
  // Held before the transaction begins: it sees what whoever had the lock before has closed.
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query('begin isolation level repeatable read');
    try {
      const closed = await closeNext(client, signer, notWithinMs);
      await client.query('commit');
      return closed;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}

async function closeNext(client: pg.ClientBase, signer: Signer, notWithinMs: number): Promise<Closed | undefined> {
  const last = await lastCheckpoint(client);
  const now = new Date();
  if (last && now.getTime() - Date.parse(last.closed) < notWithinMs) return undefined;
  const { rows: open } = await client.query<OpenChain>(OPEN);
  const { tree, spans, gaps } = await readLinks(client, open);
  if (spans.length === 0) return undefined;
  const checkpoint: Checkpoint = {
    v: 1,
    segment: (last?.segment ?? 0) + 1,
    closed: now.toISOString(),
    previous: last?.name ?? null,
    entries: tree.leaves,
    root: tree.root,
    writers: spans,
  };
  const text = checkpointText(checkpoint);
  const signature = signed(text, signer);
  await client.query('insert into hub_ledger.checkpoint (segment, text, signature, key) values ($1, $2, $3, $4)', [
    checkpoint.segment,
    text,
    signature,
    signer.kid,
  ]);
  await client.query(CLOSE, [
    spans.map(({ writer }) => writer),
    spans.map((span) => span.last),
    spans.map(({ link }) => link),
  ]);
  return { checkpoint, signed: { text, signature, key: signer.kid }, gaps };
}

async function lastCheckpoint(client: pg.ClientBase) {
  const { rows } = await client.query<{ segment: number; text: string; closed: string }>(
    `select segment::float8, text, text::json ->> 'closed' as closed
       from hub_ledger.checkpoint order by hub_ledger.checkpoint.segment desc limit 1`,
  );
  return rows[0] && { segment: rows[0].segment, closed: rows[0].closed, name: nameOfCheckpoint(rows[0].text) };
}

interface OpenChain extends Range {
  readonly before: string | null;
}

/** Leaves in the order of the checkpoint, and the spans they come from. */
async function readLinks(client: pg.ClientBase, open: readonly OpenChain[]) {
  const tree = new MerkleTree();
  const spans = new Map<string, Span>();
  const gaps = new Set<string>();
  const chains = new Map(open.map((chain) => [chain.writer, chain.before]));
  for (const ranges of grouped([...open].sort(byWriter), MOST_LINKS, MOST_WRITERS)) {
    const { rows } = await client.query<{ n: number; links: string | null; count: number }>(LINKS, [
      ...parametersOf(ranges),
    ]);
    for (const [at, range] of ranges.entries()) {
      if (gaps.has(range.writer)) continue;
      const { links, count } = rows[at] ?? { links: '', count: 0 };
      const isWhole = count === range.last - range.first + 1;
      if (!isWhole) gaps.add(range.writer);
      const unbroken = isWhole ? count : await unbrokenIn(client, range);
      if (unbroken === 0) continue;
      const link = addLeaves(tree, (links ?? '').slice(0, unbroken * LINK_HEX));
      const { first, before } = spans.get(range.writer) ?? {
        first: range.first,
        before: chains.get(range.writer) ?? hexGenesis(range.writer),
      };
      spans.set(range.writer, { writer: range.writer, first, last: range.first + unbroken - 1, before, link });
    }
  }
  return { tree, spans: [...spans.values()], gaps: [...gaps] };
}

async function unbrokenIn(client: pg.ClientBase, { writer, first, last }: Range): Promise<number> {
  const { rows } = await client.query<{ count: number }>(UNBROKEN, [writer, first, last]);
  return rows[0]?.count ?? 0;
}

/** @returns the last of the links. */
function addLeaves(tree: MerkleTree, links: string): string {
  for (let at = 0; at < links.length; at += LINK_HEX) tree.add(leafOfLink(links.slice(at, at + LINK_HEX)));
  return links.slice(-LINK_HEX);
}
