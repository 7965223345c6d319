/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ClearanceState =
  | 'HELD'
  /** Being processed, nothing holds it. */
  | 'PENDING'
  | 'RELEASED'
  /** No agency knows the reference. */
  | 'UNKNOWN';

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

export type Direction =
  | 'IN'
  | 'OUT';

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

export type HoldScope =
  | 'DECLARATION'
  | 'EQUIPMENT'
  | 'VEHICLE';

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

export type ArrivalsQueryVariables = Exact<{
  post: string | number;
  within: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ArrivalsQuery = { readonly arrivals: { readonly from: string | null, readonly to: string | null, readonly post: { readonly locode: string, readonly name: string | null } | null, readonly movements: { readonly totalCount: number | null, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string | null, readonly direction: Direction | null, readonly modeCode: string | null, readonly transportMeansId: string | null, readonly arrivalDateTime: string | null, readonly held: boolean | null, readonly combinedRisk: RiskBand | null, readonly policeBand: HitBand | null, readonly declarationCount: number | null, readonly customsRisk: { readonly band: RiskBand | null } | null, readonly customsHolds: ReadonlyArray<{ readonly agency: string | null, readonly scope: HoldScope | null, readonly since: string | null }> | null, readonly vehicles: ReadonlyArray<{ readonly registrationNationalityCode: string | null, readonly registrationId: string | null, readonly policeBand: HitBand | null }> | null, readonly crewDocuments: ReadonlyArray<{ readonly documentNumber: string | null, readonly issuingState: string | null, readonly documentType: string | null, readonly policeBand: HitBand | null, readonly stolenLost: { readonly fraudType: FraudType | null } | null }> | null, readonly declarations: ReadonlyArray<{ readonly mrn: string | null, readonly typeCode: string | null, readonly customsStatus: CustomsStatus | null, readonly goodsItemQuantity: number | null, readonly totalGrossMassMeasure: { readonly value: string | null, readonly unitCode: string | null } | null, readonly goodsShipments: ReadonlyArray<{ readonly ucr: string | null, readonly consignment: { readonly transportEquipment: ReadonlyArray<{ readonly id: string | null, readonly fullnessCode: string | null, readonly seals: ReadonlyArray<{ readonly id: string | null }> | null }> | null } | null }> | null }> | null } | null }> | null } | null } | null };

export type ClearanceQueryVariables = Exact<{
  mrn?: string | number | null | undefined;
  ucr?: string | number | null | undefined;
  equipment?: string | number | null | undefined;
  vehicle?: string | number | null | undefined;
}>;


export type ClearanceQuery = { readonly clearance: { readonly held: boolean | null, readonly state: ClearanceState | null, readonly customsStatus: CustomsStatus | null, readonly customsHolds: ReadonlyArray<{ readonly agency: string | null, readonly scope: HoldScope | null, readonly subjectId: string | null, readonly since: string | null, readonly reasonCategory: string | null }> | null, readonly declarations: ReadonlyArray<{ readonly mrn: string | null, readonly functionalReferenceId: string | null, readonly typeCode: string | null, readonly customsStatus: CustomsStatus | null }> | null } | null };

export type DeclarationQueryVariables = Exact<{
  mrn?: string | number | null | undefined;
  functionalReferenceId?: string | number | null | undefined;
}>;


export type DeclarationQuery = { readonly declaration: { readonly mrn: string | null, readonly functionalReferenceId: string | null, readonly typeCode: string | null, readonly acceptanceDateTime: string | null, readonly customsStatus: CustomsStatus | null, readonly goodsItemQuantity: number | null, readonly totalPackageQuantity: number | null, readonly totalGrossMassMeasure: { readonly value: string | null, readonly unitCode: string | null } | null, readonly declarant: { readonly id: string | null, readonly name: string | null } | null, readonly exporter: { readonly id: string | null, readonly name: string | null } | null, readonly goodsShipments: ReadonlyArray<{ readonly ucr: string | null, readonly destinationCountryCode: string | null, readonly importer: { readonly id: string | null } | null, readonly items: { readonly totalCount: number | null, readonly edges: ReadonlyArray<{ readonly node: { readonly sequenceNumeric: number | null, readonly commodity: { readonly description: string | null, readonly classifications: ReadonlyArray<{ readonly id: string | null, readonly identificationTypeCode: string | null }> | null, readonly grossMassMeasure: { readonly value: string | null, readonly unitCode: string | null } | null } | null, readonly origins: ReadonlyArray<{ readonly countryCode: string | null }> | null, readonly additionalDocuments: ReadonlyArray<{ readonly categoryCode: string | null, readonly typeCode: string | null, readonly id: string | null }> | null } | null }> | null } | null }> | null, readonly responses: { readonly edges: ReadonlyArray<{ readonly node: { readonly functionCode: string | null, readonly issueDateTime: string | null } | null }> | null } | null } | null };


