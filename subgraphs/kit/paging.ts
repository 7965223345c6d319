import type { CursorPlace, Cursors } from './cursors.ts';
import { InputError } from './errors.ts';

/** The largest page any connection gives. */
export const MAX_PAGE = 200;

/** The longest list that is no connection. */
export const MAX_LIST = 200;

/** The cursors of one request: bound to its agency and its viewer. `Type.field` and filter say of which list. */
export type CursorsOf = (place: CursorPlace) => Cursors;

/** What a Relay connection was asked for. `after` is the opened position, its meaning known to the field. */
export interface Page {
  readonly first: number;
  readonly after: readonly string[] | undefined;
  /** Seals the cursors of this connection. No data: a page's text (JSON) is the same with it and without. */
  seal(position: readonly string[]): string;
}

/** The paging arguments of a field as they arrive. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** A Relay connection as resolvers return it. */
export interface Connection<Node> {
  readonly edges: ReadonlyArray<{ readonly cursor: string; readonly node: Node }>;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number | null;
}

/** A connection that counts only when it is asked to; `of` is what it is a connection of. */
export type Counted<Row, Of> = Connection<Row> & { readonly of: Of };

/** A page of what belongs to one record: the key of a loader of pages. */
export interface PageOf<Key> {
  readonly of: Key;
  readonly page: Page;
}

/**
 * Reads the paging arguments of a field.
 *
 * @param cursors of the list asked for.
 * @param parts how many parts a position of this list has.
 * @throws InputError where `first` is not 1 to 200, or `after` is no cursor that this field gave to this class of viewer
 *   under this filter.
 */
export function pageOf(cursors: Cursors, { first, after }: PageArguments, parts: number): Page {
  const size = pageSizeOf(first);
  const position = after == null ? undefined : cursors.open(after, parts);
  if (after != null && position === undefined) {
    throw new InputError('after must be a cursor that this field gave.', 'after');
  }
  return { first: size, after: position, seal: cursors.seal };
}

/** How many members are asked for; 50 where nothing is said. @throws InputError unless it is 1 to 200. */
export function pageSizeOf(first: PageArguments['first']): number {
  const size = first ?? 50;
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE) {
    throw new InputError(`first must be a number from 1 to ${MAX_PAGE}.`, 'first');
  }
  return size;
}

/**
 * Makes the connection from up to `page.first + 1` rows: the extra row only says that there is a next page.
 *
 * @param position the place of a row in the field's order: what `after` of the next page will be.
 */
export function connectionOf<Node>(
  rows: readonly Node[],
  page: Page,
  position: (node: Node) => readonly string[],
  totalCount: number | null,
): Connection<Node> {
  const edges = rows.slice(0, page.first).map((node) => ({ cursor: page.seal(position(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > page.first,
      hasPreviousPage: page.after !== undefined,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  };
}
