import type pg from 'pg';
import { type KnownDeclaration, Register } from './identity.ts';
import { CLASSES, WRITE_LOCK } from './tables.ts';
import type { ReadOutcome } from './wco/message.ts';
import type { Row } from './wco/rows.ts';

/** A message that was read and can be stored. */
export interface ReadableMessage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: Buffer;
  readonly read: Exclude<ReadOutcome, { kind: 'putAside' }>;
}

/**
 * Stores messages in one transaction: all of them or none.
 *
 * @returns for each message, in order, whether it was new.
 * @throws the driver's error where the database refuses; nothing is stored then.
 */
export async function storeMessages(database: pg.Pool, messages: readonly ReadableMessage[]): Promise<boolean[]> {
  const client = await database.connect();
  // A connection lost while it is in use fails its statement; unheard, the event would end the process as well.
  const lost = () => {};
  client.on('error', lost);
  let failure: unknown;
  try {
    await client.query('begin');
    const isNew = await storeWithin(client, messages);
    await client.query('commit');
    return isNew;
  } catch (error) {
    failure = error;
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.off('error', lost);
    // A connection that failed is not given to the next batch.
    client.release(failure !== undefined);
  }
}

async function storeWithin(client: pg.PoolClient, messages: readonly ReadableMessage[]): Promise<boolean[]> {
  const ids = await begin(client, messages.length);
  const known = await knownHashes(client, messages);
  const isNew = messages.map(({ sha256 }) => {
    const hash = sha256.toString('hex');
    const isUnknown = !known.has(hash);
    known.add(hash);
    return isUnknown;
  });
  const fresh = messages.filter((_, index) => isNew[index]);
  if (fresh.length === 0) return isNew;
  const register = new Register(await knownDeclarations(client, fresh), () => ids.declaration.pop() ?? '');
  const placed = fresh.map((message) => ({
    message,
    messageId: ids.message.shift() ?? '',
    declarationId: place(register, message),
  }));
  const { changed, merged } = register.changes();
  const load = loadOf(
    placed.map((each) => ({ ...each, declarationId: register.current(each.declarationId) })),
    changed,
  );
  await client.query({ name: 'load', text: LOAD, values: load.map((rows) => JSON.stringify(rows)) });
  await merge(client, merged);
  // A notification changes no content, unless two declarations turned out to be one.
  const touched = placed.filter(({ message }) => message.read.kind === 'declaration' || merged.size > 0);
  await refresh(client, [...new Set(touched.map((each) => register.current(each.declarationId)))]);
  return isNew;
}

function place(register: Register, { read }: ReadableMessage): string {
  return read.kind === 'declaration' ? register.declared(read.references) : register.notified(read.references);
}

/** Waits for other writers and takes ids; ids not used are gaps in the sequence, no more. */
async function begin(client: pg.PoolClient, count: number) {
  await client.query('select pg_advisory_xact_lock($1)', [WRITE_LOCK]);
  const { rows } = await client.query<{ message: string[]; declaration: string[] }>(
    `select array_agg(nextval('message_id_seq')) as message, array_agg(nextval('declaration_id_seq')) as declaration
     from generate_series(1, $1)`,
    [count],
  );
  return { message: rows[0]?.message ?? [], declaration: (rows[0]?.declaration ?? []).reverse() };
}

async function knownHashes(client: pg.PoolClient, messages: readonly ReadableMessage[]): Promise<Set<string>> {
  const { rows } = await client.query<{ sha256: Buffer }>(
    'select sha256 from message where sha256 = any($1::bytea[])',
    [messages.map(({ sha256 }) => sha256)],
  );
  return new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
}

/** How many declarations under one local reference are looked at; it is unique for a declarant. */
const MAX_SAME_REFERENCE = 200;

async function knownDeclarations(
  client: pg.PoolClient,
  messages: readonly ReadableMessage[],
): Promise<KnownDeclaration[]> {
  const { rows } = await client.query<{ [Key in keyof KnownDeclaration]: KnownDeclaration[Key] | null }>(
    `select id, mrn, functional_reference_id as "functionalReferenceId", declarant_id as "declarantId",
            message_id is not null as "hasContent"
     from declaration where mrn = any($1::text[])
     union
     select found.* from unnest($2::text[]) as asked(reference) cross join lateral (
       select id, mrn, functional_reference_id, declarant_id, message_id is not null
       from declaration where functional_reference_id = asked.reference order by message_id nulls first, id limit $3) as found`,
    [
      distinct(messages.map((each) => each.read.references.mrn)),
      distinct(messages.map((each) => each.read.references.functionalReferenceId)),
      MAX_SAME_REFERENCE,
    ],
  );
  return rows.map((row) => ({
    id: row.id ?? '',
    mrn: row.mrn ?? undefined,
    functionalReferenceId: row.functionalReferenceId ?? undefined,
    declarantId: row.declarantId ?? undefined,
    hasContent: row.hasContent ?? false,
  }));
}

function distinct(values: ReadonlyArray<string | undefined>): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

interface Placed {
  readonly message: ReadableMessage;
  readonly messageId: string;
  readonly declarationId: string;
}

