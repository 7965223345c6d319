import { lettersAndDigits } from '../../standards/identifiers/keys.ts';
import { InputError } from './errors.ts';

/** A travel document, ICAO 9303. */
export interface DocumentKey {
  readonly documentNumber: string;
  readonly issuingState: string;
  readonly documentType: string;
}

/** A road vehicle or trailer. */
export interface VehicleKey {
  readonly registrationNationalityCode: string;
  readonly registrationId: string;
}

/** A key as it arrives: any part may be missing. */
export type Unread<Key> = { readonly [Part in keyof Key]?: string | null | undefined };

const NUMBER = /^(?=.*[A-Za-z0-9]).{1,40}$/s;
const STATE = /^[A-Za-z]{1,3}<{0,2}$/;
const DOCUMENT_TYPE = /^[A-Za-z][A-Za-z<]?$/;
const COUNTRY = /^[A-Za-z]{2}$/;

/**
 * Reads a document's key, whether a caller gave it or another agency declared it.
 *
 * @throws InputError where a part is missing or cannot be one: such a key has no answer, rather than "no hit".
 */
export function documentKey(key: Unread<DocumentKey>): DocumentKey {
  return {
    documentNumber: part(key.documentNumber, NUMBER, 'documentNumber', 'must be 1 to 40 characters'),
    issuingState: part(key.issuingState, STATE, 'issuingState', 'must be an ICAO code of up to three letters'),
    documentType: part(key.documentType, DOCUMENT_TYPE, 'documentType', 'must be one or two letters'),
  };
}

/** Reads a vehicle's key. @throws InputError as documentKey */
export function vehicleKey(key: Unread<VehicleKey>): VehicleKey {
  return {
    registrationNationalityCode: part(
      key.registrationNationalityCode,
      COUNTRY,
      'registrationNationalityCode',
      'must be a country code of two letters',
    ),
    registrationId: part(key.registrationId, NUMBER, 'registrationId', 'must be 1 to 40 characters'),
  };
}

/** Blanks and hyphens make no other document: such keys are asked once. */
export function keyText(parts: readonly string[]): string {
  return parts.map(lettersAndDigits).join(':');
}

function part(value: string | null | undefined, form: RegExp, name: string, expected: string): string {
  if (typeof value !== 'string' || !form.test(value)) throw new InputError(`${name} ${expected}.`, name);
  return value;
}
