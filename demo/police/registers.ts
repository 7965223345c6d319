import type pg from 'pg';
import {
  lettersAndDigits,
  type TravelDocumentKey,
  travelDocumentKey,
  travelDocumentText,
  type VehicleKey,
  vehicleText,
} from '../../standards/identifiers/keys.ts';
import type { Alert, CaseCheck, CaseEntry, Feed, StolenLostDocument, StolenVehicle, ToldAlert } from './records.ts';

const DOCUMENTS = `
select document, document_number as "documentNumber", issuing_state as "issuingState", document_type as "documentType",
       fraud_type as "fraudType", theft_country_code as "theftCountryCode", theft_date::text as "theftDate",
       issue_date::text as "issueDate", expiry_date::text as "expiryDate", review_date::text as "reviewDate",
       national_reference as "nationalReference"
  from stolen_lost_document where document = any($1) and review_date > current_date`;

const VEHICLES = `
select vehicle, vin, registration_nationality_code as "registrationNationalityCode", registration_id as "registrationId",
       make, model, colour, year, theft_date::text as "theftDate", owner_country_code as "ownerCountryCode"
  from stolen_vehicle where vehicle = any($1) or vin = any($2) order by theft_date, vin`;

/** The entry of each document, in the order asked; null where there is none in force. */
export async function lookUpDocuments(
  database: pg.Pool,
  keys: readonly TravelDocumentKey[],
): Promise<ReadonlyArray<StolenLostDocument | null>> {
  const texts = keys.map(travelDocumentText);
  const { rows } = await database.query<StolenLostDocument & { document: string }>(DOCUMENTS, [texts]);
  const found = new Map(rows.map(({ document, ...entry }) => [document, entry]));
  return texts.map((text) => found.get(text) ?? null);
}

/** The entry of each vehicle, by registration and by VIN; of several entries of one registration, the newest theft. */
export async function lookUpVehicles(
  database: pg.Pool,
  vehicles: readonly VehicleKey[],
  vins: readonly string[],
): Promise<{ vehicles: ReadonlyArray<StolenVehicle | null>; vins: ReadonlyArray<StolenVehicle | null> }> {
  const texts = vehicles.map(vehicleText);
  const numbers = vins.map(lettersAndDigits);
  const { rows } = await database.query<StolenVehicle & { vehicle: string }>(VEHICLES, [texts, numbers]);
  const byText = new Map(rows.map(({ vehicle, ...entry }) => [vehicle, entry]));
  const byVin = new Map(rows.map(({ vehicle: _, ...entry }) => [entry.vin, entry]));
  return {
    vehicles: texts.map((text) => byText.get(text) ?? null),
    vins: numbers.map((vin) => byVin.get(vin) ?? null),
  };
}

const ALERTS = `
select subject, alert_id as "alertId", action_to_take as "actionToTake", valid_until::text as "validUntil",
       subject_category as "subjectCategory", statement, information_basis as "informationBasis",
       evaluation_code as "evaluationCode"
  from alert
 where subject_kind = 'document' and subject = any($1) and is_exact and not is_covert
   and subject_category is not null and current_date between valid_from and valid_until
 order by alert_id limit $2`;

/** Alerts told of one document, at most. */
const MOST_ALERTS = 200;

/** The overt alerts about the persons whom documents name, in the order asked. */
export async function lookUpAlerts(
  database: pg.Pool,
  keys: readonly TravelDocumentKey[],
): Promise<ReadonlyArray<readonly ToldAlert[]>> {
  const texts = keys.map(travelDocumentText);
  const { rows } = await database.query<ToldAlert & { subject: string }>(ALERTS, [texts, MOST_ALERTS * keys.length]);
  const found = new Map<string, ToldAlert[]>(texts.map((text) => [text, []]));
  for (const { subject, ...alert } of rows) found.get(subject)?.push(alert);
  return texts.map((text) => (found.get(text) ?? []).slice(0, MOST_ALERTS));
}

const CASES = `
select status, coalesce(officers @> jsonb_build_array(jsonb_build_object('agency', agency, 'officer', officer)), false)
         as "isAssigned"
  from unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked (case_id, agency, officer, place)
  left join case_file using (case_id) order by place`;

