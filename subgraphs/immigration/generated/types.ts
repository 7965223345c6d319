import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DocumentRow, TravellerRow, ZoneRow, ApiRecordRow, ApiRecordConnectionRow, EntryExitRow, EntryExitConnectionRow, VisaRow, VehicleKey, CrossingRow, CrossingConnectionRow, MovementRow, ArrivalsRow, PostKey, Context } from '../data.ts';
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
  /** Date of the proleptic Gregorian calendar with the precision that is known or released (ISO 8601-1 5.2.2): `1990-05-17`, `1990-05`, `1990`. */
  PartialDate: { input: string; output: string; }
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A passenger or crew member as announced by the carrier (PAXLST). */
export type ApiRecord = {
  readonly __typename?: 'ApiRecord';
  readonly birthDate?: Maybe<Scalars['PartialDate']['output']>;
  /** IATA code of the place of debarkation. */
  readonly debarkationLocationId?: Maybe<Scalars['String']['output']>;
  /** IATA code of the place of embarkation. */
  readonly embarkationLocationId?: Maybe<Scalars['String']['output']>;
  readonly givenNames?: Maybe<Scalars['String']['output']>;
  /** True where the person may be under 18 today, as far as the date of birth is announced. */
  readonly isMinor?: Maybe<Scalars['Boolean']['output']>;
  readonly nationality?: Maybe<Scalars['String']['output']>;
  /** FL passenger, FM crew. */
  readonly partyFunctionCode?: Maybe<Scalars['String']['output']>;
  /** Reservation locator. */
  readonly passengerNameRecordLocator?: Maybe<Scalars['ID']['output']>;
  /** UN/EDIFACT ATT: M, F, X. */
  readonly sex?: Maybe<Scalars['String']['output']>;
  readonly surname?: Maybe<Scalars['String']['output']>;
  readonly travelDocuments?: Maybe<ReadonlyArray<TravelDocument>>;
};

