/** CHED types as references name them, and as the notification's type does: A live animals, P products, PP plants, D feed. */
export type EntryDocumentType = 'A' | 'P' | 'PP' | 'D';

/** Parts of a reference of a health entry document. */
export interface EntryDocumentReference {
  /** Undefined in the short form. */
  readonly type: EntryDocumentType | undefined;
  /** Country, year and number without leading noughts: `UG.2026.18843`, the same of both forms. */
  readonly lookup: string;
}

const LONG = /^CHED(A|P|PP|D)\.([A-Z]{2})\.(\d{4})\.0*(\d{1,9})[A-Z]?$/;
/** As declarations cite it: `GBCHD2025.1053368`. */
const SHORT = /^([A-Z]{2})CHD(\d{4})\.0*(\d{1,9})[A-Z]?$/;

/** Reads `CHEDPP.UG.2026.0018843` or `UGCHD2026.0018843`; undefined where it is neither. */
export function entryDocumentReference(reference: string): EntryDocumentReference | undefined {
  const text = reference.trim().toUpperCase();
  const [, type, country, year, number] = LONG.exec(text) ?? [];
  if (type) return { type: type as EntryDocumentType, lookup: [country, year, number].join('.') };
  const [, shortCountry, shortYear, shortNumber] = SHORT.exec(text) ?? [];
  return shortCountry ? { type: undefined, lookup: [shortCountry, shortYear, shortNumber].join('.') } : undefined;
}

/** The form in which numbers of certificates are compared. */
export function certificateNumber(id: string): string {
  return id.trim().toUpperCase();
}

/** The form in which any cited reference is compared. */
export function citedReference(reference: string): string {
  return entryDocumentReference(reference)?.lookup ?? certificateNumber(reference);
}

/** The form in which MRNs are compared. */
export function comparedMrn(mrn: string): string {
  return mrn.toUpperCase().replace(/\s/g, '');
}
