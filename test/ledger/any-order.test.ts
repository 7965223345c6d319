import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import type { LedgerWriter } from '../../gateway/ledger/ledger-writer.ts';
import { entryOf, expectWhole, idsInSpools, idsOf, type LedgerPlace, ledgerPlace } from '../support/ledger.ts';
import { eventually } from '../support/trouble.ts';

/** More of them in a long run. */
const ORDERS = Number(process.env['LEDGER_ORDERS'] ?? 6);
const ENDS_WITHIN_MS = 60_000 + ORDERS * 10_000;

type Step =
  | { readonly do: 'append'; readonly count: number; readonly isWaitedFor: boolean }
  | { readonly do: 'cut' | 'hang' | 'deafen' | 'pass' | 'lose the folder' | 'find the folder' }
  | { readonly do: 'pause'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      count: fc.integer({ min: 1, max: 40 }),
      isWaitedFor: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('cut' as const, 'hang' as const, 'deafen' as const, 'pass' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('lose the folder' as const, 'find the folder' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pause' as const), ms: fc.integer({ min: 1, max: 150 }) }) },
);

const append: Step = { do: 'append', count: 9, isWaitedFor: true };
/** Those that are tried in any case: each of the states is come to. */
const CERTAIN: [Step[], number, boolean][] = [
  [[append, { do: 'cut' }, append, { do: 'lose the folder' }, append, append, { do: 'pass' }], 4_000_000, true],
  [[append, { do: 'deafen' }, append, { do: 'pass' }], 4_000_000, false],
];

/** A writer's place that is troubled step by step, and what its appends came to. */
class Troubled {
  readonly #place: LedgerPlace;
  readonly #writer: LedgerWriter;
  readonly #appends: Promise<void>[] = [];
  readonly settled: string[] = [];
  readonly refusals: unknown[] = [];
  /** Where folders that were lost have gone. */
  readonly aside: string[] = [];
  #count = 0;

  constructor(place: LedgerPlace, writer: LedgerWriter) {
    this.#place = place;
    this.#writer = writer;
  }

  async take(next: Step): Promise<void> {
    if (next.do === 'append') return this.#append(next.count, next.isWaitedFor);
    if (next.do === 'pause') return void (await pause(next.ms));
    if (next.do === 'lose the folder') return this.#lose();
    if (next.do === 'find the folder') return this.#find();
    // What hung before does not come through later: nobody knows what became of it.
    if (next.do === 'pass') this.#place.proxy.cut();
    this.#place.proxy[next.do]();
  }

  async #append(count: number, isWaitedFor: boolean): Promise<void> {
    for (let at = 0; at < count; at += 1) {
      this.#count += 1;
      const id = `${this.#count}`;
      const append = this.#writer.append(entryOf(id)).then(
        () => void this.settled.push(id),
        (error: unknown) => void this.refusals.push(error),
      );
      this.#appends.push(append);
    }
    if (isWaitedFor) await Promise.all(this.#appends);
  }

  #lose(): void {
    const { folder } = this.#place;
    if (existsSync(folder)) {
      const aside = `${folder}-${this.aside.length}`;
      renameSync(folder, aside);
      this.aside.push(aside);
    }
    writeFileSync(folder, '');
  }

  #find(): void {
    const { folder } = this.#place;
    if (existsSync(folder) && !existsSync(`${folder}/.`)) rmSync(folder);
  }

  /** @returns once all is there and everything has come to its end. */
  async end(): Promise<void> {
    this.#find();
    await this.take({ do: 'pass' });
    await Promise.all(this.#appends);
    await eventually('all is well again', () => this.#writer.status.state === 'DATABASE');
  }
}

test(
  'in whatever order things fail, what was settled is kept, and the chain has no gap',
  async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 4, maxLength: 14 }),
        fc.constantFrom(5_000, 4_000_000),
        fc.boolean(),
        async (steps, mostBytes, hasSpool) => {
          await using place = await ledgerPlace();
          const spool = hasSpool ? { folder: place.folder, mostBytes, mostMs: 60_000 } : undefined;
          await using writer = place.open({ timeoutMs: 150, spool });
          const troubled = new Troubled(place, writer);
          for (const next of steps) await troubled.take(next);
          await troubled.end();
          await troubled.take({ do: 'append', count: 3, isWaitedFor: true });
          await troubled.end();
          const kept = await place.kept();
          expectWhole(kept);
          const ids = idsOf(kept);
          expect(troubled.settled.filter((id) => !ids.includes(id))).toEqual([]);
          expect(ids).toEqual(ids.toSorted((one, other) => Number(one) - Number(other)));
          expect(kept.length).toBe(writer.status.sequence);
          expect(idsInSpools(place.folder)).toEqual([]);
          for (const refusal of troubled.refusals) expect(refusal).toMatchObject({ name: 'LedgerAway' });
          for (const { state } of place.warnings) seen.add(state);
        },
      ),
      { numRuns: ORDERS, endOnFailure: true, examples: CERTAIN },
    );
    expect([...seen].toSorted()).toEqual(['AWAY', 'DATABASE', 'SPOOL']);
  },
  ENDS_WITHIN_MS,
);

test(
  'at each step what was settled lies in the database or on the disk',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        await using place = await ledgerPlace();
        await using writer = place.open({ timeoutMs: 150 });
        const troubled = new Troubled(place, writer);
        for (const next of steps) {
          await troubled.take(next);
          const settled = [...troubled.settled];
          const onDisk = [place.folder, ...troubled.aside].flatMap(idsInSpools);
          const kept = new Set([...onDisk, ...(await keptOrNone(place))]);
          expect(settled.filter((id) => !kept.has(id))).toEqual([]);
        }
        await troubled.end();
        expectWhole(await place.kept());
      }),
      { numRuns: ORDERS, endOnFailure: true },
    );
  },
  ENDS_WITHIN_MS,
);

async function keptOrNone(place: LedgerPlace): Promise<readonly string[]> {
  // Its tables are made by the first that reaches it.
  return place.kept().then(idsOf, () => []);
}
