import { findLocation, type Location } from '../../standards/codes/locations.ts';
import type { Leg, PassengerList, Stop } from './paxlst/records.ts';

/** A row of a table: column → value. */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Rows of one file, table → rows. The id of the message is added when it is stored. */
export interface Rows {
  readonly transport_leg: readonly Row[];
  readonly reporting_party: readonly Row[];
  readonly api_record: readonly Row[];
  readonly api_document: readonly Row[];
}

/** Tables in which a message's content is kept. */
export const CONTENT_TABLES = ['transport_leg', 'reporting_party', 'api_record', 'api_document'] as const;

/** East Africa Time, all the year round: the posts of this agency lie in it. */
const OFFSET = '+03:00';
const COUNTRY = 'UG';

/** The lists of one file as rows. */
export function rowsOf(lists: readonly PassengerList[]): Rows {
  const of = <Each>(each: (list: PassengerList, message_ordinal: number) => readonly Each[]) =>
    lists.flatMap((list, at) => each(list, at + 1));
  return {
    transport_leg: of(({ legs }, message_ordinal) =>
      legs.map((leg, at) => ({ message_ordinal, leg: at + 1, ...legColumns(leg) })),
    ),
    reporting_party: of(({ reportingParty }, message_ordinal) =>
      reportingParty === undefined ? [] : [{ message_ordinal, name: reportingParty }],
    ),
    api_record: of(({ records }, message_ordinal) =>
      records.map((record, at) => ({
        message_ordinal,
        ordinal: at + 1,
        party_function_code: record.partyFunctionCode,
        surname: record.surname ?? null,
        given_names: record.givenNames ?? null,
        sex: record.sex ?? null,
        birth_date: record.birthDate ?? null,
        nationality: record.nationality ?? null,
        embarkation_location_id: record.embarkationLocationId ?? null,
        debarkation_location_id: record.debarkationLocationId ?? null,
        passenger_name_record_locator: record.passengerNameRecordLocator ?? null,
        unique_reference: record.uniqueReference ?? null,
      })),
    ),
    api_document: of(({ records }, message_ordinal) =>
      records.flatMap(({ documents }, at) =>
        documents.map((document, place) => ({
          message_ordinal,
          record_ordinal: at + 1,
          ordinal: place + 1,
          document_number: document.documentNumber,
          issuing_state: document.issuingState ?? null,
          document_type: document.documentType,
          expiry_date: document.expiryDate ?? null,
        })),
      ),
    ),
  };
}

function legColumns(leg: Leg): Row {
  const arrival = leg.arrival && momentOf(leg.arrival);
  const post = leg.arrival && findLocation(leg.arrival.locationId);
  return {
    flight: leg.flight,
    departure_location_id: leg.departure?.locationId ?? null,
    departure_date_time: (leg.departure && momentOf(leg.departure)) ?? null,
    departure_date: leg.departure?.date ?? null,
    arrival_location_id: leg.arrival?.locationId ?? null,
    arrival_date_time: arrival ? arrival + (post ? OFFSET : '') : null,
    arrival_instant: arrival && post ? arrival + OFFSET : null,
    movement_id: movementIdOf(leg, post) ?? null,
  };
}

/** `2026-11-23T13:40:00`, local; undefined without a time. */
function momentOf({ date, time }: Stop): string | undefined {
  return date !== undefined && time !== undefined ? `${date}T${time}:00` : undefined;
}

/**
 * The movement a leg belongs to, `UGEBB:IN:4:Q9412:2026-11-23`: post, direction, mode, flight and local date of arrival.
 * Undefined for a leg that ends abroad or begins in the same country, and where the message does not say enough.
 */
function movementIdOf({ flight, modeCode, departure, arrival }: Leg, post: Location | undefined): string | undefined {
  if (!post?.locode.startsWith(COUNTRY) || arrival?.date === undefined || arrival.time === undefined) return undefined;
  const origin = departure && findLocation(departure.locationId);
  if (origin?.locode.startsWith(COUNTRY)) return undefined;
  return [post.locode, 'IN', modeCode, flight, arrival.date].join(':');
}