/** Everything new of a batch in one statement: one way to the database and back, each part one list of JSON rows. */
const LOAD = `with
  new_declaration as (
    insert into declaration (id, mrn, functional_reference_id, declarant_id)
    select id, mrn, functional_reference_id, declarant_id from json_populate_recordset(null::declaration, $1)
    on conflict (id) do update set mrn = excluded.mrn, functional_reference_id = excluded.functional_reference_id,
      declarant_id = excluded.declarant_id),
  new_message as (insert into message select * from json_populate_recordset(null::message, $2) returning sha256),
  new_warning as (insert into message_warning select * from json_populate_recordset(null::message_warning, $3)),
  ${CLASSES.map(({ table }, index) => `new_${table} as (insert into ${table} select * from json_populate_recordset(null::${table}, $${index + 4}))`).join(',\n  ')}
  delete from message_put_aside where sha256 in (select sha256 from new_message)`;

function loadOf(placed: readonly Placed[], changed: readonly KnownDeclaration[]): ReadonlyArray<readonly object[]> {
  const receivedAt = new Date().toISOString();
  const declarations = changed.map(({ id, mrn, functionalReferenceId, declarantId }) => ({
    id,
    mrn,
    functional_reference_id: functionalReferenceId,
    declarant_id: declarantId,
  }));
  const warnings = placed.flatMap(({ message, messageId }) =>
    message.read.warnings.map((warning, ordinal) => ({ message_id: messageId, ordinal, ...warning })),
  );
  const content = CLASSES.map(({ table }) => placed.flatMap((each) => rowsOf(each, table, receivedAt)));
  return [declarations, placed.map((each) => messageRow(each, receivedAt)), warnings, ...content];
}

function messageRow({ message, messageId, declarationId }: Placed, receivedAt: string): object {
  const { read, name, bytes, sha256 } = message;
  const { parent_node: _parent, node: _node, ...envelope } = read.envelope ?? { parent_node: 0, node: 0 };
  return {
    ...envelope,
    id: messageId,
    sha256: `\\x${sha256.toString('hex')}`,
    name,
    kind: read.kind,
    received_at: receivedAt,
    bytes: `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
    declaration_id: declarationId,
    replaces: read.kind === 'declaration' && read.replaces,
    version_instant: read.issueInstant ?? receivedAt,
  };
}

function rowsOf({ message, messageId, declarationId }: Placed, table: string, receivedAt: string): readonly object[] {
  const rows: readonly Row[] = message.read.rows.get(table) ?? [];
  if (table !== 'response') return rows.map((row) => ({ message_id: messageId, ...row }));
  const rank = { declaration_id: declarationId, rank_instant: message.read.issueInstant ?? receivedAt };
  return rows.map((row) => ({ message_id: messageId, ...row, ...rank }));
}

async function merge(client: pg.PoolClient, merged: ReadonlyMap<string, string>): Promise<void> {
  if (merged.size === 0) return;
  const pairs = [[...merged.keys()], [...merged.values()]];
  const source = 'from unnest($1::bigint[], $2::bigint[]) as merged(other, stays)';
  await client.query(`update message set declaration_id = stays ${source} where declaration_id = other`, pairs);
  await client.query(`update response set declaration_id = stays ${source} where declaration_id = other`, pairs);
  await client.query('delete from declaration where id = any($1::bigint[])', [pairs[0]]);
}

/** The content of a declaration is the newest whole one; what replaces goes before what only changes. */
const CHOOSE_CONTENT = `
  update declaration set message_id = newest.id
  from (
    select distinct on (declaration_id) declaration_id, id from message
    where declaration_id = any($1::bigint[]) and kind = 'declaration'
    order by declaration_id, replaces desc, version_instant desc, id desc) as newest
  where declaration.id = newest.declaration_id and declaration.message_id is distinct from newest.id`;

/** A movement is due when the newest of the declarations that announce it says; without any it is none. */
const REFRESH_MOVEMENTS = `
  with touched as (
    select distinct means.movement_id from message join border_transport_means as means on means.message_id = message.id
    where declaration_id = any($1::bigint[]) and movement_id is not null),
  newest as (
    select distinct on (means.movement_id) means.*
    from touched
    join border_transport_means as means on means.movement_id = touched.movement_id
    join declaration on declaration.message_id = means.message_id
    join message on message.id = means.message_id
    order by means.movement_id, message.version_instant desc, message.id desc),
  gone as (
    delete from movement where id in (select movement_id from touched)
    and id not in (select movement_id from newest))
  insert into movement (id, post, arrival_date_time, arrival_instant)
  select movement_id, arrival_location_id, arrival_date_time, arrival_date_time_instant from newest
  on conflict (id) do update set post = excluded.post, arrival_date_time = excluded.arrival_date_time,
    arrival_instant = excluded.arrival_instant`;

async function refresh(client: pg.PoolClient, declarationIds: readonly string[]): Promise<void> {
  if (declarationIds.length === 0) return;
  await client.query({ name: 'choose-content', text: CHOOSE_CONTENT, values: [declarationIds] });
  await client.query({ name: 'refresh-movements', text: REFRESH_MOVEMENTS, values: [declarationIds] });
}
