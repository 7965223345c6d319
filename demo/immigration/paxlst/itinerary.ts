import { flightNumber } from '../../../standards/identifiers/flight.ts';
import { dateAndTimeOf } from '../edifact/dates.ts';
import { componentOf } from '../edifact/interchange.ts';
import type { PlacedSegment } from '../edifact/segments.ts';
import type { Warnings } from '../warnings.ts';
import type { Leg, Stop } from './records.ts';

/** A stop as its segments come: when the means arrives there and when it leaves. */
interface Call {
  readonly locationId: string;
  arrival?: Stop;
  departure?: Stop;
}

/** Legs of one message at most: more than any journey has. */
const MAX_LEGS = 200;
const AIR = '4';
const LONGEST_FLIGHT = 17;

/** Puts flights and voyages together from TDT, LOC (125 departure, 87 first arrival, 92 itinerary) and DTM (189, 232). */
export class Itinerary {
  readonly #warnings: Warnings;
  readonly #transports: Array<{ flight: string; modeCode: string; calls: Call[] }> = [];

  constructor(warnings: Warnings) {
    this.#warnings = warnings;
  }

  /** TDT: carrier and number in one element, or the carrier in one of its own. */
  transport(segment: PlacedSegment): void {
    const number = componentOf(segment, 1);
    const carrier = /^\d/.test(number) && !/^\d[A-Z]/i.test(number) ? componentOf(segment, 4) : '';
    const flight = flightNumber(carrier + number);
    if (flight === '' || flight.length > LONGEST_FLIGHT || this.#transports.length >= MAX_LEGS) {
      this.#warnings.add('BAD_CODE', segment);
      return;
    }
    const mode = componentOf(segment, 2);
    this.#transports.push({ flight, modeCode: /^[1-9]$/.test(mode) ? mode : AIR, calls: [] });
  }

  location(segment: PlacedSegment): void {
    const locationId = componentOf(segment, 1).toUpperCase();
    const calls = this.#transports.at(-1)?.calls;
    if (!calls) return;
    if (/^[A-Z0-9]{3,5}$/.test(locationId) && calls.length < MAX_LEGS) calls.push({ locationId });
    else this.#warnings.add('BAD_CODE', segment);
  }

  dateTime(segment: PlacedSegment): void {
    const kind = componentOf(segment, 0);
    const call = this.#transports.at(-1)?.calls.at(-1);
    if (!call || (kind !== '189' && kind !== '232')) return;
    const at = dateAndTimeOf(componentOf(segment, 0, 1), componentOf(segment, 0, 2));
    if (!at) this.#warnings.add('BAD_DATE_TIME', segment);
    else if (kind === '189') call.departure = { locationId: call.locationId, ...at };
    else call.arrival = { locationId: call.locationId, ...at };
  }

  /** Each arrival ends a leg that began at the last departure before it. */
  legs(): readonly Leg[] {
    return this.#transports.flatMap(({ flight, modeCode, calls }) => {
      const legs: Leg[] = [];
      let departure: Stop | undefined;
      for (const call of calls) {
        if (call.arrival) legs.push({ flight, modeCode, departure, arrival: call.arrival });
        departure = call.departure ?? departure;
      }
      return legs.length > 0 ? legs : [{ flight, modeCode, departure, arrival: undefined }];
    });
  }
}
