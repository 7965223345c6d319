import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import type { IdentityLimits } from './limits.ts';
import {
  codeOf,
  KEYS_CHANNEL,
  prepareRegistry,
  REVOCATIONS_CHANNEL,
  type RevokedKind,
  registryClient,
} from './registry.ts';
import type { SecurityLog } from './security-log.ts';

/** What a token is known by. */
export interface TokenNames {
  /** SHA-256 of header and claims as they are signed, lower-case hexadecimal. */
  readonly hash: string;
  readonly issuer: string;
  readonly principal: string;
  /** `jti`; undefined: it has none. */
  readonly id: string | undefined;
}

/** What is no longer to be believed though its signature holds. */
export interface Revocations extends AsyncDisposable {
  /** True while it cannot be told what is revoked. */
  readonly isAway: boolean;
  isRevoked(token: TokenNames): boolean;
  /** True while an agreement is suspended, by its id. */
  isSuspended(agreement: string): boolean;
  /** Told after each change. */
  onChange(listener: () => void): void;
  /** Told whose keys are in wrong hands; undefined: nobody listened for a while, and it may have been said of any. */
  onKeys(listener: (issuer: string | undefined) => void): void;
}

/** Of a hub without a registry: nothing is ever revoked, and tokens end by themselves alone. */
export const NO_REVOCATIONS: Revocations = {
  isAway: false,
  isRevoked: () => false,
  isSuspended: () => false,
  onChange() {},
  onKeys() {},
  async [Symbol.asyncDispose]() {},
};

/** Wait before a connection that was lost is made again, milliseconds. */
const AGAIN_MS = 500;
/** How long the end of a connection is waited for, milliseconds. */
const GOODBYE_MS = 1_000;
/** How long a start waits for the first reading, milliseconds; later it goes on and refuses until there is one. */
const FIRST_MS = 5_000;

/**
 * The revocations of the registry, read at start, after each change and after each loss of the connection. A change is
 * heard by LISTEN/NOTIFY, and seen at the next heartbeat where nobody tells of it. While the registry is out of reach for
 * longer than `awayMs`, no token is taken: nobody could say that it still holds. A hub that starts without it takes none
 * until it is there.
 *
 * @param databaseUrl `postgres://…` of the registry.
 */
export async function revocations(
  databaseUrl: string,
  limits: Pick<IdentityLimits, 'awayMs' | 'heartbeatMs'>,
  log: SecurityLog,
): Promise<Revocations> {
  const registry = new Registry(databaseUrl, limits, log);
  await registry.firstRead();
  return registry;
}

/** `ends` in milliseconds since the epoch; a row made by hand may have no end, which is infinity. */
type Row = { readonly kind: RevokedKind; readonly issuer: string; readonly value: string; readonly ends: number };

const IN_FORCE = `
select kind, issuer, value, (extract(epoch from ends) * 1000)::float8 as ends
  from hub_registry.revocation where ends > now()`;

/** Changes with every change of the table: each writes rows in a newer transaction, or takes some away. */
const MARK = `select count(*) || ' ' || coalesce(max(xmin::text::bigint), 0) as mark from hub_registry.revocation`;

class Registry implements Revocations {
  readonly #databaseUrl: string;
  readonly #limits: Pick<IdentityLimits, 'awayMs' | 'heartbeatMs'>;
  readonly #log: SecurityLog;
  readonly #listeners: Array<() => void> = [];
  readonly #keyListeners: Array<(issuer: string | undefined) => void> = [];
  readonly #closing = new AbortController();
  readonly #first: Promise<void>;
  readonly #ended: Promise<void>;
  #hasRead: () => void = () => {};
  /** Name of what is revoked → when the row ends, milliseconds since the epoch. */
  #revoked: ReadonlyMap<string, number> = new Map();
  #heardAt = Number.NEGATIVE_INFINITY;
  #isStale = true;
  #mark = '';
  #told: 'AWAY' | 'BACK' = 'BACK';
  #wake: () => void = () => {};

