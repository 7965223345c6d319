/** A row of a CSV file: column → value, and the line it began on, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly values: ReadonlyMap<string, string>;
}

/** What was wrong with a row that was left out, or with the file. Holds no value of it. */
export interface CsvDefect {
  readonly code: 'COLUMN_COUNT' | 'QUOTE_NOT_CLOSED' | 'TOO_MANY_ROWS';
  readonly line: number;
}

/** More rows than any code list of the field has. */
const MAX_ROWS = 500_000;

/**
 * Reads CSV (RFC 4180) with a header: commas, fields in double quotes where needed. A byte order mark is left out.
 *
 * @returns the names of the columns, the rows that have them all, and one defect for each that has not.
 */
export function readCsv(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly defects: readonly CsvDefect[];
} {
  const defects: CsvDefect[] = [];
  const rows: CsvRow[] = [];
  let columns: readonly string[] | undefined;
  for (const { line, fields, isClosed } of records(text.replace(/^\uFEFF/, ''))) {
    if (!isClosed) defects.push({ code: 'QUOTE_NOT_CLOSED', line });
    else if (columns === undefined) columns = fields.map((field) => field.trim());
    else if (fields.length !== columns.length) defects.push({ code: 'COLUMN_COUNT', line });
    else rows.push({ line, values: new Map(columns.map((column, at) => [column, fields[at] ?? ''])) });
    if (rows.length + defects.length <= MAX_ROWS) continue;
    defects.push({ code: 'TOO_MANY_ROWS', line });
    break;
  }
  return { columns: columns ?? [], rows, defects };
}

/** Records as they follow, empty lines left out. */
function* records(text: string): Generator<{ line: number; fields: string[]; isClosed: boolean }> {
  let [at, line, begins] = [0, 1, 1];
  let fields: string[] = [];
  while (at < text.length) {
    const part = partAt(text, at);
    // A quote where none may stand: the rest of its line is not read.
    const end = part ? part.end : text.indexOf('\n', at) + 1 || text.length;
    line += text.slice(at, end).split('\n').length - 1;
    if (part) fields.push(part.field);
    const isClosed = part?.isClosed ?? false;
    if (!isClosed || part?.separator !== ',') {
      if (!isClosed || fields.some((field) => field !== '')) yield { line: begins, fields, isClosed };
      fields = [];
      begins = line;
    }
    at = end;
  }
}

/** A field with what separates it from the next. */
interface Part {
  readonly field: string;
  readonly separator: string;
  readonly isClosed: boolean;
  readonly end: number;
}

const PLAIN = /[^",\r\n]*/y;
const SEPARATOR = /,|\r?\n|$/y;

/** Undefined where a quote stands that neither begins nor ends a field. Linear in the field, whatever its length. */
function partAt(text: string, at: number): Part | undefined {
  const isQuoted = text[at] === '"';
  const quote = isQuoted ? closingQuote(text, at + 1) : -1;
  PLAIN.lastIndex = at;
  const plain = isQuoted ? '' : (PLAIN.exec(text)?.[0] ?? '');
  const stop = isQuoted ? (quote === -1 ? text.length : quote) : at + plain.length;
  SEPARATOR.lastIndex = quote === -1 ? stop : stop + 1;
  const separator = SEPARATOR.exec(text)?.[0];
  if (separator === undefined) return undefined;
  const field = isQuoted ? text.slice(at + 1, stop).replaceAll('""', '"') : plain;
  return {
    field,
    separator,
    isClosed: !isQuoted || quote !== -1,
    end: (quote === -1 ? stop : stop + 1) + separator.length,
  };
}

/** Where the field's quotes close; two quotes stand for one inside. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at !== -1 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
