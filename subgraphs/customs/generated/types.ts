import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DeclarationRow, ResponseRow, ResponseConnectionRow, BorderTransportMeansRow, GoodsShipmentRow, ConsignmentRow, TransportEquipmentRow, ItemRow, ItemConnectionRow, MovementRow, ClearanceRow, ArrivalsRow, ExpectedArrivalRow, Context } from '../data.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Instant, ISO 8601 with offset: `2026-11-23T08:15:00+03:00`. */
  DateTime: { input: string; output: string; }
  /** Exact decimal number as text, as declared: `1250.500`. */
  Decimal: { input: string; output: string; }
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A document cited: certificate, licence, permit, invoice (WCO class 02A). The link to the agency that issued it. */
export type AdditionalDocument = {
  readonly __typename?: 'AdditionalDocument';
  /** WCO D031; with typeCode it makes the document code: C + 640 = C640. */
  readonly categoryCode?: Maybe<Scalars['String']['output']>;
  /** Category and type as one code, `C640`; null where either is missing. */
  readonly documentCode?: Maybe<Scalars['ID']['output']>;
  /** Valid from or until, as the kind of document has it. */
  readonly effectiveDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Reference of the document, WCO D005, an..70. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Exemption or status code claimed. */
  readonly lpcoExemptionCode?: Maybe<Scalars['String']['output']>;
  /** Issuing authority or name of the document, an..35. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** WCO D006. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** Amount written off a permit or licence. */
  readonly writeOffAmount?: Maybe<Amount>;
  /** Quantity written off a permit or licence. */
  readonly writeOffQuantity?: Maybe<Measure>;
};

/** A statement, WCO class 03A. */
export type AdditionalInformation = {
  readonly __typename?: 'AdditionalInformation';
  /** By when an answer is due. */
  readonly limitDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** WCO 226. */
  readonly statementCode?: Maybe<Scalars['String']['output']>;
  /** Free text, WCO 225. */
  readonly statementDescription?: Maybe<Scalars['String']['output']>;
  /** Kind of statement. */
  readonly statementTypeCode?: Maybe<Scalars['String']['output']>;
};

/** WCO class 04A. */
export type Address = {
  readonly __typename?: 'Address';
  readonly cityName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  /** Street and number, an..70. */
  readonly line?: Maybe<Scalars['String']['output']>;
  readonly postcodeId?: Maybe<Scalars['String']['output']>;
};

