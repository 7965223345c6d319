import type { RiskResultRow } from '../customs/intake.ts';
import type { Feed } from '../police/records.ts';
import { HOUR, localDate, localDateTime, localHour, wholeSecond } from './clock.ts';
import { declarationPlan, type Progress } from './declaration.ts';
import { type Container, type CrewMember, EMPTY_FEED, type Movement, movementId, type Vehicle } from './movement.ts';
import { type DayNumbers, dayNumbers } from './numbers.ts';
import { lostDocument, vehicleAlert } from './police-entries.ts';
import { isChosen, type Random, randomOf } from './random.ts';
import { duration } from './release-times.ts';
import { storyMovement } from './story.ts';

/** What a generated day is made from; the same three give the same day. */
export interface DayOptions {
  /** Lorries beside the story's. */
  readonly movements: number;
  readonly seed: number;
  /** Milliseconds since the epoch, on a whole second; the day lasts from 12 hours before to 12 hours after. */
  readonly from: number;
}

/** Share of movements that customs holds. */
const HOLD_RATE = 0.005;
/** Share of travellers whose document is reported lost (about the hit rate published for INTERPOL's register). */
const LOST_DOCUMENT_RATE = 0.0001;
/** Share of lorries with an alert; every second one is covert. */
const ALERT_RATE = 0.005;
/** Share of movements that customs' risk engine has assessed. */
const ASSESSED_RATE = 0.95;

/** How busy the post is, by local hour. */
const BUSYNESS = [2, 1, 1, 1, 2, 4, 6, 8, 9, 9, 8, 8, 7, 7, 8, 8, 8, 7, 6, 5, 4, 4, 3, 3] as const;

/** Traveller numbers of one movement: two places for each. */
const CREW_PLACES = 2;

interface Day {
  readonly options: DayOptions;
  readonly numbers: DayNumbers;
  readonly phase: { readonly hold: number; readonly lost: number; readonly alert: number };
}

/** The movements of a day: the story's, then the others in order of arrival; one at a time, however many there are. */
export function* dayOf(options: DayOptions): Generator<Movement> {
  yield storyMovement(options.from);
  yield* movementsOf(options);
}

function* movementsOf(options: DayOptions): Generator<Movement> {
  const seed = `${options.seed} ${options.movements} ${options.from}`;
  const random = randomOf(seed);
  const phase = { hold: random.next(), lost: random.next(), alert: random.next() };
  const day: Day = { options, numbers: dayNumbers(seed, options.from), phase };
  const arrivals = arrivalsOf(options, random);
  let ordinal = 0;
  let index = 0;
  for (const arrivalAt of arrivals) {
    const movement = movementOf(day, index, arrivalAt, ordinal, randomOf(`${seed} ${index}`));
    yield movement;
    ordinal += movement.declarations.length;
    index += 1;
  }
}

/** One arrival in each of `movements` equal shares of the day's traffic: ascending, busier by day than by night. */
function* arrivalsOf({ movements, from }: DayOptions, random: Random): Generator<number> {
  const start = from - 12 * HOUR;
  const hours = Array.from({ length: 24 }, (_, hour) => BUSYNESS[Math.floor(localHour(start + hour * HOUR))] ?? 1);
  const total = hours.reduce<number>((sum, weight) => sum + weight, 0);
  for (let index = 0; index < movements; index++) {
    let share = ((index + random.next()) / movements) * total;
    let hour = 0;
    while (hour < 23 && share >= (hours[hour] ?? 0)) share -= hours[hour++] ?? 0;
    yield wholeSecond(start + (hour + share / (hours[hour] ?? 1)) * HOUR);
  }
}

function movementOf(day: Day, index: number, arrivalAt: number, ordinal: number, random: Random): Movement {
  const traffic = random.weighted([
    ['IMA', 65],
    ['T1', 10],
    ['EXA', 25],
  ] as const);
  const state = random.weighted([
    ['UG', 45],
    ['KE', 42],
    ['RW', 8],
    ['TZ', 5],
  ] as const);
  const truck = { state, registration: day.numbers.plate(index, state) };
  const id = movementId(traffic === 'EXA' ? 'OUT' : 'IN', truck, arrivalAt);
  const crew = crewOf(day, index, random);
  const band = random.weighted([
    ['GREEN', 75],
    ['YELLOW', 18],
    ['RED', 4],
    ['BLUE', 3],
  ] as const);
  const isHeld = isChosen(index, HOLD_RATE, day.phase.hold);
  const progress = progressOf(day.options.from, arrivalAt, band, isHeld, random);
  const count = random.weighted([
    [1, 70],
    [2, 22],
    [3, 8],
  ] as const);
  const declarations = Array.from({ length: count }, (_, at) =>
    declarationPlan({
      traffic,
      numbers: day.numbers,
      ordinal: ordinal + at,
      // One declaration of a held movement is held: the others go their way.
      progress: at === 0 ? progress : progressOf(day.options.from, arrivalAt, band, false, random),
      from: day.options.from,
      random,
    }),
  );
  const { trailer, container } = equipmentOf(day, index, random);
  const risk =
    random.next() < ASSESSED_RATE ? riskOf(id, band, declarations[0]?.issuedAt ?? arrivalAt, random) : undefined;
  return {
    id,
    arrivalAt,
    truck,
    trailer,
    container,
    crew,
    declarations,
    risk,
    police: policeOf(day, index, truck, crew),
  };
}

