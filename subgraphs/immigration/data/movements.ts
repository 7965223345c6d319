import { type DocumentKey, grouped, keyedLoader, MAX_LIST, type PostgresSource, postLoaders } from '../../kit/index.ts';
import type { ApiRecordRow, MovementRow } from './rows.ts';

/** Loaders of flights due, the documents announced for their people, and opening hours. */
export function movementLoaders(source: PostgresSource) {
  return {
    movement: keyedLoader(
      (ids: readonly string[]) => movements(source, ids),
      (id) => id,
    ),
    ...postLoaders(source),
    announcedDocuments: keyedLoader(
      (records: readonly ApiRecordRow[]) => announcedDocuments(source, records),
      ({ messageId, messageOrdinal, ordinal }) => `${messageId}/${messageOrdinal}/${ordinal}`,
    ),
  };
}

async function movements(source: PostgresSource, ids: readonly string[]): Promise<Array<MovementRow | null>> {
  const rows = await source.query<MovementRow>(
    'select id, arrival_date_time as "immigrationArrivalDateTime" from movement where id = any($1::text[])',
    [ids],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => known.get(id) ?? null);
}

/** Those that have a whole key: the others can be joined with nothing. */
async function announcedDocuments(source: PostgresSource, records: readonly ApiRecordRow[]): Promise<DocumentKey[][]> {
  const rows = await source.query<DocumentKey & { place: string }>(
    `select asked.place, named.* from unnest($1::bigint[], $2::integer[], $3::integer[])
       with ordinality as asked(message, unh, nad, place)
     cross join lateral (
       select document_number as "documentNumber", issuing_state as "issuingState", document_type as "documentType"
       from api_document
       where (message_id, message_ordinal, record_ordinal) = (asked.message, asked.unh, asked.nad)
         and issuing_state is not null order by ordinal limit ${MAX_LIST}) as named`,
    [
      records.map(({ messageId }) => messageId),
      records.map(({ messageOrdinal }) => messageOrdinal),
      records.map(({ ordinal }) => ordinal),
    ],
  );
  return grouped(rows, records.length);
}
