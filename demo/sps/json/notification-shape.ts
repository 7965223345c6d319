import { boolean, dateTime, list, number, object, type Shape, text } from './shape.ts';

/** The CHED notification (ImportPreNotification) as this system knows it. */

const address = object(
  {},
  'street city country postalCode addressLine1 addressLine2 addressLine3 postalZipCode countryIsoCode',
  'email ukTelephone telephone internationalTelephone',
);

const operator = object(
  { companyName: text() },
  '_id type status individualName approvalNumber otherIdentifier tracesId',
);

function operatorWithAddress(): Shape {
  if (operator.kind !== 'object') return operator;
  return { kind: 'object', members: new Map([...operator.members, ['address', address]]) };
}

const party = operatorWithAddress();
const reference: Shape = { kind: 'known' };

const commodities = object(
  {
    totalNetWeight: number,
    countryOfOrigin: text(35),
    commodityComplements: list(
      object(
        {
          uniqueComplementId: text(70),
          commodityDescription: text(),
          commodityId: text(18),
          complementId: text(35),
          speciesId: text(35),
          speciesName: text(),
        },
        `complementName eppoCode isWoodPackaging speciesNomination speciesTypeName speciesType speciesClassName
         speciesClass speciesFamilyName speciesFamily speciesCommonName isCdsMatched`,
      ),
    ),
    complementParameterSets: list(
      object(
        {
          uniqueComplementId: text(70),
          complementId: text(35),
          speciesId: text(35),
          keyDataPairs: list(object({ key: text(70), data: text() })),
        },
        'catchCertificates identifiers',
      ),
    ),
  },
  `gmsDeclarationAccepted consignedCountryInChargeGroup totalGrossWeight totalGrossVolume totalGrossVolumeUnit
   numberOfPackages temperature numberOfAnimals includeNonAblactedAnimals countryOfOriginIsPodCountry
   isLowRiskArticle72Country regionOfOrigin consignedCountry animalsCertifiedAs commodityIntendedFor`,
);

const partOne = object(
  {
    customsReferenceNumber: text(70),
    consignor: party,
    importer: party,
    commodities,
    pointOfEntry: text(35),
    arrivesAt: dateTime,
  },
  `typeOfImp personResponsible containsWoodPackaging consignmentArrived consignorTwo packer consignee
   placeOfDestination pod placeOfOriginHarvest additionalPermanentAddresses cphNumber importingFromCharity
   isPlaceOfDestinationThePermanentAddress isCatchCertificateRequired isGvmsRoute purpose pointOfEntryControlPoint
   meansOfTransport transporter transporterDetailsRequired meansOfTransportFromEntryPoint estimatedJourneyTimeInMinutes
   responsibleForTransport veterinaryInformation importerLocalReferenceNumber route sealsContainers
   submittedOn submittedBy consignmentValidations complexCommoditySelected portOfEntry portOfExit exitedPortOfOn
   originalEstimatedOn billingInformation isChargeable wasChargeable commonUserCharge provideCtcMrn departedOn`,
  'storeTransporterContact contactDetails nominatedContacts',
);

const laboratoryTests = object(
  {
    testDate: dateTime,
    singleLaboratoryTests: list(
      object(
        {
          testName: text(),
          applicant: object(
            { sampleBatchNumber: text(70), sampledOn: dateTime },
            `laboratory laboratoryAddress laboratoryIdentification analysisType numberOfSamples sampleType
             conservationOfSample inspector sampleTime`,
            'laboratoryPhoneNumber laboratoryEmail',
          ),
          laboratoryTestResult: object(
            { conclusion: text(35) },
            'sampleUseByDate releasedDate laboratoryTestMethod results labTestCreatedOn',
          ),
        },
        'commodityCode speciesID speciesName',
      ),
    ),
  },
  'testReason',
);

const partTwo = object(
  {
    decision: object(
      { consignmentAcceptable: boolean, consignmentDecision: text(70) },
      `notAcceptableAction notAcceptableActionDestructionReason notAcceptableActionEntryRefusalReason
       notAcceptableActionQuarantineImposedReason notAcceptableActionSpecialTreatmentReason
       notAcceptableActionIndustrialProcessingReason notAcceptableActionReDispatchReason
       notAcceptableActionUseForOtherPurposesReason notAcceptableDestructionReason notAcceptableActionOtherReason
       notAcceptableActionByDate chedppNotAcceptableReasons notAcceptableReasons notAcceptableCountry
       notAcceptableEstablishment notAcceptableOtherReason detailsOfControlledDestinations
       specificWarehouseNonConformingConsignment temporaryDeadline freeCirculationPurpose definitiveImportPurpose
       ifChanneledOption customWarehouseRegisteredNumber freeWarehouseRegisteredNumber shipName shipPortOfExit
       shipSupplierRegisteredNumber transhipmentBip transhipmentThirdCountry transitExitBip transitThirdCountry
       transitDestinationThirdCountry temporaryExitBip horseReentry transhipmentEuOrThirdCountry`,
    ),
    consignmentCheck: object(
      {
        documentCheckResult: text(70),
        identityCheckResult: text(70),
        identityCheckNotDoneReason: text(),
        physicalCheckResult: text(70),
        physicalCheckNotDoneReason: text(),
      },
      `euStandard additionalGuarantees documentCheckAdditionalDetails nationalRequirements identityCheckDone
       identityCheckType physicalCheckDone physicalCheckOtherText welfareCheck numberOfAnimalsChecked
       laboratoryCheckDone laboratoryCheckResult`,
    ),
    laboratoryTests,
    controlAuthority: object(
      {
        officialVeterinarian: object({ firstName: text(70), lastName: text(70) }, 'signed', 'email phone fax'),
        customsReferenceNo: text(70),
      },
      'containerResealed newSealNumber iuuFishingReference iuuCheckRequired iuuOption',
    ),
    checkedOn: dateTime,
    inspectionRequired: text(35),
  },
  `impactOfTransportOnAnimals laboratoryTestsRequired resealedContainersIncluded resealedContainers
   resealedContainersMappings controlledDestination bipLocalReferenceNumber signedOnBehalfOf onwardTransportation
   consignmentValidations accompanyingDocuments commodityChecks phsiAutoCleared hmiAutoCleared inspectionOverride
   autoClearedOn`,
);

const importPreNotification = object(
  {
    externalReferences: list(
      object({ system: text(35), reference: text(70) }, 'exactMatch verifiedByImporter verifiedByInspector'),
    ),
    referenceNumber: text(70),
    version: number,
    updatedSource: dateTime,
    importNotificationType: text(35),
    status: text(35),
    partOne,
    partTwo,
  },
  `ipaffsId etag lastUpdatedBy replaces replacedBy splitConsignment childNotification riskAssessment
   journeyRiskCategorisation isHighRiskEuImport decisionBy decisionDate partThree officialVeterinarian
   consignmentValidations agencyOrganisationId riskDecisionLockedOn isRiskDecisionLocked isAutoClearanceExempted
   isBulkUploadInProgress requestId isCdsFullMatched chedTypeVersion isGMRMatched`,
);

/** Properties of the envelope that both kinds of notification share. */
export const ENVELOPE = { resourceId: reference, resourceType: reference, timestamp: dateTime } as const;
export const ENVELOPE_KNOWN = 'subResourceType operation etag changeSet';

/** The notification in its envelope. */
export const notification = object(
  { ...ENVELOPE, resource: object({ updated: dateTime, importPreNotification }, 'id etag created') },
  ENVELOPE_KNOWN,
);
