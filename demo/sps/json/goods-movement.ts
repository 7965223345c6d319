import { comparedMrn } from '../references.ts';
import { type Kept, listAt, textAt, textsAt } from './read.ts';
import { dateTime, list, object, text } from './shape.ts';

const declarations = list(object({ id: text(70) }));

/** Goods movement references: which vehicle carries which declarations. */
export const goodsMovements = object({
  gmrs: list(
    object(
      {
        gmrId: text(35),
        vehicleRegNum: text(35),
        trailerRegistrationNums: list(text(35)),
        containerReferenceNums: list(text(35)),
        updatedDateTime: dateTime,
        declarations: object({ customs: declarations, transits: declarations }),
        state: text(35),
        direction: text(35),
      },
      `plannedCrossing checkedInCrossing actualCrossing readyToEmbark haulierType haulierEORI isUnaccompanied
       inspectionRequired reportToLocations sadHeaderReferenceNum createdDateTime`,
    ),
  ),
});

/** A goods movement as the service answers it, with what it carries. */
export interface GoodsMovementRecord {
  readonly gmrId: string;
  readonly document: object;
  readonly updatedDateTime: string | null;
  readonly mrns: readonly string[];
}

/** The movements of a message; one without a reference cannot be found again and is none. */
export function goodsMovementRecords(message: Kept): GoodsMovementRecord[] {
  return listAt(message, 'gmrs').flatMap((gmr) => {
    const gmrId = textAt(gmr, 'gmrId');
    if (gmrId === null) return [];
    const updatedDateTime = textAt(gmr, 'updatedDateTime');
    const mrns = ['customs', 'transits'].flatMap((kind) =>
      listAt(gmr, 'declarations', kind).flatMap((each) => textAt(each, 'id') ?? []),
    );
    const document = {
      gmrId,
      state: textAt(gmr, 'state'),
      direction: textAt(gmr, 'direction'),
      updatedDateTime,
      vehicleRegistrationId: normalised(textAt(gmr, 'vehicleRegNum')),
      trailerRegistrationIds: textsAt(gmr, 'trailerRegistrationNums').flatMap((each) => normalised(each) ?? []),
      containerIds: textsAt(gmr, 'containerReferenceNums').flatMap((each) => normalised(each) ?? []),
    };
    return [{ gmrId, document, updatedDateTime, mrns: [...new Set(mrns.map(comparedMrn))] }];
  });
}

/** Registrations and numbers as A-Z and 0-9; null where nothing is left. */
function normalised(text: string | null): string | null {
  return text?.toUpperCase().replace(/[^A-Z0-9]/g, '') || null;
}
