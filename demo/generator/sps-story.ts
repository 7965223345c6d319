import type { IncomingMessage } from '../sps/intake.ts';
import { HOUR, localDate, wholeSecond } from './clock.ts';
import { type Movement, POST } from './movement.ts';
import { mrnOf } from './numbers.ts';
import { json } from './sps.ts';
import { certificateMessage, customsMessage, type EntryDocumentPlan, notificationMessage } from './sps-messages.ts';
import { speciesOf, swahiliOf } from './sps-species.ts';
import type { Story } from './story.ts';

/** What an earlier declaration has used up of the story's phytosanitary certificate. */
export const USED_BEFORE_GRAMS = 1_200_000;

/**
 * What SPS has received about the story's lorry: the meat's entry document, validated; the seed's, in progress with its
 * physical check still to be made; the seed's phytosanitary certificate over exactly the declared mass, of which a
 * declaration six days ago has used up a part. Of the bark SPS holds nothing: its permit is another agency's.
 *
 * @param from the clock's time, milliseconds since the epoch.
 */
export function* storySpsMessages(told: Story, movement: Movement, from: number): Generator<IncomingMessage> {
  const [animal, plant] = told.healthEntryDocuments;
  const before = (hours: number) => wholeSecond(from - hours * HOUR);
  yield json(animal, notificationMessage(entryDocument(told.mrns[0], animal, movement, before(2), true)));
  yield json(plant, notificationMessage(entryDocument(told.mrns[1], plant, movement, before(2), false)));
  const seed = itemWith(movement, told.mrns[1], plant);
  const { consignor, consignee } = declarationOf(movement, told.mrns[1]);
  const certificate = certificateMessage({
    issuingCountry: 'KE',
    id: told.phytosanitaryCertificate,
    typeCode: '851',
    issuedAt: before(8 * 24),
    consignor: consignor.name,
    consignee: consignee.name,
    importCountry: 'UG',
    transportMeans: movement.truck.registration,
    line: {
      ...seed,
      descriptionSw: swahiliOf(seed.tariffCode),
      species: speciesOf(seed.tariffCode),
    },
  });
  yield { name: `${told.phytosanitaryCertificate}.xml`, bytes: Buffer.from(certificate, 'utf8') };
  const code = 'N851';
  const check = { checkCode: 'H219', reference: told.phytosanitaryCertificate } as const;
  const earlier = mrnOf(localDate(before(6 * 24)), 'UG', 'UAX123B009');
  const used = { itemNumber: 1, netGrams: USED_BEFORE_GRAMS, documents: [{ code, reference: check.reference }] };
  yield json(earlier, customsMessage(earlier, before(6 * 24), [{ ...used, check: { ...check, decisionCode: 'C03' } }]));
  const documents = seed.documents.filter((each) => each.code === code || each.code === 'C085');
  const own = { itemNumber: 1, netGrams: seed.netGrams, documents };
  yield json(
    told.mrns[1],
    customsMessage(told.mrns[1], before(1.5), [
      { ...own, check: { checkCode: 'H219', reference: plant, decisionCode: 'H02' } },
    ]),
  );
}

function entryDocument(
  mrn: string,
  reference: string,
  movement: Movement,
  updatedAt: number,
  isValidated: boolean,
): EntryDocumentPlan {
  const item = itemWith(movement, mrn, reference);
  const { consignor, consignee } = declarationOf(movement, mrn);
  return {
    reference,
    status: isValidated ? 'VALIDATED' : 'IN_PROGRESS',
    version: 1,
    updatedAt,
    arrivesAt: movement.arrivalAt,
    post: POST,
    mrn,
    importer: consignee.name,
    consignor: consignor.name,
    origin: item.origin,
    commodity: { ...item, species: speciesOf(item.tariffCode) },
    checks: isValidated
      ? ['Satisfactory', 'Satisfactory', 'Satisfactory']
      : ['Satisfactory', 'Satisfactory', 'Not Done'],
    isInspectionRequired: true,
    decision: isValidated ? 'Acceptable for Internal Market' : null,
  };
}

function declarationOf(movement: Movement, mrn: string) {
  const found = movement.declarations.find((plan) => plan.mrn === mrn);
  if (!found) throw new Error('the story has no such declaration');
  return found;
}

function itemWith(movement: Movement, mrn: string, reference: string) {
  const found = declarationOf(movement, mrn).items.find(({ documents }) =>
    documents.some((document) => document.reference === reference),
  );
  if (!found) throw new Error('the story cites no such document');
  return found;
}
