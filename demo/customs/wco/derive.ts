import { lettersAndDigits } from '../../../standards/identifiers/keys.ts';
import { movementIdOf, registrationOf } from './movement.ts';
import type { Row, RowsByTable } from './rows.ts';
import type { Warnings } from './warnings.ts';

/** Fills the columns of a declaration's rows that are computed from others. */
export function deriveColumns(rows: RowsByTable, warnings: Warnings): void {
  const [declaration] = rows.get('declaration_version') ?? [];
  for (const row of rows.get('border_transport_means') ?? [])
    deriveMeans(row, textOf(declaration, 'type_code'), warnings);
  for (const row of rows.get('crew_member') ?? []) {
    set(row, 'document_number', lettersAndDigits(textOf(row, 'identity_document_id') ?? '') || undefined);
  }
  for (const row of rows.get('transport_equipment') ?? []) {
    const id = textOf(row, 'id');
    set(row, 'equipment_key', lettersAndDigits(id ?? '') || undefined);
    set(row, 'registration', registrationOf(textOf(row, 'registration_nationality_code'), id));
  }
  const shipments = rows.get('goods_shipment') ?? [];
  shipments.forEach((row, index) => {
    deriveUcr(row, rows.get('previous_document') ?? [], shipments.length > 1 ? `[${index + 1}]` : '', warnings);
  });
}

const ROAD = '3';
const VEHICLE_REGISTRATION = '30';

function deriveMeans(row: Row, typeCode: string | undefined, warnings: Warnings): void {
  const id = textOf(row, 'id');
  const state = textOf(row, 'registration_nationality_code');
  const isVehicle = row['mode_code'] === ROAD || row['identification_type_code'] === VEHICLE_REGISTRATION;
  set(row, 'registration', isVehicle ? registrationOf(state, id) : undefined);
  const arrivalLocationId = textOf(row, 'arrival_location_id');
  const arrivalDateTime = textOf(row, 'arrival_date_time');
  const movementId = movementIdOf({
    typeCode,
    id,
    registrationNationalityCode: state,
    modeCode: textOf(row, 'mode_code'),
    arrivalLocationId,
    arrivalDateTime,
  });
  const isAnnounced = arrivalLocationId !== undefined || arrivalDateTime !== undefined;
  if (isAnnounced && movementId === undefined) {
    warnings.add('MOVEMENT_NOT_IDENTIFIED', 'Declaration/BorderTransportMeans');
  }
  set(row, 'movement_id', movementId);
}

/** Previous document that names the declaration's unique consignment reference. */
const DECLARATION_UCR = 'DCR';

function deriveUcr(row: Row, previousDocuments: readonly Row[], index: string, warnings: Warnings): void {
  const cited = previousDocuments
    .filter((document) => document.parent_node === row.node && document['type_code'] === DECLARATION_UCR)
    .map((document) => textOf(document, 'id'));
  const stated = [textOf(row, 'ucr_id'), ...cited].filter((id) => id !== undefined);
  const [first] = stated;
  if (first === undefined) return;
  if (new Set(stated.map(ucrKey)).size > 1) warnings.add('UCR_AMBIGUOUS', `Declaration/GoodsShipment${index}`);
  set(row, 'ucr', first);
  set(row, 'ucr_key', ucrKey(first));
}

/** A UCR is compared in capitals without blanks; its hyphens count. */
function ucrKey(id: string): string {
  return id.toUpperCase().replace(/\s/g, '');
}

/** The text in a column, as read. */
export function textOf(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' ? value : undefined;
}

function set(row: Row, column: string, value: string | undefined): void {
  if (value !== undefined) row[column] = value;
}
