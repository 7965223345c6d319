import {
  connectionOf,
  type DocumentKey,
  documentKey,
  flightNumber,
  InputError,
  type KitContext,
  lettersAndDigits,
  type MachineReadableZone,
  type PageArguments,
  type PostgresSource,
  pageOf,
  readMrz,
  travelDocumentKey,
  type Unread,
  type VehicleKey,
  vehicleKey,
} from '../kit/index.ts';
import { documentLoaders } from './data/documents.ts';
import { mayBeMinor } from './data/minor.ts';
import { movementLoaders } from './data/movements.ts';
import { pageLoaders } from './data/pages.ts';
import type {
  Announced,
  ApiRecordConnectionRow,
  CrossingConnectionRow,
  DocumentRow,
  EntryExitConnectionRow,
  VisaRow,
} from './data/rows.ts';
import { stayDaysRemaining } from './data/stay.ts';

export { mayBeMinor } from './data/minor.ts';

export type {
  ApiRecordConnectionRow,
  ApiRecordRow,
  ArrivalsRow,
  CrossingConnectionRow,
  CrossingRow,
  DocumentRow,
  EntryExitConnectionRow,
  EntryExitRow,
  MovementRow,
  PostKey,
  TravellerRow,
  VisaRow,
} from './data/rows.ts';
export type { MachineReadableZone as ZoneRow, VehicleKey };

/** Loaders of one request over the immigration database. */
export function loadersOver(source: PostgresSource) {
  return { ...documentLoaders(source), ...pageLoaders(source), ...movementLoaders(source) };
}

export type Loaders = ReturnType<typeof loadersOver>;
export type Context = KitContext<Loaders>;

/** Its own citizens stay as long as they like: no rule of stay applies. */
const OWN_STATE = 'UGA';

/** The form in which documents are kept. @throws InputError */
export function documentKeyOf(key: Unread<DocumentKey>): DocumentKey {
  return travelDocumentKey(documentKey(key));
}

/** The document as immigration knows it; null where it has never seen it. @throws InputError */
export async function knownDocument(loaders: Loaders, key: Unread<DocumentKey>): Promise<DocumentRow | null> {
  const document = await loaders.document.load(documentKeyOf(key));
  return document.isKnown ? document : null;
}

/** The form in which vehicles are kept. @throws InputError */
export function vehicleKeyOf(key: Unread<VehicleKey>): VehicleKey {
  const { registrationNationalityCode, registrationId } = vehicleKey(key);
  return {
    registrationNationalityCode: registrationNationalityCode.toUpperCase(),
    registrationId: lettersAndDigits(registrationId),
  };
}

/** @throws InputError where the lines are no machine-readable zone. */
export function zoneOf(lines: readonly string[]): MachineReadableZone {
  const zone = readMrz(lines);
  if (!zone) {
    throw new InputError(
      'lines must be those of a machine-readable zone: 3 of 30, or 2 of 36 or 44 characters.',
      'lines',
    );
  }
  return zone;
}

/**
 * The document a zone names, whether immigration has seen it or not: other agencies may know it. Null where the zone
 * names none.
 */
export function documentOfZone(loaders: Loaders, zone: MachineReadableZone): Promise<DocumentRow> | null {
  const key = { documentNumber: zone.documentNumber, issuingState: zone.issuingState, documentType: zone.documentCode };
  return Object.values(key).every((part) => part !== '') ? loaders.document.load(travelDocumentKey(key)) : null;
}

/** Today's date at the posts. */
export function today(): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Africa/Kampala' }).format(new Date());
}

/** True where the holder of a document may be under age today; so may one whom nobody knows. */
export async function mayNameMinor(loaders: Loaders, { travellerId }: DocumentRow): Promise<boolean> {
  const holder = travellerId === null ? null : await loaders.traveller.load(travellerId);
  return mayBeMinor(holder?.birthDate, today());
}

/** True where the visa can be used today. */
export function isValidToday({ status, validFrom, validUntil }: VisaRow): boolean {
  const date = today();
  return status === 'ISSUED' && validFrom <= date && date <= validUntil;
}

/** Null where no rule applies: an unknown document, the state's own citizens, holders of a visa valid today. */
export async function stayOf(loaders: Loaders, document: DocumentRow): Promise<number | null> {
  if (!document.isKnown || document.issuingState === OWN_STATE) return null;
  const [visas, steps] = await Promise.all([loaders.visas.load(document), loaders.steps.load(document)]);
  return visas.some(isValidToday) ? null : stayDaysRemaining(steps, today());
}

/** Entries and exits with a document, newest first. @throws InputError */
export async function entryExitRecordsOf(
  { loaders, cursors }: Context,
  { documentNumber, issuingState, documentType }: DocumentRow,
  args: PageArguments,
): Promise<EntryExitConnectionRow> {
  const of = [documentNumber, issuingState, documentType];
  const page = pageOf(cursors({ field: 'TravelDocument.entryExitRecords', filter: of }), args, 2);
  const rows = await loaders.entryExitRecords.load({ of, page });
  return { ...connectionOf(rows, page, ({ position, id }) => [position, id], null), of };
}

/** Crossings of a vehicle, newest first. @throws InputError */
export async function crossingsOf(
  { loaders, cursors }: Context,
  key: VehicleKey,
  args: PageArguments,
): Promise<CrossingConnectionRow> {
  const { registrationNationalityCode, registrationId } = vehicleKeyOf(key);
  const of = [registrationNationalityCode, registrationId];
  const page = pageOf(cursors({ field: 'Vehicle.crossings', filter: of }), args, 2);
  const rows = await loaders.crossings.load({ of, page });
  return { ...connectionOf(rows, page, ({ position, id }) => [position, id], null), of };
}

/** People announced for a flight, in the order of the messages. @throws InputError */
export async function apiRecordsOf(
  { loaders, cursors }: Context,
  of: Announced,
  args: PageArguments,
): Promise<ApiRecordConnectionRow> {
  const field = of.kind === 'flight' ? 'Query.apiRecords' : 'BorderMovement.apiRecords';
  const page = pageOf(cursors({ field, filter: of }), args, 3);
  const rows = await loaders.apiRecords.load({ of, page });
  const position = (row: (typeof rows)[number]) => [row.messageId, String(row.messageOrdinal), String(row.ordinal)];
  return { ...connectionOf(rows, page, position, null), of };
}

/** What `Query.apiRecords` was asked. @throws InputError */
export function flightOf({ flight, date }: { readonly flight: string; readonly date: string }): Announced {
  const number = flightNumber(flight);
  if (flight.length > 17 || !/^[A-Z0-9]{3,10}$/.test(number)) {
    throw new InputError('flight must be a carrier and a number: AA123.', 'flight');
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw new InputError('date must be a calendar date: 2026-11-23.', 'date');
  }
  return { kind: 'flight', flight: number, date };
}
