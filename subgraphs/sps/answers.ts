import {
  dateOrNull,
  type Fields,
  fieldsOf,
  integerOrNull,
  listIn,
  numberOrNull,
  oneOf,
  oneOfOrNull,
  SourceError,
  text,
  textIn,
  textOrNull,
} from '../kit/index.ts';
import type * as graph from './generated/types.ts';

/** A health entry document as the system answers it. */
export type EntryDocument = Omit<graph.HealthEntryDocument, '__typename' | 'declarations' | 'diseaseEvents'> & {
  readonly mrns: readonly string[];
  readonly totalNetMassMeasure: graph.Measure | null;
};
export type DiseaseEvent = Omit<graph.DiseaseEvent, '__typename'>;
export type Establishment = Omit<graph.Establishment, '__typename'>;

const TYPES: ReadonlySet<graph.HealthEntryDocumentType> = new Set(['A', 'P', 'PP', 'D'] as const);
const STATUSES: ReadonlySet<graph.HealthEntryDocumentStatus> = new Set([
  'DRAFT',
  'SUBMITTED',
  'VALIDATED',
  'REJECTED',
  'IN_PROGRESS',
  'AMEND',
  'MODIFY',
  'REPLACED',
  'CANCELLED',
  'DELETED',
  'PARTIALLY_REJECTED',
  'SPLIT_CONSIGNMENT',
] as const);
const CHECKS: ReadonlySet<graph.SpsCheckType> = new Set(['DOCUMENTARY', 'IDENTITY', 'PHYSICAL'] as const);
const RESULTS: ReadonlySet<graph.SpsCheckResult> = new Set(['NOT_DONE', 'SATISFACTORY', 'NOT_SATISFACTORY'] as const);
const LAB_RESULTS: ReadonlySet<graph.LabResult> = new Set([
  'PENDING',
  'SATISFACTORY',
  'NOT_SATISFACTORY',
  'INCONCLUSIVE',
] as const);
const DECISIONS: ReadonlySet<graph.SpsDecision> = new Set(['ACCEPTABLE', 'NOT_ACCEPTABLE'] as const);

/** Null: the system holds none. @throws SourceError SOURCE_INVALID */
export function entryDocumentOrNull(member: unknown): EntryDocument | null {
  return member === null ? null : entryDocumentIn(member);
}

/** @throws SourceError SOURCE_INVALID */
export function entryDocumentIn(member: unknown): EntryDocument {
  const fields = fieldsOf(member);
  return {
    reference: text(fields, 'reference'),
    type: oneOfOrNull(fields, 'type', TYPES),
    status: oneOfOrNull(fields, 'status', STATUSES),
    version: integerOrNull(fields, 'version'),
    updatedDateTime: textOrNull(fields, 'updatedDateTime'),
    arrivalDateTime: textOrNull(fields, 'arrivalDateTime'),
    pointOfEntry: textOrNull(fields, 'pointOfEntry'),
    originCountryCode: textOrNull(fields, 'originCountryCode'),
    importerName: textOrNull(fields, 'importerName'),
    consignorName: textOrNull(fields, 'consignorName'),
    commodities: listIn(fields['commodities'], commodityIn),
    totalNetMassMeasure: massIn(fields['totalNetMass']),
    mrns: listIn(fields['mrns'], textIn),
    checks: listIn(fields['checks'], checkIn),
    labTests: listIn(fields['labTests'], labTestIn),
    decision: oneOfOrNull(fields, 'decision', DECISIONS),
    officialInspectorName: textOrNull(fields, 'officialInspectorName'),
  };
}

function commodityIn(member: unknown): graph.HealthEntryCommodity {
  const fields = fieldsOf(member);
  return {
    commodityCode: textOrNull(fields, 'commodityCode'),
    description: textOrNull(fields, 'description'),
    speciesName: textOrNull(fields, 'speciesName'),
    netMassMeasure: massIn(fields['netMass']),
    numberOfPackages: integerOrNull(fields, 'numberOfPackages'),
    numberOfAnimals: integerOrNull(fields, 'numberOfAnimals'),
  };
}

/** The system keeps masses in kilogram. */
function massIn(value: unknown): graph.Measure | null {
  if (value === null) return null;
  if (typeof value !== 'string' || !/^\d{1,18}(\.\d{1,6})?$/.test(value)) throw new SourceError('SOURCE_INVALID');
  return { value, unitCode: 'KGM' };
}

function checkIn(member: unknown): graph.SpsCheck {
  const fields = fieldsOf(member);
  return {
    type: oneOf(fields, 'type', CHECKS),
    result: oneOf(fields, 'result', RESULTS),
    checkedDateTime: textOrNull(fields, 'checkedDateTime'),
  };
}