/** A sum of money. The field that returns it says what it means and protects it. */
export type Amount = {
  readonly __typename?: 'Amount';
  /** ISO 4217. */
  readonly currencyCode?: Maybe<Scalars['String']['output']>;
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** What is due at a post in a window of time. */
export type Arrivals = {
  readonly __typename?: 'Arrivals';
  /** Number of movements announced in the window. */
  readonly customsArrivalCount?: Maybe<Scalars['Int']['output']>;
  /** Movements that declarations announce in the window, by arrival, at most one page and one more. */
  readonly customsArrivals?: Maybe<ReadonlyArray<ExpectedArrival>>;
  readonly id?: Maybe<Scalars['ID']['output']>;
};

export type AuthorisationHolder = {
  readonly __typename?: 'AuthorisationHolder';
  /** Kind of authorisation, e.g. `CGU`, `SDE`. */
  readonly categoryCode?: Maybe<Scalars['String']['output']>;
  readonly id?: Maybe<Scalars['ID']['output']>;
};

/** A truck, flight, vessel or train due at a post. */
export type BorderMovement = {
  readonly __typename?: 'BorderMovement';
  /** Travel documents of the crew as declared, at most 200. */
  readonly crewDocuments?: Maybe<ReadonlyArray<TravelDocument>>;
  /** Arrival as declared, newest declaration first. */
  readonly customsArrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Customs' open holds on anything it carries, at most 200. */
  readonly customsHolds?: Maybe<ReadonlyArray<Hold>>;
  /** Customs' assessment; null where none was made. */
  readonly customsRisk?: Maybe<RiskResult>;
  /** Number of declarations of what it carries. */
  readonly declarationCount?: Maybe<Scalars['Int']['output']>;
  /** Declarations of what it carries, at most 200. */
  readonly declarations?: Maybe<ReadonlyArray<Declaration>>;
  /** Post, direction, mode, registration or number, and local date of arrival: `UGBUS:IN:3:UG-UAX123B:2026-11-23`. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** The truck and its trailers as declared, at most 200. */
  readonly vehicles?: Maybe<ReadonlyArray<Vehicle>>;
};

/** What carries the goods across the border (WCO class 15A). */
export type BorderTransportMeans = {
  readonly __typename?: 'BorderTransportMeans';
  /** Expected or actual arrival at the post, WCO class 10A. */
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Post of arrival, UN/LOCODE. */
  readonly arrivalLocationId?: Maybe<Scalars['String']['output']>;
  /** Who drives or accompanies it, as declared, at most 200. */
  readonly crewMembers?: Maybe<ReadonlyArray<CrewMember>>;
  /** Vehicle registration, IMO number, flight or train number, WCO T006. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** What `id` is, WCO T018: 10 IMO number, 30 vehicle registration, 40 flight, 41 aircraft registration. */
  readonly identificationTypeCode?: Maybe<Scalars['String']['output']>;
  /** Mode at the border, WCO T022: 1 sea, 2 rail, 3 road, 4 air, 5 post, 7 fixed, 8 inland waterway. */
  readonly modeCode?: Maybe<Scalars['String']['output']>;
  /** Name of a vessel, WCO T005. */
  readonly name?: Maybe<Scalars['String']['output']>;
  /** State of registration, ISO 3166-1 alpha-2, WCO T014. */
  readonly registrationNationalityCode?: Maybe<Scalars['String']['output']>;
  /** Kind of means, UN/ECE Recommendation 28, WCO T010. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** The vehicle, where the means is one; the key police know it by. */
  readonly vehicle?: Maybe<Vehicle>;
};

export type ChargeDeduction = {
  readonly __typename?: 'ChargeDeduction';
  /** Kind of charge. */
  readonly chargesTypeCode?: Maybe<Scalars['String']['output']>;
  readonly otherChargeDeductionAmount?: Maybe<Amount>;
};

export type Classification = {
  readonly __typename?: 'Classification';
  /** HS6, CN8 or TARIC additional code, WCO 145, an..18. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Which classification, e.g. TSP, TRC, HS. */
  readonly identificationTypeCode?: Maybe<Scalars['String']['output']>;
};

/** Answer to: is anybody holding this? */
export type Clearance = {
  readonly __typename?: 'Clearance';
  /** Customs' open holds on them, at most 200; empty: customs holds nothing. */
  readonly customsHolds?: Maybe<ReadonlyArray<Hold>>;
  /** How far customs is with the least advanced of them; null where customs knows none. */
  readonly customsStatus?: Maybe<CustomsStatus>;
  /** Declarations found under the reference, newest first, at most 200. */
  readonly declarations?: Maybe<ReadonlyArray<Declaration>>;
  /** What was asked for: `mrn:…`, `ucr:…`, `equipment:…` or `vehicle:…`. */
  readonly id?: Maybe<Scalars['ID']['output']>;
};

/** The goods themselves (WCO class 23A). */
export type Commodity = {
  readonly __typename?: 'Commodity';
  /** Classifications, WCO class 21A, at most 200. */
  readonly classifications?: Maybe<ReadonlyArray<Classification>>;
  /** Dangerous goods, UN number (n4), WCO 506, at most 200. */
  readonly dangerousGoodsUndgIds?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** WCO 137, an..512. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Duties, taxes and fees as declared, at most 200. */
  readonly dutyTaxFees?: Maybe<ReadonlyArray<DutyTaxFee>>;
  /** Gross mass, WCO 126; kilogram where no unit is stated. */
  readonly grossMassMeasure?: Maybe<Measure>;
  /** Price of the item on the invoice. */
  readonly invoiceLineItemChargeAmount?: Maybe<Amount>;
  /** Net mass, WCO 128; kilogram where no unit is stated. */
  readonly netNetWeightMeasure?: Maybe<Measure>;
  /** Tariff quantity, WCO 130. */
  readonly tariffQuantity?: Maybe<Measure>;
};

/** Carriage of the goods (WCO class 28A). */
export type Consignment = {
  readonly __typename?: 'Consignment';
  readonly arrivalTransportMeans?: Maybe<TransportMeans>;
  /** WCO class 18A. */
  readonly carrier?: Maybe<TraderParty>;
  /** 1: goods are in containers, 0: not. WCO 096. */
  readonly containerCode?: Maybe<Scalars['String']['output']>;
  readonly departureTransportMeans?: Maybe<TransportMeans>;
  /** Payment of freight, WCO class 62A. */
  readonly freightPaymentMethodCode?: Maybe<Scalars['String']['output']>;
  /** What the location's name is, e.g. U: UN/LOCODE. */
  readonly goodsLocationAddressTypeCode?: Maybe<Scalars['String']['output']>;
  readonly goodsLocationCityName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly goodsLocationCountryCode?: Maybe<Scalars['String']['output']>;
  /** Where the goods can be examined, WCO L017. */
  readonly goodsLocationId?: Maybe<Scalars['String']['output']>;
  /** Street and number, an..70. */
  readonly goodsLocationLine?: Maybe<Scalars['String']['output']>;
  /** Where the goods can be examined, in the coding that goodsLocationAddressTypeCode names. */
  readonly goodsLocationName?: Maybe<Scalars['String']['output']>;
  readonly goodsLocationPostcodeId?: Maybe<Scalars['String']['output']>;
  readonly goodsLocationTypeCode?: Maybe<Scalars['String']['output']>;
  /** Countries on the way, WCO class 81A, at most 200. */
  readonly itineraries?: Maybe<ReadonlyArray<Itinerary>>;
  /** Where the goods are loaded, UN/LOCODE, WCO L010. */
  readonly loadingLocationId?: Maybe<Scalars['String']['output']>;
  /** Containers, trailers and other equipment, WCO class 31B, at most 200. */
  readonly transportEquipment?: Maybe<ReadonlyArray<TransportEquipment>>;
};

/** A driver or other member of the crew, as a declaration names the person: by travel document alone. */
export type CrewMember = {
  readonly __typename?: 'CrewMember';
  /** Task on board, e.g. `DR` driver. */
  readonly functionCode?: Maybe<Scalars['String']['output']>;
  readonly identityDocument?: Maybe<TravelDocument>;
};

/** Where customs' processing stands; the newest notification by issue time rules. */
export type CustomsStatus =
  /** Function 01. */
  | 'ACCEPTED'
  /** Function 09. */
  | 'CLEARED'
  /** Function 06: documents are asked for. */
  | 'DOCUMENTS_REQUESTED'
  /** Function 16. */
  | 'EXITED'
  /** Function 10. */
  | 'INVALIDATED'
  /** Lodged or announced, no notification yet. */
  | 'LODGED'
  /** A notification with a function that says nothing of these. */
  | 'OTHER'
  /** Function 02. */
  | 'RECEIVED'
  /** Function 03. */
  | 'REJECTED'
  /** Function 08. */
  | 'RELEASED'
  /** Function 05: goods will be inspected. */
  | 'UNDER_CONTROL';

/** A customs declaration (WCO class 42A). */
export type Declaration = {
  readonly __typename?: 'Declaration';
  /** When customs accepted the declaration, WCO 023: as the declaration says, else as customs' newest notification that says it. */
  readonly acceptanceDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Documents cited for the whole declaration, WCO class 02A, at most 200. */
  readonly additionalDocuments?: Maybe<ReadonlyArray<AdditionalDocument>>;
  /** Statements made for the whole declaration, WCO class 03A, at most 200. */
  readonly additionalInformation?: Maybe<ReadonlyArray<AdditionalInformation>>;
  /** Who acts for the declarant, WCO class 05A. */
  readonly agent?: Maybe<TraderParty>;
  /** Holders of authorisations cited, at most 200. */
  readonly authorisationHolders?: Maybe<ReadonlyArray<AuthorisationHolder>>;
  /** What carries the goods across the border, WCO class 15A. */
  readonly borderTransportMeans?: Maybe<BorderTransportMeans>;
  /** When the declarant last asked for cancellation; null where he did not. Customs decides by a notification. */
  readonly cancellationRequestedDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Carriage as stated for the whole declaration. */
  readonly consignment?: Maybe<Consignment>;
  /** Countries the goods come from, go to or pass, and where what carries them is registered, ISO 3166-1 alpha-2. */
  readonly countriesConcerned?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Customs' open holds on this declaration, at most 200; empty: customs holds nothing. */
  readonly customsHolds?: Maybe<ReadonlyArray<Hold>>;
  /** Where customs' processing stands, by the newest notification. */
  readonly customsStatus?: Maybe<CustomsStatus>;
  /** Who lodges the declaration, WCO class 57B. */
  readonly declarant?: Maybe<TraderParty>;
  /** Office where the declaration is lodged, WCO 065, an..17. */
  readonly declarationOfficeId?: Maybe<Scalars['String']['output']>;
  /** Office of exit, WCO class 56A, an..17. */
  readonly exitOfficeId?: Maybe<Scalars['String']['output']>;
  /** WCO class 57A. */
  readonly exporter?: Maybe<TraderParty>;
  /** Message function, WCO 017: 9 original, 1 cancellation, 4 and 5 change, 13 request. */
  readonly functionCode?: Maybe<Scalars['String']['output']>;
  /** Local reference number, unique for the declarant, WCO D026, an..35. */
  readonly functionalReferenceId?: Maybe<Scalars['ID']['output']>;
  /** Number of goods items, WCO 228. */
  readonly goodsItemQuantity?: Maybe<Scalars['Int']['output']>;
  /** The goods shipments, WCO class 67A, at most 200 (one in a standard declaration). */
  readonly goodsShipments?: Maybe<ReadonlyArray<GoodsShipment>>;
  /** Total invoice amount, WCO 109. */
  readonly invoiceAmount?: Maybe<Amount>;
  /** The order of magnitude of the total invoice amount: `10000-99999 USD`; null where none is stated. */
  readonly invoiceAmountBand?: Maybe<Scalars['String']['output']>;
  /** When the declaration was issued, WCO D011. */
  readonly issueDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Envelope of the message that is the declaration's content; null where it came without one. */
  readonly metaData?: Maybe<MetaData>;
  /** Movement reference number, WCO D014, an..70; null until customs has accepted the declaration. */
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  /** Guarantees, WCO class 03B, at most 200. */
  readonly obligationGuarantees?: Maybe<ReadonlyArray<ObligationGuarantee>>;
  /** Office of presentation, WCO class 15C, an..17. */
  readonly presentationOfficeId?: Maybe<Scalars['String']['output']>;
  /** Customs' notifications about the declaration (WCO RES messages), newest first. */
  readonly responses?: Maybe<ResponseConnection>;
  /** Specific circumstances, WCO 504. */
  readonly specificCircumstancesCode?: Maybe<Scalars['String']['output']>;
  /** Supervising office, an..17. */
  readonly supervisingOfficeId?: Maybe<Scalars['String']['output']>;
  /** Gross mass of the whole declaration, WCO 131; kilogram (KGM) where no unit is stated. */
  readonly totalGrossMassMeasure?: Maybe<Measure>;
  /** Number of packages, WCO 146. */
  readonly totalPackageQuantity?: Maybe<Scalars['Int']['output']>;
  /** Declaration and additional declaration type, WCO D013, e.g. `IMA`, `EXC`. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** Version of the declaration that customs' newest notification speaks of, WCO D034. */
  readonly versionId?: Maybe<Scalars['String']['output']>;
  /** What was declared over time, newest first by issue time, at most 200; one of them is what this type answers. */
  readonly versions?: Maybe<ReadonlyArray<DeclarationVersion>>;
};


/** A customs declaration (WCO class 42A). */
export type DeclarationResponsesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** One message that declared, changed or asked to cancel. */
export type DeclarationVersion = {
  readonly __typename?: 'DeclarationVersion';
  /** WCO 017: 9 original, 4 change, 5 replacement, 1 cancellation, 13 request. */
  readonly functionCode?: Maybe<Scalars['String']['output']>;
  /** True for the one that is the declaration now. */
  readonly isCurrent?: Maybe<Scalars['Boolean']['output']>;
  /** When it was issued, WCO D011; null where the message does not say. */
  readonly issueDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** When customs received it, UTC. */
  readonly receivedDateTime?: Maybe<Scalars['DateTime']['output']>;
};

export type DutyTaxFee = {
  readonly __typename?: 'DutyTaxFee';
  /** Preference claimed. */
  readonly dutyRegimeCode?: Maybe<Scalars['String']['output']>;
  /** Duty or tax to be paid, as declared. */
  readonly paymentAmount?: Maybe<Amount>;
  readonly paymentMethodCode?: Maybe<Scalars['String']['output']>;
  /** Order number of a tariff quota. */
  readonly quotaOrderId?: Maybe<Scalars['ID']['output']>;
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

export type EquipmentSighting = {
  readonly __typename?: 'EquipmentSighting';
  /** Issue of the declaration, UTC. */
  readonly dateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Type of the declaration: IM import, EX export. */
  readonly declarationTypeCode?: Maybe<Scalars['String']['output']>;
  /** Movement reference number of the declaration; null where it has none yet. */
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  /** At most 200. */
  readonly sealIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** The vehicle it was on, where the declaration names one. */
  readonly vehicle?: Maybe<Vehicle>;
};

/** A container's or trailer's way, as declarations tell it. */
export type EquipmentTrack = {
  readonly __typename?: 'EquipmentTrack';
  /** Container number or registration, A-Z and 0-9. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** True where declarations name it on more than one vehicle. */
  readonly isSeenOnOtherVehicle?: Maybe<Scalars['Boolean']['output']>;
  /** Do the seals at entry agree with those at exit? Newest import against newest export of one consignment. */
  readonly sealMatch?: Maybe<SealMatch>;
  /** One for each declaration that names it, newest first, at most 200. */
  readonly sightings?: Maybe<ReadonlyArray<EquipmentSighting>>;
};

export type ExpectedArrival = {
  readonly __typename?: 'ExpectedArrival';
  /** Expected arrival, UTC. */
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Id of the BorderMovement. */
  readonly movementId?: Maybe<Scalars['ID']['output']>;
};

/** Goods of one sale or movement (WCO class 67A). */
export type GoodsShipment = {
  readonly __typename?: 'GoodsShipment';
  /** WCO class 16A. */
  readonly buyer?: Maybe<TraderParty>;
  /** WCO class 27A. */
  readonly consignee?: Maybe<TraderParty>;
  readonly consignment?: Maybe<Consignment>;
  /** WCO class 30A. */
  readonly consignor?: Maybe<TraderParty>;
  /** Country of destination, ISO 3166-1 alpha-2, WCO class 99B. */
  readonly destinationCountryCode?: Maybe<Scalars['String']['output']>;
  /** When the goods left, WCO 024. */
  readonly exitDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Country of dispatch or export, ISO 3166-1 alpha-2, WCO class 95B. */
  readonly exportCountryId?: Maybe<Scalars['String']['output']>;
  /** WCO class 74A. */
  readonly importer?: Maybe<TraderParty>;
  /** The goods items in sequence. */
  readonly items?: Maybe<GovernmentAgencyGoodsItemConnection>;
  /** Documents before this one (summary declaration, transport document, UCR), WCO class 99A, at most 200. */
  readonly previousDocuments?: Maybe<ReadonlyArray<PreviousDocument>>;
  /** WCO class 09B. */
  readonly seller?: Maybe<TraderParty>;
  /** Delivery terms (Incoterms code), WCO class 22B. */
  readonly tradeTermsConditionCode?: Maybe<Scalars['String']['output']>;
  /** Named place of the delivery terms, UN/LOCODE. */
  readonly tradeTermsLocationId?: Maybe<Scalars['String']['output']>;
  /** Reference the trader gave, WCO 009. */
  readonly traderAssignedReferenceId?: Maybe<Scalars['ID']['output']>;
  /** WCO 103. */
  readonly transactionNatureCode?: Maybe<Scalars['String']['output']>;
  /** Unique consignment reference, WCO 016, an..35; where the class UCR is not used, the declaration UCR cited as previous document (type DCR). */
  readonly ucr?: Maybe<Scalars['ID']['output']>;
};


/** Goods of one sale or movement (WCO class 67A). */
export type GoodsShipmentItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A goods item (WCO class 68A). */
export type GovernmentAgencyGoodsItem = {
  readonly __typename?: 'GovernmentAgencyGoodsItem';
  /** Documents cited for this item: the link to certificates, licences and permits. WCO class 02A, at most 200. */
  readonly additionalDocuments?: Maybe<ReadonlyArray<AdditionalDocument>>;
  /** WCO class 03A, at most 200. */
  readonly additionalInformation?: Maybe<ReadonlyArray<AdditionalInformation>>;
  /** Charges added to or deducted from the price, at most 200. */
  readonly chargeDeductions?: Maybe<ReadonlyArray<ChargeDeduction>>;
  readonly commodity?: Maybe<Commodity>;
  /** Declared for customs, WCO 108. */
  readonly customsValueAmount?: Maybe<Amount>;
  /** Procedures asked for, WCO class 70A, at most 200. */
  readonly governmentProcedures?: Maybe<ReadonlyArray<GovernmentProcedure>>;
  /** MRN of its declaration; null until customs has accepted it. */
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  /** Countries of origin, WCO 063, at most 200. */
  readonly origins?: Maybe<ReadonlyArray<Origin>>;
  /** WCO class 93A, at most 200. */
  readonly packaging?: Maybe<ReadonlyArray<Packaging>>;
  /** Documents before this one that concern this item alone, WCO class 99A, at most 200. */
  readonly previousDocuments?: Maybe<ReadonlyArray<PreviousDocument>>;
  /** Number of the item in its declaration, WCO 006. */
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
  /** WCO 114. */
  readonly statisticalValueAmount?: Maybe<Amount>;
  /** Reference the trader gave to this item, WCO 009. */
  readonly traderAssignedReferenceId?: Maybe<Scalars['ID']['output']>;
  /** Unique consignment reference of this item alone, WCO 016, an..35. */
  readonly ucr?: Maybe<Scalars['ID']['output']>;
  /** Valuation adjustments and indicators, at most 200. */
  readonly valuationAdjustmentCodes?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** Method of valuation. */
  readonly valuationMethodCode?: Maybe<Scalars['String']['output']>;
};

export type GovernmentAgencyGoodsItemConnection = {
  readonly __typename?: 'GovernmentAgencyGoodsItemConnection';
  readonly edges?: Maybe<ReadonlyArray<GovernmentAgencyGoodsItemEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type GovernmentAgencyGoodsItemEdge = {
  readonly __typename?: 'GovernmentAgencyGoodsItemEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<GovernmentAgencyGoodsItem>;
};

export type GovernmentProcedure = {
  readonly __typename?: 'GovernmentProcedure';
  /** WCO 166. */
  readonly currentCode?: Maybe<Scalars['String']['output']>;
  /** WCO 161. */
  readonly previousCode?: Maybe<Scalars['String']['output']>;
};

/** A hold of one agency: goods may not move on. */
export type Hold = {
  readonly __typename?: 'Hold';
  /** Agency that holds, as in the register of agencies. */
  readonly agency?: Maybe<Scalars['String']['output']>;
  /** Kind of reason: CONTROL (goods to be examined), DOCUMENTS (papers are asked for). */
  readonly reasonCategory?: Maybe<Scalars['String']['output']>;
  /** What is held: DECLARATION, EQUIPMENT or VEHICLE. */
  readonly scope?: Maybe<HoldScope>;
  /** Since when. */
  readonly since?: Maybe<Scalars['DateTime']['output']>;
  /** Reference of what is held: MRN, container number or registration. */
  readonly subjectId?: Maybe<Scalars['ID']['output']>;
};

export type HoldScope =
  | 'DECLARATION'
  | 'EQUIPMENT'
  | 'VEHICLE';

/** A country on the way (WCO class 81A). */
export type Itinerary = {
  readonly __typename?: 'Itinerary';
  /** ISO 3166-1 alpha-2, WCO 064. */
  readonly routingCountryCode?: Maybe<Scalars['String']['output']>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
};

/** A number with a unit. The field that returns it says what it means and protects it. */
export type Measure = {
  readonly __typename?: 'Measure';
  /** UN/ECE Recommendation 20 code as stated (KGM kilogram, MTQ cubic metre, NAR number, LTR litre); null where the message states none. */
  readonly unitCode?: Maybe<Scalars['String']['output']>;
  readonly value?: Maybe<Scalars['Decimal']['output']>;
};

/** Envelope of a WCO message (MetaData): who defines the form it has. */
export type MetaData = {
  readonly __typename?: 'MetaData';
  /** The agency's customisation of the data model. */
  readonly agencyAssignedCustomizationCode?: Maybe<Scalars['String']['output']>;
  /** Version of the customisation, e.g. `v2.1`. */
  readonly agencyAssignedCustomizationVersionCode?: Maybe<Scalars['String']['output']>;
  /** Agency that defines the customisation. */
  readonly responsibleAgencyName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly responsibleCountryCode?: Maybe<Scalars['String']['output']>;
  /** Version of the WCO Data Model, e.g. `3.6`. */
  readonly wcoDataModelVersionCode?: Maybe<Scalars['String']['output']>;
  /** DEC declaration, RES notification. */
  readonly wcoTypeName?: Maybe<Scalars['String']['output']>;
};

export type ObligationGuarantee = {
  readonly __typename?: 'ObligationGuarantee';
  /** Amount that is guaranteed. */
  readonly amount?: Maybe<Amount>;
  /** Guarantee reference. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Other reference of the guarantee. */
  readonly referenceId?: Maybe<Scalars['ID']['output']>;
  /** Guarantee type. */
  readonly securityDetailsCode?: Maybe<Scalars['String']['output']>;
};

/** Opening hours on one weekday, local time of the post. */
export type OfficeHours = {
  readonly __typename?: 'OfficeHours';
  /** HH:MM; 24:00 is the end of the day. */
  readonly closes?: Maybe<Scalars['String']['output']>;
  /** HH:MM */
  readonly opens?: Maybe<Scalars['String']['output']>;
  /** 1 Monday to 7 Sunday (ISO 8601). */
  readonly weekday?: Maybe<Scalars['Int']['output']>;
};

export type Origin = {
  readonly __typename?: 'Origin';
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

export type Packaging = {
  readonly __typename?: 'Packaging';
  /** Shipping marks, WCO 142. */
  readonly marksNumbersId?: Maybe<Scalars['String']['output']>;
  /** Number of packages, WCO 144. */
  readonly quantityQuantity?: Maybe<Scalars['Int']['output']>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
  /** UN/ECE Recommendation 21, WCO 141. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

/** Relay page information. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A border post. */
export type Post = {
  readonly __typename?: 'Post';
  /** Customs' opening hours, at most 200. */
  readonly customsOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
  readonly locode: Scalars['ID']['output'];
};

export type PreviousDocument = {
  readonly __typename?: 'PreviousDocument';
  readonly categoryCode?: Maybe<Scalars['String']['output']>;
  /** WCO D018. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** WCO 171. */
  readonly lineNumeric?: Maybe<Scalars['Int']['output']>;
  /** WCO D019. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** One declaration by exactly one of its references; null where customs holds none. */
  readonly declaration?: Maybe<Declaration>;
  /** Where a container or trailer was named and with which seals; null where customs knows none of it. */
  readonly equipmentTrack?: Maybe<EquipmentTrack>;
};


export type QueryDeclarationArgs = {
  declarantId?: InputMaybe<Scalars['ID']['input']>;
  functionalReferenceId?: InputMaybe<Scalars['ID']['input']>;
  mrn?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryEquipmentTrackArgs = {
  equipment: Scalars['ID']['input'];
};

/** Customs' notification about a declaration (WCO RES message, class Response). */
export type Response = {
  readonly __typename?: 'Response';
  /** When the declaration was accepted, as the notification says, WCO 023. */
  readonly acceptanceDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Statements it makes, WCO class 03A, at most 200. */
  readonly additionalInformation?: Maybe<ReadonlyArray<AdditionalInformation>>;
  /** Local reference number of the declaration it speaks of, as it states it, WCO D026. */
  readonly declarationFunctionalReferenceId?: Maybe<Scalars['ID']['output']>;
  /** MRN of the declaration it speaks of, as it states it, WCO D014. */
  readonly declarationMrn?: Maybe<Scalars['ID']['output']>;
  /** Version of the declaration it speaks of, WCO D034. */
  readonly declarationVersionId?: Maybe<Scalars['String']['output']>;
  /** What it says, WCO 017: 01 accepted, 02 received, 03 rejected, 05 control, 06 documents needed, 07 result, 08 released, 09 cleared, 10 invalidated, 13 tax, 16 exit. */
  readonly functionCode?: Maybe<Scalars['String']['output']>;
  /** Customs' reference of the notification, WCO D026. */
  readonly functionalReferenceId?: Maybe<Scalars['ID']['output']>;
  readonly issueDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Envelope of the message; null where it came without one. */
  readonly metaData?: Maybe<MetaData>;
};

export type ResponseConnection = {
  readonly __typename?: 'ResponseConnection';
  readonly edges?: Maybe<ReadonlyArray<ResponseEdge>>;
  readonly pageInfo: PageInfo;
  /** Number of notifications about the declaration. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type ResponseEdge = {
  readonly __typename?: 'ResponseEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<Response>;
};

/** Lane an assessment asks for. */
export type RiskBand =
  /** Release, audit afterwards. */
  | 'BLUE'
  /** Release. */
  | 'GREEN'
  /** Physical control. */
  | 'RED'
  /** Documentary control. */
  | 'YELLOW';

/** Customs' own assessment of a movement. */
export type RiskResult = {
  readonly __typename?: 'RiskResult';
  readonly assessedDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly band?: Maybe<RiskBand>;
  /** Rule that decided. */
  readonly ruleId?: Maybe<Scalars['String']['output']>;
  /** 0 to 100. */
  readonly score?: Maybe<Scalars['Int']['output']>;
};

export type Seal = {
  readonly __typename?: 'Seal';
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
};

export type SealMatch =
  | 'MATCH'
  | 'MISMATCH'
  /** No import and export of one consignment both name seals. */
  | 'UNKNOWN';

/** A party to the declaration. `id` is a TIN or EORI (an..17); a party without one is named in full. */
export type TraderParty = {
  readonly __typename?: 'TraderParty';
  readonly address?: Maybe<Address>;
  /** Status of an agent, WCO 102: 2 direct, 3 indirect representation. */
  readonly functionCode?: Maybe<Scalars['String']['output']>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Name of the firm or person, an..70. */
  readonly name?: Maybe<Scalars['String']['output']>;
};

/** A container or other transport equipment (WCO class 31B) as one declaration names it. */
export type TransportEquipment = {
  readonly __typename?: 'TransportEquipment';
  /** Size and type, ISO 6346; `TE` trailer. */
  readonly characteristicCode?: Maybe<Scalars['String']['output']>;
  /** UN/EDIFACT 8169: 4 empty, 5 full. */
  readonly fullnessCode?: Maybe<Scalars['String']['output']>;
  /** Container number (ISO 6346), swap body (EN 13044) or trailer registration, WCO 159, an..17. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** State of registration of a trailer, ISO 3166-1 alpha-2. */
  readonly registrationNationalityCode?: Maybe<Scalars['String']['output']>;
  /** Seal numbers, WCO 165, at most 200. */
  readonly seals?: Maybe<ReadonlyArray<Seal>>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
  /** The trailer, where the equipment is one; the key police know it by. */
  readonly vehicle?: Maybe<Vehicle>;
};

/** What carries the goods inland on arrival or departure; `identificationTypeCode` as at BorderTransportMeans. */
export type TransportMeans = {
  readonly __typename?: 'TransportMeans';
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly identificationTypeCode?: Maybe<Scalars['String']['output']>;
  /** Mode inland: 1 sea, 2 rail, 3 road, 4 air, 5 post, 7 fixed, 8 inland waterway. */
  readonly modeCode?: Maybe<Scalars['String']['output']>;
};

/** A travel document, by the key immigration and police know it by (ICAO 9303). */
export type TravelDocument = {
  readonly __typename?: 'TravelDocument';
  /** Document number, A-Z and 0-9 without blanks; at most 9 characters in the machine-readable zone and more in optional data. */
  readonly documentNumber?: Maybe<Scalars['ID']['output']>;
  /** P passport, I identity card, V visa. */
  readonly documentType?: Maybe<Scalars['ID']['output']>;
  /** Issuing state or organisation, ICAO 9303-3 code of three letters. */
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
};

/** A road vehicle or trailer, by the key every agency knows it by: state and registration. */
export type Vehicle = {
  readonly __typename?: 'Vehicle';
  /** Registration, A-Z and 0-9 without blanks. */
  readonly registrationId?: Maybe<Scalars['ID']['output']>;
  /** State of registration, ISO 3166-1 alpha-2. */
  readonly registrationNationalityCode?: Maybe<Scalars['ID']['output']>;
};

export type Protection__Category =
  /** Commercially sensitive: values, prices, quantities, relations between firms. */
  | 'COMMERCIAL'
  /** Law-enforcement information. */
  | 'LAW_ENFORCEMENT'
  /** Official, for officers of the border agencies. */
  | 'OFFICIAL'
  /** About an identified or identifiable natural person. */
  | 'PERSONAL'
  /** Published or publishable. */
  | 'PUBLIC'
  /** Special categories of personal data (GDPR art. 9): biometric, health, origin, belief. */
  | 'SPECIAL';

export type Protection__Denial =
  | 'NEUTRAL'
  | 'OPEN';

export type Protection__Mask =
  | 'INITIALS'
  | 'LAST4'
  | 'PREFIX2'
  | 'PREFIX4'
  | 'PREFIX6'
  | 'PSEUDONYM'
  | 'REDACTED'
  | 'ROUNDED5'
  | 'YEAR'
  | 'YEAR_MONTH';

export type Protection__Reading =
  /** Compared, ordered or searched: its value can be found out by asking often. */
  | 'COMPARE'
  /** Found by exact value. */
  | 'MATCH';



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  AdditionalDocument: AdditionalDocument;
  Arrivals: Arrivals;
  BorderMovement: BorderMovement;
  Clearance: Clearance;
  Declaration: Declaration;
  GovernmentAgencyGoodsItem: GovernmentAgencyGoodsItem;
  Post: Post;
  TravelDocument: TravelDocument;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AdditionalDocument:
    ( { __typename: 'AdditionalDocument' }
    & GraphQLRecursivePick<FederationTypes['AdditionalDocument'], {"documentCode":true,"id":true}> );
  Arrivals:
    ( { __typename: 'Arrivals' }
    & GraphQLRecursivePick<FederationTypes['Arrivals'], {"id":true}> );
  BorderMovement:
    ( { __typename: 'BorderMovement' }
    & GraphQLRecursivePick<FederationTypes['BorderMovement'], {"id":true}> );
  Clearance:
    ( { __typename: 'Clearance' }
    & GraphQLRecursivePick<FederationTypes['Clearance'], {"id":true}> );
  Declaration:
    ( { __typename: 'Declaration' }
    & GraphQLRecursivePick<FederationTypes['Declaration'], {"mrn":true}> );
  GovernmentAgencyGoodsItem:
    ( { __typename: 'GovernmentAgencyGoodsItem' }
    & GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"mrn":true,"sequenceNumeric":true}> );
  Post:
    ( { __typename: 'Post' }
    & GraphQLRecursivePick<FederationTypes['Post'], {"locode":true}> );
  TravelDocument:
    ( { __typename: 'TravelDocument' }
    & GraphQLRecursivePick<FederationTypes['TravelDocument'], {"documentNumber":true,"issuingState":true,"documentType":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"registrationNationalityCode":true,"registrationId":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdditionalDocument: ResolverTypeWrapper<AdditionalDocument>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AdditionalInformation: ResolverTypeWrapper<AdditionalInformation>;
  Address: ResolverTypeWrapper<Address>;
  Amount: ResolverTypeWrapper<Amount>;
  Arrivals: ResolverTypeWrapper<ArrivalsRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AuthorisationHolder: ResolverTypeWrapper<AuthorisationHolder>;
  BorderMovement: ResolverTypeWrapper<MovementRow>;
  BorderTransportMeans: ResolverTypeWrapper<BorderTransportMeansRow>;
  ChargeDeduction: ResolverTypeWrapper<ChargeDeduction>;
  Classification: ResolverTypeWrapper<Classification>;
  Clearance: ResolverTypeWrapper<ClearanceRow>;
  Commodity: ResolverTypeWrapper<ItemRow>;
  Consignment: ResolverTypeWrapper<ConsignmentRow>;
  CrewMember: ResolverTypeWrapper<CrewMember>;
  CustomsStatus: CustomsStatus;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Declaration: ResolverTypeWrapper<DeclarationRow>;
  DeclarationVersion: ResolverTypeWrapper<DeclarationVersion>;
  DutyTaxFee: ResolverTypeWrapper<DutyTaxFee>;
  EquipmentSighting: ResolverTypeWrapper<EquipmentSighting>;
  EquipmentTrack: ResolverTypeWrapper<EquipmentTrack>;
  ExpectedArrival: ResolverTypeWrapper<ExpectedArrivalRow>;
  GoodsShipment: ResolverTypeWrapper<GoodsShipmentRow>;
  GovernmentAgencyGoodsItem: ResolverTypeWrapper<ItemRow>;
  GovernmentAgencyGoodsItemConnection: ResolverTypeWrapper<ItemConnectionRow>;
  GovernmentAgencyGoodsItemEdge: ResolverTypeWrapper<Omit<GovernmentAgencyGoodsItemEdge, 'node'> & { node?: Maybe<ResolversTypes['GovernmentAgencyGoodsItem']> }>;
  GovernmentProcedure: ResolverTypeWrapper<GovernmentProcedure>;
  Hold: ResolverTypeWrapper<Hold>;
  HoldScope: HoldScope;
  Itinerary: ResolverTypeWrapper<Itinerary>;
  Measure: ResolverTypeWrapper<Measure>;
  MetaData: ResolverTypeWrapper<MetaData>;
  ObligationGuarantee: ResolverTypeWrapper<ObligationGuarantee>;
  OfficeHours: ResolverTypeWrapper<OfficeHours>;
  Origin: ResolverTypeWrapper<Origin>;
  Packaging: ResolverTypeWrapper<Packaging>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Post: ResolverTypeWrapper<Post>;
  PreviousDocument: ResolverTypeWrapper<PreviousDocument>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Response: ResolverTypeWrapper<ResponseRow>;
  ResponseConnection: ResolverTypeWrapper<ResponseConnectionRow>;
  ResponseEdge: ResolverTypeWrapper<Omit<ResponseEdge, 'node'> & { node?: Maybe<ResolversTypes['Response']> }>;
  RiskBand: RiskBand;
  RiskResult: ResolverTypeWrapper<RiskResult>;
  Seal: ResolverTypeWrapper<Seal>;
  SealMatch: SealMatch;
  TraderParty: ResolverTypeWrapper<TraderParty>;
  TransportEquipment: ResolverTypeWrapper<TransportEquipmentRow>;
  TransportMeans: ResolverTypeWrapper<TransportMeans>;
  TravelDocument: ResolverTypeWrapper<TravelDocument>;
  Vehicle: ResolverTypeWrapper<Vehicle>;
  protection__Category: Protection__Category;
  protection__Denial: Protection__Denial;
  protection__FieldSet: ResolverTypeWrapper<Scalars['protection__FieldSet']['output']>;
  protection__Mask: Protection__Mask;
  protection__Reading: Protection__Reading;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdditionalDocument: AdditionalDocument | FederationReferenceTypes['AdditionalDocument'];
  ID: Scalars['ID']['output'];
  AdditionalInformation: AdditionalInformation;
  Address: Address;
  Amount: Amount;
  Arrivals: ArrivalsRow;
  Int: Scalars['Int']['output'];
  AuthorisationHolder: AuthorisationHolder;
  BorderMovement: MovementRow;
  BorderTransportMeans: BorderTransportMeansRow;
  ChargeDeduction: ChargeDeduction;
  Classification: Classification;
  Clearance: ClearanceRow;
  Commodity: ItemRow;
  Consignment: ConsignmentRow;
  CrewMember: CrewMember;
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Declaration: DeclarationRow;
  DeclarationVersion: DeclarationVersion;
  DutyTaxFee: DutyTaxFee;
  EquipmentSighting: EquipmentSighting;
  EquipmentTrack: EquipmentTrack;
  ExpectedArrival: ExpectedArrivalRow;
  GoodsShipment: GoodsShipmentRow;
  GovernmentAgencyGoodsItem: ItemRow;
  GovernmentAgencyGoodsItemConnection: ItemConnectionRow;
  GovernmentAgencyGoodsItemEdge: Omit<GovernmentAgencyGoodsItemEdge, 'node'> & { node?: Maybe<ResolversParentTypes['GovernmentAgencyGoodsItem']> };
  GovernmentProcedure: GovernmentProcedure;
  Hold: Hold;
  Itinerary: Itinerary;
  Measure: Measure;
  MetaData: MetaData;
  ObligationGuarantee: ObligationGuarantee;
  OfficeHours: OfficeHours;
  Origin: Origin;
  Packaging: Packaging;
  PageInfo: PageInfo;
  Post: Post | FederationReferenceTypes['Post'];
  PreviousDocument: PreviousDocument;
  Query: Record<PropertyKey, never>;
  Response: ResponseRow;
  ResponseConnection: ResponseConnectionRow;
  ResponseEdge: Omit<ResponseEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Response']> };
  RiskResult: RiskResult;
  Seal: Seal;
  TraderParty: TraderParty;
  TransportEquipment: TransportEquipmentRow;
  TransportMeans: TransportMeans;
  TravelDocument: TravelDocument | FederationReferenceTypes['TravelDocument'];
  Vehicle: Vehicle | FederationReferenceTypes['Vehicle'];
  protection__FieldSet: Scalars['protection__FieldSet']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type ClassifiedDirectiveArgs = {
  absent?: Maybe<Scalars['String']['input']>;
  as: Protection__Category;
  denial?: Maybe<Protection__Denial>;
  group?: Maybe<Scalars['String']['input']>;
  mask?: Maybe<Protection__Mask>;
};

export type ClassifiedDirectiveResolver<Result, Parent, ContextType = Context, Args = ClassifiedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type DerivedDirectiveArgs = {
  from: Scalars['protection__FieldSet']['input'];
};

export type DerivedDirectiveResolver<Result, Parent, ContextType = Context, Args = DerivedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type GradedDirectiveArgs = {
  by: Scalars['protection__FieldSet']['input'];
};

export type GradedDirectiveResolver<Result, Parent, ContextType = Context, Args = GradedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type ReadsDirectiveArgs = {
  field: Scalars['String']['input'];
  how?: Protection__Reading;
};

export type ReadsDirectiveResolver<Result, Parent, ContextType = Context, Args = ReadsDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RecordDirectiveArgs = {
  attributes?: Maybe<Scalars['protection__FieldSet']['input']>;
  restricted?: Maybe<Scalars['Boolean']['input']>;
  subject?: Maybe<Scalars['protection__FieldSet']['input']>;
};

export type RecordDirectiveResolver<Result, Parent, ContextType = Context, Args = RecordDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type RetainedDirectiveArgs = {
  for: Scalars['String']['input'];
  since: Scalars['String']['input'];
};

export type RetainedDirectiveResolver<Result, Parent, ContextType = Context, Args = RetainedDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdditionalDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdditionalDocument'] = ResolversParentTypes['AdditionalDocument'], FederationReferenceType extends FederationReferenceTypes['AdditionalDocument'] = FederationReferenceTypes['AdditionalDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['AdditionalDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  categoryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documentCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  effectiveDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lpcoExemptionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  writeOffAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  writeOffQuantity?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
};

export type AdditionalInformationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdditionalInformation'] = ResolversParentTypes['AdditionalInformation']> = {
  limitDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  statementCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statementDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statementTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AddressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Address'] = ResolversParentTypes['Address']> = {
  cityName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  postcodeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AmountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Amount'] = ResolversParentTypes['Amount']> = {
  currencyCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type ArrivalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Arrivals'] = ResolversParentTypes['Arrivals'], FederationReferenceType extends FederationReferenceTypes['Arrivals'] = FederationReferenceTypes['Arrivals']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Arrivals']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customsArrivalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  customsArrivals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExpectedArrival']>>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type AuthorisationHolderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuthorisationHolder'] = ResolversParentTypes['AuthorisationHolder']> = {
  categoryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type BorderMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovement'] = ResolversParentTypes['BorderMovement'], FederationReferenceType extends FederationReferenceTypes['BorderMovement'] = FederationReferenceTypes['BorderMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BorderMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  crewDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TravelDocument']>>, ParentType, ContextType>;
  customsArrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  customsHolds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Hold']>>, ParentType, ContextType>;
  customsRisk?: Resolver<Maybe<ResolversTypes['RiskResult']>, ParentType, ContextType>;
  declarationCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  declarations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Declaration']>>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  vehicles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Vehicle']>>, ParentType, ContextType>;
};

export type BorderTransportMeansResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderTransportMeans'] = ResolversParentTypes['BorderTransportMeans']> = {
  arrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  arrivalLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  crewMembers?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CrewMember']>>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  identificationTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
};

export type ChargeDeductionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChargeDeduction'] = ResolversParentTypes['ChargeDeduction']> = {
  chargesTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  otherChargeDeductionAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
};

export type ClassificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Classification'] = ResolversParentTypes['Classification']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  identificationTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ClearanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Clearance'] = ResolversParentTypes['Clearance'], FederationReferenceType extends FederationReferenceTypes['Clearance'] = FederationReferenceTypes['Clearance']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Clearance']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customsHolds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Hold']>>, ParentType, ContextType>;
  customsStatus?: Resolver<Maybe<ResolversTypes['CustomsStatus']>, ParentType, ContextType>;
  declarations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Declaration']>>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type CommodityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Commodity'] = ResolversParentTypes['Commodity']> = {
  classifications?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Classification']>>, ParentType, ContextType>;
  dangerousGoodsUndgIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dutyTaxFees?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DutyTaxFee']>>, ParentType, ContextType>;
  grossMassMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  invoiceLineItemChargeAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  netNetWeightMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  tariffQuantity?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
};

