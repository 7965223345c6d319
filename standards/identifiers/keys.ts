/** Letters and digits alone, in capitals: blanks, hyphens and the filler of machine-readable zones say nothing. */
export function lettersAndDigits(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** A travel document as agencies name it (ICAO 9303). */
export interface TravelDocumentKey {
  readonly documentNumber: string;
  /** ICAO 9303-3 code, one to three letters. */
  readonly issuingState: string;
  /** Document code; its first letter says the kind: P, I, V … */
  readonly documentType: string;
}

/** A road vehicle or trailer. */
export interface VehicleKey {
  /** ISO 3166-1 alpha-2. */
  readonly registrationNationalityCode: string;
  readonly registrationId: string;
}

/**
 * The form in which travel documents are compared: number and state as letters and digits, the kind as one letter, for
 * passports of every kind (PD, PS …) are passports. Germany is `D`, as ICAO 9303-3 has it, however it is written.
 */
export function travelDocumentKey(key: TravelDocumentKey): TravelDocumentKey {
  const state = lettersAndDigits(key.issuingState);
  return {
    documentNumber: lettersAndDigits(key.documentNumber),
    issuingState: state === 'DEU' ? 'D' : state,
    documentType: lettersAndDigits(key.documentType).slice(0, 1),
  };
}

/** One text per travel document: `P:UTO:L898902C3`. */
export function travelDocumentText(key: TravelDocumentKey): string {
  const { documentType, issuingState, documentNumber } = travelDocumentKey(key);
  return [documentType, issuingState, documentNumber].join(':');
}

/** One text per vehicle: `UG:UAX123B`. */
export function vehicleText(key: VehicleKey): string {
  return [lettersAndDigits(key.registrationNationalityCode), lettersAndDigits(key.registrationId)].join(':');
}
