import { type CsvDefect, type CsvRow, readCsv } from './csv.ts';
import type { CodeListEdition } from './edition.ts';

/** A code of a list, with its name and whatever else its publisher says of it. */
export interface Code {
  readonly code: string;
  readonly name: string;
  /** Other columns that hold something, as published. */
  readonly properties: Readonly<Record<string, string>>;
}

/** A published list as read. */
export interface CodeList extends CodeListEdition {
  readonly kind: Layout['kind'];
  readonly codes: readonly Code[];
}

/** A row that is no code of the list; `line` from 1. */
export interface CodeDefect {
  readonly code: CsvDefect['code'] | 'BAD_CODE' | 'NO_NAME' | 'REPEATED_CODE';
  readonly line: number;
}

/** How a publisher lays out a list: the columns it is known by, and the code that a row makes. */
interface Layout {
  readonly kind: 'un-locode' | 'harmonized-system' | 'hs-sections' | 'un-locode-functions' | 'un-locode-status';
  readonly list: string;
  readonly key: readonly string[];
  readonly name: string;
  readonly form: RegExp;
}

const LAYOUTS: readonly Layout[] = [
  { kind: 'un-locode', list: 'UN/LOCODE', key: ['country', 'location'], name: 'name', form: /^[A-Z]{2}[A-Z2-9]{3}$/ },
  {
    kind: 'harmonized-system',
    list: 'Harmonized System',
    key: ['hscode'],
    name: 'description',
    form: /^(\d{2}|\d{4}|\d{6}|TOTAL)$/,
  },
  { kind: 'hs-sections', list: 'Harmonized System, sections', key: ['section'], name: 'name', form: /^[IVX]{1,5}$/ },
  {
    kind: 'un-locode-functions',
    list: 'UN/LOCODE, functions',
    key: ['FunctionCode'],
    name: 'FunctionDescription',
    form: /^[0-9A-Z]$/,
  },
  { kind: 'un-locode-status', list: 'UN/LOCODE, status', key: ['STStatus'], name: 'STDescription', form: /^[A-Z]{2}$/ },
];

/**
 * Reads a code list in one of the layouts it is published in, recognised by its columns.
 *
 * @param edition version as its publisher names it, and the date up to which changes are in it: no file says either.
 * @returns undefined where the columns are those of none.
 */
export function readCodeList(
  text: string,
  edition: Pick<CodeListEdition, 'version' | 'asOf'>,
): { readonly list: CodeList; readonly defects: readonly CodeDefect[] } | undefined {
  const { columns, rows, defects } = readCsv(text);
  const layout = LAYOUTS.find(({ key, name }) => [...key, name].every((column) => columns.includes(column)));
  if (!layout) return undefined;
  const found: CodeDefect[] = [...defects];
  const codes = new Map<string, Code>();
  for (const row of rows) {
    const code = codeOf(row, layout);
    const problem = !layout.form.test(code.code) ? 'BAD_CODE' : code.name === '' ? 'NO_NAME' : undefined;
    if (problem || codes.has(code.code)) found.push({ code: problem ?? 'REPEATED_CODE', line: row.line });
    else codes.set(code.code, code);
  }
  return { list: { kind: layout.kind, list: layout.list, ...edition, codes: [...codes.values()] }, defects: found };
}

function codeOf({ values }: CsvRow, { key, name }: Layout): Code {
  const others = [...values].filter(
    ([column, value]) => !key.includes(column) && column !== name && value.trim() !== '',
  );
  return {
    code: key.map((column) => values.get(column)?.trim() ?? '').join(''),
    name: values.get(name)?.trim() ?? '',
    properties: Object.fromEntries(others.map(([column, value]) => [column, value.trim()])),
  };
}
