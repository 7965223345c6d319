import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DocumentKey, VehicleKey, StolenLostDocumentEntry, StolenVehicleEntry, MovementInputs, Hit, Context } from '../data.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
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
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/**
 * An overt alert about a person. What the person is in the matter decides who reads it (LED art. 6): whoever is to be
 * protected, or heard as a witness, is never shown as one who is looked for.
 */
export type Alert = {
  readonly __typename?: 'Alert';
  readonly actionToTake?: Maybe<Scalars['String']['output']>;
  readonly alertId?: Maybe<Scalars['ID']['output']>;
  /** How well the source and the information are known, 4 x 4: A1 the surest, X4 unknown. */
  readonly evaluationCode?: Maybe<Scalars['String']['output']>;
  readonly informationBasis?: Maybe<InformationBasis>;
  /** What is said of the person. Ask for informationBasis and evaluationCode beside it: it is shown with these alone. */
  readonly statement?: Maybe<Scalars['String']['output']>;
  readonly subjectCategory?: Maybe<SubjectCategory>;
  /** Its last day. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

export type BorderMovement = {
  readonly __typename?: 'BorderMovement';
  readonly crewDocuments?: Maybe<ReadonlyArray<TravelDocument>>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** The highest band of its vehicles and its crew's documents, covert alerts left out. */
  readonly policeBand?: Maybe<HitBand>;
  readonly vehicles?: Maybe<ReadonlyArray<Vehicle>>;
};

/** What the register of cases says to one question: nothing of what the case is about, and of no other officer. */
export type CaseReference = {
  readonly __typename?: 'CaseReference';
  readonly isAssigned?: Maybe<Scalars['Boolean']['output']>;
  readonly status?: Maybe<CaseStatus>;
};

export type CaseStatus =
  | 'CLOSED'
  | 'OPEN';

export type FraudType =
  | 'INVALID'
  | 'LOST'
  | 'REVOKED'
  | 'STOLEN'
  | 'STOLEN_BLANK';

/** How certain a hit is. */
export type HitBand =
  /** Exact match on document or registration. */
  | 'CONFIRMED'
  /** No hit. */
  | 'NONE'
  /** Something fits in part (a name, a damaged number): a person must look. */
  | 'POSSIBLE';

/** Answer of the hit/no-hit search: whether, what to do, whom to ask. The reason stays with the owner of the alert. */
export type HitResponse = {
  readonly __typename?: 'HitResponse';
  /** Action to take, overt alerts only, e.g. `Keep the document and call the desk`. */
  readonly actionToTake?: Maybe<Scalars['String']['output']>;
  readonly band?: Maybe<HitBand>;
  /** Desk that answers questions. */
  readonly contactDesk?: Maybe<Scalars['String']['output']>;
  /** Reference of this answer; the desk finds the search by it. */
  readonly decisionId?: Maybe<Scalars['ID']['output']>;
};

/** Whether something is so or is thought to be (LED art. 7). */
export type InformationBasis =
  | 'ASSESSMENT'
  | 'FACT';

export type Query = {
  readonly __typename?: 'Query';
  /** Whether a case is open and an officer assigned to it; null: there is none. Asked by the hub alone, never by a caller. */
  readonly caseReference?: Maybe<CaseReference>;
  /** Hit or no hit for a travel document; no reason is given. */
  readonly documentHit?: Maybe<HitResponse>;
  /** Hit or no hit for a vehicle; no reason is given. */
  readonly vehicleHit?: Maybe<HitResponse>;
};


export type QueryCaseReferenceArgs = {
  agency: Scalars['ID']['input'];
  id: Scalars['ID']['input'];
  officer: Scalars['ID']['input'];
};


export type QueryDocumentHitArgs = {
  documentNumber: Scalars['ID']['input'];
  documentType: Scalars['ID']['input'];
  issuingState: Scalars['ID']['input'];
};


export type QueryVehicleHitArgs = {
  registrationId: Scalars['ID']['input'];
  registrationNationalityCode: Scalars['ID']['input'];
};

