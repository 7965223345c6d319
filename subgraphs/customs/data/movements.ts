import { grouped, keyedLoader, MAX_LIST, type PostgresSource, postLoaders } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import type { MovementRow, TravelDocumentKey, VehicleKey } from './rows.ts';

export function movementLoaders(source: PostgresSource) {
  const byId = <Answer>(answer: (ids: readonly string[]) => Promise<ReadonlyArray<Answer | Error>>) =>
    keyedLoader(answer, (id: string) => id);
  return {
    movement: byId(async (ids) => {
      const rows = await source.query<MovementRow>(
        'select id, arrival_date_time as "customsArrivalDateTime" from movement where id = any($1::text[])',
        [ids],
      );
      const known = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => known.get(id) ?? { id, customsArrivalDateTime: null });
    }),
    movementVehicles: byId((ids) => vehicles(source, ids)),
    movementCrew: byId((ids) => crew(source, ids)),
    movementRisk: byId((ids) => risks(source, ids)),
    ...postLoaders(source),
    /** Vehicles and documents that some declaration has named. */
    vehicle: keyedLoader(
      (keys: readonly VehicleKey[]) => namedVehicles(source, keys),
      ({ registrationNationalityCode, registrationId }) => `${registrationNationalityCode}-${registrationId}`,
    ),
    travelDocument: keyedLoader(
      (keys: readonly TravelDocumentKey[]) => namedDocuments(source, keys),
      ({ documentNumber, issuingState, documentType }) => JSON.stringify([documentNumber, issuingState, documentType]),
    ),
  };
}

/** What a movement's declarations say today of the means that carries their goods. */
const MEANS = `unnest($1::text[]) with ordinality as asked(id, place)
  join border_transport_means as means on means.movement_id = asked.id
  join declaration on declaration.message_id = means.message_id`;

/** A road vehicle or trailer that a declaration names by nothing it could be searched by. */
const UNNAMED_VEHICLE = `select asked.place from ${MEANS}
    left join transport_equipment as equipment on equipment.message_id = means.message_id
  where (means.registration is null and (means.mode_code = '3' or means.identification_type_code = '30'))
    or (equipment.registration is null and equipment.characteristic_code = 'TE')`;

/** The truck first, then its trailers; null where one has no key: a list without it would pass for complete. */
async function vehicles(source: PostgresSource, ids: readonly string[]): Promise<Array<graph.Vehicle[] | null>> {
  const unnamed = await placesOf(source, UNNAMED_VEHICLE, ids);
  const rows = await source.query<graph.Vehicle & { place: string }>(
    `with named as (
       select place, 1 as rank, means.registration from ${MEANS}
       union select place, 2, equipment.registration from ${MEANS}
         join transport_equipment as equipment on equipment.message_id = means.message_id),
     ranked as (select place, registration, min(rank) as rank from named where registration is not null group by 1, 2),
     numbered as (
       select *, row_number() over (partition by place order by rank, registration) as number from ranked)
     select place, left(registration, 2) as "registrationNationalityCode", substr(registration, 4) as "registrationId"
     from numbered where number <= ${MAX_LIST} order by place, number`,
    [ids],
  );
  return grouped(rows, ids.length).map((found, index) => (unnamed.has(index + 1) ? null : found));
}

/** A member of the crew without a document that could be searched. */
const UNNAMED_DOCUMENT = `select asked.place from ${MEANS}
    join crew_member on crew_member.message_id = means.message_id
  where num_nulls(document_number, identity_document_issuing_country_code, identity_document_type_code) > 0`;

/** By 1-based place in the question. */
async function placesOf(source: PostgresSource, statement: string, ids: readonly string[]): Promise<Set<number>> {
  const rows = await source.query<{ place: string }>(statement, [ids]);
  return new Set(rows.map(({ place }) => Number(place)));
}

/** Null where a member of the crew has no document: a list without him would pass for complete. */
async function crew(source: PostgresSource, ids: readonly string[]): Promise<Array<graph.TravelDocument[] | null>> {
  const unnamed = await placesOf(source, UNNAMED_DOCUMENT, ids);
  const rows = await source.query<graph.TravelDocument & { place: string }>(
    `with named as (
       select distinct place, document_number, identity_document_issuing_country_code as state,
         identity_document_type_code as type
       from ${MEANS} join crew_member on crew_member.message_id = means.message_id),
     numbered as (
       select *, row_number() over (partition by place order by document_number, state, type) as number from named
       where num_nulls(document_number, state, type) = 0)
     select place, document_number as "documentNumber", state as "issuingState", type as "documentType"
     from numbered where number <= ${MAX_LIST} order by place, number`,
    [ids],
  );
  return grouped(rows, ids.length).map((found, index) => (unnamed.has(index + 1) ? null : found));
}

async function risks(source: PostgresSource, ids: readonly string[]): Promise<Array<graph.RiskResult | null>> {
  const rows = await source.query<graph.RiskResult & { place: string }>(
    `select asked.place, newest.* from unnest($1::text[]) with ordinality as asked(id, place)
     cross join lateral (
       select band, score, rule_id as "ruleId", assessed_at as "assessedDateTime" from risk_result
       where movement_id = asked.id order by assessed_at desc, rule_id limit 1) as newest`,
    [ids],
  );
  return grouped(rows, ids.length).map(([row]) =>
    row ? { ...row, assessedDateTime: utc(row.assessedDateTime) } : null,
  );
}

async function namedVehicles(
  source: PostgresSource,
  keys: readonly VehicleKey[],
): Promise<Array<graph.Vehicle | null>> {
  const rows = await source.query<graph.Vehicle & { place: string }>(
    `select place, state as "registrationNationalityCode", id as "registrationId"
     from unnest($1::text[], $2::text[]) with ordinality as asked(state, id, place)
     where exists (select from border_transport_means where registration = asked.state || '-' || asked.id)
        or exists (select from transport_equipment where registration = asked.state || '-' || asked.id)`,
    [keys.map((key) => key.registrationNationalityCode), keys.map((key) => key.registrationId)],
  );
  return grouped(rows, keys.length).map(([row]) => row ?? null);
}

async function namedDocuments(
  source: PostgresSource,
  keys: readonly TravelDocumentKey[],
): Promise<Array<graph.TravelDocument | null>> {
  const rows = await source.query<graph.TravelDocument & { place: string }>(
    `select place, number as "documentNumber", state as "issuingState", type as "documentType"
     from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked(number, state, type, place)
     where exists (
       select from crew_member where document_number = asked.number
       and identity_document_issuing_country_code = asked.state and identity_document_type_code = asked.type)`,
    [keys.map((key) => key.documentNumber), keys.map((key) => key.issuingState), keys.map((key) => key.documentType)],
  );
  return grouped(rows, keys.length).map(([row]) => row ?? null);
}

/** The driver gives instants as dates. */
function utc(instant: unknown): string {
  return instant instanceof Date ? instant.toISOString() : String(instant);
}
