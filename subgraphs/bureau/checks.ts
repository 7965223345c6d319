import { MAX_LIST } from '../kit/index.ts';
import {
  type CertificateRow,
  type CitedDocument,
  certificateNumberIn,
  type Found,
  type ItemInputs,
  type Loaders,
} from './data.ts';
import type * as graph from './generated/types.ts';

/**
 * The code by which declarations cite a certificate of conformity, category and type: C, a certificate or permit of the
 * country, and code 2 of UN/EDIFACT 1001 (D.13A), "certificate of conformity", in three digits. N002 is another's: produce
 * is cited by it as conforming to a marketing standard, which its own inspectors certify.
 */
const CERTIFICATE_OF_CONFORMITY = 'C002';

/** An answer before its certificate is written out. */
export type Check = Omit<graph.ConformityCheck, 'certificate' | '__typename'> & {
  readonly certificate: CertificateRow | null;
};

/** What the bureau says of each certificate that an item cites; null where it is not known what the item cites. */
export async function conformityChecks(loaders: Loaders, item: ItemInputs): Promise<readonly Check[] | null> {
  if (!item.additionalDocuments) return null;
  const cited = item.additionalDocuments.flatMap((document) => citedNumber(document) ?? []);
  const headings = headingsOf(item);
  return Promise.all(cited.slice(0, MAX_LIST).map((number) => checkOf(loaders, number, headings)));
}

/** The certificate that a document is; null where it is of another kind, or the bureau knows none. */
export async function citedCertificate(loaders: Loaders, document: CitedDocument): Promise<CertificateRow | null> {
  const number = certificateNumberIn(citedNumber(document) ?? '');
  return number === undefined ? null : (await loaders.found.load(number)).certificate;
}

function citedNumber({ documentCode, id }: CitedDocument): string | undefined {
  return documentCode === CERTIFICATE_OF_CONFORMITY && id != null ? id : undefined;
}

async function checkOf(loaders: Loaders, cited: string, headings: readonly string[] | null): Promise<Check> {
  const number = certificateNumberIn(cited);
  // Of what can be no number the bureau knows nothing, whenever the register was written.
  if (number === undefined) return { certificateNumber: cited, match: 'NO_MATCH', certificate: null, asOf: null };
  const found = await loaders.found.load(number);
  return { ...found, certificateNumber: cited, match: matchOf(found, headings) };
}

function matchOf({ certificate }: Found, headings: readonly string[] | null): graph.ConformityMatch | null {
  if (certificate === null) return 'NO_MATCH';
  if (certificate.status !== 'VALID') return certificate.status;
  if (headings === null) return null;
  return headings.includes(certificate.hsHeading) ? 'MATCH' : 'OTHER_GOODS';
}

/** Headings of the Harmonized System under which an item is declared; null where none is known. */
function headingsOf({ commodity }: ItemInputs): readonly string[] | null {
  const headings = (commodity?.classifications ?? []).flatMap(({ id }) =>
    id != null && /^\d{6}/.test(id) ? [id.slice(0, 4)] : [],
  );
  return headings.length > 0 ? headings : null;
}
