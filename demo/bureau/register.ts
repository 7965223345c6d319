import { existsSync, mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readCsv } from '../../standards/codes/csv.ts';

/** Columns of the register of certificates of conformity, as the bureau of standards hands it out. */
const COLUMNS = [
  'certificate_no',
  'status',
  'standard',
  'hs_heading',
  'valid_until',
  'exporter',
  'importer',
  'inspector',
] as const;

/** A certificate of conformity: column → text, empty where there is none. */
export type RegisteredCertificate = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** The newest so many are kept: the subgraph reads no register of more than 16 MiB. */
const MOST_CERTIFICATES = 80_000;

/** File of the register of a demo. */
export function registerFile(home: string): string {
  return join(home, 'bureau', 'register.csv');
}

/**
 * Writes the register as the bureau does at night: certificates of earlier days stay, the new file takes the place of
 * the old one whole. The same certificates again leave the file as it is.
 *
 * @param asOf when it says to be written.
 */
export function writeRegister(file: string, certificates: Iterable<RegisteredCertificate>, asOf = new Date()): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const lines = new Map(readCsv(before ?? '').rows.map(({ values }) => lineOf((column) => values.get(column) ?? '')));
  for (const certificate of certificates) {
    const [number, line] = lineOf((column) => certificate[column]);
    // What is written again is the newest.
    lines.delete(number);
    lines.set(number, line);
  }
  const text = [COLUMNS.join(','), ...[...lines.values()].slice(-MOST_CERTIFICATES), ''].join('\n');
  if (text === before) return;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const written = `${file}.${process.pid}.new`;
  writeFileSync(written, text, { mode: 0o600 });
  utimesSync(written, asOf, asOf);
  renameSync(written, file);
}

function lineOf(cell: (column: (typeof COLUMNS)[number]) => string): readonly [number: string, line: string] {
  return [cell('certificate_no'), COLUMNS.map((column) => quoted(cell(column))).join(',')];
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
