import {
  exactInstant,
  fields,
  grouped,
  keyedLoader,
  MAX_LIST,
  type PageOf,
  type PostgresSource,
} from '../../kit/index.ts';
import type { Announced, ApiRecordRow, CrossingRow, EntryExitRow } from './rows.ts';

const DOCUMENT_COLUMNS = ['document_number', 'issuing_state', 'document_type'];
const VEHICLE_COLUMNS = ['registration_nationality_code', 'registration_id'];
const POSITION = exactInstant('date_time', 'position');
/** The register keeps entries, exits and crossings longer than the graph does (`@retained`): pages and counts are without. */
const IS_RETAINED = `date_time > now() - interval 'P3Y'`;

/** Loaders of the lists that can be long, and of their counts. */
export function pageLoaders(source: PostgresSource) {
  return {
    entryExitRecords: newestFirst<EntryExitRow>(
      source,
      'entry_exit_record',
      DOCUMENT_COLUMNS,
      fields('direction', 'post', 'authorised_days', 'is_refused', 'refusal_reason'),
    ),
    entryExitRecordCount: counts(source, 'entry_exit_record', DOCUMENT_COLUMNS),
    crossings: newestFirst<CrossingRow>(
      source,
      'crossing',
      VEHICLE_COLUMNS,
      fields('direction', 'post', 'lane', ...DOCUMENT_COLUMNS, ...VEHICLE_COLUMNS),
    ),
    crossingCount: counts(source, 'crossing', VEHICLE_COLUMNS),
    apiRecords: keyedLoader(
      (asked: ReadonlyArray<PageOf<Announced>>) =>
        inOrder(
          asked,
          ({ of }) => of.kind,
          (kind, some) => apiRecords(source, kind, some),
        ),
      ({ of, page }) => JSON.stringify([of, page]),
    ),
    apiRecordCount: keyedLoader(
      (asked: readonly Announced[]) =>
        inOrder(
          asked,
          ({ kind }) => kind,
          (kind, some) => apiRecordCounts(source, kind, some),
        ),
      (of) => JSON.stringify(of),
    ),
  };
}

/** Rows of one owner, newest first, one more than the page. `columns` say whose; their values come as texts. */
function newestFirst<Row>(source: PostgresSource, table: string, columns: readonly string[], select: string) {
  const n = columns.length;
  const statement = `select asked.place, found.*
    from unnest(${texts(n)}, $${n + 1}::integer[], $${n + 2}::timestamptz[], $${n + 3}::text[])
      with ordinality as asked(${names(n)}, first, instant, last, place)
    cross join lateral (
      select id, ${POSITION}, ${select} from ${table}
      where ${owner(columns)} and ${IS_RETAINED} and (asked.last is null or (date_time, id) < (asked.instant, asked.last))
      order by date_time desc, id desc limit least(asked.first, ${MAX_LIST}) + 1) as found`;
  return keyedLoader(
    async (asked: ReadonlyArray<PageOf<readonly string[]>>) => {
      const rows = await source.query<Row & { place: string }>(statement, [
        ...columns.map((_, at) => asked.map(({ of }) => of[at])),
        asked.map(({ page }) => page.first),
        asked.map(({ page }) => page.after?.[0] ?? null),
        asked.map(({ page }) => page.after?.[1] ?? null),
      ]);
      return grouped<Row>(rows, asked.length);
    },
    ({ of, page }) => JSON.stringify([of, page]),
  );
}

function counts(source: PostgresSource, table: string, columns: readonly string[]) {
  const statement = `select (select count(*)::integer from ${table} where ${owner(columns)} and ${IS_RETAINED}) as count
    from unnest(${texts(columns.length)}) with ordinality as asked(${names(columns.length)}, place) order by place`;
  return keyedLoader(
    async (asked: ReadonlyArray<readonly string[]>) => {
      const values = columns.map((_, at) => asked.map((of) => of[at]));
      return (await source.query<{ count: number }>(statement, values)).map(({ count }) => count);
    },
    (of) => JSON.stringify(of),
  );
}

function texts(count: number): string {
  return Array.from({ length: count }, (_, at) => `$${at + 1}::text[]`).join(', ');
}

function names(count: number): string {
  return Array.from({ length: count }, (_, at) => `of_${at}`).join(', ');
}

function owner(columns: readonly string[]): string {
  return columns.map((column, at) => `${column} = asked.of_${at}`).join(' and ');
}

/** One statement per kind asked for; answers in the order of the questions. */
async function inOrder<Question, Answer>(
  questions: readonly Question[],
  kindOf: (question: Question) => Announced['kind'],
  answer: (kind: Announced['kind'], some: readonly Question[]) => Promise<readonly Answer[]>,
): Promise<Answer[]> {
  const answers = new Map<Question, Answer>();
  for (const kind of new Set(questions.map(kindOf))) {
    const some = questions.filter((question) => kindOf(question) === kind);
    for (const [at, each] of (await answer(kind, some)).entries()) answers.set(some[at] as Question, each);
  }
  return questions.map((question) => answers.get(question) as Answer);
}

/** Messages that announce what is asked for, each once however many of its legs fit. */
const ANNOUNCING: Readonly<Record<Announced['kind'], string>> = {
  flight: 'flight = asked.one and departure_date = asked.other::date',
  movement: 'movement_id = asked.one',
};

const ANNOUNCED = (kind: Announced['kind']) => `api_record as record join (
  select distinct message_id, message_ordinal from transport_leg where ${ANNOUNCING[kind]}) as leg
  using (message_id, message_ordinal)`;

async function apiRecords(source: PostgresSource, kind: Announced['kind'], asked: ReadonlyArray<PageOf<Announced>>) {
  const rows = await source.query<ApiRecordRow & { place: string }>(
    `select asked.place, found.*
     from unnest($1::text[], $2::text[], $3::integer[], $4::bigint[], $5::integer[], $6::integer[])
       with ordinality as asked(one, other, first, message, unh, nad, place)
     cross join lateral (
       select message_id::text as "messageId", message_ordinal as "messageOrdinal", ordinal,
         birth_date::text as "birthDate", ${fields('party_function_code', 'surname', 'given_names', 'sex', 'nationality')},
         ${fields('embarkation_location_id', 'debarkation_location_id', 'passenger_name_record_locator')}
       from ${ANNOUNCED(kind)}
       where asked.nad is null or (message_id, message_ordinal, ordinal) > (asked.message, asked.unh, asked.nad)
       order by record.message_id, record.message_ordinal, record.ordinal
       limit least(asked.first, ${MAX_LIST}) + 1) as found`,
    [
      ...keysOf(asked.map(({ of }) => of)),
      asked.map(({ page }) => page.first),
      ...[0, 1, 2].map((part) => asked.map(({ page }) => page.after?.[part] ?? null)),
    ],
  );
  return grouped<ApiRecordRow>(rows, asked.length);
}

async function apiRecordCounts(source: PostgresSource, kind: Announced['kind'], asked: readonly Announced[]) {
  const rows = await source.query<{ count: number }>(
    `select (select count(*)::integer from ${ANNOUNCED(kind)}) as count
     from unnest($1::text[], $2::text[]) with ordinality as asked(one, other, place) order by place`,
    keysOf(asked),
  );
  return rows.map(({ count }) => count);
}

function keysOf(asked: readonly Announced[]): unknown[] {
  return [
    asked.map((each) => (each.kind === 'flight' ? each.flight : each.id)),
    asked.map((each) => (each.kind === 'flight' ? each.date : null)),
  ];
}
