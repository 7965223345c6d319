import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Certificate, EntryDocument, ItemInputs, DeclarationKey, DeclaredInputs, Context } from '../data.ts';
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
  /** Calendar date, ISO 8601: `2026-11-23`. */
  Date: { input: string; output: string; }
  /** Instant, ISO 8601 with offset: `2026-11-23T08:15:00+03:00`. */
  DateTime: { input: string; output: string; }
  /** Exact decimal number as text, as declared: `1250.500`. */
  Decimal: { input: string; output: string; }
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type AdditionalDocument = {
  readonly __typename?: 'AdditionalDocument';
  readonly documentCode?: Maybe<Scalars['ID']['output']>;
  /** The entry document it cites, where SPS holds it. */
  readonly healthEntryDocument?: Maybe<HealthEntryDocument>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** The certificate it cites, where SPS holds it. */
  readonly spsCertificate?: Maybe<SpsCertificate>;
};

export type BorderMovement = {
  readonly __typename?: 'BorderMovement';
  readonly declarations?: Maybe<ReadonlyArray<Declaration>>;
  /** Entry documents for what it carries, at most 200. */
  readonly healthEntryDocuments?: Maybe<ReadonlyArray<HealthEntryDocument>>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** SPS' open holds on what it carries, at most 200; empty: SPS holds nothing. */
  readonly spsHolds?: Maybe<ReadonlyArray<Hold>>;
};

export type Clearance = {
  readonly __typename?: 'Clearance';
  readonly declarations?: Maybe<ReadonlyArray<Declaration>>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** SPS' open holds on it, at most 200; empty: SPS holds nothing. */
  readonly spsHolds?: Maybe<ReadonlyArray<Hold>>;
};

export type Commodity = {
  readonly __typename?: 'Commodity';
  readonly netNetWeightMeasure?: Maybe<Measure>;
};

export type Declaration = {
  readonly __typename?: 'Declaration';
  /** Goods movement references that carry the declaration, at most 200. */
  readonly goodsMovements?: Maybe<ReadonlyArray<GoodsMovement>>;
  /** Entry documents for the declaration, at most 200. */
  readonly healthEntryDocuments?: Maybe<ReadonlyArray<HealthEntryDocument>>;
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  /** Checks that customs asked SPS for and what SPS decided, per item, at most 200. */
  readonly spsClearanceChecks?: Maybe<ReadonlyArray<SpsClearanceCheck>>;
};

/** A disease event (WAHIS) with its outbreak. */
export type DiseaseEvent = {
  readonly __typename?: 'DiseaseEvent';
  readonly adminArea?: Maybe<Scalars['String']['output']>;
  readonly cases?: Maybe<Scalars['Int']['output']>;
  readonly confirmedDate?: Maybe<Scalars['Date']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  readonly deaths?: Maybe<Scalars['Int']['output']>;
  readonly disease?: Maybe<Scalars['String']['output']>;
  readonly eventId?: Maybe<Scalars['ID']['output']>;
  /** WGS 84, decimal degrees. */
  readonly latitude?: Maybe<Scalars['Float']['output']>;
  readonly longitude?: Maybe<Scalars['Float']['output']>;
  readonly outbreakId?: Maybe<Scalars['ID']['output']>;
  /** Radius of the protection zone in kilometres, 0 where none is set. */
  readonly protectionZoneKm?: Maybe<Scalars['Float']['output']>;
  /** Null while the event lasts. */
  readonly resolvedDate?: Maybe<Scalars['Date']['output']>;
  readonly serotype?: Maybe<Scalars['String']['output']>;
  /** Scientific name. */
  readonly species?: Maybe<Scalars['String']['output']>;
  readonly startDate?: Maybe<Scalars['Date']['output']>;
  /** Radius of the surveillance zone in kilometres, 0 where none is set. */
  readonly surveillanceZoneKm?: Maybe<Scalars['Float']['output']>;
};

