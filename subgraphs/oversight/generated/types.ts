import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { DisclosureRow, DisclosedFieldRow, DisclosureConnectionRow, Context } from '../data.ts';
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
  protection__FieldSet: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

/** A field of the graph in one disclosure. One that was told of some records and withheld of others stands there twice. */
export type DisclosedField = {
  readonly __typename?: 'DisclosedField';
  /** What the field holds, as its owner labels it today; null where the graph no longer has it. */
  readonly category?: Maybe<Scalars['String']['output']>;
  /** `Type.field`; a type alone where parts of an answer that are of it were withheld. */
  readonly coordinate?: Maybe<Scalars['ID']['output']>;
  readonly level?: Maybe<DisclosureLevel>;
  /** Of how many records it was told; null where nobody counts. */
  readonly records?: Maybe<Scalars['Int']['output']>;
};

/** One entry of the disclosure ledger about a question to the hub. */
export type Disclosure = {
  readonly __typename?: 'Disclosure';
  /** Agency of who asked: the recipient. */
  readonly agency?: Maybe<Scalars['ID']['output']>;
  /** Agreement under which a partner asked; null where who asked is no partner. */
  readonly agreement?: Maybe<Scalars['ID']['output']>;
  /** Case that was confirmed to be open. */
  readonly caseReference?: Maybe<Scalars['ID']['output']>;
  /** Country of who asked, ISO 3166-1 alpha-2. */
  readonly country?: Maybe<Scalars['String']['output']>;
  /** When the question came. */
  readonly dateTime?: Maybe<Scalars['DateTime']['output']>;
  /** Reference of the decision, which the caller was told. */
  readonly decisionId?: Maybe<Scalars['ID']['output']>;
  /** What was told, reduced or withheld; no value of it. */
  readonly fields?: Maybe<ReadonlyArray<DisclosedField>>;
  /** Legal bases that the policies cite. */
  readonly legalBases?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Country that was acted for where it is not the caller's own, ISO 3166-1 alpha-2. */
  readonly onBehalfOf?: Maybe<Scalars['String']['output']>;
  /** Name of the operation, as the caller gave it. */
  readonly operationName?: Maybe<Scalars['String']['output']>;
  readonly outcome?: Maybe<DisclosureOutcome>;
  /** Policies that released something. */
  readonly policies?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
  /** Version of the rules that decided; null where none did. */
  readonly policyVersion?: Maybe<Scalars['String']['output']>;
  /** Who asked, as their agency knows them. */
  readonly principal?: Maybe<Scalars['ID']['output']>;
  readonly proof?: Maybe<DisclosureProof>;
  /** What it was asked for. */
  readonly purpose?: Maybe<Scalars['ID']['output']>;
  /** Code of the refusal; null where nothing was refused as a whole. */
  readonly refusal?: Maybe<Scalars['String']['output']>;
  /** Roles of who asked. */
  readonly roles?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** How many persons and records of persons it tells of; null where nobody counts. */
  readonly subjectCount?: Maybe<Scalars['Int']['output']>;
  /** Agencies whose systems were asked. */
  readonly systems?: Maybe<ReadonlyArray<Scalars['ID']['output']>>;
};

export type DisclosureConnection = {
  readonly __typename?: 'DisclosureConnection';
  readonly edges?: Maybe<ReadonlyArray<DisclosureEdge>>;
  readonly pageInfo: PageInfo;
  readonly totalCount?: Maybe<Scalars['Int']['output']>;
};

export type DisclosureEdge = {
  readonly __typename?: 'DisclosureEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node?: Maybe<Disclosure>;
};

/** How much of a field was told. */
export type DisclosureLevel =
  | 'FULL'
  /** In a reduced form, of one record at least. */
  | 'MASKED'
  | 'WITHHELD';

/** What became of a question. */
export type DisclosureOutcome =
  | 'ANSWERED'
  /** A mutation, before any agency was asked; what came of it is an entry of its own. */
  | 'INTENDED'
  | 'REFUSED';

