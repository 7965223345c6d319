/**
 * Where each element of a WCO message stands in the graph, written by hand: the tests hold the intake and the subgraph
 * against it. `[]` marks an element that may occur many times, `#` its place in the answer's list.
 */

type Places = Readonly<Record<string, string>>;

const under = (element: string, field: string, places: Places): Places =>
  Object.fromEntries(Object.entries(places).map(([name, place]) => [`${element}/${name}`, `${field}.${place}`]));

const ADDRESS: Places = {
  'Address/CityName': 'address.cityName',
  'Address/CountryCode': 'address.countryCode',
  'Address/Line': 'address.line',
  'Address/PostcodeID': 'address.postcodeId',
};
const PARTY: Places = { ID: 'id', Name: 'name', FunctionCode: 'functionCode', ...ADDRESS };
const DOCUMENT: Places = {
  CategoryCode: 'categoryCode',
  ID: 'id',
  TypeCode: 'typeCode',
  LPCOExemptionCode: 'lpcoExemptionCode',
  Name: 'name',
  'EffectiveDateTime/DateTimeString': 'effectiveDateTime',
  'WriteOff/AmountAmount': 'writeOffAmount',
  'WriteOff/QuantityQuantity': 'writeOffQuantity',
};
const STATEMENT: Places = {
  StatementCode: 'statementCode',
  StatementDescription: 'statementDescription',
  StatementTypeCode: 'statementTypeCode',
  'LimitDateTime/DateTimeString': 'limitDateTime',
};
const PREVIOUS: Places = { CategoryCode: 'categoryCode', ID: 'id', TypeCode: 'typeCode', LineNumeric: 'lineNumeric' };
const MEANS: Places = { ID: 'id', IdentificationTypeCode: 'identificationTypeCode', ModeCode: 'modeCode' };

const CONSIGNMENT: Places = {
  ContainerCode: 'containerCode',
  ...under('ArrivalTransportMeans', 'arrivalTransportMeans', MEANS),
  ...under('DepartureTransportMeans', 'departureTransportMeans', MEANS),
  ...under('Carrier', 'carrier', PARTY),
  'Freight/PaymentMethodCode': 'freightPaymentMethodCode',
  'GoodsLocation/ID': 'goodsLocationId',
  'GoodsLocation/Name': 'goodsLocationName',
  'GoodsLocation/TypeCode': 'goodsLocationTypeCode',
  'GoodsLocation/Address/TypeCode': 'goodsLocationAddressTypeCode',
  'GoodsLocation/Address/CountryCode': 'goodsLocationCountryCode',
  'GoodsLocation/Address/CityName': 'goodsLocationCityName',
  'GoodsLocation/Address/Line': 'goodsLocationLine',
  'GoodsLocation/Address/PostcodeID': 'goodsLocationPostcodeId',
  'Itinerary[]/SequenceNumeric': 'itineraries.#.sequenceNumeric',
  'Itinerary[]/RoutingCountryCode': 'itineraries.#.routingCountryCode',
  'LoadingLocation/ID': 'loadingLocationId',
  'TransportEquipment[]/SequenceNumeric': 'transportEquipment.#.sequenceNumeric',
  'TransportEquipment[]/ID': 'transportEquipment.#.id',
  'TransportEquipment[]/CharacteristicCode': 'transportEquipment.#.characteristicCode',
  'TransportEquipment[]/FullnessCode': 'transportEquipment.#.fullnessCode',
  'TransportEquipment[]/RegistrationNationalityCode': 'transportEquipment.#.registrationNationalityCode',
  'TransportEquipment[]/Seal[]/SequenceNumeric': 'transportEquipment.#.seals.#.sequenceNumeric',
  'TransportEquipment[]/Seal[]/ID': 'transportEquipment.#.seals.#.id',
};

