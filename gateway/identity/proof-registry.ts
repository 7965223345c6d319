import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import type { IdentityLimits } from './limits.ts';
import { TokenRefusal } from './refusal.ts';
import { prepareTables } from './registry.ts';
import type { ProofState } from './replay.ts';

/**
 * What makes nonces is kept beside the proofs, not in the configuration: whoever shares the one shares the other, there
 * is no further secret to hand out, and a nonce is no credential. Both tables are unlogged, and a crash of the server
 * empties both: nonces from before it hold no longer, and with them the proofs that would be forgotten.
 */
const DDL = `
create schema if not exists hub_registry;
create unlogged table if not exists hub_registry.proof (
  key bytea primary key check (length(key) = 32),
  ends timestamptz not null
);
create index if not exists proof_ends on hub_registry.proof (ends);
create unlogged table if not exists hub_registry.proof_secret (
  is_the_one boolean primary key default true check (is_the_one),
  secret bytea not null check (length(secret) = 32)
);
`;

/** The last one that is made. */
const IS_PREPARED = `select to_regclass('hub_registry.proof_secret') is not null as is`;

/**
 * One statement for all that ask at the same time: of two statements with one key the second waits for the first, and
 * learns that it is not the first. All take their keys in one order, so that no two wait for each other. Lists go as one
 * text each: pg writes and reads arrays item by item, which costs a gateway more than the statement itself.
 */
const FIRST = {
  name: 'first',
  text: `
with known as (select 1 from hub_registry.proof_secret where secret = $3),
     asked as (select decode(key, 'hex') as key, to_timestamp(ends / 1000) as ends
                 from unnest(string_to_array($1, ' '), string_to_array($2, ' ')::float8[]) as asked (key, ends)),
     first as (insert into hub_registry.proof (key, ends)
               select key, ends from asked where exists (select from known) order by key
               on conflict do nothing returning key)
select exists (select from known) as "isKnown",
       (select coalesce(string_agg(encode(key, 'hex'), ' '), '') from first) as "first"`,
};

/** Kept a while longer than they hold: clocks differ. */
const SWEEP = `
delete from hub_registry.proof where key in (
  select key from hub_registry.proof where ends < now() - interval '2 minutes'
   order by ends limit $1 for update skip locked)`;

/** The first of several gateways makes it for all. */
const KEEP = 'insert into hub_registry.proof_secret (secret) values ($1) on conflict do nothing';
const KEPT = 'select secret from hub_registry.proof_secret';

/** Rows of one deletion, and deletions of one sweep: no sweep is long, and none holds up the proofs. */
const BATCH = 2_000;
const BATCHES = 50;
/** Of one process: one for proofs, one for the rest. */
const CONNECTIONS = 2;
/** Proofs of one statement, and those that wait for the next. */
const MOST_AT_ONCE = 128;
const MOST_WAITING = 1_024;

/** With a name it is prepared once for each connection. */
type Query = { readonly name?: string; readonly text: string };
type Limits = Pick<IdentityLimits, 'proofStateMs' | 'proofSweepMs'>;

/**
 * Proofs seen by every gateway of a registry, each worker included. Where the registry is away or slow, no proof can be
 * told to be the first: whoever must prove is refused, and nobody else.
 *
 * @param databaseUrl `postgres://…` of the registry; asked when somebody proves something, not before.
 */
export function proofsInRegistry(databaseUrl: string, limits: Limits): ProofState {
  return new Proofs(databaseUrl, limits);
}

/** A proof that waits for its answer. */
interface Asked {
  readonly untilMs: number;
  readonly answer: Resolvers<boolean>;
}

class Proofs implements ProofState {
  readonly #pool: pg.Pool;
  readonly #timer: NodeJS.Timeout;
  #secret: Buffer | undefined;
  #waiting = new Map<string, Asked>();
  #isUnderWay = false;
  #asking: Promise<Buffer> | undefined;
  #sweeping: Promise<void> | undefined;
  #isClosed = false;

