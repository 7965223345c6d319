import { grouped, keyedLoader, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';

interface SightingRow {
  readonly place: string;
  readonly mrn: string | null;
  readonly typeCode: string | null;
  readonly dateTime: string;
  readonly registration: string | null;
  readonly seals: readonly string[];
  readonly ucrs: readonly string[];
}

export function equipmentLoaders(source: PostgresSource) {
  return {
    /** By container number or registration reduced to A-Z and 0-9; null where no declaration names it. */
    equipmentTrack: keyedLoader(
      (keys: readonly string[]) => tracks(source, keys),
      (key) => key,
    ),
  };
}

/** Only what declarations say now: the message that is each declaration's content. */
async function tracks(source: PostgresSource, keys: readonly string[]): Promise<Array<graph.EquipmentTrack | null>> {
  const rows = await source.query<SightingRow>(
    `select asked.place, found.* from unnest($1::text[]) with ordinality as asked(key, place)
     cross join lateral (
       select declaration.mrn, version.type_code as "typeCode", means.registration,
         to_char(message.version_instant at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dateTime",
         array(select seal.id from seal where seal.message_id = equipment.message_id
           and seal.parent_node = equipment.node and seal.id is not null order by seal.node limit ${MAX_LIST}) as seals,
         array(select ucr_key from goods_shipment where goods_shipment.message_id = equipment.message_id
           and ucr_key is not null limit ${MAX_LIST}) as ucrs
       from transport_equipment as equipment
         join declaration on declaration.message_id = equipment.message_id
         join message on message.id = equipment.message_id
         join declaration_version as version on version.message_id = equipment.message_id
         left join lateral (
           select registration from border_transport_means where message_id = equipment.message_id limit 1) as means on true
       where equipment.equipment_key = asked.key
       order by message.version_instant desc, message.id desc limit ${MAX_LIST}) as found`,
    [keys],
  );
  return grouped(rows, keys.length).map((sightings, index) => trackOf(keys[index] ?? '', sightings));
}

function trackOf(id: string, sightings: readonly SightingRow[]): graph.EquipmentTrack | null {
  if (sightings.length === 0) return null;
  const vehicles = new Set(sightings.flatMap(({ registration }) => registration ?? []));
  return {
    id,
    sealMatch: sealMatch(sightings),
    isSeenOnOtherVehicle: vehicles.size > 1,
    sightings: sightings.map(({ mrn, typeCode, dateTime, registration, seals }) => ({
      mrn,
      declarationTypeCode: typeCode,
      dateTime,
      vehicle: registration
        ? { registrationNationalityCode: registration.slice(0, 2), registrationId: registration.slice(3) }
        : null,
      sealIds: [...seals],
    })),
  };
}

/** Newest import against the newest export of the same consignment; the same seals in any order agree. */
function sealMatch(sightings: readonly SightingRow[]): graph.SealMatch {
  const sealed = sightings.filter(({ seals }) => seals.length > 0);
  const entry = sealed.find(({ typeCode }) => typeCode?.startsWith('IM'));
  const exit = sealed.find(
    ({ typeCode, ucrs }) => typeCode?.startsWith('EX') && ucrs.some((ucr) => entry?.ucrs.includes(ucr)),
  );
  if (!entry || !exit) return 'UNKNOWN';
  return sealKey(entry.seals) === sealKey(exit.seals) ? 'MATCH' : 'MISMATCH';
}

function sealKey(seals: readonly string[]): string {
  return [...new Set(seals.map((seal) => seal.toUpperCase().replace(/[^A-Z0-9]/g, '')))].sort().join();
}
