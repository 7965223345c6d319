import type pg from 'pg';
import { type Checkpoint, checkpointOf, nameOfCheckpoint, type SignedCheckpoint } from './checkpoint.ts';
import { exportedCheckpoint, exportedIn } from './exported.ts';
import type { Finding } from './finding.ts';
import { signatureOf, type VerificationKeys } from './signing.ts';

/** A checkpoint that was signed, and what is wrong about it or the ones before it that are not. */
export interface Checked {
  /** undefined: what the findings tell is all there is. */
  readonly checkpoint: Checkpoint | undefined;
  readonly findings: readonly Finding[];
  readonly isExported: boolean;
}

/** Checkpoints read at once: each names every writer that was at work in its segment. */
const PAGE = 50;

const READ = `
select segment::float8, text, signature, key from hub_ledger.checkpoint c
 where c.segment > $1 order by c.segment limit ${PAGE}`;

type Kept = SignedCheckpoint & { readonly segment: number };

/**
 * The signed checkpoints in their order. Where the table has one that was not signed, or none, the exported one stands in.
 *
 * @param folder of the exported ones.
 */
export async function* checkedCheckpoints(
  client: pg.ClientBase,
  keys: VerificationKeys,
  folder: string | undefined,
): AsyncGenerator<Checked> {
  const exported = folder === undefined ? [] : await exportedIn(folder);
  const check = new CheckpointCheck(keys, folder, new Set(exported));
  let next = 1;
  for await (const kept of keptCheckpoints(client)) {
    yield* check.missing(next, kept.segment - 1, exported);
    yield await check.kept(kept);
    next = kept.segment + 1;
  }
  const end = exported.at(-1) ?? 0;
  if (end >= next) yield* check.missing(next, end, exported);
}

async function* keptCheckpoints(client: pg.ClientBase): AsyncGenerator<Kept> {
  for (let after = 0; ; ) {
    const { rows } = await client.query<Kept>(READ, [after]);
    yield* rows;
    after = rows.at(-1)?.segment ?? after;
    if (rows.length < PAGE) return;
  }
}

class CheckpointCheck {
  readonly #keys: VerificationKeys;
  readonly #folder: string | undefined;
  readonly #exported: ReadonlySet<number>;
  /** The last one that was signed. */
  #last: { readonly segment: number; readonly name: string } | undefined;

  constructor(keys: VerificationKeys, folder: string | undefined, exported: ReadonlySet<number>) {
    this.#keys = keys;
    this.#folder = folder;
    this.#exported = exported;
  }

  async kept({ segment, text, signature, key }: Kept): Promise<Checked> {
    const file = await this.#file(segment);
    const findings: Finding[] = [];
    if (file && (file.text !== text || file.signature !== signature || file.key !== key)) {
      findings.push({
        kind: 'EXPORTED_DIFFERS',
        segment,
        says: 'the exported checkpoint is another one than the table’s',
      });
    }
    const why = this.#faultOf({ text, signature, key }, segment);
    if (why !== undefined) findings.push({ kind: 'FORGED', segment, says: why });
    const stands = why === undefined ? text : this.#signedIn(file, segment);
    return { checkpoint: this.#accept(stands, segment), findings, isExported: file !== undefined };
  }

  /** Numbers without a checkpoint in the table; both ends included. */
  async *missing(from: number, to: number, exported: readonly number[]): AsyncGenerator<Checked> {
    if (from > to) return;
    const range = from === to ? `no checkpoint ${from}` : `no checkpoints ${from} to ${to}`;
    const finding = { kind: 'CHECKPOINT_MISSING', segment: from, says: `the table has ${range}` } as const;
    yield { checkpoint: undefined, findings: [finding], isExported: false };
    for (const segment of exported) {
      if (segment < from || segment > to) continue;
      const checkpoint = this.#accept(this.#signedIn(await this.#file(segment), segment), segment);
      if (checkpoint) yield { checkpoint, findings: [], isExported: true };
    }
  }

  async #file(segment: number): Promise<SignedCheckpoint | undefined> {
    if (this.#folder === undefined || !this.#exported.has(segment)) return undefined;
    return exportedCheckpoint(this.#folder, segment);
  }

  #signedIn(file: SignedCheckpoint | undefined, segment: number): string | undefined {
    return file && this.#faultOf(file, segment) === undefined ? file.text : undefined;
  }

  #accept(text: string | undefined, segment: number): Checkpoint | undefined {
    if (text === undefined) return undefined;
    this.#last = { segment, name: nameOfCheckpoint(text) };
    return checkpointOf(text);
  }

  #faultOf(signed: SignedCheckpoint, segment: number): string | undefined {
    const why = faultOfSigned(signed, segment, this.#keys);
    if (why !== undefined) return why;
    const last = this.#last?.segment === segment - 1 ? this.#last.name : undefined;
    const previous = checkpointOf(signed.text)?.previous ?? null;
    const follows = segment === 1 ? previous === null : last === undefined || previous === last;
    return follows ? undefined : 'the checkpoint was not made after the one before it';
  }
}

/** @returns why it is none that was signed, in words; undefined where it is. */
export function faultOfSigned(
  { text, signature, key }: SignedCheckpoint,
  segment: number,
  keys: VerificationKeys,
): string | undefined {
  const found = signatureOf(text, signature, key, keys);
  if (found === 'KEY_UNKNOWN') return 'the checkpoint is signed with a key that is not among those given';
  if (found === 'INVALID') return 'the signature of the checkpoint is not that of its text';
  const checkpoint = checkpointOf(text);
  if (checkpoint?.segment !== segment) return 'the checkpoint is one of another segment';
  return undefined;
}
