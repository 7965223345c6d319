import {
  connectionIn,
  type DocumentKey,
  documentKey,
  InputError,
  isInstant,
  type KitContext,
  type LedgerNames,
  type Listing,
  type ListingConnection,
  type PageArguments,
  type PostgresSource,
  pageOf,
  type Restrictions,
  SourceError,
  travelDocumentKey,
  type Unread,
} from '../kit/index.ts';
import { type Asked, entryListing } from './data/entries.ts';
import type { DisclosureRow } from './data/entry.ts';

export type { DisclosedFieldRow, DisclosureRow } from './data/entry.ts';
export type DisclosureConnectionRow = ListingConnection<DisclosureRow>;

/** Lists of one request over the ledger. */
export function loadersOver(source: PostgresSource, restrictions: Restrictions) {
  return { entries: (asked: Asked): Listing<DisclosureRow> => entryListing(source, restrictions, asked) };
}

export type Loaders = ReturnType<typeof loadersOver>;
export type Context = KitContext<Loaders>;

/** As they arrive. */
type Given<Names extends string> = { readonly [Name in Names]?: string | null | undefined };
type DisclosuresArguments = PageArguments &
  Unread<DocumentKey> &
  Given<'agency' | 'principal' | 'purpose' | 'agreement' | 'from' | 'until'>;

/** Whoever answers a person asks for that person alone. */
const ABOUT_A_PERSON = 'SUBJECT_ACCESS';
/** Entries of one decision: intended, and what came of it. */
const MOST_OF_ONE = 10;

/** Disclosures as they are asked for, newest first. @throws InputError, SourceError */
export async function disclosuresOf(
  { loaders, cursors, ledgerNames, purpose }: Context,
  args: DisclosuresArguments,
): Promise<DisclosureConnectionRow> {
  const document = documentIn(args);
  const filter = {
    document,
    ...{ agency: textIn(args, 'agency'), principal: textIn(args, 'principal'), purpose: textIn(args, 'purpose') },
    ...{ agreement: textIn(args, 'agreement'), from: instantIn(args, 'from'), until: instantIn(args, 'until') },
  };
  const page = pageOf(cursors({ field: 'Query.disclosures', filter }), args, 3);
  if (purpose === ABOUT_A_PERSON && !document) {
    throw new InputError('documentNumber must be given to answer a person.', 'documentNumber');
  }
  const { document: _, ...asked } = filter;
  return connectionIn(loaders.entries({ ...asked, names: document && namesOf(document, ledgerNames) }), page);
}

/** What one decision became, oldest first. @throws InputError */
export async function disclosureOf({ loaders }: Context, decisionId: string): Promise<readonly DisclosureRow[]> {
  if (!/^[\w-]{1,64}$/.test(decisionId)) {
    throw new InputError('decisionId must be the reference of a decision.', 'decisionId');
  }
  const page = { first: MOST_OF_ONE, after: undefined, seal: () => '' };
  return [...(await loaders.entries({ decisionId }).rows(page))].reverse();
}

/** @throws InputError where some of its parts are given and not all, or one cannot be one. */
function documentIn(args: Unread<DocumentKey>): DocumentKey | undefined {
  const { documentNumber, issuingState, documentType } = args;
  if (documentNumber == null && issuingState == null && documentType == null) return undefined;
  return documentKey(args);
}

/**
 * The names of a document in the ledger: entries are named by documents as agencies keep them, and by what callers looked
 * for as they wrote it.
 *
 * @throws SourceError where the keys of names are not there: an answer without them would be of everybody.
 */
function namesOf(document: DocumentKey, ledgerNames: LedgerNames | undefined): readonly string[] {
  if (!ledgerNames) throw new SourceError('SOURCE_UNAVAILABLE', new Error('no keys of names: HUB_LEDGER_NAMING_FILE'));
  const { documentNumber, issuingState, documentType } = document;
  const forms = [{ documentNumber, issuingState, documentType }, travelDocumentKey(document)];
  return [...new Set(forms.flatMap((form) => ledgerNames.of('TravelDocument', { ...form })))];
}

function textIn<Name extends string>(args: Given<Name>, name: Name): string | undefined {
  const value = args[name];
  if (value == null) return undefined;
  if (value.length >= 1 && value.length <= 200 && !value.includes('\0')) return value;
  throw new InputError(`${name} must have 1 to 200 characters.`, name);
}

function instantIn<Name extends string>(args: Given<Name>, name: Name): string | undefined {
  const value = args[name];
  if (value == null) return undefined;
  if (isInstant(value)) return value;
  throw new InputError(`${name} must be an instant with its offset: 2026-11-23T08:15:00+03:00.`, name);
}
