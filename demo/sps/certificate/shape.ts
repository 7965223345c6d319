/**
 * The UN/CEFACT SPSCertificate 17A as this system keeps it. What is not described here is reported by the reader and
 * stays in the raw message alone; `dropped` is what nobody asked for: telephone, fax and e-mail of people.
 */

/** What an element holds. Numbers are decimals of any length kept as text. */
export type Leaf =
  | { readonly kind: 'text'; readonly max: number }
  | { readonly kind: 'number' }
  | { readonly kind: 'dateTime' }
  /** An attached file: name and size are kept, its bytes in the raw message only. */
  | { readonly kind: 'attachment' };

export type Part = (Leaf | { readonly kind: 'group'; readonly content: Content } | { readonly kind: 'dropped' }) & {
  readonly many: boolean;
};

/** Element name to what it holds: a Map, since element names come from outside. */
export type Content = ReadonlyMap<string, Part>;

const text = (max: number): Part => ({ kind: 'text', max, many: false });
const code = text(35);
const id = text(70);
const name = text(512);
const number: Part = { kind: 'number', many: false };
const dateTime: Part = { kind: 'dateTime', many: false };
const dropped: Part = { kind: 'dropped', many: true };

function group(content: Readonly<Record<string, Part>>): Part {
  return { kind: 'group', content: new Map(Object.entries(content)), many: false };
}

/** Any number of them. */
const many = (part: Part): Part => ({ ...part, many: true });

/** In several languages, one element each. */
const texts = many(text(4_000));

const note = many(
  group({ Subject: code, SubjectCode: code, Content: texts, ContentCode: many(code), CreationDateTime: dateTime }),
);

const country = group({
  ID: text(2),
  Name: many(name),
  SubordinateSPSCountrySubDivision: many(group({ ID: id, Name: many(name), HierarchicalLevelCode: code })),
});

const address = group({
  TypeCode: code,
  PostcodeCode: code,
  LineOne: name,
  LineTwo: name,
  LineThree: name,
  LineFour: name,
  LineFive: name,
  CityID: id,
  CityName: name,
  CountryID: text(2),
  CountryName: name,
  CountrySubDivisionID: id,
  CountrySubDivisionName: name,
});

const party = group({
  ID: many(id),
  Name: many(name),
  RoleCode: code,
  TypeCode: many(code),
  SpecifiedSPSAddress: address,
  SpecifiedSPSPerson: group({ Name: name }),
  DefinedSPSContact: dropped,
  TelephoneSPSUniversalCommunication: dropped,
  FaxSPSUniversalCommunication: dropped,
  EmailURISPSUniversalCommunication: dropped,
  URISPSUniversalCommunication: dropped,
});

const location = group({ ID: many(id), Name: many(name) });

const referencedDocument = many(
  group({
    IssueDateTime: dateTime,
    TypeCode: code,
    RelationshipTypeCode: code,
    ID: id,
    Information: texts,
    AttachmentBinaryObject: { kind: 'attachment', many: true },
  }),
);

const authentication = many(
  group({
    ActualDateTime: dateTime,
    TypeCode: code,
    IssueSPSLocation: location,
    LocationSPSLocation: location,
    ProviderSPSParty: party,
    IncludedSPSClause: many(group({ ID: id, Content: texts })),
  }),
);

const exchangedDocument = group({
  Name: texts,
  ID: id,
  Description: texts,
  TypeCode: code,
  StatusCode: code,
  IssueDateTime: dateTime,
  CopyIndicator: code,
  IssuerSPSParty: party,
  RecipientSPSParty: many(party),
  IncludedSPSNote: note,
  ReferenceSPSReferencedDocument: referencedDocument,
  SignatorySPSAuthentication: authentication,
});

const equipment = many(
  group({
    ID: id,
    AffixedSPSSeal: many(group({ ID: id, MaximumID: id, IssuingSPSParty: party })),
    SettingSPSTemperature: many(
      group({ ValueMeasure: number, MinimumValueMeasure: number, MaximumValueMeasure: number, TypeCode: code }),
    ),
  }),
);

