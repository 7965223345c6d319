import type { EntryDocument } from './answers.ts';
import type { Certificate } from './certificate.ts';
import type * as graph from './generated/types.ts';
import { kilograms, type Milligrams, massOf } from './mass.ts';

/**
 * Codes by which declarations cite documents of SPS, category and type: entry documents for live animals (C640), animal
 * products (N853), food and feed of high risk (C678, N852), plants (C085, 9115, N851, N002), and the certificates
 * behind them. A code beyond these is another agency's affair and gets no check.
 */
const SPS_DOCUMENT_CODES: ReadonlySet<string> = new Set([
  'C640',
  'N853',
  'C678',
  'N852',
  'C085',
  '9115',
  'N851',
  'N002',
]);

/** True where a document with this code is one that SPS answers for. */
export function isSpsDocument(documentCode: string): boolean {
  return SPS_DOCUMENT_CODES.has(documentCode);
}

/** What was found under a cited reference; null: nothing. */
export type Found =
  | { readonly kind: 'certificate'; readonly certificate: Certificate }
  | { readonly kind: 'entryDocument'; readonly document: EntryDocument }
  | null;

/** Match code of each state of an entry document. Whatever is not decided, or refused, is not valid. */
const BY_STATUS: Readonly<Record<graph.HealthEntryDocumentStatus, graph.SpsMatch>> = {
  DRAFT: 'NOT_VALID',
  SUBMITTED: 'NOT_VALID',
  VALIDATED: 'MATCH',
  REJECTED: 'NOT_VALID',
  IN_PROGRESS: 'NOT_VALID',
  AMEND: 'AMEND',
  MODIFY: 'AMEND',
  REPLACED: 'REPLACED',
  CANCELLED: 'CANCELLED',
  DELETED: 'DELETED',
  PARTIALLY_REJECTED: 'PARTIALLY_REJECTED',
  SPLIT_CONSIGNMENT: 'SPLIT',
};

/**
 * Answers for one cited document.
 *
 * @param used what other items have used up of its mass.
 * @param itemMass net mass of the item; undefined where the declaration states none in a unit of mass.
 */
export function checkOf(
  cited: { readonly documentCode: string; readonly documentId: string },
  found: Found,
  used: Milligrams,
  itemMass: Milligrams | undefined,
): graph.SpsDocumentCheck {
  const certified = certifiedMass(found);
  const remaining = certified === undefined ? undefined : certified > used ? certified - used : 0n;
  const match = standing(found);
  const isExceeded = match === 'MATCH' && remaining !== undefined && itemMass !== undefined && itemMass > remaining;
  return {
    ...cited,
    match: isExceeded ? 'QUANTITY_EXCEEDED' : match,
    remainingQuantity: remaining === undefined ? null : kilograms(remaining),
  };
}

function standing(found: Found): graph.SpsMatch {
  if (found === null) return 'NO_MATCH';
  if (found.kind === 'certificate') {
    const { isValid, replacedById } = found.certificate;
    return replacedById ? 'REPLACED' : isValid ? 'MATCH' : 'NOT_VALID';
  }
  const { status, decision } = found.document;
  const match = status == null ? 'NOT_VALID' : BY_STATUS[status];
  return match === 'MATCH' && decision === 'NOT_ACCEPTABLE' ? 'NOT_VALID' : match;
}

/** Undefined where the document states no mass, or part of it in no unit of mass. */
function certifiedMass(found: Found): Milligrams | undefined {
  if (found === null) return undefined;
  if (found.kind === 'certificate') return sumOf((found.certificate.tradeLineItems ?? []).map(netWeight));
  const { totalNetMassMeasure, commodities } = found.document;
  return massOf(totalNetMassMeasure) ?? sumOf((commodities ?? []).map(({ netMassMeasure }) => massOf(netMassMeasure)));
}

/** A line without any weight describes the one before it (a further package or treatment) and adds nothing. */
function netWeight({ netWeightMeasure, grossWeightMeasure }: graph.SpsTradeLineItem): Milligrams | undefined {
  return netWeightMeasure == null && grossWeightMeasure == null ? 0n : massOf(netWeightMeasure);
}

function sumOf(masses: ReadonlyArray<Milligrams | undefined>): Milligrams | undefined {
  let sum = 0n;
  for (const mass of masses) {
    if (mass === undefined) return undefined;
    sum += mass;
  }
  return sum > 0n ? sum : undefined;
}
