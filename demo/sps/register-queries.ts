import type pg from 'pg';
import type { DiseaseEvent, Establishment, OfficeHours } from './registers.ts';

/** Events of one key in an answer. */
const MAX_LIST = 200;

const EVENT = `event_id as "eventId", outbreak_id as "outbreakId", disease, serotype, species,
  country_code as "countryCode", admin_area as "adminArea", latitude, longitude, cases, deaths,
  start_date::text as "startDate", confirmed_date::text as "confirmedDate", resolved_date::text as "resolvedDate",
  protection_zone_km as "protectionZoneKm", surveillance_zone_km as "surveillanceZoneKm"`;

const NEWEST_FIRST = 'order by confirmed_date desc, event_id desc, outbreak_id desc';

/** Country of origin, and the species where it is known. */
export interface Origin {
  readonly countryCode: string;
  readonly species: string | null;
}

/** Events of each origin, newest confirmation first, at most 200 each. */
export async function eventsOfOrigins(database: pg.Pool, origins: readonly Origin[]): Promise<DiseaseEvent[][]> {
  const { rows } = await database.query<DiseaseEvent & { place: string }>(
    `select asked.place, found.* from unnest($1::text[], $2::text[]) with ordinality as asked(country, kind, place)
     cross join lateral (
       select ${EVENT} from disease_event
       where country_code = asked.country and (asked.kind is null or lower(species) = lower(asked.kind))
       ${NEWEST_FIRST} limit ${MAX_LIST}) as found`,
    [origins.map(({ countryCode }) => countryCode), origins.map(({ species }) => species)],
  );
  const groups: DiseaseEvent[][] = origins.map(() => []);
  for (const { place, ...event } of rows) groups[Number(place) - 1]?.push(event);
  return groups;
}

/** Events by their keys, in the order asked; null where there is none. */
export async function eventsByKey(
  database: pg.Pool,
  keys: ReadonlyArray<{ readonly eventId: string; readonly outbreakId: string }>,
): Promise<Array<DiseaseEvent | null>> {
  const { rows } = await database.query<DiseaseEvent>(
    `select ${EVENT} from disease_event
     where (event_id, outbreak_id) in (select * from unnest($1::text[], $2::text[]))`,
    [keys.map(({ eventId }) => eventId), keys.map(({ outbreakId }) => outbreakId)],
  );
  const known = new Map(rows.map((event) => [JSON.stringify([event.eventId, event.outbreakId]), event]));
  return keys.map(({ eventId, outbreakId }) => known.get(JSON.stringify([eventId, outbreakId])) ?? null);
}

/** A page of a country's events. */
export interface EventPage {
  readonly country: string;
  readonly species: string | null;
  readonly since: string | null;
  /** Confirmation, event and outbreak of the last one seen. */
  readonly after: readonly [string, string, string] | null;
  readonly limit: number;
}

/** Events of the page, newest confirmation first, and how many there are in all. */
export async function eventPage(
  database: pg.Pool,
  { country, species, since, after, limit }: EventPage,
): Promise<{ events: readonly DiseaseEvent[]; totalCount: number }> {
  const matching = `from disease_event where country_code = $1
    and ($2::text is null or lower(species) = lower($2)) and ($3::date is null or confirmed_date >= $3)`;
  const [page, all] = await Promise.all([
    database.query<DiseaseEvent>(
      `select ${EVENT} ${matching}
       and ($4::date is null or (confirmed_date, event_id, outbreak_id) < ($4::date, $5::text, $6::text))
       ${NEWEST_FIRST} limit $7`,
      [country, species, since, ...(after ?? [null, null, null]), limit],
    ),
    database.query<{ count: number }>(`select count(*)::integer as count ${matching}`, [country, species, since]),
  ]);
  return { events: page.rows, totalCount: all.rows[0]?.count ?? 0 };
}

/** Establishments in the order asked; null where there is none. */
export async function establishments(
  database: pg.Pool,
  approvalNumbers: readonly string[],
): Promise<Array<Establishment | null>> {
  const { rows } = await database.query<Establishment>(
    `select approval_number as "approvalNumber", name, activity, country_code as "countryCode", latitude, longitude,
       status from establishment where approval_number = any($1::text[])`,
    [approvalNumbers],
  );
  const known = new Map(rows.map((row) => [row.approvalNumber, row]));
  return approvalNumbers.map((number) => known.get(number) ?? null);
}

/** Opening hours of each post. */
export async function officeHours(
  database: pg.Pool,
  posts: readonly string[],
): Promise<Array<{ post: string; officeHours: Array<Omit<OfficeHours, 'post'>> }>> {
  const { rows } = await database.query<OfficeHours>(
    'select post, weekday, opens, closes from office_hours where post = any($1::text[]) order by post, weekday, opens',
    [posts],
  );
  return posts.map((post) => ({
    post,
    officeHours: rows
      .filter((row) => row.post === post)
      .map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
  }));
}
