import type { EntryDocument } from './answers.ts';
import type * as graph from './generated/types.ts';

/** States in which a document is no longer about the goods. */
const GONE: ReadonlySet<string> = new Set(['CANCELLED', 'DELETED', 'REPLACED', 'DRAFT']);

/** Why a document holds its goods: null where it does not. */
function reasonOf({ status, decision, checks }: EntryDocument): string | null {
  if (status != null && GONE.has(status)) return null;
  if (decision === 'NOT_ACCEPTABLE') return 'CONTROL';
  if (status !== 'IN_PROGRESS') return null;
  const open = (checks ?? []).filter(({ result }) => result === 'NOT_DONE').map(({ type }) => type);
  if (open.length === 0) return null;
  return open.some((type) => type !== 'DOCUMENTARY') ? 'CONTROL' : 'DOCUMENTS';
}

/**
 * SPS' open hold on a declaration for each kind of reason: a document in progress with a check still to be made, or one
 * decided as not acceptable. Since the last change of the document that holds longest.
 */
export function holdsOn(mrn: string, documents: readonly EntryDocument[]): graph.Hold[] {
  const since = new Map<string, string | null>();
  for (const document of documents) {
    const reason = reasonOf(document);
    if (reason === null) continue;
    const known = since.get(reason);
    if (known === undefined || isBefore(document.updatedDateTime, known)) {
      since.set(reason, document.updatedDateTime ?? null);
    }
  }
  return [...since].map(([reasonCategory, at]) => ({
    agency: 'sps',
    scope: 'DECLARATION',
    subjectId: mrn,
    since: at,
    reasonCategory,
  }));
}

function isBefore(one: string | null | undefined, other: string | null): boolean {
  return one != null && (other === null || Date.parse(one) < Date.parse(other));
}
