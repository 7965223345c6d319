import pg from 'pg';
import { codeOf, prepareTables } from '../identity/registry.ts';
import { LINK_BYTES, type Linked } from './chain.ts';
import { IS_LEDGER_PREPARED, LEDGER_DDL } from './tables.ts';

/**
 * One statement for a whole batch, and a few long parameters in place of many: of each kind one line for each entry,
 * which is what costs the gateway least. `on conflict`: an entry that is sent again was perhaps kept the first time.
 */
const INSERT = {
  name: 'hub ledger insert',
  text: `
insert into hub_ledger.entry (writer, sequence, at, text, link, names)
select $1, $2::bigint + n - 1, to_timestamp(at::float8 / 1000), text,
       substr($6::bytea, (${LINK_BYTES} * (n - 1) + 1)::int, ${LINK_BYTES}), names::text[]
  from unnest(string_to_array($3, chr(10)), string_to_array($4, chr(10)), string_to_array($5, chr(10)))
       with ordinality as given (text, at, names, n)
    on conflict (writer, sequence) do nothing`,
};

/** What stands at the numbers of a batch. */
const STANDING = `
select sequence::text, text, link from hub_ledger.entry where writer = $1 and sequence between $2 and $3
 order by hub_ledger.entry.sequence`;

const REGISTER = 'insert into hub_ledger.writer (writer) values ($1) on conflict do nothing';

/** INVARIANT: what is answered on has been flushed to the database's disk, whatever is set for its users elsewhere. */
const SYNCHRONOUS = `
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') <> 'remote_apply'`;

/**
 * A batch was not kept, or nobody knows whether it was.
 * - AWAY: the database said no, or nothing; the same batch may be sent again.
 * - FORKED: another entry stands at a number of the batch.
 */
export class StoreFault extends Error {
  readonly kind: 'AWAY' | 'FORKED';
  /** SQLSTATE, the system's name of the fault, TIMEOUT or CONNECTION_LOST. */
  readonly code: string;

  constructor(kind: 'AWAY' | 'FORKED', code: string) {
    super(`the ledger's database: ${code}`);
    this.kind = kind;
    this.code = code;
  }
}

/** Where entries lie in the end. */
export interface LedgerStore extends AsyncDisposable {
  /** Connects and makes what tables are missing. @throws StoreFault */
  open(): Promise<void>;
  /**
   * Keeps entries that follow one another. Whoever sends the same again keeps nothing twice.
   *
   * @throws StoreFault
   */
  insert(writer: string, entries: readonly Linked[]): Promise<void>;
}

/**
 * @param databaseUrl `postgres://…`
 * @param timeoutMs longest wait for a batch to be kept, connecting included.
 */
export function postgresStore(databaseUrl: string, timeoutMs: number): LedgerStore {
  return new PostgresStore(databaseUrl, timeoutMs);
}

class PostgresStore implements LedgerStore {
  readonly #databaseUrl: string;
  readonly #timeoutMs: number;
  #client: pg.Client | undefined;
  #connected: Promise<pg.Client> | undefined;
  /** Whom this connection has registered. */
  readonly #registered = new Set<string>();

  constructor(databaseUrl: string, timeoutMs: number) {
    this.#databaseUrl = databaseUrl;
    this.#timeoutMs = timeoutMs;
  }

  async open(): Promise<void> {
    await this.#within(async (client) => void (await client.query('select 1')));
  }

  async insert(writer: string, entries: readonly Linked[]): Promise<void> {
    const values = valuesOf(writer, entries);
    await this.#within(async (client) => {
      if (!this.#registered.has(writer)) {
        await client.query(REGISTER, [writer]);
        this.#registered.add(writer);
      }
      // How many it kept stands in the answer's own tag; rows would have to be made and read.
      const { rowCount } = await client.query({ ...INSERT, values: [...values] });
      if (rowCount !== entries.length) await mustStand(client, writer, entries);
    });
  }

  /** A connection that was open may have been broken long ago without a word: then once more, over a new one. */
  async #within(work: (client: pg.Client) => Promise<void>): Promise<void> {
    const wasOpen = this.#connected !== undefined;
    try {
      await this.#inTime(work);
    } catch (error) {
      if (!wasOpen || !(error instanceof StoreFault) || error.kind === 'FORKED' || error.code === 'TIMEOUT')
        throw error;
      await this.#inTime(work);
    }
  }

  /** One time for all of it: a server that takes connections and is silent costs no more than one that is not there. */
  async #inTime(work: (client: pg.Client) => Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      // What came while this process itself was busy is read first.
      const end = () => setImmediate(reject, new StoreFault('AWAY', 'TIMEOUT'));
      timer = setTimeout(end, this.#timeoutMs);
    });
    this.#connected ??= this.#connect();
    const mine = this.#connected;
    const working = mine.then(work);
    try {
      await Promise.race([working, late]);
    } catch (error) {
      working.catch(() => {});
      // In what state it is nobody knows. Another who used it may have a new one already.
      if (this.#connected === mine) this.#letGo(this.#client);
      throw error instanceof StoreFault ? error : new StoreFault('AWAY', faultOf(error));
    } finally {
      clearTimeout(timer);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      statement_timeout: this.#timeoutMs,
      keepAlive: true,
      application_name: 'hub ledger',
    });
    // One that breaks while it is not used is made anew for the next batch.
    client.on('error', () => this.#letGo(client));
    this.#client = client;
    this.#registered.clear();
    await client.connect();
    await client.query(SYNCHRONOUS);
    await prepareTables(client, IS_LEDGER_PREPARED, LEDGER_DDL);
    return client;
  }

  #letGo(client: pg.Client | undefined): void {
    if (!client) return;
    if (this.#client === client) this.#client = this.#connected = undefined;
    client.end().catch(() => {});
    // A server that is silent would not say goodbye either.
    client.connection.stream.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const client = this.#client;
    if (!client) return;
    this.#client = this.#connected = undefined;
    const timer = setTimeout(() => client.connection.stream.destroy(), this.#timeoutMs);
    await client.end().catch(() => {});
    clearTimeout(timer);
  }
}

/** What pg says of a connection that ended has no code. */
function faultOf(error: unknown): string {
  return error instanceof Error && !('code' in error) ? 'CONNECTION_LOST' : codeOf(error);
}

/** INVARIANT: no text has a line break and no name needs an escape in an array's literal; the writer lets no other in. */
function valuesOf(writer: string, entries: readonly Linked[]): readonly unknown[] {
  const names = entries.map((entry) => (entry.names.length > 0 ? `{"${entry.names.join('","')}"}` : '{}'));
  return [
    writer,
    entries[0]?.sequence,
    entries.map(({ text }) => text).join('\n'),
    entries.map(({ at }) => at).join('\n'),
    names.join('\n'),
    Buffer.concat(entries.map(({ link }) => link)),
  ];
}

/** @throws StoreFault FORKED where not all of them stand there as they are. */
async function mustStand(client: pg.Client, writer: string, entries: readonly Linked[]): Promise<void> {
  const { rows } = await client.query<{ sequence: string; text: string; link: Buffer }>(STANDING, [
    writer,
    entries[0]?.sequence,
    entries.at(-1)?.sequence,
  ]);
  const isSame = entries.every(({ sequence, text, link }, at) => {
    const row = rows[at];
    return row?.sequence === String(sequence) && row.text === text && link.equals(row.link);
  });
  if (!isSame) throw new StoreFault('FORKED', 'FORKED');
}