export type DiseaseEventConnection = {
  readonly __typename?: 'DiseaseEventConnection';
  readonly edges?: Maybe<ReadonlyArray<DiseaseEventEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type DiseaseEventEdge = {
  readonly __typename?: 'DiseaseEventEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<DiseaseEvent>;
};

/** An approved establishment. */
export type Establishment = {
  readonly __typename?: 'Establishment';
  readonly activity?: Maybe<Scalars['String']['output']>;
  readonly approvalNumber?: Maybe<Scalars['ID']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  /** WGS 84, decimal degrees. */
  readonly latitude?: Maybe<Scalars['Float']['output']>;
  readonly longitude?: Maybe<Scalars['Float']['output']>;
  readonly name?: Maybe<Scalars['String']['output']>;
  readonly status?: Maybe<Scalars['String']['output']>;
};

/** A goods movement reference: which vehicle carries which declarations. */
export type GoodsMovement = {
  readonly __typename?: 'GoodsMovement';
  /** At most 200. */
  readonly containerIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** As stated, e.g. UK_INBOUND. */
  readonly direction?: Maybe<Scalars['String']['output']>;
  readonly gmrId?: Maybe<Scalars['ID']['output']>;
  /** NOT_FINALISABLE, OPEN, FINALISED, CHECKED_IN, EMBARKED, COMPLETED as stated. */
  readonly state?: Maybe<Scalars['String']['output']>;
  /** At most 200. */
  readonly trailerRegistrationIds?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  readonly updatedDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Registration as A-Z and 0-9; the state of registration is not part of the message. */
  readonly vehicleRegistrationId?: Maybe<Scalars['ID']['output']>;
};

export type GovernmentAgencyGoodsItem = {
  readonly __typename?: 'GovernmentAgencyGoodsItem';
  readonly additionalDocuments?: Maybe<ReadonlyArray<AdditionalDocument>>;
  readonly commodity?: Maybe<Commodity>;
  /** Disease events in the item's countries of origin, at most 200. */
  readonly diseaseEvents?: Maybe<ReadonlyArray<DiseaseEvent>>;
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  readonly origins?: Maybe<ReadonlyArray<Origin>>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
  /** One answer for each SPS document the item cites: does it exist, does it stand, does its mass cover the item? */
  readonly spsDocumentChecks?: Maybe<ReadonlyArray<SpsDocumentCheck>>;
};

export type HealthEntryCommodity = {
  readonly __typename?: 'HealthEntryCommodity';
  /** HS or CN code. */
  readonly commodityCode?: Maybe<Scalars['String']['output']>;
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly netMassMeasure?: Maybe<Measure>;
  readonly numberOfAnimals?: Maybe<Scalars['Int']['output']>;
  readonly numberOfPackages?: Maybe<Scalars['Int']['output']>;
  readonly speciesName?: Maybe<Scalars['String']['output']>;
};

/** A health entry document (CHED): notification, checks and decision. */
export type HealthEntryDocument = {
  readonly __typename?: 'HealthEntryDocument';
  /** Expected arrival at the point of entry. */
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Checks asked for or made, at most 200. */
  readonly checks?: Maybe<ReadonlyArray<SpsCheck>>;
  /** Commodities and species notified, at most 200. */
  readonly commodities?: Maybe<ReadonlyArray<HealthEntryCommodity>>;
  readonly consignorName?: Maybe<Scalars['String']['output']>;
  /** Decision as the inspector took it; null until then. */
  readonly decision?: Maybe<SpsDecision>;
  /** Declarations it is for, at most 200. */
  readonly declarations?: Maybe<ReadonlyArray<Declaration>>;
  /** Disease events in the country of origin for the species notified, at most 200. */
  readonly diseaseEvents?: Maybe<ReadonlyArray<DiseaseEvent>>;
  readonly importerName?: Maybe<Scalars['String']['output']>;
  /** Laboratory tests, at most 200. */
  readonly labTests?: Maybe<ReadonlyArray<LabTest>>;
  readonly officialInspectorName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly originCountryCode?: Maybe<Scalars['String']['output']>;
  /** Border control post. */
  readonly pointOfEntry?: Maybe<Scalars['String']['output']>;
  readonly reference?: Maybe<Scalars['ID']['output']>;
  readonly status?: Maybe<HealthEntryDocumentStatus>;
  /** A live animals, P products, PP plants, D feed and food. */
  readonly type?: Maybe<HealthEntryDocumentType>;
  /** Last change. */
  readonly updatedDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly version?: Maybe<Scalars['Int']['output']>;
};

export type HealthEntryDocumentStatus =
  | 'AMEND'
  | 'CANCELLED'
  | 'DELETED'
  | 'DRAFT'
  | 'IN_PROGRESS'
  | 'MODIFY'
  | 'PARTIALLY_REJECTED'
  | 'REJECTED'
  | 'REPLACED'
  | 'SPLIT_CONSIGNMENT'
  | 'SUBMITTED'
  | 'VALIDATED';

export type HealthEntryDocumentType =
  | 'A'
  | 'D'
  | 'P'
  | 'PP';

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

export type LabResult =
  | 'INCONCLUSIVE'
  | 'NOT_SATISFACTORY'
  | 'PENDING'
  | 'SATISFACTORY';

export type LabTest = {
  readonly __typename?: 'LabTest';
  readonly result?: Maybe<LabResult>;
  readonly sampleId?: Maybe<Scalars['ID']['output']>;
  readonly sampledDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly testName?: Maybe<Scalars['String']['output']>;
};

/** A number with a unit. The field that returns it says what it means and protects it. */
export type Measure = {
  readonly __typename?: 'Measure';
  /** UN/ECE Recommendation 20 code as stated (KGM kilogram, MTQ cubic metre, NAR number, LTR litre); null where the message states none. */
  readonly unitCode?: Maybe<Scalars['String']['output']>;
  readonly value?: Maybe<Scalars['Decimal']['output']>;
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
  readonly countryCode?: Maybe<Scalars['String']['output']>;
};

/** Relay page information. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Post = {
  readonly __typename?: 'Post';
  readonly locode: Scalars['ID']['output'];
  /** SPS' opening hours, at most 200. */
  readonly spsOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** Disease events in a country, newest confirmation first. */
  readonly diseaseEvents?: Maybe<DiseaseEventConnection>;
  /** An approved establishment by its approval number. */
  readonly establishment?: Maybe<Establishment>;
  /** An entry document (CHED) by its reference: `CHEDP.UG.2026.0000123`. */
  readonly healthEntryDocument?: Maybe<HealthEntryDocument>;
  /** A certificate by its issuing country and number; null where SPS holds none. */
  readonly spsCertificate?: Maybe<SpsCertificate>;
};


