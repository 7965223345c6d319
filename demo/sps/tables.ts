import pg from 'pg';

/**
 * The agency's own tables. What a message says is kept as versions under that message; `record` points to the version
 * that counts now, the newest. So nothing a message said is overwritten by a later one.
 */
const DDL = `
create sequence if not exists message_id_seq;
create table if not exists message (
  id bigint primary key,
  sha256 bytea not null unique,
  name text not null,
  kind text not null check (kind in ('certificate', 'entryDocument', 'declaration', 'goodsMovement')),
  received_at timestamptz not null,
  bytes bytea not null
);
create table if not exists message_warning (
  message_id bigint not null,
  ordinal integer not null,
  code text not null,
  place text not null,
  primary key (message_id, ordinal)
);
create table if not exists message_put_aside (
  sha256 bytea primary key,
  name text not null,
  reason text not null,
  place text,
  received_at timestamptz not null,
  size_bytes bigint not null,
  bytes bytea
);
create table if not exists version (
  message_id bigint not null,
  ordinal integer not null,
  kind text not null,
  key text not null,
  lookup text not null,
  replaces text,
  version_instant timestamptz not null,
  document text not null,
  primary key (message_id, ordinal)
);
create index if not exists version_key on version (kind, key, version_instant, message_id, ordinal);
create index if not exists version_replaces on version (replaces) where replaces is not null;
create table if not exists record (
  kind text not null,
  key text not null,
  lookup text not null,
  message_id bigint not null,
  ordinal integer not null,
  primary key (kind, key),
  unique (message_id, ordinal)
);
create index if not exists record_lookup on record (lookup, kind);
create table if not exists version_mrn (
  message_id bigint not null,
  ordinal integer not null,
  mrn text not null,
  primary key (message_id, ordinal, mrn)
);
create index if not exists version_mrn_mrn on version_mrn (mrn);
create table if not exists cited_entry_document (
  message_id bigint not null,
  ordinal integer not null,
  lookup text not null,
  primary key (message_id, ordinal, lookup)
);
create table if not exists write_off (
  message_id bigint not null,
  ordinal integer not null,
  mrn text not null,
  sequence_numeric integer not null,
  reference text not null,
  net_mass numeric(24, 6) not null,
  primary key (message_id, ordinal, sequence_numeric, reference)
);
create index if not exists write_off_reference on write_off (reference);
create table if not exists disease_event (
  event_id text not null,
  outbreak_id text not null,
  disease text not null,
  serotype text,
  species text not null,
  country_code text not null,
  admin_area text,
  latitude double precision,
  longitude double precision,
  cases integer,
  deaths integer,
  start_date date,
  confirmed_date date not null,
  resolved_date date,
  protection_zone_km double precision not null,
  surveillance_zone_km double precision not null,
  primary key (event_id, outbreak_id)
);
create index if not exists disease_event_country
  on disease_event (country_code, confirmed_date desc, event_id, outbreak_id);
create table if not exists establishment (
  approval_number text primary key,
  name text not null,
  activity text not null,
  country_code text not null,
  latitude double precision,
  longitude double precision,
  status text not null
);
create table if not exists office_hours (
  post text not null,
  weekday integer not null check (weekday between 1 and 7),
  opens text not null,
  closes text not null,
  primary key (post, weekday, opens)
);`;

/** One lock for everything that writes: two intakes at once wait for one another instead of meeting half-way. */
export const SPS_WRITE_LOCK = 4_302_003;

/** Makes the tables that are missing. Safe when several processes do it at once. */
export async function prepareSps(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local client_min_messages = warning');
    await client.query('select pg_advisory_xact_lock($1)', [SPS_WRITE_LOCK]);
    await client.query(DDL);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
