import { grouped, keyedLoader, MAX_LIST, type PostgresSource } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';
import { DECLARATION, DECLARATION_SOURCE, FUNCTION, statusOf } from './declarations.ts';
import type { DeclarationRow } from './rows.ts';

/** By what a set of declarations is asked for: a declaration itself, or what several of them may name. */
export interface Reference {
  readonly kind: 'declaration' | 'mrn' | 'ucr' | 'equipment' | 'vehicle' | 'movement';
  /** In the form the system compares: capitals, no blanks; of equipment A-Z and 0-9; of a vehicle `UG-UAX123B`. */
  readonly value: string;
}

/** Where a reference is named. Only what a declaration says NOW counts: the message that is its content today. */
const NAMED_IN: Readonly<Record<Reference['kind'], string>> = {
  declaration: 'join declaration on declaration.id = asked.value::bigint',
  mrn: 'join declaration on declaration.mrn = asked.value',
  ucr: namedIn('goods_shipment', 'ucr_key'),
  equipment: namedIn('transport_equipment', 'equipment_key'),
  vehicle: namedIn(
    `(select registration, message_id from border_transport_means
      union all select registration, message_id from transport_equipment)`,
    'registration',
  ),
  movement: namedIn('border_transport_means', 'movement_id'),
};

function namedIn(table: string, column: string): string {
  return `join ${table} as named on named.${column} = asked.value
    join declaration on declaration.message_id = named.message_id`;
}

/** The declarations under each of the references asked for, once each; `place` says under which (SQL ordinality). */
function found(kind: Reference['kind']): string {
  return `with found as materialized (
    select distinct place, declaration.id
    from unnest($1::text[]) with ordinality as asked(value, place) ${NAMED_IN[kind]})`;
}

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
  const loader = <Answer>(answer: AnswerOneKind<Answer>) =>
    keyedLoader(
      (references: readonly Reference[]) => byKind(references, (kind, values) => answer(source, kind, values)),
      ({ kind, value }) => `${kind}:${value}`,
    );
  return {
    declarationsUnder: loader(declarations),
    declarationCountUnder: loader(declarationCounts),
    holdsUnder: loader(holds),
    statusUnder: loader(statuses),
  };
}

type AnswerOneKind<Answer> = (
  source: PostgresSource,
  kind: Reference['kind'],
  values: readonly string[],
) => Promise<Answer[]>;

/** One statement per kind that is asked for; answers in the order of the references. */
async function byKind<Answer>(
  references: readonly Reference[],
  answer: (kind: Reference['kind'], values: readonly string[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const places = new Map<Reference['kind'], number[]>();
  references.forEach(({ kind }, index) => {
    const others = places.get(kind);
    if (others) others.push(index);
    else places.set(kind, [index]);
  });
  const ordered: Answer[] = [];
  for (const [kind, indexes] of places) {
    const values = indexes.map((index) => references[index]?.value ?? '');
    const answers = await answer(kind, values);
    for (const [at, each] of answers.entries()) ordered[indexes[at] ?? 0] = each;
  }
  return ordered;
}

/** Newest first: by the issue time of the content, declarations known by notifications alone last. */
async function declarations(
  source: PostgresSource,
  kind: Reference['kind'],
  values: readonly string[],
): Promise<DeclarationRow[][]> {
  const rows = await source.query<DeclarationRow & { place: string }>(
    `${found(kind)}, ranked as (
       select found.place, found.id, row_number() over (
         partition by found.place order by message.version_instant desc nulls last, found.id desc) as number
       from found join declaration using (id) left join message on message.id = declaration.message_id)
     select ranked.place, ${DECLARATION} from ranked join (${DECLARATION_SOURCE}) on declaration.id = ranked.id
     where number <= ${MAX_LIST} order by ranked.place, number`,
    [values],
  );
  return grouped(rows, values.length);
}

async function declarationCounts(
  source: PostgresSource,
  kind: Reference['kind'],
  values: readonly string[],
): Promise<number[]> {
  const rows = await source.query<{ place: string; count: number }>(
    `${found(kind)} select place, count(*)::integer as count from found group by place`,
    [values],
  );
  return grouped(rows, values.length).map(([row]) => row?.count ?? 0);
}

/**
 * Open holds: a notification opens one at its issue time, a later one that releases, clears or invalidates closes it. At
 * the same instant the one that arrived later is the later one. A second one of its kind opens no second hold.
 */
async function holds(
  source: PostgresSource,
  kind: Reference['kind'],
  values: readonly string[],
): Promise<graph.Hold[][]> {
  const rows = await source.query<graph.Hold & { place: string }>(
    `${found(kind)}, told as (
       select found.place, found.id, ${FUNCTION} as code, rank_instant, message_id, issue_date_time
       from found join response on response.declaration_id = found.id),
     opened as (
       select distinct on (place, id, code) * from told
       where code in ${OPENING} and not exists (
         select from told as closing where closing.place = told.place and closing.id = told.id
         and closing.code in ${CLOSING}
         and (closing.rank_instant, closing.message_id) > (told.rank_instant, told.message_id))
       order by place, id, code, rank_instant, message_id),
     ranked as (
       select *, row_number() over (partition by place order by rank_instant, message_id) as number from opened)
     select place, 'customs' as agency, 'DECLARATION' as scope,
       coalesce(declaration.mrn, declaration.functional_reference_id) as "subjectId",
       coalesce(issue_date_time, to_char(rank_instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) as since,
       case code when '05' then 'CONTROL' else 'DOCUMENTS' end as "reasonCategory"
     from ranked join declaration using (id) where number <= ${MAX_LIST} order by place, number`,
    [values],
  );
  return grouped(rows, values.length);
}

/** Null where no declaration is known. */
async function statuses(
  source: PostgresSource,
  kind: Reference['kind'],
  values: readonly string[],
): Promise<Array<graph.CustomsStatus | null>> {
  const rows = await source.query<{ place: string; code: string | null }>(
    `${found(kind)} select distinct found.place, newest.code from found left join lateral (
       select ${FUNCTION} as code from response
       where declaration_id = found.id order by rank_instant desc, message_id desc limit 1) as newest on true`,
    [values],
  );
  return grouped(rows, values.length).map((group) => {
    const known = new Set(group.map(({ code }) => statusOf(code)));
    return ADVANCE.find((status) => known.has(status)) ?? null;
  });
}
