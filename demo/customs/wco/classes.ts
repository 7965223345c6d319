/**
 * How a class of the WCO Data Model is described once: the reader walks the description, the tables are made from it
 * and the documentation lists it. What is not described is reported by the reader, never lost in silence.
 */

/** An element that holds one value. `wco` is the element's id in the WCO Data Model, empty where none is cited. */
export type Leaf =
  /** Free text or an identifier, at most `max` characters. */
  | { readonly kind: 'text'; readonly column: string; readonly wco: string; readonly max: number }
  /** A value of a code list, at most `max` characters. */
  | { readonly kind: 'code'; readonly column: string; readonly wco: string; readonly max: number }
  /** A whole number of at most `max` digits. */
  | { readonly kind: 'quantity'; readonly column: string; readonly wco: string; readonly max: number }
  /** An exact decimal of at most `max` digits with its unit (attribute `unitCode`). */
  | { readonly kind: 'measure'; readonly column: string; readonly wco: string; readonly max: number }
  /** An exact decimal of at most `max` digits with its currency (attribute `currencyID`). */
  | { readonly kind: 'amount'; readonly column: string; readonly wco: string; readonly max: number }
  /** A `DateTimeString` with its `formatCode`. */
  | { readonly kind: 'dateTime'; readonly column: string; readonly wco: string };

/** A class that occurs at most once and is kept in the row of the class around it. */
export interface Folded {
  readonly kind: 'folded';
  readonly wco: string;
  readonly content: Content;
}

/** A class kept as rows of its own table; `role` tells apart the elements that share a table (Consignor, Consignee). */
export interface Rows {
  readonly kind: 'rows';
  readonly of: WcoClass;
  readonly many: boolean;
  readonly role: string | undefined;
}

/** Element name to what it holds. Without a prototype: element names come from outside. */
export type Content = Readonly<Record<string, Leaf | Folded | Rows>>;

/** A class with a table of its own. */
export interface WcoClass {
  readonly table: string;
  readonly wco: string;
  readonly content: Content;
  /** Columns the intake computes from the others: column to SQL type. */
  readonly derived: Readonly<Record<string, string>>;
  /** True where several elements share the table. */
  readonly hasRole: boolean;
}

/** Text, `an..max`. */
export const text = (column: string, wco: string, max: number): Leaf => ({ kind: 'text', column, wco, max });
/** Code, `an..max`. */
export const code = (column: string, wco: string, max: number): Leaf => ({ kind: 'code', column, wco, max });
/** Whole number, `n..max`. */
export const quantity = (column: string, wco: string, max: number): Leaf => ({ kind: 'quantity', column, wco, max });
/** Decimal with unit; 16 digits, as the WCO Data Model has it. */
export const measure = (column: string, wco: string): Leaf => ({ kind: 'measure', column, wco, max: 16 });
/** Decimal with currency; 16 digits, as the WCO Data Model has it. */
export const amount = (column: string, wco: string): Leaf => ({ kind: 'amount', column, wco, max: 16 });
/** Date and time. */
export const dateTime = (column: string, wco: string): Leaf => ({ kind: 'dateTime', column, wco });

/** A class kept in the row around it. */
export function folded(wco: string, content: Content): Folded {
  return { kind: 'folded', wco, content: bare(content) };
}

/** At most one row of a class. */
export const one = (of: WcoClass, role?: string): Rows => ({ kind: 'rows', of, many: false, role });
/** Any number of rows of a class. */
export const many = (of: WcoClass, role?: string): Rows => ({ kind: 'rows', of, many: true, role });

/** A class with its own table. */
export function wcoClass(
  table: string,
  wco: string,
  content: Content,
  more: { readonly derived?: Readonly<Record<string, string>>; readonly hasRole?: boolean } = {},
): WcoClass {
  return { table, wco, content: bare(content), derived: more.derived ?? {}, hasRole: more.hasRole ?? false };
}

/** Every class reachable from `roots`, each once, in the order first met. */
export function classesOf(roots: readonly WcoClass[]): readonly WcoClass[] {
  const found = new Set<WcoClass>();
  const visit = (content: Content): void => {
    for (const part of Object.values(content)) {
      if (part.kind === 'folded') visit(part.content);
      if (part.kind === 'rows') enter(part.of);
    }
  };
  const enter = (met: WcoClass): void => {
    if (found.has(met)) return;
    found.add(met);
    visit(met.content);
  };
  for (const root of roots) enter(root);
  return [...found];
}

/** The leaves kept in the row of a class, those of folded classes included, with their place below the class. */
export function leavesOf(
  content: Content,
  place: readonly string[] = [],
): ReadonlyArray<{ place: string; leaf: Leaf }> {
  return Object.entries(content).flatMap(([name, part]) => {
    if (part.kind === 'rows') return [];
    if (part.kind === 'folded') return leavesOf(part.content, [...place, name]);
    return [{ place: [...place, name].join('/'), leaf: part }];
  });
}

function bare(content: Content): Content {
  return Object.freeze(Object.assign(Object.create(null), content));
}
