/** A travel document as the police registers know it. */
export interface DocumentKey {
  readonly documentNumber: string;
  /** ICAO 9303-3 code, one to three letters. */
  readonly issuingState: string;
  /** First letter of the ICAO document code: P, I, V … */
  readonly documentType: string;
}

/** A vehicle as the police registers know it. */
export interface VehicleKey {
  /** ISO 3166-1 alpha-2. */
  readonly registrationNationalityCode: string;
  readonly registrationId: string;
}

/** Letters and digits alone, in capitals: blanks, hyphens and the MRZ filler say nothing. */
export function normalised(text: string): string {
  return text.toUpperCase().replace(/[^A-Z0-9]/g, '');
}

/** One text per document: `P:UTO:L898902C3`. Passports of every kind (PD, PS …) are passports. */
export function documentText(key: DocumentKey): string {
  return [normalised(key.documentType).slice(0, 1), normalised(key.issuingState), normalised(key.documentNumber)].join(
    ':',
  );
}

/** One text per vehicle: `UG:UAX123B`. */
export function vehicleText(key: VehicleKey): string {
  return [normalised(key.registrationNationalityCode), normalised(key.registrationId)].join(':');
}
