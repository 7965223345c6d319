import {
  booleanIn,
  date,
  dateOrNull,
  fieldsOf,
  integerOrNull,
  oneOf,
  SourceError,
  text,
  textOrNull,
} from '../kit/index.ts';
import type { CaseStatus, FraudType, HitBand, InformationBasis, SubjectCategory } from './generated/types.ts';

/** Answer of the search to one key. */
export interface Hit {
  readonly decisionId: string;
  readonly band: HitBand;
  readonly actionToTake: string | null;
  readonly contactDesk: string | null;
}

/** Entry of the register of lost and stolen documents. Dates are ISO 8601. */
export interface StolenLostDocumentEntry {
  readonly documentNumber: string;
  readonly issuingState: string;
  readonly documentType: string;
  readonly fraudType: FraudType;
  readonly theftCountryCode: string;
  readonly theftDate: string;
  readonly issueDate: string | null;
  readonly expiryDate: string | null;
  readonly reviewDate: string;
  readonly nationalReference: string;
}

/** Entry of the register of stolen vehicles. */
export interface StolenVehicleEntry {
  readonly vin: string;
  readonly registrationNationalityCode: string;
  readonly registrationId: string;
  readonly make: string;
  readonly model: string;
  readonly colour: string;
  readonly year: number;
  readonly theftDate: string;
  readonly ownerCountryCode: string;
}

/** An overt alert about a person. */
export interface AlertEntry {
  readonly alertId: string;
  readonly subjectCategory: SubjectCategory;
  readonly actionToTake: string;
  readonly validUntil: string;
  readonly statement: string;
  readonly informationBasis: InformationBasis;
  readonly evaluationCode: string;
}

/** What the register of cases says of one officer's case. */
export interface CaseCheck {
  readonly status: CaseStatus;
  readonly isAssigned: boolean;
}

const STATUSES: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['OPEN', 'CLOSED']);
const BANDS: ReadonlySet<HitBand> = new Set<HitBand>(['NONE', 'POSSIBLE', 'CONFIRMED']);
const FRAUD_TYPES: ReadonlySet<FraudType> = new Set<FraudType>([
  'STOLEN_BLANK',
  'STOLEN',
  'LOST',
  'REVOKED',
  'INVALID',
]);
const CATEGORIES: ReadonlySet<SubjectCategory> = new Set<SubjectCategory>([
  'SUSPECT',
  'CONVICTED',
  'VICTIM',
  'WITNESS',
  'OTHER',
]);
const INFORMATION_BASES: ReadonlySet<InformationBasis> = new Set<InformationBasis>(['FACT', 'ASSESSMENT']);

/** Alerts told of one document, at most. */
const MOST_ALERTS = 200;

/** @throws SourceError SOURCE_INVALID: what has no category or grade is not told. */
export function alertsIn(member: unknown): readonly AlertEntry[] {
  if (!Array.isArray(member) || member.length > MOST_ALERTS) throw new SourceError('SOURCE_INVALID');
  return member.map((each) => {
    const fields = fieldsOf(each);
    return {
      alertId: text(fields, 'alertId'),
      subjectCategory: oneOf(fields, 'subjectCategory', CATEGORIES),
      actionToTake: text(fields, 'actionToTake'),
      validUntil: date(fields, 'validUntil'),
      statement: text(fields, 'statement'),
      informationBasis: oneOf(fields, 'informationBasis', INFORMATION_BASES),
      evaluationCode: text(fields, 'evaluationCode'),
    };
  });
}

/** @throws SourceError SOURCE_INVALID */
export function hitIn(member: unknown): Hit {
  const fields = fieldsOf(member);
  return {
    decisionId: text(fields, 'decisionId'),
    band: oneOf(fields, 'band', BANDS),
    actionToTake: textOrNull(fields, 'actionToTake'),
    contactDesk: textOrNull(fields, 'contactDesk'),
  };
}

/** Null: no entry. @throws SourceError SOURCE_INVALID */
export function stolenLostDocumentIn(member: unknown): StolenLostDocumentEntry | null {
  if (member === null) return null;
  const fields = fieldsOf(member);
  return {
    documentNumber: text(fields, 'documentNumber'),
    issuingState: text(fields, 'issuingState'),
    documentType: text(fields, 'documentType'),
    fraudType: oneOf(fields, 'fraudType', FRAUD_TYPES),
    theftCountryCode: text(fields, 'theftCountryCode'),
    theftDate: date(fields, 'theftDate'),
    issueDate: dateOrNull(fields, 'issueDate'),
    expiryDate: dateOrNull(fields, 'expiryDate'),
    reviewDate: date(fields, 'reviewDate'),
    nationalReference: text(fields, 'nationalReference'),
  };
}

/** Null: no entry. @throws SourceError SOURCE_INVALID */
export function stolenVehicleIn(member: unknown): StolenVehicleEntry | null {
  if (member === null) return null;
  const fields = fieldsOf(member);
  const year = integerOrNull(fields, 'year');
  if (year === null) throw new SourceError('SOURCE_INVALID');
  return {
    vin: text(fields, 'vin'),
    registrationNationalityCode: text(fields, 'registrationNationalityCode'),
    registrationId: text(fields, 'registrationId'),
    make: text(fields, 'make'),
    model: text(fields, 'model'),
    colour: text(fields, 'colour'),
    year,
    theftDate: date(fields, 'theftDate'),
    ownerCountryCode: text(fields, 'ownerCountryCode'),
  };
}

/** Null: no such case. @throws SourceError SOURCE_INVALID */
export function caseCheckIn(member: unknown): CaseCheck | null {
  if (member === null) return null;
  const fields = fieldsOf(member);
  return { status: oneOf(fields, 'status', STATUSES), isAssigned: booleanIn(fields, 'isAssigned') };
}
