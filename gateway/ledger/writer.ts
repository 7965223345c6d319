import { randomUUID } from 'node:crypto';
import { setImmediate as turnOfEvents } from 'node:timers/promises';
import { codeOf } from '../identity/registry.ts';
import { type Batch, Batches, isFit } from './batches.ts';
import type { Entry } from './chain.ts';
import { LedgerAway, type LedgerAwayCode } from './ledger-away.ts';
import type { LedgerState, LedgerStatus, LedgerWarning, LedgerWriter, WriterOptions } from './ledger-writer.ts';
import { shipLeftovers } from './leftovers.ts';
import { Spool, SpoolFault } from './spool.ts';
import { beginWriter, endWriter } from './spool-names.ts';
import { type LedgerStore, postgresStore, StoreFault } from './store.ts';

/** Longest wait for the database to keep a batch, and how often one that is away is tried again, milliseconds. */
const TIMEOUT_MS = 2_000;
const RETRY_MS = 1_000;
/** Share of the spool's size or time from which on it is warned of. */
const WARNED_FROM = 0.7;
/** Nobody waits for spools of processes that have died: their pieces may take this many times as long. */
const LEFTOVER_PATIENCE = 5;
/** Longest time a writer that ends ships what lies in its spool, milliseconds; the next process ships the rest. */
const DRAIN_MS = 10_000;

const INSTANCE = /^[\w.-]{1,64}$/;

/**
 * Begins a chain under a name of its own. Nothing is waited for: while the database is away it begins in the spool.
 *
 * @throws RangeError where the instance's name cannot be one of a file.
 */
export function openWriter(options: WriterOptions): LedgerWriter {
  if (!INSTANCE.test(options.instance)) throw new RangeError('the name of an instance is [A-Za-z0-9_.-]{1,64}');
  return new Writer(options);
}

class Writer implements LedgerWriter {
  readonly #options: WriterOptions;
  readonly #name: string;
  readonly #batches: Batches;
  readonly #store: LedgerStore;
  readonly #spool: Spool | undefined;
  readonly #retryMs: number;
  #state: LedgerState = 'DATABASE';
  #since = Date.now();
  #fault: string | undefined;
  /** Why appends are refused, while the state is AWAY. */
  #why: LedgerAwayCode = 'DATABASE';
  /** Has its numbers, and is not known to be kept: nothing goes before it. */
  #owed: Batch | undefined;
  /** What keeps entries goes one after the other. */
  #turns: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | undefined;
  #mending: Promise<void>;
  #adopting: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isFillingTold = false;
  #isStuckTold = false;
  #isAdopting = false;
  #isClosed = false;
  /** When shipping is left to the next process, by the process's own clock. */
  #endsAt = Number.POSITIVE_INFINITY;

  constructor(options: WriterOptions) {
    const { instance, databaseUrl, spool, timeoutMs = TIMEOUT_MS, retryMs = RETRY_MS } = options;
    this.#options = options;
    this.#retryMs = retryMs;
    this.#name = `${instance}/${randomUUID()}`;
    this.#batches = new Batches(this.#name);
    this.#store = postgresStore(databaseUrl, timeoutMs);
    this.#spool = spool && new Spool(this.#name, spool);
    beginWriter(this.#name);
    this.#mending = this.#mend();
  }

  get status(): LedgerStatus {
    const spool = this.#spool;
    const mostBytes = this.#options.spool?.mostBytes ?? 0;
    return {
      writer: this.#name,
      state: this.#state,
      since: this.#since,
      sequence: this.#batches.sequence,
      waiting: this.#batches.waiting,
      spool: spool && { bytes: spool.bytes, mostBytes, since: spool.since },
      fault: this.#fault,
    };
  }

  append(entry: Entry): Promise<void> {
    const refusal = this.#refusal(entry);
    if (refusal !== undefined) return Promise.reject(new LedgerAway(refusal));
    const kept = this.#batches.add(entry);
    this.#running ??= this.#run();
    return kept;
  }

  #refusal(entry: Entry): LedgerAwayCode | undefined {
    if (this.#isClosed) return 'CLOSED';
    if (this.#state === 'AWAY') return this.#why;
    if (this.#batches.isFull) return 'OVERLOADED';
    return isFit(entry) ? undefined : 'UNFIT';
  }

  /** Keeps those that wait, until none does: those of one turn together, and those that come while a batch is under way. */
  async #run(): Promise<void> {
    await turnOfEvents();
    while (this.#batches.waiting > 0) await this.#inTurn(() => this.#keepNext());
    this.#running = undefined;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#turns.then(work);
    this.#turns = turn.catch(() => {});
    return turn;
  }

  async #keepNext(): Promise<void> {
    if (this.#state === 'AWAY') return this.#batches.refuse(this.#why);
    const batch = this.#batches.next();
    this.#owed = batch;
    const why = await this.#keep(batch);
    if (why !== undefined) return this.#goAway(why);
    this.#owed = undefined;
    batch.settle();
  }

  /** @returns why it is not kept. */
  async #keep(batch: Batch): Promise<LedgerAwayCode | undefined> {
    if (this.#state === 'DATABASE') {
      try {
        await this.#store.insert(this.#name, batch.entries);
        return undefined;
      } catch (error) {
        this.#fault = codeOf(error);
        if (error instanceof StoreFault && error.kind === 'FORKED') return 'FORKED';
      }
    }
    return this.#keepInSpool(batch);
  }

  async #keepInSpool(batch: Batch): Promise<LedgerAwayCode | undefined> {
    const spool = this.#spool;
    if (!spool) return 'DATABASE';
    try {
      await spool.append(batch.entries);
    } catch (error) {
      if (!(error instanceof SpoolFault)) throw error;
      this.#fault = error.code;
      return error.kind;
    }
    this.#become('SPOOL');
    this.#tellFilling(spool);
    return undefined;
  }

  /** Whoever waits is told so; what has its numbers is owed. */
  #goAway(why: LedgerAwayCode): void {
    const wasAway = this.#state === 'AWAY';
    this.#why = why;
    this.#become('AWAY');
    if (wasAway && why === 'FORKED') this.#warn('STATE', this.#fault);
    this.#owed?.refuse(why);
    this.#batches.refuse(why);
  }

