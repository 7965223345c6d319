import { exactInstant, type Listing, type PostgresSource, type Restrictions, tableListing } from '../../kit/index.ts';
import { type DisclosureRow, disclosureOf, type EntryRow } from './entry.ts';

/** What narrows a list of entries; undefined: nothing does. */
export interface Asked {
  /** Names of a record, of which an entry has at least one. */
  readonly names?: readonly string[] | undefined;
  readonly decisionId?: string | undefined;
  readonly agency?: string | undefined;
  readonly principal?: string | undefined;
  readonly purpose?: string | undefined;
  readonly agreement?: string | undefined;
  /** ISO 8601. */
  readonly from?: string | undefined;
  /** ISO 8601; up to, and not with. */
  readonly until?: string | undefined;
}

/** With the table's name: what is selected bears some of these names as well, as texts. */
const ORDER = [
  { sql: 'entry.at', type: 'timestamptz' },
  { sql: 'entry.writer', type: 'text' },
  { sql: 'entry.sequence', type: 'bigint' },
] as const;

/** Whatever is done to the hub itself is kept beside exchanges, and begins otherwise. */
const IS_EXCHANGE = `text like '{"kind":"exchange",%'`;
const ENTRIES = 'hub_ledger.entry cross join lateral (select text::json as said) as read';
const SELECT = `writer, sequence::text as sequence, ${exactInstant('at', 'at')}, text`;
/** undefined_table: the gateway, which makes the ledger, has not been started yet. */
const NO_TABLE = '42P01';

/** Exchanges, newest first. */
export function entryListing(source: PostgresSource, restrictions: Restrictions, asked: Asked): Listing<DisclosureRow> {
  const { condition, values } = conditionOf(asked);
  const listing = tableListing<EntryRow>(source, restrictions, {
    type: 'Disclosure',
    select: SELECT,
    from: ENTRIES,
    where: condition,
    values,
    order: ORDER,
    isDescending: true,
    position: ({ at, writer, sequence }) => [at, writer, sequence],
  });
  return {
    rows: async (page) => (await untilMade(listing.rows(page), [])).map(disclosureOf),
    count: () => untilMade(listing.count(), 0),
    position: ({ at, proof }) => [at, proof?.writer ?? '', proof?.sequence ?? ''],
  };
}

/** Of a ledger that is not there yet there is nothing. */
async function untilMade<Found>(asked: Promise<Found>, nothing: Found): Promise<Found> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === NO_TABLE) return nothing;
    throw error;
  }
}

/** What each narrows by, with `$` where its value stands. What the database looks up by indices comes first. */
const CONDITIONS: Readonly<Record<keyof Asked, string>> = {
  names: 'names && $::text[]',
  decisionId: `names && array[$::text] and said ->> 'id' = $`,
  from: 'at >= $::timestamptz',
  until: 'at < $::timestamptz',
  agency: `said ->> 'agency' = $`,
  principal: `said ->> 'principal' = $`,
  purpose: `said ->> 'purpose' = $`,
  agreement: `said ->> 'agreement' = $`,
};

function conditionOf(asked: Asked) {
  const values: unknown[] = [];
  const conditions = [IS_EXCHANGE];
  for (const [name, condition] of Object.entries(CONDITIONS)) {
    const value = asked[name as keyof Asked];
    if (value === undefined) continue;
    values.push(value);
    conditions.push(condition.replaceAll('$', () => `$${values.length}`));
  }
  return { condition: conditions.join(' and '), values };
}