function labTestIn(member: unknown): graph.LabTest {
  const fields = fieldsOf(member);
  return {
    sampleId: textOrNull(fields, 'sampleId'),
    testName: textOrNull(fields, 'testName'),
    sampledDateTime: textOrNull(fields, 'sampledDateTime'),
    result: oneOfOrNull(fields, 'result', LAB_RESULTS),
  };
}

/** @throws SourceError SOURCE_INVALID */
export function diseaseEventIn(member: unknown): DiseaseEvent {
  const fields = fieldsOf(member);
  return {
    eventId: text(fields, 'eventId'),
    outbreakId: text(fields, 'outbreakId'),
    disease: textOrNull(fields, 'disease'),
    serotype: textOrNull(fields, 'serotype'),
    species: textOrNull(fields, 'species'),
    countryCode: text(fields, 'countryCode'),
    adminArea: textOrNull(fields, 'adminArea'),
    ...place(fields),
    cases: integerOrNull(fields, 'cases'),
    deaths: integerOrNull(fields, 'deaths'),
    startDate: dateOrNull(fields, 'startDate'),
    confirmedDate: dateOrNull(fields, 'confirmedDate'),
    resolvedDate: dateOrNull(fields, 'resolvedDate'),
    protectionZoneKm: numberOrNull(fields, 'protectionZoneKm'),
    surveillanceZoneKm: numberOrNull(fields, 'surveillanceZoneKm'),
  };
}

/** Null: the system holds none. @throws SourceError SOURCE_INVALID */
export function diseaseEventOrNull(member: unknown): DiseaseEvent | null {
  return member === null ? null : diseaseEventIn(member);
}

/** Null: the system holds none. @throws SourceError SOURCE_INVALID */
export function establishmentOrNull(member: unknown): Establishment | null {
  if (member === null) return null;
  const fields = fieldsOf(member);
  return {
    approvalNumber: text(fields, 'approvalNumber'),
    name: textOrNull(fields, 'name'),
    activity: textOrNull(fields, 'activity'),
    countryCode: textOrNull(fields, 'countryCode'),
    ...place(fields),
    status: textOrNull(fields, 'status'),
  };
}

/** @throws SourceError SOURCE_INVALID */
export function officeHoursIn(member: unknown): graph.OfficeHours {
  const fields = fieldsOf(member);
  const weekday = integerOrNull(fields, 'weekday');
  if (weekday === null || weekday < 1 || weekday > 7) throw new SourceError('SOURCE_INVALID');
  return { weekday, opens: text(fields, 'opens'), closes: text(fields, 'closes') };
}

/** What SPS knows of a declaration beside its entry documents. */
export interface ClearanceRecord {
  readonly spsClearanceChecks: readonly graph.SpsClearanceCheck[];
  readonly goodsMovements: readonly graph.GoodsMovement[];
}

/** @throws SourceError SOURCE_INVALID */
export function clearanceRecordIn(member: unknown): ClearanceRecord {
  const fields = fieldsOf(member);
  return {
    spsClearanceChecks: listIn(fields['checks'], clearanceCheckIn),
    goodsMovements: listIn(fields['goodsMovements'], goodsMovementIn),
  };
}

function clearanceCheckIn(member: unknown): graph.SpsClearanceCheck {
  const fields = fieldsOf(member);
  return {
    sequenceNumeric: integerOrNull(fields, 'sequenceNumeric'),
    checkCode: textOrNull(fields, 'checkCode'),
    departmentCode: textOrNull(fields, 'departmentCode'),
    decisionCode: textOrNull(fields, 'decisionCode'),
    internalDecisionCode: textOrNull(fields, 'internalDecisionCode'),
    documentCode: textOrNull(fields, 'documentCode'),
    documentId: textOrNull(fields, 'documentId'),
  };
}

function goodsMovementIn(member: unknown): graph.GoodsMovement {
  const fields = fieldsOf(member);
  return {
    gmrId: text(fields, 'gmrId'),
    state: textOrNull(fields, 'state'),
    direction: textOrNull(fields, 'direction'),
    updatedDateTime: textOrNull(fields, 'updatedDateTime'),
    vehicleRegistrationId: textOrNull(fields, 'vehicleRegistrationId'),
    trailerRegistrationIds: listIn(fields['trailerRegistrationIds'], textIn),
    containerIds: listIn(fields['containerIds'], textIn),
  };
}

function place(fields: Fields) {
  return { latitude: numberOrNull(fields, 'latitude'), longitude: numberOrNull(fields, 'longitude') };
}