  #become(state: LedgerState): void {
    if (state !== 'DATABASE') this.#mendLater();
    if (state === this.#state) return;
    this.#state = state;
    this.#since = Date.now();
    if (state === 'DATABASE') this.#fault = undefined;
    this.#warn('STATE', this.#fault);
  }

  #warn(kind: LedgerWarning['kind'], code: string | undefined): void {
    this.#options.onWarning?.({ kind, writer: this.#name, state: this.#state, code });
  }

  #tellFilling(spool: Spool): void {
    if (this.#isFillingTold || spool.used < WARNED_FROM) return;
    this.#isFillingTold = true;
    this.#warn('SPOOL_FILLING', this.#fault);
  }

  /** INVARIANT: a chain that is forked is not gone on with. */
  get #isForked(): boolean {
    return this.#state === 'AWAY' && this.#why === 'FORKED';
  }

  #mendLater(): void {
    if (this.#isClosed || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#mending = this.#mending.then(() => this.#mend());
    }, this.#retryMs).unref();
  }

  /** Tries the database, ships what lies in the spool and what is owed, and goes on there. */
  async #mend(): Promise<void> {
    if (this.#isForked) return;
    if (this.#spool) this.#tellFilling(this.#spool);
    try {
      await this.#store.open();
    } catch (error) {
      this.#fault = codeOf(error);
      return this.#inTurn(() => this.#stayAway());
    }
    try {
      await this.#ship();
      this.#adopt();
    } catch (error) {
      await this.#cannotShip(error);
    }
  }

  /** The database is not there: what is owed may find room in the spool meanwhile. */
  async #stayAway(): Promise<void> {
    if (this.#state === 'DATABASE' && this.#spool) this.#become('SPOOL');
    else if (this.#state === 'DATABASE') this.#goAway('DATABASE');
    if (this.#state === 'AWAY' && this.#owed && !this.#isForked) {
      const why = await this.#keepInSpool(this.#owed);
      if (why === undefined) this.#owed = undefined;
      else this.#why = why;
    }
    this.#mendLater();
  }

  /**
   * The first piece beside the entries that come: a database that takes connections only holds up nobody. Then in turns
   * with them, a large piece for each small batch: what is behind becomes less however fast they come.
   */
  async #ship(): Promise<void> {
    await this.#spool?.ship((entries) => this.#store.insert(this.#name, entries));
    while (!this.#isOver && !this.#isForked) {
      await this.#inTurn(() => this.#shipNext());
      if (this.#state === 'DATABASE') return;
    }
  }

  async #shipNext(): Promise<void> {
    const keep = (entries: Batch['entries']) => this.#store.insert(this.#name, entries);
    const spool = this.#spool;
    await spool?.ship(keep);
    if (spool && spool.behind > 0) return;
    if (this.#owed) await keep(this.#owed.entries);
    this.#owed = undefined;
    await spool?.empty();
    this.#isFillingTold = this.#isStuckTold = false;
    this.#become('DATABASE');
  }

  async #cannotShip(error: unknown): Promise<void> {
    this.#fault = codeOf(error);
    if (error instanceof StoreFault && error.kind === 'FORKED') {
      return this.#inTurn(async () => this.#goAway('FORKED'));
    }
    if (!(error instanceof StoreFault) && !this.#isStuckTold) {
      this.#isStuckTold = true;
      this.#warn('SPOOL_STUCK', this.#fault);
    }
    return this.#inTurn(() => this.#stayAway());
  }

  /** Spools of processes that have died are shipped beside, over a connection of their own. */
  #adopt(): void {
    const folder = this.#options.spool?.folder;
    if (folder === undefined || this.#isAdopting || this.#isClosed) return;
    this.#isAdopting = true;
    this.#adopting = this.#adoptAll(folder).finally(() => {
      this.#isAdopting = false;
    });
  }

  async #adoptAll(folder: string): Promise<void> {
    const { databaseUrl, timeoutMs = TIMEOUT_MS } = this.#options;
    await using store = postgresStore(databaseUrl, timeoutMs * LEFTOVER_PATIENCE);
    try {
      await shipLeftovers(
        folder,
        store,
        () => this.#isClosed,
        (code) => this.#warn('LEFTOVER', code),
      );
    } catch {
      // The database went away meanwhile: what is left waits for it.
      this.#mendLater();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#endsAt = performance.now() + DRAIN_MS;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#mending;
    if (this.#state !== 'DATABASE') await this.#mend();
    await this.#adopting;
    await this.#spool?.close();
    await this.#store[Symbol.asyncDispose]();
    endWriter(this.#name);
  }

  get #isOver(): boolean {
    return performance.now() > this.#endsAt;
  }
}
