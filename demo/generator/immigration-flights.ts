import type { IncomingMessage } from '../immigration/intake.ts';
import { HOUR, localDate } from './clock.ts';
import { type Person, personOf, STATE } from './immigration-people.ts';

/** A flight of the day to Entebbe. `hasDefects`: its message is as careless as some that carriers really send. */
interface Flight {
  readonly number: string;
  readonly origin: string;
  /** Hours after the clock's time at which it lands, and how long it flies. */
  readonly arrivesIn: number;
  readonly flies: number;
  readonly passengers: number;
  readonly crew: number;
  readonly hasDefects: boolean;
}

/** Q9 is no carrier's code. */
const FLIGHTS: readonly Flight[] = [
  { number: 'Q9412', origin: 'NBO', arrivesIn: 2, flies: 1.25, passengers: 14, crew: 4, hasDefects: false },
  { number: 'Q9518', origin: 'MBA', arrivesIn: 5, flies: 1.75, passengers: 9, crew: 3, hasDefects: true },
];
const DESTINATION = 'EBB';

/** What the generator's passport numbers of the air begin with; those of the road begin with X. */
const PREFIX = 'A';

/** Passenger and crew lists of the day's flights as carriers send them: one interchange a flight, D:12B. */
export function* flightMessages(from: number): Generator<IncomingMessage> {
  for (const [at, flight] of FLIGHTS.entries()) {
    const arrivesAt = from + flight.arrivesIn * HOUR;
    const name = `${flight.number}-${localDate(arrivesAt)}.edi`;
    yield { name, bytes: Buffer.from(interchange(flight, arrivesAt, at, localDate(from)), 'utf8') };
  }
}

function interchange(flight: Flight, arrivesAt: number, at: number, date: string): string {
  const reference = `${short(arrivesAt).slice(0, 6)}${at + 1}`;
  const messages = [
    ['745', 'FL', flight.passengers],
    ['250', 'FM', flight.crew],
  ] as const;
  const prepared = short(arrivesAt - (flight.flies + 1) * HOUR);
  const address = `Q9AIR:ZZ+UGAIMM:ZZ+${prepared.slice(0, 6)}:${prepared.slice(6)}+${reference}`;
  const body = messages.flatMap(([code, party, count], place) =>
    list(flight, arrivesAt, { code, party, count, place: place + 1, first: at * 1_000 + place * 500, date }),
  );
  const end = flight.hasDefects ? [] : [`UNE+2+${reference}`, `UNZ+1+${reference}`];
  const group = flight.hasDefects ? 'UNG +PAXLST' : 'UNG+PAXLST';
  const segments = [`UNB+UNOA:4+${address}++APIS`, `${group}+${address}+UN+D:12B`, ...body, ...end];
  return `UNA:+.? '${flight.hasDefects ? '\r\n' : ''}${segments.map((segment) => `${segment}'`).join(flight.hasDefects ? ' \r\n' : '')}`;
}

interface List {
  readonly code: string;
  readonly party: string;
  readonly count: number;
  readonly place: number;
  /** Number of the first of its people. */
  readonly first: number;
  readonly date: string;
}

function list(flight: Flight, arrivesAt: number, { code, party, count, place, first, date }: List): readonly string[] {
  const reference = `PAX${String(place).padStart(3, '0')}`;
  const people = Array.from({ length: count }, (_, at) => personOf(documentNumber(date, first + at), date));
  const content = [
    `BGM+${code}`,
    'NAD+MS+++Q9 OPERATIONS',
    `TDT+20+${flight.number}`,
    `LOC+125+${flight.origin}`,
    `DTM+189:${short(arrivesAt - flight.flies * HOUR)}:201`,
    `LOC+87+${DESTINATION}`,
    `DTM+232:${short(arrivesAt)}:201`,
    ...people.flatMap((person, at) => personSegments(flight, person, party, first + at)),
    `CNT+${code === '745' ? 42 : 41}:${flight.hasDefects ? count + 7 : count}`,
  ];
  const counted = content.length + 2 + (flight.hasDefects ? 10 : 0);
  return [`UNH+${reference}+PAXLST:D:12B:UN:IATA`, ...content, `UNT+${counted}+${reference}`];
}

function personSegments(flight: Flight, person: Person, party: string, number: number): readonly string[] {
  const given = person.givenNames.toUpperCase().replace(' ', ':');
  // One list spells names in small letters, and tells of a meal in free text: neither should be.
  const name = flight.hasDefects ? `${person.surname}:${given}` : `${person.surname.toUpperCase()}:${given}`;
  return [
    `NAD+${party}+++${name}`,
    `ATT+2++${person.sex}`,
    `DTM+329:${person.birthDate.slice(2).replaceAll('-', '')}`,
    ...(flight.hasDefects && number % 4 === 0 ? ['FTX+ZZZ+++VEGETARIAN MEAL ORDERED'] : []),
    `LOC+178+${flight.origin}`,
    `LOC+179+${DESTINATION}`,
    `NAT+2+${STATE}`,
    ...(party === 'FL' ? [`RFF+AVF:Q9${String(number).padStart(4, '0')}`] : []),
    `DOC+P:110:111+${person.documentNumber}`,
    `DTM+36:${person.expiryDate.slice(2).replaceAll('-', '')}`,
    `LOC+91+${STATE}`,
  ];
}

/** Of one day every number another; the day is in it. */
function documentNumber(date: string, number: number): string {
  const day = Math.floor(Date.parse(date) / 86_400_000) % 10_000;
  return `${PREFIX}${String(day).padStart(4, '0')}${String(number).padStart(4, '0')}`;
}

/** Local time at the post, format 201: YYMMDDHHMM. */
function short(instant: number): string {
  return new Date(instant + 3 * HOUR).toISOString().slice(2, 16).replace(/\D/g, '');
}
