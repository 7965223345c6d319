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
  const part = /(?:"((?:[^"]|"")*)("?)|([^",\r\n]*))(,|\r?\n|$)/y;
  let [line, begins] = [1, 1];
  let fields: string[] = [];
  while (part.lastIndex < text.length) {
    const from = part.lastIndex;
    const match = part.exec(text);
    // A quote where none may stand: the rest of its line is not read.
    const end = match ? part.lastIndex : text.indexOf('\n', from) + 1 || text.length;
    line += text.slice(from, end).split('\n').length - 1;
    const isClosed = match !== null && (match[1] === undefined || match[2] === '"');
    if (match) fields.push(match[1]?.replaceAll('""', '"') ?? match[3] ?? '');
    if (!isClosed || match?.[4] !== ',') {
      if (!isClosed || fields.some((field) => field !== '')) yield { line: begins, fields, isClosed };
      fields = [];
      begins = line;
    }
    part.lastIndex = end;
  }
}
