import type pg from 'pg';
import type { ReadOutcome } from './message.ts';
import { CONTENT_TABLES, type Row, rowsOf } from './rows.ts';
import { WRITE_LOCK } from './tables.ts';

/** A file that was read. */
export interface ReadableMessage {
  readonly name: string;
  /** Of the bytes as they came, before anything was dropped. */
  readonly sha256: Buffer;
  readonly read: Exclude<ReadOutcome, { readonly kind: 'putAside' }>;
}

/** A document that nobody has inspected is known by what its carrier announced. */
const KNOWN_DOCUMENTS = `
  insert into travel_document (document_number, issuing_state, document_type, expiry_date)
  select distinct on (document_number, issuing_state, document_type)
    document_number, issuing_state, document_type, expiry_date
  from api_document where message_id = $1 and issuing_state is not null
  order by document_number, issuing_state, document_type, expiry_date desc nulls last
  on conflict (document_number, issuing_state, document_type) do update
    set expiry_date = coalesce(travel_document.expiry_date, excluded.expiry_date)`;

/** A flight is due when the newest message that announces it says, by when the carrier made it. */
const MOVEMENTS = `
  insert into movement (id, post, arrival_date_time, arrival_instant)
  select distinct on (leg.movement_id)
    leg.movement_id, split_part(leg.movement_id, ':', 1), leg.arrival_date_time, leg.arrival_instant
  from transport_leg as leg join message on message.id = leg.message_id
  where leg.movement_id in (select movement_id from transport_leg where message_id = $1)
  order by leg.movement_id, message.prepared_at desc nulls last, message.id desc, leg.message_ordinal desc, leg.leg desc
  on conflict (id) do update
    set arrival_date_time = excluded.arrival_date_time, arrival_instant = excluded.arrival_instant`;

/**
 * Stores a message whole, or not at all.
 *
 * @returns false where the same bytes were taken in before: then nothing changes.
 */
export async function storeMessage(database: pg.Pool, message: ReadableMessage): Promise<boolean> {
  const client = await database.connect();
  try {
    await client.query('begin');
    const isNew = await load(client, message);
    await client.query('commit');
    return isNew;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

async function load(client: pg.PoolClient, { name, sha256, read }: ReadableMessage): Promise<boolean> {
  await client.query('select pg_advisory_xact_lock($1)', [WRITE_LOCK]);
  const { rows } = await client.query<{ id: string }>(
    `insert into message (id, sha256, name, kind, received_at, prepared_at, bytes)
     values (nextval('message_id_seq'), $1, $2, $3, now(), $4, $5) on conflict (sha256) do nothing returning id`,
    [sha256, name.slice(0, 1_000), read.kind, read.preparedAt ?? null, read.bytes],
  );
  const id = rows[0]?.id;
  if (id === undefined) return false;
  const content = rowsOf(read.lists);
  for (const table of CONTENT_TABLES) await insert(client, table, id, content[table]);
  await insert(
    client,
    'message_warning',
    id,
    read.warnings.map(({ code, place }, ordinal) => ({ ordinal, code, place })),
  );
  await client.query(KNOWN_DOCUMENTS, [id]);
  await client.query(MOVEMENTS, [id]);
  await client.query('delete from message_put_aside where sha256 = $1', [sha256]);
  return true;
}

/** The names of tables are this room's own; the values travel as one JSON parameter. */
async function insert(client: pg.PoolClient, table: string, id: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`, [
    JSON.stringify(rows.map((row) => ({ message_id: id, ...row }))),
  ]);
}
