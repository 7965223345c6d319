import { containerCheckDigit } from '../../standards/identifiers/container.ts';
import type { Feed } from '../police/records.ts';
import { HOUR, localDate, localDateTime, wholeSecond } from './clock.ts';
import { conformityCertificate } from './declaration.ts';
import { CONFORMITY_CODE } from './goods.ts';
import { passportZone, personOf } from './immigration-people.ts';
import { type DeclarationPlan, type Firm, type Item, type Movement, movementId } from './movement.ts';
import { mrnOf } from './numbers.ts';
import { lostDocument, personAlerts, STORY_CASES } from './police-entries.ts';
import { STORY_PASSPORTS } from './story-people.ts';

/** Every identifier of the story: one lorry in which the agencies' worlds meet. */
export interface Story {
  /** `UGBUS:IN:3:UG-UAX123B:2026-11-23` */
  readonly movementId: string;
  /** ISO 8601 with the offset of the post. */
  readonly arrivalDateTime: string;
  readonly plate: string;
  readonly registrationNationalityCode: string;
  /** State and registration as one text: `UG-UAX123B`. */
  readonly vehicle: string;
  readonly trailer: { readonly registrationNationalityCode: string; readonly registration: string };
  /** ISO 6346. */
  readonly container: string;
  readonly seal: string;
  readonly ucr: string;
  /** The two import declarations, Uganda. */
  readonly mrns: readonly [string, string];
  /** The one of them that customs holds: documents are asked for. */
  readonly heldMrn: string;
  /** The export declaration, Kenya: the same goods, 4 % lighter. */
  readonly exportMrn: string;
  /** Driver and co-driver, state UTO, type P. */
  readonly passports: readonly [string, string];
  /** Machine-readable zones of both passports, two lines each. */
  readonly machineReadableZones: readonly [readonly string[], readonly string[]];
  /** The one reported lost: the co-driver's. */
  readonly lostPassport: string;
  readonly healthEntryDocuments: readonly [string, string];
  readonly phytosanitaryCertificate: string;
  readonly citesPermit: string;
  /** Of the tea on the held declaration: it stands. */
  readonly conformityCertificate: string;
  /** Where the meat comes from: inside a zone under control for foot-and-mouth disease. */
  readonly diseaseZone: string;
  /** The investigator's cases, an open and a closed one, and a colleague's. */
  readonly cases: { readonly open: string; readonly closed: string; readonly other: string };
}

const TRUCK = { state: 'UG', registration: 'UAX 123B' } as const;
const TRAILER = { state: 'KE', registration: 'ZFA 482T' } as const;
const SEAL = 'SL884201';
/** Black tea, by which the story's is certified. */
export const STORY_STANDARD = 'US EAS 28';
const DISEASE_ZONE = 'KE-38 Trans Nzoia, FMD protection zone';

const IMPORTER: Firm = { id: 'UG1009990001', name: 'Ubirandi Foods Ltd', country: 'UG' };
const AGENT: Firm = { id: 'UG1009990002', name: 'Mivolane Clearing Ltd', country: 'UG' };
const EXPORTER: Firm = { id: 'KE1009990003', name: 'Kelmuto Agro Ltd', country: 'KE' };

/** What the export declaration says of each mass: 4 % less. Import masses are multiples of 25 g, so this is exact. */
const EXPORT_SHARE = { numerator: 24, denominator: 25 } as const;

/** @param from the clock's time, milliseconds since the epoch; the lorry arrives three hours later. */
export function story(from: number): Story {
  const arrivalAt = arrivalOf(from);
  const date = localDate(arrivalAt);
  const year = date.slice(0, 4);
  const zone = (number: string) => passportZone(personOf(number, localDate(from)));
  const mrns = [mrnOf(date, 'UG', 'UAX123B001'), mrnOf(date, 'UG', 'UAX123B002')] as const;
  return {
    movementId: movementId('IN', TRUCK, arrivalAt),
    arrivalDateTime: localDateTime(arrivalAt),
    plate: TRUCK.registration,
    registrationNationalityCode: TRUCK.state,
    vehicle: `${TRUCK.state}-${TRUCK.registration.replaceAll(' ', '')}`,
    trailer: { registrationNationalityCode: TRAILER.state, registration: TRAILER.registration },
    container: `HBXU123456${containerCheckDigit('HBXU123456')}`,
    seal: SEAL,
    ucr: `${date.slice(3, 4)}${EXPORTER.id}-${date.replaceAll('-', '')}`,
    mrns,
    heldMrn: mrns[1],
    exportMrn: mrnOf(date, 'KE', 'UAX123B001'),
    passports: STORY_PASSPORTS,
    machineReadableZones: [zone(STORY_PASSPORTS[0]), zone(STORY_PASSPORTS[1])],
    lostPassport: STORY_PASSPORTS[1],
    healthEntryDocuments: [`CHEDP.UG.${year}.0018842`, `CHEDPP.UG.${year}.0018843`],
    phytosanitaryCertificate: `EP-KE-${year}-004417`,
    citesPermit: `KE-CITES-${year}-0193`,
    conformityCertificate: conformityCertificate(year, '0018844').reference,
    diseaseZone: DISEASE_ZONE,
    cases: { open: STORY_CASES[0], closed: STORY_CASES[1], other: STORY_CASES[2] },
  };
}

