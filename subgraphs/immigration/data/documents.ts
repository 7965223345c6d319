import { type DocumentKey, grouped, keyedLoader, keyText, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type { AsylumRow, DocumentRow, TravellerRow, VisaRow } from './rows.ts';
import { SPAN_DAYS, type Step } from './stay.ts';

/** Documents asked for, by the three parts of their key. */
const ASKED = 'unnest($1::text[], $2::text[], $3::text[]) with ordinality as asked(number, state, type, place)';

/** Steps looked at for a stay: more than anybody makes in half a year. */
const MAX_STEPS = 1_000;

/** Loaders of documents, their holders and visas. */
export function documentLoaders(source: PostgresSource) {
  return {
    document: keyedLoader((keys: readonly DocumentKey[]) => documents(source, keys), documentText),
    visas: keyedLoader((keys: readonly DocumentKey[]) => visas(source, keys), documentText),
    steps: keyedLoader((keys: readonly DocumentKey[]) => steps(source, keys), documentText),
    traveller: keyedLoader(
      (ids: readonly string[]) => travellers(source, ids),
      (id) => id,
    ),
    asylumApplications: keyedLoader(
      (ids: readonly string[]) => asylumApplications(source, ids),
      (id) => id,
    ),
    documentsOf: keyedLoader(
      (ids: readonly string[]) => documentsOf(source, ids),
      (id) => id,
    ),
  };
}

function documentText({ documentNumber, issuingState, documentType }: DocumentKey): string {
  return keyText([documentType, issuingState, documentNumber]);
}

function columns(keys: readonly DocumentKey[]): unknown[] {
  return [
    keys.map(({ documentNumber }) => documentNumber),
    keys.map(({ issuingState }) => issuingState),
    keys.map(({ documentType }) => documentType),
  ];
}

/** One answer for each key; nothing is known of a document that is not in the register. */
async function documents(source: PostgresSource, keys: readonly DocumentKey[]): Promise<DocumentRow[]> {
  const rows = await source.query<{ place: string; expiryDate: string | null; travellerId: string | null }>(
    `select place, expiry_date::text as "expiryDate", traveller_id as "travellerId"
     from ${ASKED} join travel_document
       on (document_number, issuing_state, document_type) = (asked.number, asked.state, asked.type)`,
    columns(keys),
  );
  const found = grouped(rows, keys.length);
  return keys.map(({ documentNumber, issuingState, documentType }, at) => {
    const row = found[at]?.[0];
    const key = { documentNumber, issuingState, documentType };
    return row
      ? { ...key, isKnown: true, expiryDate: row.expiryDate, travellerId: row.travellerId }
      : { ...key, isKnown: false, expiryDate: null, travellerId: null };
  });
}

async function visas(source: PostgresSource, keys: readonly DocumentKey[]): Promise<VisaRow[][]> {
  const rows = await source.query<VisaRow & { place: string }>(
    `select asked.place, bound.* from ${ASKED} cross join lateral (
       select number, issuing_state as "issuingState", visa.type, valid_from::text as "validFrom",
         valid_until::text as "validUntil", entries, duration_days as "durationDays", status
       from visa
       where (document_number, document_issuing_state, document_type) = (asked.number, asked.state, asked.type)
       order by valid_until desc, number limit ${MAX_LIST}) as bound`,
    columns(keys),
  );
  return grouped(rows, keys.length);
}

/**
 * Steps of the holder with any document known to be theirs; of the document alone where nobody knows its holder. In
 * order of time, by local date.
 */
async function steps(source: PostgresSource, keys: readonly DocumentKey[]): Promise<Step[][]> {
  const rows = await source.query<Step & { place: string }>(
    `with theirs as (
       select place, number, state, type from ${ASKED}
       union
       select place, other.document_number, other.issuing_state, other.document_type
       from ${ASKED} join travel_document as own
         on (own.document_number, own.issuing_state, own.document_type) = (asked.number, asked.state, asked.type)
       join travel_document as other on other.traveller_id = own.traveller_id),
     ranked as (
       select place, direction, date_time, id, row_number() over (partition by place order by date_time desc, id desc) as rank
       from theirs join entry_exit_record
         on (document_number, issuing_state, document_type) = (theirs.number, theirs.state, theirs.type)
       where not is_refused and date_time > now() - make_interval(days => ${3 * SPAN_DAYS}))
     select place, direction, (date_time at time zone 'Africa/Kampala')::date::text as date
     from ranked where rank <= ${MAX_STEPS} order by place, date_time, id`,
    columns(keys),
  );
  return grouped(rows, keys.length);
}

async function travellers(source: PostgresSource, ids: readonly string[]): Promise<Array<TravellerRow | null>> {
  const rows = await source.query<TravellerRow>(
    `select id, surname, given_names as "givenNames", birth_date::text as "birthDate", sex, nationality
     from traveller where id = any($1::text[])`,
    [ids],
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => known.get(id) ?? null);
}

async function asylumApplications(source: PostgresSource, ids: readonly string[]): Promise<AsylumRow[][]> {
  const rows = await source.query<AsylumRow & { place: string }>(
    `select place, lodged.* from unnest($1::text[]) with ordinality as asked(traveller, place) cross join lateral (
       select id, country_of_origin as "countryOfOrigin", lodged_on::text as "lodgedOn", status
       from asylum_application where traveller_id = asked.traveller
       order by lodged_on desc, id limit ${MAX_LIST}) as lodged`,
    [ids],
  );
  return grouped(rows, ids.length);
}

async function documentsOf(source: PostgresSource, ids: readonly string[]): Promise<DocumentRow[][]> {
  const rows = await source.query<DocumentRow & { place: string }>(
    `select place, held.* from unnest($1::text[]) with ordinality as asked(id, place) cross join lateral (
       select document_number as "documentNumber", issuing_state as "issuingState", document_type as "documentType",
         true as "isKnown", expiry_date::text as "expiryDate", traveller_id as "travellerId"
       from travel_document where traveller_id = asked.id
       order by expiry_date desc nulls last, document_number limit ${MAX_LIST}) as held`,
    [ids],
  );
  return grouped(rows, ids.length);
}
