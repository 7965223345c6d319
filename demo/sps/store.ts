import type pg from 'pg';
import type { Reading } from './json/message.ts';
import { SPS_WRITE_LOCK } from './tables.ts';

/** A message that was read and can be stored. */
export interface ReadableMessage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: Buffer;
  readonly read: Reading;
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
  await client.query('select pg_advisory_xact_lock($1)', [SPS_WRITE_LOCK]);
  const known = await knownHashes(client, messages);
  const isNew = messages.map(({ sha256 }) => {
    const hash = sha256.toString('hex');
    const isUnknown = !known.has(hash);
    known.add(hash);
    return isUnknown;
  });
  const fresh = messages.filter((_, index) => isNew[index]);
  if (fresh.length === 0) return isNew;
  const { rows } = await client.query<{ id: string }>(
    `select nextval('message_id_seq') as id from generate_series(1, $1)`,
    [fresh.length],
  );
  const load = loadOf(
    fresh,
    rows.map(({ id }) => id),
  );
  await client.query({ name: 'sps-load', text: LOAD, values: load.map((list) => JSON.stringify(list)) });
  const versions = fresh.flatMap(({ read }) => read.versions);
  await client.query({
    name: 'sps-choose',
    text: CHOOSE,
    values: [versions.map(({ kind }) => kind), versions.map(({ key }) => key)],
  });
  return isNew;
}

async function knownHashes(client: pg.PoolClient, messages: readonly ReadableMessage[]): Promise<Set<string>> {
  const { rows } = await client.query<{ sha256: Buffer }>(
    'select sha256 from message where sha256 = any($1::bytea[])',
    [messages.map(({ sha256 }) => sha256)],
  );
  return new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
}

/** Everything new of a batch in one statement; each table's rows travel as one list of JSON. */
const LOAD = `with
  new_message as (insert into message select * from json_populate_recordset(null::message, $1) returning sha256),
  new_warning as (insert into message_warning select * from json_populate_recordset(null::message_warning, $2)),
  new_version as (insert into version select * from json_populate_recordset(null::version, $3)),
  new_mrn as (insert into version_mrn select * from json_populate_recordset(null::version_mrn, $4)),
  new_cited as (
    insert into cited_entry_document select * from json_populate_recordset(null::cited_entry_document, $5)),
  new_write_off as (insert into write_off select * from json_populate_recordset(null::write_off, $6))
  delete from message_put_aside where sha256 in (select sha256 from new_message)`;

/** The newest version by its own time counts, at the same time the one that came later. */
const CHOOSE = `
  insert into record (kind, key, lookup, message_id, ordinal)
  select distinct on (kind, key) kind, key, lookup, message_id, ordinal
  from version join (select distinct * from unnest($1::text[], $2::text[]) as asked(kind, key)) as asked
    using (kind, key)
  order by kind, key, version_instant desc, message_id desc, ordinal desc
  on conflict (kind, key) do update
    set lookup = excluded.lookup, message_id = excluded.message_id, ordinal = excluded.ordinal`;

function loadOf(messages: readonly ReadableMessage[], ids: readonly string[]): ReadonlyArray<readonly object[]> {
  const receivedAt = new Date().toISOString();
  const placed = messages.map((message, index) => ({ message, messageId: ids[index] ?? '' }));
  const versions = placed.flatMap(({ message, messageId }) =>
    message.read.versions.map((version, ordinal) => ({ version, place: { message_id: messageId, ordinal } })),
  );
  return [
    placed.map(({ message: { sha256, name, bytes, read }, messageId }) => ({
      id: messageId,
      sha256: `\\x${sha256.toString('hex')}`,
      name: name.slice(0, 1_000),
      kind: read.message,
      received_at: receivedAt,
      bytes: `\\x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`,
    })),
    placed.flatMap(({ message, messageId }) =>
      message.read.warnings.map((warning, ordinal) => ({ message_id: messageId, ordinal, ...warning })),
    ),
    versions.map(({ version: { kind, key, lookup, replaces, versionInstant, document }, place }) => ({
      ...place,
      kind,
      key,
      lookup,
      replaces: replaces ?? null,
      version_instant: versionInstant ?? receivedAt,
      document,
    })),
    versions.flatMap(({ version, place }) => version.mrns.map((mrn) => ({ ...place, mrn }))),
    versions.flatMap(({ version, place }) => version.entryDocuments.map((lookup) => ({ ...place, lookup }))),
    versions.flatMap(({ version, place }) =>
      unique(version.writeOffs).map(({ sequenceNumeric, reference, netMass }) => ({
        ...place,
        mrn: version.key,
        sequence_numeric: sequenceNumeric,
        reference,
        net_mass: netMass,
      })),
    ),
  ];
}

/** An item told of twice in one message uses up a document once: the last of them counts. */
function unique<Use extends { readonly sequenceNumeric: number; readonly reference: string }>(
  uses: readonly Use[],
): readonly Use[] {
  return [...new Map(uses.map((use) => [`${use.sequenceNumeric} ${use.reference}`, use])).values()];
}
