import pg from 'pg';
import { type Content, classesOf, leavesOf, type WcoClass } from './wco/classes.ts';
import { columnsOf, leafColumns } from './wco/columns.ts';
import { declaration } from './wco/declaration.ts';
import { metaData, response } from './wco/response.ts';

/**
 * The customs agency's existing system: one PostgreSQL database. What a message says is kept under that message, one
 * table per WCO class; a declaration points to the message that is its content now. So nothing a message said is
 * overwritten by a later one.
 */

/** Every class with a table of its own, each once. */
export const CLASSES: readonly WcoClass[] = classesOf([declaration, response]);

/** Columns of the envelope, kept with the message. */
export const ENVELOPE_COLUMNS: readonly string[] = columnNames(metaData);

/** One lock for everything that writes: two intakes at once wait for one another instead of meeting half-way. */
export const WRITE_LOCK = 4_242_001;

const STATE = `
create sequence if not exists message_id_seq;
create sequence if not exists declaration_id_seq;
create table if not exists message (
  id bigint primary key,
  sha256 bytea not null unique,
  name text not null,
  kind text not null check (kind in ('declaration', 'notification')),
  received_at timestamptz not null,
  bytes bytea not null,
  declaration_id bigint not null,
  replaces boolean not null,
  version_instant timestamptz not null
);
create index if not exists message_declaration on message (declaration_id);
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
create table if not exists declaration (
  id bigint primary key,
  mrn text unique,
  functional_reference_id text,
  declarant_id text,
  message_id bigint
);
create index if not exists declaration_reference on declaration (functional_reference_id, declarant_id);
create unique index if not exists declaration_content on declaration (message_id);
create table if not exists movement (
  id text primary key,
  post text not null,
  arrival_date_time text not null,
  arrival_instant timestamptz not null
);
create index if not exists movement_arrival on movement (post, arrival_instant, id);
create table if not exists risk_result (
  movement_id text not null,
  assessed_at timestamptz not null,
  rule_id text not null,
  band text not null check (band in ('RED', 'YELLOW', 'GREEN', 'BLUE')),
  score integer not null check (score between 0 and 100),
  primary key (movement_id, assessed_at, rule_id)
);
create table if not exists office_hours (
  post text not null,
  weekday integer not null check (weekday between 1 and 7),
  opens text not null,
  closes text not null,
  primary key (post, weekday, opens)
);`;

/** By what officers and other agencies ask; partial, since most rows have none. */
const INDEXES = `
create index if not exists response_declaration on response (declaration_id, rank_instant, message_id);
create index if not exists additional_document_id on additional_document (id) where id is not null;
create index if not exists goods_shipment_ucr on goods_shipment (ucr_key) where ucr_key is not null;
create index if not exists transport_equipment_key on transport_equipment (equipment_key) where equipment_key is not null;
create index if not exists transport_equipment_registration on transport_equipment (registration)
  where registration is not null;
create index if not exists border_transport_means_registration on border_transport_means (registration)
  where registration is not null;
create index if not exists border_transport_means_movement on border_transport_means (movement_id)
  where movement_id is not null;
create index if not exists crew_member_document on crew_member (document_number) where document_number is not null;`;

/** Decimals keep their text; the domain makes sure that it is a number. */
const DECIMAL_TEXT = `
do $$ begin
  create domain decimal_text as text check (value ~ '^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)$');
exception when duplicate_object then null;
end $$;`;

/**
 * Makes what is missing of the system's tables; what is there stays. Safe when two run at once.
 *
 * @param databaseUrl `postgres://…`
 */
export async function prepareCustoms(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('begin');
    await client.query('set local client_min_messages = warning');
    await client.query('select pg_advisory_xact_lock($1)', [WRITE_LOCK]);
    await client.query([DECIMAL_TEXT, STATE, envelope(), ...CLASSES.map(tableOf), INDEXES].join('\n'));
    await client.query('commit');
  } finally {
    await client.end();
  }
}

/** A class's table: (message, parent row, own row) places each row; the key is also the index its parent reads by. */
function tableOf(of: WcoClass): string {
  return `create table if not exists ${of.table} (
  message_id bigint not null,
  parent_node integer not null,
  node integer not null,
  primary key (message_id, parent_node, node)
);
${columnStatement(of.table, [...columnsOf(of)])}`;
}

function envelope(): string {
  return columnStatement(
    'message',
    ENVELOPE_COLUMNS.map((name) => [name, 'text'] as const),
  );
}

function columnStatement(table: string, columns: ReadonlyArray<readonly [name: string, type: string]>): string {
  const parts = columns.map(([name, type]) => `add column if not exists ${name} ${type}`);
  return `alter table ${table} ${parts.join(', ')};`;
}

function columnNames(content: Content): readonly string[] {
  return leavesOf(content).flatMap(({ leaf }) => leafColumns(leaf).map(([name]) => name));
}
