import { type EntryDocumentType, entryDocumentReference } from '../references.ts';
import type { SpsWarnings } from '../warnings.ts';
import { checksOf, decisionOf, labTestsOf } from './inspection.ts';
import { at, integerAt, type Kept, kilogramsAt, kilogramsOf, listAt, textAt } from './read.ts';

/** A health entry document as the service answers it. Times are ISO 8601, masses kilogram. */
export interface EntryDocumentRecord {
  readonly reference: string;
  readonly type: EntryDocumentType | null;
  readonly status: string | null;
  readonly version: number | null;
  readonly updatedDateTime: string | null;
  readonly arrivalDateTime: string | null;
  readonly pointOfEntry: string | null;
  readonly originCountryCode: string | null;
  readonly importerName: string | null;
  readonly consignorName: string | null;
  readonly commodities: readonly object[];
  readonly totalNetMass: string | null;
  readonly mrns: readonly string[];
  readonly checks: readonly object[];
  readonly labTests: readonly object[];
  readonly decision: 'ACCEPTABLE' | 'NOT_ACCEPTABLE' | null;
  readonly officialInspectorName: string | null;
}

const STATUSES: ReadonlySet<string> = new Set(
  `DRAFT SUBMITTED VALIDATED REJECTED IN_PROGRESS AMEND MODIFY REPLACED CANCELLED DELETED PARTIALLY_REJECTED
   SPLIT_CONSIGNMENT`.split(/\s+/),
);

const TYPES: ReadonlyMap<string, EntryDocumentType> = new Map([
  ['CVEDA', 'A'],
  ['CVEDP', 'P'],
  ['CHEDPP', 'PP'],
  ['CED', 'D'],
]);

/** Systems whose references are MRNs. */
const MRN_SYSTEMS: ReadonlySet<string> = new Set(['NCTS', 'CDS', 'CUSTOMS']);

/** Lists of one document that are kept. */
const MAX_LIST = 200;

/** What a CHED notification says; the reader has described its properties. */
export function entryDocumentRecord(notification: Kept, reference: string, warnings: SpsWarnings): EntryDocumentRecord {
  const place = '/resource/importPreNotification';
  const status = textAt(notification, 'status');
  if (status !== null && !STATUSES.has(status)) warnings.add('UNKNOWN_CODE', `${place}/status`);
  const partOne = at(notification, 'partOne');
  const commodities = at(partOne, 'commodities');
  return {
    reference,
    type: typeOf(notification, reference, warnings, place),
    status: status !== null && STATUSES.has(status) ? status : null,
    version: integerAt(notification, 'version'),
    updatedDateTime: textAt(notification, 'updatedSource'),
    arrivalDateTime: textAt(partOne, 'arrivesAt'),
    pointOfEntry: textAt(partOne, 'pointOfEntry'),
    originCountryCode: countryOf(textAt(commodities, 'countryOfOrigin')),
    importerName: textAt(partOne, 'importer', 'companyName'),
    consignorName: textAt(partOne, 'consignor', 'companyName'),
    commodities: commoditiesOf(commodities),
    totalNetMass: kilogramsAt(commodities, 'totalNetWeight'),
    mrns: mrnsOf(notification),
    checks: checksOf(at(notification, 'partTwo')),
    labTests: labTestsOf(at(notification, 'partTwo', 'laboratoryTests')),
    decision: decisionOf(at(notification, 'partTwo', 'decision')),
    officialInspectorName: inspectorOf(at(notification, 'partTwo', 'controlAuthority', 'officialVeterinarian')),
  };
}

function typeOf(notification: Kept, reference: string, warnings: SpsWarnings, place: string): EntryDocumentType | null {
  const named = entryDocumentReference(reference)?.type ?? null;
  const stated = textAt(notification, 'importNotificationType');
  const type = TYPES.get(stated ?? '') ?? null;
  if (stated !== null && type === null) warnings.add('UNKNOWN_CODE', `${place}/importNotificationType`);
  if (named && type && named !== type) warnings.add('TYPE_DIFFERS', `${place}/importNotificationType`);
  return type ?? named;
}

/** The first part of `GB-ENG`. */
function countryOf(text: string | null): string | null {
  return /^([A-Z]{2})(-|$)/.exec(text ?? '')?.[1] ?? null;
}

function commoditiesOf(commodities: Kept | undefined): object[] {
  const sets = listAt(commodities, 'complementParameterSets');
  return listAt(commodities, 'commodityComplements')
    .slice(0, MAX_LIST)
    .map((complement) => {
      const pairs = listAt(
        sets.find((set) => isSetOf(set, complement)),
        'keyDataPairs',
      );
      const data = new Map(pairs.map((pair) => [textAt(pair, 'key'), textAt(pair, 'data')]));
      return {
        commodityCode: textAt(complement, 'commodityId'),
        description: textAt(complement, 'commodityDescription'),
        speciesName: textAt(complement, 'speciesName'),
        netMass: kilogramsOf(data.get('netweight') ?? null),
        numberOfPackages: wholeNumber(data.get('number_package')),
        numberOfAnimals: wholeNumber(data.get('number_animal')),
      };
    });
}

/** The parameters of a commodity carry its unique id, else its number and species. */
function isSetOf(set: Kept, complement: Kept): boolean {
  const ids = [textAt(set, 'uniqueComplementId'), textAt(complement, 'uniqueComplementId')];
  if (ids[0] !== null && ids[1] !== null) return ids[0] === ids[1];
  return ['complementId', 'speciesId'].every((name) => textAt(set, name) === textAt(complement, name));
}

function wholeNumber(text: string | null | undefined): number | null {
  const number = /^\d{1,9}$/.test(text ?? '') ? Number(text) : null;
  return number;
}

function mrnsOf(notification: Kept): string[] {
  const external = listAt(notification, 'externalReferences').flatMap((each) =>
    MRN_SYSTEMS.has(textAt(each, 'system') ?? '') ? (textAt(each, 'reference') ?? []) : [],
  );
  const own = [
    textAt(notification, 'partOne', 'customsReferenceNumber'),
    textAt(notification, 'partTwo', 'controlAuthority', 'customsReferenceNo'),
  ].flatMap((each) => each ?? []);
  const mrns = [...external, ...own].map((mrn) => mrn.toUpperCase().replace(/\s/g, ''));
  return [...new Set(mrns.filter((mrn) => mrn.length <= 70))].slice(0, MAX_LIST);
}

function inspectorOf(person: Kept | undefined): string | null {
  const names = [textAt(person, 'firstName'), textAt(person, 'lastName')].filter((name) => name !== null);
  return names.length === 0 ? null : names.join(' ');
}