export type ApiRecordConnection = {
  readonly __typename?: 'ApiRecordConnection';
  readonly edges?: Maybe<ReadonlyArray<ApiRecordEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type ApiRecordEdge = {
  readonly __typename?: 'ApiRecordEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<ApiRecord>;
};

export type Arrivals = {
  readonly __typename?: 'Arrivals';
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly immigrationArrivalCount?: Maybe<Scalars['Int']['output']>;
  /** Flights that carriers announce in the window, by arrival, at most one page and one more. */
  readonly immigrationArrivals?: Maybe<ReadonlyArray<ExpectedArrival>>;
};

/**
 * An application for asylum. Nobody who acts for the state that is fled from is ever told of it (1951 Convention; Regulation
 * (EU) 2024/1348 art. 7).
 */
export type AsylumApplication = {
  readonly __typename?: 'AsylumApplication';
  /** The state that is fled from, ISO 3166-1 alpha-2. */
  readonly countryOfOrigin?: Maybe<Scalars['String']['output']>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly lodgedOn?: Maybe<Scalars['Date']['output']>;
  readonly status?: Maybe<AsylumStatus>;
};

export type AsylumStatus =
  | 'GRANTED'
  | 'LODGED'
  | 'REJECTED'
  | 'WITHDRAWN';

export type BorderMovement = {
  readonly __typename?: 'BorderMovement';
  /** Passengers and crew announced by the carrier. */
  readonly apiRecords?: Maybe<ApiRecordConnection>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** Expected arrival as the carrier announced it (PAXLST); null where it announced nothing. */
  readonly immigrationArrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
};


export type BorderMovementApiRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type CheckDigitVerdict = {
  readonly __typename?: 'CheckDigitVerdict';
  /** documentNumber, birthDate, expiryDate, optionalData or composite. */
  readonly field?: Maybe<Scalars['String']['output']>;
  readonly isValid?: Maybe<Scalars['Boolean']['output']>;
};

/** A person's crossing in a vehicle or on foot, kept for three years from it like an entry or exit. */
export type Crossing = {
  readonly __typename?: 'Crossing';
  readonly dateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly direction?: Maybe<CrossingDirection>;
  /** True where the person may be under 18 today, as far as the date of birth is known. */
  readonly isMinor?: Maybe<Scalars['Boolean']['output']>;
  readonly lane?: Maybe<Scalars['String']['output']>;
  /** UN/LOCODE of the post. */
  readonly post?: Maybe<Scalars['ID']['output']>;
  readonly travelDocument?: Maybe<TravelDocument>;
  readonly vehicle?: Maybe<Vehicle>;
};

export type CrossingConnection = {
  readonly __typename?: 'CrossingConnection';
  readonly edges?: Maybe<ReadonlyArray<CrossingEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type CrossingDirection =
  | 'ENTRY'
  | 'EXIT';

export type CrossingEdge = {
  readonly __typename?: 'CrossingEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<Crossing>;
};

/** An entry or exit, kept for three years from it as in the Entry/Exit System (Regulation (EU) 2017/2226 art. 34). */
export type EntryExitRecord = {
  readonly __typename?: 'EntryExitRecord';
  /** Days granted at entry. */
  readonly authorisedDays?: Maybe<Scalars['Int']['output']>;
  readonly dateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly direction?: Maybe<CrossingDirection>;
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly isRefused?: Maybe<Scalars['Boolean']['output']>;
  /** UN/LOCODE of the post. */
  readonly post?: Maybe<Scalars['ID']['output']>;
  /** Letters A to I of the standard form of refusal. */
  readonly refusalReason?: Maybe<Scalars['String']['output']>;
};

export type EntryExitRecordConnection = {
  readonly __typename?: 'EntryExitRecordConnection';
  readonly edges?: Maybe<ReadonlyArray<EntryExitRecordEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type EntryExitRecordEdge = {
  readonly __typename?: 'EntryExitRecordEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<EntryExitRecord>;
};

export type ExpectedArrival = {
  readonly __typename?: 'ExpectedArrival';
  /** Expected arrival, UTC. */
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Id of the BorderMovement. */
  readonly movementId?: Maybe<Scalars['ID']['output']>;
};

export type MachineReadableZone = {
  readonly __typename?: 'MachineReadableZone';
  /** YYMMDD as written. */
  readonly birthDate?: Maybe<Scalars['String']['output']>;
  readonly documentNumber?: Maybe<Scalars['ID']['output']>;
  readonly documentType?: Maybe<Scalars['ID']['output']>;
  /** YYMMDD as written. */
  readonly expiryDate?: Maybe<Scalars['String']['output']>;
  /** TD1, TD2, TD3, MRVA or MRVB. */
  readonly format?: Maybe<Scalars['String']['output']>;
  readonly givenNames?: Maybe<Scalars['String']['output']>;
  /** True where the state code is one of ICAO 9303-3. */
  readonly isIssuingStateKnown?: Maybe<Scalars['Boolean']['output']>;
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
  readonly nationality?: Maybe<Scalars['String']['output']>;
  readonly surname?: Maybe<Scalars['String']['output']>;
  /** The document as immigration knows it. */
  readonly travelDocument?: Maybe<TravelDocument>;
  /** At most 5. */
  readonly verdicts?: Maybe<ReadonlyArray<CheckDigitVerdict>>;
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
  /** Immigration's opening hours, at most 200. */
  readonly immigrationOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
  readonly locode: Scalars['ID']['output'];
};

export type Query = {
  readonly __typename?: 'Query';
  /** Passengers and crew announced for a flight, in the order of the message. */
  readonly apiRecords?: Maybe<ApiRecordConnection>;
  /** One verdict for each check digit of a machine-readable zone (ICAO 9303 parts 4 to 7). */
  readonly machineReadableZone?: Maybe<MachineReadableZone>;
  /** A travel document by its key; null where immigration has never seen it. */
  readonly travelDocument?: Maybe<TravelDocument>;
};


export type QueryApiRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  date: Scalars['Date']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  flight: Scalars['ID']['input'];
};


export type QueryMachineReadableZoneArgs = {
  lines: ReadonlyArray<Scalars['String']['input']>;
};


export type QueryTravelDocumentArgs = {
  documentNumber: Scalars['ID']['input'];
  documentType: Scalars['ID']['input'];
  issuingState: Scalars['ID']['input'];
};

export type TravelDocument = {
  readonly __typename?: 'TravelDocument';
  readonly documentNumber?: Maybe<Scalars['ID']['output']>;
  readonly documentType?: Maybe<Scalars['ID']['output']>;
  /** Entries and exits made with it, newest first. */
  readonly entryExitRecords?: Maybe<EntryExitRecordConnection>;
  readonly expiryDate?: Maybe<Scalars['Date']['output']>;
  /** True where the date of expiry lies before today. */
  readonly isExpired?: Maybe<Scalars['Boolean']['output']>;
  /** True where the person it names may be under 18 today, as far as the date of birth is known. */
  readonly isMinor?: Maybe<Scalars['Boolean']['output']>;
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
  /** Days left of a stay without visa, counted over the last 180 days (90 of 180 rule); null where no rule applies. */
  readonly stayDaysRemaining?: Maybe<Scalars['Int']['output']>;
  /** The person it names. */
  readonly traveller?: Maybe<Traveller>;
  /** Visas bound to it, at most 200. */
  readonly visas?: Maybe<ReadonlyArray<Visa>>;
};


export type TravelDocumentEntryExitRecordsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A person as a travel document names them. */
export type Traveller = {
  readonly __typename?: 'Traveller';
  /** Newest first, at most 200. */
  readonly asylumApplications?: Maybe<ReadonlyArray<AsylumApplication>>;
  readonly birthDate?: Maybe<Scalars['PartialDate']['output']>;
  readonly givenNames?: Maybe<Scalars['String']['output']>;
  /** Immigration's own reference; never a national identity number. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  /** True where the person may be under 18 today, as far as the date of birth is known. */
  readonly isMinor?: Maybe<Scalars['Boolean']['output']>;
  /** ICAO 9303-3 code of three letters. */
  readonly nationality?: Maybe<Scalars['String']['output']>;
  /** M, F or X (ICAO 9303). */
  readonly sex?: Maybe<Scalars['String']['output']>;
  readonly surname?: Maybe<Scalars['String']['output']>;
  /** At most 200. */
  readonly travelDocuments?: Maybe<ReadonlyArray<TravelDocument>>;
};

export type Vehicle = {
  readonly __typename?: 'Vehicle';
  /** Crossings of the vehicle, newest first. */
  readonly crossings?: Maybe<CrossingConnection>;
  readonly registrationId?: Maybe<Scalars['ID']['output']>;
  readonly registrationNationalityCode?: Maybe<Scalars['ID']['output']>;
};


export type VehicleCrossingsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type Visa = {
  readonly __typename?: 'Visa';
  /** Longest stay in days. */
  readonly durationDays?: Maybe<Scalars['Int']['output']>;
  /** Number of entries; null: multiple. */
  readonly entries?: Maybe<Scalars['Int']['output']>;
  readonly isValidToday?: Maybe<Scalars['Boolean']['output']>;
  readonly issuingState?: Maybe<Scalars['ID']['output']>;
  readonly number?: Maybe<Scalars['ID']['output']>;
  readonly status?: Maybe<VisaStatus>;
  /** Kind of visa as issued. */
  readonly type?: Maybe<Scalars['String']['output']>;
  readonly validFrom?: Maybe<Scalars['Date']['output']>;
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

export type VisaStatus =
  | 'ANNULLED'
  | 'EXPIRED'
  | 'ISSUED'
  | 'REVOKED';

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
  Arrivals: Arrivals;
  BorderMovement: BorderMovement;
  Post: Post;
  TravelDocument: TravelDocument;
  Traveller: Traveller;
  Vehicle: Vehicle;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Arrivals:
    ( { __typename: 'Arrivals' }
    & GraphQLRecursivePick<FederationTypes['Arrivals'], {"id":true}> );
  BorderMovement:
    ( { __typename: 'BorderMovement' }
    & GraphQLRecursivePick<FederationTypes['BorderMovement'], {"id":true}> );
  Post:
    ( { __typename: 'Post' }
    & GraphQLRecursivePick<FederationTypes['Post'], {"locode":true}> );
  TravelDocument:
    ( { __typename: 'TravelDocument' }
    & GraphQLRecursivePick<FederationTypes['TravelDocument'], {"documentNumber":true,"issuingState":true,"documentType":true}> );
  Traveller:
    ( { __typename: 'Traveller' }
    & GraphQLRecursivePick<FederationTypes['Traveller'], {"id":true}> );
  Vehicle:
    ( { __typename: 'Vehicle' }
    & GraphQLRecursivePick<FederationTypes['Vehicle'], {"registrationNationalityCode":true,"registrationId":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ApiRecord: ResolverTypeWrapper<ApiRecordRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  ApiRecordConnection: ResolverTypeWrapper<ApiRecordConnectionRow>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ApiRecordEdge: ResolverTypeWrapper<Omit<ApiRecordEdge, 'node'> & { node?: Maybe<ResolversTypes['ApiRecord']> }>;
  Arrivals: ResolverTypeWrapper<ArrivalsRow>;
  AsylumApplication: ResolverTypeWrapper<AsylumApplication>;
  AsylumStatus: AsylumStatus;
  BorderMovement: ResolverTypeWrapper<MovementRow>;
  CheckDigitVerdict: ResolverTypeWrapper<CheckDigitVerdict>;
  Crossing: ResolverTypeWrapper<CrossingRow>;
  CrossingConnection: ResolverTypeWrapper<CrossingConnectionRow>;
  CrossingDirection: CrossingDirection;
  CrossingEdge: ResolverTypeWrapper<Omit<CrossingEdge, 'node'> & { node?: Maybe<ResolversTypes['Crossing']> }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EntryExitRecord: ResolverTypeWrapper<EntryExitRow>;
  EntryExitRecordConnection: ResolverTypeWrapper<EntryExitConnectionRow>;
  EntryExitRecordEdge: ResolverTypeWrapper<Omit<EntryExitRecordEdge, 'node'> & { node?: Maybe<ResolversTypes['EntryExitRecord']> }>;
  ExpectedArrival: ResolverTypeWrapper<ExpectedArrival>;
  MachineReadableZone: ResolverTypeWrapper<ZoneRow>;
  OfficeHours: ResolverTypeWrapper<OfficeHours>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PartialDate: ResolverTypeWrapper<Scalars['PartialDate']['output']>;
  Post: ResolverTypeWrapper<PostKey>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TravelDocument: ResolverTypeWrapper<DocumentRow>;
  Traveller: ResolverTypeWrapper<TravellerRow>;
  Vehicle: ResolverTypeWrapper<VehicleKey>;
  Visa: ResolverTypeWrapper<VisaRow>;
  VisaStatus: VisaStatus;
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
  ApiRecord: ApiRecordRow;
  ID: Scalars['ID']['output'];
  ApiRecordConnection: ApiRecordConnectionRow;
  Int: Scalars['Int']['output'];
  ApiRecordEdge: Omit<ApiRecordEdge, 'node'> & { node?: Maybe<ResolversParentTypes['ApiRecord']> };
  Arrivals: ArrivalsRow;
  AsylumApplication: AsylumApplication;
  BorderMovement: MovementRow;
  CheckDigitVerdict: CheckDigitVerdict;
  Crossing: CrossingRow;
  CrossingConnection: CrossingConnectionRow;
  CrossingEdge: Omit<CrossingEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Crossing']> };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  EntryExitRecord: EntryExitRow;
  EntryExitRecordConnection: EntryExitConnectionRow;
  EntryExitRecordEdge: Omit<EntryExitRecordEdge, 'node'> & { node?: Maybe<ResolversParentTypes['EntryExitRecord']> };
  ExpectedArrival: ExpectedArrival;
  MachineReadableZone: ZoneRow;
  OfficeHours: OfficeHours;
  PageInfo: PageInfo;
  PartialDate: Scalars['PartialDate']['output'];
  Post: PostKey;
  Query: Record<PropertyKey, never>;
  TravelDocument: DocumentRow;
  Traveller: TravellerRow;
  Vehicle: VehicleKey;
  Visa: VisaRow;
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

export type ApiRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiRecord'] = ResolversParentTypes['ApiRecord']> = {
  birthDate?: Resolver<Maybe<ResolversTypes['PartialDate']>, ParentType, ContextType>;
  debarkationLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  embarkationLocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  givenNames?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isMinor?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  partyFunctionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  passengerNameRecordLocator?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sex?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  travelDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TravelDocument']>>, ParentType, ContextType>;
};

export type ApiRecordConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiRecordConnection'] = ResolversParentTypes['ApiRecordConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ApiRecordEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ApiRecordEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ApiRecordEdge'] = ResolversParentTypes['ApiRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ApiRecord']>, ParentType, ContextType>;
};

export type ArrivalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Arrivals'] = ResolversParentTypes['Arrivals'], FederationReferenceType extends FederationReferenceTypes['Arrivals'] = FederationReferenceTypes['Arrivals']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Arrivals']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  immigrationArrivalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  immigrationArrivals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ExpectedArrival']>>, ParentType, ContextType>;
};

export type AsylumApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AsylumApplication'] = ResolversParentTypes['AsylumApplication']> = {
  countryOfOrigin?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  lodgedOn?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['AsylumStatus']>, ParentType, ContextType>;
};