function crewOf(day: Day, index: number, random: Random): [CrewMember, ...CrewMember[]] {
  const member = (role: CrewMember['function'], place: number): CrewMember => ({
    function: role,
    documentNumber: day.numbers.passport(index * CREW_PLACES + place),
    issuingState: 'UTO',
  });
  const driver = member('DRV', 0);
  return random.next() < 0.4 ? [driver, member('CDR', 1)] : [driver];
}

function equipmentOf(
  day: Day,
  index: number,
  random: Random,
): { trailer: Vehicle | undefined; container: Container | undefined } {
  const trailer =
    random.next() < 0.8
      ? { state: random.next() < 0.5 ? 'KE' : 'UG', registration: day.numbers.trailer(index) }
      : undefined;
  const seal = `SL${String(random.below(1_000_000)).padStart(6, '0')}`;
  const container = random.next() < 0.55 ? { number: day.numbers.container(index), seal } : undefined;
  return { trailer, container };
}

/** What happens when: everything is decided here, only what lies before the clock's time is told. */
function progressOf(
  from: number,
  arrivalAt: number,
  band: RiskResultRow['band'],
  isHeld: boolean,
  random: Random,
): Progress {
  // Announced before the clock's time, or nobody could know of the lorry.
  const issuedAt = Math.min(arrivalAt - duration(random, 'lead'), from - duration(random, 'lead') / 4);
  const acceptedAt = issuedAt + duration(random, 'acceptance');
  const control = band === 'RED' ? '05' : band === 'YELLOW' || isHeld ? '06' : undefined;
  if (isHeld) {
    const heldAt = from - HOUR * (0.1 + random.next());
    const accepted = Math.min(acceptedAt, heldAt - 120_000);
    return {
      issuedAt: Math.min(issuedAt, accepted - 60_000),
      acceptedAt: accepted,
      later: [{ functionCode: control ?? '06', at: heldAt }],
    };
  }
  const start = Math.max(arrivalAt, acceptedAt);
  const controlledAt = start + duration(random, 'control');
  const resultAt = controlledAt + duration(random, 'result');
  const releasedAt = control ? resultAt + duration(random, 'releaseAfterControl') : start + duration(random, 'release');
  const exitedAt = releasedAt + duration(random, 'exit');
  const controlled = control
    ? [
        { functionCode: control, at: controlledAt },
        { functionCode: '07', at: resultAt },
      ]
    : [];
  const later = [...controlled, { functionCode: '08', at: releasedAt }, { functionCode: 'gate', at: exitedAt }];
  return { issuedAt, acceptedAt, later };
}

function riskOf(movement: string, band: RiskResultRow['band'], at: number, random: Random): RiskResultRow {
  const lowest = { GREEN: 0, BLUE: 20, YELLOW: 40, RED: 70 }[band];
  const rule = { GREEN: 'RM-000', BLUE: 'RM-310', YELLOW: 'RM-120', RED: 'RM-077' }[band];
  const score = lowest + random.below(20);
  return { movementId: movement, band, score, ruleId: rule, assessedAt: localDateTime(wholeSecond(at + 60_000)) };
}

function policeOf(day: Day, index: number, truck: Vehicle, crew: readonly CrewMember[]): Feed {
  const date = localDate(day.options.from);
  const lost = crew.filter((_, place) => isChosen(index * CREW_PLACES + place, LOST_DOCUMENT_RATE, day.phase.lost));
  const hasAlert = isChosen(index, ALERT_RATE, day.phase.alert);
  if (lost.length === 0 && !hasAlert) return EMPTY_FEED;
  const isCovert = Math.floor(index * ALERT_RATE + day.phase.alert) % 2 === 0;
  return {
    alerts: hasAlert ? [vehicleAlert(truck, date, isCovert)] : [],
    stolenLostDocuments: lost.map((member) => lostDocument(member.documentNumber, date)),
    stolenVehicles: [],
  };
}