/** Where the entry stands in the ledger: `hub ledger verify` proves it by this. */
export type DisclosureProof = {
  readonly __typename?: 'DisclosureProof';
  /** Its number in the chain, from 1. */
  readonly sequence?: Maybe<Scalars['ID']['output']>;
  /** Name of the chain. */
  readonly writer?: Maybe<Scalars['ID']['output']>;
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** What one decision became, in the order of time: of a mutation that it was intended, and what came of it. */
  readonly disclosure?: Maybe<ReadonlyArray<Disclosure>>;
  /**
   * What was disclosed, refused or intended, newest first. A document finds what was told of the person it names, and who
   * looked for it, told anything or not; its three parts are given together. To answer a person (SUBJECT_ACCESS) they must be.
   */
  readonly disclosures?: Maybe<DisclosureConnection>;
};


export type QueryDisclosureArgs = {
  decisionId: Scalars['ID']['input'];
};


export type QueryDisclosuresArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  agency?: InputMaybe<Scalars['ID']['input']>;
  agreement?: InputMaybe<Scalars['ID']['input']>;
  documentNumber?: InputMaybe<Scalars['ID']['input']>;
  documentType?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  issuingState?: InputMaybe<Scalars['ID']['input']>;
  principal?: InputMaybe<Scalars['ID']['input']>;
  purpose?: InputMaybe<Scalars['ID']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
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





/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DisclosedField: ResolverTypeWrapper<DisclosedFieldRow>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Disclosure: ResolverTypeWrapper<DisclosureRow>;
  DisclosureConnection: ResolverTypeWrapper<DisclosureConnectionRow>;
  DisclosureEdge: ResolverTypeWrapper<Omit<DisclosureEdge, 'node'> & { node?: Maybe<ResolversTypes['Disclosure']> }>;
  DisclosureLevel: DisclosureLevel;
  DisclosureOutcome: DisclosureOutcome;
  DisclosureProof: ResolverTypeWrapper<DisclosureProof>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
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
  DateTime: Scalars['DateTime']['output'];
  DisclosedField: DisclosedFieldRow;
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  Disclosure: DisclosureRow;
  DisclosureConnection: DisclosureConnectionRow;
  DisclosureEdge: Omit<DisclosureEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Disclosure']> };
  DisclosureProof: DisclosureProof;
  PageInfo: PageInfo;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DisclosedFieldResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosedField'] = ResolversParentTypes['DisclosedField']> = {
  category?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  coordinate?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  level?: Resolver<Maybe<ResolversTypes['DisclosureLevel']>, ParentType, ContextType>;
  records?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DisclosureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Disclosure'] = ResolversParentTypes['Disclosure']> = {
  agency?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  agreement?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  caseReference?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  dateTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decisionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  fields?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DisclosedField']>>, ParentType, ContextType>;
  legalBases?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  onBehalfOf?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  operationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  outcome?: Resolver<Maybe<ResolversTypes['DisclosureOutcome']>, ParentType, ContextType>;
  policies?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
  policyVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  principal?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  proof?: Resolver<Maybe<ResolversTypes['DisclosureProof']>, ParentType, ContextType>;
  purpose?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  refusal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  subjectCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  systems?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ID']>>, ParentType, ContextType>;
};

export type DisclosureConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosureConnection'] = ResolversParentTypes['DisclosureConnection']> = {
  edges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['DisclosureEdge']>>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DisclosureEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosureEdge'] = ResolversParentTypes['DisclosureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Disclosure']>, ParentType, ContextType>;
};

export type DisclosureProofResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisclosureProof'] = ResolversParentTypes['DisclosureProof']> = {
  sequence?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  writer?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  disclosure?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Disclosure']>>, ParentType, ContextType, RequireFields<QueryDisclosureArgs, 'decisionId'>>;
  disclosures?: Resolver<Maybe<ResolversTypes['DisclosureConnection']>, ParentType, ContextType, RequireFields<QueryDisclosuresArgs, 'first'>>;
};

export interface Protection__FieldSetScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['protection__FieldSet'], any> {
  name: 'protection__FieldSet';
}

export type Resolvers<ContextType = Context> = {
  DateTime?: GraphQLScalarType;
  DisclosedField?: DisclosedFieldResolvers<ContextType>;
  Disclosure?: DisclosureResolvers<ContextType>;
  DisclosureConnection?: DisclosureConnectionResolvers<ContextType>;
  DisclosureEdge?: DisclosureEdgeResolvers<ContextType>;
  DisclosureProof?: DisclosureProofResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
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
