import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { type Connection, connectionOf, type Page } from './paging.ts';
import type { Restrictions } from './restricted.ts';
import type { PostgresSource } from './source-postgres.ts';

/** A list of records of one type, as it is there for the caller, cut into pages. */
export interface Listing<Row> {
  /** Up to `page.first + 1` rows behind the position. */
  rows(page: Page): Promise<readonly Row[]>;
  count(): Promise<number>;
  /** The place of a row in the list's order, which names it alone. */
  position(row: Row): readonly string[];
}

/** Rows of a table, or of what is joined to it. All of it is SQL the agency writes. */
export interface Table<Row> {
  /** Type of the records. */
  readonly type: string;
  readonly select: string;
  readonly from: string;
  /** A condition with the parameters `$1`, `$2`, …; left out: all rows. */
  readonly where?: string;
  readonly values?: readonly unknown[];
  /** Expressions that are never null and together name one row, each with its type in the database. */
  readonly order: ReadonlyArray<{ readonly sql: string; readonly type: string }>;
  /** The last by that order stands first: newest first of instants. */
  readonly isDescending?: boolean;
  position(row: Row): readonly string[];
}

/** Rows and their count by one condition, which leaves out what is not there for the caller. */
export function tableListing<Row>(source: PostgresSource, restrictions: Restrictions, table: Table<Row>): Listing<Row> {
  const { type, select, from, where = 'true', values = [], order, isDescending = false, position } = table;
  const columns = order.map(({ sql }) => sql).join(', ');
  const ordered = order.map(({ sql }) => `${sql}${isDescending ? ' desc' : ''}`).join(', ');
  // Made when it is asked: what the agency does not keep costs this list alone.
  const asked = () => {
    const restriction = restrictions.sql(type, values.length + 1);
    return { condition: `(${where}) and ${restriction.text}`, given: [...values, ...restriction.values] };
  };
  return {
    position,
    async rows({ first, after = [] }) {
      const { condition, given } = asked();
      const places = after.map((_, at) => `$${given.length + at + 1}::${order[at]?.type}`).join(', ');
      const behind = after.length > 0 ? ` and (${columns}) ${isDescending ? '<' : '>'} (${places})` : '';
      const limit = `$${given.length + after.length + 1}::integer`;
      const text = `select ${select} from ${from} where ${condition}${behind} order by ${ordered} limit ${limit}`;
      return source.query<Row>(text, [...given, ...after, first + 1]);
    },
    async count() {
      const { condition, given } = asked();
      const [row] = await source.query<{ count: string }>(`select count(*) from ${from} where ${condition}`, given);
      return Number(row?.count ?? 0);
    },
  };
}

/** Records that a system gives as a whole. */
export interface Held<Row> {
  readonly type: string;
  /** In the list's order. */
  readonly rows: readonly Row[];
  position(row: Row): readonly string[];
}

export function memoryListing<Row extends object>(
  restrictions: Restrictions,
  { type, rows, position }: Held<Row>,
): Listing<Row> {
  const there = restrictions.only(type, rows);
  return {
    position,
    async rows({ first, after }) {
      // The row itself may not be there any more: whatever stands behind its place is next.
      const from = after ? there.findIndex((row) => isBehind(position(row), after)) : 0;
      return from < 0 ? [] : there.slice(from, from + first + 1);
    },
    count: async () => there.length,
  };
}

/** Parts are ordered by code point. */
function isBehind(one: readonly string[], other: readonly string[]): boolean {
  for (const [at, part] of one.entries()) {
    const order = Buffer.compare(Buffer.from(part), Buffer.from(other[at] ?? ''));
    if (order !== 0) return order > 0;
  }
  return false;
}

/** A connection that counts when it is asked to. */
export interface ListingConnection<Row> extends Omit<Connection<Row>, 'totalCount'> {
  totalCount(): Promise<number>;
}

/** The connection of a list: its page, its end and, where it is asked for, its total are of the same records. */
export async function connectionIn<Row>(listing: Listing<Row>, page: Page): Promise<ListingConnection<Row>> {
  const { totalCount: _, ...connection } = connectionOf(await listing.rows(page), page, listing.position, null);
  return { ...connection, totalCount: () => listing.count() };
}

/** Totals that are functions are called: what is compiled reads members of records alone. */
export function countWhenAsked(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const total = isObjectType(type) && type.name.endsWith('Connection') ? type.getFields()['totalCount'] : undefined;
    if (total) total.resolve ??= defaultFieldResolver;
  }
}