export type BorderMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovement'] = ResolversParentTypes['BorderMovement'], FederationReferenceType extends FederationReferenceTypes['BorderMovement'] = FederationReferenceTypes['BorderMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BorderMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  apiRecords?: Resolver<Maybe<ResolversTypes['ApiRecordConnection']>, ParentType, ContextType, RequireFields<BorderMovementApiRecordsArgs, 'first'>>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  immigrationArrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CheckDigitVerdictResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CheckDigitVerdict'] = ResolversParentTypes['CheckDigitVerdict']> = {
  field?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isValid?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type CrossingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Crossing'] = ResolversParentTypes['Crossing']> = {
  dateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['CrossingDirection']>, ParentType, ContextType>;
  isMinor?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lane?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  travelDocument?: Resolver<Maybe<ResolversTypes['TravelDocument']>, ParentType, ContextType>;
  vehicle?: Resolver<Maybe<ResolversTypes['Vehicle']>, ParentType, ContextType>;
};

export type CrossingConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrossingConnection'] = ResolversParentTypes['CrossingConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CrossingEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type CrossingEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CrossingEdge'] = ResolversParentTypes['CrossingEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Crossing']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type EntryExitRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntryExitRecord'] = ResolversParentTypes['EntryExitRecord']> = {
  authorisedDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  dateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['CrossingDirection']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isRefused?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  refusalReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EntryExitRecordConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntryExitRecordConnection'] = ResolversParentTypes['EntryExitRecordConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EntryExitRecordEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EntryExitRecordEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EntryExitRecordEdge'] = ResolversParentTypes['EntryExitRecordEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['EntryExitRecord']>, ParentType, ContextType>;
};

