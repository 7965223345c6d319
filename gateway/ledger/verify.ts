import type pg from 'pg';
import { ChainCheck } from './chain-check.ts';
import type { Checkpoint, Span } from './checkpoint.ts';
import { type Checked, checkedCheckpoints } from './checkpoint-check.ts';
import { ENTRIES_AT_ONCE, RANGE_ENTRIES, RANGES_AT_ONCE, type RangeRead, readDigests } from './digests.ts';
import { type Finding, Findings } from './finding.ts';
import { hexOf, LINK_HEX } from './links.ts';
import { leafOfLink, MerkleTree } from './merkle.ts';
import { nothingOf, PIECES_SETTINGS, piecesByRows } from './pieces.ts';
import { partsOf, type Range } from './ranges.ts';
import type { VerificationKeys } from './signing.ts';

export interface VerifyOptions {
  readonly keys: VerificationKeys;
  /** Folder of exported checkpoints, best from other custody than the database. */
  readonly exported?: string | undefined;
  /** Called twenty times a second at most. @param done of `total` entries. */
  onProgress?(done: number, total: number): void;
}

export interface Verified {
  /** In the order they were come by; an empty list: all is as it was written. */
  readonly findings: readonly Finding[];
  /** How many there are beyond those. */
  readonly more: number;
  /** Entries that were read, and how many of them are in no segment yet: what is cut off their end is not noticed. */
  readonly entries: number;
  readonly open: number;
  readonly segments: number;
  /** The oldest segments, where no entry of them is there any more; `until`: when the last of these was closed, ISO 8601. */
  readonly purged: { readonly segments: number; readonly entries: number; readonly until: string | undefined };
  /** Checkpoints that were held against an exported one. */
  readonly exported: number;
}

/** Part of the work, in its order. */
type Step =
  | { readonly kind: 'checkpoint'; readonly checked: Checked }
  | { readonly kind: 'range'; readonly range: Range; readonly span: Span | undefined }
  | { readonly kind: 'segment ends'; readonly checkpoint: Checkpoint };

const SAID_EVERY_MS = 50;

/** Every writer that has entries, by one look at the index for each. */
const WRITERS = `
with recursive found as (
  (select writer from hub_ledger.entry order by writer limit 1)
  union all
  select (select e.writer from hub_ledger.entry e where e.writer > found.writer order by e.writer limit 1)
    from found where found.writer is not null)
select found.writer, coalesce(ends.first, 1)::float8 as first, coalesce(ends.last, 0)::float8 as last,
       coalesce(below.sequence, above.sequence)::float8 as stray, w.writer is not null as "isKnown"
  from found
  cross join lateral (select min(sequence) as first, max(sequence) as last from hub_ledger.entry e
                       where e.writer = found.writer and e.sequence between 1 and ${Number.MAX_SAFE_INTEGER}) ends
  cross join lateral (select min(sequence) as sequence from hub_ledger.entry e
                       where e.writer = found.writer and e.sequence < 1) below
  cross join lateral (select min(sequence) as sequence from hub_ledger.entry e
                       where e.writer = found.writer and e.sequence > ${Number.MAX_SAFE_INTEGER}) above
  left join hub_ledger.writer w on w.writer = found.writer
 where found.writer is not null order by found.writer`;

interface WriterEnds extends Range {
  /** The first number that none of its entries can have. */
  readonly stray: number | null;
  readonly isKnown: boolean;
}

/**
 * Holds every entry to its link, every segment to its signed checkpoint, and the index to the texts, as all of it stands
 * at one moment. What it needs of memory does not grow with the entries.
 *
 * @param client a connection that is used for nothing else meanwhile.
 */
export async function verifyLedger(client: pg.ClientBase, options: VerifyOptions): Promise<Verified> {
  await client.query('begin transaction isolation level repeatable read read only');
  try {
    await client.query(PIECES_SETTINGS);
    const { rows: writers } = await client.query<WriterEnds>(WRITERS);
    const verification = new Verification(client, writers, options);
    for await (const { step, read } of readAhead(client, stepsOf(client, writers, options))) {
      await verification.take(step, read);
    }
    return verification.result(writers);
  } finally {
    await client.query('rollback');
  }
}

