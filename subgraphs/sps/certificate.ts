import { childOf, childrenOf, MAX_LIST, SourceError, type XmlElement } from '../kit/index.ts';
import type * as graph from './generated/types.ts';

/** A certificate as the system holds it: every field of the graph's type, read once. */
export type Certificate = Omit<graph.SpsCertificate, '__typename'>;

/** UNTDID 1373: issued. */
const ISSUED = '70';

/**
 * Reads one member of the system's answer about certificates.
 *
 * @returns null where the system holds none under that key, or several and the key does not say which.
 * @throws SourceError SOURCE_INVALID where the answer is not what the system's interface says.
 */
export function certificateIn(member: XmlElement): Certificate | null {
  const state = member.attributes.get('state');
  if (state === 'UNKNOWN' || state === 'AMBIGUOUS') return null;
  const document = childOf(member, 'SPSCertificate');
  const exchanged = childOf(document, 'SPSExchangedDocument');
  const issuingCountry = member.attributes.get('issuingCountry');
  const id = textOf(exchanged, 'ID');
  if (state !== 'FOUND' || !exchanged || !issuingCountry || !id) throw new SourceError('SOURCE_INVALID');
  const replacedById = member.attributes.get('replacedBy') ?? null;
  return {
    issuingCountry,
    id,
    ...exchangedDocument(exchanged),
    ...consignment(childOf(document, 'SPSConsignment')),
    isValid: textOf(exchanged, 'StatusCode') === ISSUED && replacedById === null,
    replacedById,
  };
}

function exchangedDocument(exchanged: XmlElement) {
  const signed = childOf(exchanged, 'SignatorySPSAuthentication');
  const person = childOf(childOf(signed, 'ProviderSPSParty'), 'SpecifiedSPSPerson');
  return {
    typeCode: textOf(exchanged, 'TypeCode'),
    statusCode: textOf(exchanged, 'StatusCode'),
    issueDateTime: dateTimeOf(exchanged, 'IssueDateTime'),
    issuerName: textOf(childOf(exchanged, 'IssuerSPSParty'), 'Name'),
    signatoryName: textOf(person, 'Name'),
    notes: notesOf(exchanged),
    referencedDocuments: list(exchanged, 'ReferenceSPSReferencedDocument', referencedDocument),
  };
}

/** Notes of one subject, one after another, are one note in several languages or of several statements. */
function notesOf(exchanged: XmlElement): graph.SpsNote[] {
  return list(exchanged, 'IncludedSPSNote', (note) => ({
    subject: textOf(note, 'Subject'),
    content: texts(note, 'Content'),
  }));
}

function referencedDocument(document: XmlElement): graph.SpsReferencedDocument {
  const attachment = childOf(document, 'AttachmentBinaryObject');
  const size = attachment?.attributes.get('sizeBytes');
  return {
    id: textOf(document, 'ID'),
    relationshipTypeCode: textOf(document, 'RelationshipTypeCode'),
    issueDateTime: dateTimeOf(document, 'IssueDateTime'),
    information: texts(document, 'Information'),
    attachmentFileName: attachment?.attributes.get('filename') ?? null,
    attachmentSizeBytes: size === undefined ? null : wholeNumber(size),
  };
}

function consignment(of: XmlElement | undefined) {
  const movements = childrenOf(of, 'MainCarriageSPSTransportMovement');
  // A movement without mode and means says nothing; the first that says something is the main carriage.
  const main = movements.find((each) => textOf(childOf(each, 'UsedSPSTransportMeans'), 'Name')) ?? movements[0];
  return {
    consignorName: textOf(childOf(of, 'ConsignorSPSParty'), 'Name'),
    consigneeName: textOf(childOf(of, 'ConsigneeSPSParty'), 'Name'),
    exportCountryId: textOf(childOf(of, 'ExportSPSCountry'), 'ID'),
    importCountryId: textOf(childOf(of, 'ImportSPSCountry'), 'ID'),
    transitCountryIds: countries(of, 'TransitSPSCountry'),
    unloadingBaseportLocation: textOf(childOf(of, 'UnloadingBaseportSPSLocation'), 'Name'),
    mainCarriageModeCode: textOf(main, 'ModeCode'),
    mainCarriageMeans: textOf(childOf(main, 'UsedSPSTransportMeans'), 'Name') ?? textOf(main, 'ID'),
    utilizedTransportEquipment: list(of, 'UtilizedSPSTransportEquipment', (equipment) => ({
      id: textOf(equipment, 'ID'),
      sealIds: list(equipment, 'AffixedSPSSeal', (seal) => textOf(seal, 'ID')).filter((id) => id !== null),
    })),
    tradeLineItems: childrenOf(of, 'IncludedSPSConsignmentItem')
      .flatMap((item) => childrenOf(item, 'IncludedSPSTradeLineItem'))
      .slice(0, MAX_LIST)
      .map(tradeLineItem),
  };
}

