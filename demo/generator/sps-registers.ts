import type { DiseaseEvent, Establishment, OfficeHours, Registers } from '../sps/registers.ts';
import { HOUR, localDate } from './clock.ts';

const DAY = 24 * HOUR;

/**
 * What SPS' own registers hold on a day: outbreaks in the region, the one around the origin of the story's meat among
 * them, establishments, and opening hours on both sides of Busia and Malaba. All of it is invented.
 *
 * @param from the clock's time, milliseconds since the epoch.
 */
export function spsRegisters(from: number): Registers {
  return { diseaseEvents: diseaseEvents(from), establishments: ESTABLISHMENTS, officeHours: OFFICE_HOURS };
}

interface Outbreak {
  readonly disease: string;
  readonly serotype: string | null;
  readonly species: string;
  readonly country: string;
  readonly area: string;
  readonly at: readonly [latitude: number, longitude: number];
  readonly cases: readonly [cases: number, deaths: number];
  /** Days since it was confirmed, and since it was resolved. */
  readonly days: readonly [confirmed: number, resolved: number | null];
  /** Radius of the protection and of the surveillance zone, kilometre. */
  readonly zones: readonly [protection: number, surveillance: number];
}

const FMD = 'Foot and mouth disease';

const OUTBREAKS: readonly Outbreak[] = [
  outbreak(FMD, 'O', 'Capra hircus', 'KE', 'Trans Nzoia', [1.02, 34.99], [84, 3], [12, null], [3, 10]),
  outbreak(FMD, 'O', 'Bos taurus', 'KE', 'Trans Nzoia', [1.05, 34.96], [212, 9], [11, null], [3, 10]),
  outbreak(
    'Peste des petits ruminants',
    null,
    'Ovis aries',
    'KE',
    'Turkana',
    [3.12, 35.6],
    [140, 51],
    [95, 20],
    [0, 0],
  ),
  outbreak('Lumpy skin disease', null, 'Bos taurus', 'UG', 'Nakasongola', [1.31, 32.46], [66, 4], [40, null], [10, 20]),
  outbreak('African swine fever', null, 'Sus scrofa', 'UG', 'Masaka', [-0.34, 31.73], [310, 260], [27, null], [3, 10]),
  outbreak('Newcastle disease', null, 'Gallus gallus', 'TZ', 'Mwanza', [-2.52, 32.9], [900, 610], [60, 8], [3, 10]),
  outbreak('Maize lethal necrosis', null, 'Zea mays', 'RW', 'Musanze', [-1.5, 29.63], [35, 0], [150, null], [0, 0]),
];

function diseaseEvents(from: number): DiseaseEvent[] {
  const date = (daysAgo: number) => localDate(from - daysAgo * DAY);
  return OUTBREAKS.map(({ disease, serotype, species, country, area, at, cases, days, zones }, index) => ({
    eventId: String(5_201 + index),
    outbreakId: `OB-${140_310 + index}`,
    disease,
    serotype,
    species,
    countryCode: country,
    adminArea: area,
    latitude: at[0],
    longitude: at[1],
    cases: cases[0],
    deaths: cases[1],
    startDate: date(days[0] + 6),
    confirmedDate: date(days[0]),
    resolvedDate: days[1] === null ? null : date(days[1]),
    protectionZoneKm: zones[0],
    surveillanceZoneKm: zones[1],
  }));
}

const ESTABLISHMENTS: readonly Establishment[] = [
  establishment('KE-1042', 'Kelmuto Abattoir', 'Slaughterhouse', 'KE', 1.01, 34.98),
  establishment('KE-2217', 'Zorvana Dairy', 'Dairy', 'KE', 0.52, 35.27),
  establishment('UG-0318', 'Ubirandi Cold Store', 'Cold store', 'UG', 0.35, 32.6),
  establishment('TZ-0771', 'Mivolane Fisheries', 'Fish processing', 'TZ', -2.51, 32.91),
];

/** Round the clock at Busia, by day at Malaba; Kenya's side of Malaba closes on Sundays. */
const OFFICE_HOURS: readonly OfficeHours[] = [
  ...week('UGBUS', 7, '00:00', '24:00'),
  ...week('KEBUS', 7, '06:00', '22:00'),
  ...week('UGMAL', 7, '06:00', '22:00'),
  ...week('KEMAL', 6, '07:00', '19:00'),
];

function week(post: string, days: number, opens: string, closes: string): OfficeHours[] {
  return Array.from({ length: days }, (_, day) => ({ post, weekday: day + 1, opens, closes }));
}

function establishment(
  approvalNumber: string,
  name: string,
  activity: string,
  countryCode: string,
  latitude: number,
  longitude: number,
): Establishment {
  return { approvalNumber, name, activity, countryCode, latitude, longitude, status: 'APPROVED' };
}

function outbreak(
  disease: string,
  serotype: string | null,
  species: string,
  country: string,
  area: string,
  at: Outbreak['at'],
  cases: Outbreak['cases'],
  days: Outbreak['days'],
  zones: Outbreak['zones'],
): Outbreak {
  return { disease, serotype, species, country, area, at, cases, days, zones };
}
