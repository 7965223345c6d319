import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import type { Hit, HitBand } from './records.ts';

/** A key that is searched: its register and its text (standards/identifiers/keys.ts). */
export interface Subject {
  readonly kind: 'document' | 'vehicle';
  readonly text: string;
}

/** One alert or register entry that a key met. */
interface Match {
  readonly place: number;
  /** Null for an entry of the registers of lost documents and stolen vehicles. */
  readonly alert_id: string | null;
  readonly is_covert: boolean;
  readonly is_exact: boolean;
  /** False of an alert to protect somebody: it is no hit. */
  readonly is_hit: boolean;
  readonly action_to_take: string | null;
}

const ACTIONS = {
  document: 'Keep the document and call the desk.',
  vehicle: 'Hold the vehicle and call the desk.',
} as const;

/** Desk that answers for every hit of this agency. */
const CONTACT_DESK = 'Police desk, Busia One Stop Border Post';

/** Whoever is a victim or a witness is never shown as one who is looked for (Directive (EU) 2016/680 art. 6). */
const IS_HIT = "coalesce(al.subject_category not in ('VICTIM', 'WITNESS'), true)";

/**
 * Every match of every key: alerts in force (exact number, or a known beginning of at least five characters), lost
 * and stolen documents, stolen vehicles. Exact before partial.
 */
const MATCHES = `
with asked as (
  select * from unnest($1::int[], $2::text[], $3::text[]) as t(place, kind, subject)
)
select a.place, al.alert_id, al.is_covert, al.is_exact, ${IS_HIT} as is_hit, al.action_to_take
  from asked a join alert al on al.is_exact and al.subject_kind = a.kind and al.subject = a.subject
 where current_date between al.valid_from and al.valid_until
union all
select a.place, al.alert_id, al.is_covert, false, ${IS_HIT}, al.action_to_take
  from asked a join alert al on not al.is_exact and al.subject_kind = a.kind and starts_with(a.subject, al.subject)
 where current_date between al.valid_from and al.valid_until
   and length(split_part(al.subject, ':', case al.subject_kind when 'document' then 3 else 2 end)) >= 5
union all
select a.place, null, false, true, true, null
  from asked a join stolen_lost_document d on a.kind = 'document' and d.document = a.subject
 where d.review_date > current_date
union all
select a.place, null, false, true, true, null
  from asked a join stolen_vehicle v on a.kind = 'vehicle' and v.vehicle = a.subject
order by place, is_exact desc, alert_id nulls last`;

const LOG = `
insert into search_log (decision_id, subject_kind, subject, band, alert_ids, met_covert)
select decision_id, subject_kind, subject, band, alert_ids, met_covert
  from json_populate_recordset(null::search_log, $1::json)`;

/**
 * Searches every key and logs every search before anything is answered. A covert alert answers exactly like none: the
 * same statements run and the same bytes leave; only the agency's own log knows.
 */
export async function search(database: pg.Pool, subjects: readonly Subject[]): Promise<readonly Hit[]> {
  const matches = await matchesOf(database, subjects);
  const answers = subjects.map((subject, place) => {
    const met = matches.get(place) ?? [];
    return { subject, met, hit: hitOf(subject, met) };
  });
  const entries = answers.map(({ subject, met, hit }) => ({
    decision_id: hit.decisionId,
    subject_kind: subject.kind,
    subject: subject.text,
    band: hit.band,
    alert_ids: met.flatMap(({ alert_id }) => alert_id ?? []),
    met_covert: met.some(({ is_covert }) => is_covert),
  }));
  await database.query(LOG, [JSON.stringify(entries)]);
  return answers.map(({ hit }) => hit);
}

function hitOf(subject: Subject, met: readonly Match[]): Hit {
  const decisionId = randomUUID();
  const overt = met.find(({ is_covert, is_hit }) => is_hit && !is_covert);
  if (!overt) return { decisionId, band: 'NONE', actionToTake: null, contactDesk: null };
  const band: HitBand = overt.is_exact ? 'CONFIRMED' : 'POSSIBLE';
  return { decisionId, band, actionToTake: overt.action_to_take ?? ACTIONS[subject.kind], contactDesk: CONTACT_DESK };
}

async function matchesOf(
  database: pg.Pool,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<number, readonly Match[]>> {
  const { rows } = await database.query<Match>(MATCHES, [
    subjects.map((_, place) => place),
    subjects.map(({ kind }) => kind),
    subjects.map(({ text }) => text),
  ]);
  const matches = new Map<number, Match[]>();
  for (const row of rows) {
    const met = matches.get(row.place);
    if (met) met.push(row);
    else matches.set(row.place, [row]);
  }
  return matches;
}