/** A document reported stolen, lost, revoked or invalid (INTERPOL SLTD). It names no holder. */
export type StolenLostDocument = {
  readonly __typename?: 'StolenLostDocument';
  readonly documentNumber?: Maybe<Scalars['ID']['output']>;
  /** P passport, I identity card, V visa. */
  readonly documentType?: Maybe<Scalars['ID']['output']>;
  /** Date of expiry of the document. */
  readonly expiryDate?: Maybe<Scalars['Date']['output']>;
  /** Kind of report. */
  readonly fraudType?: Maybe<FraudType>;
  /** Date of issue of the document. */
  readonly issueDate?: Maybe<Scalars['Date']['output']>;
  /** ICAO 9303-3 code of three letters. */
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
  /** Reference of the reporting office. */
  readonly nationalReference?: Maybe<Scalars['ID']['output']>;
  /** The entry is reviewed or ends then, ten years after it was made. */
  readonly reviewDate?: Maybe<Scalars['Date']['output']>;
  /** Country of theft or loss, ISO 3166-1 alpha-2. */
  readonly theftCountryCode?: Maybe<Scalars['String']['output']>;
  /** Date of theft or loss. */
  readonly theftDate?: Maybe<Scalars['Date']['output']>;
};

/** A vehicle reported stolen (INTERPOL SMV). */
export type StolenVehicle = {
  readonly __typename?: 'StolenVehicle';
  readonly colour?: Maybe<Scalars['String']['output']>;
  readonly make?: Maybe<Scalars['String']['output']>;
  readonly model?: Maybe<Scalars['String']['output']>;
  /** Country whose bureau owns the entry, ISO 3166-1 alpha-2. */
  readonly ownerCountryCode?: Maybe<Scalars['String']['output']>;
  readonly registrationId?: Maybe<Scalars['ID']['output']>;
  /** State of registration, ISO 3166-1 alpha-2. */
  readonly registrationNationalityCode?: Maybe<Scalars['ID']['output']>;
  readonly theftDate?: Maybe<Scalars['Date']['output']>;
  /** Vehicle identification number, ISO 3779, 17 characters. */
  readonly vin?: Maybe<Scalars['ID']['output']>;
  /** Year of make. */
  readonly year?: Maybe<Scalars['Int']['output']>;
};

/** What a person is in a matter (LED art. 6). */
export type SubjectCategory =
  | 'CONVICTED'
  | 'OTHER'
  | 'SUSPECT'
  | 'VICTIM'
  | 'WITNESS';

export type TravelDocument = {
  readonly __typename?: 'TravelDocument';
  /** Overt alerts about the person it names, at most 200. */
  readonly alerts?: Maybe<ReadonlyArray<Alert>>;
  readonly documentNumber?: Maybe<Scalars['ID']['output']>;
  readonly documentType?: Maybe<Scalars['ID']['output']>;
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
  /** Hit or no hit on the document. */
  readonly policeBand?: Maybe<HitBand>;
  /** Entry in the register of lost and stolen documents; null where there is none. */
  readonly stolenLost?: Maybe<StolenLostDocument>;
};