const ITEM: Places = {
  SequenceNumeric: 'sequenceNumeric',
  CustomsValueAmount: 'customsValueAmount',
  StatisticalValueAmount: 'statisticalValueAmount',
  ...under('AdditionalDocument[]', 'additionalDocuments.#', DOCUMENT),
  ...under('AdditionalInformation[]', 'additionalInformation.#', STATEMENT),
  ...under('PreviousDocument[]', 'previousDocuments.#', PREVIOUS),
  'Commodity/Description': 'commodity.description',
  'Commodity/Classification[]/ID': 'commodity.classifications.#.id',
  'Commodity/Classification[]/IdentificationTypeCode': 'commodity.classifications.#.identificationTypeCode',
  'Commodity/DangerousGoods[]/UNDGID': 'commodity.dangerousGoodsUndgIds.#',
  'Commodity/DutyTaxFee[]/DutyRegimeCode': 'commodity.dutyTaxFees.#.dutyRegimeCode',
  'Commodity/DutyTaxFee[]/TypeCode': 'commodity.dutyTaxFees.#.typeCode',
  'Commodity/DutyTaxFee[]/QuotaOrderID': 'commodity.dutyTaxFees.#.quotaOrderId',
  'Commodity/DutyTaxFee[]/Payment/MethodCode': 'commodity.dutyTaxFees.#.paymentMethodCode',
  'Commodity/DutyTaxFee[]/Payment/PaymentAmount': 'commodity.dutyTaxFees.#.paymentAmount',
  'Commodity/GoodsMeasure/GrossMassMeasure': 'commodity.grossMassMeasure',
  'Commodity/GoodsMeasure/NetNetWeightMeasure': 'commodity.netNetWeightMeasure',
  'Commodity/GoodsMeasure/TariffQuantity': 'commodity.tariffQuantity',
  'Commodity/InvoiceLine/ItemChargeAmount': 'commodity.invoiceLineItemChargeAmount',
  'CustomsValuation/MethodCode': 'valuationMethodCode',
  'CustomsValuation/ChargeDeduction[]/ChargesTypeCode': 'chargeDeductions.#.chargesTypeCode',
  'CustomsValuation/ChargeDeduction[]/OtherChargeDeductionAmount': 'chargeDeductions.#.otherChargeDeductionAmount',
  'GovernmentProcedure[]/CurrentCode': 'governmentProcedures.#.currentCode',
  'GovernmentProcedure[]/PreviousCode': 'governmentProcedures.#.previousCode',
  'Origin[]/CountryCode': 'origins.#.countryCode',
  'Origin[]/TypeCode': 'origins.#.typeCode',
  'Packaging[]/SequenceNumeric': 'packaging.#.sequenceNumeric',
  'Packaging[]/MarksNumbersID': 'packaging.#.marksNumbersId',
  'Packaging[]/QuantityQuantity': 'packaging.#.quantityQuantity',
  'Packaging[]/TypeCode': 'packaging.#.typeCode',
  'UCR/ID': 'ucr',
  'UCR/TraderAssignedReferenceID': 'traderAssignedReferenceId',
  'ValuationAdjustment[]/AdditionCode': 'valuationAdjustmentCodes.#',
};

const SHIPMENT: Places = {
  TransactionNatureCode: 'transactionNatureCode',
  'ExitDateTime/DateTimeString': 'exitDateTime',
  ...under('Buyer', 'buyer', PARTY),
  ...under('Consignee', 'consignee', PARTY),
  ...under('Consignor', 'consignor', PARTY),
  ...under('Importer', 'importer', PARTY),
  ...under('Seller', 'seller', PARTY),
  ...under('Consignment', 'consignment', CONSIGNMENT),
  'Destination/CountryCode': 'destinationCountryCode',
  'ExportCountry/ID': 'exportCountryId',
  ...under('PreviousDocument[]', 'previousDocuments.#', PREVIOUS),
  'TradeTerms/ConditionCode': 'tradeTermsConditionCode',
  'TradeTerms/LocationID': 'tradeTermsLocationId',
  'UCR/ID': 'ucr',
  'UCR/TraderAssignedReferenceID': 'traderAssignedReferenceId',
  ...under('GovernmentAgencyGoodsItem[]', 'items.edges.#.node', ITEM),
};

const META_DATA: Places = under('MetaData', 'metaData', {
  WCODataModelVersionCode: 'wcoDataModelVersionCode',
  WCOTypeName: 'wcoTypeName',
  ResponsibleCountryCode: 'responsibleCountryCode',
  ResponsibleAgencyName: 'responsibleAgencyName',
  AgencyAssignedCustomizationCode: 'agencyAssignedCustomizationCode',
  AgencyAssignedCustomizationVersionCode: 'agencyAssignedCustomizationVersionCode',
});