export type QueryDiseaseEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  country: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  since?: InputMaybe<Scalars['Date']['input']>;
  species?: InputMaybe<Scalars['String']['input']>;
};


export type QueryEstablishmentArgs = {
  approvalNumber: Scalars['ID']['input'];
};


export type QueryHealthEntryDocumentArgs = {
  reference: Scalars['ID']['input'];
};


export type QuerySpsCertificateArgs = {
  id: Scalars['ID']['input'];
  issuingCountry: Scalars['ID']['input'];
};

/** A sanitary, phytosanitary or veterinary certificate (UN/CEFACT SPSCertificate 17A). */
export type SpsCertificate = {
  readonly __typename?: 'SpsCertificate';
  readonly consigneeName?: Maybe<Scalars['String']['output']>;
  readonly consignorName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly exportCountryId?: Maybe<Scalars['String']['output']>;
  /** SPSExchangedDocument/ID. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly importCountryId?: Maybe<Scalars['String']['output']>;
  /** True where the certificate stands: issued, and neither withdrawn nor replaced. */
  readonly isValid?: Maybe<Scalars['Boolean']['output']>;
  readonly issueDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Issuing authority. */
  readonly issuerName?: Maybe<Scalars['String']['output']>;
  /** ISO 3166-1 alpha-2. */
  readonly issuingCountry?: Maybe<Scalars['ID']['output']>;
  /** Conveyance of the main carriage as stated. */
  readonly mainCarriageMeans?: Maybe<Scalars['String']['output']>;
  /** UN/ECE Recommendation 19 mode of the main carriage. */
  readonly mainCarriageModeCode?: Maybe<Scalars['String']['output']>;
  /** Notes of the document, at most 200, e.g. additional declarations (ADEDL). */
  readonly notes?: Maybe<ReadonlyArray<SpsNote>>;
  /** Documents it refers to, at most 200. */
  readonly referencedDocuments?: Maybe<ReadonlyArray<SpsReferencedDocument>>;
  /** Certificate of the same issuer that replaces this one; null where none is known. */
  readonly replacedById?: Maybe<Scalars['ID']['output']>;
  /** Who signed. */
  readonly signatoryName?: Maybe<Scalars['String']['output']>;
  /** UNTDID 1373: 70 issued; others as the issuer states. */
  readonly statusCode?: Maybe<Scalars['String']['output']>;
  /** The goods, at most 200. */
  readonly tradeLineItems?: Maybe<ReadonlyArray<SpsTradeLineItem>>;
  /** Countries on the way, at most 200. */
  readonly transitCountryIds?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** UNTDID 1001: 851 phytosanitary, 852 sanitary, 853 veterinary, 657 re-export phytosanitary. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
  /** Place of unloading as stated. */
  readonly unloadingBaseportLocation?: Maybe<Scalars['String']['output']>;
  /** Containers, at most 200. */
  readonly utilizedTransportEquipment?: Maybe<ReadonlyArray<SpsTransportEquipment>>;
};

export type SpsCheck = {
  readonly __typename?: 'SpsCheck';
  readonly checkedDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly result?: Maybe<SpsCheckResult>;
  readonly type?: Maybe<SpsCheckType>;
};

export type SpsCheckResult =
  | 'NOT_DONE'
  | 'NOT_SATISFACTORY'
  | 'SATISFACTORY';

export type SpsCheckType =
  | 'DOCUMENTARY'
  | 'IDENTITY'
  | 'PHYSICAL';

export type SpsClassification = {
  readonly __typename?: 'SpsClassification';
  readonly classCode?: Maybe<Scalars['String']['output']>;
  readonly className?: Maybe<Scalars['String']['output']>;
  /** HS, IPPCPCVP, IPPCPCC … */
  readonly systemName?: Maybe<Scalars['String']['output']>;
};

