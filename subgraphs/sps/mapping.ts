import { computed, type Mapping, mapped } from '../kit/index.ts';

/** What is read of a certificate: elements of SPSCertificate 17A, attributes of the answer by `@`. */
const CERTIFICATES: Mapping = {
  ...mapped('SpsCertificate', 'Certificate', 'issuingCountry=@issuingCountry', 'replacedById=@replacedBy'),
  ...mapped('SpsCertificate', 'SPSExchangedDocument', 'id=ID', 'typeCode=TypeCode', 'statusCode=StatusCode'),
  ...mapped('SpsCertificate', 'SPSExchangedDocument', 'issueDateTime=IssueDateTime'),
  ...mapped('SpsCertificate', 'SPSExchangedDocument', 'issuerName=IssuerSPSParty.Name'),
  ...mapped('SpsCertificate', 'SPSExchangedDocument', 'signatoryName=SignatorySPSAuthentication.ProviderSPSParty'),
  ...mapped('SpsCertificate', 'SPSConsignment', 'consignorName=ConsignorSPSParty.Name'),
  ...mapped('SpsCertificate', 'SPSConsignment', 'consigneeName=ConsigneeSPSParty.Name'),
  ...mapped(
    'SpsCertificate',
    'SPSConsignment',
    'exportCountryId=ExportSPSCountry.ID',
    'importCountryId=ImportSPSCountry.ID',
  ),
  ...mapped('SpsCertificate', 'SPSConsignment', 'transitCountryIds=TransitSPSCountry.ID'),
  ...mapped('SpsCertificate', 'SPSConsignment', 'unloadingBaseportLocation=UnloadingBaseportSPSLocation.Name'),
  ...mapped('SpsCertificate', 'MainCarriageSPSTransportMovement', 'mainCarriageModeCode=ModeCode'),
  ...computed('SpsCertificate', 'isValid', 'mainCarriageMeans'),
  ...mapped('SpsReferencedDocument', 'ReferenceSPSReferencedDocument', 'id=ID', 'issueDateTime=IssueDateTime'),
  ...mapped('SpsReferencedDocument', 'ReferenceSPSReferencedDocument', 'relationshipTypeCode=RelationshipTypeCode'),
  ...mapped('SpsReferencedDocument', 'AttachmentBinaryObject', 'attachmentFileName=@filename'),
  ...mapped('SpsReferencedDocument', 'AttachmentBinaryObject', 'attachmentSizeBytes=@sizeBytes'),
  ...mapped('SpsTransportEquipment', 'UtilizedSPSTransportEquipment', 'id=ID', 'sealIds=AffixedSPSSeal.ID'),
  ...mapped('SpsNote', 'IncludedSPSNote', 'subject=Subject'),
  // Texts of many elements, each with its language; measures likewise.
  ...computed('SpsText', 'text', 'languageId'),
  ...computed('Measure', 'value', 'unitCode'),
  ...mapped('SpsTradeLineItem', 'IncludedSPSTradeLineItem', 'sequenceNumeric=SequenceNumeric', 'commonName=CommonName'),
  ...mapped('SpsTradeLineItem', 'IncludedSPSTradeLineItem', 'scientificName=ScientificName', 'intendedUse=IntendedUse'),
  ...mapped('SpsTradeLineItem', 'IncludedSPSTradeLineItem', 'originCountryIds=OriginSPSCountry.ID'),
  ...mapped('SpsClassification', 'ApplicableSPSClassification', 'systemName=SystemName', 'classCode=ClassCode'),
  ...mapped('SpsClassification', 'ApplicableSPSClassification', 'className=ClassName'),
  ...mapped('SpsProcess', 'AppliedSPSProcess', 'typeCode=TypeCode', 'startDateTime=CompletionSPSPeriod.StartDateTime'),
  ...mapped('SpsProcess', 'AppliedSPSProcess', 'endDateTime=CompletionSPSPeriod.EndDateTime'),
  ...mapped(
    'SpsPackage',
    'PhysicalSPSPackage',
    'levelCode=LevelCode',
    'typeCode=TypeCode',
    'itemQuantity=ItemQuantity',
  ),
};

const ENTRY_DOCUMENTS = 'health-entry-documents';

/** What is read of the JSON service: members of the answers to each question. */
const REGISTERS: Mapping = {
  ...mapped('HealthEntryDocument', ENTRY_DOCUMENTS, 'reference', 'type', 'status', 'version', 'updatedDateTime'),
  ...mapped('HealthEntryDocument', ENTRY_DOCUMENTS, 'arrivalDateTime', 'pointOfEntry', 'originCountryCode', 'decision'),
  ...mapped('HealthEntryDocument', ENTRY_DOCUMENTS, 'importerName', 'consignorName', 'officialInspectorName'),
  ...mapped('HealthEntryCommodity', `${ENTRY_DOCUMENTS}.commodities`, 'commodityCode', 'description', 'speciesName'),
  ...mapped('HealthEntryCommodity', `${ENTRY_DOCUMENTS}.commodities`, 'numberOfPackages', 'numberOfAnimals'),
  ...mapped('SpsCheck', `${ENTRY_DOCUMENTS}.checks`, 'type', 'result', 'checkedDateTime'),
  ...mapped('LabTest', `${ENTRY_DOCUMENTS}.labTests`, 'sampleId', 'testName', 'sampledDateTime', 'result'),
  ...mapped('DiseaseEvent', 'disease-events', 'eventId', 'outbreakId', 'disease', 'serotype', 'species', 'countryCode'),
  ...mapped('DiseaseEvent', 'disease-events', 'adminArea', 'latitude', 'longitude', 'cases', 'deaths', 'startDate'),
  ...mapped(
    'DiseaseEvent',
    'disease-events',
    'confirmedDate',
    'resolvedDate',
    'protectionZoneKm',
    'surveillanceZoneKm',
  ),
  ...mapped('Establishment', 'establishments', 'approvalNumber', 'name', 'activity', 'countryCode', 'status'),
  ...mapped('Establishment', 'establishments', 'latitude', 'longitude'),
  ...mapped(
    'SpsClearanceCheck',
    'declarations.checks',
    'sequenceNumeric',
    'checkCode',
    'departmentCode',
    'documentCode',
  ),
  ...mapped('SpsClearanceCheck', 'declarations.checks', 'decisionCode', 'internalDecisionCode', 'documentId'),
  ...mapped('GoodsMovement', 'declarations.goodsMovements', 'gmrId', 'state', 'direction', 'updatedDateTime'),
  ...mapped('GoodsMovement', 'declarations.goodsMovements', 'vehicleRegistrationId', 'trailerRegistrationIds'),
  ...mapped('GoodsMovement', 'declarations.goodsMovements', 'containerIds'),
  ...mapped('Post', 'office-hours', 'locode=post'),
  ...mapped('OfficeHours', 'office-hours', 'weekday', 'opens', 'closes'),
};

/** Which member of the system's answers feeds which field. */
export const mapping: Mapping = {
  ...CERTIFICATES,
  ...REGISTERS,
  // Keys that others give, and what is concluded from several answers.
  ...computed('AdditionalDocument', 'documentCode', 'id'),
  ...computed('GovernmentAgencyGoodsItem', 'mrn', 'sequenceNumeric'),
  ...computed('SpsDocumentCheck', 'documentCode', 'documentId', 'match'),
  ...computed('Declaration', 'mrn'),
  ...computed('BorderMovement', 'id'),
  ...computed('Clearance', 'id'),
  ...computed('Hold', 'agency', 'scope', 'subjectId', 'since', 'reasonCategory'),
};
