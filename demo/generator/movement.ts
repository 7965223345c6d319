import type { RiskResultRow } from '../customs/intake.ts';
import type { Feed } from '../police/records.ts';
import { localDate } from './clock.ts';

/** A travel document of the crew. */
export interface CrewMember {
  readonly function: 'DRV' | 'CDR';
  readonly documentNumber: string;
  /** ICAO 9303-3; everyone in the demo comes from UTO, the state of ICAO's specimens, which does not exist. */
  readonly issuingState: 'UTO';
}

/** A vehicle by state and registration as painted on it. */
export interface Vehicle {
  readonly state: string;
  readonly registration: string;
}

/** A sealed container. */
export interface Container {
  /** ISO 6346. */
  readonly number: string;
  readonly seal: string;
}

/** A document cited for a goods item: code of category and type (`N935`), reference. */
export interface CitedDocument {
  readonly code: string;
  readonly reference: string;
}

/** A goods item. Masses are grams: sums over items stay exact. */
export interface Item {
  readonly tariffCode: string;
  readonly description: string;
  readonly origin: string;
  readonly packageType: string;
  readonly packages: number;
  readonly grossGrams: number;
  readonly netGrams: number;
  /** Hundredths of a US dollar. */
  readonly valueCents: number;
  readonly documents: readonly CitedDocument[];
  readonly statement?: { readonly code: string; readonly description: string };
  readonly undgId?: string;
}

/** A firm: its number and, for those abroad, its name. */
export interface Firm {
  readonly id: string;
  readonly name: string;
  readonly country: string;
}

/** A notification of customs. Functions: 01 accepted, 05 control, 06 documents, 07 result, 08 released, 09 cleared, 16 exit. */
export interface Notification {
  readonly functionCode: string;
  readonly at: number;
}

/** A declaration and what customs has said of it. Times are milliseconds since the epoch. */
export interface DeclarationPlan {
  readonly functionalReferenceId: string;
  /** The number it gets when accepted. */
  readonly mrn: string;
  readonly typeCode: 'IMA' | 'EXA' | 'T1';
  readonly officeId: string;
  readonly issuedAt: number;
  /** Undefined: not accepted yet. */
  readonly acceptedAt: number | undefined;
  readonly declarant: Firm;
  readonly consignor: Firm;
  readonly consignee: Firm;
  readonly exportCountry: string;
  readonly destinationCountry: string;
  readonly ucr: string;
  readonly items: readonly Item[];
  /** In order of time. */
  readonly notifications: readonly Notification[];
  /** False where the declaration names the vehicle only: it announces no arrival at the post. */
  readonly announcesArrival: boolean;
}

/** A lorry that calls at the post. */
export interface Movement {
  /** `UGBUS:IN:3:UG-UAX123B:2026-11-23` */
  readonly id: string;
  readonly arrivalAt: number;
  readonly truck: Vehicle;
  readonly trailer: Vehicle | undefined;
  readonly container: Container | undefined;
  readonly crew: readonly [CrewMember, ...CrewMember[]];
  readonly declarations: readonly DeclarationPlan[];
  readonly risk: RiskResultRow | undefined;
  /** What the police's registers hold about it. */
  readonly police: Feed;
}

/** Post of the generated day: Busia, Uganda, one stop with Busia, Kenya. */
export const POST = 'UGBUS';

/** A feed without entries. */
export const EMPTY_FEED: Feed = { alerts: [], stolenLostDocuments: [], stolenVehicles: [] };

/** The movement's id, as the customs system derives it from the declaration. */
export function movementId(direction: 'IN' | 'OUT', truck: Vehicle, arrivalAt: number): string {
  const number = truck.registration.replaceAll(' ', '');
  return [POST, direction, '3', `${truck.state}-${number}`, localDate(arrivalAt)].join(':');
}