/** A check asked for at clearance and the decision on it (codes of the national customs and SPS services). */
export type SpsClearanceCheck = {
  readonly __typename?: 'SpsClearanceCheck';
  /** H221 live animals, H222 animal products, H223 high-risk food, H218 and H220 marketing standards, H219 plant health, H224 illegal fishing. */
  readonly checkCode?: Maybe<Scalars['String']['output']>;
  /** C02 to C08 may proceed, H01 and H02 hold, N01 to N07 not acceptable, E03 transit, X00 cannot decide. */
  readonly decisionCode?: Maybe<Scalars['String']['output']>;
  /** Department that checks. */
  readonly departmentCode?: Maybe<Scalars['String']['output']>;
  readonly documentCode?: Maybe<Scalars['ID']['output']>;
  readonly documentId?: Maybe<Scalars['ID']['output']>;
  /** Why it cannot be decided, e.g. E70. */
  readonly internalDecisionCode?: Maybe<Scalars['String']['output']>;
  /** Number of the item in its declaration. */
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
};

export type SpsDecision =
  | 'ACCEPTABLE'
  | 'NOT_ACCEPTABLE';

/** What SPS says of a document an item cites. Codes as used between customs and SPS. */
export type SpsDocumentCheck = {
  readonly __typename?: 'SpsDocumentCheck';
  readonly documentCode?: Maybe<Scalars['ID']['output']>;
  readonly documentId?: Maybe<Scalars['ID']['output']>;
  readonly match?: Maybe<SpsMatch>;
  /** What of the certified net mass is not yet used up by declarations; null where it has no mass. */
  readonly remainingQuantity?: Maybe<Measure>;
};

export type SpsMatch =
  /** E80: to be amended. */
  | 'AMEND'
  /** E71: cancelled. */
  | 'CANCELLED'
  /** E73: deleted. */
  | 'DELETED'
  /** Exists, stands, covers the item. */
  | 'MATCH'
  /** Not issued, or not decided yet. */
  | 'NOT_VALID'
  /** E70: no such document. */
  | 'NO_MATCH'
  /** E74: rejected in part. */
  | 'PARTIALLY_REJECTED'
  /** E30: the item's mass is more than what is left. */
  | 'QUANTITY_EXCEEDED'
  /** E72: replaced. */
  | 'REPLACED'
  /** E75: consignment split. */
  | 'SPLIT';

export type SpsNote = {
  readonly __typename?: 'SpsNote';
  /** Text in each language given, at most 200. */
  readonly content?: Maybe<ReadonlyArray<SpsText>>;
  /** Code of the subject. */
  readonly subject?: Maybe<Scalars['String']['output']>;
};

export type SpsPackage = {
  readonly __typename?: 'SpsPackage';
  readonly itemQuantity?: Maybe<Scalars['Int']['output']>;
  readonly levelCode?: Maybe<Scalars['String']['output']>;
  /** UN/ECE Recommendation 21. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

export type SpsProcess = {
  readonly __typename?: 'SpsProcess';
  readonly durationMeasure?: Maybe<Measure>;
  readonly endDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly startDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Kind of treatment as stated. */
  readonly typeCode?: Maybe<Scalars['String']['output']>;
};

/** A document that a certificate refers to; what is attached stays with SPS. */
export type SpsReferencedDocument = {
  readonly __typename?: 'SpsReferencedDocument';
  /** Name of the attached file. */
  readonly attachmentFileName?: Maybe<Scalars['String']['output']>;
  /** Size of the attached file in bytes. */
  readonly attachmentSizeBytes?: Maybe<Scalars['Int']['output']>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly information?: Maybe<ReadonlyArray<SpsText>>;
  readonly issueDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** UNTDID 1153 as stated: ZZZ mutually defined. */
  readonly relationshipTypeCode?: Maybe<Scalars['String']['output']>;
};

/** A text with its language. */
export type SpsText = {
  readonly __typename?: 'SpsText';
  /** ISO 639-1; null where the message states none. */
  readonly languageId?: Maybe<Scalars['String']['output']>;
  readonly text?: Maybe<Scalars['String']['output']>;
};