export type Vehicle = {
  readonly __typename?: 'Vehicle';
  /** Hit or no hit on the vehicle. */
  readonly policeBand?: Maybe<HitBand>;
  readonly registrationId?: Maybe<Scalars['ID']['output']>;
  readonly registrationNationalityCode?: Maybe<Scalars['ID']['output']>;
  /** Entry in the register of stolen vehicles; null where there is none. */
  readonly stolenVehicle?: Maybe<StolenVehicle>;
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
  BorderMovement: BorderMovement;
  StolenVehicle: StolenVehicle;
  TravelDocument: TravelDocument;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  BorderMovement:
    ( { __typename: 'BorderMovement' }
    & GraphQLRecursivePick<FederationTypes['BorderMovement'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"vehicles":{"registrationNationalityCode":true,"registrationId":true},"crewDocuments":{"documentNumber":true,"issuingState":true,"documentType":true}}> ) );
  StolenVehicle:
    ( { __typename: 'StolenVehicle' }
    & GraphQLRecursivePick<FederationTypes['StolenVehicle'], {"vin":true}> );
  TravelDocument:
    ( { __typename: 'TravelDocument' }
    & GraphQLRecursivePick<FederationTypes['TravelDocument'], {"documentNumber":true,"issuingState":true,"documentType":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"registrationNationalityCode":true,"registrationId":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Alert: ResolverTypeWrapper<Alert>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BorderMovement: ResolverTypeWrapper<MovementInputs>;
  CaseReference: ResolverTypeWrapper<CaseReference>;
  CaseStatus: CaseStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  FraudType: FraudType;
  HitBand: HitBand;
  HitResponse: ResolverTypeWrapper<Hit>;
  InformationBasis: InformationBasis;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  StolenLostDocument: ResolverTypeWrapper<StolenLostDocumentEntry>;
  StolenVehicle: ResolverTypeWrapper<StolenVehicleEntry>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  SubjectCategory: SubjectCategory;
  TravelDocument: ResolverTypeWrapper<DocumentKey>;
  Vehicle: ResolverTypeWrapper<VehicleKey>;
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
  Alert: Alert;
  ID: Scalars['ID']['output'];
  BorderMovement: MovementInputs;
  CaseReference: CaseReference;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  HitResponse: Hit;
  Query: Record<PropertyKey, never>;
  StolenLostDocument: StolenLostDocumentEntry;
  StolenVehicle: StolenVehicleEntry;
  Int: Scalars['Int']['output'];
  TravelDocument: DocumentKey;
  Vehicle: VehicleKey;
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

export type AlertResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alert'] = ResolversParentTypes['Alert']> = {
  actionToTake?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alertId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  evaluationCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  informationBasis?: Resolver<Maybe<ResolversTypes['InformationBasis']>, ParentType, ContextType>;
  statement?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjectCategory?: Resolver<Maybe<ResolversTypes['SubjectCategory']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type BorderMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovement'] = ResolversParentTypes['BorderMovement'], FederationReferenceType extends FederationReferenceTypes['BorderMovement'] = FederationReferenceTypes['BorderMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BorderMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  policeBand?: Resolver<Maybe<ResolversTypes['HitBand']>, ParentType, ContextType>;
};

export type CaseReferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CaseReference'] = ResolversParentTypes['CaseReference']> = {
  isAssigned?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['CaseStatus']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type HitResponseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HitResponse'] = ResolversParentTypes['HitResponse']> = {
  actionToTake?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  band?: Resolver<Maybe<ResolversTypes['HitBand']>, ParentType, ContextType>;
  contactDesk?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decisionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  caseReference?: Resolver<Maybe<ResolversTypes['CaseReference']>, ParentType, ContextType, RequireFields<QueryCaseReferenceArgs, 'agency' | 'id' | 'officer'>>;
  documentHit?: Resolver<Maybe<ResolversTypes['HitResponse']>, ParentType, ContextType, RequireFields<QueryDocumentHitArgs, 'documentNumber' | 'documentType' | 'issuingState'>>;
  vehicleHit?: Resolver<Maybe<ResolversTypes['HitResponse']>, ParentType, ContextType, RequireFields<QueryVehicleHitArgs, 'registrationId' | 'registrationNationalityCode'>>;
};

export type StolenLostDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StolenLostDocument'] = ResolversParentTypes['StolenLostDocument']> = {
  documentNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expiryDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  fraudType?: Resolver<Maybe<ResolversTypes['FraudType']>, ParentType, ContextType>;
  issueDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  nationalReference?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reviewDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  theftCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  theftDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type StolenVehicleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StolenVehicle'] = ResolversParentTypes['StolenVehicle'], FederationReferenceType extends FederationReferenceTypes['StolenVehicle'] = FederationReferenceTypes['StolenVehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['StolenVehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  colour?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  make?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  ownerCountryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  registrationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  theftDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  vin?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  year?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TravelDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TravelDocument'] = ResolversParentTypes['TravelDocument'], FederationReferenceType extends FederationReferenceTypes['TravelDocument'] = FederationReferenceTypes['TravelDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TravelDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  alerts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Alert']>>, ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  policeBand?: Resolver<Maybe<ResolversTypes['HitBand']>, ParentType, ContextType>;
  stolenLost?: Resolver<Maybe<ResolversTypes['StolenLostDocument']>, ParentType, ContextType>;
};

export type VehicleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  policeBand?: Resolver<Maybe<ResolversTypes['HitBand']>, ParentType, ContextType>;
  registrationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  stolenVehicle?: Resolver<Maybe<ResolversTypes['StolenVehicle']>, ParentType, ContextType>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  Alert?: AlertResolvers<ContextType>;
  BorderMovement?: BorderMovementResolvers<ContextType>;
  CaseReference?: CaseReferenceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  HitResponse?: HitResponseResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  StolenLostDocument?: StolenLostDocumentResolvers<ContextType>;
  StolenVehicle?: StolenVehicleResolvers<ContextType>;
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
