import pg from 'pg';

/**
 * What a revocation is about. `token`: one token by its hash; `id`: one by `jti`; `principal`: all of a person's;
 * `agreement`: all that is asked under it, while it is suspended.
 */
export type RevokedKind = 'token' | 'id' | 'principal' | 'agreement';

export interface Revocation {
  readonly kind: RevokedKind;
  /** `iss`; empty for a token by its hash, which is nobody else's. */
  readonly issuer: string;
  /** SHA-256 of the token without its signature (`header.claims`), lower-case hexadecimal; its `jti`; or its `sub`. */
  readonly value: string;
  /** From then on it is no longer looked at; what it is about has ended by itself. */
  readonly ends: Date;
}

/** Told after each change of the revocations; says nothing. */
export const REVOCATIONS_CHANNEL = 'hub_revocation';
/** Told when an issuer's keys are to be had anew; says which issuer's. */
export const KEYS_CHANNEL = 'hub_keys';

/** Whoever changes the table, by hand too, is heard: the trigger tells it. */
const DDL = `
create schema if not exists hub_registry;
create table if not exists hub_registry.revocation (
  kind text not null,
  issuer text not null,
  value text not null check (value <> ''),
  ends timestamptz not null,
  made timestamptz not null default now(),
  primary key (kind, issuer, value)
);
alter table hub_registry.revocation drop constraint if exists revocation_kind_check;
alter table hub_registry.revocation
  add constraint revocation_kind_check check (kind in ('token', 'id', 'principal', 'agreement'));
create or replace function hub_registry.revocation_changed() returns trigger language plpgsql as
  $$ begin perform pg_notify('${REVOCATIONS_CHANNEL}', ''); return null; end $$;
create or replace trigger revocation_changed
  after insert or update or delete or truncate on hub_registry.revocation
  for each statement execute function hub_registry.revocation_changed();
`;

/** Any number; the same in every process that prepares the registry, so that two do it one after the other. */
const LOCK = 4_302_101;

const IS_PREPARED = `
select exists (select from pg_constraint where conrelid = to_regclass('hub_registry.revocation')
  and conname = 'revocation_kind_check' and pg_get_constraintdef(oid) like '%agreement%') as is`;

/** Makes the tables of revocations where they are missing, or from before agreements. */
export function prepareRegistry(client: pg.ClientBase): Promise<void> {
  return prepareTables(client, IS_PREPARED, DDL);
}

/**
 * Makes tables of the registry where they are missing. A role that may not make tables can use those that are there.
 *
 * @param isPrepared asks whether they are there, as `is`.
 */
export async function prepareTables(client: pg.ClientBase, isPrepared: string, ddl: string): Promise<void> {
  const { rows } = await client.query<{ is: boolean }>(isPrepared);
  if (rows[0]?.is) return;
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(ddl);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Revokes, on every worker at once; the later end stands where it is revoked already. */
export async function revoke(databaseUrl: string, { kind, issuer, value, ends }: Revocation): Promise<void> {
  await connected(databaseUrl, async (client) => {
    await client.query(
      `insert into hub_registry.revocation (kind, issuer, value, ends) values ($1, $2, $3, $4)
       on conflict (kind, issuer, value) do update set ends = greatest(revocation.ends, excluded.ends), made = now()`,
      [kind, issuer, value, ends],
    );
    // What has ended needs no row.
    await client.query('delete from hub_registry.revocation where ends < now()');
  });
}

/** Takes a suspension back, on every worker at once. @returns false where there was none. */
export async function resume(databaseUrl: string, agreement: string): Promise<boolean> {
  let count = 0;
  await connected(databaseUrl, async (client) => {
    const answer = await client.query("delete from hub_registry.revocation where kind = 'agreement' and value = $1", [
      agreement,
    ]);
    count = answer.rowCount ?? 0;
  });
  return count > 0;
}

/** Makes every worker let go of an issuer's keys and ask for them anew. */
export async function reloadKeysEverywhere(databaseUrl: string, issuer: string): Promise<void> {
  await connected(databaseUrl, (client) => client.query('select pg_notify($1, $2)', [KEYS_CHANNEL, issuer]));
}

/** Longest wait for the registry, milliseconds. */
export const REGISTRY_TIMEOUT_MS = 3_000;

export function registryClient(databaseUrl: string): pg.Client {
  return new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: REGISTRY_TIMEOUT_MS,
    query_timeout: REGISTRY_TIMEOUT_MS,
    statement_timeout: REGISTRY_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'hub registry',
  });
}

async function connected(databaseUrl: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = registryClient(databaseUrl);
  client.on('error', () => {});
  await client.connect();
  try {
    await prepareRegistry(client);
    await work(client);
  } finally {
    await client.end();
  }
}

/** SQLSTATE, or the system's name of the fault; its text may hold an address or a name. */
export function codeOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'TIMEOUT';
}
