import { InputError } from './errors.ts';

/** The largest page any connection gives. */
export const MAX_PAGE = 200;

/** What a Relay connection was asked for. `after` is the decoded position, its meaning known to the field. */
export interface Page {
  readonly first: number;
  readonly after: readonly string[] | undefined;
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

/**
 * Reads the paging arguments of a field.
 *
 * @param parts how many parts a position of this field has.
 * @throws InputError where `first` is not 1 to 200 or `after` is no cursor of this field.
 */
export function pageOf(args: { readonly first?: number | null; readonly after?: string | null }, parts: number): Page {
  const first = args.first ?? 50;
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) {
    throw new InputError(`first must be a number from 1 to ${MAX_PAGE}.`, 'first');
  }
  return { first, after: args.after == null ? undefined : positionOf(args.after, parts) };
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
  const edges = rows.slice(0, page.first).map((node) => ({ cursor: cursorOf(position(node)), node }));
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

function cursorOf(position: readonly string[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function positionOf(cursor: string, parts: number): readonly string[] {
  const position = parsed(cursor);
  if (!Array.isArray(position) || position.length !== parts || !position.every((part) => typeof part === 'string')) {
    throw new InputError('after must be a cursor that this field gave.', 'after');
  }
  return position;
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
