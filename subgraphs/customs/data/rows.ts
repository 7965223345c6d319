import type { Counted } from '../../kit/index.ts';
import type * as graph from '../generated/types.ts';

/**
 * What resolvers are given: the graph's own types without the fields that are loaded on request, and the place to load
 * them by.
 */

/** Place of a row in the system: the message it came with and its number there; without a message nothing is below. */
export interface Node {
  readonly messageId: string | null;
  readonly node: number;
}

export type DeclarationRow = Omit<
  graph.Declaration,
  | '__typename'
  | 'declarant'
  | 'agent'
  | 'exporter'
  | 'authorisationHolders'
  | 'additionalDocuments'
  | 'additionalInformation'
  | 'obligationGuarantees'
  | 'borderTransportMeans'
  | 'consignment'
  | 'goodsShipments'
  | 'responses'
  | 'versions'
  | 'cancellationRequestedDateTime'
  | 'customsStatus'
  | 'customsHolds'
  | 'invoiceAmountBand'
  | 'countriesConcerned'
> &
  Node & { readonly id: string };

/** `position` is the instant by which notifications are ordered: what a cursor holds. */
export type ResponseRow = Omit<graph.Response, '__typename' | 'additionalInformation'> &
  Node & { readonly position: string };

export type BorderTransportMeansRow = Omit<graph.BorderTransportMeans, '__typename' | 'crewMembers'> & Node;

export type GoodsShipmentRow = Omit<
  graph.GoodsShipment,
  | '__typename'
  | 'consignor'
  | 'consignee'
  | 'importer'
  | 'buyer'
  | 'seller'
  | 'consignment'
  | 'previousDocuments'
  | 'items'
> &
  Node;

export type ConsignmentRow = Omit<graph.Consignment, '__typename' | 'carrier' | 'itineraries' | 'transportEquipment'> &
  Node;

export type TransportEquipmentRow = Omit<graph.TransportEquipment, '__typename' | 'seals'> & Node;

/** An item; its commodity is kept in the same row. */
export type ItemRow = Pick<
  graph.GovernmentAgencyGoodsItem,
  | 'mrn'
  | 'sequenceNumeric'
  | 'customsValueAmount'
  | 'statisticalValueAmount'
  | 'valuationMethodCode'
  | 'ucr'
  | 'traderAssignedReferenceId'
> &
  Omit<graph.Commodity, '__typename' | 'classifications' | 'dutyTaxFees' | 'dangerousGoodsUndgIds'> &
  Node;

export type PartyRow = Omit<graph.TraderParty, '__typename'> & { readonly role: string };

export type ResponseConnectionRow = Counted<ResponseRow, string>;
export type ItemConnectionRow = Counted<ItemRow, Node>;

/** A movement; null where no declaration announces it, and then customs says nothing of it. */
export interface MovementRow {
  readonly id: string;
  readonly customsArrivalDateTime: string | null;
}

/** Answer to a clearance question; the id says it all. */
export interface ClearanceRow {
  readonly id: string;
}

/** Window of arrivals; the id says it all. */
export interface ArrivalsRow {
  readonly id: string;
}

type Key = string | null | undefined;

/** Key of a goods item as another agency names it. */
export interface ItemKey {
  readonly mrn: string;
  readonly sequenceNumeric: number;
}

/** Key of a cited document as another agency names it. */
export interface CitedDocumentKey {
  readonly documentCode: string;
  readonly id: string;
}

/** Key of a vehicle as another agency names it. */
export interface VehicleKey {
  readonly registrationNationalityCode?: Key;
  readonly registrationId?: Key;
}

/** Key of a travel document as another agency names it. */
export interface TravelDocumentKey {
  readonly documentNumber?: Key;
  readonly issuingState?: Key;
  readonly documentType?: Key;
}
