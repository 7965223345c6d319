import type pg from 'pg';
import { certificateNumber, citedReference, comparedMrn } from './references.ts';

/** Lists of one key in an answer. */
const MAX_LIST = 200;

/** What was asked of the certificate service. */
export interface CertificateQuestion {
  readonly id: string;
  readonly issuingCountry: string | undefined;
}

/** What it holds under one question. */
export type CertificateAnswer =
  | { readonly state: 'UNKNOWN' | 'AMBIGUOUS' | 'TOO_LARGE' }
  | {
      readonly state: 'FOUND';
      readonly issuingCountry: string;
      readonly replacedBy: string | undefined;
      readonly document: string;
    };

/** Certificates by number and, where it is known, issuing country, in the order asked. */
export async function certificates(
  database: pg.Pool,
  questions: readonly CertificateQuestion[],
): Promise<CertificateAnswer[]> {
  const { rows } = await database.query<{ place: string; key: string; replacing: string | null; document: string }>(
    `select asked.place, found.* from unnest($1::text[], $2::text[]) with ordinality as asked(number, country, place)
     cross join lateral (
       select record.key, version.document, (
         select newer.lookup from record as newer join version as other using (message_id, ordinal)
         where newer.kind = 'certificate' and other.replaces = record.key and newer.key <> record.key
         order by other.version_instant desc limit 1) as replacing
       from record join version using (message_id, ordinal)
       where record.kind = 'certificate' and record.lookup = asked.number
         and (asked.country is null or record.key = asked.country || ' ' || asked.number)
       order by record.key limit 2) as found
     order by asked.place`,
    [questions.map(({ id }) => certificateNumber(id)), questions.map(({ issuingCountry }) => issuingCountry ?? null)],
  );
  return grouped(rows, questions.length).map(([only, second]) => {
    if (!only) return { state: 'UNKNOWN' };
    // A number alone may be one of several countries: which one is meant cannot be said.
    if (second) return { state: 'AMBIGUOUS' };
    const { key, replacing, document } = only;
    return { state: 'FOUND', issuingCountry: key.slice(0, 2), replacedBy: replacing ?? undefined, document };
  });
}

/** Entry documents by reference, in the order asked, as JSON text; null where there is none. */
export async function entryDocuments(database: pg.Pool, references: readonly string[]): Promise<Array<string | null>> {
  const { rows } = await database.query<{ place: string; document: string }>(
    `select asked.place, found.document from unnest($1::text[], $2::text[]) with ordinality as asked(key, lookup, place)
     cross join lateral (
       select document from record join version using (message_id, ordinal)
       where record.kind = 'entryDocument' and record.lookup = asked.lookup
       order by record.key = asked.key desc, version_instant desc limit 1) as found`,
    [references.map((each) => each.trim().toUpperCase()), references.map(citedReference)],
  );
  return grouped(rows, references.length).map(([row]) => row?.document ?? null);
}

/**
 * Entry documents for each declaration: those that name its MRN, and those that the declaration cites. Only what a message
 * says NOW counts.
 */
export async function entryDocumentsOf(database: pg.Pool, mrns: readonly string[]): Promise<string[][]> {
  const { rows } = await database.query<{ place: string; document: string }>(
    `with asked as (select * from unnest($1::text[]) with ordinality as asked(mrn, place)),
     named as (
       select asked.place, record.kind, record.lookup, message_id, ordinal
       from asked join version_mrn using (mrn) join record using (message_id, ordinal)),
     found as (
       select place, message_id, ordinal from named where kind = 'entryDocument'
       union
       select place, cited.message_id, cited.ordinal
       from named join cited_entry_document as citation using (message_id, ordinal)
       join record as cited on cited.kind = 'entryDocument' and cited.lookup = citation.lookup
       where named.kind = 'declaration'),
     ranked as (
       select place, document, row_number() over (partition by place order by key) as number
       from found join version using (message_id, ordinal))
     select place, document from ranked where number <= ${MAX_LIST} order by place, number`,
    [mrns.map(comparedMrn)],
  );
  return grouped(rows, mrns.length).map((found) => found.map(({ document }) => document));
}

/** Checks and goods movements of each declaration, as JSON texts. */
export async function clearanceRecords(
  database: pg.Pool,
  mrns: readonly string[],
): Promise<Array<{ declaration: string | undefined; goodsMovements: string[] }>> {
  const { rows } = await database.query<{ place: string; kind: string; document: string }>(
    `select asked.place, version.kind, document from unnest($1::text[]) with ordinality as asked(mrn, place)
     join version_mrn using (mrn) join record using (message_id, ordinal) join version using (message_id, ordinal)
     where version.kind in ('declaration', 'goodsMovement') order by asked.place, version.key`,
    [mrns.map(comparedMrn)],
  );
  return grouped(rows, mrns.length).map((found) => ({
    declaration: found.find(({ kind }) => kind === 'declaration')?.document,
    goodsMovements: found
      .flatMap(({ kind, document }) => (kind === 'goodsMovement' ? [document] : []))
      .slice(0, MAX_LIST),
  }));
}

/** A use of a document's mass: everything but the item's own. */
export interface Use {
  readonly reference: string;
  readonly mrn: string | null;
  readonly sequenceNumeric: number | null;
}

/** Kilogram that other items use up under each reference. */
export async function usedMasses(database: pg.Pool, uses: readonly Use[]): Promise<string[]> {
  const { rows } = await database.query<{ used: string }>(
    `select (
       select coalesce(sum(net_mass), 0)::text from write_off join record using (message_id, ordinal)
       where write_off.reference = asked.reference
         and (write_off.mrn, write_off.sequence_numeric) is distinct from (asked.mrn, asked.sequence)) as used
     from unnest($1::text[], $2::text[], $3::integer[]) with ordinality as asked(reference, mrn, sequence, place)
     order by place`,
    [
      uses.map(({ reference }) => citedReference(reference)),
      uses.map(({ mrn }) => mrn && comparedMrn(mrn)),
      uses.map(({ sequenceNumeric }) => sequenceNumeric),
    ],
  );
  return rows.map(({ used }) => used);
}

/** Rows by the place of their key, 1 to `count` (SQL ordinality). */
function grouped<Row extends { readonly place: string }>(rows: readonly Row[], count: number): Row[][] {
  const groups: Row[][] = Array.from({ length: count }, () => []);
  for (const row of rows) groups[Number(row.place) - 1]?.push(row);
  return groups;
}
