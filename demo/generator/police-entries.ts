import type { Alert, CaseEntry, Information, StolenLostDocument, StolenVehicle } from '../police/records.ts';
import type { Vehicle } from './movement.ts';
import { randomOf } from './random.ts';

const DAY_MS = 86_400_000;

/** A passport reported lost eleven weeks before `date` (ISO 8601), reviewed ten years after. */
export function lostDocument(documentNumber: string, date: string): StolenLostDocument {
  const lost = daysBefore(date, 77);
  return {
    documentNumber,
    issuingState: 'UTO',
    documentType: 'P',
    fraudType: 'LOST',
    theftCountryCode: 'KE',
    theftDate: lost,
    issueDate: yearsFrom(lost, -3),
    expiryDate: yearsFrom(lost, 7),
    reviewDate: yearsFrom(lost, 10),
    nationalReference: `UTO-${documentNumber}`,
  };
}

/** An alert on a lorry: an open one asks to hold it, a covert one (discreet check) is never shown. */
export function vehicleAlert(truck: Vehicle, date: string, isCovert: boolean): Alert {
  const { state, registration } = truck;
  return {
    alertId: `UG-${registration.replaceAll(' ', '')}-${isCovert ? '36' : '38'}`,
    reasonArticle: isCovert ? '36' : '38',
    actionToTake: isCovert ? 'Note place, time and company; do not stop.' : 'Hold the vehicle and call the desk.',
    isCovert,
    isExact: true,
    validFrom: daysBefore(date, 30),
    validUntil: yearsFrom(date, 1),
    ownerState: 'UG',
    subject: { kind: 'vehicle', registrationNationalityCode: state, registrationId: registration },
  };
}

/** Alerts about the person whom a passport names: to be protected, and heard as a witness. */
export function personAlerts(documentNumber: string, date: string): readonly Alert[] {
  const alert = (article: string, actionToTake: string, information: Information): Alert => ({
    alertId: `UG-${documentNumber}-${article}`,
    reasonArticle: article,
    actionToTake,
    isCovert: false,
    isExact: true,
    validFrom: daysBefore(date, 30),
    validUntil: yearsFrom(date, 1),
    ownerState: 'UG',
    subject: { kind: 'document', documentNumber, issuingState: 'UTO', documentType: 'P' },
    information,
  });
  return [
    alert('32', 'Bring to safety and call the desk.', {
      subjectCategory: 'VICTIM',
      statement: 'May be made to carry goods against their will.',
      informationBasis: 'ASSESSMENT',
      evaluationCode: 'B3',
    }),
    alert('34', 'Ask where to be reached.', {
      subjectCategory: 'WITNESS',
      statement: 'Was at the post when a lorry was stolen.',
      informationBasis: 'FACT',
      evaluationCode: 'A1',
    }),
  ];
}

/** Cases of the story: the investigator's open one, a closed one of theirs, and an open one of a colleague. */
export const STORY_CASES = ['CR/2026/0417', 'CR/2025/1102', 'CR/2026/0502'] as const;

/** The register of cases. Officers are known by the references the demo's identity provider gives them. */
export function caseRegister(): readonly CaseEntry[] {
  const [open, closed, other] = STORY_CASES;
  const investigator = { agency: 'police', officer: 'demo:investigator' };
  const desk = { agency: 'police', officer: 'demo:police-desk' };
  return [
    { caseId: open, status: 'OPEN', officers: [investigator, desk] },
    { caseId: closed, status: 'CLOSED', officers: [investigator] },
    { caseId: other, status: 'OPEN', officers: [{ agency: 'police', officer: 'demo:somebody-else' }] },
  ];
}

/** Entries that no lorry of the day meets: registers are large and hits are rare. The same every day. */
export function backgroundEntries(): {
  readonly stolenLostDocuments: readonly StolenLostDocument[];
  readonly stolenVehicles: readonly StolenVehicle[];
} {
  const random = randomOf('background of the registers');
  const stolenLostDocuments = Array.from({ length: 400 }, (_, at) => ({
    ...lostDocument(`Y${String(10_000_000 + at * 7_919)}`, daysBefore('2026-01-01', random.below(1_500))),
    fraudType: random.pick(['STOLEN', 'LOST', 'STOLEN_BLANK', 'REVOKED', 'INVALID'] as const),
  }));
  const stolenVehicles = Array.from({ length: 100 }, (_, at) => stolenVehicle(at, random.below(1_500)));
  return { stolenLostDocuments, stolenVehicles };
}

/** Registered in a state that does not exist in the demo's traffic, so that it meets no lorry. */
function stolenVehicle(at: number, age: number): StolenVehicle {
  return {
    vin: `HUBDEM0TRUCK${String(10_000 + at)}`,
    registrationNationalityCode: 'CD',
    registrationId: `${String(1_000 + at)}AB${String(at % 30).padStart(2, '0')}`,
    make: 'Karibu',
    model: 'Lorry 26',
    colour: 'white',
    year: 2012 + (at % 12),
    theftDate: daysBefore('2026-01-01', age),
    ownerCountryCode: 'CD',
  };
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

function yearsFrom(date: string, years: number): string {
  const moved = new Date(Date.parse(date));
  moved.setUTCFullYear(moved.getUTCFullYear() + years);
  return moved.toISOString().slice(0, 10);
}
