import pg from 'pg';
import { codeOf, prepareTables } from '../identity/registry.ts';
import {
  type Account,
  type Count,
  counted,
  countOf,
  type QuotaStore,
  QuotasAway,
  type Taken,
  type Want,
  type Window,
} from './quota.ts';

/** Windows that one process keeps. Clients are those of the agreements: more of them are a fault, not load. */
const MOST_WINDOWS = 100_000;

/**
 * Counters of a single process, which end with it.
 *
 * @param now milliseconds since the epoch.
 */
export function memoryQuotas(now: () => number = Date.now, mostWindows = MOST_WINDOWS): QuotaStore {
  const windows = new Map<string, Window>();
  const makeRoom = (more: number, at: number): void => {
    if (windows.size + more <= mostWindows) return;
    for (const [name, { ends }] of windows) if (ends <= at) windows.delete(name);
    if (windows.size + more > mostWindows) throw new QuotasAway('FULL');
  };
  return {
    async take(account, wants) {
      const at = now();
      // JSON says itself where it ends: no two counters have one name.
      const prefix = JSON.stringify([account.agreement, account.client]);
      const named = wants.map((want) => ({ want, name: prefix + want.counter }));
      const next = new Map<string, Window>();
      const refused: string[] = [];
      for (const { want, name } of named) {
        if (want.cost <= 0) continue;
        const window = counted(windows.get(name), want, at);
        if (window) next.set(name, window);
        else refused.push(want.counter);
      }
      if (refused.length === 0) {
        makeRoom(next.size, at);
        for (const [name, window] of next) windows.set(name, window);
      }
      const counts = named.map(({ want, name }) => [want.counter, countOf(windows.get(name), want, at)] as const);
      return takenOf(new Map(counts), refused);
    },
    async [Symbol.asyncDispose]() {
      windows.clear();
    },
  };
}

function takenOf(counts: ReadonlyMap<string, Count>, refused: readonly string[]): Taken {
  const waits = refused.map((counter) => counts.get(counter)?.endsInMs ?? 0);
  return { kind: refused.length > 0 ? 'refused' : 'taken', counts, againInMs: Math.max(0, ...waits) };
}

/** Longest wait for a connection and for an answer, milliseconds: a partner's request waits no longer. */
const PATIENCE_MS = 2_000;
/** Connections of one process. */
const MOST_CONNECTIONS = 4;
/** How often windows that have ended are cleared, milliseconds, and how many at once. */
const SWEEP_MS = 60_000;
const SWEEP_ROWS = 1_000;

/**
 * How long a refusal is repeated without asking again, milliseconds: who goes on asking over the quota takes no
 * connection from others. What an operator changes in the table is seen after it.
 */
const REFUSED_MS = 1_000;
const MOST_REFUSALS = 1_000;

const IS_PREPARED = `select to_regclass('hub_registry.quota') is not null as is`;

/**
 * Counters are written at each request and rebuilt by use: after a crash of the database they begin anew, which an
 * UNLOGGED table may. One row for each client and counter, however many windows pass.
 */
const DDL = `
create schema if not exists hub_registry;
create unlogged table if not exists hub_registry.quota (
  agreement text not null,
  client text not null,
  counter text not null,
  ends timestamptz not null,
  used bigint not null,
  most bigint not null,
  primary key (agreement, client, counter)
) with (fillfactor = 50);
create index if not exists quota_ends on hub_registry.quota (ends);
`;

/**
 * Counts in rows that are locked while it does, by the database's own clock: two that take at once take one after the
 * other. What would go over is not written, and is no row of `taken`. In one order, so that none waits for another's.
 */
const TAKE = `
with wanted as (
  select counter, most, period, cost
    from unnest($3::text[], $4::bigint[], $5::float8[], $6::bigint[]) as w (counter, most, period, cost)
), taken as (
  insert into hub_registry.quota as q (agreement, client, counter, ends, used, most)
    select $1, $2, counter, now() + period * interval '1 millisecond', cost, most
      from wanted where cost > 0 and cost <= most order by counter
  on conflict (agreement, client, counter) do update set
    used = case when q.ends <= now() then excluded.used else q.used + excluded.used end,
    ends = case when q.ends <= now() then excluded.ends else least(q.ends, excluded.ends) end,
    most = excluded.most
    where case when q.ends <= now() then 0 else q.used end + excluded.used <= excluded.most
  returning counter, used, ends
)
select counter, used::float8, (extract(epoch from ends - now()) * 1000)::float8 as ends_in, true as is_taken from taken
union all
select counter, used::float8, (extract(epoch from ends - now()) * 1000)::float8, false from hub_registry.quota
  where agreement = $1 and client = $2 and counter = any ($3) and ends > now()`;

const SWEEP = `
delete from hub_registry.quota where ends <= now() and (agreement, client, counter) in (
  select agreement, client, counter from hub_registry.quota where ends <= now()
    order by ends limit ${SWEEP_ROWS} for update skip locked)`;

interface Row {
  readonly counter: string;
  readonly used: number;
  /** Milliseconds. */
  readonly ends_in: number;
  readonly is_taken: boolean;
}

/**
 * Counters that all workers of all gateways share.
 *
 * @param databaseUrl `postgres://…` of the registry. Nothing is asked of it before the first partner asks.
 */
export function postgresQuotas(databaseUrl: string, sweepMs = SWEEP_MS): QuotaStore {
  return new PostgresQuotas(databaseUrl, sweepMs);
}