  constructor(databaseUrl: string, { proofStateMs, proofSweepMs }: Limits) {
    this.#pool = new pg.Pool({
      connectionString: databaseUrl,
      max: CONNECTIONS,
      connectionTimeoutMillis: proofStateMs,
      statement_timeout: proofStateMs,
      // What does not even say that it was stopped.
      query_timeout: proofStateMs * 2,
      keepAlive: true,
      application_name: 'hub proofs',
    });
    // A connection that breaks while nobody uses it: the next question finds out. While it is used, the question does.
    this.#pool.on('error', () => {});
    this.#pool.on('connect', (client) => client.on('error', () => {}));
    this.#timer = setInterval(() => this.#sweep(), proofSweepMs).unref();
  }

  get knownSecret(): Uint8Array | undefined {
    return this.#secret;
  }

  secret(): Uint8Array | Promise<Uint8Array> {
    return this.#secret ?? this.#ask();
  }

  isFirst(key: string, untilMs: number): Promise<boolean> {
    const other = this.#waiting.get(key);
    // Whatever is said of the other, this one came after it.
    if (other) return other.answer.promise.then(() => false);
    if (this.#isClosed || this.#waiting.size >= MOST_WAITING) {
      return Promise.reject(new TokenRefusal('PROOFS_UNAVAILABLE'));
    }
    const answer = withResolvers<boolean>();
    this.#waiting.set(key, { untilMs, answer });
    if (!this.#isUnderWay) void this.#askAll();
    return answer.promise;
  }

  /**
   * Asks about those that wait, until none does. A statement costs a gateway about as much for one proof as for ten, so
   * one is under way at a time, and those that come meanwhile go together in the next.
   */
  async #askAll(): Promise<void> {
    this.#isUnderWay = true;
    // Those that came in with this one, read from their sockets in the same turn, go with it.
    await setImmediate();
    while (this.#waiting.size > 0) {
      const asked = this.#next();
      try {
        const first = await this.#firstOf(asked);
        for (const [key, { answer }] of asked) answer.resolve(first.has(key));
      } catch (error) {
        // Whoever waits behind would wait as long for the same.
        for (const { answer } of [...asked.values(), ...this.#waiting.values()]) answer.reject(error);
        this.#waiting.clear();
      }
    }
    this.#isUnderWay = false;
  }

  #next(): ReadonlyMap<string, Asked> {
    const all = this.#waiting;
    const rest = all.size > MOST_AT_ONCE ? [...all] : [];
    this.#waiting = new Map(rest.slice(MOST_AT_ONCE));
    return rest.length > 0 ? new Map(rest.slice(0, MOST_AT_ONCE)) : all;
  }

  async #firstOf(asked: ReadonlyMap<string, Asked>): Promise<ReadonlySet<string>> {
    const secret = await this.secret();
    const ends = [...asked.values()].map(({ untilMs }) => untilMs);
    const values = [[...asked.keys()].join(' '), ends.join(' '), secret];
    const { isKnown, first } = await this.#firstRow<{ isKnown: boolean; first: string }>(FIRST, values);
    if (isKnown) return new Set(first.split(' '));
    // The tables were emptied: what came before is not known any more.
    if (this.#secret === secret) this.#secret = undefined;
    throw new TokenRefusal('PROOFS_UNAVAILABLE');
  }

  /** One question at a time, however many wait. */
  #ask(): Promise<Buffer> {
    this.#asking ??= this.#readSecret().finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #readSecret(): Promise<Buffer> {
    await this.#with((client) => prepareTables(client, IS_PREPARED, DDL));
    await this.#query({ text: KEEP }, [randomBytes(32)]);
    const { secret } = await this.#firstRow<{ secret: Buffer }>({ text: KEPT }, []);
    this.#secret = secret;
    return secret;
  }

  async #firstRow<Row extends object>(query: Query, values: readonly unknown[]): Promise<Row> {
    const [row] = (await this.#query(query, values)).rows;
    if (!row) throw new TokenRefusal('PROOFS_UNAVAILABLE');
    return row as Row;
  }

  #query(query: Query, values: readonly unknown[]): Promise<pg.QueryResult> {
    return this.#with((client) => client.query({ ...query, values: [...values] }));
  }

  /** Whatever is wrong with the registry is one thing to who must prove; its own text may hold an address. */
  async #with<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    if (this.#isClosed) throw new TokenRefusal('PROOFS_UNAVAILABLE');
    let client: pg.PoolClient | undefined;
    try {
      client = await this.#pool.connect();
      const result = await work(client);
      client.release();
      return result;
    } catch {
      client?.release(true);
      throw new TokenRefusal('PROOFS_UNAVAILABLE');
    }
  }

  #sweep(): void {
    // Nobody has proven anything here.
    if (!this.#secret) return;
    this.#sweeping ??= this.#sweepOnce()
      .catch(() => {})
      .finally(() => {
        this.#sweeping = undefined;
      });
  }

  async #sweepOnce(): Promise<void> {
    for (let batch = 0; batch < BATCHES && !this.#isClosed; batch += 1) {
      const { rowCount } = await this.#query({ text: SWEEP }, [BATCH]);
      if ((rowCount ?? 0) < BATCH) return;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#sweeping;
    await this.#asking?.catch(() => {});
    await this.#pool.end();
  }
}

interface Resolvers<Value> {
  readonly promise: Promise<Value>;
  resolve(value: Value): void;
  reject(error: unknown): void;
}

/** As Promise.withResolvers, which Node 20 has not. */
function withResolvers<Value>(): Resolvers<Value> {
  let resolve: (value: Value) => void = () => {};
  let reject: (error: unknown) => void = () => {};
  const promise = new Promise<Value>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
