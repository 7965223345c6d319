import { randomBytes } from 'node:crypto';
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

/** One statement: of two that ask at the same time the second waits for the first, and learns that it is none. */
const FIRST = {
  name: 'first',
  text: `
with known as (select 1 from hub_registry.proof_secret where secret = $3),
     first as (insert into hub_registry.proof (key, ends)
               select $1, to_timestamp($2::float8 / 1000) where exists (select from known)
               on conflict do nothing returning 1)
select exists (select from known) as "isKnown", exists (select from first) as "isFirst"`,
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
/** Connections of one process, and proofs that wait for one of them. */
const CONNECTIONS = 4;
const MOST_WAITING = 256;

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

class Proofs implements ProofState {
  readonly #pool: pg.Pool;
  readonly #timer: NodeJS.Timeout;
  #secret: Buffer | undefined;
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

  async isFirst(key: string, untilMs: number): Promise<boolean> {
    const values = [Buffer.from(key, 'hex'), untilMs, await this.secret()];
    const { isKnown, isFirst } = await this.#firstRow<{ isKnown: boolean; isFirst: boolean }>(FIRST, values);
    if (isKnown) return isFirst;
    // The tables were emptied: what came before is not known any more.
    this.#secret = undefined;
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
    await this.#with((client) => prepareTables(client, 'hub_registry.proof_secret', DDL));
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
    if (this.#isClosed || this.#pool.waitingCount >= MOST_WAITING) throw new TokenRefusal('PROOFS_UNAVAILABLE');
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