export type SpsTradeLineItem = {
  readonly __typename?: 'SpsTradeLineItem';
  /** At most 200. */
  readonly classifications?: Maybe<ReadonlyArray<SpsClassification>>;
  readonly commonName?: Maybe<Scalars['String']['output']>;
  /** In each language given, at most 200. */
  readonly description?: Maybe<ReadonlyArray<SpsText>>;
  readonly grossVolumeMeasure?: Maybe<Measure>;
  readonly grossWeightMeasure?: Maybe<Measure>;
  readonly intendedUse?: Maybe<Scalars['String']['output']>;
  readonly netVolumeMeasure?: Maybe<Measure>;
  readonly netWeightMeasure?: Maybe<Measure>;
  /** ISO 3166-1 alpha-2, at most 200. */
  readonly originCountryIds?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** At most 200. */
  readonly packages?: Maybe<ReadonlyArray<SpsPackage>>;
  /** Treatments, at most 200. */
  readonly processes?: Maybe<ReadonlyArray<SpsProcess>>;
  readonly scientificName?: Maybe<Scalars['String']['output']>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
};

export type SpsTransportEquipment = {
  readonly __typename?: 'SpsTransportEquipment';
  /** Container number (ISO 6346) or trailer registration as stated. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** At most 200. */
  readonly sealIds?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
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
  BorderMovement: BorderMovement;
  Clearance: Clearance;
  Declaration: Declaration;
  DiseaseEvent: DiseaseEvent;
  Establishment: Establishment;
  GovernmentAgencyGoodsItem: GovernmentAgencyGoodsItem;
  HealthEntryDocument: HealthEntryDocument;
  Post: Post;
  SpsCertificate: SpsCertificate;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AdditionalDocument:
    ( { __typename: 'AdditionalDocument' }
    & GraphQLRecursivePick<FederationTypes['AdditionalDocument'], {"documentCode":true,"id":true}> );
  BorderMovement:
    ( { __typename: 'BorderMovement' }
    & GraphQLRecursivePick<FederationTypes['BorderMovement'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"declarations":{"mrn":true}}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"declarations":{"mrn":true}}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"declarations":{"mrn":true}}> ) );
  Clearance:
    ( { __typename: 'Clearance' }
    & GraphQLRecursivePick<FederationTypes['Clearance'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Clearance'], {"declarations":{"mrn":true}}> ) );
  Declaration:
    ( { __typename: 'Declaration' }
    & GraphQLRecursivePick<FederationTypes['Declaration'], {"mrn":true}> );
  DiseaseEvent:
    ( { __typename: 'DiseaseEvent' }
    & GraphQLRecursivePick<FederationTypes['DiseaseEvent'], {"eventId":true,"outbreakId":true}> );
  Establishment:
    ( { __typename: 'Establishment' }
    & GraphQLRecursivePick<FederationTypes['Establishment'], {"approvalNumber":true}> );
  GovernmentAgencyGoodsItem:
    ( { __typename: 'GovernmentAgencyGoodsItem' }
    & GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"mrn":true,"sequenceNumeric":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"origins":{"countryCode":true}}>
        | GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"origins":{"countryCode":true},"additionalDocuments":{"documentCode":true,"id":true},"commodity":{"netNetWeightMeasure":{"value":true,"unitCode":true}}}>
        | GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"additionalDocuments":{"documentCode":true,"id":true},"commodity":{"netNetWeightMeasure":{"value":true,"unitCode":true}}}> ) );
  HealthEntryDocument:
    ( { __typename: 'HealthEntryDocument' }
    & GraphQLRecursivePick<FederationTypes['HealthEntryDocument'], {"reference":true}> );
  Post:
    ( { __typename: 'Post' }
    & GraphQLRecursivePick<FederationTypes['Post'], {"locode":true}> );
  SpsCertificate:
    ( { __typename: 'SpsCertificate' }
    & GraphQLRecursivePick<FederationTypes['SpsCertificate'], {"issuingCountry":true,"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdditionalDocument: ResolverTypeWrapper<Omit<AdditionalDocument, 'healthEntryDocument' | 'spsCertificate'> & { healthEntryDocument?: Maybe<ResolversTypes['HealthEntryDocument']>, spsCertificate?: Maybe<ResolversTypes['SpsCertificate']> }>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BorderMovement: ResolverTypeWrapper<DeclaredInputs>;
  Clearance: ResolverTypeWrapper<DeclaredInputs>;
  Commodity: ResolverTypeWrapper<Commodity>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  Declaration: ResolverTypeWrapper<DeclarationKey>;
  DiseaseEvent: ResolverTypeWrapper<DiseaseEvent>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DiseaseEventConnection: ResolverTypeWrapper<DiseaseEventConnection>;
  DiseaseEventEdge: ResolverTypeWrapper<DiseaseEventEdge>;
  Establishment: ResolverTypeWrapper<Establishment>;
  GoodsMovement: ResolverTypeWrapper<GoodsMovement>;
  GovernmentAgencyGoodsItem: ResolverTypeWrapper<ItemInputs>;
  HealthEntryCommodity: ResolverTypeWrapper<HealthEntryCommodity>;
  HealthEntryDocument: ResolverTypeWrapper<EntryDocument>;
  HealthEntryDocumentStatus: HealthEntryDocumentStatus;
  HealthEntryDocumentType: HealthEntryDocumentType;
  Hold: ResolverTypeWrapper<Hold>;
  HoldScope: HoldScope;
  LabResult: LabResult;
  LabTest: ResolverTypeWrapper<LabTest>;
  Measure: ResolverTypeWrapper<Measure>;
  OfficeHours: ResolverTypeWrapper<OfficeHours>;
  Origin: ResolverTypeWrapper<Origin>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Post: ResolverTypeWrapper<Post>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SpsCertificate: ResolverTypeWrapper<Certificate>;
  SpsCheck: ResolverTypeWrapper<SpsCheck>;
  SpsCheckResult: SpsCheckResult;
  SpsCheckType: SpsCheckType;
  SpsClassification: ResolverTypeWrapper<SpsClassification>;
  SpsClearanceCheck: ResolverTypeWrapper<SpsClearanceCheck>;
  SpsDecision: SpsDecision;
  SpsDocumentCheck: ResolverTypeWrapper<SpsDocumentCheck>;
  SpsMatch: SpsMatch;
  SpsNote: ResolverTypeWrapper<SpsNote>;
  SpsPackage: ResolverTypeWrapper<SpsPackage>;
  SpsProcess: ResolverTypeWrapper<SpsProcess>;
  SpsReferencedDocument: ResolverTypeWrapper<SpsReferencedDocument>;
  SpsText: ResolverTypeWrapper<SpsText>;
  SpsTradeLineItem: ResolverTypeWrapper<SpsTradeLineItem>;
  SpsTransportEquipment: ResolverTypeWrapper<SpsTransportEquipment>;
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
  AdditionalDocument: Omit<AdditionalDocument, 'healthEntryDocument' | 'spsCertificate'> & { healthEntryDocument?: Maybe<ResolversParentTypes['HealthEntryDocument']>, spsCertificate?: Maybe<ResolversParentTypes['SpsCertificate']> } | FederationReferenceTypes['AdditionalDocument'];
  ID: Scalars['ID']['output'];
  BorderMovement: DeclaredInputs;
  Clearance: DeclaredInputs;
  Commodity: Commodity;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  Declaration: DeclarationKey;
  DiseaseEvent: DiseaseEvent | FederationReferenceTypes['DiseaseEvent'];
  Int: Scalars['Int']['output'];
  Float: Scalars['Float']['output'];
  DiseaseEventConnection: DiseaseEventConnection;
  DiseaseEventEdge: DiseaseEventEdge;
  Establishment: Establishment | FederationReferenceTypes['Establishment'];
  GoodsMovement: GoodsMovement;
  GovernmentAgencyGoodsItem: ItemInputs;
  HealthEntryCommodity: HealthEntryCommodity;
  HealthEntryDocument: EntryDocument;
  Hold: Hold;
  LabTest: LabTest;
  Measure: Measure;
  OfficeHours: OfficeHours;
  Origin: Origin;
  PageInfo: PageInfo;
  Post: Post | FederationReferenceTypes['Post'];
  Query: Record<PropertyKey, never>;
  SpsCertificate: Certificate;
  SpsCheck: SpsCheck;
  SpsClassification: SpsClassification;
  SpsClearanceCheck: SpsClearanceCheck;
  SpsDocumentCheck: SpsDocumentCheck;
  SpsNote: SpsNote;
  SpsPackage: SpsPackage;
  SpsProcess: SpsProcess;
  SpsReferencedDocument: SpsReferencedDocument;
  SpsText: SpsText;
  SpsTradeLineItem: SpsTradeLineItem;
  SpsTransportEquipment: SpsTransportEquipment;
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
  documentCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  healthEntryDocument?: Resolver<Maybe<ResolversTypes['HealthEntryDocument']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  spsCertificate?: Resolver<Maybe<ResolversTypes['SpsCertificate']>, ParentType, ContextType>;
};

export type BorderMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovement'] = ResolversParentTypes['BorderMovement'], FederationReferenceType extends FederationReferenceTypes['BorderMovement'] = FederationReferenceTypes['BorderMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BorderMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  healthEntryDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HealthEntryDocument']>>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  spsHolds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Hold']>>, ParentType, ContextType>;
};