export type ConsignmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Consignment'] = ResolversParentTypes['Consignment']> = {
  arrivalTransportMeans?: Resolver<Maybe<ResolversTypes['TransportMeans']>, ParentType, ContextType>;
  carrier?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  containerCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  departureTransportMeans?: Resolver<Maybe<ResolversTypes['TransportMeans']>, ParentType, ContextType>;
  freightPaymentMethodCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationAddressTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationCityName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationLine?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationPostcodeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  goodsLocationTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  itineraries?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Itinerary']>>, ParentType, ContextType>;
  loadingLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  transportEquipment?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TransportEquipment']>>, ParentType, ContextType>;
};

export type CrewMemberResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrewMember'] = ResolversParentTypes['CrewMember']> = {
  functionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  identityDocument?: Resolver<Maybe<ResolversTypes['TravelDocument']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeclarationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Declaration'] = ResolversParentTypes['Declaration'], FederationReferenceType extends FederationReferenceTypes['Declaration'] = FederationReferenceTypes['Declaration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Declaration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  acceptanceDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  additionalDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdditionalDocument']>>, ParentType, ContextType>;
  additionalInformation?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdditionalInformation']>>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  authorisationHolders?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AuthorisationHolder']>>, ParentType, ContextType>;
  borderTransportMeans?: Resolver<Maybe<ResolversTypes['BorderTransportMeans']>, ParentType, ContextType>;
  cancellationRequestedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  consignment?: Resolver<Maybe<ResolversTypes['Consignment']>, ParentType, ContextType>;
  countriesConcerned?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  customsHolds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Hold']>>, ParentType, ContextType>;
  customsStatus?: Resolver<Maybe<ResolversTypes['CustomsStatus']>, ParentType, ContextType>;
  declarant?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  declarationOfficeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exitOfficeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exporter?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  functionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionalReferenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  goodsItemQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  goodsShipments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['GoodsShipment']>>, ParentType, ContextType>;
  invoiceAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  invoiceAmountBand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metaData?: Resolver<Maybe<ResolversTypes['MetaData']>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  obligationGuarantees?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ObligationGuarantee']>>, ParentType, ContextType>;
  presentationOfficeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  responses?: Resolver<Maybe<ResolversTypes['ResponseConnection']>, ParentType, ContextType, RequireFields<DeclarationResponsesArgs, 'first'>>;
  specificCircumstancesCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  supervisingOfficeId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  totalGrossMassMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  totalPackageQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  versions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DeclarationVersion']>>, ParentType, ContextType>;
};

