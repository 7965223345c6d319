import type pg from 'pg';
import { lettersAndDigits, type TravelDocumentKey, travelDocumentKey } from '../../standards/identifiers/keys.ts';

/** A person as a document names them. Dates are ISO 8601. */
export interface Traveller {
  /** The agency's own reference, never a national identity number. */
  readonly id: string;
  readonly surname: string;
  readonly givenNames: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F' | 'X';
  /** ICAO 9303-3. */
  readonly nationality: string;
}

/** A travel document that was inspected. */
export interface InspectedDocument extends TravelDocumentKey {
  readonly expiryDate: string;
  readonly travellerId: string;
}

/** An entry or an exit. */
export interface EntryExitRecord {
  readonly id: string;
  readonly document: TravelDocumentKey;
  readonly direction: 'ENTRY' | 'EXIT';
  /** ISO 8601 with offset. */
  readonly dateTime: string;
  /** UN/LOCODE. */
  readonly post: string;
  readonly authorisedDays: number | null;
  /** Letter A to I of the standard form where entry was refused; null where it was not. */
  readonly refusalReason: string | null;
}

/** A visa bound to a travel document. */
export interface Visa {
  readonly number: string;
  readonly issuingState: string;
  readonly document: TravelDocumentKey;
  readonly type: string;
  readonly validFrom: string;
  readonly validUntil: string;
  /** Null: any number of entries. */
  readonly entries: number | null;
  readonly durationDays: number;
  readonly status: 'ISSUED' | 'REVOKED' | 'ANNULLED' | 'EXPIRED';
}

/** A person's crossing, in a vehicle or on foot. */
export interface Crossing {
  readonly id: string;
  readonly document: TravelDocumentKey;
  readonly vehicle: { readonly state: string; readonly registration: string } | null;
  readonly dateTime: string;
  readonly post: string;
  readonly lane: string | null;
  readonly direction: 'ENTRY' | 'EXIT';
}

/** An application for asylum. */
export interface AsylumApplication {
  readonly id: string;
  readonly travellerId: string;
  /** The state that is fled from, ISO 3166-1 alpha-2. */
  readonly countryOfOrigin: string;
  /** ISO 8601. */
  readonly lodgedOn: string;
  readonly status: 'LODGED' | 'GRANTED' | 'REJECTED' | 'WITHDRAWN';
}

/** Opening hours on one weekday (1 Monday to 7 Sunday), local time `HH:MM`. */
export interface OfficeHours {
  readonly post: string;
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** What booths and visa offices have recorded. */
export interface RegisterEntries {
  readonly travellers: readonly Traveller[];
  readonly documents: readonly InspectedDocument[];
  readonly entryExitRecords: readonly EntryExitRecord[];
  readonly visas: readonly Visa[];
  readonly crossings: readonly Crossing[];
  readonly asylumApplications: readonly AsylumApplication[];
  readonly officeHours: readonly OfficeHours[];
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Records what booths and visa offices have seen, all or none. What is there stays; a document that only a carrier had
 * announced gets its date of expiry and its holder.
 */
export async function recordEntries(database: pg.Pool, entries: RegisterEntries): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await insert(client, 'traveller', entries.travellers.map(travellerRow));
    await insert(
      client,
      'travel_document',
      entries.documents.map(documentRow),
      `(document_number, issuing_state, document_type) do update
       set expiry_date = excluded.expiry_date, traveller_id = excluded.traveller_id
       where travel_document.traveller_id is null`,
    );
    await insert(client, 'entry_exit_record', entries.entryExitRecords.map(entryExitRow));
    await insert(client, 'visa', entries.visas.map(visaRow));
    await insert(client, 'crossing', entries.crossings.map(crossingRow));
    await insert(client, 'asylum_application', entries.asylumApplications.map(asylumRow));
    await insert(
      client,
      'office_hours',
      entries.officeHours.map(({ ...hours }) => hours),
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** The names of table and columns are this file's own; the values travel as one JSON parameter. */
async function insert(client: pg.PoolClient, table: string, rows: readonly Row[], conflict = 'do nothing') {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await client.query(
    `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)
     on conflict ${conflict}`,
    [JSON.stringify(rows)],
  );
}

function keyColumns(key: TravelDocumentKey): Row {
  const { documentNumber, issuingState, documentType } = travelDocumentKey(key);
  return { document_number: documentNumber, issuing_state: issuingState, document_type: documentType };
}

function travellerRow(traveller: Traveller): Row {
  const { id, surname, givenNames, birthDate, sex, nationality } = traveller;
  return { id, surname, given_names: givenNames, birth_date: birthDate, sex, nationality };
}

function documentRow({ expiryDate, travellerId, ...key }: InspectedDocument): Row {
  return { ...keyColumns(key), expiry_date: expiryDate, traveller_id: travellerId };
}

function entryExitRow(record: EntryExitRecord): Row {
  const { id, document, direction, dateTime, post, authorisedDays, refusalReason } = record;
  return {
    id,
    ...keyColumns(document),
    direction,
    date_time: dateTime,
    post,
    authorised_days: authorisedDays,
    is_refused: refusalReason !== null,
    refusal_reason: refusalReason,
  };
}

function visaRow(visa: Visa): Row {
  const { documentNumber, issuingState, documentType } = travelDocumentKey(visa.document);
  return {
    number: lettersAndDigits(visa.number),
    issuing_state: visa.issuingState,
    document_number: documentNumber,
    document_issuing_state: issuingState,
    document_type: documentType,
    type: visa.type,
    valid_from: visa.validFrom,
    valid_until: visa.validUntil,
    entries: visa.entries,
    duration_days: visa.durationDays,
    status: visa.status,
  };
}

function crossingRow({ id, document, vehicle, dateTime, post, lane, direction }: Crossing): Row {
  return {
    id,
    ...keyColumns(document),
    registration_nationality_code: vehicle?.state ?? null,
    registration_id: vehicle ? lettersAndDigits(vehicle.registration) : null,
    date_time: dateTime,
    post,
    lane,
    direction,
  };
}

function asylumRow({ id, travellerId, countryOfOrigin, lodgedOn, status }: AsylumApplication): Row {
  return { id, traveller_id: travellerId, country_of_origin: countryOfOrigin, lodged_on: lodgedOn, status };
}
