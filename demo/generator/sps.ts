import type { IncomingMessage } from '../sps/intake.ts';
import { HOUR, wholeSecond } from './clock.ts';
import { type DeclarationPlan, type Item, type Movement, POST } from './movement.ts';
import { type Random, randomOf } from './random.ts';
import { certificateMessage, type EntryDocumentPlan, notificationMessage } from './sps-messages.ts';
import { speciesOf, swahiliOf } from './sps-species.ts';

/** Share of entry documents in progress with a physical check still to be made: they hold their declaration. */
const HOLD_RATE = 0.004;

/**
 * The messages SPS has received about what a lorry carries: a CHED for each entry document its items cite, and the
 * certificate behind it where they cite one. The same movement gives the same messages.
 */
export function* spsMessagesOf(movement: Movement): Generator<IncomingMessage> {
  for (const plan of movement.declarations) {
    for (const [index, item] of plan.items.entries()) {
      const random = randomOf(`sps ${plan.mrn} ${index}`);
      for (const { code, reference } of item.documents) {
        if (reference.startsWith('CHED')) {
          yield json(reference, notificationMessage(entryDocument(movement, plan, item, reference, random)));
        } else if (code === 'N851') {
          yield { name: `${reference}.xml`, bytes: Buffer.from(certificate(movement, plan, item, reference), 'utf8') };
        }
      }
    }
  }
}

/** A message of JSON. */
export function json(reference: string, text: string): IncomingMessage {
  return { name: `${reference}.json`, bytes: Buffer.from(text, 'utf8') };
}

function entryDocument(
  movement: Movement,
  plan: DeclarationPlan,
  item: Item,
  reference: string,
  random: Random,
): EntryDocumentPlan {
  const isHeld = random.next() < HOLD_RATE;
  const status = isHeld
    ? 'IN_PROGRESS'
    : random.weighted([
        ['VALIDATED', 88],
        ['SUBMITTED', 6],
        ['AMEND', 2],
        ['PARTIALLY_REJECTED', 2],
        ['REPLACED', 1],
        ['CANCELLED', 1],
      ] as const);
  const isDecided = status === 'VALIDATED' || status === 'PARTIALLY_REJECTED';
  // Some certify less than is declared: the weighing was corrected after the certificate.
  const netGrams = random.next() < 0.03 ? Math.floor((item.netGrams * 9) / 10_000) * 1_000 : item.netGrams;
  return {
    reference,
    status,
    version: 1,
    updatedAt: plan.issuedAt + HOUR / 4,
    arrivesAt: movement.arrivalAt,
    post: POST,
    mrn: plan.mrn,
    importer: plan.consignee.name,
    consignor: plan.consignor.name,
    origin: item.origin,
    commodity: {
      tariffCode: item.tariffCode,
      description: item.description,
      species: speciesOf(item.tariffCode),
      netGrams,
      packages: item.packages,
    },
    checks: isDecided ? ['Satisfactory', 'Satisfactory', 'Satisfactory'] : ['Not Done', 'Not Done', 'Not Done'],
    isInspectionRequired: isHeld || isDecided,
    decision: isDecided ? 'Acceptable for Internal Market' : null,
  };
}

function certificate(movement: Movement, plan: DeclarationPlan, item: Item, reference: string): string {
  return certificateMessage({
    issuingCountry: item.origin,
    id: reference,
    typeCode: '851',
    issuedAt: wholeSecond(plan.issuedAt - 24 * HOUR),
    consignor: plan.consignor.name,
    consignee: plan.consignee.name,
    importCountry: plan.destinationCountry,
    transportMeans: movement.truck.registration,
    line: {
      tariffCode: item.tariffCode,
      description: item.description,
      descriptionSw: swahiliOf(item.tariffCode),
      species: speciesOf(item.tariffCode),
      netGrams: item.netGrams,
      grossGrams: item.grossGrams,
      packages: item.packages,
      packageType: item.packageType,
    },
  });
}
