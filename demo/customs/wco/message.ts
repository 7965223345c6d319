import { isMrn } from '../../../standards/identifiers/mrn.ts';
import { parseXml, type XmlElement, type XmlRefusal } from '../../../standards/xml.ts';
import { declaration } from './declaration.ts';
import { deriveColumns, textOf } from './derive.ts';
import { metaData, response } from './response.ts';
import { type Row, type RowsByTable, readLeaves, readRows } from './rows.ts';
import { type Warning, Warnings } from './warnings.ts';

/** By what a message names its declaration. */
export interface References {
  /** In capitals without blanks. */
  readonly mrn: string | undefined;
  readonly functionalReferenceId: string | undefined;
  readonly declarantId: string | undefined;
}

interface MessageRead {
  readonly references: References;
  /** Rows of every class the message holds. */
  readonly rows: RowsByTable;
  /** The envelope's leaves. */
  readonly envelope: Row | undefined;
  readonly warnings: readonly Warning[];
  /** The issue time the message states, UTC; it orders the messages about one declaration. */
  readonly issueInstant: string | undefined;
}

/** Why a message is put aside whole. */
export type PutAsideReason = XmlRefusal | 'NOT_WCO' | 'TYPE_NOT_SUPPORTED' | 'NO_REFERENCE' | 'STORE_REFUSED';

export type ReadOutcome =
  /** `replaces`: whether its function makes it the content of the declaration (original, replacement). */
  | ({ readonly kind: 'declaration'; readonly replaces: boolean } & MessageRead)
  | ({ readonly kind: 'notification' } & MessageRead)
  | { readonly kind: 'putAside'; readonly reason: PutAsideReason; readonly place?: string };

/** Reads one WCO message, DEC or RES, in its envelope (MetaData) or bare. Never throws for what the bytes hold. */
export function readWcoMessage(bytes: Uint8Array, maxBytes?: number): ReadOutcome {
  const parsed = parseXml(bytes, maxBytes);
  if (parsed.kind === 'refused') return { ...parsed, kind: 'putAside' };
  const document = documentOf(parsed.root);
  if (document === undefined) return { kind: 'putAside', reason: 'NOT_WCO' };
  const warnings = new Warnings();
  const { root, envelope } = document;
  const leaves = envelope && readLeaves(envelope, metaData, root.name, warnings);
  const typeName = textOf(leaves, 'wco_type_name');
  if (typeName !== undefined && typeName !== (root.name === 'Declaration' ? 'DEC' : 'RES')) {
    return { kind: 'putAside', reason: 'TYPE_NOT_SUPPORTED', place: 'MetaData/WCOTypeName' };
  }
  return root.name === 'Declaration' ? readDeclaration(root, leaves, warnings) : readResponse(root, leaves, warnings);
}

/** The one Declaration or Response of a document, and the envelope around it. */
function documentOf(root: XmlElement): { root: XmlElement; envelope: XmlElement | undefined } | undefined {
  const isMessage = ({ name }: XmlElement) => name === 'Declaration' || name === 'Response';
  if (isMessage(root)) return { root, envelope: undefined };
  if (root.name !== 'MetaData') return undefined;
  const [message, second] = root.children.filter(isMessage);
  return message === undefined || second !== undefined ? undefined : { root: message, envelope: root };
}

/** UN/EDIFACT 1225: 9 original, 5 replacement, 4 change. A request (13) asks customs and changes nothing by itself. */
const ORIGINAL_OR_REPLACEMENT = ['9', '5'];
const CHANGE = '4';
/** UN/EDIFACT 1225: the declarant asks for the declaration to be cancelled; customs decides by a notification. */
const CANCELLATION = '1';

/** True where the message is the whole declaration as it stands from its issue time on. A change may name parts only. */
function isWhole(functionCode: string | undefined, rows: RowsByTable): boolean {
  if (functionCode === undefined || ORIGINAL_OR_REPLACEMENT.includes(functionCode)) return true;
  return functionCode === CHANGE && (rows.get('government_agency_goods_item')?.length ?? 0) > 0;
}

function readDeclaration(element: XmlElement, envelope: Row | undefined, warnings: Warnings): ReadOutcome {
  const rows = readRows(element, declaration, warnings);
  const [row] = rows.get(declaration.table) ?? [];
  const declarant = rows.get('party')?.find((party) => party.role === 'Declarant');
  const references = {
    mrn: mrnOf(textOf(row, 'id')),
    functionalReferenceId: textOf(row, 'functional_reference_id'),
    declarantId: textOf(declarant, 'id'),
  };
  if (!references.mrn && !references.functionalReferenceId) {
    return { kind: 'putAside', reason: 'NO_REFERENCE', place: 'Declaration' };
  }
  checkMrn(references.mrn, 'Declaration/ID', warnings);
  const items = rows.get('government_agency_goods_item')?.length ?? 0;
  const stated = row?.['goods_item_quantity'];
  if (stated !== undefined && stated !== items) warnings.add('GOODS_ITEM_COUNT', 'Declaration/GoodsItemQuantity');
  const functionCode = textOf(row, 'function_code');
  const replaces = isWhole(functionCode, rows);
  if (!replaces && functionCode !== CANCELLATION) warnings.add('FUNCTION_NOT_APPLIED', 'Declaration/FunctionCode');
  deriveColumns(rows, warnings);
  const issueInstant = textOf(row, 'issue_date_time_instant') ?? textOf(row, 'acceptance_date_time_instant');
  return { kind: 'declaration', replaces, references, rows, envelope, warnings: warnings.list, issueInstant };
}

function readResponse(element: XmlElement, envelope: Row | undefined, warnings: Warnings): ReadOutcome {
  const rows = readRows(element, response, warnings);
  const [row] = rows.get(response.table) ?? [];
  const references = {
    mrn: mrnOf(textOf(row, 'declaration_mrn')),
    functionalReferenceId: textOf(row, 'declaration_functional_reference_id'),
    declarantId: undefined,
  };
  if (!references.mrn && !references.functionalReferenceId) {
    return { kind: 'putAside', reason: 'NO_REFERENCE', place: 'Response/Declaration' };
  }
  checkMrn(references.mrn, 'Response/Declaration/ID', warnings);
  const issueInstant = textOf(row, 'issue_date_time_instant');
  if (issueInstant === undefined) warnings.add('NO_ISSUE_TIME', 'Response/IssueDateTime');
  return { kind: 'notification', references, rows, envelope, warnings: warnings.list, issueInstant };
}

/** The form in which MRNs are kept and compared. */
function mrnOf(id: string | undefined): string | undefined {
  return id?.toUpperCase().replace(/\s/g, '') || undefined;
}

/** Year, country, 13 characters, check digit: the MRN of the EU and of those who built theirs like it. */
const MRN_SHAPE = /^\d{2}[A-Z]{2}[A-Z0-9]{13}\d$/;

/** Test messages and stubs carry wrong digits: a warning, never a refusal. */
function checkMrn(mrn: string | undefined, place: string, warnings: Warnings): void {
  if (mrn !== undefined && MRN_SHAPE.test(mrn) && !isMrn(mrn)) warnings.add('MRN_CHECK_DIGIT', place);
}