export type ExpectedArrivalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ExpectedArrival'] = ResolversParentTypes['ExpectedArrival']> = {
  arrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  movementId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type MachineReadableZoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MachineReadableZone'] = ResolversParentTypes['MachineReadableZone']> = {
  birthDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  expiryDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  format?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  givenNames?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isIssuingStateKnown?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  travelDocument?: Resolver<Maybe<ResolversTypes['TravelDocument']>, ParentType, ContextType>;
  verdicts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CheckDigitVerdict']>>, ParentType, ContextType>;
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

export interface PartialDateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['PartialDate'], any> {
  name: 'PartialDate';
}

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'], FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  immigrationOfficeHours?: Resolver<Maybe<ReadonlyArray<ResolversTypes['OfficeHours']>>, ParentType, ContextType>;
  locode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  apiRecords?: Resolver<Maybe<ResolversTypes['ApiRecordConnection']>, ParentType, ContextType, RequireFields<QueryApiRecordsArgs, 'date' | 'first' | 'flight'>>;
  machineReadableZone?: Resolver<Maybe<ResolversTypes['MachineReadableZone']>, ParentType, ContextType, RequireFields<QueryMachineReadableZoneArgs, 'lines'>>;
  travelDocument?: Resolver<Maybe<ResolversTypes['TravelDocument']>, ParentType, ContextType, RequireFields<QueryTravelDocumentArgs, 'documentNumber' | 'documentType' | 'issuingState'>>;
};

