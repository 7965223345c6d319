import { localDateTime } from './clock.ts';

/** A health entry document as the CHED notification tells it. Masses are grams. */
export interface EntryDocumentPlan {
  readonly reference: string;
  readonly status: string;
  readonly version: number;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly arrivesAt: number;
  readonly post: string;
  readonly mrn: string;
  readonly importer: string;
  readonly consignor: string;
  readonly origin: string;
  readonly commodity: {
    readonly tariffCode: string;
    readonly description: string;
    readonly species: string;
    readonly netGrams: number;
    readonly packages: number;
  };
  /** Results of the documentary, identity and physical check. */
  readonly checks: readonly [string, string, string];
  readonly isInspectionRequired: boolean;
  readonly decision: string | null;
}

/** A certificate of one trade line. */
export interface CertificatePlan {
  readonly issuingCountry: string;
  readonly id: string;
  /** UNTDID 1001: 851 phytosanitary, 853 veterinary. */
  readonly typeCode: string;
  readonly issuedAt: number;
  readonly consignor: string;
  readonly consignee: string;
  readonly importCountry: string;
  readonly transportMeans: string;
  readonly line: {
    readonly tariffCode: string;
    readonly description: string;
    /** The same in Swahili. */
    readonly descriptionSw: string;
    readonly species: string;
    readonly netGrams: number;
    readonly grossGrams: number;
    readonly packages: number;
    readonly packageType: string;
  };
}

/** What customs tells SPS of one item. */
export interface CustomsItemPlan {
  readonly itemNumber: number;
  readonly netGrams: number;
  readonly documents: ReadonlyArray<{ readonly code: string; readonly reference: string }>;
  readonly check: { readonly checkCode: string; readonly decisionCode: string; readonly reference: string };
}

const TYPES = { CHEDA: 'CVEDA', CHEDP: 'CVEDP', CHEDPP: 'CHEDPP' } as const;

/** The CHED notification in the envelope in which it is told. */
export function notificationMessage(plan: EntryDocumentPlan): string {
  const { reference, commodity } = plan;
  const updated = localDateTime(plan.updatedAt);
  const kind = reference.slice(0, reference.indexOf('.')) as keyof typeof TYPES;
  const unique = { uniqueComplementId: `${reference}/1`, complementId: 1, speciesId: '1' };
  const [documentCheckResult, identityCheckResult, physicalCheckResult] = plan.checks;
  const importPreNotification = {
    externalReferences: [{ system: 'NCTS', reference: plan.mrn }],
    referenceNumber: reference,
    version: plan.version,
    updatedSource: updated,
    importNotificationType: TYPES[kind],
    status: plan.status,
    partOne: {
      consignor: { type: 'exporter', companyName: plan.consignor, address: { countryIsoCode: plan.origin } },
      importer: { type: 'importer', companyName: plan.importer, address: { countryIsoCode: 'UG' } },
      commodities: {
        totalNetWeight: commodity.netGrams / 1_000,
        numberOfPackages: commodity.packages,
        countryOfOrigin: plan.origin,
        commodityComplements: [
          {
            ...unique,
            commodityId: commodity.tariffCode,
            commodityDescription: commodity.description,
            speciesName: commodity.species,
          },
        ],
        complementParameterSets: [
          {
            ...unique,
            keyDataPairs: [
              { key: 'netweight', data: (commodity.netGrams / 1_000).toFixed(3) },
              { key: 'number_package', data: String(commodity.packages) },
            ],
          },
        ],
      },
      pointOfEntry: plan.post,
      arrivesAt: localDateTime(plan.arrivesAt),
    },
    partTwo: {
      decision: { consignmentDecision: plan.decision },
      consignmentCheck: { documentCheckResult, identityCheckResult, physicalCheckResult },
      checkedOn: plan.decision === null ? null : updated,
      inspectionRequired: plan.isInspectionRequired ? 'Required' : 'Not required',
    },
  };
  return enveloped('ImportPreNotification', reference, updated, { id: reference, updated, importPreNotification });
}