  constructor(databaseUrl: string, limits: Pick<IdentityLimits, 'awayMs' | 'heartbeatMs'>, log: SecurityLog) {
    this.#databaseUrl = databaseUrl;
    this.#limits = limits;
    this.#log = log;
    this.#first = new Promise((resolve) => {
      this.#hasRead = resolve;
    });
    this.#ended = this.#run();
  }

  async firstRead(): Promise<void> {
    const waited = new AbortController();
    const { signal } = waited;
    await Promise.race([this.#first, pause(FIRST_MS, undefined, { signal }).catch(() => {})]);
    waited.abort();
  }

  get isAway(): boolean {
    return performance.now() - this.#heardAt > this.#limits.awayMs;
  }

  isRevoked({ hash, issuer, principal, id }: TokenNames): boolean {
    if (this.#revoked.size === 0) return false;
    return (
      this.#holds(nameOf('token', '', hash)) ||
      this.#holds(nameOf('principal', issuer, principal)) ||
      (id !== undefined && this.#holds(nameOf('id', issuer, id)))
    );
  }

  isSuspended(agreement: string): boolean {
    return this.#revoked.size > 0 && this.#holds(nameOf('agreement', '', agreement));
  }

  #holds(name: string): boolean {
    return (this.#revoked.get(name) ?? 0) > Date.now();
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  onKeys(listener: (issuer: string | undefined) => void): void {
    this.#keyListeners.push(listener);
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let session = 0; !signal.aborted; session += 1) {
      const code = await this.#session(session > 0).catch(codeOf);
      if (!signal.aborted) this.#tell('AWAY', code ?? 'CLOSED');
      await pause(AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** One connection, until it is lost. */
  async #session(isAgain: boolean): Promise<undefined> {
    const client = registryClient(this.#databaseUrl);
    let isLost = false;
    const lost = (): void => {
      isLost = true;
      this.#wake();
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', ({ channel, payload }) => this.#heard(channel, payload));
    try {
      await client.connect();
      await prepareRegistry(client);
      // Heard from here on, then read: a change between the two is read or heard.
      await client.query(`listen ${REVOCATIONS_CHANNEL}; listen ${KEYS_CHANNEL}`);
      this.#isStale = true;
      await this.#beat(client);
      this.#hasRead();
      this.#tell('BACK');
      // What was said while nobody listened is not known: it may have been that keys are in wrong hands.
      if (isAgain) for (const listener of this.#keyListeners) listener(undefined);
      while (!isLost && !this.#closing.signal.aborted) {
        await this.#rest();
        if (!isLost && !this.#closing.signal.aborted) await this.#beat(client);
      }
      return undefined;
    } finally {
      // A connection that hangs does not say goodbye either.
      await Promise.race([client.end().catch(() => {}), pause(GOODBYE_MS, undefined, { ref: false })]);
    }
  }

  #tell(state: 'AWAY' | 'BACK', code?: string): void {
    if (state !== this.#told) this.#log.registry(state, code);
    this.#told = state;
  }

  #heard(channel: string, payload: string | undefined): void {
    if (channel === KEYS_CHANNEL) for (const listener of this.#keyListeners) listener(payload);
    if (channel !== REVOCATIONS_CHANNEL) return;
    this.#isStale = true;
    this.#wake();
  }

  async #rest(): Promise<void> {
    if (this.#isStale) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await pause(this.#limits.heartbeatMs, undefined, { signal: woken.signal, ref: false }).catch(() => {});
  }

  /**
   * Sees that the registry still answers, and reads what has changed: as it was told, or as the table says where nobody
   * told, its trigger being off or a pooler between.
   */
  async #beat(client: pg.Client): Promise<void> {
    const at = performance.now();
    // Before the rows: what changes between the two is read now or seen at the next beat.
    const mark = (await client.query<{ mark: string }>(MARK)).rows[0]?.mark ?? '';
    if (this.#isStale || mark !== this.#mark) {
      this.#isStale = false;
      const { rows } = await client.query<Row>(IN_FORCE);
      this.#revoked = new Map(rows.map((row) => [nameOf(row.kind, row.issuer, row.value), row.ends]));
      for (const listener of this.#listeners) listener();
      this.#mark = mark;
    }
    this.#heardAt = at;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    this.#wake();
    await this.#ended;
  }
}

function nameOf(kind: RevokedKind, issuer: string, value: string): string {
  return JSON.stringify([kind, issuer, value]);
}