/** Segment by segment what was signed, and then what is in none yet. What lies between two is looked at as well. */
async function* stepsOf(
  client: pg.ClientBase,
  writers: readonly WriterEnds[],
  { keys, exported }: VerifyOptions,
): AsyncGenerator<Step> {
  const reached = new Map<string, number>();
  for await (const checked of checkedCheckpoints(client, keys, exported)) {
    yield { kind: 'checkpoint', checked };
    const { checkpoint } = checked;
    if (!checkpoint) continue;
    for (const span of checkpoint.writers) {
      const after = reached.get(span.writer) ?? 0;
      yield* stepsIn({ writer: span.writer, first: after + 1, last: span.first - 1 });
      yield* stepsIn({ writer: span.writer, first: Math.max(span.first, after + 1), last: span.last }, span);
      reached.set(span.writer, Math.max(after, span.last));
    }
    yield { kind: 'segment ends', checkpoint };
  }
  for (const { writer, last } of writers) {
    yield* openSteps(client, { writer, first: (reached.get(writer) ?? 0) + 1, last });
  }
}

const NEXT = 'select min(sequence)::float8 as next from hub_ledger.entry where writer = $1 and sequence >= $2';

/** What nobody signed may have gaps of any size: one is gone over in one step. */
async function* openSteps(client: pg.ClientBase, { writer, first, last }: Range): AsyncGenerator<Step> {
  for (let from = first; from <= last; ) {
    const { rows } = await client.query<{ next: number | null }>(NEXT, [writer, from]);
    const next = rows[0]?.next ?? last;
    if (next > from) yield { kind: 'range', range: { writer, first: from, last: next - 1 }, span: undefined };
    const end = Math.min(last, next + RANGE_ENTRIES * RANGES_AT_ONCE - 1);
    yield* stepsIn({ writer, first: next, last: end });
    from = end + 1;
  }
}

function* stepsIn(range: Range, span?: Span): Generator<Step> {
  for (const part of partsOf(range, RANGE_ENTRIES)) {
    yield { kind: 'range', range: part, span };
  }
}

interface Taken {
  readonly step: Step;
  /** Of a range. */
  readonly read: RangeRead | undefined;
}

/** While some entries are looked at, the database is reading the next. */
async function* readAhead(client: pg.ClientBase, steps: AsyncIterable<Step>): AsyncGenerator<Taken> {
  let before: Promise<readonly Taken[]> = Promise.resolve([]);
  for await (const group of groupsOf(steps)) {
    const next = read(client, group);
    next.catch(() => {});
    yield* await before;
    before = next;
  }
  yield* await before;
}

async function* groupsOf(steps: AsyncIterable<Step>): AsyncGenerator<readonly Step[]> {
  let [group, entries]: [Step[], number] = [[], 0];
  for await (const step of steps) {
    const size = step.kind === 'range' ? step.range.last - step.range.first + 1 : 0;
    if (group.length > 0 && (entries + size > ENTRIES_AT_ONCE || group.length >= RANGES_AT_ONCE)) {
      yield group;
      [group, entries] = [[], 0];
    }
    group.push(step);
    entries += size;
  }
  if (group.length > 0) yield group;
}

async function read(client: pg.ClientBase, group: readonly Step[]): Promise<readonly Taken[]> {
  const ranges = group.flatMap((step) => (step.kind === 'range' ? [step.range] : []));
  const found = await readDigests(client, ranges);
  let at = 0;
  return group.map((step) => ({ step, read: step.kind === 'range' ? found[at++] : undefined }));
}

class Verification {
  readonly #client: pg.ClientBase;
  readonly #options: VerifyOptions;
  readonly #findings = new Findings();
  readonly #chains = new Map<string, ChainCheck>();
  readonly #total: number;
  #saidAt = 0;
  #done = 0;
  #entries = 0;
  #closed = 0;
  #segments = 0;
  #exported = 0;
  #purged: Verified['purged'] = { segments: 0, entries: 0, until: undefined };
  /** Of the present segment. */
  #inSegment: { segment: number; found: number; findings: Findings; tree: MerkleTree; isShifted: boolean } | undefined;

  constructor(client: pg.ClientBase, writers: readonly WriterEnds[], options: VerifyOptions) {
    this.#client = client;
    this.#options = options;
    this.#total = writers.reduce((sum, { last }) => sum + last, 0);
  }

