import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { CertificateRow, ItemInputs, CitedDocument, Context } from '../data.ts';
import type { Check } from '../checks.ts';
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

export type AdditionalDocument = {
  readonly __typename?: 'AdditionalDocument';
  /** The certificate of conformity it cites, where the bureau knows it. */
  readonly conformityCertificate?: Maybe<ConformityCertificate>;
  readonly documentCode?: Maybe<Scalars['ID']['output']>;
  readonly id?: Maybe<Scalars['ID']['output']>;
};

export type Classification = {
  readonly __typename?: 'Classification';
  readonly id?: Maybe<Scalars['ID']['output']>;
};

export type Commodity = {
  readonly __typename?: 'Commodity';
  readonly classifications?: Maybe<ReadonlyArray<Classification>>;
};

/** The bureau's word that goods conform to a standard (conformity assessment: WTO TBT Agreement, art. 5). */
export type ConformityCertificate = {
  readonly __typename?: 'ConformityCertificate';
  /** When the register was written that says so. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  readonly exporterName?: Maybe<Scalars['String']['output']>;
  /** The goods it is for: heading of the Harmonized System, four digits. */
  readonly hsHeading?: Maybe<Scalars['String']['output']>;
  readonly importerName?: Maybe<Scalars['String']['output']>;
  /** Who signed for the bureau. */
  readonly inspectorName?: Maybe<Scalars['String']['output']>;
  readonly number?: Maybe<Scalars['ID']['output']>;
  /** The standard that the goods conform to, as the bureau cites it: `US EAS 28`. */
  readonly standard?: Maybe<Scalars['String']['output']>;
  /** As the bureau keeps it: a certificate that has run out is EXPIRED from the next night on. */
  readonly status?: Maybe<ConformityStatus>;
  /** Last day on which it holds; null where it holds for one consignment. */
  readonly validUntil?: Maybe<Scalars['Date']['output']>;
};

/** What the bureau says of a certificate that an item cites. */
export type ConformityCheck = {
  readonly __typename?: 'ConformityCheck';
  /** When the register was written that says so. */
  readonly asOf?: Maybe<Scalars['DateTime']['output']>;
  /** Null where the bureau knows none. */
  readonly certificate?: Maybe<ConformityCertificate>;
  /** As the item cites it. */
  readonly certificateNumber?: Maybe<Scalars['ID']['output']>;
  /** Null where it stands and the item's classification is not known: whether it is for these goods cannot be said. */
  readonly match?: Maybe<ConformityMatch>;
};

export type ConformityMatch =
  | 'EXPIRED'
  /** Exists, stands, and is for goods of the item's heading. */
  | 'MATCH'
  /** The bureau knows no such certificate. */
  | 'NO_MATCH'
  /** Stands, but for goods of another heading. */
  | 'OTHER_GOODS'
  | 'WITHDRAWN';

export type ConformityStatus =
  | 'EXPIRED'
  | 'VALID'
  /** Taken back before its last day. */
  | 'WITHDRAWN';

export type GovernmentAgencyGoodsItem = {
  readonly __typename?: 'GovernmentAgencyGoodsItem';
  readonly additionalDocuments?: Maybe<ReadonlyArray<AdditionalDocument>>;
  readonly commodity?: Maybe<Commodity>;
  /** One answer for each certificate of conformity that the item cites, at most 200; empty: it cites none. */
  readonly conformityChecks?: Maybe<ReadonlyArray<ConformityCheck>>;
  readonly mrn?: Maybe<Scalars['ID']['output']>;
  readonly sequenceNumeric?: Maybe<Scalars['Int']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** A certificate of conformity by its number; null where the bureau knows none. */
  readonly conformityCertificate?: Maybe<ConformityCertificate>;
};


export type QueryConformityCertificateArgs = {
  number: Scalars['ID']['input'];
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
  ConformityCertificate: ConformityCertificate;
  GovernmentAgencyGoodsItem: GovernmentAgencyGoodsItem;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  AdditionalDocument:
    ( { __typename: 'AdditionalDocument' }
    & GraphQLRecursivePick<FederationTypes['AdditionalDocument'], {"documentCode":true,"id":true}> );
  ConformityCertificate:
    ( { __typename: 'ConformityCertificate' }
    & GraphQLRecursivePick<FederationTypes['ConformityCertificate'], {"number":true}> );
  GovernmentAgencyGoodsItem:
    ( { __typename: 'GovernmentAgencyGoodsItem' }
    & GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"mrn":true,"sequenceNumeric":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['GovernmentAgencyGoodsItem'], {"additionalDocuments":{"documentCode":true,"id":true},"commodity":{"classifications":{"id":true}}}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdditionalDocument: ResolverTypeWrapper<CitedDocument>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Classification: ResolverTypeWrapper<Classification>;
  Commodity: ResolverTypeWrapper<Commodity>;
  ConformityCertificate: ResolverTypeWrapper<CertificateRow>;
  ConformityCheck: ResolverTypeWrapper<Check>;
  ConformityMatch: ConformityMatch;
  ConformityStatus: ConformityStatus;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  GovernmentAgencyGoodsItem: ResolverTypeWrapper<ItemInputs>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
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
  AdditionalDocument: CitedDocument;
  ID: Scalars['ID']['output'];
  Classification: Classification;
  Commodity: Commodity;
  ConformityCertificate: CertificateRow;
  ConformityCheck: Check;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  GovernmentAgencyGoodsItem: ItemInputs;
  Int: Scalars['Int']['output'];
  Query: Record<PropertyKey, never>;
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
  conformityCertificate?: Resolver<Maybe<ResolversTypes['ConformityCertificate']>, ParentType, ContextType>;
  documentCode?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ConformityCertificateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConformityCertificate'] = ResolversParentTypes['ConformityCertificate'], FederationReferenceType extends FederationReferenceTypes['ConformityCertificate'] = FederationReferenceTypes['ConformityCertificate']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ConformityCertificate']> | FederationReferenceType, FederationReferenceType, ContextType>;
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exporterName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hsHeading?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  importerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  inspectorName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  standard?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['ConformityStatus']>, ParentType, ContextType>;
  validUntil?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
};

export type ConformityCheckResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConformityCheck'] = ResolversParentTypes['ConformityCheck']> = {
  asOf?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  certificate?: Resolver<Maybe<ResolversTypes['ConformityCertificate']>, ParentType, ContextType>;
  certificateNumber?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  match?: Resolver<Maybe<ResolversTypes['ConformityMatch']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type GovernmentAgencyGoodsItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GovernmentAgencyGoodsItem'] = ResolversParentTypes['GovernmentAgencyGoodsItem'], FederationReferenceType extends FederationReferenceTypes['GovernmentAgencyGoodsItem'] = FederationReferenceTypes['GovernmentAgencyGoodsItem']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['GovernmentAgencyGoodsItem']> | FederationReferenceType, FederationReferenceType, ContextType>;
  conformityChecks?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ConformityCheck']>>, ParentType, ContextType>;
  mrn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  sequenceNumeric?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  conformityCertificate?: Resolver<Maybe<ResolversTypes['ConformityCertificate']>, ParentType, ContextType, RequireFields<QueryConformityCertificateArgs, 'number'>>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  AdditionalDocument?: AdditionalDocumentResolvers<ContextType>;
  ConformityCertificate?: ConformityCertificateResolvers<ContextType>;
  ConformityCheck?: ConformityCheckResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  GovernmentAgencyGoodsItem?: GovernmentAgencyGoodsItemResolvers<ContextType>;
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