export type ClearanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Clearance'] = ResolversParentTypes['Clearance'], FederationReferenceType extends FederationReferenceTypes['Clearance'] = FederationReferenceTypes['Clearance']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Clearance']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  spsHolds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Hold']>>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeclarationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Declaration'] = ResolversParentTypes['Declaration'], FederationReferenceType extends FederationReferenceTypes['Declaration'] = FederationReferenceTypes['Declaration']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Declaration']> | FederationReferenceType, FederationReferenceType, ContextType>;
  goodsMovements?: Resolver<Maybe<ReadonlyArray<ResolversTypes['GoodsMovement']>>, ParentType, ContextType>;
  healthEntryDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HealthEntryDocument']>>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  spsClearanceChecks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsClearanceCheck']>>, ParentType, ContextType>;
};

export type DiseaseEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiseaseEvent'] = ResolversParentTypes['DiseaseEvent'], FederationReferenceType extends FederationReferenceTypes['DiseaseEvent'] = FederationReferenceTypes['DiseaseEvent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DiseaseEvent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  adminArea?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cases?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  confirmedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deaths?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  disease?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  latitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  longitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  outbreakId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  protectionZoneKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  resolvedDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  serotype?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  species?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  surveillanceZoneKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type DiseaseEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiseaseEventConnection'] = ResolversParentTypes['DiseaseEventConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DiseaseEventEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DiseaseEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DiseaseEventEdge'] = ResolversParentTypes['DiseaseEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DiseaseEvent']>, ParentType, ContextType>;
};

