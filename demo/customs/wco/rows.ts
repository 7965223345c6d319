import type { XmlElement } from '../../../standards/xml.ts';
import type { Content, Folded, Leaf, Rows, WcoClass } from './classes.ts';
import { unitOf } from './columns.ts';
import { dateTimeOf, digitsOf, isDecimal, quantityOf } from './values.ts';
import type { Warnings } from './warnings.ts';

/** A row as read: column to value. `node` numbers the rows of a message in document order, `parent_node` nests them. */
export interface Row {
  readonly parent_node: number;
  readonly node: number;
  readonly role?: string;
  [column: string]: string | number | undefined;
}

/** Table name to its rows. */
export type RowsByTable = Map<string, Row[]>;

/** Where the reader is; written out only when a warning needs it. */
interface Place {
  readonly above: Place | undefined;
  readonly step: string;
}

/** Reads the rows of one class and everything below it. */
export function readRows(element: XmlElement, of: WcoClass, warnings: Warnings): RowsByTable {
  const reader = new Reader(warnings);
  reader.class(element, { kind: 'rows', of, many: false, role: undefined }, 0, placeOf(undefined, element.name));
  return reader.rows;
}

/** Reads leaves alone (the message's envelope), leaving the elements named in `except` to others. */
export function readLeaves(element: XmlElement, content: Content, except: string, warnings: Warnings): Row {
  const row: Row = { parent_node: 0, node: 0 };
  const own = { ...element, children: element.children.filter((child) => child.name !== except) };
  new Reader(warnings).content(own, content, row, placeOf(undefined, element.name));
  return row;
}

/** Attributes that say how to read the document, not what it says. */
const DOCUMENT_ATTRIBUTES = new Set(['schemaLocation', 'noNamespaceSchemaLocation', 'nil', 'type']);

class Reader {
  readonly rows: RowsByTable = new Map();
  readonly #warnings: Warnings;
  #lastNode = 0;

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  class(element: XmlElement, { of, role }: Rows, parent: number, place: Place): void {
    this.#lastNode += 1;
    const row: Row = { parent_node: parent, node: this.#lastNode, ...(role !== undefined && { role }) };
    const table = this.rows.get(of.table);
    if (table) table.push(row);
    else this.rows.set(of.table, [row]);
    this.content(element, of.content, row, place);
  }

  content(element: XmlElement, content: Content, row: Row, place: Place): void {
    if (element.text !== '') this.#warnings.add('MISPLACED_TEXT', written(place));
    this.#attributes(element, place, undefined);
    const met = new Map<string, number>();
    const total = countByName(element.children);
    for (const child of element.children) {
      const index = (met.get(child.name) ?? 0) + 1;
      met.set(child.name, index);
      const step = (total.get(child.name) ?? 0) > 1 ? `${shortened(child.name)}[${index}]` : shortened(child.name);
      this.#part(child, content[child.name], index, row, placeOf(place, step));
    }
  }

  #part(element: XmlElement, part: Leaf | Folded | Rows | undefined, index: number, row: Row, place: Place): void {
    if (part === undefined) {
      this.#warnings.add('UNKNOWN_ELEMENT', written(place));
      return;
    }
    if (index > 1 && !(part.kind === 'rows' && part.many)) {
      this.#warnings.add('REPEATED_ELEMENT', written(place));
      return;
    }
    if (part.kind === 'rows') this.class(element, part, row.node, place);
    else if (part.kind === 'folded') this.content(element, part.content, row, place);
    else if (part.kind === 'dateTime') this.#dateTime(element, part, row, place);
    else this.#value(element, part, row, place);
  }

  #dateTime(element: XmlElement, leaf: Leaf, row: Row, place: Place): void {
    if (element.text !== '') this.#warnings.add('MISPLACED_TEXT', written(place));
    this.#attributes(element, place, undefined);
    const [first, ...others] = element.children;
    for (const other of others) this.#warnings.add('REPEATED_ELEMENT', written(placeOf(place, shortened(other.name))));
    if (first === undefined) return;
    const within = placeOf(place, shortened(first.name));
    if (first.name !== 'DateTimeString') {
      this.#warnings.add('UNKNOWN_ELEMENT', written(within));
      return;
    }
    this.#attributes(first, within, 'formatCode');
    this.#below(first, within);
    if (first.text === '') return;
    const value = dateTimeOf(first.text, first.attributes.get('formatCode') ?? '');
    if (value === undefined) {
      this.#warnings.add('BAD_DATE_TIME', written(within));
      return;
    }
    if (!value.hasOffset) this.#warnings.add('NO_TIME_OFFSET', written(within));
    row[leaf.column] = value.text;
    row[`${leaf.column}_instant`] = value.instant;
  }

  #value(element: XmlElement, leaf: Exclude<Leaf, { kind: 'dateTime' }>, row: Row, place: Place): void {
    const unit = unitOf(leaf);
    this.#attributes(element, place, unit?.attribute);
    this.#below(element, place);
    if (element.text === '') return;
    // Two names of one element: the first counts, as for an element given twice.
    if (row[leaf.column] !== undefined) {
      this.#warnings.add('REPEATED_ELEMENT', written(place));
      return;
    }
    const value = leafValueOf(element.text, leaf);
    if (value === undefined) {
      this.#warnings.add('NOT_A_NUMBER', written(place));
      return;
    }
    const isNumber = leaf.kind !== 'text' && leaf.kind !== 'code';
    const length = isNumber ? digitsOf(element.text) : element.text.length;
    if (length > leaf.max) this.#warnings.add('TOO_LONG', written(place));
    row[leaf.column] = value;
    const stated = unit && element.attributes.get(unit.attribute);
    if (unit && stated) row[unit.column] = stated;
  }

  #attributes(element: XmlElement, place: Place, known: string | undefined): void {
    for (const name of element.attributes.keys()) {
      if (name === known || DOCUMENT_ATTRIBUTES.has(name)) continue;
      this.#warnings.add('UNKNOWN_ATTRIBUTE', `${written(place)}/@${shortened(name)}`);
    }
  }

  #below(element: XmlElement, place: Place): void {
    for (const child of element.children) {
      this.#warnings.add('UNKNOWN_ELEMENT', written(placeOf(place, shortened(child.name))));
    }
  }
}

function leafValueOf(text: string, leaf: Leaf): string | number | undefined {
  if (leaf.kind === 'quantity') return quantityOf(text);
  if (leaf.kind === 'measure' || leaf.kind === 'amount') return isDecimal(text) ? text : undefined;
  return text;
}

function countByName(elements: readonly XmlElement[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

function placeOf(above: Place | undefined, step: string): Place {
  return { above, step };
}

function written(place: Place): string {
  return place.above === undefined ? place.step : `${written(place.above)}/${place.step}`;
}

/** Names of unknown elements come from outside: bounded. */
function shortened(name: string): string {
  return name.length > 64 ? `${name.slice(0, 64)}…` : name;
}
