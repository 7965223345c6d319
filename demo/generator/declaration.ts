import { localDate, wholeSecond } from './clock.ts';
import { CONFORMITY_CODE, ENTRY_DOCUMENT_CODES, EXPORTS, type Goods, IMPORTS } from './goods.ts';
import { type CitedDocument, type DeclarationPlan, type Firm, type Item, type Notification, POST } from './movement.ts';
import type { DayNumbers } from './numbers.ts';
import type { Random } from './random.ts';

/** What happens to a declaration, whether told yet or not. */
export interface Progress {
  readonly issuedAt: number;
  readonly acceptedAt: number;
  /** After acceptance, in order of time; `gate` is the exit notification of the kind of traffic. */
  readonly later: readonly Notification[];
}

/** What one declaration is made from. */
export interface DeclarationContext {
  readonly traffic: DeclarationPlan['typeCode'];
  readonly numbers: DayNumbers;
  readonly ordinal: number;
  readonly progress: Progress;
  /** The clock's time: what lies after it has not happened. */
  readonly from: number;
  readonly random: Random;
}

/** Made-up words: no firm of the demo exists. */
const NAMES = ['Zorvana', 'Kelmuto', 'Ubirandi', 'Tarosheka', 'Mivolane', 'Asekundu', 'Bolgaro', 'Nyemvara'] as const;
const TRADES = ['Traders', 'Agro', 'Millers', 'Hardware', 'Supplies', 'Foods', 'Textiles', 'Chemicals'] as const;

/** One declaration as far as it has got by the clock's time. */
export function declarationPlan(context: DeclarationContext): DeclarationPlan {
  const { traffic, numbers, ordinal, progress, from, random } = context;
  const isExport = traffic === 'EXA';
  const exporter = firm(isExport ? 'UG' : 'KE', random);
  const destination = isExport ? 'KE' : traffic === 'T1' ? random.pick(['RW', 'CD', 'SS']) : 'UG';
  const acceptedAt = wholeSecond(progress.acceptedAt);
  const isAccepted = acceptedAt < from;
  return {
    functionalReferenceId: numbers.functionalReferenceId(ordinal),
    mrn: numbers.mrn('UG', ordinal),
    typeCode: traffic,
    officeId: POST,
    issuedAt: wholeSecond(progress.issuedAt),
    acceptedAt: isAccepted ? acceptedAt : undefined,
    declarant: firm('UG', random),
    consignor: exporter,
    consignee: firm(destination, random),
    exportCountry: isExport ? 'UG' : 'KE',
    destinationCountry: destination,
    ucr: `${localDate(from).slice(3, 4)}${exporter.id}-${numbers.functionalReferenceId(ordinal).slice(5)}`,
    items: itemsOf(isExport ? EXPORTS : IMPORTS, localDate(from).slice(0, 4), context),
    notifications: isAccepted ? notificationsOf(traffic, acceptedAt, progress.later, from) : [],
    announcesArrival: true,
  };
}

/**
 * What has been told by `from`. A control whose release lies after `from` has not been told either: the rate of held
 * movements is then the one asked for, not one that depends on how long controls take.
 */
function notificationsOf(
  traffic: DeclarationPlan['typeCode'],
  acceptedAt: number,
  later: readonly Notification[],
  from: number,
): readonly Notification[] {
  const told = later.filter(({ at }) => at < from);
  const isControl = (code: string | undefined) => code === '05' || code === '06';
  const isUnfinished = isControl(told.at(-1)?.functionCode) && told.length < later.length;
  const all = [{ functionCode: '01', at: acceptedAt }, ...(isUnfinished ? told.slice(0, -1) : told)];
  const gate = traffic === 'IMA' ? '09' : '16';
  return all.map(({ functionCode, at }) => ({
    functionCode: functionCode === 'gate' ? gate : functionCode,
    at: wholeSecond(at),
  }));
}

function itemsOf(
  choice: readonly [Goods, ...Goods[]],
  year: string,
  { numbers, ordinal, random }: DeclarationContext,
): readonly Item[] {
  const count = random.weighted([
    [1, 50],
    [2, 22],
    [3, 12],
    [4, 8],
    [5, 5],
    [6, 3],
  ] as const);
  return Array.from({ length: count }, (_, at) =>
    itemOf(random.pick(choice), year, numbers.healthEntryDocument(ordinal, at), random),
  );
}

/** @param number of the document that the goods need, where they need one, and of the certificate behind it. */
function itemOf(goods: Goods, year: string, number: string, random: Random): Item {
  const packages = 1 + random.below(Math.max(1, Math.floor(9_000 / goods.packageKg)));
  const netGrams = packages * goods.packageKg * 1_000;
  const invoice = { code: 'N935', reference: `INV-${year}-${String(random.below(1_000_000)).padStart(6, '0')}` };
  const origin = random.pick(goods.origins);
  const documents = [
    invoice,
    ...healthDocuments(goods, origin, year, number),
    ...(goods.standard === undefined ? [] : [conformityCertificate(year, number)]),
  ];
  return {
    tariffCode: goods.tariffCode,
    description: goods.description,
    origin,
    packageType: goods.packageType,
    packages,
    // Packing weighs 2 to 6 per cent of what it holds.
    grossGrams: Math.round(netGrams * (1.02 + random.next() * 0.04)),
    netGrams,
    valueCents: Math.round((netGrams / 10) * goods.valuePerKgUsd * (0.9 + random.next() * 0.2)),
    documents,
    ...(goods.undgId !== undefined && { undgId: goods.undgId }),
  };
}

/** The entry document the goods need; every third one over plants is cited together with its phytosanitary certificate. */
function healthDocuments(goods: Goods, origin: string, year: string, number: string): CitedDocument[] {
  const entry = goods.entryDocument;
  if (!entry) return [];
  const document = { code: ENTRY_DOCUMENT_CODES[entry], reference: `${entry}.UG.${year}.${number}` };
  const isCertified = entry === 'CHEDPP' && Number(number) % 3 === 0;
  return isCertified ? [document, { code: 'N851', reference: `EP-${origin}-${year}-${number}` }] : [document];
}

/** @param number seven digits. */
export function conformityCertificate(year: string, number: string): CitedDocument {
  return { code: CONFORMITY_CODE, reference: `UNBS-COC-${year}-${number}` };
}

function firm(country: string, random: Random): Firm {
  const name = `${random.pick(NAMES)} ${random.pick(TRADES)} Ltd`;
  return { id: `${country}${String(1_000_000_000 + random.below(9_000_000))}`, name, country };
}