class PostgresQuotas implements QuotaStore {
  readonly #pool: pg.Pool;
  readonly #sweepMs: number;
  /** What was refused lately, by account and wants → until when, by the process's own clock. */
  readonly #refused = new Map<string, { readonly taken: Taken; readonly until: number }>();
  #prepared: Promise<void> | undefined;
  #sweptAt = performance.now();
  #sweeping: Promise<void> = Promise.resolve();

  constructor(databaseUrl: string, sweepMs: number) {
    this.#sweepMs = sweepMs;
    this.#pool = new pg.Pool({
      connectionString: databaseUrl,
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: PATIENCE_MS,
      query_timeout: PATIENCE_MS,
      statement_timeout: PATIENCE_MS,
      keepAlive: true,
      application_name: 'hub quotas',
    });
    // A connection that is lost while nobody uses it is made again when one is needed.
    this.#pool.on('error', () => {});
  }

  async take(account: Account, wants: readonly Want[]): Promise<Taken> {
    const asked = JSON.stringify([account, wants]);
    const refused = this.#refused.get(asked);
    if (refused && refused.until > performance.now()) return refused.taken;
    const taken = await this.#asked(account, wants);
    if (taken.kind === 'refused') {
      if (this.#refused.size >= MOST_REFUSALS) this.#refused.clear();
      this.#refused.set(asked, { taken, until: performance.now() + Math.min(REFUSED_MS, taken.againInMs) });
    } else if (refused) this.#refused.delete(asked);
    return taken;
  }

  async #asked(account: Account, wants: readonly Want[]): Promise<Taken> {
    try {
      this.#prepared ??= this.#prepare();
      await this.#prepared;
      const isSeveral = wants.filter(({ cost }) => cost > 0).length > 1;
      const rows = isSeveral ? await this.#takeAll(account, wants) : await askedFor(this.#pool, account, wants);
      this.#sweep();
      return takenBy(rows, wants);
    } catch (error) {
      // The table may have gone with its database, and be missing when that is back.
      this.#prepared = undefined;
      throw new QuotasAway(codeOf(error));
    }
  }

  /** All of several or none: what one refuses is not left counted by the others. */
  async #takeAll(account: Account, wants: readonly Want[]): Promise<readonly Row[]> {
    return this.#within(async (client) => {
      const rows = await askedFor(client, account, wants);
      return { rows, isKept: refusedBy(rows, wants).length === 0 };
    });
  }

  async #prepare(): Promise<void> {
    const client = await this.#pool.connect();
    try {
      await prepareTables(client, IS_PREPARED, DDL);
      client.release();
    } catch (error) {
      // In what state it is nobody knows.
      client.release(true);
      throw error;
    }
  }

  async #within(
    work: (client: pg.PoolClient) => Promise<{ readonly rows: readonly Row[]; readonly isKept: boolean }>,
  ): Promise<readonly Row[]> {
    const client = await this.#pool.connect();
    let fault: Error | undefined;
    try {
      await client.query('begin');
      const { rows, isKept } = await work(client);
      await client.query(isKept ? 'commit' : 'rollback');
      return rows;
    } catch (error) {
      fault = error as Error;
      throw error;
    } finally {
      // One that failed in between is closed: the database takes back what it had begun.
      client.release(fault);
    }
  }

  /** Beside requests, and never two at once: nobody waits for it, and what it leaves the next one takes. */
  #sweep(): void {
    if (performance.now() - this.#sweptAt < this.#sweepMs) return;
    this.#sweptAt = performance.now();
    this.#sweeping = this.#pool.query(SWEEP).then(
      () => {},
      () => {},
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sweeping;
    await this.#pool.end();
  }
}

async function askedFor(
  client: Pick<pg.ClientBase, 'query'>,
  { agreement, client: name }: Account,
  wants: readonly Want[],
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>({
    name: 'hub quota take',
    text: TAKE,
    values: [
      agreement,
      name,
      wants.map(({ counter }) => counter),
      wants.map(({ most }) => most),
      wants.map(({ periodMs }) => periodMs),
      wants.map(({ cost }) => cost),
    ],
  });
  return rows;
}

function refusedBy(rows: readonly Row[], wants: readonly Want[]): readonly string[] {
  const taken = new Set(rows.flatMap(({ counter, is_taken: isTaken }) => (isTaken ? [counter] : [])));
  return wants.flatMap(({ counter, cost }) => (cost > 0 && !taken.has(counter) ? [counter] : []));
}

function takenBy(rows: readonly Row[], wants: readonly Want[]): Taken {
  const refused = refusedBy(rows, wants);
  // Of several, what was counted before another refused was taken back: the rows as they stood before hold.
  const shown = refused.length > 0 ? rows.filter((row) => !row.is_taken) : rows;
  const windows = new Map<string, Window>();
  for (const { counter, used, ends_in: ends, is_taken: isTaken } of shown) {
    if (isTaken || !windows.has(counter)) windows.set(counter, { ends, used });
  }
  const counts = wants.map((want) => {
    const count = countOf(windows.get(want.counter), want, 0);
    // The row that refused may be newer than the one that is seen: less than the cost is left in any case.
    const left = refused.includes(want.counter) ? Math.min(count.left, want.cost - 1) : count.left;
    return [want.counter, { ...count, left }] as const;
  });
  return takenOf(new Map(counts), refused);
}
