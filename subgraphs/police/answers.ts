import { SourceError } from '../kit/index.ts';
import type { CaseStatus, FraudType, HitBand } from './generated/types.ts';

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

/** What the register of cases says of one officer's case. */
export interface CaseCheck {
  readonly status: CaseStatus;
  readonly isAssigned: boolean;
}

const STATUSES: ReadonlySet<string> = new Set<CaseStatus>(['OPEN', 'CLOSED']);
const BANDS: ReadonlySet<string> = new Set<HitBand>(['NONE', 'POSSIBLE', 'CONFIRMED']);
const FRAUD_TYPES: ReadonlySet<string> = new Set<FraudType>(['STOLEN_BLANK', 'STOLEN', 'LOST', 'REVOKED', 'INVALID']);
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_TEXT = 1_000;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads one list of the system's answer: as many members as keys were asked, each as the system's interface says.
 *
 * @throws SourceError SOURCE_INVALID for anything else: a garbled answer is no "no hit".
 */
export function listIn<Value>(
  answer: unknown,
  name: string,
  length: number,
  read: (member: unknown) => Value,
): Value[] {
  const list = isFields(answer) ? answer[name] : undefined;
  if (!Array.isArray(list) || list.length !== length) throw new SourceError('SOURCE_INVALID');
  return list.map(read);
}

/** @throws SourceError SOURCE_INVALID */
export function hitIn(member: unknown): Hit {
  const fields = fieldsOf(member);
  return {
    decisionId: text(fields, 'decisionId'),
    band: oneOf<HitBand>(fields, 'band', BANDS),
    actionToTake: optional(fields, 'actionToTake', text),
    contactDesk: optional(fields, 'contactDesk', text),
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
    fraudType: oneOf<FraudType>(fields, 'fraudType', FRAUD_TYPES),
    theftCountryCode: text(fields, 'theftCountryCode'),
    theftDate: date(fields, 'theftDate'),
    issueDate: optional(fields, 'issueDate', date),
    expiryDate: optional(fields, 'expiryDate', date),
    reviewDate: date(fields, 'reviewDate'),
    nationalReference: text(fields, 'nationalReference'),
  };
}

/** Null: no entry. @throws SourceError SOURCE_INVALID */
export function stolenVehicleIn(member: unknown): StolenVehicleEntry | null {
  if (member === null) return null;
  const fields = fieldsOf(member);
  const year = fields['year'];
  if (typeof year !== 'number' || !Number.isInteger(year)) throw new SourceError('SOURCE_INVALID');
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
  const isAssigned = fields['isAssigned'];
  if (typeof isAssigned !== 'boolean') throw new SourceError('SOURCE_INVALID');
  return { status: oneOf<CaseStatus>(fields, 'status', STATUSES), isAssigned };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  if (!isFields(value)) throw new SourceError('SOURCE_INVALID');
  return value;
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '' || value.length > LONGEST_TEXT) throw new SourceError('SOURCE_INVALID');
  return value;
}

function date(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (!DATE.test(value)) throw new SourceError('SOURCE_INVALID');
  return value;
}

function optional<Value>(fields: Fields, name: string, read: (fields: Fields, name: string) => Value): Value | null {
  return fields[name] === null ? null : read(fields, name);
}

function oneOf<Value extends string>(fields: Fields, name: string, values: ReadonlySet<string>): Value {
  const value = text(fields, name);
  if (!values.has(value)) throw new SourceError('SOURCE_INVALID');
  return value as Value;
}