export type DeclarationVersionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeclarationVersion'] = ResolversParentTypes['DeclarationVersion']> = {
  functionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isCurrent?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  receivedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DutyTaxFeeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DutyTaxFee'] = ResolversParentTypes['DutyTaxFee']> = {
  dutyRegimeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  paymentAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  paymentMethodCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quotaOrderId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EquipmentSightingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EquipmentSighting'] = ResolversParentTypes['EquipmentSighting']> = {
  dateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  declarationTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sealIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
};

export type EquipmentTrackResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EquipmentTrack'] = ResolversParentTypes['EquipmentTrack']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isSeenOnOtherVehicle?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  sealMatch?: Resolver<Maybe<ResolversTypes['SealMatch']>, ParentType, ContextType>;
  sightings?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EquipmentSighting']>>, ParentType, ContextType>;
};

export type ExpectedArrivalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExpectedArrival'] = ResolversParentTypes['ExpectedArrival']> = {
  arrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  movementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type GoodsShipmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GoodsShipment'] = ResolversParentTypes['GoodsShipment']> = {
  buyer?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  consignee?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  consignment?: Resolver<Maybe<ResolversTypes['Consignment']>, ParentType, ContextType>;
  consignor?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  destinationCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exitDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exportCountryId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  importer?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  items?: Resolver<Maybe<ResolversTypes['GovernmentAgencyGoodsItemConnection']>, ParentType, ContextType, RequireFields<GoodsShipmentItemsArgs, 'first'>>;
  previousDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PreviousDocument']>>, ParentType, ContextType>;
  seller?: Resolver<Maybe<ResolversTypes['TraderParty']>, ParentType, ContextType>;
  tradeTermsConditionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tradeTermsLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  traderAssignedReferenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  transactionNatureCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ucr?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type GovernmentAgencyGoodsItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentAgencyGoodsItem'] = ResolversParentTypes['GovernmentAgencyGoodsItem'], FederationReferenceType extends FederationReferenceTypes['GovernmentAgencyGoodsItem'] = FederationReferenceTypes['GovernmentAgencyGoodsItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['GovernmentAgencyGoodsItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  additionalDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdditionalDocument']>>, ParentType, ContextType>;
  additionalInformation?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdditionalInformation']>>, ParentType, ContextType>;
  chargeDeductions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChargeDeduction']>>, ParentType, ContextType>;
  commodity?: Resolver<Maybe<ResolversTypes['Commodity']>, ParentType, ContextType>;
  customsValueAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  governmentProcedures?: Resolver<Maybe<ReadonlyArray<ResolversTypes['GovernmentProcedure']>>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  origins?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Origin']>>, ParentType, ContextType>;
  packaging?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Packaging']>>, ParentType, ContextType>;
  previousDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PreviousDocument']>>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  statisticalValueAmount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  traderAssignedReferenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  ucr?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  valuationAdjustmentCodes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  valuationMethodCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GovernmentAgencyGoodsItemConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentAgencyGoodsItemConnection'] = ResolversParentTypes['GovernmentAgencyGoodsItemConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['GovernmentAgencyGoodsItemEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type GovernmentAgencyGoodsItemEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentAgencyGoodsItemEdge'] = ResolversParentTypes['GovernmentAgencyGoodsItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['GovernmentAgencyGoodsItem']>, ParentType, ContextType>;
};