/** Whether each case is open and the officer assigned to it, in the order asked; null where there is no such case. */
export async function checkCases(
  database: pg.Pool,
  asked: ReadonlyArray<{ readonly caseId: string; readonly agency: string; readonly officer: string }>,
): Promise<ReadonlyArray<CaseCheck | null>> {
  const { rows } = await database.query<{ status: CaseEntry['status'] | null; isAssigned: boolean }>(CASES, [
    asked.map(({ caseId }) => caseId),
    asked.map(({ agency }) => agency),
    asked.map(({ officer }) => officer),
  ]);
  return rows.map(({ status, isAssigned }) => status && { status, isAssigned });
}

/** Takes new and changed entries, all or none. The same feed again changes nothing. */
export async function takeFeed(database: pg.Pool, feed: Feed): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('begin');
    await upsert(client, 'alert', 'alert_id', feed.alerts.map(alertRow));
    await upsert(client, 'stolen_lost_document', 'document', feed.stolenLostDocuments.map(documentRow));
    await upsert(client, 'stolen_vehicle', 'vin', feed.stolenVehicles.map(vehicleRow));
    await upsert(client, 'case_file', 'case_id', (feed.cases ?? []).map(caseRow));
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

type Row = Readonly<Record<string, string | number | boolean | null | CaseEntry['officers']>>;

/** The names of table and columns are this file's own; the values travel as one JSON parameter. */
async function upsert(client: pg.PoolClient, table: string, key: string, rows: readonly Row[]): Promise<void> {
  // Of several entries with one key the last stands; PostgreSQL would refuse to touch a row twice in one statement.
  const unique = [...new Map(rows.map((row) => [row[key], row])).values()];
  const [first] = unique;
  if (!first) return;
  const columns = Object.keys(first);
  const changes = columns.filter((column) => column !== key).map((column) => `${column} = excluded.${column}`);
  await client.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from json_populate_recordset(null::${table}, $1::json)
     on conflict (${key}) do update set ${changes.join(', ')}`,
    [JSON.stringify(unique)],
  );
}

function alertRow(alert: Alert): Row {
  const { subject } = alert;
  return {
    alert_id: alert.alertId,
    subject_kind: subject.kind,
    subject:
      subject.kind === 'document'
        ? travelDocumentText(subject)
        : subject.kind === 'vehicle'
          ? vehicleText(subject)
          : subject.name,
    date_of_birth: subject.kind === 'person' ? subject.dateOfBirth : null,
    is_exact: alert.isExact,
    is_covert: alert.isCovert,
    reason_article: alert.reasonArticle,
    action_to_take: alert.actionToTake,
    valid_from: alert.validFrom,
    valid_until: alert.validUntil,
    owner_state: alert.ownerState,
    subject_category: alert.information?.subjectCategory ?? null,
    statement: alert.information?.statement ?? null,
    information_basis: alert.information?.informationBasis ?? null,
    evaluation_code: alert.information?.evaluationCode ?? null,
  };
}

function documentRow(entry: StolenLostDocument): Row {
  const key = travelDocumentKey(entry);
  return {
    document: travelDocumentText(entry),
    document_number: key.documentNumber,
    issuing_state: key.issuingState,
    document_type: key.documentType,
    fraud_type: entry.fraudType,
    theft_country_code: entry.theftCountryCode,
    theft_date: entry.theftDate,
    issue_date: entry.issueDate,
    expiry_date: entry.expiryDate,
    review_date: entry.reviewDate,
    national_reference: entry.nationalReference,
  };
}

function vehicleRow(entry: StolenVehicle): Row {
  return {
    vin: entry.vin,
    vehicle: vehicleText(entry),
    registration_nationality_code: lettersAndDigits(entry.registrationNationalityCode),
    registration_id: lettersAndDigits(entry.registrationId),
    make: entry.make,
    model: entry.model,
    colour: entry.colour,
    year: entry.year,
    theft_date: entry.theftDate,
    owner_country_code: entry.ownerCountryCode,
  };
}

function caseRow({ caseId, status, officers }: CaseEntry): Row {
  return { case_id: caseId, status, officers };
}
