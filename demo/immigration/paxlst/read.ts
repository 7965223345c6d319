import { mrzStateCode } from '../../../standards/codes/countries.ts';
import { lettersAndDigits } from '../../../standards/identifiers/keys.ts';
import { type DateAndTime, dateAndTimeOf } from '../edifact/dates.ts';
import { componentOf, type Message } from '../edifact/interchange.ts';
import type { PlacedSegment } from '../edifact/segments.ts';
import { isKept } from '../scrub.ts';
import type { Warnings } from '../warnings.ts';
import { Itinerary } from './itinerary.ts';
import type { AnnouncedDocument, ApiRecord, PassengerList } from './records.ts';

type Draft<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type DraftDocument = Draft<AnnouncedDocument>;

const PEOPLE = new Set(['FL', 'FM', 'DDU', 'DDT']);
const LONGEST_VALUE = 100;
/** Segments of the message that are kept and read nothing of. */
const SILENT = new Set(['BGM', 'GEI', 'MEA']);

/**
 * Reads a PAXLST message (D:02B to D:12B), leaving out what is not asked for.
 *
 * @param today ISO 8601: nobody is born after it.
 */
export function readPassengerList(message: Message, today: string, warnings: Warnings): PassengerList {
  const reader = new PassengerListReader(today, warnings);
  for (const segment of message.segments) reader.read(segment);
  return reader.finish(message.header);
}

class PassengerListReader {
  readonly #today: string;
  readonly #warnings: Warnings;
  readonly #itinerary: Itinerary;
  readonly #records: Array<Draft<Omit<ApiRecord, 'documents'>> & { readonly documents: DraftDocument[] }> = [];
  readonly #documentSegments = new Map<DraftDocument, PlacedSegment>();
  #reportingParty: string | undefined;
  /** What LOC, DTM and RFF speak of. */
  #about: 'message' | 'transport' | 'person' | 'document' | 'other' = 'message';

  constructor(today: string, warnings: Warnings) {
    this.#today = today;
    this.#warnings = warnings;
    this.#itinerary = new Itinerary(warnings);
  }

  read(segment: PlacedSegment): void {
    switch (segment.tag) {
      case 'TDT':
        this.#about = 'transport';
        this.#itinerary.transport(segment);
        break;
      case 'NAD':
        this.#party(segment);
        break;
      case 'LOC':
        this.#location(segment);
        break;
      case 'DTM':
        this.#dateTime(segment);
        break;
      case 'DOC':
        this.#document(segment);
        break;
      case 'ATT':
      case 'NAT':
      case 'RFF':
        this.#attribute(segment);
        break;
      case 'CNT':
        this.#count(segment);
        break;
      default:
        // What is not kept has its warning already.
        if (isKept(segment) && !SILENT.has(segment.tag)) this.#warnings.add('MISPLACED_SEGMENT', segment);
    }
  }

  finish(header: PlacedSegment): PassengerList {
    const legs = this.#itinerary.legs();
    if (legs.length === 0) this.#warnings.add('NO_FLIGHT', header);
    for (const [document, segment] of this.#documentSegments) {
      if (document.issuingState === undefined) this.#warnings.add('DOCUMENT_INCOMPLETE', segment);
    }
    return { reportingParty: this.#reportingParty, legs, records: this.#records };
  }

  #party(segment: PlacedSegment): void {
    const partyFunctionCode = componentOf(segment, 0).toUpperCase();
    const [surname, ...givenNames] = [0, 1, 2, 3, 4].map((part) => this.#value(segment, 3, part));
    this.#about = PEOPLE.has(partyFunctionCode) ? 'person' : 'other';
    if (partyFunctionCode === 'MS') this.#reportingParty = surname ?? this.#value(segment, 1);
    if (this.#about === 'other') return;
    this.#records.push({
      partyFunctionCode,
      surname,
      givenNames: givenNames.filter((name) => name !== undefined).join(' ') || undefined,
      sex: undefined,
      birthDate: undefined,
      nationality: undefined,
      embarkationLocationId: undefined,
      debarkationLocationId: undefined,
      passengerNameRecordLocator: undefined,
      uniqueReference: undefined,
      documents: [],
    });
  }