  async take(step: Step, read: RangeRead | undefined): Promise<void> {
    if (step.kind === 'range') return this.#range(step, read);
    if (step.kind === 'segment ends') return this.#endSegment(step.checkpoint);
    const { findings, checkpoint, isExported } = step.checked;
    for (const finding of findings) this.#findings.add(finding);
    if (isExported) this.#exported += 1;
    if (!checkpoint) return;
    const { segment } = checkpoint;
    this.#inSegment = { segment, found: 0, findings: new Findings(), tree: new MerkleTree(), isShifted: false };
  }

  async #range(step: Extract<Step, { kind: 'range' }>, read: RangeRead | undefined): Promise<void> {
    const { range, span } = step;
    const chain = this.#chainOf(range.writer);
    const segment = this.#inSegment;
    const findings = segment?.findings ?? this.#findings;
    if (segment && span?.first === range.first) chain.begin(span, segment.segment, findings);
    if (read?.kind === 'digests' && chain.goAlong(read)) {
      this.#came(range, span, read.links.length, () => hexOf(read.links.join('')));
    } else {
      for await (const piece of read?.kind === 'nothing' ? [nothingOf(range)] : piecesByRows(this.#client, range)) {
        const count = await chain.check(piece, findings);
        this.#came(piece.range, span, count, () => piece.links);
      }
    }
    if (segment && span?.last === range.last) chain.end(span, segment.segment, findings);
    // Told where it began: what is now at the numbers of this segment is not what was signed of them.
    if (segment && chain.isShifted) segment.isShifted = true;
  }

  /** @param links hex, one after the other. */
  #came({ first, last }: Range, span: Span | undefined, count: number, links: () => string): void {
    this.#entries += count;
    this.#done += last - first + 1;
    if (this.#inSegment && span) {
      this.#inSegment.found += count;
      addLeaves(this.#inSegment.tree, links());
    }
    this.#say();
  }

  /** Purged are the oldest segments alone: one without entries after one that has some was not purged. */
  #endSegment({ segment, entries, root, closed }: Checkpoint): void {
    const { found = 0, findings, tree, isShifted } = this.#inSegment ?? {};
    this.#inSegment = undefined;
    this.#segments += 1;
    this.#closed += found;
    const { segments: purged, entries: purgedEntries } = this.#purged;
    if (found === 0 && purged === this.#segments - 1) {
      this.#purged = { segments: purged + 1, entries: purgedEntries + entries, until: closed };
      return;
    }
    for (const finding of findings?.kept ?? []) this.#findings.add(finding);
    if (findings?.kept.length === 0 && !isShifted && tree?.root !== root) {
      this.#findings.add({ kind: 'REPLACED', segment, says: 'the entries do not give the root that was signed' });
    }
  }

  #chainOf(writer: string): ChainCheck {
    let chain = this.#chains.get(writer);
    if (!chain) {
      chain = new ChainCheck(this.#client, writer);
      this.#chains.set(writer, chain);
    }
    return chain;
  }

  #say(): void {
    const now = performance.now();
    if (now - this.#saidAt < SAID_EVERY_MS) return;
    this.#saidAt = now;
    this.#options.onProgress?.(Math.min(this.#done, this.#total), this.#total);
  }

  result(writers: readonly WriterEnds[]): Verified {
    for (const { writer, first, last, stray, isKnown } of writers) {
      if (stray !== null) {
        this.#findings.add({ kind: 'INSERTED', writer, first: stray, says: 'no entry is written at such a number' });
      }
      if (isKnown) continue;
      this.#findings.add({ kind: 'UNKNOWN_WRITER', writer, first, last, says: 'this writer was never registered' });
    }
    return {
      findings: this.#findings.kept,
      more: this.#findings.more,
      entries: this.#entries,
      open: this.#entries - this.#closed,
      segments: this.#segments,
      purged: this.#purged,
      exported: this.#exported,
    };
  }
}

function addLeaves(tree: MerkleTree, links: string): void {
  for (let at = 0; at < links.length; at += LINK_HEX) tree.add(leafOfLink(links.slice(at, at + LINK_HEX)));
}
