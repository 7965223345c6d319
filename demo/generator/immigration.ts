import { createHash } from 'node:crypto';
import type {
  AsylumApplication,
  Crossing,
  EntryExitRecord,
  OfficeHours,
  RegisterEntries,
  Visa,
} from '../immigration/register.ts';
import { HOUR, localDate, localDateTime, wholeSecond } from './clock.ts';
import { type Person, personOf, STATE } from './immigration-people.ts';
import type { Movement, Vehicle } from './movement.ts';
import { type Random, randomOf } from './random.ts';
import { STORY_ASYLUM, STORY_DOCUMENTS } from './story-people.ts';

const DAY = 24 * HOUR;
/** Share of travellers who hold a visa; the others stay without one, 90 days of any 180. */
const VISA_RATE = 0.1;
/** Number in its day of the lorry whose driver's passport has expired; 0 is the story's. */
const EXPIRED = 1;
const AUTHORISED_DAYS = 30;

/** A stay: days before the clock's time on which it began and ended. */
type Stay = readonly [enteredDaysAgo: number, leftDaysAgo: number];

/**
 * What immigration's booths and visa offices know of the crews of some lorries: documents, people, earlier crossings of
 * the border, visas.
 *
 * @param from the clock's time, milliseconds since the epoch.
 * @param first number in its day of the first of them.
 */
export function registerEntriesOf(movements: readonly Movement[], from: number, first: number): RegisterEntries {
  const people = movements.flatMap((movement, at) =>
    movement.crew.map(({ documentNumber, function: task }) => ({
      person: personOf(documentNumber, localDate(from), first + at === EXPIRED && task === 'DRV'),
      truck: movement.truck,
      history: historyOf(documentNumber),
    })),
  );
  const trips = people.flatMap(({ person, truck, history }) =>
    history.stays.map((stay, at) => tripOf(person, truck, stay, at, from)),
  );
  return {
    travellers: people.map(({ person }) => ({
      id: travellerId(person.documentNumber),
      surname: person.surname,
      givenNames: person.givenNames,
      birthDate: person.birthDate,
      sex: person.sex,
      nationality: STATE,
    })),
    documents: people.map(({ person }) => ({
      ...documentOf(person),
      expiryDate: person.expiryDate,
      travellerId: travellerId(person.documentNumber),
    })),
    entryExitRecords: trips.flatMap(({ records }) => records),
    crossings: trips.flatMap(({ crossings }) => crossings),
    visas: people.flatMap(({ person, history }) => (history.hasVisa ? [visaOf(person, localDate(from))] : [])),
    asylumApplications: people.flatMap(({ person }) => asylumOf(person, from)),
    officeHours: [],
  };
}

/** Opening hours of immigration: the posts on the road never close, the office at the airport does at night. */
export function openingHours(): readonly OfficeHours[] {
  const weekdays = [1, 2, 3, 4, 5, 6, 7];
  const always = ['UGBUS', 'KEBUS', 'UGMAL', 'KEMAL'].flatMap((post) =>
    weekdays.map((weekday) => ({ post, weekday, opens: '00:00', closes: '24:00' })),
  );
  const airport = weekdays.map((weekday) => ({ post: 'UGEBB', weekday, opens: '04:30', closes: '23:30' }));
  return [...always, ...airport];
}

/** What a person did before: told for the story's crew, drawn for the others. Stays do not overlap, oldest first. */
function historyOf(documentNumber: string): { stays: readonly Stay[]; hasVisa: boolean } {
  const told = STORY_DOCUMENTS.get(documentNumber);
  if (told) return told;
  const random = randomOf(`history ${documentNumber}`);
  const count = random.below(3);
  return {
    stays: Array.from({ length: count }, (_, at) => stayOf(random, count - at)),
    hasVisa: random.next() < VISA_RATE,
  };
}

/** Within the `place`th span of 60 days back. */
function stayOf(random: Random, place: number): Stay {
  const left = (place - 1) * 60 + 2 + random.below(30);
  return [left + 1 + random.below(20), left];
}

function tripOf(person: Person, truck: Vehicle, [entered, left]: Stay, at: number, from: number) {
  const post = at % 2 === 0 ? 'UGBUS' : 'UGMAL';
  const step = (direction: 'ENTRY' | 'EXIT', daysAgo: number) => {
    const id = `${person.documentNumber}-${localDate(from)}-${at + 1}-${direction}`;
    const what = {
      document: documentOf(person),
      direction,
      dateTime: localDateTime(wholeSecond(from - daysAgo * DAY)),
      post,
    };
    const record: EntryExitRecord = {
      ...what,
      id,
      authorisedDays: direction === 'ENTRY' ? AUTHORISED_DAYS : null,
      refusalReason: null,
    };
    const crossing: Crossing = { ...what, id, vehicle: truck, lane: 'L2' };
    return { record, crossing };
  };
  const steps = [step('ENTRY', entered), step('EXIT', left)];
  return { records: steps.map(({ record }) => record), crossings: steps.map(({ crossing }) => crossing) };
}

function visaOf(person: Person, date: string): Visa {
  const year = Number(date.slice(0, 4));
  return {
    number: `UGV${person.documentNumber.slice(1)}`,
    issuingState: 'UGA',
    document: documentOf(person),
    type: 'Multiple entry, business',
    validFrom: `${year}-01-01`,
    validUntil: `${year + 1}-12-31`,
    entries: null,
    durationDays: 90,
    status: 'ISSUED',
  };
}

function asylumOf({ documentNumber }: Person, from: number): readonly AsylumApplication[] {
  const countryOfOrigin = STORY_ASYLUM.get(documentNumber);
  if (countryOfOrigin === undefined) return [];
  const lodgedOn = localDate(from - 200 * DAY);
  const person = travellerId(documentNumber);
  return [{ id: `ASY-${person.slice(-6)}`, travellerId: person, countryOfOrigin, lodgedOn, status: 'LODGED' }];
}

function documentOf({ documentNumber }: Person) {
  return { documentNumber, issuingState: STATE, documentType: 'P' } as const;
}

/** The register's reference: says nothing by itself. */
function travellerId(documentNumber: string): string {
  return `IMM-${createHash('sha256').update(`traveller ${documentNumber}`).digest('hex').slice(0, 12)}`;
}