export type GovernmentProcedureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentProcedure'] = ResolversParentTypes['GovernmentProcedure']> = {
  currentCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  previousCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  agency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCategory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['HoldScope']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ItineraryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Itinerary'] = ResolversParentTypes['Itinerary']> = {
  routingCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MeasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Measure'] = ResolversParentTypes['Measure']> = {
  unitCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type MetaDataResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MetaData'] = ResolversParentTypes['MetaData']> = {
  agencyAssignedCustomizationCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  agencyAssignedCustomizationVersionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  responsibleAgencyName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  responsibleCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wcoDataModelVersionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  wcoTypeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ObligationGuaranteeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ObligationGuarantee'] = ResolversParentTypes['ObligationGuarantee']> = {
  amount?: Resolver<Maybe<ResolversTypes['Amount']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  referenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  securityDetailsCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type OfficeHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OfficeHours'] = ResolversParentTypes['OfficeHours']> = {
  closes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  opens?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weekday?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type OriginResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Origin'] = ResolversParentTypes['Origin']> = {
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PackagingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Packaging'] = ResolversParentTypes['Packaging']> = {
  marksNumbersId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  quantityQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'], FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  customsOfficeHours?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OfficeHours']>>, ParentType, ContextType>;
  locode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PreviousDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PreviousDocument'] = ResolversParentTypes['PreviousDocument']> = {
  categoryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lineNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  declaration?: Resolver<Maybe<ResolversTypes['Declaration']>, ParentType, ContextType, Partial<QueryDeclarationArgs>>;
  equipmentTrack?: Resolver<Maybe<ResolversTypes['EquipmentTrack']>, ParentType, ContextType, RequireFields<QueryEquipmentTrackArgs, 'equipment'>>;
};

