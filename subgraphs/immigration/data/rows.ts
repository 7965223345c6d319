import type { Counted, DocumentKey } from '../../kit/index.ts';

import type * as graph from '../generated/types.ts';

/** What resolvers are given: the graph's own fields, and what the others are loaded by. */

/** A document; not known to immigration where it was only named by others, and then nothing is known of it. */
export interface DocumentRow extends DocumentKey {
  readonly isKnown: boolean;
  /** Calendar date, ISO 8601. */
  readonly expiryDate: string | null;
  readonly travellerId: string | null;
}

export type TravellerRow = Omit<
  graph.Traveller,
  '__typename' | 'travelDocuments' | 'asylumApplications' | 'isMinor' | 'id'
> & {
  readonly id: string;
};

export type AsylumRow = Omit<graph.AsylumApplication, '__typename'>;

export type VisaRow = Omit<graph.Visa, '__typename' | 'isValidToday'> & {
  readonly validFrom: string;
  readonly validUntil: string;
};

/** `position` is the instant with all its digits: what a cursor holds. */
export type EntryExitRow = Omit<graph.EntryExitRecord, '__typename' | 'id' | 'dateTime'> & {
  readonly id: string;
  readonly position: string;
};

export type CrossingRow = Pick<graph.Crossing, 'post' | 'lane' | 'direction'> &
  DocumentKey & {
    readonly id: string;
    readonly position: string;
    readonly registrationNationalityCode: string | null;
    readonly registrationId: string | null;
  };

/** A person announced; the three numbers say where: message, UNH in it, NAD in that. */
export type ApiRecordRow = Omit<graph.ApiRecord, '__typename' | 'travelDocuments' | 'isMinor'> & {
  readonly messageId: string;
  readonly messageOrdinal: number;
  readonly ordinal: number;
};

export type EntryExitConnectionRow = Counted<EntryExitRow, readonly string[]>;
export type CrossingConnectionRow = Counted<CrossingRow, readonly string[]>;
export type ApiRecordConnectionRow = Counted<ApiRecordRow, Announced>;

/** Whose announced people are asked for. */
export type Announced =
  | { readonly kind: 'flight'; readonly flight: string; readonly date: string }
  | { readonly kind: 'movement'; readonly id: string };

export interface MovementRow {
  readonly id: string;
  readonly immigrationArrivalDateTime: string;
}

/** Window of arrivals; the id says it all. */
export interface ArrivalsRow {
  readonly id: string;
}

export interface PostKey {
  readonly locode: string;
}
