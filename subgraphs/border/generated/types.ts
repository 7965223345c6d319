import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { PostInputs, ArrivalsInputs, MovementInputs, ClearanceInputs, Context } from '../data.ts';
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
  /** Length of time, ISO 8601, in days, hours and minutes: `PT12H`. */
  Duration: { input: string; output: string; }
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type AgencyOpening = {
  readonly __typename?: 'AgencyOpening';
  /** As in the register of agencies. */
  readonly agency?: Maybe<Scalars['String']['output']>;
  /** Null where its hours are not known. */
  readonly isOpen?: Maybe<Scalars['Boolean']['output']>;
};

/** What is due at a post in a window of time. */
export type Arrivals = {
  readonly __typename?: 'Arrivals';
  readonly customsArrivalCount?: Maybe<Scalars['Int']['output']>;
  readonly customsArrivals?: Maybe<ReadonlyArray<ExpectedArrival>>;
  /** Start of the window. */
  readonly from?: Maybe<Scalars['DateTime']['output']>;
  /** Post, window and page that were asked for, the position of the cursor opened: for the agencies alone, since cursors tell callers nothing. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly immigrationArrivalCount?: Maybe<Scalars['Int']['output']>;
  readonly immigrationArrivals?: Maybe<ReadonlyArray<ExpectedArrival>>;
  /** The movements due, by arrival: what declarations announce and what carriers announce. Announced by both at different times, a movement can stand on two pages: its id is the same. */
  readonly movements?: Maybe<BorderMovementConnection>;
  readonly post?: Maybe<Post>;
  /** End of the window. */
  readonly to?: Maybe<Scalars['DateTime']['output']>;
};

/** A truck, flight, vessel or train due at a post. */
export type BorderMovement = {
  readonly __typename?: 'BorderMovement';
  /** Local date of arrival at the post. */
  readonly arrivalDate?: Maybe<Scalars['Date']['output']>;
  /** Best known time of arrival. */
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** The most severe of the agencies' assessments; null where none has assessed it. */
  readonly combinedRisk?: Maybe<RiskBand>;
  readonly customsArrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly customsHolds?: Maybe<ReadonlyArray<Hold>>;
  readonly customsRisk?: Maybe<RiskResult>;
  readonly direction?: Maybe<Direction>;
  /** True where any agency holds anything it carries, false where every agency says it holds nothing, null where one does not know. */
  readonly held?: Maybe<Scalars['Boolean']['output']>;
  /** Post, direction, mode, registration or number, and local date of arrival: `UGBUS:IN:3:UG-UAX123B:2026-11-23`. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly immigrationArrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  /** WCO T022: 1 sea, 2 rail, 3 road, 4 air, 5 post, 7 fixed, 8 inland waterway. */
  readonly modeCode?: Maybe<Scalars['String']['output']>;
  readonly policeBand?: Maybe<HitBand>;
  readonly post?: Maybe<Post>;
  readonly spsHolds?: Maybe<ReadonlyArray<Hold>>;
  /** Registration, IMO number, flight or train number, with the state of registration where it has one. */
  readonly transportMeansId?: Maybe<Scalars['ID']['output']>;
};