/** Elements of a declaration (DEC), from `Declaration` of the graph. */
export const DECLARATION_PLACES: Places = {
  ...META_DATA,
  ...Object.fromEntries(
    Object.entries({
      FunctionCode: 'functionCode',
      FunctionalReferenceID: 'functionalReferenceId',
      ID: 'mrn',
      'IssueDateTime/DateTimeString': 'issueDateTime',
      'AcceptanceDateTime/DateTimeString': 'acceptanceDateTime',
      TypeCode: 'typeCode',
      VersionID: 'versionId',
      DeclarationOfficeID: 'declarationOfficeId',
      GoodsItemQuantity: 'goodsItemQuantity',
      InvoiceAmount: 'invoiceAmount',
      SpecificCircumstancesCode: 'specificCircumstancesCode',
      TotalGrossMassMeasure: 'totalGrossMassMeasure',
      TotalPackageQuantity: 'totalPackageQuantity',
      ...under('AdditionalDocument[]', 'additionalDocuments.#', DOCUMENT),
      ...under('AdditionalInformation[]', 'additionalInformation.#', STATEMENT),
      ...under('Agent', 'agent', PARTY),
      'AuthorisationHolder[]/ID': 'authorisationHolders.#.id',
      'AuthorisationHolder[]/CategoryCode': 'authorisationHolders.#.categoryCode',
      ...under('BorderTransportMeans', 'borderTransportMeans', {
        ID: 'id',
        Name: 'name',
        IdentificationTypeCode: 'identificationTypeCode',
        RegistrationNationalityCode: 'registrationNationalityCode',
        TypeCode: 'typeCode',
        ModeCode: 'modeCode',
        'Arrival/ArrivalDateTime/DateTimeString': 'arrivalDateTime',
        'Arrival/LocationID': 'arrivalLocationId',
        'CrewMember[]/FunctionCode': 'crewMembers.#.functionCode',
        'CrewMember[]/IdentityDocument/ID': 'crewMembers.#.identityDocument.documentNumber',
        'CrewMember[]/IdentityDocument/TypeCode': 'crewMembers.#.identityDocument.documentType',
        'CrewMember[]/IdentityDocument/IssuingCountryCode': 'crewMembers.#.identityDocument.issuingState',
      }),
      ...under('Consignment', 'consignment', CONSIGNMENT),
      ...under('Declarant', 'declarant', PARTY),
      ...under('Exporter', 'exporter', PARTY),
      'ExitOffice/ID': 'exitOfficeId',
      'PresentationOffice/ID': 'presentationOfficeId',
      'SupervisingOffice/ID': 'supervisingOfficeId',
      'ObligationGuarantee[]/ID': 'obligationGuarantees.#.id',
      'ObligationGuarantee[]/ReferenceID': 'obligationGuarantees.#.referenceId',
      'ObligationGuarantee[]/SecurityDetailsCode': 'obligationGuarantees.#.securityDetailsCode',
      'ObligationGuarantee[]/AmountAmount': 'obligationGuarantees.#.amount',
      ...under('GoodsShipment[]', 'goodsShipments.#', SHIPMENT),
    }).map(([name, place]) => [`Declaration/${name}`, place]),
  ),
};

/** Elements of a notification (RES), from `Response` of the graph. */
export const RESPONSE_PLACES: Places = {
  ...META_DATA,
  'Response/FunctionCode': 'functionCode',
  'Response/FunctionalReferenceID': 'functionalReferenceId',
  'Response/IssueDateTime/DateTimeString': 'issueDateTime',
  'Response/Declaration/AcceptanceDateTime/DateTimeString': 'acceptanceDateTime',
  'Response/Declaration/FunctionalReferenceID': 'declarationFunctionalReferenceId',
  'Response/Declaration/ID': 'declarationMrn',
  'Response/Declaration/VersionID': 'declarationVersionId',
  ...under('Response/AdditionalInformation[]', 'additionalInformation.#', STATEMENT),
};