function tradeLineItem(item: XmlElement): graph.SpsTradeLineItem {
  const sequence = textOf(item, 'SequenceNumeric');
  return {
    sequenceNumeric: sequence === null ? null : wholeNumber(sequence),
    description: texts(item, 'Description'),
    commonName: textOf(item, 'CommonName'),
    scientificName: textOf(item, 'ScientificName'),
    intendedUse: textOf(item, 'IntendedUse'),
    netWeightMeasure: measureOf(item, 'NetWeightMeasure'),
    grossWeightMeasure: measureOf(item, 'GrossWeightMeasure'),
    netVolumeMeasure: measureOf(item, 'NetVolumeMeasure'),
    grossVolumeMeasure: measureOf(item, 'GrossVolumeMeasure'),
    classifications: list(item, 'ApplicableSPSClassification', (classification) => ({
      systemName: textOf(classification, 'SystemName'),
      classCode: textOf(classification, 'ClassCode'),
      className: textOf(classification, 'ClassName'),
    })),
    originCountryIds: countries(item, 'OriginSPSCountry'),
    processes: list(item, 'AppliedSPSProcess', process),
    packages: list(item, 'PhysicalSPSPackage', (each) => {
      const quantity = textOf(each, 'ItemQuantity');
      return {
        levelCode: textOf(each, 'LevelCode'),
        typeCode: textOf(each, 'TypeCode'),
        itemQuantity: quantity === null ? null : wholeNumber(quantity),
      };
    }),
  };
}

function process(applied: XmlElement): graph.SpsProcess {
  const period = childOf(applied, 'CompletionSPSPeriod');
  return {
    typeCode: textOf(applied, 'TypeCode'),
    startDateTime: dateTimeOf(period, 'StartDateTime'),
    endDateTime: dateTimeOf(period, 'EndDateTime'),
    durationMeasure: measureOf(period, 'DurationMeasure'),
  };
}

function list<Value>(of: XmlElement | undefined, name: string, read: (element: XmlElement) => Value): Value[] {
  return childrenOf(of, name).slice(0, MAX_LIST).map(read);
}

function countries(of: XmlElement | undefined, name: string): string[] {
  return list(of, name, (country) => textOf(country, 'ID')).filter((id) => id !== null);
}

/** An empty element says nothing. */
function textOf(of: XmlElement | undefined, name: string): string | null {
  return childOf(of, name)?.text || null;
}

function texts(of: XmlElement, name: string): graph.SpsText[] {
  return list(of, name, ({ text, attributes }) => ({ text, languageId: attributes.get('languageID') ?? null })).filter(
    ({ text }) => text !== '',
  );
}

function dateTimeOf(of: XmlElement | undefined, name: string): string | null {
  const element = childOf(of, name);
  return element?.text || textOf(element, 'DateTimeString');
}

function measureOf(of: XmlElement | undefined, name: string): graph.Measure | null {
  const element = childOf(of, name);
  if (!element?.text) return null;
  return { value: element.text, unitCode: element.attributes.get('unitCode') ?? null };
}

/** Trailing `.0` is no fraction; a number that is none of GraphQL's four bytes is left out. */
function wholeNumber(text: string): number | null {
  const number = /^\d{1,15}(\.0*)?$/.test(text) ? Number(text) : Number.NaN;
  return number <= 2_147_483_647 ? number : null;
}