/** The story's lorry with its three declarations. */
export function storyMovement(from: number): Movement {
  const told = story(from);
  const arrivalAt = arrivalOf(from);
  const [meat, seed] = itemsOf(told);
  const imported = { officeId: 'UGBUS', typeCode: 'IMA', declarant: AGENT, announcesArrival: true } as const;
  const exported = { officeId: 'KEBUS', typeCode: 'EXA', declarant: EXPORTER, announcesArrival: false } as const;
  const before = (hours: number) => wholeSecond(from - hours * HOUR);
  return {
    id: told.movementId,
    arrivalAt,
    truck: TRUCK,
    trailer: TRAILER,
    container: { number: told.container, seal: told.seal },
    crew: [
      { function: 'DRV', documentNumber: told.passports[0], issuingState: 'UTO' },
      { function: 'CDR', documentNumber: told.passports[1], issuingState: 'UTO' },
    ],
    declarations: [
      plan(told, told.exportMrn, exported, [...meat, ...seed].map(lighter), before(9), [
        ['01', before(8.5)],
        ['08', before(6)],
      ]),
      plan(told, told.mrns[0], imported, meat, before(5), [['01', before(4.75)]]),
      plan(told, told.mrns[1], imported, seed, before(5), [
        ['01', before(4.75)],
        ['06', before(1.5)],
      ]),
    ],
    risk: {
      movementId: told.movementId,
      band: 'YELLOW',
      score: 58,
      ruleId: 'RM-120',
      assessedAt: localDateTime(before(4.5)),
    },
    police: policeOf(told, localDate(from)),
  };
}

function arrivalOf(from: number): number {
  return wholeSecond(from + 3 * HOUR);
}

type Fixed = Pick<DeclarationPlan, 'officeId' | 'typeCode' | 'declarant' | 'announcesArrival'>;

function plan(
  told: Story,
  mrn: string,
  fixed: Fixed,
  items: readonly Item[],
  issuedAt: number,
  notifications: ReadonlyArray<readonly [string, number]>,
): DeclarationPlan {
  return {
    ...fixed,
    functionalReferenceId: `LRN-${mrn}`,
    mrn,
    issuedAt,
    acceptedAt: notifications[0]?.[1],
    consignor: EXPORTER,
    consignee: IMPORTER,
    exportCountry: 'KE',
    destinationCountry: 'UG',
    ucr: told.ucr,
    items,
    notifications: notifications.map(([functionCode, at]) => ({ functionCode, at })),
  };
}

/** Meat and milk on the first declaration, plants on the second. */
function itemsOf(told: Story): readonly [readonly Item[], readonly Item[]] {
  const [animal, plant] = told.healthEntryDocuments;
  const invoice = (number: number) => ({ code: 'N935', reference: `INV-${told.ucr.slice(-8)}-${number}` });
  const meat = item('02045000', 'Goat meat, chilled', 'CT', 240, 20, 4.1, [
    invoice(1),
    { code: 'N853', reference: animal },
  ]);
  const zone = { code: 'ORIGZ', description: told.diseaseZone };
  return [
    [{ ...meat, statement: zone }, item('04069000', 'Hard cheese in wheels', 'BX', 60, 25, 6.8, [invoice(2)])],
    [
      item('10051000', 'Maize seed for sowing', 'BG', 200, 25, 2.9, [
        invoice(3),
        { code: 'C085', reference: plant },
        { code: 'N851', reference: told.phytosanitaryCertificate },
      ]),
      item('12119000', 'Bark of Prunus africana, dried', 'BL', 12, 50, 9.5, [
        invoice(4),
        { code: 'C400', reference: told.citesPermit },
      ]),
      item('09024000', 'Black tea in bulk', 'BG', 40, 50, 1.9, [
        invoice(5),
        { code: CONFORMITY_CODE, reference: told.conformityCertificate },
      ]),
    ],
  ];
}

function item(
  tariffCode: string,
  description: string,
  packageType: string,
  packages: number,
  packageKg: number,
  valuePerKgUsd: number,
  documents: Item['documents'],
): Item {
  const netGrams = packages * packageKg * 1_000;
  // Packing weighs 4 per cent; whole kilograms keep the export's 96 per cent exact.
  const grossGrams = netGrams + packages * packageKg * 40;
  const valueCents = Math.round((netGrams / 10) * valuePerKgUsd);
  return { tariffCode, description, origin: 'KE', packageType, packages, grossGrams, netGrams, valueCents, documents };
}

function lighter(item: Item): Item {
  const { numerator, denominator } = EXPORT_SHARE;
  return {
    ...item,
    grossGrams: (item.grossGrams * numerator) / denominator,
    netGrams: (item.netGrams * numerator) / denominator,
    documents: item.documents.filter(({ code }) => !['N853', 'C085', CONFORMITY_CODE].includes(code)),
  };
}

function policeOf(told: Story, date: string): Feed {
  const stolenLostDocuments = [lostDocument(told.lostPassport, date)];
  return { alerts: personAlerts(told.passports[0], date), stolenLostDocuments, stolenVehicles: [] };
}