export type ResponseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Response'] = ResolversParentTypes['Response']> = {
  acceptanceDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  additionalInformation?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AdditionalInformation']>>, ParentType, ContextType>;
  declarationFunctionalReferenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  declarationMrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  declarationVersionId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionalReferenceId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  issueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  metaData?: Resolver<Maybe<ResolversTypes['MetaData']>, ParentType, ContextType>;
};

export type ResponseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResponseConnection'] = ResolversParentTypes['ResponseConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ResponseEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ResponseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ResponseEdge'] = ResolversParentTypes['ResponseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Response']>, ParentType, ContextType>;
};

export type RiskResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RiskResult'] = ResolversParentTypes['RiskResult']> = {
  assessedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  band?: Resolver<Maybe<ResolversTypes['RiskBand']>, ParentType, ContextType>;
  ruleId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  score?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SealResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Seal'] = ResolversParentTypes['Seal']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TraderPartyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TraderParty'] = ResolversParentTypes['TraderParty']> = {
  address?: Resolver<Maybe<ResolversTypes['Address']>, ParentType, ContextType>;
  functionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TransportEquipmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransportEquipment'] = ResolversParentTypes['TransportEquipment']> = {
  characteristicCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fullnessCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Seal']>>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
};

export type TransportMeansResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TransportMeans'] = ResolversParentTypes['TransportMeans']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  identificationTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TravelDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TravelDocument'] = ResolversParentTypes['TravelDocument'], FederationReferenceType extends FederationReferenceTypes['TravelDocument'] = FederationReferenceTypes['TravelDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TravelDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type VehicleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  registrationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  AdditionalDocument?: AdditionalDocumentResolvers<ContextType>;
  AdditionalInformation?: AdditionalInformationResolvers<ContextType>;
  Address?: AddressResolvers<ContextType>;
  Amount?: AmountResolvers<ContextType>;
  Arrivals?: ArrivalsResolvers<ContextType>;
  AuthorisationHolder?: AuthorisationHolderResolvers<ContextType>;
  BorderMovement?: BorderMovementResolvers<ContextType>;
  BorderTransportMeans?: BorderTransportMeansResolvers<ContextType>;
  ChargeDeduction?: ChargeDeductionResolvers<ContextType>;
  Classification?: ClassificationResolvers<ContextType>;
  Clearance?: ClearanceResolvers<ContextType>;
  Commodity?: CommodityResolvers<ContextType>;
  Consignment?: ConsignmentResolvers<ContextType>;
  CrewMember?: CrewMemberResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Declaration?: DeclarationResolvers<ContextType>;
  DeclarationVersion?: DeclarationVersionResolvers<ContextType>;
  DutyTaxFee?: DutyTaxFeeResolvers<ContextType>;
  EquipmentSighting?: EquipmentSightingResolvers<ContextType>;
  EquipmentTrack?: EquipmentTrackResolvers<ContextType>;
  ExpectedArrival?: ExpectedArrivalResolvers<ContextType>;
  GoodsShipment?: GoodsShipmentResolvers<ContextType>;
  GovernmentAgencyGoodsItem?: GovernmentAgencyGoodsItemResolvers<ContextType>;
  GovernmentAgencyGoodsItemConnection?: GovernmentAgencyGoodsItemConnectionResolvers<ContextType>;
  GovernmentAgencyGoodsItemEdge?: GovernmentAgencyGoodsItemEdgeResolvers<ContextType>;
  GovernmentProcedure?: GovernmentProcedureResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  Itinerary?: ItineraryResolvers<ContextType>;
  Measure?: MeasureResolvers<ContextType>;
  MetaData?: MetaDataResolvers<ContextType>;
  ObligationGuarantee?: ObligationGuaranteeResolvers<ContextType>;
  OfficeHours?: OfficeHoursResolvers<ContextType>;
  Origin?: OriginResolvers<ContextType>;
  Packaging?: PackagingResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  PreviousDocument?: PreviousDocumentResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Response?: ResponseResolvers<ContextType>;
  ResponseConnection?: ResponseConnectionResolvers<ContextType>;
  ResponseEdge?: ResponseEdgeResolvers<ContextType>;
  RiskResult?: RiskResultResolvers<ContextType>;
  Seal?: SealResolvers<ContextType>;
  TraderParty?: TraderPartyResolvers<ContextType>;
  TransportEquipment?: TransportEquipmentResolvers<ContextType>;
  TransportMeans?: TransportMeansResolvers<ContextType>;
  TravelDocument?: TravelDocumentResolvers<ContextType>;
  Vehicle?: VehicleResolvers<ContextType>;
  protection__FieldSet?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = Context> = {
  classified?: ClassifiedDirectiveResolver<any, any, ContextType>;
  derived?: DerivedDirectiveResolver<any, any, ContextType>;
  graded?: GradedDirectiveResolver<any, any, ContextType>;
  reads?: ReadsDirectiveResolver<any, any, ContextType>;
  record?: RecordDirectiveResolver<any, any, ContextType>;
  retained?: RetainedDirectiveResolver<any, any, ContextType>;
};
