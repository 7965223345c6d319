import pg from 'pg';

/**
 * The immigration agency's existing system: one PostgreSQL database. Travel documents are known by number, issuing state
 * and type in the form of standards/identifiers/keys.ts, and joined by nothing else: two people of one name stay two.
 * What a carrier's message says is kept under that message.
 */
const REGISTER = `
create table if not exists traveller (
  id text primary key,
  surname text not null,
  given_names text not null,
  birth_date date not null,
  sex text not null check (sex in ('M', 'F', 'X')),
  nationality text not null
);
create table if not exists travel_document (
  document_number text not null,
  issuing_state text not null,
  document_type text not null,
  expiry_date date,
  traveller_id text references traveller (id),
  primary key (document_number, issuing_state, document_type)
);
create index if not exists travel_document_traveller on travel_document (traveller_id) where traveller_id is not null;
create table if not exists entry_exit_record (
  id text primary key,
  document_number text not null,
  issuing_state text not null,
  document_type text not null,
  direction text not null check (direction in ('ENTRY', 'EXIT')),
  date_time timestamptz not null,
  post text not null,
  authorised_days integer check (authorised_days >= 0),
  is_refused boolean not null,
  refusal_reason text
);
create index if not exists entry_exit_record_document
  on entry_exit_record (document_number, issuing_state, document_type, date_time, id);
create table if not exists visa (
  number text not null,
  issuing_state text not null,
  document_number text not null,
  document_issuing_state text not null,
  document_type text not null,
  type text not null,
  valid_from date not null,
  valid_until date not null,
  entries integer check (entries > 0),
  duration_days integer not null check (duration_days > 0),
  status text not null check (status in ('ISSUED', 'REVOKED', 'ANNULLED', 'EXPIRED')),
  primary key (number, issuing_state)
);
create index if not exists visa_document on visa (document_number, document_issuing_state, document_type);
create table if not exists crossing (
  id text primary key,
  document_number text not null,
  issuing_state text not null,
  document_type text not null,
  registration_nationality_code text,
  registration_id text,
  date_time timestamptz not null,
  post text not null,
  lane text,
  direction text not null check (direction in ('ENTRY', 'EXIT'))
);
create index if not exists crossing_vehicle
  on crossing (registration_nationality_code, registration_id, date_time, id) where registration_id is not null;
create table if not exists asylum_application (
  id text primary key,
  traveller_id text not null references traveller (id),
  country_of_origin text not null check (country_of_origin ~ '^[A-Z]{2}$'),
  lodged_on date not null,
  status text not null check (status in ('LODGED', 'GRANTED', 'REJECTED', 'WITHDRAWN'))
);
create index if not exists asylum_application_traveller on asylum_application (traveller_id);
create table if not exists office_hours (
  post text not null,
  weekday integer not null check (weekday between 1 and 7),
  opens text not null,
  closes text not null,
  primary key (post, weekday, opens)
);`;

/** `bytes` are the message without free text and special categories; `sha256` is that of the message as it came. */
const MESSAGES = `
create sequence if not exists message_id_seq;
create table if not exists message (
  id bigint primary key,
  sha256 bytea not null unique,
  name text not null,
  kind text not null check (kind in ('PAXLST', 'PNRGOV')),
  received_at timestamptz not null,
  prepared_at text,
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
create table if not exists transport_leg (
  message_id bigint not null,
  message_ordinal integer not null,
  leg integer not null,
  flight text not null,
  departure_location_id text,
  departure_date_time text,
  departure_date date,
  arrival_location_id text,
  arrival_date_time text,
  arrival_instant timestamptz,
  movement_id text,
  primary key (message_id, message_ordinal, leg)
);
create index if not exists transport_leg_flight on transport_leg (flight, departure_date);
create index if not exists transport_leg_movement on transport_leg (movement_id) where movement_id is not null;
create table if not exists reporting_party (
  message_id bigint not null,
  message_ordinal integer not null,
  name text not null,
  primary key (message_id, message_ordinal)
);
create table if not exists api_record (
  message_id bigint not null,
  message_ordinal integer not null,
  ordinal integer not null,
  party_function_code text not null,
  surname text,
  given_names text,
  sex text,
  birth_date date,
  nationality text,
  embarkation_location_id text,
  debarkation_location_id text,
  passenger_name_record_locator text,
  unique_reference text,
  primary key (message_id, message_ordinal, ordinal)
);
create table if not exists api_document (
  message_id bigint not null,
  message_ordinal integer not null,
  record_ordinal integer not null,
  ordinal integer not null,
  document_number text not null,
  issuing_state text,
  document_type text not null,
  expiry_date date,
  primary key (message_id, message_ordinal, record_ordinal, ordinal)
);
create index if not exists api_document_key on api_document (document_number, issuing_state, document_type);
create table if not exists movement (
  id text primary key,
  post text not null,
  arrival_date_time text not null,
  arrival_instant timestamptz not null
);
create index if not exists movement_arrival on movement (post, arrival_instant, id);`;

/** One lock for everything that writes; the same in every process. */
export const WRITE_LOCK = 4_303_001;

/**
 * Makes what is missing of the system's tables; what is there stays. Safe when two run at once.
 *
 * @param databaseUrl `postgres://…`
 */
export async function prepareImmigration(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local client_min_messages = warning');
    await client.query('select pg_advisory_xact_lock($1)', [WRITE_LOCK]);
    await client.query(REGISTER + MESSAGES);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