export type TravelDocumentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TravelDocument'] = ResolversParentTypes['TravelDocument'], FederationReferenceType extends FederationReferenceTypes['TravelDocument'] = FederationReferenceTypes['TravelDocument']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['TravelDocument']> | FederationReferenceType, FederationReferenceType, ContextType>;
  documentNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  documentType?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  entryExitRecords?: Resolver<Maybe<ResolversTypes['EntryExitRecordConnection']>, ParentType, ContextType, RequireFields<TravelDocumentEntryExitRecordsArgs, 'first'>>;
  expiryDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  isExpired?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isMinor?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  stayDaysRemaining?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  traveller?: Resolver<Maybe<ResolversTypes['Traveller']>, ParentType, ContextType>;
  visas?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Visa']>>, ParentType, ContextType>;
};

export type TravellerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Traveller'] = ResolversParentTypes['Traveller'], FederationReferenceType extends FederationReferenceTypes['Traveller'] = FederationReferenceTypes['Traveller']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Traveller']> | FederationReferenceType, FederationReferenceType, ContextType>;
  asylumApplications?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AsylumApplication']>>, ParentType, ContextType>;
  birthDate?: Resolver<Maybe<ResolversTypes['PartialDate']>, ParentType, ContextType>;
  givenNames?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isMinor?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  nationality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sex?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  surname?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  travelDocuments?: Resolver<Maybe<ReadonlyArray<ResolversTypes['TravelDocument']>>, ParentType, ContextType>;
};

