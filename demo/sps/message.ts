import { parseXml, type XmlElement, type XmlRefusal } from '../../standards/xml.ts';
import type { KeptElement } from './certificate/read.ts';
import { readCertificate } from './certificate/read.ts';
import { certificateXml } from './certificate/write.ts';
import { type Reading, readJsonMessage } from './json/message.ts';
import { certificateNumber } from './references.ts';

/** Why a message is put aside. */
export type SpsPutAsideReason = XmlRefusal | 'NOT_JSON' | 'NOT_SPS' | 'NO_REFERENCE' | 'STORE_REFUSED';

/** What a message of SPS is about. */
export type SpsReadOutcome =
  | Reading
  | { readonly kind: 'putAside'; readonly reason: SpsPutAsideReason; readonly place?: string };

/** Reads a message of any kind that SPS takes in. Never throws for what the bytes hold. */
export function readSpsMessage(bytes: Uint8Array, maxBytes: number): SpsReadOutcome {
  if (bytes.byteLength === 0) return { kind: 'putAside', reason: 'EMPTY' };
  if (bytes.byteLength > maxBytes) return { kind: 'putAside', reason: 'TOO_LARGE' };
  return isXml(bytes) ? readXmlMessage(bytes, maxBytes) : readJsonMessage(bytes);
}

/** XML begins with `<`, after a byte order mark and blanks. */
function isXml(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 256)).toString('latin1');
  return /^(\xef\xbb\xbf)?\s*</.test(head);
}

function readXmlMessage(bytes: Uint8Array, maxBytes: number): SpsReadOutcome {
  const parsed = parseXml(bytes, maxBytes);
  if (parsed.kind === 'refused') {
    return { kind: 'putAside', reason: parsed.reason, ...(parsed.place !== undefined && { place: parsed.place }) };
  }
  if (parsed.root.name !== 'SPSCertificate') return { kind: 'putAside', reason: 'NOT_SPS' };
  return certificateOf(parsed.root);
}

function certificateOf(root: XmlElement): SpsReadOutcome {
  const { kept, warnings } = readCertificate(root);
  const exchanged = child(kept, 'SPSExchangedDocument');
  const id = child(exchanged, 'ID')?.text ?? '';
  const issuer = child(child(exchanged, 'IssuerSPSParty'), 'SpecifiedSPSAddress');
  const exporter = child(child(kept, 'SPSConsignment'), 'ExportSPSCountry');
  const country = (child(issuer, 'CountryID') ?? child(exporter, 'ID'))?.text.toUpperCase() ?? '';
  if (id === '' || id.length > 70 || !/^[A-Z]{2}$/.test(country)) return { kind: 'putAside', reason: 'NO_REFERENCE' };
  const issued = child(exchanged, 'IssueDateTime')?.text;
  if (issued === undefined) warnings.add('NO_VERSION_TIME', 'SPSCertificate/SPSExchangedDocument');
  const replaced = replacedNumber(exchanged);
  const version = {
    kind: 'certificate',
    key: `${country} ${certificateNumber(id)}`,
    lookup: certificateNumber(id),
    replaces: replaced === undefined ? undefined : `${country} ${certificateNumber(replaced)}`,
    versionInstant: issued,
    document: certificateXml(kept),
    mrns: [],
    entryDocuments: [],
    writeOffs: [],
  } as const;
  return { kind: 'read', message: 'certificate', versions: [version], warnings: warnings.list };
}

/** The note by which a replacing certificate names the number of the one it replaces (ePhyto factor list). */
function replacedNumber(exchanged: KeptElement | undefined): string | undefined {
  const notes = exchanged?.children.filter(({ name }) => name === 'IncludedSPSNote') ?? [];
  const number = child(
    notes.find((note) => child(note, 'Subject')?.text === 'ADRPN'),
    'Content',
  )?.text;
  return number !== undefined && number.length <= 70 ? number : undefined;
}

function child(element: KeptElement | undefined, name: string): KeptElement | undefined {
  return element?.children.find((each) => each.name === name);
}