const process = many(
  group({
    TypeCode: code,
    CompletionSPSPeriod: group({ StartDateTime: dateTime, EndDateTime: dateTime, DurationMeasure: number }),
    ApplicationSPSCountry: country,
    OperatorSPSParty: party,
    AdditionalInformationSPSNote: note,
    ApplicableSPSProcessCharacteristic: many(
      group({
        TypeCode: code,
        Description: texts,
        ValueMeasure: number,
        MinimumValueMeasure: number,
        MaximumValueMeasure: number,
      }),
    ),
  }),
);

const tradeLineItem = many(
  group({
    SequenceNumeric: number,
    Description: texts,
    CommonName: many(name),
    ScientificName: many(name),
    ProductionBatchID: many(id),
    IntendedUse: many(name),
    ExpiryDateTime: many(dateTime),
    NetWeightMeasure: number,
    GrossWeightMeasure: number,
    NetVolumeMeasure: number,
    GrossVolumeMeasure: number,
    ApplicableSPSClassification: many(
      group({ SystemID: id, SystemName: many(name), ClassCode: code, ClassName: many(name) }),
    ),
    AdditionalInformationSPSNote: note,
    PhysicalSPSPackage: many(
      group({
        LevelCode: code,
        TypeCode: code,
        ItemQuantity: number,
        NominalGrossWeightMeasure: number,
        NominalGrossVolumeMeasure: number,
        PhysicalSPSShippingMarks: many(group({ Marking: many(name) })),
      }),
    ),
    AssociatedSPSTransportEquipment: equipment,
    OriginSPSCountry: many(country),
    OriginSPSLocation: many(location),
    AppliedSPSProcess: process,
    ReferenceSPSReferencedDocument: referencedDocument,
    AssertedSPSAuthentication: authentication,
  }),
);

const movement = many(
  group({ ID: id, ModeCode: code, UsedSPSTransportMeans: group({ ID: id, Name: many(name), TypeCode: code }) }),
);

const event = many(group({ TypeCode: code, ActualOccurrenceDateTime: dateTime, OccurrenceSPSLocation: location }));

const consignment = group({
  ID: many(id),
  AvailabilityDueDateTime: dateTime,
  ExportExitDateTime: dateTime,
  ShopkeepingIndicator: code,
  ConsignorSPSParty: party,
  ConsigneeSPSParty: party,
  ExporterSPSParty: party,
  DespatchSPSParty: party,
  DeliverySPSParty: party,
  CarrierSPSParty: party,
  CustomsTransitAgentSPSParty: many(party),
  ExportSPSCountry: country,
  ReexportSPSCountry: many(country),
  ImportSPSCountry: country,
  TransitSPSCountry: many(country),
  TransitSPSLocation: many(location),
  LoadingBaseportSPSLocation: location,
  UnloadingBaseportSPSLocation: location,
  ConsigneeReceiptSPSLocation: location,
  UtilizedSPSTransportEquipment: equipment,
  MainCarriageSPSTransportMovement: movement,
  PreCarriageSPSTransportMovement: movement,
  OnCarriageSPSTransportMovement: movement,
  ExaminationSPSEvent: event,
  StorageSPSEvent: event,
  IncludedSPSConsignmentItem: many(
    group({
      NatureIdentificationSPSCargo: many(group({ TypeCode: code })),
      GrossWeightMeasure: number,
      NetWeightMeasure: number,
      GrossVolumeMeasure: number,
      NetVolumeMeasure: number,
      PhysicalSPSPackage: many(group({ LevelCode: code, TypeCode: code, ItemQuantity: number })),
      IncludedSPSTradeLineItem: tradeLineItem,
    }),
  ),
});

/** The root element. */
export const spsCertificate = group({ SPSExchangedDocument: exchangedDocument, SPSConsignment: consignment });
