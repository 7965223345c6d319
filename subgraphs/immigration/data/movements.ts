import { type ArrivalsWindow, grouped, keyedLoader, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import type { ApiRecordRow, DocumentKey, MovementRow } from './rows.ts';

type Arrival = Pick<graph.ExpectedArrival, 'movementId' | 'arrivalDateTime'>;

/** Loaders of flights due, the documents announced for their people, and opening hours. */
export function movementLoaders(source: PostgresSource) {
  return {
    movement: keyedLoader(
      (ids: readonly string[]) => movements(source, ids),
      (id) => id,
    ),
    arrivals: keyedLoader(
      (windows: readonly ArrivalsWindow[]) => arrivals(source, windows),
      (window) => JSON.stringify(window),
    ),
    arrivalCount: keyedLoader(
      (windows: readonly ArrivalsWindow[]) => arrivalCounts(source, windows),
      ({ post, from, to }) => JSON.stringify([post, from, to]),
    ),
    announcedDocuments: keyedLoader(
      (records: readonly ApiRecordRow[]) => announcedDocuments(source, records),
      ({ messageId, messageOrdinal, ordinal }) => `${messageId}/${messageOrdinal}/${ordinal}`,
    ),
    officeHours: keyedLoader(
      (posts: readonly string[]) => officeHours(source, posts),
      (post) => post,
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

/** In order of arrival, up to one more than the page: the one more says that there is a next page. */
async function arrivals(source: PostgresSource, windows: readonly ArrivalsWindow[]): Promise<Arrival[][]> {
  const rows = await source.query<{ place: string; movementId: string; arrivalDateTime: Date }>(
    `select asked.place, due.*
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[], $5::timestamptz[], $6::text[])
       with ordinality as asked(post, start, finish, first, arrival, movement, place)
     cross join lateral (
       select id as "movementId", arrival_instant as "arrivalDateTime" from movement
       where post = asked.post and arrival_instant >= asked.start and arrival_instant < asked.finish
         and (asked.movement is null or (arrival_instant, id) > (asked.arrival, asked.movement))
       order by arrival_instant, id limit least(asked.first, ${MAX_LIST}) + 1) as due`,
    [
      ...bounds(windows),
      windows.map(({ first }) => first),
      windows.map(({ after }) => after?.arrival ?? null),
      windows.map(({ after }) => after?.movementId ?? null),
    ],
  );
  return grouped(rows, windows.length).map((due) =>
    due.map(({ movementId, arrivalDateTime }) => ({ movementId, arrivalDateTime: arrivalDateTime.toISOString() })),
  );
}

async function arrivalCounts(source: PostgresSource, windows: readonly ArrivalsWindow[]): Promise<number[]> {
  const rows = await source.query<{ count: number }>(
    `select (select count(*)::integer from movement
             where post = asked.post and arrival_instant >= asked.start and arrival_instant < asked.finish) as count
     from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) with ordinality as asked(post, start, finish, place)
     order by place`,
    bounds(windows),
  );
  return rows.map(({ count }) => count);
}

function bounds(windows: readonly ArrivalsWindow[]): unknown[] {
  return [windows.map(({ post }) => post), windows.map(({ from }) => from), windows.map(({ to }) => to)];
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

async function officeHours(source: PostgresSource, posts: readonly string[]): Promise<graph.OfficeHours[][]> {
  const rows = await source.query<graph.OfficeHours & { place: string }>(
    `select asked.place, hours.* from unnest($1::text[]) with ordinality as asked(post, place) cross join lateral (
       select weekday, opens, closes from office_hours where post = asked.post
       order by weekday, opens limit ${MAX_LIST}) as hours`,
    [posts],
  );
  return grouped(rows, posts.length);
}