export type VehicleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vehicle'] = ResolversParentTypes['Vehicle'], FederationReferenceType extends FederationReferenceTypes['Vehicle'] = FederationReferenceTypes['Vehicle']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Vehicle']> | FederationReferenceType, FederationReferenceType, ContextType>;
  crossings?: Resolver<Maybe<ResolversTypes['CrossingConnection']>, ParentType, ContextType, RequireFields<VehicleCrossingsArgs, 'first'>>;
  registrationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  registrationNationalityCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type VisaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Visa'] = ResolversParentTypes['Visa']> = {
  durationDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  entries?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isValidToday?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  issuingState?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['VisaStatus']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validFrom?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  ApiRecord?: ApiRecordResolvers<ContextType>;
  ApiRecordConnection?: ApiRecordConnectionResolvers<ContextType>;
  ApiRecordEdge?: ApiRecordEdgeResolvers<ContextType>;
  Arrivals?: ArrivalsResolvers<ContextType>;
  AsylumApplication?: AsylumApplicationResolvers<ContextType>;
  BorderMovement?: BorderMovementResolvers<ContextType>;
  CheckDigitVerdict?: CheckDigitVerdictResolvers<ContextType>;
  Crossing?: CrossingResolvers<ContextType>;
  CrossingConnection?: CrossingConnectionResolvers<ContextType>;
  CrossingEdge?: CrossingEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EntryExitRecord?: EntryExitRecordResolvers<ContextType>;
  EntryExitRecordConnection?: EntryExitRecordConnectionResolvers<ContextType>;
  EntryExitRecordEdge?: EntryExitRecordEdgeResolvers<ContextType>;
  ExpectedArrival?: ExpectedArrivalResolvers<ContextType>;
  MachineReadableZone?: MachineReadableZoneResolvers<ContextType>;
  OfficeHours?: OfficeHoursResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PartialDate?: GraphQLScalarType;
  Post?: PostResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  TravelDocument?: TravelDocumentResolvers<ContextType>;
  Traveller?: TravellerResolvers<ContextType>;
  Vehicle?: VehicleResolvers<ContextType>;
  Visa?: VisaResolvers<ContextType>;
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
