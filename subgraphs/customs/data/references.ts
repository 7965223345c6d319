import { keyedLoader, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import { DECLARATION, DECLARATION_SOURCE, FUNCTION, statusOf } from './declarations.ts';
import { grouped, MAX_LIST } from './parts.ts';
import type { DeclarationRow } from './rows.ts';

/** By what a set of declarations is asked for: a declaration itself, or what several of them may name. */
export interface Reference {
  readonly kind: 'declaration' | 'mrn' | 'ucr' | 'equipment' | 'vehicle' | 'movement';
  /** In the form the system compares: capitals, no blanks; of equipment A-Z and 0-9; of a vehicle `UG-UAX123B`. */
  readonly value: string;
}

/** Which table names the reference, by column. Only what a declaration says NOW counts: its content of today. */
const NAMED_IN = [
  ['ucr', 'goods_shipment', 'ucr_key'],
  ['equipment', 'transport_equipment', 'equipment_key'],
  ['vehicle', 'transport_equipment', 'registration'],
  ['vehicle', 'border_transport_means', 'registration'],
  ['movement', 'border_transport_means', 'movement_id'],
] as const;

const FOUND = `with
  asked as (select * from unnest($1::text[], $2::text[]) with ordinality as asked(kind, value, place)),
  found as (
    select place, id from asked join declaration on asked.kind = 'declaration' and id = case when asked.kind = 'declaration' then asked.value::bigint end
    union select place, id from asked join declaration on asked.kind = 'mrn' and mrn = asked.value
    ${NAMED_IN.map(
      ([kind, table, column]) => `union select place, declaration.id
      from asked join ${table} as named on asked.kind = '${kind}' and named.${column} = asked.value
      join declaration on declaration.message_id = named.message_id`,
    ).join('\n    ')})`;

/** Notifications that open a hold, and those that close every hold opened before. */
const OPENING = "('05', '06')";
const CLOSING = "('07', '08', '09', '10', '16')";

/** How far a declaration is, least advanced first. One that was invalidated says nothing while there are others. */
const ADVANCE: readonly graph.CustomsStatus[] = [
  'REJECTED',
  'LODGED',
  'RECEIVED',
  'OTHER',
  'ACCEPTED',
  'DOCUMENTS_REQUESTED',
  'UNDER_CONTROL',
  'RELEASED',
  'CLEARED',
  'EXITED',
  'INVALIDATED',
];

/** Loaders of what is said of all declarations under a reference together. */
export function referenceLoaders(source: PostgresSource) {
  const loader = <Answer>(answer: (references: readonly Reference[]) => Promise<Answer[]>) =>
    keyedLoader(answer, ({ kind, value }) => `${kind}:${value}`);
  return {
    declarationsUnder: loader((references) => declarations(source, references)),
    declarationCountUnder: loader((references) => declarationCounts(source, references)),
    holdsUnder: loader((references) => holds(source, references)),
    statusUnder: loader((references) => statuses(source, references)),
  };
}

function asked(references: readonly Reference[]): readonly unknown[] {
  return [references.map(({ kind }) => kind), references.map(({ value }) => value)];
}

/** Newest first: by the issue time of the content, declarations known by notifications alone last. */
async function declarations(source: PostgresSource, references: readonly Reference[]): Promise<DeclarationRow[][]> {
  const rows = await source.query<DeclarationRow & { place: string }>(
    `${FOUND} select asked.place, listed.* from asked cross join lateral (
       select ${DECLARATION} from ${DECLARATION_SOURCE}
       where declaration.id in (select found.id from found where found.place = asked.place)
       order by message.version_instant desc nulls last, declaration.id desc limit ${MAX_LIST}) as listed`,
    asked(references),
  );
  return grouped(rows, references.length);
}

async function declarationCounts(source: PostgresSource, references: readonly Reference[]): Promise<number[]> {
  const rows = await source.query<{ place: string; count: number }>(
    `${FOUND} select place, count(*)::integer as count from found group by place`,
    asked(references),
  );
  return grouped(rows, references.length).map(([row]) => row?.count ?? 0);
}

/**
 * Open holds: a notification opens one at its issue time, a later one that releases, clears or invalidates closes it. At
 * the same instant the one that arrived later is the later one. A second one of its kind opens no second hold.
 */
async function holds(source: PostgresSource, references: readonly Reference[]): Promise<graph.Hold[][]> {
  const rows = await source.query<graph.Hold & { place: string }>(
    `${FOUND}, opened as (
       select distinct on (place, declaration_id, code) place, declaration_id, code, since, rank_instant, message_id
       from (
         select found.place, response.declaration_id, ${FUNCTION} as code, rank_instant, message_id,
           coalesce(issue_date_time, to_char(rank_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as since
         from found join response on response.declaration_id = found.id) as opening
       where code in ${OPENING} and not exists (
         select from response where response.declaration_id = opening.declaration_id and ${FUNCTION} in ${CLOSING}
         and (response.rank_instant, response.message_id) > (opening.rank_instant, opening.message_id))
       order by place, declaration_id, code, rank_instant, message_id)
     select asked.place, listed.* from asked cross join lateral (
       select 'customs' as agency, 'DECLARATION' as scope, since,
         coalesce(declaration.mrn, declaration.functional_reference_id) as "subjectId",
         case code when '05' then 'CONTROL' else 'DOCUMENTS' end as "reasonCategory"
       from opened join declaration on declaration.id = opened.declaration_id
       where opened.place = asked.place
       order by opened.rank_instant, opened.message_id limit ${MAX_LIST}) as listed`,
    asked(references),
  );
  return grouped(rows, references.length);
}

/** Null where no declaration is known. */
async function statuses(
  source: PostgresSource,
  references: readonly Reference[],
): Promise<Array<graph.CustomsStatus | null>> {
  const rows = await source.query<{ place: string; code: string | null }>(
    `${FOUND} select distinct found.place, newest.code from found left join lateral (
       select ${FUNCTION} as code from response
       where declaration_id = found.id order by rank_instant desc, message_id desc limit 1) as newest on true`,
    asked(references),
  );
  return grouped(rows, references.length).map((group) => {
    const known = new Set(group.map(({ code }) => statusOf(code)));
    return ADVANCE.find((status) => known.has(status)) ?? null;
  });
}