export type BorderMovementConnection = {
  readonly __typename?: 'BorderMovementConnection';
  readonly edges?: Maybe<ReadonlyArray<BorderMovementEdge>>;
  readonly pageInfo: PageInfo;
  /** Announcements in the window by all agencies; null where one did not answer. */
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type BorderMovementEdge = {
  readonly __typename?: 'BorderMovementEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<BorderMovement>;
};

/** Answer to: is anybody holding this? */
export type Clearance = {
  readonly __typename?: 'Clearance';
  readonly customsHolds?: Maybe<ReadonlyArray<Hold>>;
  readonly customsStatus?: Maybe<CustomsStatus>;
  /** True where any agency holds it, false where every agency asked says it holds nothing, null where no agency knows it. */
  readonly held?: Maybe<Scalars['Boolean']['output']>;
  /** What was asked for: `mrn:…`, `ucr:…`, `equipment:…` or `vehicle:…`. */
  readonly id?: Maybe<Scalars['ID']['output']>;
  readonly spsHolds?: Maybe<ReadonlyArray<Hold>>;
  /** One released or held answer for the consignment. */
  readonly state?: Maybe<ClearanceState>;
};

export type ClearanceState =
  | 'HELD'
  /** Being processed, nothing holds it. */
  | 'PENDING'
  /** Rejected or invalidated: nothing may move on it. */
  | 'REFUSED'
  | 'RELEASED'
  /** No agency knows the reference. */
  | 'UNKNOWN';

export type Cooperation =
  /** Two administrations, one stop. */
  | 'ONE_STOP_BORDER_POST'
  /** Each country on its own side. */
  | 'SINGLE_COUNTRY';

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

export type Direction =
  | 'IN'
  | 'OUT';

export type ExpectedArrival = {
  readonly __typename?: 'ExpectedArrival';
  readonly arrivalDateTime?: Maybe<Scalars['DateTime']['output']>;
  readonly movementId?: Maybe<Scalars['ID']['output']>;
};

export type HitBand =
  /** Exact match on document or registration. */
  | 'CONFIRMED'
  /** No hit. */
  | 'NONE'
  /** Something fits in part (a name, a damaged number): a person must look. */
  | 'POSSIBLE';

/** A hold of one agency: goods may not move on. */
export type Hold = {
  readonly __typename?: 'Hold';
  readonly agency?: Maybe<Scalars['String']['output']>;
};

export type OfficeHours = {
  readonly __typename?: 'OfficeHours';
  readonly closes?: Maybe<Scalars['String']['output']>;
  readonly opens?: Maybe<Scalars['String']['output']>;
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

/** A border post. */
export type Post = {
  readonly __typename?: 'Post';
  /** How the countries work together there. */
  readonly cooperation?: Maybe<Cooperation>;
  /** The post on the other side, where one is coupled with it. */
  readonly counterpart?: Maybe<Post>;
  /** Country whose soil it stands on, ISO 3166-1 alpha-2. */
  readonly countryCode?: Maybe<Scalars['String']['output']>;
  readonly customsOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
  readonly immigrationOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
  /** Agency that coordinates the post, as in the register of agencies. */
  readonly leadAgency?: Maybe<Scalars['String']['output']>;
  /** UN/LOCODE. */
  readonly locode: Scalars['ID']['output'];
  readonly name?: Maybe<Scalars['String']['output']>;
  /** Other posts, nearest first. */
  readonly neighbours?: Maybe<ReadonlyArray<PostDistance>>;
  /** Which agencies are open at an instant, by their hours in the post's local time. */
  readonly opening?: Maybe<PostOpening>;
  readonly spsOfficeHours?: Maybe<ReadonlyArray<OfficeHours>>;
  /** IANA time zone. */
  readonly timeZone?: Maybe<Scalars['String']['output']>;
};


/** A border post. */
export type PostNeighboursArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** A border post. */
export type PostOpeningArgs = {
  at: Scalars['DateTime']['input'];
};

export type PostConnection = {
  readonly __typename?: 'PostConnection';
  readonly edges?: Maybe<ReadonlyArray<PostEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type PostDistance = {
  readonly __typename?: 'PostDistance';
  /** As the crow flies. */
  readonly distanceKm?: Maybe<Scalars['Float']['output']>;
  readonly post?: Maybe<Post>;
};

export type PostEdge = {
  readonly __typename?: 'PostEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<Post>;
};

/** Opening of a post at an instant. */
export type PostOpening = {
  readonly __typename?: 'PostOpening';
  /** One entry for each agency, at most 200. */
  readonly agencies?: Maybe<ReadonlyArray<AgencyOpening>>;
  /** True where every agency is open, false where one is closed, null where it depends on one whose hours are not known. */
  readonly isOpenForAll?: Maybe<Scalars['Boolean']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** What is due at a post within a time, by arrival. */
  readonly arrivals?: Maybe<Arrivals>;
  /** A movement by its id. */
  readonly borderMovement?: Maybe<BorderMovement>;
  /** Is any agency holding this? By exactly one reference. */
  readonly clearance?: Maybe<Clearance>;
  /** A border post by its UN/LOCODE; null where the register has none. */
  readonly post?: Maybe<Post>;
  /** All posts of the register. */
  readonly posts?: Maybe<PostConnection>;
};


export type QueryArrivalsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  post: Scalars['ID']['input'];
  within?: Scalars['Duration']['input'];
};


export type QueryBorderMovementArgs = {
  id: Scalars['ID']['input'];
};


export type QueryClearanceArgs = {
  equipment?: InputMaybe<Scalars['ID']['input']>;
  mrn?: InputMaybe<Scalars['ID']['input']>;
  ucr?: InputMaybe<Scalars['ID']['input']>;
  vehicle?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryPostArgs = {
  locode: Scalars['ID']['input'];
};


export type QueryPostsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RiskBand =
  /** Release, audit afterwards. */
  | 'BLUE'
  /** Release. */
  | 'GREEN'
  /** Physical control. */
  | 'RED'
  /** Documentary control. */
  | 'YELLOW';

export type RiskResult = {
  readonly __typename?: 'RiskResult';
  readonly band?: Maybe<RiskBand>;
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
  Arrivals: Arrivals;
  BorderMovement: BorderMovement;
  Clearance: Clearance;
  Post: Post;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Arrivals:
    ( { __typename: 'Arrivals' }
    & GraphQLRecursivePick<FederationTypes['Arrivals'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Arrivals'], {"customsArrivals":{"movementId":true,"arrivalDateTime":true},"customsArrivalCount":true,"immigrationArrivals":{"movementId":true,"arrivalDateTime":true},"immigrationArrivalCount":true}> ) );
  BorderMovement:
    ( { __typename: 'BorderMovement' }
    & GraphQLRecursivePick<FederationTypes['BorderMovement'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsArrivalDateTime":true,"immigrationArrivalDateTime":true}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsArrivalDateTime":true,"immigrationArrivalDateTime":true,"customsRisk":{"band":true},"policeBand":true}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsArrivalDateTime":true,"immigrationArrivalDateTime":true,"customsHolds":{"agency":true},"spsHolds":{"agency":true}}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsArrivalDateTime":true,"immigrationArrivalDateTime":true,"customsRisk":{"band":true},"policeBand":true,"customsHolds":{"agency":true},"spsHolds":{"agency":true}}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsRisk":{"band":true},"policeBand":true}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsRisk":{"band":true},"policeBand":true,"customsHolds":{"agency":true},"spsHolds":{"agency":true}}>
        | GraphQLRecursivePick<FederationTypes['BorderMovement'], {"customsHolds":{"agency":true},"spsHolds":{"agency":true}}> ) );
  Clearance:
    ( { __typename: 'Clearance' }
    & GraphQLRecursivePick<FederationTypes['Clearance'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Clearance'], {"customsHolds":{"agency":true},"spsHolds":{"agency":true},"customsStatus":true}>
        | GraphQLRecursivePick<FederationTypes['Clearance'], {"customsHolds":{"agency":true},"spsHolds":{"agency":true},"customsStatus":true}>
        | GraphQLRecursivePick<FederationTypes['Clearance'], {"customsHolds":{"agency":true},"spsHolds":{"agency":true},"customsStatus":true}> ) );
  Post:
    ( { __typename: 'Post' }
    & GraphQLRecursivePick<FederationTypes['Post'], {"locode":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Post'], {"customsOfficeHours":{"weekday":true,"opens":true,"closes":true},"spsOfficeHours":{"weekday":true,"opens":true,"closes":true},"immigrationOfficeHours":{"weekday":true,"opens":true,"closes":true}}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AgencyOpening: ResolverTypeWrapper<AgencyOpening>;
  Arrivals: ResolverTypeWrapper<ArrivalsInputs>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  BorderMovement: ResolverTypeWrapper<MovementInputs>;
  BorderMovementConnection: ResolverTypeWrapper<Omit<BorderMovementConnection, 'edges'> & { edges?: Maybe<ReadonlyArray<ResolversTypes['BorderMovementEdge']>> }>;
  BorderMovementEdge: ResolverTypeWrapper<Omit<BorderMovementEdge, 'node'> & { node?: Maybe<ResolversTypes['BorderMovement']> }>;
  Clearance: ResolverTypeWrapper<ClearanceInputs>;
  ClearanceState: ClearanceState;
  Cooperation: Cooperation;
  CustomsStatus: CustomsStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Direction: Direction;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  ExpectedArrival: ResolverTypeWrapper<ExpectedArrival>;
  HitBand: HitBand;
  Hold: ResolverTypeWrapper<Hold>;
  OfficeHours: ResolverTypeWrapper<OfficeHours>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Post: ResolverTypeWrapper<PostInputs>;
  PostConnection: ResolverTypeWrapper<Omit<PostConnection, 'edges'> & { edges?: Maybe<ReadonlyArray<ResolversTypes['PostEdge']>> }>;
  PostDistance: ResolverTypeWrapper<Omit<PostDistance, 'post'> & { post?: Maybe<ResolversTypes['Post']> }>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  PostEdge: ResolverTypeWrapper<Omit<PostEdge, 'node'> & { node?: Maybe<ResolversTypes['Post']> }>;
  PostOpening: ResolverTypeWrapper<PostOpening>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RiskBand: RiskBand;
  RiskResult: ResolverTypeWrapper<RiskResult>;
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
  AgencyOpening: AgencyOpening;
  Arrivals: ArrivalsInputs;
  Int: Scalars['Int']['output'];
  ID: Scalars['ID']['output'];
  BorderMovement: MovementInputs;
  BorderMovementConnection: Omit<BorderMovementConnection, 'edges'> & { edges?: Maybe<ReadonlyArray<ResolversParentTypes['BorderMovementEdge']>> };
  BorderMovementEdge: Omit<BorderMovementEdge, 'node'> & { node?: Maybe<ResolversParentTypes['BorderMovement']> };
  Clearance: ClearanceInputs;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  Duration: Scalars['Duration']['output'];
  ExpectedArrival: ExpectedArrival;
  Hold: Hold;
  OfficeHours: OfficeHours;
  PageInfo: PageInfo;
  Post: PostInputs;
  PostConnection: Omit<PostConnection, 'edges'> & { edges?: Maybe<ReadonlyArray<ResolversParentTypes['PostEdge']>> };
  PostDistance: Omit<PostDistance, 'post'> & { post?: Maybe<ResolversParentTypes['Post']> };
  Float: Scalars['Float']['output'];
  PostEdge: Omit<PostEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Post']> };
  PostOpening: PostOpening;
  Query: Record<PropertyKey, never>;
  RiskResult: RiskResult;
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

export type AgencyOpeningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AgencyOpening'] = ResolversParentTypes['AgencyOpening']> = {
  agency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isOpen?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type ArrivalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Arrivals'] = ResolversParentTypes['Arrivals'], FederationReferenceType extends FederationReferenceTypes['Arrivals'] = FederationReferenceTypes['Arrivals']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Arrivals']> | FederationReferenceType, FederationReferenceType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  movements?: Resolver<Maybe<ResolversTypes['BorderMovementConnection']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type BorderMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovement'] = ResolversParentTypes['BorderMovement'], FederationReferenceType extends FederationReferenceTypes['BorderMovement'] = FederationReferenceTypes['BorderMovement']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['BorderMovement']> | FederationReferenceType, FederationReferenceType, ContextType>;
  arrivalDate?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  arrivalDateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  combinedRisk?: Resolver<Maybe<ResolversTypes['RiskBand']>, ParentType, ContextType>;
  direction?: Resolver<Maybe<ResolversTypes['Direction']>, ParentType, ContextType>;
  held?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  modeCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  transportMeansId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type BorderMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovementConnection'] = ResolversParentTypes['BorderMovementConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['BorderMovementEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BorderMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BorderMovementEdge'] = ResolversParentTypes['BorderMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['BorderMovement']>, ParentType, ContextType>;
};

export type ClearanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Clearance'] = ResolversParentTypes['Clearance'], FederationReferenceType extends FederationReferenceTypes['Clearance'] = FederationReferenceTypes['Clearance']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Clearance']> | FederationReferenceType, FederationReferenceType, ContextType>;
  held?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['ClearanceState']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'], FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  cooperation?: Resolver<Maybe<ResolversTypes['Cooperation']>, ParentType, ContextType>;
  counterpart?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  countryCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leadAgency?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  locode?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  neighbours?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PostDistance']>>, ParentType, ContextType, RequireFields<PostNeighboursArgs, 'first'>>;
  opening?: Resolver<Maybe<ResolversTypes['PostOpening']>, ParentType, ContextType, RequireFields<PostOpeningArgs, 'at'>>;
  timeZone?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PostConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostConnection'] = ResolversParentTypes['PostConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PostEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PostDistanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostDistance'] = ResolversParentTypes['PostDistance']> = {
  distanceKm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
};

export type PostEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostEdge'] = ResolversParentTypes['PostEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
};

export type PostOpeningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostOpening'] = ResolversParentTypes['PostOpening']> = {
  agencies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['AgencyOpening']>>, ParentType, ContextType>;
  isOpenForAll?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  arrivals?: Resolver<Maybe<ResolversTypes['Arrivals']>, ParentType, ContextType, RequireFields<QueryArrivalsArgs, 'first' | 'post' | 'within'>>;
  borderMovement?: Resolver<Maybe<ResolversTypes['BorderMovement']>, ParentType, ContextType, RequireFields<QueryBorderMovementArgs, 'id'>>;
  clearance?: Resolver<Maybe<ResolversTypes['Clearance']>, ParentType, ContextType, Partial<QueryClearanceArgs>>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType, RequireFields<QueryPostArgs, 'locode'>>;
  posts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, RequireFields<QueryPostsArgs, 'first'>>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  AgencyOpening?: AgencyOpeningResolvers<ContextType>;
  Arrivals?: ArrivalsResolvers<ContextType>;
  BorderMovement?: BorderMovementResolvers<ContextType>;
  BorderMovementConnection?: BorderMovementConnectionResolvers<ContextType>;
  BorderMovementEdge?: BorderMovementEdgeResolvers<ContextType>;
  Clearance?: ClearanceResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  Duration?: GraphQLScalarType;
  PageInfo?: PageInfoResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  PostConnection?: PostConnectionResolvers<ContextType>;
  PostDistance?: PostDistanceResolvers<ContextType>;
  PostEdge?: PostEdgeResolvers<ContextType>;
  PostOpening?: PostOpeningResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
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
