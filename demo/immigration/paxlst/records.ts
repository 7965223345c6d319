/** One leg of a flight or voyage as the carrier announces it; times are local to the place, without offset. */
export interface Leg {
  /** Carrier and number. */
  readonly flight: string;
  /** UN/EDIFACT 8067, as WCO T022: 1 sea, 4 air. */
  readonly modeCode: string;
  readonly departure: Stop | undefined;
  readonly arrival: Stop | undefined;
}

/** A place and when: IATA code or UN/LOCODE. */
export interface Stop {
  readonly locationId: string;
  /** Calendar date, ISO 8601. */
  readonly date: string | undefined;
  /** `HH:MM` */
  readonly time: string | undefined;
}

/** A document that the carrier has seen. */
export interface AnnouncedDocument {
  readonly documentNumber: string;
  /** ICAO 9303-3; undefined where it was not said, or is none. */
  readonly issuingState: string | undefined;
  readonly documentType: string;
  readonly expiryDate: string | undefined;
}

/** A person on board. Address, contacts and baggage are not asked for. */
export interface ApiRecord {
  /** FL passenger, FM crew, DDU and DDT those who go on with the same means. */
  readonly partyFunctionCode: string;
  readonly surname: string | undefined;
  readonly givenNames: string | undefined;
  readonly sex: string | undefined;
  readonly birthDate: string | undefined;
  readonly nationality: string | undefined;
  readonly embarkationLocationId: string | undefined;
  readonly debarkationLocationId: string | undefined;
  readonly passengerNameRecordLocator: string | undefined;
  readonly uniqueReference: string | undefined;
  readonly documents: readonly AnnouncedDocument[];
}

/** A PAXLST message as read. */
export interface PassengerList {
  /** Who reports, without telephone numbers. */
  readonly reportingParty: string | undefined;
  readonly legs: readonly Leg[];
  readonly records: readonly ApiRecord[];
}
