import { type RegisteredCertificate, writeRegister } from '../bureau/register.ts';
import { HOUR, localHour } from './clock.ts';
import { type DayOptions, dayOf } from './day.ts';
import { CONFORMITY_CODE, IMPORTS } from './goods.ts';
import type { DeclarationPlan, Item } from './movement.ts';
import { randomOf } from './random.ts';
import { STORY_STANDARD, story } from './story.ts';

/** Who signs for the bureau. Made-up people. */
const INSPECTORS = ['Grace Wanyama', 'Peter Ocholi', 'Ruth Nabweteme', 'Isaac Mugerwo'] as const;

const STANDARDS: ReadonlyMap<string, string> = new Map(
  IMPORTS.flatMap(({ tariffCode, standard }) => (standard === undefined ? [] : [[tariffCode, standard] as const])),
);

/** Local hour of the night at which the bureau writes its register. */
const WRITTEN_AT = 2;

/** Writes the register as it was on the night before the clock's time, with what the day cites. */
export function writeNightsRegister(file: string, day: DayOptions): void {
  const sinceThen = (localHour(day.from) - WRITTEN_AT + 24) % 24;
  writeRegister(file, certificatesOf(day), new Date(day.from - sinceThen * HOUR));
}

/**
 * What the bureau's register holds of a day: a certificate for nearly each that an item cites, most of them good; of some
 * it knows nothing, and some are for other goods.
 */
function* certificatesOf(day: DayOptions): Generator<RegisteredCertificate> {
  const told = story(day.from).conformityCertificate;
  for (const { declarations } of dayOf(day)) {
    for (const plan of declarations) {
      for (const item of plan.items) {
        const cited = item.documents.find(({ code }) => code === CONFORMITY_CODE);
        if (!cited) continue;
        const certificate = certificateOf(cited.reference, plan, item, cited.reference === told);
        if (certificate) yield certificate;
      }
    }
  }
}

function certificateOf(
  number: string,
  plan: DeclarationPlan,
  { tariffCode }: Item,
  isTold: boolean,
): RegisteredCertificate | undefined {
  const random = randomOf(`bureau ${number}`);
  const drawn = random.weighted([
    ['VALID', 90],
    ['EXPIRED', 4],
    ['WITHDRAWN', 2],
    ['OTHER_GOODS', 2],
    ['UNKNOWN', 2],
  ] as const);
  const standing = isTold ? 'VALID' : drawn;
  if (standing === 'UNKNOWN') return undefined;
  const isOther = standing === 'OTHER_GOODS';
  const year = Number(new Date(plan.issuedAt).getUTCFullYear());
  return {
    certificate_no: number,
    status: isOther ? 'VALID' : standing,
    standard: STANDARDS.get(tariffCode) ?? STORY_STANDARD,
    // Ceramic tiles are in no declaration of the day.
    hs_heading: isOther ? '6907' : tariffCode.slice(0, 4),
    valid_until: standing === 'EXPIRED' ? `${year - 1}-12-31` : `${year + 1}-06-30`,
    exporter: plan.consignor.name,
    importer: plan.consignee.name,
    inspector: random.pick(INSPECTORS),
  };
}