/** A customs declaration as customs tells SPS of it, with SPS' decisions. */
export function customsMessage(mrn: string, at: number, items: readonly CustomsItemPlan[]): string {
  const updated = localDateTime(at);
  const resource = {
    Id: mrn,
    Updated: updated,
    ClearanceRequest: {
      messageSentAt: updated,
      commodities: items.map(({ itemNumber, netGrams, documents, check }) => ({
        itemNumber,
        netMass: netGrams / 1_000,
        documents: documents.map(({ code, reference }) => ({ documentCode: code, documentReference: reference })),
        checks: [{ checkCode: check.checkCode, departmentCode: 'SPS' }],
      })),
    },
    ClearanceDecision: {
      results: items.map(({ itemNumber, documents, check }) => ({
        itemNumber,
        importPreNotification: check.reference,
        documentReference: check.reference,
        documentCode: documents.find(({ reference }) => reference === check.reference)?.code ?? null,
        checkCode: check.checkCode,
        decisionCode: check.decisionCode,
      })),
    },
  };
  return enveloped('CustomsDeclaration', mrn, updated, resource);
}

function enveloped(resourceType: string, resourceId: string, timestamp: string, resource: object): string {
  return `${JSON.stringify({ resourceId, resourceType, operation: 'Updated', resource, timestamp })}\n`;
}

/** An SPSCertificate 17A. */
export function certificateMessage(plan: CertificatePlan): string {
  const { line } = plan;
  const exchanged = [
    value('ram:ID', plan.id),
    value('ram:TypeCode', plan.typeCode),
    value('ram:StatusCode', '70'),
    element('ram:IssueDateTime', value('udt:DateTimeString', localDateTime(plan.issuedAt))),
    element('ram:IssuerSPSParty', value('ram:Name', `Plant and animal health service, ${plan.issuingCountry}`)),
    element('ram:IncludedSPSNote', value('ram:Subject', 'SPSFL') + value('ram:Content', '5')),
  ];
  const item = [
    value('ram:SequenceNumeric', '1'),
    value('ram:Description', line.description, ' languageID="en"'),
    value('ram:Description', line.descriptionSw, ' languageID="sw"'),
    value('ram:ScientificName', line.species),
    value('ram:NetWeightMeasure', (line.netGrams / 1_000).toFixed(3), ' unitCode="KGM"'),
    value('ram:GrossWeightMeasure', (line.grossGrams / 1_000).toFixed(3), ' unitCode="KGM"'),
    element('ram:ApplicableSPSClassification', value('ram:SystemName', 'HS') + value('ram:ClassCode', line.tariffCode)),
    element(
      'ram:PhysicalSPSPackage',
      value('ram:LevelCode', '1') +
        value('ram:TypeCode', line.packageType) +
        value('ram:ItemQuantity', String(line.packages)),
    ),
    element('ram:OriginSPSCountry', value('ram:ID', plan.issuingCountry)),
  ];
  const movement =
    value('ram:ModeCode', '3') + element('ram:UsedSPSTransportMeans', value('ram:Name', plan.transportMeans));
  const consignment = [
    element('ram:ConsignorSPSParty', value('ram:Name', plan.consignor)),
    element('ram:ConsigneeSPSParty', value('ram:Name', plan.consignee)),
    element('ram:ExportSPSCountry', value('ram:ID', plan.issuingCountry)),
    element('ram:ImportSPSCountry', value('ram:ID', plan.importCountry)),
    element('ram:MainCarriageSPSTransportMovement', movement),
    element('ram:IncludedSPSConsignmentItem', element('ram:IncludedSPSTradeLineItem', item.join(''))),
  ];
  const body = element('SPSExchangedDocument', exchanged.join('')) + element('SPSConsignment', consignment.join(''));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('SPSCertificate', body, NAMESPACES)}\n`;
}

const NAMESPACES =
  ' xmlns="urn:un:unece:uncefact:data:standard:SPSCertificate:17"' +
  ' xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:21"' +
  ' xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:21"';

function element(name: string, content: string, attributes = ''): string {
  return `<${name}${attributes}>${content}</${name}>`;
}

function value(name: string, text: string, attributes = ''): string {
  return element(
    name,
    text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`),
    attributes,
  );
}
