import { grouped, keyedLoader } from './loaders.ts';
import { MAX_LIST } from './paging.ts';
import type { PostgresSource } from './source-postgres.ts';
import type { ArrivalsWindow } from './window.ts';

/** A movement due, by the graph's id of it. */
export interface ExpectedArrival {
  readonly movementId: string;
  /** Instant in UTC. */
  readonly arrivalDateTime: string;
}

/** Hours at a post, local time. */
export interface OfficeHours {
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** `HH:MM`; `24:00` closes at the end of the day. */
  readonly opens: string;
  readonly closes: string;
}

/** In order of arrival, up to one more than the page: the one more says that there is a next page. */
const DUE = `select asked.place, due.*
  from unnest($1::text[], $2::timestamptz[], $3::timestamptz[], $4::integer[], $5::timestamptz[], $6::text[])
    with ordinality as asked(post, start, finish, first, arrival, movement, place)
  cross join lateral (
    select id as "movementId", arrival_instant as "arrivalDateTime" from movement
    where post = asked.post and arrival_instant >= asked.start and arrival_instant < asked.finish
      and (asked.movement is null or (arrival_instant, id) > (asked.arrival, asked.movement))
    order by arrival_instant, id limit least(asked.first, ${MAX_LIST}) + 1) as due`;

const DUE_COUNT = `select (select count(*)::integer from movement
    where post = asked.post and arrival_instant >= asked.start and arrival_instant < asked.finish) as count
  from unnest($1::text[], $2::timestamptz[], $3::timestamptz[]) with ordinality as asked(post, start, finish, place)
  order by place`;

const HOURS = `select asked.place, hours.* from unnest($1::text[]) with ordinality as asked(post, place)
  cross join lateral (
    select weekday, opens, closes from office_hours where office_hours.post = asked.post
    order by weekday, opens limit ${MAX_LIST}) as hours`;

/**
 * An agency's share of what every agency says of a post: movements due in a window, their number, and opening hours.
 * Over a database with `movement (id, post, arrival_instant)` and `office_hours (post, weekday, opens, closes)`, tables
 * or views.
 */
export function postLoaders(source: PostgresSource) {
  return {
    arrivals: keyedLoader(
      (windows: readonly ArrivalsWindow[]) => arrivals(source, windows),
      (window) => JSON.stringify(window),
    ),
    arrivalCount: keyedLoader(
      async (windows: readonly ArrivalsWindow[]) =>
        (await source.query<{ count: number }>(DUE_COUNT, bounds(windows))).map(({ count }) => count),
      ({ post, from, to }) => JSON.stringify([post, from, to]),
    ),
    /** By UN/LOCODE. */
    officeHours: keyedLoader(
      async (posts: readonly string[]) =>
        grouped(await source.query<OfficeHours & { place: string }>(HOURS, [posts]), posts.length),
      (post) => post,
    ),
  };
}

async function arrivals(source: PostgresSource, windows: readonly ArrivalsWindow[]): Promise<ExpectedArrival[][]> {
  const rows = await source.query<{ place: string; movementId: string; arrivalDateTime: Date }>(DUE, [
    ...bounds(windows),
    windows.map(({ first }) => first),
    windows.map(({ after }) => after?.arrival ?? null),
    windows.map(({ after }) => after?.movementId ?? null),
  ]);
  return grouped(rows, windows.length).map((due) =>
    due.map(({ movementId, arrivalDateTime }) => ({ movementId, arrivalDateTime: arrivalDateTime.toISOString() })),
  );
}

function bounds(windows: readonly ArrivalsWindow[]): unknown[] {
  return [windows.map(({ post }) => post), windows.map(({ from }) => from), windows.map(({ to }) => to)];
}
