import type { PlacedSegment } from './edifact/segments.ts';

/**
 * What of a message may be kept (requirement P9: special categories are dropped at intake, and so is free text, which
 * may hold them). The list says what is kept: what nobody has thought of is dropped.
 */

/** Segments of PAXLST, PNRGOV and of every interchange that hold no free text. */
const KEPT = new Set([
  ...[
    'UNB',
    'UNG',
    'UNH',
    'UNT',
    'UNE',
    'UNZ',
    'BGM',
    'RFF',
    'DTM',
    'NAD',
    'TDT',
    'LOC',
    'NAT',
    'DOC',
    'CNT',
    'GEI',
    'MEA',
  ],
  ...['MSG', 'ORG', 'TVL', 'EQN', 'SRC', 'RCI', 'TIF', 'TRA', 'TKT', 'MON', 'RPI', 'APD', 'DAT', 'ABI'],
]);

/** Function of ATT that tells the sex. */
const ATTRIBUTE_SEX = '2';
/** Special service requests about documents of travel; meals, medical and all others are dropped. */
const DOCUMENT_REQUESTS = new Set(['DOCS', 'DOCO']);

/** True where the segment may be kept as it came. */
export function isKept({ tag, elements }: PlacedSegment): boolean {
  // ATT also tells religion and ethnic origin; its code list is not ours to enumerate.
  if (tag === 'ATT') return elements[0]?.[0]?.trim() === ATTRIBUTE_SEX;
  // The type stands before any free text of the request; elements after the first hold none of DOCS and DOCO.
  if (tag === 'SSR') return DOCUMENT_REQUESTS.has(elements[0]?.[0]?.trim().toUpperCase() ?? '');
  return KEPT.has(tag);
}

/**
 * The text without what must not be kept; everything else byte for byte, UNA and line ends between segments included.
 *
 * @param start where the segments begin.
 */
export function scrubbed(text: string, start: number, segments: readonly PlacedSegment[]): string {
  const parts = [text.slice(0, start)];
  let before = start;
  for (const segment of segments) {
    // Between segments stand blanks, line ends and empty segments alone.
    if (isKept(segment)) parts.push(text.slice(before, segment.end));
    before = segment.end;
  }
  return parts.join('');
}
