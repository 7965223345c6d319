import { InputError } from '../kit/index.ts';

/** A key as it arrives: any part may be missing. */
export type Unread<Key> = { readonly [Part in keyof Key]?: Key[Part] | null | undefined };

/** A certificate by its number, and by its issuing country where that is known. */
export interface CertificateKey {
  /** ISO 3166-1 alpha-2; undefined where a citation does not say it. */
  readonly issuingCountry: string | undefined;
  readonly id: string;
}

/** Printable text without control characters, which no reference holds. */
const isPrintable = (value: string, max: number) => value.length > 0 && value.length <= max && !/\p{C}/u.test(value);

/** Long form `CHEDPP.UG.2026.0000123`, and the short one that declarations cite, `UGCHD2026.0000123`. */
const ENTRY_DOCUMENT = /^(CHED(A|P|PP|D)\.[A-Z]{2}\.\d{4}\.\d{1,9}[A-Z]?|[A-Z]{2}CHD\d{4}\.\d{1,9}[A-Z]?)$/;

/** True for what can be the reference of a health entry document, in either form. */
export function isEntryDocumentReference(reference: string): boolean {
  return ENTRY_DOCUMENT.test(reference.trim().toUpperCase());
}

/** @throws InputError where it is no reference of a health entry document. */
export function entryDocumentReference(reference: string): string {
  const text = reference.trim().toUpperCase();
  if (!ENTRY_DOCUMENT.test(text))
    throw new InputError('reference must be one such as CHEDP.UG.2026.0000123.', 'reference');
  return text;
}

/** @throws InputError */
export function certificateKey({ issuingCountry, id }: Unread<CertificateKey>): CertificateKey {
  return { issuingCountry: countryCode(issuingCountry ?? '', 'issuingCountry'), id: reference(id, 'id') };
}

/** @throws InputError */
export function countryCode(value: string, argument: string): string {
  const text = value.trim().toUpperCase();
  if (!/^[A-Z]{2}$/.test(text)) throw new InputError(`${argument} must be a country code of two letters.`, argument);
  return text;
}

/** A reference of 1 to 70 characters. @throws InputError */
export function reference(value: string | null | undefined, argument: string): string {
  const text = value?.trim() ?? '';
  if (!isPrintable(text, 70)) throw new InputError(`${argument} must have 1 to 70 characters.`, argument);
  return text;
}

/** True for what can be a reference: 1 to 70 printable characters. */
export function isReference(value: string): boolean {
  return isPrintable(value.trim(), 70);
}

/** Name of a species, 1 to 200 characters; undefined where none is given. @throws InputError */
export function speciesName(value: string | null | undefined): string | undefined {
  if (value == null) return undefined;
  const text = value.trim();
  if (!isPrintable(text, 200)) throw new InputError('species must have 1 to 200 characters.', 'species');
  return text;
}

/** A calendar date, ISO 8601; undefined where none is given. @throws InputError */
export function calendarDate(value: string | null | undefined, argument: string): string | undefined {
  if (value == null) return undefined;
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(value) : Number.NaN;
  if (Number.isNaN(time) || !new Date(time).toISOString().startsWith(value)) {
    throw new InputError(`${argument} must be a date such as 2026-11-23.`, argument);
  }
  return value;
}

/** A post, UN/LOCODE. @throws InputError */
export function locode(value: string): string {
  if (!/^[A-Z]{2}[A-Z2-9]{3}$/.test(value)) throw new InputError('locode must be a UN/LOCODE.', 'locode');
  return value;
}
