import {
  connectionOf,
  InputError,
  type KitContext,
  type PageArguments,
  type PostgresSource,
  pageOf,
} from '../kit/index.ts';

export { amountBand } from './data/amount-band.ts';

import { declarationLoaders, type LocalReference } from './data/declarations.ts';
import { entityLoaders } from './data/entities.ts';
import { equipmentLoaders } from './data/equipment.ts';
import { movementLoaders } from './data/movements.ts';
import { type PartLoaders, partLoaders } from './data/parts.ts';
import { type Reference, referenceLoaders } from './data/references.ts';
import type { DeclarationRow, ItemConnectionRow, ItemRow, Node, PartyRow, ResponseConnectionRow } from './data/rows.ts';
import { versionLoaders } from './data/versions.ts';

export { arrivalsWindowOf as windowOf, type ExpectedArrival as ExpectedArrivalRow } from '../kit/index.ts';
export type {
  ArrivalsRow,
  BorderTransportMeansRow,
  ClearanceRow,
  ConsignmentRow,
  DeclarationRow,
  GoodsShipmentRow,
  ItemConnectionRow,
  ItemRow,
  MovementRow,
  ResponseConnectionRow,
  ResponseRow,
  TransportEquipmentRow,
} from './data/rows.ts';
export { cancellationOf } from './data/versions.ts';

/** Loaders of one request over the customs database. */
export function loadersOver(source: PostgresSource) {
  return {
    ...partLoaders(source),
    ...declarationLoaders(source),
    ...referenceLoaders(source),
    ...movementLoaders(source),
    ...entityLoaders(source),
    ...versionLoaders(source),
    ...equipmentLoaders(source),
  };
}

export type Loaders = ReturnType<typeof loadersOver>;
export type Context = KitContext<Loaders>;

/** Printable text without control characters, which no reference holds and the database refuses. */
const isPrintable = (value: string, max: number) => value.length > 0 && value.length <= max && !/\p{C}/u.test(value);

/** The form in which MRNs are kept. @throws InputError */
export function mrnOf(mrn: string): string {
  const normal = mrn.toUpperCase().replace(/\s/g, '');
  if (!isPrintable(normal, 70)) throw new InputError('mrn must have 1 to 70 characters.', 'mrn');
  return normal;
}

/** What `Query.declaration` was asked. @throws InputError unless it is exactly one reference. */
export function declarationQuestion(args: {
  readonly mrn?: string | null;
  readonly functionalReferenceId?: string | null;
  readonly declarantId?: string | null;
}): { kind: 'mrn'; mrn: string } | ({ kind: 'reference' } & LocalReference) {
  const { mrn, functionalReferenceId, declarantId } = args;
  if ((mrn == null) === (functionalReferenceId == null)) {
    throw new InputError('Give exactly one of mrn and functionalReferenceId.');
  }
  if (mrn != null) {
    if (declarantId != null) throw new InputError('declarantId goes with functionalReferenceId only.', 'declarantId');
    return { kind: 'mrn', mrn: mrnOf(mrn) };
  }
  const reference = functionalReferenceId?.trim() ?? '';
  if (!isPrintable(reference, 35)) {
    throw new InputError('functionalReferenceId must have 1 to 35 characters.', 'functionalReferenceId');
  }
  const declarant = declarantId?.trim();
  if (declarant !== undefined && !isPrintable(declarant, 17)) {
    throw new InputError('declarantId must have 1 to 17 characters.', 'declarantId');
  }
  return { kind: 'reference', functionalReferenceId: reference, declarantId: declarant };
}

/** The declaration asked for; null where there is none. @throws InputError where the reference names several. */
export async function findDeclaration(
  loaders: Loaders,
  args: Parameters<typeof declarationQuestion>[0],
): Promise<DeclarationRow | null> {
  const question = declarationQuestion(args);
  if (question.kind === 'mrn') return loaders.declarationByMrn.load(question.mrn);
  const [only, second] = await loaders.declarationsByReference.load(question);
  if (second) throw new InputError('Several declarants used this reference: give declarantId too.', 'declarantId');
  return only ?? null;
}

/** What the id of a Clearance asks for. @throws InputError where it is no such id. */
export function referenceOf(clearanceId: string): Reference {
  const [, kind, value = ''] = /^(mrn|ucr|equipment|vehicle):(.{1,80})$/u.exec(clearanceId) ?? [];
  const text = value.toUpperCase().replace(/\s/g, '');
  const number = text.replace(/[^A-Z0-9]/g, '');
  if (kind === 'mrn' && isPrintable(text, 70)) return { kind, value: text };
  if (kind === 'ucr' && isPrintable(text, 35)) return { kind, value: text };
  if (kind === 'equipment' && number) return { kind, value: number };
  if (kind === 'vehicle' && /^[A-Z]{2}-./.test(text) && number.length > 2) {
    return { kind, value: `${number.slice(0, 2)}-${number.slice(2)}` };
  }
  throw new InputError('id must be mrn:…, ucr:…, equipment:… or vehicle:….', 'id');
}

/** The party that stood in the element `role` below a row. */
export async function partyOf(loaders: PartLoaders, node: Node, role: string): Promise<PartyRow | null> {
  const parties = await loaders.parties.load(node);
  return parties.find((party) => party.role === role) ?? null;
}

type Unread = string | null | undefined;

/** An item as another agency names it; null where the key cannot be one. */
export async function findItem(
  loaders: Loaders,
  { mrn, sequenceNumeric }: { readonly mrn?: Unread; readonly sequenceNumeric?: number | null | undefined },
): Promise<ItemRow | null> {
  if (mrn == null || sequenceNumeric == null) return null;
  return loaders.itemByKey.load({ mrn: mrnOf(mrn), sequenceNumeric });
}

/** A cited document as another agency names it; null where the key cannot be one. */
export async function findCitedDocument(
  loaders: Loaders,
  { documentCode, id }: { readonly documentCode?: Unread; readonly id?: Unread },
) {
  if (documentCode == null || id == null || !isPrintable(documentCode, 6) || !isPrintable(id, 70)) return null;
  return loaders.citedDocument.load({ documentCode, id });
}

/** Notifications about a declaration, newest first. @throws InputError */
export async function responsesOf(
  { loaders, cursors }: Context,
  of: string,
  args: PageArguments,
): Promise<ResponseConnectionRow> {
  const page = pageOf(cursors({ field: 'Declaration.responses', filter: of }), args, 2);
  const rows = await loaders.responses.load({ of, page });
  const position = (row: (typeof rows)[number]) => [row.position, row.messageId ?? ''];
  return { ...connectionOf(rows, page, position, null), of };
}

/** Items of a goods shipment in document order. @throws InputError */
export async function itemsOf(
  { loaders, cursors }: Context,
  { messageId, node }: Node,
  args: PageArguments,
): Promise<ItemConnectionRow> {
  const of = { messageId, node };
  const page = pageOf(cursors({ field: 'GoodsShipment.items', filter: of }), args, 1);
  const rows = await loaders.items.load({ of, page });
  return { ...connectionOf(rows, page, (row) => [String(row.node)], null), of };
}

/** Container number or registration as it is kept: A-Z and 0-9. @throws InputError */
export function equipmentKey(equipment: string): string {
  const key = equipment.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (key.length < 1 || key.length > 17)
    throw new InputError('equipment must have 1 to 17 letters and digits.', 'equipment');
  return key;
}