export type EstablishmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Establishment'] = ResolversParentTypes['Establishment'], FederationReferenceType extends FederationReferenceTypes['Establishment'] = FederationReferenceTypes['Establishment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Establishment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  approvalNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  longitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GoodsMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GoodsMovement'] = ResolversParentTypes['GoodsMovement']> = {
  containerIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gmrId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trailerRegistrationIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  updatedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  vehicleRegistrationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type GovernmentAgencyGoodsItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentAgencyGoodsItem'] = ResolversParentTypes['GovernmentAgencyGoodsItem'], FederationReferenceType extends FederationReferenceTypes['GovernmentAgencyGoodsItem'] = FederationReferenceTypes['GovernmentAgencyGoodsItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['GovernmentAgencyGoodsItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  diseaseEvents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DiseaseEvent']>>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  spsDocumentChecks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsDocumentCheck']>>, ParentType, ContextType>;
};

export type HealthEntryCommodityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthEntryCommodity'] = ResolversParentTypes['HealthEntryCommodity']> = {
  commodityCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  netMassMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  numberOfAnimals?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  numberOfPackages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  speciesName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type HealthEntryDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HealthEntryDocument'] = ResolversParentTypes['HealthEntryDocument'], FederationReferenceType extends FederationReferenceTypes['HealthEntryDocument'] = FederationReferenceTypes['HealthEntryDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['HealthEntryDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  arrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  checks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsCheck']>>, ParentType, ContextType>;
  commodities?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HealthEntryCommodity']>>, ParentType, ContextType>;
  consignorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['SpsDecision']>, ParentType, ContextType>;
  declarations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Declaration']>>, ParentType, ContextType>;
  diseaseEvents?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DiseaseEvent']>>, ParentType, ContextType>;
  importerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  labTests?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LabTest']>>, ParentType, ContextType>;
  officialInspectorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  originCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pointOfEntry?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['HealthEntryDocumentStatus']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['HealthEntryDocumentType']>, ParentType, ContextType>;
  updatedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type HoldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Hold'] = ResolversParentTypes['Hold']> = {
  agency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reasonCategory?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<Maybe<ResolversTypes['HoldScope']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type LabTestResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LabTest'] = ResolversParentTypes['LabTest']> = {
  result?: Resolver<Maybe<ResolversTypes['LabResult']>, ParentType, ContextType>;
  sampleId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sampledDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  testName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type MeasureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Measure'] = ResolversParentTypes['Measure']> = {
  unitCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Decimal']>, ParentType, ContextType>;
};

export type OfficeHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OfficeHours'] = ResolversParentTypes['OfficeHours']> = {
  closes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  opens?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  weekday?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'], FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  locode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  spsOfficeHours?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OfficeHours']>>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  diseaseEvents?: Resolver<Maybe<ResolversTypes['DiseaseEventConnection']>, ParentType, ContextType, RequireFields<QueryDiseaseEventsArgs, 'country' | 'first'>>;
  establishment?: Resolver<Maybe<ResolversTypes['Establishment']>, ParentType, ContextType, RequireFields<QueryEstablishmentArgs, 'approvalNumber'>>;
  healthEntryDocument?: Resolver<Maybe<ResolversTypes['HealthEntryDocument']>, ParentType, ContextType, RequireFields<QueryHealthEntryDocumentArgs, 'reference'>>;
  spsCertificate?: Resolver<Maybe<ResolversTypes['SpsCertificate']>, ParentType, ContextType, RequireFields<QuerySpsCertificateArgs, 'id' | 'issuingCountry'>>;
};