  #attribute(segment: PlacedSegment): void {
    const person = this.#person(segment);
    if (segment.tag === 'ATT' && person) {
      const sex = componentOf(segment, 2).toUpperCase();
      if (componentOf(segment, 0) !== '2') return;
      if (/^[MFXU]$/.test(sex)) person.sex = sex === 'U' ? 'X' : sex;
      else this.#warnings.add('BAD_CODE', segment);
    }
    if (segment.tag === 'NAT' && person) person.nationality = this.#state(segment, componentOf(segment, 1));
    if (segment.tag !== 'RFF' || !person) return;
    if (componentOf(segment, 0) === 'AVF') person.passengerNameRecordLocator = this.#value(segment, 0, 1);
    if (componentOf(segment, 0) === 'ABO') person.uniqueReference = this.#value(segment, 0, 1);
  }

  #location(segment: PlacedSegment): void {
    if (this.#about === 'transport') {
      this.#itinerary.location(segment);
      return;
    }
    const kind = componentOf(segment, 0);
    const document = this.#records.at(-1)?.documents.at(-1);
    if (kind === '91' && this.#about === 'document' && document) {
      document.issuingState = this.#state(segment, componentOf(segment, 1));
      return;
    }
    const person = this.#person(segment);
    if (!person) return;
    if (kind === '178') person.embarkationLocationId = this.#value(segment, 1);
    if (kind === '179') person.debarkationLocationId = this.#value(segment, 1);
  }

  #dateTime(segment: PlacedSegment): void {
    if (this.#about === 'transport') {
      this.#itinerary.dateTime(segment);
      return;
    }
    const kind = componentOf(segment, 0);
    const document = this.#about === 'document' ? this.#records.at(-1)?.documents.at(-1) : undefined;
    if (kind === '36' && document) document.expiryDate = this.#date(segment)?.date;
    if (kind !== '329') return;
    const person = this.#person(segment);
    if (person) person.birthDate = this.#date(segment, this.#today)?.date;
  }

  #document(segment: PlacedSegment): void {
    const person = this.#person(segment);
    if (!person) return;
    this.#about = 'document';
    const documentNumber = lettersAndDigits(this.#value(segment, 1) ?? '');
    const documentType = lettersAndDigits(this.#value(segment, 0) ?? '').slice(0, 1);
    if (documentNumber === '' || !/^[A-Z]$/.test(documentType)) {
      // What follows speaks of a document that nobody could name.
      this.#about = 'person';
      this.#warnings.add('DOCUMENT_INCOMPLETE', segment);
      return;
    }
    const document: DraftDocument = { documentNumber, issuingState: undefined, documentType, expiryDate: undefined };
    person.documents.push(document);
    this.#documentSegments.set(document, segment);
  }

  /** CNT 42 counts passengers, 41 crew. */
  #count(segment: PlacedSegment): void {
    const codes = { '42': ['FL', 'DDU'], '41': ['FM', 'DDT'] }[componentOf(segment, 0)];
    if (!codes) return;
    const people = this.#records.filter(({ partyFunctionCode }) => codes.includes(partyFunctionCode)).length;
    if (Number(componentOf(segment, 0, 1)) !== people) this.#warnings.add('CNT_DIFFERS', segment);
  }

  /** The person the segment speaks of; a segment before any person says nothing of one. */
  #person(segment: PlacedSegment) {
    const isOfPerson = this.#about === 'person' || this.#about === 'document';
    const isOfMessage = segment.tag === 'RFF' || segment.tag === 'DTM' || segment.tag === 'LOC';
    if (!isOfPerson && !isOfMessage) this.#warnings.add('MISPLACED_SEGMENT', segment);
    return isOfPerson ? this.#records.at(-1) : undefined;
  }

  #state(segment: PlacedSegment, code: string): string | undefined {
    const state = mrzStateCode(code.toUpperCase());
    if (state === undefined) this.#warnings.add('BAD_CODE', segment);
    return state;
  }

  #date(segment: PlacedSegment, newest?: string): DateAndTime | undefined {
    const date = dateAndTimeOf(componentOf(segment, 0, 1), componentOf(segment, 0, 2), newest);
    if (!date) this.#warnings.add('BAD_DATE_TIME', segment);
    return date;
  }

  #value(segment: PlacedSegment, element: number, component = 0): string | undefined {
    const value = componentOf(segment, element, component);
    if (value.length <= LONGEST_VALUE) return value || undefined;
    this.#warnings.add('VALUE_TOO_LONG', segment);
    return undefined;
  }
}