export const ArrivalsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Arrivals"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"post"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"within"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Duration"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"arrivals"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"post"},"value":{"kind":"Variable","name":{"kind":"Name","value":"post"}}},{"kind":"Argument","name":{"kind":"Name","value":"within"},"value":{"kind":"Variable","name":{"kind":"Name","value":"within"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}},{"kind":"Field","name":{"kind":"Name","value":"post"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"locode"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"movements"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"direction"}},{"kind":"Field","name":{"kind":"Name","value":"modeCode"}},{"kind":"Field","name":{"kind":"Name","value":"transportMeansId"}},{"kind":"Field","name":{"kind":"Name","value":"arrivalDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"held"}},{"kind":"Field","name":{"kind":"Name","value":"combinedRisk"}},{"kind":"Field","name":{"kind":"Name","value":"policeBand"}},{"kind":"Field","name":{"kind":"Name","value":"customsRisk"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"band"}}]}},{"kind":"Field","name":{"kind":"Name","value":"customsHolds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agency"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"since"}}]}},{"kind":"Field","name":{"kind":"Name","value":"vehicles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registrationNationalityCode"}},{"kind":"Field","name":{"kind":"Name","value":"registrationId"}},{"kind":"Field","name":{"kind":"Name","value":"policeBand"}}]}},{"kind":"Field","name":{"kind":"Name","value":"crewDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"documentNumber"}},{"kind":"Field","name":{"kind":"Name","value":"issuingState"}},{"kind":"Field","name":{"kind":"Name","value":"documentType"}},{"kind":"Field","name":{"kind":"Name","value":"policeBand"}},{"kind":"Field","name":{"kind":"Name","value":"stolenLost"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"fraudType"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"declarationCount"}},{"kind":"Field","name":{"kind":"Name","value":"declarations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mrn"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"customsStatus"}},{"kind":"Field","name":{"kind":"Name","value":"goodsItemQuantity"}},{"kind":"Field","name":{"kind":"Name","value":"totalGrossMassMeasure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unitCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"goodsShipments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ucr"}},{"kind":"Field","name":{"kind":"Name","value":"consignment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"transportEquipment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"fullnessCode"}},{"kind":"Field","name":{"kind":"Name","value":"seals"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ArrivalsQuery, ArrivalsQueryVariables>;
export const ClearanceDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Clearance"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"mrn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ucr"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"equipment"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"vehicle"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clearance"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"mrn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"mrn"}}},{"kind":"Argument","name":{"kind":"Name","value":"ucr"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ucr"}}},{"kind":"Argument","name":{"kind":"Name","value":"equipment"},"value":{"kind":"Variable","name":{"kind":"Name","value":"equipment"}}},{"kind":"Argument","name":{"kind":"Name","value":"vehicle"},"value":{"kind":"Variable","name":{"kind":"Name","value":"vehicle"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"held"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"customsStatus"}},{"kind":"Field","name":{"kind":"Name","value":"customsHolds"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agency"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"subjectId"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"reasonCategory"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declarations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mrn"}},{"kind":"Field","name":{"kind":"Name","value":"functionalReferenceId"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"customsStatus"}}]}}]}}]}}]} as unknown as DocumentNode<ClearanceQuery, ClearanceQueryVariables>;
export const DeclarationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Declaration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"mrn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"functionalReferenceId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"declaration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"mrn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"mrn"}}},{"kind":"Argument","name":{"kind":"Name","value":"functionalReferenceId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"functionalReferenceId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mrn"}},{"kind":"Field","name":{"kind":"Name","value":"functionalReferenceId"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"acceptanceDateTime"}},{"kind":"Field","name":{"kind":"Name","value":"customsStatus"}},{"kind":"Field","name":{"kind":"Name","value":"goodsItemQuantity"}},{"kind":"Field","name":{"kind":"Name","value":"totalPackageQuantity"}},{"kind":"Field","name":{"kind":"Name","value":"totalGrossMassMeasure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unitCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"declarant"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"exporter"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"goodsShipments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ucr"}},{"kind":"Field","name":{"kind":"Name","value":"destinationCountryCode"}},{"kind":"Field","name":{"kind":"Name","value":"importer"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"items"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sequenceNumeric"}},{"kind":"Field","name":{"kind":"Name","value":"commodity"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"classifications"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"identificationTypeCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"grossMassMeasure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unitCode"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"origins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"countryCode"}}]}},{"kind":"Field","name":{"kind":"Name","value":"additionalDocuments"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"categoryCode"}},{"kind":"Field","name":{"kind":"Name","value":"typeCode"}},{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"responses"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"functionCode"}},{"kind":"Field","name":{"kind":"Name","value":"issueDateTime"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DeclarationQuery, DeclarationQueryVariables>;