export type SpsCertificateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsCertificate'] = ResolversParentTypes['SpsCertificate'], FederationReferenceType extends FederationReferenceTypes['SpsCertificate'] = FederationReferenceTypes['SpsCertificate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SpsCertificate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  consigneeName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  consignorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exportCountryId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  importCountryId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isValid?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  issuerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuingCountry?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  mainCarriageMeans?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  mainCarriageModeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsNote']>>, ParentType, ContextType>;
  referencedDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsReferencedDocument']>>, ParentType, ContextType>;
  replacedById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  signatoryName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  statusCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tradeLineItems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsTradeLineItem']>>, ParentType, ContextType>;
  transitCountryIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unloadingBaseportLocation?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  utilizedTransportEquipment?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsTransportEquipment']>>, ParentType, ContextType>;
};

export type SpsCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsCheck'] = ResolversParentTypes['SpsCheck']> = {
  checkedDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['SpsCheckResult']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['SpsCheckType']>, ParentType, ContextType>;
};

export type SpsClassificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsClassification'] = ResolversParentTypes['SpsClassification']> = {
  classCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  className?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  systemName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsClearanceCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsClearanceCheck'] = ResolversParentTypes['SpsClearanceCheck']> = {
  checkCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  departmentCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documentCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  internalDecisionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SpsDocumentCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsDocumentCheck'] = ResolversParentTypes['SpsDocumentCheck']> = {
  documentCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['SpsMatch']>, ParentType, ContextType>;
  remainingQuantity?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
};

export type SpsNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsNote'] = ResolversParentTypes['SpsNote']> = {
  content?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsText']>>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsPackageResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsPackage'] = ResolversParentTypes['SpsPackage']> = {
  itemQuantity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  levelCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsProcessResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsProcess'] = ResolversParentTypes['SpsProcess']> = {
  durationMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  endDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  typeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsReferencedDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsReferencedDocument'] = ResolversParentTypes['SpsReferencedDocument']> = {
  attachmentFileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attachmentSizeBytes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  information?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsText']>>, ParentType, ContextType>;
  issueDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  relationshipTypeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsTextResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsText'] = ResolversParentTypes['SpsText']> = {
  languageId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  text?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SpsTradeLineItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsTradeLineItem'] = ResolversParentTypes['SpsTradeLineItem']> = {
  classifications?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsClassification']>>, ParentType, ContextType>;
  commonName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsText']>>, ParentType, ContextType>;
  grossVolumeMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  grossWeightMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  intendedUse?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  netVolumeMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  netWeightMeasure?: Resolver<Maybe<ResolversTypes['Measure']>, ParentType, ContextType>;
  originCountryIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  packages?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsPackage']>>, ParentType, ContextType>;
  processes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SpsProcess']>>, ParentType, ContextType>;
  scientificName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SpsTransportEquipmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SpsTransportEquipment'] = ResolversParentTypes['SpsTransportEquipment']> = {
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sealIds?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  AdditionalDocument?: AdditionalDocumentResolvers<ContextType>;
  BorderMovement?: BorderMovementResolvers<ContextType>;
  Clearance?: ClearanceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  Declaration?: DeclarationResolvers<ContextType>;
  DiseaseEvent?: DiseaseEventResolvers<ContextType>;
  DiseaseEventConnection?: DiseaseEventConnectionResolvers<ContextType>;
  DiseaseEventEdge?: DiseaseEventEdgeResolvers<ContextType>;
  Establishment?: EstablishmentResolvers<ContextType>;
  GoodsMovement?: GoodsMovementResolvers<ContextType>;
  GovernmentAgencyGoodsItem?: GovernmentAgencyGoodsItemResolvers<ContextType>;
  HealthEntryCommodity?: HealthEntryCommodityResolvers<ContextType>;
  HealthEntryDocument?: HealthEntryDocumentResolvers<ContextType>;
  Hold?: HoldResolvers<ContextType>;
  LabTest?: LabTestResolvers<ContextType>;
  Measure?: MeasureResolvers<ContextType>;
  OfficeHours?: OfficeHoursResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SpsCertificate?: SpsCertificateResolvers<ContextType>;
  SpsCheck?: SpsCheckResolvers<ContextType>;
  SpsClassification?: SpsClassificationResolvers<ContextType>;
  SpsClearanceCheck?: SpsClearanceCheckResolvers<ContextType>;
  SpsDocumentCheck?: SpsDocumentCheckResolvers<ContextType>;
  SpsNote?: SpsNoteResolvers<ContextType>;
  SpsPackage?: SpsPackageResolvers<ContextType>;
  SpsProcess?: SpsProcessResolvers<ContextType>;
  SpsReferencedDocument?: SpsReferencedDocumentResolvers<ContextType>;
  SpsText?: SpsTextResolvers<ContextType>;
  SpsTradeLineItem?: SpsTradeLineItemResolvers<ContextType>;
  SpsTransportEquipment?: SpsTransportEquipmentResolvers<ContextType>;
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
