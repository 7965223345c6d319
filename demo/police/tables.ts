import pg from 'pg';

/**
 * The police agency's own tables. `subject` and `document` are the keys of standards/identifiers/keys.ts as one text. search_log is the
 * agency's consultation log: it names what was searched and which alerts were met, covert ones included.
 */
const DDL = `
create table if not exists alert (
  alert_id text primary key,
  subject_kind text not null check (subject_kind in ('document', 'vehicle', 'person')),
  subject text not null,
  date_of_birth date,
  is_exact boolean not null,
  is_covert boolean not null,
  reason_article text not null,
  action_to_take text not null,
  valid_from date not null,
  valid_until date not null,
  owner_state text not null
);
alter table alert add column if not exists subject_category text
  check (subject_category in ('SUSPECT', 'CONVICTED', 'VICTIM', 'WITNESS', 'OTHER'));
alter table alert add column if not exists statement text;
alter table alert add column if not exists information_basis text check (information_basis in ('FACT', 'ASSESSMENT'));
alter table alert add column if not exists evaluation_code text;
create index if not exists alert_subject on alert (subject_kind, subject) where is_exact;
create index if not exists alert_part on alert (subject_kind) where not is_exact;

create table if not exists stolen_lost_document (
  document text primary key,
  document_number text not null,
  issuing_state text not null,
  document_type text not null,
  fraud_type text not null,
  theft_country_code text not null,
  theft_date date not null,
  issue_date date,
  expiry_date date,
  review_date date not null,
  national_reference text not null
);

create table if not exists stolen_vehicle (
  vin text primary key,
  vehicle text not null,
  registration_nationality_code text not null,
  registration_id text not null,
  make text not null,
  model text not null,
  colour text not null,
  year integer not null,
  theft_date date not null,
  owner_country_code text not null
);
create index if not exists stolen_vehicle_vehicle on stolen_vehicle (vehicle);

create table if not exists case_file (
  case_id text primary key,
  status text not null check (status in ('OPEN', 'CLOSED')),
  officers jsonb not null
);

create table if not exists search_log (
  decision_id uuid primary key,
  searched_at timestamptz not null default now(),
  subject_kind text not null,
  subject text not null,
  band text not null,
  alert_ids text[] not null,
  met_covert boolean not null
);
`;

/** Any number; the same in every process that prepares these tables, so that two do it one after the other. */
const LOCK = 4_302_001;

/** Makes the tables that are missing. Safe when several processes do it at once. */
export async function preparePolice(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [LOCK]);
    await client.query(DDL);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
