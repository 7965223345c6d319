import {
  type CsvSource,
  dateOrNull,
  type Fields,
  InputError,
  type KitContext,
  keyedLoader,
  oneOf,
  SourceError,
  text,
  textOrNull,
} from '../kit/index.ts';

export type Context = KitContext<Loaders>;
export type Loaders = ReturnType<typeof loadersOver>;

/** What the register says of a number; null: nothing. */
export interface Found {
  /** When the register was written. */
  readonly asOf: string;
  readonly certificate: CertificateRow | null;
}

export type CertificateRow = ReturnType<typeof certificateIn> & Pick<Found, 'asOf'>;

/** A document as an item cites it. */
export interface CitedDocument {
  readonly documentCode?: string | null;
  readonly id?: string | null;
}

/** What the gateway hands over of a goods item. Null or absent: the owning agency did not answer. */
export interface ItemInputs {
  readonly mrn?: string | null;
  readonly sequenceNumeric?: number | null;
  readonly additionalDocuments?: readonly CitedDocument[] | null;
  readonly commodity?: {
    readonly classifications?: ReadonlyArray<{ readonly id?: string | null }> | null;
  } | null;
}

const STATUSES: ReadonlySet<'VALID' | 'EXPIRED' | 'WITHDRAWN'> = new Set(['VALID', 'EXPIRED', 'WITHDRAWN'] as const);

/** The form in which the register keeps numbers; undefined for what cannot be one. */
export function certificateNumberIn(number: string): string | undefined {
  const normal = number.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9-]{0,34}$/.test(normal) ? normal : undefined;
}

/** @throws InputError where it cannot be the number of a certificate. */
export function certificateNumber(number: string): string {
  const normal = certificateNumberIn(number);
  if (normal === undefined) throw new InputError('number must have 1 to 35 letters, digits and hyphens.', 'number');
  return normal;
}

/** Loaders of one request: what several fields ask for is looked up together. */
export function loadersOver(source: CsvSource) {
  return {
    found: keyedLoader<string, Found>(
      (numbers) => foundIn(source, numbers),
      (number) => number,
    ),
  };
}

async function foundIn(source: CsvSource, numbers: readonly string[]): Promise<Array<Found | SourceError>> {
  // Asked first: where the register is replaced in between, what it says is newer than it is said to be, never older.
  const asOf = (await source.asOf()).toISOString();
  const rows = await source.byKey('certificate_no', numbers, certificateIn);
  return rows.map((row) => (row instanceof SourceError ? row : { asOf, certificate: row && { ...row, asOf } }));
}

/** A row of the register, by the names of its columns. */
function certificateIn(row: Fields) {
  return {
    number: text(row, 'certificate_no'),
    status: oneOf(row, 'status', STATUSES),
    standard: text(row, 'standard'),
    hsHeading: headingIn(row, 'hs_heading'),
    validUntil: dateOrNull(row, 'valid_until'),
    exporterName: textOrNull(row, 'exporter'),
    importerName: textOrNull(row, 'importer'),
    inspectorName: textOrNull(row, 'inspector'),
  };
}

function headingIn(row: Fields, column: string): string {
  const heading = text(row, column);
  if (!/^\d{4}$/.test(heading)) throw new SourceError('SOURCE_INVALID', `${column} must have four digits`);
  return heading;
}
