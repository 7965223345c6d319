import type { TravelDocumentKey, VehicleKey } from '../../standards/identifiers/keys.ts';

/** What an alert is about. A person is on file only; searches ask for documents and vehicles. */
export type AlertSubject =
  | ({ readonly kind: 'document' } & TravelDocumentKey)
  | ({ readonly kind: 'vehicle' } & VehicleKey)
  | { readonly kind: 'person'; readonly name: string; readonly dateOfBirth: string };

/** What a person is in a matter: data of these are kept apart (Directive (EU) 2016/680 art. 6). */
export type SubjectCategory = 'SUSPECT' | 'CONVICTED' | 'VICTIM' | 'WITNESS' | 'OTHER';

/** What is said of the person an alert is about, and how sure it is (Directive (EU) 2016/680 art. 7). */
export interface Information {
  readonly subjectCategory: SubjectCategory;
  readonly statement: string;
  readonly informationBasis: 'FACT' | 'ASSESSMENT';
  /** The 4 x 4 of Europol's analysis files: source A, B, C or X, information 1 to 4. */
  readonly evaluationCode: string;
}

/** An alert, in the manner of SIS (Regulation (EU) 2018/1862). */
export interface Alert {
  readonly alertId: string;
  /** Article under which it was entered, e.g. `26` arrest, `36` discreet check, `38` objects. */
  readonly reasonArticle: string;
  readonly actionToTake: string;
  /** A covert alert (discreet check) is never shown: its search answers as if there were no alert. */
  readonly isCovert: boolean;
  /** False where only part of the number is known: its beginning, as given in the subject. */
  readonly isExact: boolean;
  /** Dates, ISO 8601; the last day counts. */
  readonly validFrom: string;
  readonly validUntil: string;
  /** State that entered the alert, ISO 3166-1 alpha-2. */
  readonly ownerState: string;
  readonly subject: AlertSubject;
  /** Of an alert about a person; objects have none. */
  readonly information?: Information;
}

/** What is told of an overt alert to whom the agency lets read it. */
export interface ToldAlert extends Information {
  readonly alertId: string;
  readonly actionToTake: string;
  /** ISO 8601. */
  readonly validUntil: string;
}

/** Kind of report in the register of lost and stolen documents. */
export type FraudType = 'STOLEN_BLANK' | 'STOLEN' | 'LOST' | 'REVOKED' | 'INVALID';

/** An entry in the manner of INTERPOL's SLTD register. It names no holder. Dates are ISO 8601. */
export interface StolenLostDocument extends TravelDocumentKey {
  readonly fraudType: FraudType;
  /** ISO 3166-1 alpha-2. */
  readonly theftCountryCode: string;
  readonly theftDate: string;
  readonly issueDate: string | null;
  readonly expiryDate: string | null;
  /** Ten years after the entry was made; from then on the entry is not used until it is renewed. */
  readonly reviewDate: string;
  readonly nationalReference: string;
}

/** An entry in the manner of INTERPOL's SMV register. */
export interface StolenVehicle extends VehicleKey {
  /** ISO 3779, 17 characters. */
  readonly vin: string;
  readonly make: string;
  readonly model: string;
  readonly colour: string;
  readonly year: number;
  readonly theftDate: string;
  /** State whose bureau owns the entry, ISO 3166-1 alpha-2. */
  readonly ownerCountryCode: string;
}

/** A case as the register of cases has it: what it is about stays in the case file. */
export interface CaseEntry {
  /** Opaque: it tells nothing of the case. */
  readonly caseId: string;
  readonly status: 'OPEN' | 'CLOSED';
  /** Officers assigned to it, of any agency, by the references their agencies know them by. */
  readonly officers: ReadonlyArray<{ readonly agency: string; readonly officer: string }>;
}

/** What the register says of one case to one officer's question. */
export interface CaseCheck {
  readonly status: CaseEntry['status'];
  readonly isAssigned: boolean;
}

/** What the feed takes: each list replaces entries of the same key and leaves the others alone. */
export interface Feed {
  readonly alerts: readonly Alert[];
  readonly stolenLostDocuments: readonly StolenLostDocument[];
  readonly stolenVehicles: readonly StolenVehicle[];
  readonly cases?: readonly CaseEntry[];
}

/** How certain a hit is. */
export type HitBand = 'NONE' | 'POSSIBLE' | 'CONFIRMED';

/** Answer to one searched key. */
export interface Hit {
  /** Reference of the answer in the search log. */
  readonly decisionId: string;
  readonly band: HitBand;
  readonly actionToTake: string | null;
  readonly contactDesk: string | null;
}
